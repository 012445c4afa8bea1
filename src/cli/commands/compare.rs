//! `zeitnot compare`: alternatives against a baseline.

use crate::cli::arguments::CompareOptions;
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::alternatives::beside;
use crate::cli::input::limits::limits as limits_of;
use crate::cli::input::load::both;
use crate::cli::input::memory::{note_given, remembered};
use crate::cli::input::subjects::{gates, groups_of, is_absolute, no_such_group, subjects, told};
use crate::cli::output;
use crate::cli::play::{Contest, Until, contest, judge, prepare, warn_of_undecided};
use crate::count::counted;
use crate::experiment::seek::{Judged, Limit};
use crate::experiment::{Comparer, Gate, GateVerdict, Memory};
use crate::model::Outcome;
use crate::replicate::{Cause, PlayError};
use crate::report::ComparisonReport;
use crate::scenario::Scenario;
use std::process::ExitCode;

pub(in crate::cli) fn compare(options: &CompareOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::limit(options.precision.time.max_time)?;
    let (names, mut scenarios) = beside(&options.scenarios, &options.alternatives)?;
    let groups: Vec<Vec<_>> = scenarios.iter().map(groups_of).collect();
    let absolute: Vec<_> = options.gates.iter().filter(|text| is_absolute(text, &groups[0])).cloned().collect();
    let limits = scenarios[1..].iter().map(|scenario| limits_of(&absolute, scenario, false));
    let relative = both(gates(options, &groups[0]), limits.collect::<Result<Vec<_>, _>>());
    let (subjects, (gates, mut limits)) = both(subjects(options, &groups[0]), relative)?;
    let subjects = told(options, subjects, &gates, &scenarios)?;
    let judged = gates.iter().map(Gate::subject);
    let in_limits = limits.iter().flatten().any(Limit::takes_quantiles);
    if in_limits || subjects.iter().chain(judged).any(|subject| subject.measure.is_quantile()) {
        for scenario in &mut scenarios {
            scenario.exhibition.quantiles = true;
        }
    }
    let lacking = |lacking| no_such_group(&lacking, &names, &groups);
    let mut comparer =
        Comparer::new(&groups, subjects.clone(), gates.clone(), options.effort.level()).map_err(lacking)?;
    interrupt::watch(&stop);
    let remembered = remembered(&options.memory, &scenarios[0])?;
    let ready = |scenario: &Scenario| {
        let prepared = prepare(scenario, &options.engine, &stop)?;
        Ok(match &remembered {
            Some(remembered) => prepared.knowing(remembered.of(scenario, scenario.seed)),
            None => prepared,
        })
    };
    let prepared = scenarios.iter().map(ready);
    let prepared = prepared.collect::<Result<Vec<_>, PlayError>>()?;
    let until = Until::new(options.rule(&subjects), options.replications());
    let jobs = options.effort.threads.count();
    let mut flaw = None;
    let look = |scenario: usize, outcome: &Outcome| {
        for limit in scenario.checked_sub(1).map_or(&mut [][..], |alternative| &mut limits[alternative]) {
            if let Err(wrong) = limit.take(outcome) {
                flaw.get_or_insert_with(|| wrong.diagnostic("--fail-if", limit.text()));
            }
        }
    };
    let Contest { ending, wanted, stopped: cut } = contest(&prepared, until, jobs, &stop, &mut comparer, look)?;
    if let Some(flaw) = flaw {
        return Err(flaw.into());
    }
    note_given(remembered.as_deref());
    let how_far = format!("{} of each scenario completed", counted(comparer.replications(), "replication"));
    let title = &scenarios[0].title;
    let Some((comparison, ending)) = comparer.comparison().zip(ending) else {
        let cause = cut.unwrap_or(Cause::Interrupt);
        return stopped::without_answer(cause, title, &how_far, stopped::MORE_TIME);
    };
    let settings = &options.scenarios.changes.settings;
    let limits = judge_limits(limits, options.effort.level());
    let report = ComparisonReport { scenarios: &scenarios, settings, names, comparison, gates, limits, ending, wanted };
    let is_judged = !report.gates.is_empty() || report.limits.iter().any(|limits| !limits.is_empty());
    output::write(
        options.format,
        is_judged,
        |out| report.table(output::columns(), out),
        |out| report.json(out),
        |out| report.csv(out),
    )?;
    if let Some(cause) = cut {
        let exit_code = stopped::with_results(cause, title, &how_far, stopped::MORE_TIME);
        if cause == Cause::Interrupt {
            return Ok(exit_code);
        }
    }
    Ok(judge_all(&report))
}

/// The verdicts on absolute gates, alternative by alternative, which share the error that the level leaves.
fn judge_limits(limits: Vec<Vec<Limit>>, level: f64) -> Vec<Vec<Judged>> {
    let statistics = limits.iter().flatten().map(Limit::statistics).sum::<usize>();
    let error = (1.0 - level) / statistics.max(1) as f64;
    let each = |limits: Vec<Limit>| limits.into_iter().map(|limit| limit.judged(level, error)).collect();
    limits.into_iter().map(each).collect()
}

/// Failed gates are the exit code, undecided ones a warning; where they are absolute, they are the exit code, too.
fn judge_all(report: &ComparisonReport<'_>) -> ExitCode {
    let relative: Vec<_> = report.comparison.gates.iter().flatten().copied().collect();
    let absolute: Vec<_> = report.limits.iter().flatten().map(|judged| judged.verdict).collect();
    if relative.contains(&GateVerdict::Failed) {
        return judge(&[GateVerdict::Failed]);
    }
    if absolute.iter().all(|verdict| matches!(verdict, GateVerdict::Passed | GateVerdict::Failed)) {
        warn_of_undecided(&relative);
    }
    judge(&absolute)
}
