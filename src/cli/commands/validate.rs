//! `zeitnot validate`: checks scenarios, and shows them as understood.

use crate::cli::arguments::ValidateOptions;
use crate::cli::failure::Failure;
use crate::cli::input::load::load;
use std::io::Write;
use std::process::ExitCode;

pub(in crate::cli) fn validate(options: &ValidateOptions) -> Result<ExitCode, Failure> {
    let scenarios = load(&options.scenarios)?;
    let mut out = anstream::stdout();
    for (scenario, file) in scenarios.iter().zip(&options.scenarios.files) {
        if scenarios.len() > 1 {
            writeln!(out, "// {}", file.display())?;
        }
        writeln!(out, "{}", scenario.to_ron().trim_end())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
