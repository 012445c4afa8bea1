//! `zeitnot compare`: alternatives against a baseline.

use crate::cli::arguments::CompareOptions;
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::alternatives::beside;
use crate::cli::input::gates::absolute_gates;
use crate::cli::input::load::both;
use crate::cli::input::memory::{note_given, remembered};
use crate::cli::input::subjects::{gates, groups_of, is_absolute, no_such_group, subjects, subjects_or_default};
use crate::cli::output;
use crate::cli::play::{Contest, Until, contest, judge, judged, observe, prepare, warn_of_undecided};
use crate::count::counted;
use crate::experiment::seek::AbsoluteGate;
use crate::experiment::{Comparer, Gate, GateVerdict, Memory, Subject};
use crate::model::Outcome;
use crate::replicate::{Cause, PlayError, Prepared, Stop};
use crate::report::ComparisonReport;
use crate::scenario::Scenario;
use crate::study::Remembered;
use std::process::ExitCode;
use std::sync::Arc;

/// What a comparison is to tell.
struct Request {
    subjects: Vec<Subject>,
    gates: Vec<Gate>,
    /// Those of each alternative.
    absolute: Vec<Vec<AbsoluteGate>>,
}

pub(in crate::cli) fn compare(options: &CompareOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::stop_after(options.precision.time.max_time)?;
    let (names, mut scenarios) = beside(&options.scenarios, &options.alternatives)?;
    let groups: Vec<Vec<_>> = scenarios.iter().map(groups_of).collect();
    let Request { subjects, gates, mut absolute } = request(options, &mut scenarios, &groups[0])?;
    let lacking = |lacking| no_such_group(&lacking, &names, &groups);
    let level = options.effort.level();
    let mut comparer = Comparer::new(&groups, subjects.clone(), gates.clone(), level).map_err(lacking)?;
    interrupt::watch(&stop);
    let remembered = remembered(&options.memory, &scenarios[0])?;
    let prepared = prepared(&scenarios, options, remembered.as_ref(), &stop)?;
    let until = Until::new(options.rule(&subjects), options.effort.replications());
    let jobs = options.effort.threads.count();
    let mut flaw = None;
    let look = |scenario: usize, outcome: &Outcome| {
        if let Some(alternative) = scenario.checked_sub(1) {
            observe(&mut absolute[alternative], outcome, &mut flaw);
        }
    };
    let Contest { ending, wanted, stopped } = contest(&prepared, until, jobs, &stop, &mut comparer, look)?;
    if let Some(flaw) = flaw {
        return Err(flaw.into());
    }
    note_given(remembered.as_deref());
    let how_far = format!("{} of each scenario completed", counted(comparer.replications(), "replication"));
    let title = &scenarios[0].title;
    let Some((comparison, ending)) = comparer.comparison().zip(ending) else {
        let cause = stopped.unwrap_or(Cause::Interrupt);
        return stopped::without_answer(cause, title, &how_far, stopped::MORE_TIME);
    };
    let statistics = absolute.iter().flatten().map(AbsoluteGate::statistics).sum::<usize>();
    let absolute_gates: Vec<_> = absolute.into_iter().map(|gates| judged(gates, statistics, level)).collect();
    let is_judged = !gates.is_empty() || absolute_gates.iter().any(|gates| !gates.is_empty());
    let settings = &options.scenarios.changes.settings;
    let report =
        ComparisonReport { scenarios: &scenarios, settings, names, comparison, gates, absolute_gates, ending, wanted };
    output::write(
        options.format,
        is_judged,
        |out| report.table(output::columns(), out),
        |out| report.json(out),
        |out| report.csv(out),
    )?;
    if let Some(cause) = stopped {
        let exit_code = stopped::with_results(cause, title, &how_far, stopped::MORE_TIME);
        if cause == Cause::Interrupt {
            return Ok(exit_code);
        }
    }
    Ok(judge_all(&report))
}

/// What is to be told, if the baseline has these groups. The scenarios record quantiles if it is about any.
fn request(options: &CompareOptions, scenarios: &mut [Scenario], groups: &[String]) -> Result<Request, Failure> {
    let absolute: Vec<_> = options.gates.iter().filter(|text| is_absolute(text, groups)).cloned().collect();
    let absolute = scenarios[1..].iter().map(|scenario| absolute_gates(&absolute, scenario, false));
    let all_gates = both(gates(options, groups), absolute.collect::<Result<Vec<_>, _>>());
    let (subjects, (gates, absolute)) = both(subjects(options, groups), all_gates)?;
    let subjects = subjects_or_default(options, subjects, &gates, scenarios)?;
    let judged = gates.iter().map(Gate::subject);
    let in_absolute = absolute.iter().flatten().any(AbsoluteGate::takes_quantiles);
    if in_absolute || subjects.iter().chain(judged).any(|subject| subject.measure.is_quantile()) {
        for scenario in scenarios {
            scenario.exhibition.quantiles = true;
        }
    }
    Ok(Request { subjects, gates, absolute })
}

/// The scenarios made ready, with the outcomes that are remembered.
fn prepared(
    scenarios: &[Scenario],
    options: &CompareOptions,
    remembered: Option<&Arc<Remembered>>,
    stop: &Stop,
) -> Result<Vec<Prepared>, PlayError> {
    let ready = |scenario: &Scenario| {
        let prepared = prepare(scenario, &options.engine, stop)?;
        Ok(match remembered {
            Some(remembered) => prepared.knowing(remembered.of(scenario, scenario.seed)),
            None => prepared,
        })
    };
    scenarios.iter().map(ready).collect()
}

/// Failed gates are the exit code, undecided ones a warning; where they are absolute, they are the exit code, too.
fn judge_all(report: &ComparisonReport<'_>) -> ExitCode {
    let relative: Vec<_> = report.comparison.gates.iter().flatten().copied().collect();
    let absolute: Vec<_> = report.absolute_gates.iter().flatten().map(|judged| judged.verdict).collect();
    if relative.contains(&GateVerdict::Failed) {
        return judge(&[GateVerdict::Failed]);
    }
    if absolute.iter().all(|verdict| matches!(verdict, GateVerdict::Passed | GateVerdict::Failed)) {
        warn_of_undecided(&relative);
    }
    judge(&absolute)
}
