//! `zeitnot explain`: what theory says, what holds a scenario up, and what set its makespan.

use crate::cli::arguments::{ExplainFormat, ExplainOptions};
use crate::cli::ending::interrupt;
use crate::cli::failure::{Failure, warn};
use crate::cli::input::load::load;
use crate::cli::output::stream;
use crate::cli::progress::Progress;
use crate::count::grouped;
use crate::experiment::explanation::{Effort, ExplainError, explain as explanation, replications};
use crate::model::Halt;
use crate::report::{Explained, explanations_json};
use crate::scenario::Scenario;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The value of each replication is kept, to compare those of what-ifs with it.
const REPLICATIONS_MAX: u64 = 10_000_000;
/// So many replications of what is left to chance, unless told otherwise.
const REPLICATIONS: u64 = 100;

pub(in crate::cli) fn explain(options: &ExplainOptions) -> Result<ExitCode, Failure> {
    if let Some(asked) = options.effort.replications.filter(|asked| *asked > REPLICATIONS_MAX) {
        let [asked, most] = [asked, REPLICATIONS_MAX].map(grouped);
        return Err(Failure::Other {
            what: format!("{asked} replications are too many to explain: there may be at most {most}"),
            help: "ask for fewer with --replications N; 100 are enough for most".to_owned(),
        });
    }
    let scenarios = load(&options.scenarios)?;
    let interrupted = interrupt::watch();
    let (mut out, mut all) = (stream(), Vec::new());
    for scenario in &scenarios {
        let Some(explained) = one(scenario, options, &interrupted)? else {
            return Ok(ExitCode::from(interrupt::EXIT_CODE));
        };
        if options.format == ExplainFormat::Table {
            if !all.is_empty() {
                writeln!(out)?;
            }
            explained.table(&mut out)?;
            out.flush()?;
        }
        all.push(explained);
    }
    if options.format == ExplainFormat::Json {
        explanations_json(&all, scenarios.len() > 1, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// `None` if interrupted.
fn one<'a>(
    scenario: &'a Scenario,
    options: &'a ExplainOptions,
    interrupted: &Arc<AtomicBool>,
) -> Result<Option<Explained<'a>>, Failure> {
    let certain = scenario.exhibition.is_deterministic();
    let path_of = options.replication.map(|number| number - 1).or(certain.then_some(0));
    let mut effort = Effort {
        seed: scenario.seed,
        replications: options.effort.replications.unwrap_or(if certain { 1 } else { REPLICATIONS }),
        level: options.effort.level(),
        jobs: options.effort.threads.count(),
        path_of,
        events_max: options.limit.events(),
        interrupted,
        progress: &|_| (),
    };
    let progress = Progress::towards(replications(&scenario.exhibition, &effort));
    let reach = |done| progress.reach(done);
    effort.progress = &reach;
    let result = explanation(&scenario.exhibition, &effort);
    drop(progress);
    let title = scenario.title.clone();
    match result {
        Ok(explanation) => {
            Ok(Some(Explained { scenario, settings: &options.scenarios.changes.settings, explanation, path_of }))
        }
        Err(ExplainError::Halted { halt: Halt::Interrupted { .. }, .. }) => {
            warn(&format!("{title}: interrupted before all was played"));
            Ok(None)
        }
        Err(ExplainError::Halted { replication, halt }) => Err(Failure::Halted { title, replication, halt }),
        Err(ExplainError::Threads(why)) => Err(Failure::no_threads(why)),
        Err(ExplainError::Problems(problems)) => {
            let texts: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.path, problem.what)).collect();
            Err(Failure::Other { what: texts.join("\n"), help: "mend the scenario".to_owned() })
        }
    }
}
