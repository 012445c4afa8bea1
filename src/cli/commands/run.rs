//! `zeitnot run`: plays scenarios and tells how long they take.

use crate::cli::arguments::RunOptions;
use crate::cli::ending::interrupt;
use crate::cli::failure::{Failure, warn};
use crate::cli::input::load::load;
use crate::cli::input::measures::{check_precision, games, warn_of_makespan};
use crate::cli::output::Output;
use crate::cli::play::{Cut, play};
use crate::count::{counted, grouped};
use crate::model::Measure;
use crate::scenario::Scenario;
use std::process::ExitCode;

pub(in crate::cli) fn run(options: &RunOptions) -> Result<ExitCode, Failure> {
    options.check();
    let scenarios = load(&options.scenarios)?;
    if options.is_single() && options.effort.threads.asked().is_some_and(|jobs| jobs > 1) {
        warn("one replication is played on one thread: --jobs makes no difference");
    }
    if options.measures.contains(&Measure::Makespan) {
        warn_of_makespan("--measure makespan", &scenarios);
    }
    check_precision(options.precision.precision, &options.measures, games(&scenarios))?;
    let interrupted = interrupt::watch();
    let mut output = Output::new(options.format, scenarios.len() > 1);
    for (file, scenario) in options.scenarios.files.iter().zip(&scenarios) {
        output.begin()?;
        let played = play(file, scenario, options, &interrupted, output.stream())?;
        if let Some(cut) = &played.cut {
            warn(&how_far(scenario, cut, options));
        }
        if let Some(report) = played.report {
            output.take(report)?;
        }
        if played.cut.is_some() {
            output.finish()?;
            return Ok(ExitCode::from(interrupt::EXIT_CODE));
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn how_far(scenario: &Scenario, cut: &Cut, options: &RunOptions) -> String {
    let title = &scenario.title;
    match cut {
        Cut::After(completed) => {
            let of_how_many = match options.precision.precision {
                Some(_) => counted(*completed, "replication"),
                None => format!("{} of {}", grouped(*completed), counted(options.replications(), "replication")),
            };
            format!("{title}: interrupted: {of_how_many} completed")
        }
        Cut::Within(halt) => format!("{title}: {halt}"),
    }
}
