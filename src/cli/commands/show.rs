//! `zeitnot show`: a page that plays runs.

use crate::cli::arguments::ShowOptions;
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::alternatives::{beside, run_title};
use crate::cli::output::destination::check_file;
use crate::cli::output::text_stream;
use crate::cli::play::prepare;
use crate::cli::progress::Progress;
use crate::file;
use crate::model::Halt;
use crate::playback;
use crate::replicate::{Cause, Source};
use crate::report::Page;
use std::io::{self, Write};
use std::process::ExitCode;

pub(in crate::cli) fn show(options: &ShowOptions) -> Result<ExitCode, Failure> {
    let stop = interrupt::stop_after(options.time.max_time)?;
    let (_, scenarios) = beside(&options.scenarios, &options.alternatives)?;
    check_file(&options.html)?;
    interrupt::watch(&stop);
    let progress = Progress::counting(scenarios.len() as u64, "runs");
    let (replication, mut runs) = (options.replication - 1, Vec::new());
    for (index, scenario) in scenarios.iter().enumerate() {
        let prepared = prepare(scenario, &options.engine, &stop)?;
        let title = run_title(&options.scenarios, &options.alternatives, index, scenario, options.replication);
        match playback::play(&prepared, scenario, title, replication) {
            Ok(run) => runs.push(run),
            Err(halt @ Halt::Interrupted { .. }) => {
                let (cause, known) = (stop.cause().unwrap_or(Cause::Interrupt), halt.to_string());
                return stopped::without_answer(cause, &scenario.title, &known, stopped::MORE_TIME);
            }
            Err(halt) => return Err(prepared.halted(replication, halt).into()),
        }
        progress.reach(runs.len() as u64);
    }
    drop(progress);
    let html = Page::new(runs, &scenarios, replication).html().map_err(io::Error::from)?;
    file::replace(&options.html, html.as_bytes()).map_err(|error| Failure::cant_write(&options.html, &error))?;
    let mut out = text_stream();
    writeln!(out, "{}: {} kB, to be opened in a browser", options.html.display(), html.len().div_ceil(1_000))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
