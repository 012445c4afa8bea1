//! `zeitnot study`: carries out what a study file says.

use super::arguments::StudyOptions;
use super::carry_out::carry_out;
use super::failure::Failure;
use crate::study::Study;
use std::process::ExitCode;

pub(super) fn study(options: &StudyOptions) -> Result<ExitCode, Failure> {
    options.results.check("study");
    let study = Study::read(&options.file)?;
    carry_out(&study, &options.results, None, options.threads.count())
}
