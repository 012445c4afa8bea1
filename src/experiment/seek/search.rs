//! Where, in a row of values, a condition ceases to hold: which value to try next, and what the verdicts come to.
//!
//! Nothing is known here of settings or of noise: verdicts are asked for by the value's index, one for each criterion.
//! Between two neighbours among the values tried, a criterion is taken to be like both if both agree. Where the
//! condition could still differ from that, because some criterion changes, the middle is tried next. All is written for
//! the greatest index; for the least, the row is read backwards.

use super::bracket::{Bracket, Edge};
use super::condition::Join;
use super::verdict::{Verdict, Verdicts};
use std::collections::BTreeMap;

/// This many values across the row are tried first.
const FIRST: usize = 5;
/// This many other values are tried when the edge is found, to see whether it is the only one.
const FURTHER: usize = 16;

/// The choice of values to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Five across the row, then the middle between neighbours wherever a criterion changes and that can change the
    /// answer, then 16 further values: some on either side of the edge, and the middles of the widest gaps.
    Bisect,
    /// Every one.
    Exhaust,
}

/// The largest number of values that a search in a row of `len` tries, for any condition.
#[must_use]
pub(super) fn tries_max(len: usize, strategy: Strategy, criteria: usize) -> usize {
    let halvings = (usize::BITS - len.leading_zeros()) as usize;
    match strategy {
        // Each criterion may change twice, and be undecided around that: twice the halvings for each.
        Strategy::Bisect => len.min((4 * criteria * halvings).saturating_add(FIRST + FURTHER)),
        Strategy::Exhaust => len,
    }
}

/// What is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search<'a> {
    /// Values in the row, at least 1.
    pub len: usize,
    pub strategy: Strategy,
    /// The edge that is asked for. `None`: it is the largest if the condition holds at the beginning rather than at the
    /// end of the row, and the smallest if it is the other way round. If all verdicts are the same there is no edge to
    /// be sought.
    pub wanted: Option<Edge>,
    /// How the criteria are joined.
    pub join: &'a Join,
    /// How many criteria there are.
    pub criteria: usize,
}

impl Search<'_> {
    /// Searches the row. `judge` gives the verdict of each criterion at a value, and is asked once at most for each.
    /// With `None` the search is stopped: it ends with what is known by then.
    pub fn run<E>(self, judge: impl FnMut(usize) -> Result<Option<Vec<Verdict>>, E>) -> Result<Bracket, E> {
        let left = tries_max(self.len, self.strategy, self.criteria);
        let tried = BTreeMap::new();
        let mut row = Row {
            search: self,
            judge,
            tried,
            left,
            further: 0,
            edge: Edge::Largest,
            all_matters: false,
            stopped: false,
        };
        let last = self.len - 1;
        match self.strategy {
            Strategy::Bisect => (0..FIRST).try_for_each(|part| row.attempt(last * part / (FIRST - 1)))?,
            Strategy::Exhaust => (0..self.len).try_for_each(|index| row.attempt(index))?,
        }
        row.edge = self.wanted.unwrap_or_else(|| row.likely_edge());
        row.all_matters = self.wanted.is_none() && row.whole(0) == row.whole(last);
        while !row.stopped && row.left > 0 {
            let Some(place) = row.unsettled().or_else(|| row.further()) else { break };
            row.attempt(row.turned(place))?;
        }
        Ok(row.bracket())
    }
}

/// The verdicts on a value: on the condition as a whole, and on each criterion.
struct Judged {
    whole: Verdict,
    criteria: Vec<Verdict>,
}

impl Judged {
    /// Whether a criterion is undecided only because it does not matter here.
    fn is_open(&self, number: usize) -> bool {
        self.whole != Verdict::Undecided && self.criteria[number] == Verdict::Undecided
    }
}

struct Row<'a, J> {
    search: Search<'a>,
    judge: J,
    /// By index.
    tried: BTreeMap<usize, Judged>,
    /// This many may still be tried.
    left: usize,
    /// This many were tried to see whether the edge is the only one.
    further: usize,
    /// What is sought. Of the smallest, places are indices from the end of the row.
    edge: Edge,
    /// Whether inner gaps matter, not only those outward of where it holds.
    all_matters: bool,
    /// Whether it was stopped.
    stopped: bool,
}

/// Values between two neighbours among those that were tried, in places.
struct Gap {
    low: usize,
    high: usize,
    /// What the condition may come to there.
    possible: Verdicts,
}

impl Gap {
    const fn width(&self) -> usize {
        self.high - self.low
    }

    const fn middle(&self) -> usize {
        self.low + self.width() / 2
    }
}

