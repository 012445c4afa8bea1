//! What is said around the table of a seek: what is known, what it rests on, and what to do about the rest.

use super::{SeekReport, word};
use crate::count::{counted, grouped};
use crate::experiment::seek::{Answer, Bracket, Criterion, Edge, Statistic, Tested, Verdict};
use crate::report::decimals::decimal;
use crate::report::label::percent;
use crate::report::{TOO_CLOSE, WITHIN};
use crate::stats::Doubt;

/// More stretches than this are counted, not listed.
const STRETCHES_MAX: usize = 5;
/// More criteria than this are counted, not listed.
const CRITERIA_MAX: usize = 3;

/// The values on either side of the edge.
pub(super) fn what_is_known(report: &SeekReport<'_>) -> String {
    if report.sought.answer() == Answer::Unfinished {
        return report.so_far();
    }
    let Bracket { answer, fails_at, undecided, .. } = &report.sought.bracket;
    let between = match undecided.as_slice() {
        [] => String::new(),
        [only] => format!(", undecided at {}", report.value(*only)),
        [first, .., last] => format!(", undecided from {} to {}", report.value(*first), report.value(*last)),
    };
    let tried = tried(report);
    let is_all = |verdict| report.count(verdict) == report.sought.tried.len();
    match (answer, fails_at) {
        (Some(answer), Some(fails_at)) => {
            format!("holds at {}{between}, fails at {}", report.value(*answer), report.value(*fails_at))
        }
        (Some(_), None) if is_all(Verdict::Holds) => format!("holds at {tried}"),
        (Some(answer), None) if undecided.is_empty() => {
            format!("holds at {}, the end of the range", report.value(*answer))
        }
        (Some(answer), None) => format!("holds at {}{between}", report.value(*answer)),
        (None, _) if is_all(Verdict::Fails) => format!("fails at {tried}"),
        (None, _) if is_all(Verdict::Undecided) => format!("undecided at {tried}"),
        (None, _) => {
            let tried = counted(report.sought.tried.len() as u64, "value");
            format!("surely holds at none of the {tried} tried{between}")
        }
    }
}

fn tried(report: &SeekReport<'_>) -> String {
    let (tried, len) = (report.sought.tried.len() as u64, report.factor.len());
    match tried {
        1 if len == 1 => "the only value".to_owned(),
        _ if tried == len => format!("all of the {}", counted(len, "value")),
        _ => format!("all of the {} tried", counted(tried, "value")),
    }
}

/// What the answer rests on.
pub(super) fn basis(report: &SeekReport<'_>) -> Vec<String> {
    if report.sought.is_exact() {
        return vec!["exact: every value tried, and nothing is random".to_owned()];
    }
    let chance = if report.sought.is_certain() {
        "nothing is random at the values tried".to_owned()
    } else {
        format!("{} confidence, all verdicts jointly", percent(report.goal.level))
    };
    vec![which_values(report), chance]
}

/// `27 of 64 values tried, 16 of them to look for other edges; assumes that E(makespan) is monotone between them`.
fn which_values(report: &SeekReport<'_>) -> String {
    let (tried, len) = (report.sought.tried.len() as u64, report.factor.len());
    if tried == len {
        return "every value tried".to_owned();
    }
    let further = match report.sought.bracket.further {
        0 => String::new(),
        some => format!(", {} of them to look for other edges", grouped(some as u64)),
    };
    let criteria = report.assumed_monotone();
    let assumption = match criteria.as_slice() {
        [] => String::new(),
        [only] => format!("; assumes that {only} is monotone between them"),
        some if some.len() <= CRITERIA_MAX => {
            format!("; assumes that each of {} is monotone between them", some.join(", "))
        }
        many => format!("; assumes that each of the {} statistics is monotone between them", many.len()),
    };
    format!("{} of {} tried{further}{assumption}", grouped(tried), counted(len, "value"))
}

