//! Where, in a row of values, a condition ceases to hold: which to try next, and what the verdicts come to.
//!
//! Nothing is known here of settings or of noise: a verdict is asked for by the value's index. All is written for the
//! greatest index; for the least, the row is read backwards.

use std::collections::BTreeMap;
use std::fmt;

/// Whether a condition holds at a value, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// Neither is sure.
    Undecided,
}

/// Which of the values for which the condition holds is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The last of the row.
    Largest,
    /// The first.
    Smallest,
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Largest => "largest",
            Self::Smallest => "smallest",
        })
    }
}

/// Which values are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Five across the row, then the middle of what is left around the edge, then some on either side of it.
    Bisect,
    /// Every one.
    Exhaust,
}

/// What a search has found. Indices are those of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Which edge was sought; `None` if none was asked for and none showed, because all verdicts are the same.
    pub edge: Option<Edge>,
    /// The outermost value at which the condition holds; `None` if it holds at none that was tried.
    pub answer: Option<usize>,
    /// The next outward of it at which it fails; `None` if there is none up to the end of the row.
    pub fails_at: Option<usize>,
    /// What was tried between these two, or outward of the answer to the end of the row, and stayed undecided.
    pub undecided: Vec<usize>,
    /// Two values, in rising order, between which there is a further edge: the condition does not just cease to hold.
    pub contradiction: Option<(usize, usize)>,
    /// Whether the search came to its end: the edge could not be narrowed down further by this strategy.
    pub complete: bool,
    /// Whether it was called off before that.
    pub called_off: bool,
}

/// What a search comes to, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The value at this index.
    Value(usize),
    /// It holds at all values that were tried, and neither end was asked for.
    All,
    /// It holds at none: it fails at all that were tried.
    None,
    /// It surely holds at none that was tried, but at some it stayed undecided.
    Unknown,
    /// The search was called off.
    Unfinished,
}

/// The most values that a search in a row of `len` tries. However little is known of the condition, there are no more.
#[must_use]
pub fn tries_max(len: usize, strategy: Strategy) -> usize {
    let halvings = usize::BITS - len.leading_zeros();
    match strategy {
        // Twice, for either end of what is undecided.
        Strategy::Bisect => len.min(2 * halvings as usize + 16),
        Strategy::Exhaust => len,
    }
}

/// Searches a row of `len` values, of which `judge` tells whether the condition holds. Each is asked for once at most. With
/// `None` the search is called off: it ends with what is known by then.
///
/// Without a `wanted` edge it is the largest if the condition holds at the beginning rather than at the end of the row, and the
/// smallest if it is the other way round. If all verdicts are the same there is no edge to be sought.
///
/// # Errors
/// Those of `judge`.
///
/// # Panics
/// If the row is empty.
pub fn search<E>(
    len: usize,
    strategy: Strategy,
    wanted: Option<Edge>,
    judge: impl FnMut(usize) -> Result<Option<Verdict>, E>,
) -> Result<Bracket, E> {
    assert!(len > 0, "a search needs values to try");
    let left = tries_max(len, strategy);
    let mut row = Row { len, judge, verdicts: BTreeMap::new(), left, backwards: false, called_off: false };
    match strategy {
        Strategy::Bisect => (0..=4).try_for_each(|quarter| row.try_at((len - 1) * quarter / 4))?,
        Strategy::Exhaust => (0..len).try_for_each(|index| row.try_at(index))?,
    }
    let edge = wanted.unwrap_or_else(|| row.likely_edge());
    row.backwards = edge == Edge::Smallest;
    while let Some(next) = row.next().filter(|_| row.left > 0 && !row.called_off) {
        row.try_at(next)?;
    }
    let shows = wanted.is_some() || !row.is_uniform() && row.has_ends();
    Ok(row.bracket(shows.then_some(edge)))
}

struct Row<J> {
    len: usize,
    judge: J,
    verdicts: BTreeMap<usize, Verdict>,
    /// So many may be tried still.
    left: usize,
    /// Places are indices from the end of the row.
    backwards: bool,
    called_off: bool,
}

impl<J> Row<J> {
    /// The index at a place, or the place of an index.
    const fn turned(&self, place: usize) -> usize {
        if self.backwards { self.len - 1 - place } else { place }
    }

    /// Tries the value at a place, if it was not tried yet.
    fn try_at<E>(&mut self, place: usize) -> Result<(), E>
    where
        J: FnMut(usize) -> Result<Option<Verdict>, E>,
    {
        let index = self.turned(place);
        if !self.called_off && !self.verdicts.contains_key(&index) {
            self.left -= 1;
            match (self.judge)(index)? {
                Some(verdict) => {
                    self.verdicts.insert(index, verdict);
                }
                None => self.called_off = true,
            }
        }
        Ok(())
    }

    /// Whether both ends were tried.
    fn has_ends(&self) -> bool {
        [0, self.len - 1].iter().all(|end| self.verdicts.contains_key(end))
    }

