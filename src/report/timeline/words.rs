//! The result in words: the texts next to and above the rows, and the description for screen readers.

use super::{Timeline, TimelineRun};
use crate::count::{counted, grouped};
use crate::model::Names;
use crate::report::{clock, label};
use crate::time::{Duration, Instant};
use crate::trace::{Body, State, Strip, Who};

/// How long a time is, for people.
fn time(duration: Duration) -> String {
    clock::rounded(u128::from(duration.as_ns()))
}

/// When a run ends: `2h10m`.
pub(super) fn end(run: &TimelineRun<'_>) -> String {
    time(run.outcome.end().since(Instant::START))
}

/// The gain, if there are two runs to compare: `11m45s instead of 2h10m: 11.06 times as fast`.
pub(super) fn headline(timeline: &Timeline<'_>) -> Option<String> {
    let [one, other] = &timeline.runs[..] else { return None };
    if one.exhibition.is_endless() || other.exhibition.is_endless() {
        return None;
    }
    let [one, other] = [one, other].map(|run| run.outcome.makespan);
    let (short, long) = (one.min(other), one.max(other));
    if short.is_zero() || short == long {
        return None;
    }
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    let ratio = if ratio < 100.0 { format!("{ratio:.2}") } else { grouped(rounded(ratio)) };
    Some(format!("{} instead of {}: {ratio} times as fast", time(short), time(long)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates; 100 or more")]
fn rounded(ratio: f64) -> u64 {
    libm::round(ratio) as u64
}

/// All results in one line: `South Station, one at a time: 2h10m`.
pub(super) fn title(timeline: &Timeline<'_>) -> String {
    let runs = timeline.runs.iter().map(|run| {
        let measured = if run.exhibition.is_endless() { "shown up to " } else { "" };
        format!("{}: {measured}{}", run.title, end(run))
    });
    let runs = runs.collect::<Vec<_>>().join("; ");
    let above = timeline.title.clone().into_iter().chain(headline(timeline));
    above.chain([runs]).collect::<Vec<_>>().join(". ")
}

/// A description of the picture for screen readers.
pub(super) fn description(timeline: &Timeline<'_>) -> String {
    let mut text = "A timeline: a row for each master and each board, or an area where there are too many.".to_owned();
    for run in &timeline.runs {
        let (account, total) = (&run.outcome.account, run.outcome.total());
        let all_ns = (account.thinking_ns + account.walking_ns + account.attending_ns + account.idle_ns).max(1);
        let parts = [
            (account.thinking_ns, "thinks"),
            (account.walking_ns, "walks"),
            (account.attending_ns, "stands and waits"),
            (account.idle_ns, "has nothing to do"),
        ];
        let parts = parts.into_iter().filter(|(ns, _)| *ns > 0);
        let parts = parts.map(|(ns, does)| format!("{does} {:.1} % of the time", ns as f64 * 100.0 / all_ns as f64));
        let told = format!(
            " {}: {}. {} {}; the masters made {}, the end is at {}.",
            run.title,
            label::setting(run.exhibition),
            run.exhibition.master.name,
            parts.collect::<Vec<_>>().join(", "),
            counted(total.moves, "move"),
            end(run),
        );
        text.push_str(&told);
    }
    text
}

/// The name of a row.
pub(super) fn name(strip: &Strip, names: &Names) -> String {
    match strip.who {
        Who::Master(master) => names.master(master),
        Who::Masters => format!("{} × {}", names.masters(), grouped(strip.of.into())),
        Who::Opponent(board) => names.opponent(board),
        Who::Seat(seat) => format!("seat {}", u64::from(seat) + 1),
        Who::InLine => "in line".to_owned(),
        Who::Boards => counted(strip.of.into(), "board"),
    }
}

/// The meaning of a colour: states of a master and his board at the same time share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meaning {
    Thinks,
    OpponentThinks,
    Ready,
    Walks,
    Attends,
    InLine,
}

impl Meaning {
    /// In the order of legends.
    pub const ALL: [Self; 6] =
        [Self::Thinks, Self::OpponentThinks, Self::Ready, Self::Walks, Self::Attends, Self::InLine];

    /// The meaning of a state, if it is visible.
    pub const fn of(state: State) -> Option<Self> {
        match state {
            State::Thinks | State::Served => Some(Self::Thinks),
            State::OpponentThinks => Some(Self::OpponentThinks),
            State::Ready => Some(Self::Ready),
            State::Walks => Some(Self::Walks),
            State::Attends => Some(Self::Attends),
            State::InLine => Some(Self::InLine),
            State::Absent | State::Over | State::Idle => None,
        }
    }

    /// In words, with this name of the master.
    pub fn text(self, master: &str) -> String {
        match self {
            Self::Thinks => format!("{master} thinks, a board is served"),
            Self::OpponentThinks => "opponent thinks".to_owned(),
            Self::Ready => format!("ready, waits for {master}"),
            Self::Walks => format!("{master} walks"),
            Self::Attends => format!("{master} stands and waits"),
            Self::InLine => "in line".to_owned(),
        }
    }
}

/// The states of a row from bottom to top, if they are stacked.
pub(super) const fn stack(who: Who) -> &'static [State] {
    match who {
        Who::Master(_) | Who::Masters => &[State::Thinks, State::Walks, State::Attends],
        Who::InLine => &[State::InLine],
        Who::Opponent(_) | Who::Seat(_) | Who::Boards => {
            &[State::Served, State::Ready, State::OpponentThinks, State::InLine]
        }
    }
}

/// Whether a state is visible in a row.
fn has(strip: &Strip, state: State) -> bool {
    match &strip.body {
        Body::Spans(spans) => spans.iter().any(|span| span.state == state),
        Body::Shares(shares) => shares.by_column().any(|column| column[state.place()] > 0),
    }
}

/// The states visible in these rows, in the order of legends.
pub(super) fn meanings(strips: &[&Strip]) -> Vec<Meaning> {
    let is_seen = |state: State| strips.iter().any(|strip| stack(strip.who).contains(&state) && has(strip, state));
    let seen: Vec<_> = State::ALL.into_iter().filter(|state| is_seen(*state)).filter_map(Meaning::of).collect();
    Meaning::ALL.into_iter().filter(|meaning| seen.contains(meaning)).collect()
}

/// The name of the masters of all runs, if it is the same; otherwise "a master".
pub(super) fn masters<'a>(timeline: &'a Timeline<'_>) -> &'a str {
    let name = timeline.runs[0].exhibition.master.name.as_str();
    let is_common = timeline.runs.iter().all(|run| run.exhibition.master.name == name);
    if is_common { name } else { "a master" }
}
