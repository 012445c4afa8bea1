//! `zeitnot run`: plays scenarios and reports how long they take.

use crate::cli::arguments::{RunOptions, is_stdout};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::{Failure, warn};
use crate::cli::input::load::load;
use crate::cli::input::measures::{check_precision, games, warn_of_makespan};
use crate::cli::output::Output;
use crate::cli::play::play;
use crate::model::Measure;
use std::process::ExitCode;

pub(in crate::cli) fn run(options: &RunOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::limit(options.precision.time.max_time)?;
    let mut scenarios = load(&options.scenarios)?;
    for scenario in &mut scenarios {
        scenario.exhibition.quantiles = options.takes_quantiles();
    }
    if options.is_single() && options.effort.threads.asked().is_some_and(|jobs| jobs > 1) {
        warn("one replication is played on one thread: --jobs makes no difference");
    }
    if options.measures.contains(&Measure::Makespan) {
        warn_of_makespan("--measure makespan", &scenarios);
    }
    check_precision(options.precision.precision, &options.measures, games(&scenarios))?;
    interrupt::watch(&stop);
    let mut output = Output::new(options.format, scenarios.len() > 1);
    for (file, scenario) in options.scenarios.files.iter().zip(&scenarios) {
        output.begin()?;
        let ran = play(file, scenario, options, &stop, output.stream())?;
        let has_result = ran.report.is_some();
        if let Some(report) = ran.report.filter(|_| !options.outcomes.as_deref().is_some_and(is_stdout)) {
            output.take(report)?;
        }
        if let Some((cause, how_far)) = ran.cut {
            output.finish()?;
            if has_result {
                return Ok(stopped::with_results(cause, &scenario.title, &how_far, stopped::MORE_TIME));
            }
            return stopped::without_answer(cause, &scenario.title, &how_far, stopped::MORE_TIME);
        }
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