impl<J> Row<'_, J> {
    /// The index at a place, or the place of an index.
    const fn turned(&self, place: usize) -> usize {
        match self.edge {
            Edge::Largest => place,
            Edge::Smallest => self.search.len - 1 - place,
        }
    }

    /// Tries the value of an index, if it was not tried yet.
    fn attempt<E>(&mut self, index: usize) -> Result<(), E>
    where
        J: FnMut(usize) -> Result<Option<Vec<Verdict>>, E>,
    {
        if self.stopped || self.tried.contains_key(&index) {
            return Ok(());
        }
        self.left -= 1;
        match (self.judge)(index)? {
            Some(criteria) => {
                let whole = self.search.join.verdict(&criteria);
                self.tried.insert(index, Judged { whole, criteria });
            }
            None => self.stopped = true,
        }
        Ok(())
    }

    fn whole(&self, index: usize) -> Option<Verdict> {
        self.tried.get(&index).map(|judged| judged.whole)
    }

    /// The edge that the ends suggest.
    fn likely_edge(&self) -> Edge {
        let rank = |index| match self.whole(index) {
            Some(Verdict::Holds) => 2,
            Some(Verdict::Undecided) => 1,
            Some(Verdict::Fails) | None => 0,
        };
        if rank(0) >= rank(self.search.len - 1) { Edge::Largest } else { Edge::Smallest }
    }

    /// The places tried, in ascending order, with their verdicts.
    fn places(&self) -> Vec<(usize, &Judged)> {
        let mut places: Vec<_> = self.tried.iter().map(|(index, judged)| (self.turned(*index), judged)).collect();
        places.sort_unstable_by_key(|(place, _)| *place);
        places
    }

    /// The gaps that hold values, in rising order.
    fn gaps(&self) -> Vec<Gap> {
        let places = self.places();
        let gaps = places.windows(2).filter(|pair| pair[1].0 - pair[0].0 > 1);
        gaps.map(|pair| Gap { low: pair[0].0, high: pair[1].0, possible: self.possible(pair[0].1, pair[1].1) })
            .collect()
    }

    fn possible(&self, one: &Judged, other: &Judged) -> Verdicts {
        let of_criterion = |number: usize| {
            if one.is_open(number) || other.is_open(number) {
                return Verdicts::ALL;
            }
            Verdicts::between(one.criteria[number], other.criteria[number])
        };
        self.search.join.verdicts(&(0..self.search.criteria).map(of_criterion).collect::<Vec<_>>())
    }

    /// The largest place that holds.
    fn holds(&self) -> Option<usize> {
        let holds = self.tried.iter().filter(|(_, judged)| judged.whole == Verdict::Holds);
        holds.map(|(index, _)| self.turned(*index)).max()
    }

    /// The middle of a gap that may differ from both its ends, and where that matters: first where it may hold,
    /// furthest out.
    fn unsettled(&self) -> Option<usize> {
        let holds = self.holds();
        let matters = |gap: &Gap| self.all_matters || holds.is_none_or(|holds| gap.high > holds);
        let unsettled = self.gaps().into_iter().filter(|gap| gap.possible.only().is_none() && matters(gap));
        unsettled.max_by_key(|gap| (gap.possible.may_hold(), gap.high)).map(|gap| gap.middle())
    }

    /// The place to try next to see whether the edge is the only one.
    fn further(&mut self) -> Option<usize> {
        if self.search.strategy == Strategy::Exhaust || self.further == FURTHER {
            return None;
        }
        let place = self.neighbour().or_else(|| {
            let widest = self.gaps().into_iter().max_by_key(|gap| (gap.width(), gap.high));
            widest.map(|gap| gap.middle())
        })?;
        self.further += 1;
        Some(place)
    }

    /// One of some places on either side of the edge that was not tried.
    fn neighbour(&self) -> Option<usize> {
        let holds = self.holds()?;
        let fails = self.outward(holds).into_iter().find(|(_, verdict)| *verdict == Verdict::Fails)?.0;
        let steps = [fails - holds, (fails - holds).saturating_mul(3)];
        let outward = steps.iter().filter_map(|step| fails.checked_add(*step)).filter(|place| *place < self.search.len);
        let inward = steps.iter().filter_map(|step| holds.checked_sub(*step));
        outward.chain(inward).find(|place| !self.tried.contains_key(&self.turned(*place)))
    }

    /// What was tried beyond a place, in rising order.
    fn outward(&self, from: usize) -> Vec<(usize, Verdict)> {
        let places = self.places().into_iter().filter(|(place, _)| *place > from);
        places.map(|(place, judged)| (place, judged.whole)).collect()
    }

    fn bracket(&self) -> Bracket {
        let holds = self.holds();
        let beyond = match holds {
            Some(holds) => self.outward(holds),
            None => self.places().into_iter().map(|(place, judged)| (place, judged.whole)).collect(),
        };
        let until = beyond.iter().position(|(_, verdict)| *verdict == Verdict::Fails);
        let mut undecided: Vec<_> =
            beyond[..until.unwrap_or(beyond.len())].iter().map(|(place, _)| self.turned(*place)).collect();
        undecided.sort_unstable();
        Bracket {
            edge: self.search.wanted.or_else(|| self.shows_an_edge().then_some(self.edge)),
            answer: holds.map(|place| self.turned(place)),
            fails_at: until.map(|at| self.turned(beyond[at].0)),
            undecided,
            contradiction: self.contradiction(),
            further: self.further,
            complete: self.tried.len() == self.search.len
                && self.tried.values().all(|judged| judged.whole != Verdict::Undecided),
            given_up: !self.stopped && self.unsettled().is_some(),
            stopped: self.stopped,
        }
    }

    /// Whether both ends were tried, and not all verdicts are the same.
    fn shows_an_edge(&self) -> bool {
        let first = self.whole(0);
        let is_uniform = self.search.len > 1 && self.tried.values().all(|judged| Some(judged.whole) == first);
        !is_uniform && first.is_some() && self.whole(self.search.len - 1).is_some()
    }

    /// The other edge nearest to the end that is sought, if there is more than one edge.
    fn contradiction(&self) -> Option<(usize, usize)> {
        let mut sure = self.places();
        sure.retain(|(_, judged)| judged.whole != Verdict::Undecided);
        let changes = || sure.windows(2).filter(|pair| pair[0].1.whole != pair[1].1.whole);
        let back = changes().rfind(|pair| pair[1].1.whole == Verdict::Holds).filter(|_| changes().count() > 1)?;
        let (one, other) = (self.turned(back[0].0), self.turned(back[1].0));
        Some((one.min(other), one.max(other)))
    }
}

#[cfg(test)]
mod tests;
