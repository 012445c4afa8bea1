//! `zeitnot sweep`: varies a scenario, and reports the result of each variation.

use crate::cli::arguments::SweepOptions;
use crate::cli::commands::carry_out::carry_out;
use crate::cli::ending::interrupt;
use crate::cli::failure::Failure;
use crate::cli::input::load::{all, factor, templates};
use crate::experiment::Sequential;
use crate::study::{Effort, PointFilter, Study, grid};
use std::process::ExitCode;

pub(in crate::cli) fn sweep(options: &SweepOptions) -> Result<ExitCode, Failure> {
    options.results.check("sweep");
    let stop = interrupt::stop_after(options.results.time.max_time)?;
    let study = study(options)?;
    carry_out(&study, &options.results, options.save_study.as_deref(), options.effort.threads.count(), &stop)
}

/// The study that the options describe.
fn study(options: &SweepOptions) -> Result<Study, Failure> {
    let baseline = templates(std::slice::from_ref(&options.file), &options.changes)?.swap_remove(0);
    let factors = all(options.factors.iter().map(|text| factor(text)))?;
    let grid = grid(factors, options.zip, &baseline, &options.changes.settings)?;
    let condition =
        |text: &String| PointFilter::new(text, &grid, "--where").map_err(|flaw| flaw.diagnostic("--where", text));
    let condition = options.condition.as_ref().map(condition).transpose()?;
    let study = Study {
        baseline,
        origin: Some(options.file.clone()),
        settings: options.changes.settings.clone(),
        seed: None,
        condition,
        grid,
        factor_places: Vec::new(),
        measures: options.points.measures(),
        effort: effort(options),
        level: options.effort.level(),
    };
    Ok(study.with_seed(options.changes.seed)?)
}

fn effort(options: &SweepOptions) -> Effort {
    let Some(precision) = options.points.precision else {
        return Effort::Replications(options.effort.replications());
    };
    Effort::Precision {
        precision,
        max_replications: options.points.max_replications.unwrap_or(Sequential::MAX_REPLICATIONS),
    }
}
