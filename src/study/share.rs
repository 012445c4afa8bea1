//! Shares of a study, for many machines: each plays one share, and together they play everything.
//!
//! Which replications belong to a share depends on the study and the number of shares alone. So shares need not know of
//! each other, and may be played in any order, again, or twice at once.

use super::gathered::Gathered;
use super::journaled::{Counts, Journaled};
use super::work::{Plays, StudyError, Work};
use super::{Agenda, Effort, Study};
use crate::model::Outcome;
use crate::replicate::{Fold, Point, Session, Stop, replicate_points};
use crate::scenario::Diagnostics;
use std::cell::Cell;
use std::fmt;
use std::ops::{ControlFlow, Range};
use std::str::FromStr;
use std::sync::Arc;

/// A study may be divided into at most this many shares.
pub const SHARES_MAX: u64 = 1_000_000;
/// With fewer points for each share than this, replications are divided, too, so that all shares have about as much to
/// do.
const POINTS_EACH: u64 = 8;

/// One of the shares of a study.
///
/// ```
/// # use zeitnot::study::Share;
/// let share: Share = "2/7".parse()?;
/// assert_eq!((share.number(), share.of()), (2, 7));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    number: u64,
    of: u64,
}

impl Share {
    /// Which, counted from 1.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.number
    }

    /// How many there are.
    #[must_use]
    pub const fn of(self) -> u64 {
        self.of
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.parse().ok().filter(|_| text.starts_with(|c: char| c.is_ascii_digit()));
        let both = text.split_once('/').and_then(|(share, of)| Some((number(share)?, number(of)?)));
        match both {
            Some((_, of)) if of > SHARES_MAX => Err(format!("there can be at most {SHARES_MAX} shares")),
            Some((number @ 1.., of)) if number <= of => Ok(Self { number, of }),
            Some((number, of @ 1..)) => Err(format!("there is no share {number} of {of}; the first is 1/{of}")),
            _ => Err("expected I/N, such as 2/7 for the second of seven shares".to_owned()),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "share {} of {}", self.number, self.of)
    }
}

/// How a study is divided: each point into slices of its replications, and these among the shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Division {
    shares: u64,
    /// Of each point.
    slices: u64,
    /// Of each point, at most.
    replications: u64,
}

impl Division {
    pub fn new(study: &Study, points: usize, shares: u64) -> Self {
        match study.effort {
            Effort::Replications(replications) => {
                let wanted = (POINTS_EACH * shares).div_ceil(points.max(1) as u64);
                Self { shares, slices: wanted.min(shares).min(replications).max(1), replications }
            }
            // How many replications a point takes shows when they are played, one after another.
            Effort::Precision { max_replications, .. } => Self { shares, slices: 1, replications: max_replications },
        }
    }

    /// The slices of the point at this place, each with its share's number, from 1.
    ///
    /// They go round all shares. Each round begins one share later than the one before: else every share would get the
    /// same few values of a factor, and some of them all the long games.
    pub fn slices(self, place: usize) -> impl Iterator<Item = (u64, Range<u64>)> {
        (0..self.slices).map(move |slice| {
            let unit = place as u64 * self.slices + slice;
            let share = (unit + unit / self.shares) % self.shares + 1;
            let bound = |slice| {
                let bound = u128::from(self.replications) * u128::from(slice) / u128::from(self.slices);
                u64::try_from(bound).unwrap_or(u64::MAX)
            };
            (share, bound(slice)..bound(slice + 1))
        })
    }
}

/// The work of a share.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Its points.
    pub agenda: Agenda,
    /// Which replications of each; where a precision decides, at most these.
    pub replications: Vec<Range<u64>>,
}

impl Assignment {
    /// What a share of a study has to play; `None` if `stop` is raised before all points are checked.
    ///
    /// # Errors
    /// See [`Agenda::new`].
    pub fn new(study: &Study, share: Share, stop: &Stop) -> Result<Option<Self>, Diagnostics> {
        let (points, mut replications) = (study.points()?, Vec::new());
        let division = Division::new(study, points.len(), share.of);
        // A share has at most one slice of a point: there are as many slices as shares at most.
        let takes = |place| {
            let own = division.slices(place).find(|(number, _)| *number == share.number);
            own.map(|(_, slice)| replications.push(slice)).is_some()
        };
        let agenda = Agenda::among(study, &points, takes, stop)?;
        Ok(agenda.map(|agenda| Self { agenda, replications }))
    }

    /// How many replications these are; where a precision decides, at least.
    #[must_use]
    pub fn expected_replications(&self, study: &Study) -> u64 {
        let least = study.expected_replications();
        self.replications.iter().map(|of_point| (of_point.end - of_point.start).min(least)).sum()
    }
}

/// Plays a share of a study, whose outcomes go to the journal.
///
/// # Errors
/// See [`StudyError`].
pub fn play_share(study: &Study, assignment: &Assignment, work: &Work<'_>) -> Result<Plays, StudyError> {
    let (Assignment { agenda, replications }, counts) = (assignment, Arc::new(Counts::default()));
    let finished = Cell::new(0);
    let open = |index: usize| {
        let label = format!("{} with {}", study.baseline.name(), study.set_at(agenda.points[index]));
        let source = Journaled::new(&agenda.scenarios[index], label, work, &counts)?;
        let Range { start: first, end } = replications[index];
        let gathered = study.precision().map(|_| Gathered::new(study, agenda.games));
        Ok(Point { stored: source.reach(first)?, source, fold: Slice { gathered, left: end - first, end }, first })
    };
    let done = |_, _, stopped: Option<_>| finished.set(finished.get() + usize::from(stopped.is_none()));
    let progress = |replications| (work.progress)(replications, finished.get());
    let session = Session { jobs: work.jobs, stop: work.stop, progress: &progress };
    let stopped = replicate_points(&session, agenda.points.len(), open, |_, _, _| (), done)?;
    Ok(Plays { stopped, kept: counts.kept(), stored: counts.stored() })
}

/// The replications of a point that a share plays. What they tell counts only where it decides how many there are.
struct Slice {
    gathered: Option<Gathered>,
    left: u64,
    end: u64,
}

impl Fold for Slice {
    fn least(&self) -> u64 {
        self.gathered.as_ref().map_or(self.end, Fold::least)
    }

    fn most(&self) -> u64 {
        self.end
    }

    fn take(&mut self, outcome: &Outcome) -> ControlFlow<()> {
        if let Some(gathered) = &mut self.gathered {
            return gathered.take(outcome);
        }
        self.left -= 1;
        if self.left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

#[cfg(test)]
mod tests;
