//! `zeitnot sensitivity`: which settings matter most.

use crate::cli::arguments::SensitivityOptions;
use crate::cli::ending::stopped;
use crate::cli::failure::Failure;
use crate::cli::input::basis::Basis;
use crate::cli::input::measures::warn_of_makespan;
use crate::cli::input::memory::{note_given, remembered};
use crate::cli::output;
use crate::cli::output::destination::check_file;
use crate::cli::output::draw::draw;
use crate::cli::progress::Progress;
use crate::experiment::Ending;
use crate::experiment::sensitivity::{Analysis, SensitivityRequest};
use crate::model::Measure;
use crate::replicate::{Cause, PlayError};
use crate::report::SensitivityReport;
use std::process::ExitCode;

pub(in crate::cli) fn sensitivity(options: &SensitivityOptions) -> Result<ExitCode, Failure> {
    options.charts.iter().try_for_each(|path| check_file(path))?;
    let SensitivityOptions { file, changes, time, limit, .. } = options;
    let Basis { template, scenario, mut playing } = Basis::read(file, changes, time, &options.effort.threads, limit)?;
    let remembered = remembered(&options.memory, &scenario)?;
    playing.memory = remembered.clone().map(|remembered| remembered as _);
    if options.measure == Some(Measure::Makespan) {
        warn_of_makespan("--measure makespan", std::slice::from_ref(&scenario));
    }
    let takes_quantiles = options.measure.is_some_and(Measure::is_quantile);
    let request = SensitivityRequest {
        template: &template.with_quantiles(takes_quantiles),
        measure: options.measure.unwrap_or_else(|| scenario.exhibition.principal_measure()),
        share: options.by,
        only: &options.only,
        replications: options.effort.replications(),
        level: options.effort.level(),
    };
    let analysis = Analysis::new(&request, &playing.stop)?;
    let progress = Progress::towards(analysis.total());
    let found = analysis.play(&playing, &|done| progress.reach(done));
    drop(progress);
    note_given(remembered.as_deref());
    let found = match found {
        Ok(found) => found,
        Err(PlayError::Stopped(cause)) => {
            return stopped::without_answer(cause, &scenario.title, stopped::NO_RESULT, stopped::MORE_TIME);
        }
        Err(error) => return Err(error.into()),
    };
    let stopped = (!found.is_complete()).then(|| playing.stop.cause().unwrap_or(Cause::Interrupt));
    let report = SensitivityReport {
        title: &scenario.title,
        settings: &options.changes.settings,
        seed: scenario.seed,
        request: &request,
        found: &found,
        ending: stopped.map_or(Ending::Replications, |cause| Ending::Stopped { cause, planned: Some(found.planned) }),
    };
    let how_far = format!("{} completed", report.how_far());
    let partial = |cause| stopped::with_results(cause, report.title, &how_far, stopped::MORE_TIME);
    let exit_code = stopped.map_or(ExitCode::SUCCESS, partial);
    output::write(
        options.format,
        false,
        |out| report.table(output::columns(), out),
        |out| report.json(out),
        |out| report.csv(out),
    )?;
    let report = SensitivityReport { title: options.title.or(report.title), ..report };
    let undrawn = draw(&options.charts, || report.svg(), "no setting has any effect")?;
    match undrawn {
        Some(undrawn) if stopped.is_none() => Err(undrawn),
        _ => Ok(exit_code),
    }
}
