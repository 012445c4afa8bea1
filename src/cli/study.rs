//! `zeitnot study`: carries out what a study file says.

use super::arguments::StudyOptions;
use super::carry_out::carry_out;
use super::failure::Failure;
use super::sweep::broken;
use crate::study::Study;
use std::process::ExitCode;
use std::thread::available_parallelism;

pub(super) fn study(options: &StudyOptions) -> Result<ExitCode, Failure> {
    options.results.check("study");
    let study = Study::read(&options.file).map_err(broken)?;
    let jobs = options.jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
    carry_out(&study, &options.results, None, jobs)
}