/// Remarks about the answer.
pub(super) fn remarks(report: &SeekReport<'_>) -> Vec<String> {
    let bracket = &report.sought.bracket;
    let all_tried = report.sought.tried.len() as u64 == report.factor.len();
    let mut remarks = Vec::new();
    if let Some((one, other)) = bracket.contradiction {
        let (one, other) = (report.value(one), report.value(other));
        let advice = if all_tried { "" } else { "; --exhaustive tries every value" };
        remarks.push(format!("another edge is between {one} and {other}: {}{advice}", stretches(report)));
    }
    if bracket.given_up {
        remarks.push("the search was given up: there are too many edges; try --exhaustive".to_owned());
    }
    if !bracket.undecided.is_empty() {
        let limit = counted(report.goal.replications_max, "replication");
        let more = || format!("undecided after {limit}: --max-replications N allows more");
        remarks.push(match extreme(report) {
            Some(criterion) => unprovable(criterion),
            None if is_too_close(report) => format!("undecided: {TOO_CLOSE}"),
            None => more(),
        });
    }
    if bracket.stopped {
        return remarks;
    }
    if report.sought.answer() == Answer::All {
        remarks.push(
            "no edge in this range: let --vary go further, or choose an end of it with --smallest or --largest"
                .to_owned(),
        );
        return remarks;
    }
    let at_the_end = bracket.answer.is_some() && bracket.fails_at.is_none() && bracket.undecided.is_empty();
    if at_the_end && report.factor.len() > 1 {
        let next = if bracket.edge == Some(Edge::Largest) { "larger" } else { "smaller" };
        remarks.push(format!("perhaps a {next} one would do as well: let --vary go further"));
    }
    remarks
}

/// `holds from 1 to 6, fails from 7 to 9, holds at 10`.
fn stretches(report: &SeekReport<'_>) -> String {
    let stretches = report.sought.stretches();
    if stretches.len() > STRETCHES_MAX {
        return format!("it changes {} times", grouped(stretches.len() as u64 - 1));
    }
    let text = stretches.iter().map(|stretch| {
        let (verdict, from, to) = (word(stretch.verdict), report.value(stretch.from), report.value(stretch.to));
        if from == to { format!("{verdict} at {from}") } else { format!("{verdict} from {from} to {to}") }
    });
    text.collect::<Vec<_>>().join(", ")
}

/// A criterion that a probability is 0 or 1, which is undecided somewhere.
fn extreme<'a>(report: &'a SeekReport<'_>) -> Option<&'a Criterion> {
    let criteria = report.goal.condition.criteria.iter().enumerate();
    let mut extreme = criteria.filter(|(_, criterion)| criterion.is_extreme());
    let is_undecided =
        |number: usize| {
            report.sought.tried.iter().any(|tried| {
                tried.verdict == Verdict::Undecided && tried.criteria[number].verdict == Verdict::Undecided
            })
        };
    extreme.find(|(number, _)| is_undecided(*number)).map(|(_, criterion)| criterion)
}

/// Whether all that is undecided is so because a bound is nearer than the error of quantiles that are not exact.
fn is_too_close(report: &SeekReport<'_>) -> bool {
    let mut undecided = report.sought.tried.iter().filter(|tried| tried.verdict == Verdict::Undecided);
    let open = |tested: &&Tested| tested.verdict == Verdict::Undecided;
    report.count(Verdict::Undecided) > 0
        && undecided.all(|tried| tried.criteria.iter().filter(open).all(|tested| tested.is_too_close))
}

fn unprovable(criterion: &Criterion) -> String {
    let (share, instead) = if criterion.bound >= 1.0 { ("100 %", "99.9%") } else { ("0 %", "0.1%") };
    format!("no number of replications shows that a probability is {share}: compare it with {instead}, for example")
}

/// Why the answer is unknown, and what to do about it.
pub(super) fn why_unknown(report: &SeekReport<'_>) -> (String, String) {
    let because = |what: String| format!("the answer is unknown: {what}");
    let undecided = report.count(Verdict::Undecided) as u64;
    if undecided == 0 {
        let what = if report.sought.bracket.given_up {
            "there are too many edges for a search".to_owned()
        } else {
            let (tried, len) = (report.sought.tried.len() as u64, counted(report.factor.len(), "value"));
            format!("the condition fails at the {} of {len} that were tried", grouped(tried))
        };
        return (because(what), "--exhaustive tries every value; or seek within a shorter range".to_owned());
    }
    if is_too_close(report) {
        let what = format!("the condition is undecided at {}: {TOO_CLOSE}", counted(undecided, "value"));
        return (because(what), "move the bound".to_owned());
    }
    let limit = counted(report.goal.replications_max, "replication");
    let what = because(format!("after {limit} the condition is undecided at {}", counted(undecided, "value")));
    let help = match (extreme(report), needed(report)) {
        (Some(criterion), _) => unprovable(criterion),
        (None, Some(needed)) if needed > report.goal.replications_max => {
            format!("the values are skewed: allow about {} with --max-replications N", counted(needed, "replication"))
        }
        _ => "allow more with --max-replications N, or move the bound: the truth is close to it".to_owned(),
    };
    (what, help)
}

