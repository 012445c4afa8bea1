//! `zeitnot explain`: theory, bottleneck, and what set the makespan.

use crate::cli::arguments::{ExplainFormat, ExplainOptions};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::load::load;
use crate::cli::output::stream_for;
use crate::cli::progress::Progress;
use crate::experiment::Playing;
use crate::experiment::explanation::{ExplanationRequest, explain as explanation, replications};
use crate::replicate::{PlayError, Stop};
use crate::report::{Explained, explanations_json};
use crate::scenario::Scenario;
use std::io::Write;
use std::process::ExitCode;

pub(in crate::cli) fn explain(options: &ExplainOptions) -> Result<ExitCode, Failure> {
    let stop = interrupt::stop_after(options.time.max_time)?;
    let scenarios = load(&options.scenarios)?;
    interrupt::watch(&stop);
    let mut out = stream_for(options.format == ExplainFormat::Table);
    let (mut all, mut end) = (Vec::new(), Ok(ExitCode::SUCCESS));
    for scenario in &scenarios {
        let explained = match one(scenario, options, &stop) {
            Err(PlayError::Stopped(cause)) => {
                end = stopped::without_answer(cause, &scenario.title, stopped::NO_RESULT, stopped::MORE_TIME);
                break;
            }
            result => result?,
        };
        if options.format == ExplainFormat::Table {
            if !all.is_empty() {
                writeln!(out)?;
            }
            explained.table(&mut out)?;
            out.flush()?;
        }
        let stopped = explained.explanation.stopped;
        let how_far = format!("{} completed", explained.how_far());
        all.push(explained);
        if let Some(cause) = stopped {
            end = Ok(stopped::with_results(cause, &scenario.title, &how_far, stopped::MORE_TIME));
            break;
        }
    }
    if options.format == ExplainFormat::Json && !(all.is_empty() && scenarios.len() == 1) {
        explanations_json(&all, scenarios.len() > 1, &mut out)?;
    }
    out.flush()?;
    end
}

fn one<'a>(scenario: &'a Scenario, options: &'a ExplainOptions, stop: &Stop) -> Result<Explained<'a>, PlayError> {
    let certain = scenario.exhibition.is_deterministic();
    let path_of = options.replication.map(|number| number - 1).or(certain.then_some(0));
    let request = ExplanationRequest {
        replications: if certain { options.effort.replications.unwrap_or(1) } else { options.effort.replications() },
        level: options.effort.level(),
        path_of,
    };
    let playing = Playing {
        seed: None,
        jobs: options.effort.threads.count(),
        events_max: options.limit.events(),
        stop: stop.clone(),
        memory: None,
    };
    let progress = Progress::towards(replications(&scenario.exhibition, &request));
    let explanation = explanation(scenario, &request, &playing, &|done| progress.reach(done))?;
    Ok(Explained { scenario, settings: &options.scenarios.changes.settings, explanation, path_of })
}