    /// The places that were tried, in rising order, with their verdicts.
    fn tried(&self) -> Vec<(usize, Verdict)> {
        let mut tried: Vec<_> = self.verdicts.iter().map(|(&index, &verdict)| (self.turned(index), verdict)).collect();
        tried.sort_unstable_by_key(|(place, _)| *place);
        tried
    }

    /// The edge that the ends suggest.
    fn likely_edge(&self) -> Edge {
        let rank = |index| match self.verdicts.get(index) {
            Some(Verdict::Holds) => 2,
            Some(Verdict::Undecided) => 1,
            Some(Verdict::Fails) | None => 0,
        };
        if rank(&0) >= rank(&(self.len - 1)) { Edge::Largest } else { Edge::Smallest }
    }

    /// Whether all of several verdicts are the same.
    fn is_uniform(&self) -> bool {
        let mut verdicts = self.verdicts.values();
        let first = verdicts.next();
        self.len > 1 && verdicts.all(|verdict| Some(verdict) == first)
    }

    /// The place to try next; `None` when all is found.
    fn next(&self) -> Option<usize> {
        let tried = self.tried();
        let outline = Outline::of(&tried);
        outline.gap().or_else(|| {
            let new = |place: &usize| tried.binary_search_by_key(place, |(place, _)| *place).is_err();
            outline.neighbours(self.len).into_iter().find(new)
        })
    }

    fn bracket(&self, edge: Option<Edge>) -> Bracket {
        let tried = self.tried();
        let outline = Outline::of(&tried);
        let undecided = |place: usize| {
            outline.holds.is_none_or(|holds| place > holds) && outline.fails.is_none_or(|fails| place < fails)
        };
        let undecided = tried.iter().filter(|(place, verdict)| *verdict == Verdict::Undecided && undecided(*place));
        let mut undecided: Vec<_> = undecided.map(|(place, _)| self.turned(*place)).collect();
        undecided.sort_unstable();
        Bracket {
            edge,
            answer: outline.holds.map(|place| self.turned(place)),
            fails_at: outline.fails.map(|place| self.turned(place)),
            undecided,
            contradiction: self.contradiction(),
            complete: !self.called_off && self.next().is_none(),
            called_off: self.called_off,
        }
    }

    /// Where it comes back inward of the edge, or goes outward, if there is more than one edge: the one nearest to the end that
    /// is sought.
    fn contradiction(&self) -> Option<(usize, usize)> {
        let mut sure = self.tried();
        sure.retain(|(_, verdict)| *verdict != Verdict::Undecided);
        let changes = || sure.windows(2).filter(|pair| pair[0].1 != pair[1].1);
        let back = changes().rfind(|pair| pair[1].1 == Verdict::Holds).filter(|_| changes().count() > 1)?;
        let (one, other) = (self.turned(back[0].0), self.turned(back[1].0));
        Some((one.min(other), one.max(other)))
    }
}

/// What the verdicts so far say of the edge, in places.
struct Outline {
    /// The greatest place that holds.
    holds: Option<usize>,
    /// The first beyond it that was tried.
    beyond: Option<usize>,
    /// The last that is undecided before `fails`, if any is beyond `holds`.
    undecided: Option<usize>,
    /// The first that fails beyond `holds`.
    fails: Option<usize>,
}

impl Outline {
    fn of(tried: &[(usize, Verdict)]) -> Self {
        let from = tried.iter().rposition(|(_, verdict)| *verdict == Verdict::Holds).map_or(0, |at| at + 1);
        let rest = &tried[from..];
        let end = rest.iter().position(|(_, verdict)| *verdict == Verdict::Fails);
        Self {
            holds: from.checked_sub(1).map(|at| tried[at].0),
            beyond: rest.first().map(|(place, _)| *place),
            undecided: rest[..end.unwrap_or(rest.len())].last().map(|(place, _)| *place),
            fails: end.map(|end| rest[end].0),
        }
    }

    /// The middle of the gap in which the edge is: first where the condition ceases to hold surely, then where it begins to
    /// fail surely.
    fn gap(&self) -> Option<usize> {
        let middle = |(low, high): (usize, usize)| (high - low > 1).then(|| low + (high - low) / 2);
        let ceases = self.holds.zip(self.beyond).and_then(middle);
        ceases.or_else(|| self.undecided.zip(self.fails).and_then(middle))
    }

    /// Some on either side of the edge, to see whether it is the only one.
    fn neighbours(&self, len: usize) -> Vec<usize> {
        let width = self.holds.zip(self.fails).map_or(1, |(holds, fails)| fails - holds);
        let steps = [width, width.saturating_mul(3)];
        let outward = steps.iter().filter_map(|step| self.fails?.checked_add(*step)).filter(|place| *place < len);
        let inward = steps.iter().filter_map(|step| self.holds?.checked_sub(*step));
        // Without either there is no edge to look around.
        if self.holds.is_none() || self.fails.is_none() { Vec::new() } else { outward.chain(inward).collect() }
    }
}

#[cfg(test)]
mod tests;
