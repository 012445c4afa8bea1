//! `zeitnot sensitivity`: which settings matter most.

use super::arguments::SensitivityOptions;
use super::destination::check_file;
use super::draw::draw;
use super::failure::{Failure, ended};
use super::progress::Progress;
use super::{interrupt, load, output};
use crate::experiment::Playing;
use crate::experiment::sensitivity::{Request, analyse};
use crate::report::SensitivityReport;
use std::process::ExitCode;

pub(super) fn sensitivity(options: &SensitivityOptions) -> Result<ExitCode, Failure> {
    options.charts.iter().try_for_each(|path| check_file(path))?;
    let templates = load::templates(std::slice::from_ref(&options.file), &options.changes)?;
    let template = &templates[0];
    let scenario = load::scenario(template, options.changes.seed)?;
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
    let progress = Progress::towards(1);
    let found = analyse(&request, &playing);
    drop(progress);
    let found = match found {
        Ok(found) => found,
        Err(error) => return ended(error, &scenario),
    };
    let settings = &options.changes.settings;
    let report =
        SensitivityReport { title: &scenario.title, settings, seed: scenario.seed, request: &request, found: &found };
    output::write(options.format, |out| report.table(out), |out| report.json(out), |out| report.csv(out))?;
    draw(&options.charts, || report.svg(), || report.png(), "no setting has any effect")?;
    Ok(ExitCode::SUCCESS)
}
