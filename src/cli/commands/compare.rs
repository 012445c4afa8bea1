//! `zeitnot compare`: alternatives against a baseline.

use crate::cli::arguments::CompareOptions;
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::{Failure, warn};
use crate::cli::input::alternatives::beside;
use crate::cli::input::subjects::{gates, groups_of, no_such_group, subjects, told};
use crate::cli::output;
use crate::cli::play::{Contest, Until, contest, prepare};
use crate::count::counted;
use crate::experiment::{Comparer, Gate, GateVerdict};
use crate::replicate::Cause;
use crate::report::ComparisonReport;
use std::process::ExitCode;

pub(in crate::cli) fn compare(options: &CompareOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::limit(options.precision.time.max_time)?;
    let (names, mut scenarios) = beside(&options.scenarios, &options.alternatives)?;
    let groups: Vec<Vec<_>> = scenarios.iter().map(groups_of).collect();
    let gates = gates(options, &groups[0])?;
    let subjects = told(options, subjects(options, &groups[0])?, &gates, &scenarios)?;
    let judged = gates.iter().map(Gate::subject);
    if subjects.iter().chain(judged).any(|subject| subject.measure.is_quantile()) {
        for scenario in &mut scenarios {
            scenario.exhibition.quantiles = true;
        }
    }
    let lacking = |lacking| no_such_group(&lacking, &names, &groups);
    let mut comparer =
        Comparer::new(&groups, subjects.clone(), gates.clone(), options.effort.level()).map_err(lacking)?;
    interrupt::watch(&stop);
    let prepared = scenarios.iter().map(|scenario| prepare(scenario, &options.engine, &stop));
    let prepared = prepared.collect::<Result<Vec<_>, _>>()?;
    let until = Until::new(options.rule(&subjects), options.replications());
    let jobs = options.effort.threads.count();
    let Contest { ending, wanted, stopped: cut } = contest(&prepared, until, jobs, &stop, &mut comparer)?;
    let how_far = format!("{} of each scenario completed", counted(comparer.replications(), "replication"));
    let title = &scenarios[0].title;
    let Some((comparison, ending)) = comparer.comparison().zip(ending) else {
        let cause = cut.unwrap_or(Cause::Interrupt);
        return stopped::without_answer(cause, title, &how_far, stopped::MORE_TIME);
    };
    let settings = &options.scenarios.changes.settings;
    let report = ComparisonReport { scenarios: &scenarios, settings, names, comparison, gates, ending, wanted };
    output::write(options.format, |out| report.table(out), |out| report.json(out), |out| report.csv(out))?;
    if let Some(cause) = cut {
        let exit_code = stopped::with_results(cause, title, &how_far, stopped::MORE_TIME);
        if cause == Cause::Interrupt {
            return Ok(exit_code);
        }
    }
    Ok(judge(&report))
}

/// Failed gates are the exit code, undecided ones a warning.
fn judge(report: &ComparisonReport<'_>) -> ExitCode {
    let verdicts: Vec<_> = report.comparison.gates.iter().flatten().collect();
    if verdicts.contains(&&GateVerdict::Undecided) {
        warn("some gates are undecided: play more replications (-n), or use --precision");
    }
    if verdicts.contains(&&GateVerdict::Failed) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
