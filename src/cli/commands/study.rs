//! `zeitnot study`: carries out a study file, with overrides from the command line.

use crate::cli::arguments::StudyOptions;
use crate::cli::commands::carry_out::carry_out;
use crate::cli::ending::interrupt;
use crate::cli::failure::{Failure, note};
use crate::cli::input::load::is_stdin;
use crate::experiment::Sequential;
use crate::study::{Effort, Study};
use std::process::ExitCode;

pub(in crate::cli) fn study(options: &StudyOptions) -> Result<ExitCode, Failure> {
    options.results.check("study");
    if is_stdin(&options.file) {
        return Err(Failure::new(
            "a study is read from a file, not from stdin",
            "name the file; what it names is looked for beside it",
        ));
    }
    let stop = interrupt::stop_after(options.results.time.max_time)?;
    let study = overridden(Study::read(&options.file, &options.changes.settings)?, options)?;
    let words = words(options);
    if !words.is_empty() {
        note(&format!("from the command line: {}", words.join(" ")));
    }
    carry_out(&study, &options.results, None, options.effort.threads.count(), &stop)
}

/// The study, with overrides from the command line.
fn overridden(study: Study, options: &StudyOptions) -> Result<Study, Failure> {
    let effort = effort(study.effort, options)?;
    let study = study.with_seed(options.changes.seed)?;
    Ok(Study {
        level: options.effort.level.unwrap_or(study.level),
        measures: if options.points.measures.is_empty() { study.measures } else { options.points.measures() },
        effort,
        ..study
    })
}

fn effort(of_file: Effort, options: &StudyOptions) -> Result<Effort, Failure> {
    let (precision, most) = match of_file {
        Effort::Precision { precision, max_replications } => (Some(precision), max_replications),
        Effort::Replications(_) => (None, Sequential::MAX_REPLICATIONS),
    };
    let asked = options.points.precision.is_some() || options.points.max_replications.is_some();
    match (options.effort.replications, options.points.precision.or(precision)) {
        (Some(count), _) => Ok(Effort::Replications(count)),
        (None, Some(precision)) if asked => {
            Ok(Effort::Precision { precision, max_replications: options.points.max_replications.unwrap_or(most) })
        }
        (None, None) if asked => Err(Failure::new(
            "--max-replications needs a precision, and the file has none",
            "add --precision 1%, or write -n N instead",
        )),
        (None, _) => Ok(of_file),
    }
}

/// The overrides as written on the command line.
fn words(options: &StudyOptions) -> Vec<String> {
    let mut words: Vec<_> = options.changes.settings.iter().map(|setting| format!("--set '{setting}'")).collect();
    words.extend(options.changes.seed.map(|seed| format!("--seed {seed}")));
    words.extend(options.effort.replications.map(|count| format!("-n {count}")));
    words.extend(options.effort.level.map(|level| format!("--level {level}")));
    words.extend(options.points.precision.map(|precision| format!("--precision '{precision}'")));
    words.extend(options.points.max_replications.map(|count| format!("--max-replications {count}")));
    words.extend(options.points.measures.iter().map(|measure| format!("--measure {}", measure.name())));
    words
}
