//! `zeitnot seek`: the largest or smallest value of a setting for which a condition holds.

use crate::cli::arguments::SeekOptions;
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::cli::input::measures::warn_of_makespan;
use crate::cli::output;
use crate::cli::progress::seek::SeekProgress;
use crate::count::counted;
use crate::experiment::seek::{Answer, Goal, Question, SeekError, Variants, seek as seek_in, tries_max};
use crate::experiment::{Factor, FactorKind, Playing};
use crate::model::Measure;
use crate::replicate::Cause;
use crate::report::SeekReport;
use crate::scenario::{Diagnostic, Place, Scenario};
use crate::study::grid;
use std::process::ExitCode;

pub(in crate::cli) fn seek(options: &SeekOptions) -> Result<ExitCode, Failure> {
    let stop = interrupt::limit(options.time.max_time)?;
    let templates = load::templates(std::slice::from_ref(&options.file), &options.changes)?;
    let template = &templates[0];
    let scenario = load::scenario(template, options.changes.seed)?;
    let factor = factor(&options.vary)?;
    // A single factor is also a grid, and must not undo what --set sets.
    grid(vec![factor.clone()], false, template, &options.changes.settings)?;
    let question = question(options, &scenario)?;
    if question.measures().iter().all(|measure| *measure == (Measure::Makespan, None)) {
        warn_of_makespan(&options.such_that, std::slice::from_ref(&scenario));
    }
    let goal = Goal {
        condition: question.condition().clone(),
        edge: options.edge(),
        strategy: options.strategy(),
        level: options.level,
        replications_max: options.max_replications,
    };
    let takes_quantiles = question.measures().iter().any(|(measure, _)| measure.is_quantile());
    let template = &template.clone().with_quantiles(takes_quantiles);
    let playing =
        Playing { seed: options.changes.seed, jobs: options.threads.count(), events_max: options.limit.events(), stop };
    interrupt::watch(&playing.stop);
    let len = usize::try_from(factor.len()).unwrap_or(usize::MAX);
    let progress = SeekProgress::towards(tries_max(len, goal.strategy), goal.replications_max);
    let reach = |step| progress.reach(step);
    let sought = seek_in(&goal, len, &mut Variants::new(template, &factor, &question, &playing).telling(&reach));
    drop(progress);
    let sought = match sought {
        Ok(sought) => sought,
        Err(SeekError::Scenario(wrong)) => return Err(wrong.into()),
        Err(SeekError::Play(error)) => return Err(error.into()),
        Err(SeekError::Question(flaw)) => {
            return Err(flaw.diagnostic("--such-that", &options.such_that).into());
        }
    };
    let cut = playing.stop.cause().filter(|_| sought.bracket.called_off);
    let unfinished = |known: &str| {
        let cause = cut.unwrap_or(Cause::Interrupt);
        stopped::without_answer(cause, &scenario.title, known, stopped::MORE_TIME)
    };
    if cut.is_some() && sought.tried.is_empty() {
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
        cut,
    };
    output::write(options.format, |out| report.table(out), |out| report.json(out), |out| report.csv(out))?;
    match sought.answer() {
        Answer::Value(_) | Answer::All => Ok(ExitCode::SUCCESS),
        Answer::None => Ok(ExitCode::from(1)),
        Answer::Unfinished => unfinished(&format!("{}; {}", report.how_far(), report.so_far())),
        Answer::Unknown => Err(Failure::Other {
            what: format!(
                "the answer is unknown: after {} the condition is undecided",
                counted(options.max_replications, "replication")
            ),
            help: "allow more with --max-replications N, or move the bound: the truth is close to it".to_owned(),
        }),
    }
}

/// The factor: numbers or durations in ascending order, so there is a largest and a smallest.
fn factor(text: &str) -> Result<Factor, Failure> {
    let refuse = |what: &str, help: &str, span| {
        Failure::from(Diagnostic::new(what).at(Place::in_text("--vary", text, span)).help(help))
    };
    let factor: Factor = text
        .parse()
        .map_err(|error: crate::experiment::FactorError| refuse(&error.what, &error.instead, error.span.clone()))?;
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
