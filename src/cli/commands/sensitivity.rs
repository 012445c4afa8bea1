//! `zeitnot sensitivity`: which settings matter most.

use crate::cli::arguments::SensitivityOptions;
use crate::cli::ending::interrupt;
use crate::cli::ending::stopped;
use crate::cli::ending::time_limit::TimeLimit;
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::cli::input::measures::warn_of_makespan;
use crate::cli::output;
use crate::cli::output::destination::check_file;
use crate::cli::output::draw::draw;
use crate::cli::progress::Progress;
use crate::experiment::sensitivity::{Analysis, Request};
use crate::experiment::{Ending, Playing, VariantError};
use crate::model::Measure;
use crate::report::SensitivityReport;
use std::process::ExitCode;
use std::sync::Arc;

pub(in crate::cli) fn sensitivity(options: &SensitivityOptions) -> Result<ExitCode, Failure> {
    options.charts.iter().try_for_each(|path| check_file(path))?;
    let templates = load::templates(std::slice::from_ref(&options.file), &options.changes)?;
    let template = &templates[0];
    let scenario = load::scenario(template, options.changes.seed)?;
    if options.measure == Some(Measure::Makespan) {
        warn_of_makespan("--measure makespan", std::slice::from_ref(&scenario));
    }
    let request = Request {
        template,
        measure: options.measure.unwrap_or_else(|| scenario.exhibition.principal_measure()),
        share: options.by,
        only: &options.only,
        replications: options.replications(),
        level: options.effort.level(),
    };
    let playing = Playing {
        seed: options.changes.seed,
        jobs: options.effort.threads.count(),
        events_max: options.limit.events(),
        interrupted: interrupt::watch(),
    };
    let analysis = Analysis::new(&request)?;
    let limit = TimeLimit::new(options.time.max_time, Arc::clone(&playing.interrupted))?;
    let progress = Progress::towards(analysis.total());
    let found = analysis.play(&playing, &|done| progress.reach(done));
    drop(progress);
    let found = match found {
        Ok(found) => found,
        Err(VariantError::Interrupted) => {
            let known = "there is no result yet";
            return stopped::without_answer(limit.ending(None), &scenario.title, known, stopped::MORE_TIME);
        }
        Err(error) => return Err(Failure::of_variant(error, &scenario.title)),
    };
    let report = SensitivityReport {
        title: &scenario.title,
        settings: &options.changes.settings,
        seed: scenario.seed,
        request: &request,
        found: &found,
        ending: if found.is_complete() { Ending::Replications } else { limit.ending(Some(found.planned)) },
    };
    let how_far = format!("{} completed", report.how_far());
    let exit_code = match report.ending {
        Ending::Replications => ExitCode::SUCCESS,
        ending => stopped::with_results(ending, report.title, &how_far, stopped::MORE_TIME),
    };
    output::write(options.format, |out| report.table(out), |out| report.json(out), |out| report.csv(out))?;
    draw(&options.charts, || report.svg(), || report.png(), "no setting has any effect")?;
    Ok(exit_code)
}
