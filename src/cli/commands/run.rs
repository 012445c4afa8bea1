//! `zeitnot run`: plays scenarios and reports how long they take.

use crate::cli::arguments::{RunOptions, is_stdout};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::{Failure, warn};
use crate::cli::input::gates::absolute_gates;
use crate::cli::input::load::load;
use crate::cli::input::measures::{check_precision, games, warn_of_makespan};
use crate::cli::output::destination::check_file;
use crate::cli::output::draw::draw;
use crate::cli::output::{Output, columns};
use crate::cli::play::{judge, play};
use crate::experiment::seek::AbsoluteGate;
use crate::model::Measure;
use crate::replicate::Cause;
use crate::report::histogram::{svg, terminal};
use std::process::ExitCode;

pub(in crate::cli) fn run(options: &RunOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::stop_after(options.precision.time.max_time)?;
    let mut scenarios = load(&options.scenarios)?;
    let mut gates = Vec::new();
    for scenario in &mut scenarios {
        let absolute_gates = absolute_gates(&options.gates, scenario, options.is_single())?;
        scenario.exhibition.quantiles =
            options.takes_quantiles() || absolute_gates.iter().any(AbsoluteGate::takes_quantiles);
        gates.push(absolute_gates);
    }
    if options.is_single() && options.effort.threads.asked().is_some_and(|jobs| jobs > 1) {
        warn("one replication is played on one thread: --jobs makes no difference");
    }
    if options.measures.contains(&Measure::Makespan) {
        warn_of_makespan("--measure makespan", &scenarios);
    }
    check_precision(options.precision.precision, &options.measures, games(&scenarios))?;
    options.pictures().iter().try_for_each(|path| check_file(path))?;
    interrupt::watch(&stop);
    let mut output = Output::new(options.format, scenarios.len() > 1, !options.gates.is_empty());
    let mut verdicts = Vec::new();
    for ((file, scenario), absolute_gates) in options.scenarios.files.iter().zip(&scenarios).zip(gates) {
        output.begin()?;
        let ran = play(file, scenario, options, absolute_gates, &stop, output.stream())?;
        verdicts.extend(ran.report.iter().flat_map(|report| &report.gates).map(|judged| judged.verdict));
        let has_result = ran.report.is_some();
        if let Some(report) = ran.report.filter(|_| !options.outcomes.as_deref().is_some_and(is_stdout)) {
            output.take(report)?;
        }
        if let Some(histogram) = &ran.histogram {
            if options.shows_table() && !options.outcomes.as_deref().is_some_and(is_stdout) {
                terminal(histogram, columns(), output.stream())?;
            }
            let undrawn = draw(&options.pictures(), || Some(svg(histogram)), "the picture has no size")?;
            undrawn.map_or(Ok(()), Err)?;
        }
        if let Some((cause, how_far)) = ran.stopped {
            output.finish()?;
            if has_result {
                let code = stopped::with_results(cause, &scenario.title, &how_far, stopped::MORE_TIME);
                return Ok(if cause == Cause::Interrupt { code } else { judge(&verdicts) });
            }
            return stopped::without_answer(cause, &scenario.title, &how_far, stopped::MORE_TIME);
        }
    }
    output.finish()?;
    Ok(judge(&verdicts))
}
