//! `zeitnot seek`: the largest or smallest value of a setting for which a condition holds.

use crate::cli::arguments::SeekOptions;
use crate::cli::ending::stopped;
use crate::cli::failure::Failure;
use crate::cli::input::basis::Basis;
use crate::cli::input::load;
use crate::cli::input::measures::warn_of_makespan;
use crate::cli::input::memory::{note_given, remembered};
use crate::cli::output;
use crate::cli::progress::seek::SeekProgress;
use crate::experiment::seek::{Answer, Goal, Question, SeekError, Sought, Strategy, Variants, seek as seek_in};
use crate::experiment::{Factor, FactorKind};
use crate::model::Measure;
use crate::replicate::Cause;
use crate::report::SeekReport;
use crate::scenario::{Diagnostic, Place, Scenario};
use crate::study::grid;
use std::process::ExitCode;

pub(in crate::cli) fn seek(options: &SeekOptions) -> Result<ExitCode, Failure> {
    let SeekOptions { file, changes, time, threads, limit, .. } = options;
    let Basis { template, scenario, mut playing } = Basis::read(file, changes, time, threads, limit)?;
    let remembered = remembered(&options.memory, &scenario)?;
    playing.memory = remembered.clone().map(|remembered| remembered as _);
    let factor = factor(&options.vary)?;
    // A single factor is also a grid, and must not undo what --set sets.
    grid(vec![factor.clone()], false, &template, &changes.settings)?;
    let question = question(options, &scenario)?;
    if question.measures().iter().all(|measure| *measure == (Measure::Makespan, None)) {
        warn_of_makespan(&options.such_that, std::slice::from_ref(&scenario));
    }
    let takes_quantiles = question.measures().iter().any(|(measure, _)| measure.is_quantile());
    let template = template.with_quantiles(takes_quantiles);
    let sought = sought(options, &question, Variants::new(&template, &factor, &question, &playing), &factor);
    note_given(remembered.as_deref());
    let (goal, sought) = sought.map_err(|error| match error {
        SeekError::Scenario(wrong) => Failure::from(wrong),
        SeekError::Play(error) => error.into(),
        SeekError::Question(flaw) => flaw.diagnostic("--such-that", &options.such_that).into(),
    })?;
    let stopped = playing.stop.cause().filter(|_| sought.bracket.stopped);
    let unfinished = |known: &str| {
        let cause = stopped.unwrap_or(Cause::Interrupt);
        stopped::without_answer(cause, &scenario.title, known, stopped::MORE_TIME)
    };
    if stopped.is_some() && sought.tried.is_empty() {
        return unfinished(stopped::NO_RESULT);
    }
    let report = SeekReport {
        title: &scenario.title,
        settings: &options.changes.settings,
        seed: scenario.seed,
        factor: &factor,
        question: &question,
        goal: &goal,
        sought: &sought,
        stopped,
    };
    output::write(
        options.format,
        false,
        |out| report.table(output::columns(), out),
        |out| report.json(out),
        |out| report.csv(out),
    )?;
    match sought.answer() {
        Answer::Value(_) | Answer::All => Ok(ExitCode::SUCCESS),
        Answer::None => Ok(ExitCode::from(1)),
        Answer::Unfinished => unfinished(&format!("{}; {}", report.how_far(), report.so_far())),
        Answer::Unknown => {
            let (what, help) = report.why_unknown();
            Err(Failure::new(what, help))
        }
    }
}

/// Seeks; what is sought is the first of what it returns.
fn sought(
    options: &SeekOptions,
    question: &Question,
    mut variants: Variants<'_>,
    factor: &Factor,
) -> Result<(Goal, Sought), SeekError> {
    let goal = Goal {
        condition: question.condition().clone(),
        edge: options.edge(),
        strategy: if options.exhaustive { Strategy::Exhaust } else { variants.strategy()? },
        level: options.level,
        replications_max: options.max_replications,
    };
    let len = usize::try_from(factor.len()).unwrap_or(usize::MAX);
    let progress = SeekProgress::towards(goal.tries_max(len), goal.replications_max);
    let sought = seek_in(&goal, len, &mut variants.telling(&|step| progress.reach(step)))?;
    Ok((goal, sought))
}

/// The factor: numbers or durations in ascending order, so there is a largest and a smallest.
fn factor(text: &str) -> Result<Factor, Failure> {
    let refuse = |what: &str, help: &str, span| {
        Failure::from(Diagnostic::new(what).at(Place::in_text("--vary", text, span)).help(help))
    };
    let factor = load::factor(text)?;
    if factor.kind() == FactorKind::Choice {
        let help = "write a range, such as `master.count=1..20` or `master.think=1s..9s step 1s`";
        return Err(refuse("these values have no order", help, 0..text.len()));
    }
    // Ranges are always ascending; lists are short enough to check.
    let rises = |index: u64| factor.number(index) < factor.number(index + 1);
    if !(0..factor.len().min(1_000) - 1).all(rises) {
        return Err(refuse(
            "these values are not in ascending order",
            "write them in order, the smallest first, each once",
            0..text.len(),
        ));
    }
    Ok(factor)
}

fn question(options: &SeekOptions, scenario: &Scenario) -> Result<Question, Failure> {
    let groups: Vec<_> = scenario.exhibition.groups.iter().map(|group| group.name.as_str()).collect();
    let text = &options.such_that;
    Question::new(text, &groups).map_err(|flaw| flaw.diagnostic("--such-that", text).into())
}