/// The most replications that skewed values need, at what is undecided.
fn needed(report: &SeekReport<'_>) -> Option<u64> {
    let undecided = report.sought.tried.iter().filter(|tried| tried.verdict == Verdict::Undecided);
    let needed = undecided.flat_map(|tried| &tried.criteria).filter_map(|tested| match tested.doubt {
        Some(Doubt::Skewed { needed, .. }) => Some(needed),
        _ => None,
    });
    needed.max()
}

/// What the intervals and the verdicts of the table mean.
pub(super) fn feet(report: &SeekReport<'_>) -> Vec<String> {
    let exactness = Some(WITHIN.to_owned()).filter(|_| !report.sought.has_exact_quantiles());
    if report.sought.is_certain() {
        return exactness.into_iter().collect();
    }
    let (level, cases) = (percent(report.goal.level), cases(report.sought.error));
    let mut feet = vec![format!(
        "each interval covers the true value with {level} confidence; each verdict on a criterion is wrong in at most \
         one of {cases} cases, so that all of them are right jointly with {level} confidence"
    )];
    feet.extend((0..report.goal.condition.criteria.len()).filter_map(|number| skewed(report, number)));
    feet.extend(unseen(report));
    feet.extend(exactness);
    feet
}

/// What is known of a criterion at each value where chance plays a part, with the replications.
fn tested<'a>(report: &'a SeekReport<'_>, number: usize) -> impl Iterator<Item = (&'a Tested, u64)> {
    let tested = report.sought.tried.iter().map(move |tried| (&tried.criteria[number], tried.replications));
    tested.filter(|(tested, _)| tested.interval.is_some())
}

/// That a mean is of skewed values, if too few of them were played somewhere.
fn skewed(report: &SeekReport<'_>, number: usize) -> Option<String> {
    let doubts = tested(report, number).filter_map(|(tested, _)| match tested.doubt {
        Some(Doubt::Skewed { skewness, needed }) => Some((needed, skewness)),
        _ => None,
    });
    let (needed, skewness) = doubts.max_by_key(|(needed, _)| *needed)?;
    let (of, _) = report.question.criteria().nth(number)?;
    Some(format!(
        "the values of {of} are skewed (skewness up to {}), so that its verdicts take more replications and its \
         intervals may cover less often than they say; about {} replications would support the level",
        decimal(skewness, 1),
        grouped(needed)
    ))
}

/// That a mean can depend on what no replication has shown.
fn unseen(report: &SeekReport<'_>) -> Option<String> {
    let criteria = report.goal.condition.criteria.iter().enumerate();
    let means: Vec<_> = criteria.filter(|(_, criterion)| criterion.statistic == Statistic::Mean).collect();
    let all = || means.iter().flat_map(|(number, _)| tested(report, *number));
    let least = all().map(|(_, replications)| replications).min()?;
    let never_varied = all().any(|(tested, _)| tested.doubt == Some(Doubt::NeverVaried));
    let what = if never_varied { "a mean whose values never varied" } else { "a mean" };
    // An event of this probability would have shown itself with 95 %: 1 − (1 − 3/n)^n.
    let rarer = grouped((least / 3).max(1));
    Some(format!("{what} may depend on events that no replication has shown: here, on events rarer than 1 in {rarer}"))
}

/// The number n for an event that happens in one of n cases, rounded down to three digits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the error is above 0; `as` saturates")]
fn cases(error: f64) -> String {
    let cases = (1.0 / error) as u64;
    let mut unit = 1;
    while cases / unit >= 1_000 {
        unit *= 10;
    }
    grouped(cases / unit * unit)
}
