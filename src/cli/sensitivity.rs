//! `zeitnot sensitivity`: which settings matter most.

use super::arguments::{Format, SensitivityOptions};
use super::destination::check_file;
use super::failure::{Failure, ended, warn};
use super::progress::Progress;
use super::{interrupt, load, output};
use crate::experiment::Playing;
use crate::experiment::sensitivity::{Request, analyse};
use crate::journal::write_atomically;
use crate::report::SensitivityReport;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn sensitivity(options: &SensitivityOptions) -> Result<ExitCode, Failure> {
    options.chart.as_deref().map_or(Ok(()), check_file)?;
    let templates = load::templates(std::slice::from_ref(&options.file), &options.changes)?;
    let template = &templates[0];
    let scenario = load::scenario(template, options.changes.seed).map_err(|wrong| Failure::Scenarios(vec![wrong]))?;
    let request = Request {
        template,
        measure: options.measure,
        share: options.by,
        only: &options.only,
        replications: options.replications(),
        level: options.effort.level(),
    };
    let playing = Playing {
        seed: options.changes.seed,
        jobs: options.effort.jobs(),
        events_max: options.event_limit,
        interrupted: interrupt::watch(),
    };
    let progress = Progress::towards(1);
    let found = analyse(&request, &playing);
    drop(progress);
    let found = match found {
        Ok(found) => found,
        Err(error) => return ended(error, &scenario),
    };
    let report = SensitivityReport { title: &scenario.title, seed: scenario.seed, request: &request, found: &found };
    let mut out = output::stream();
    match options.format {
        Format::Table => report.table(&mut out)?,
        Format::Json => report.json(&mut out)?,
        Format::Csv => report.csv(&mut out)?,
    }
    out.flush()?;
    if let Some(path) = &options.chart {
        draw(&report, path)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn draw(report: &SensitivityReport<'_>, path: &Path) -> Result<(), Failure> {
    let is_svg = path.extension().is_some_and(|ending| ending == "svg");
    let picture = if is_svg { report.svg().map(String::into_bytes) } else { report.png() };
    let Some(picture) = picture else {
        warn("there is nothing to draw: no setting has any effect");
        return Ok(());
    };
    write_atomically(path, &picture).map_err(|error| Failure::cant_write(path, &error))
}
