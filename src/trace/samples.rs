//! Samples: how many rows were in which state, at instants that are equally far apart.

use super::span::{Row, Span, State, Turn};
use super::tracer::Follow;
use crate::model::Exhibition;
use crate::time::Instant;

/// Counts at one instant, when all that happened at it had happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateSample {
    /// Boards in each state, by [`State::place`].
    pub boards: [u32; State::OF_A_ROW],
    /// Masters in each state, by [`State::place`].
    pub masters: [u32; State::OF_A_ROW],
    /// Moves that masters have completed.
    pub moves: u64,
}

/// Takes samples of a run of which the end is known.
#[derive(Clone, Debug)]
pub struct StateSampler {
    end_ns: u64,
    intervals: u64,
    now: StateSample,
    taken: Vec<StateSample>,
}

impl StateSampler {
    /// A sampler of a run of `exhibition` that ends at `end`. It takes a sample at the start, and after each of
    /// `intervals` equal parts of the run, to the nanosecond below.
    ///
    /// # Panics
    /// If there are no intervals.
    #[must_use]
    pub fn new(exhibition: &Exhibition, end: Instant, intervals: u32) -> Self {
        assert!(intervals > 0, "there is nothing to sample");
        let mut now = StateSample::default();
        now.boards[State::Absent.place()] = u32::try_from(exhibition.opponents()).unwrap_or(u32::MAX);
        now.masters[State::Idle.place()] = exhibition.master.count;
        Self { end_ns: end.as_ns(), intervals: intervals.into(), now, taken: Vec::new() }
    }

    /// The samples, when the run is over: one more than intervals.
    #[must_use]
    pub fn finish(mut self) -> Vec<StateSample> {
        self.taken.resize(usize::try_from(self.intervals).unwrap_or(0) + 1, self.now);
        self.taken
    }

    /// Takes the samples of all instants before `at`.
    fn reach(&mut self, at: Instant) {
        while self.taken.len() as u64 <= self.intervals && self.next_ns() < at.as_ns() {
            self.taken.push(self.now);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "at most the end")]
    fn next_ns(&self) -> u64 {
        (u128::from(self.end_ns) * self.taken.len() as u128 / u128::from(self.intervals)) as u64
    }
}

impl Follow for StateSampler {
    fn left(&mut self, _: &Span) {}

    fn turned(&mut self, turn: &Turn) {
        self.reach(turn.at);
        let counts = match turn.row {
            Row::Master(_) => &mut self.now.masters,
            Row::Board(_) => &mut self.now.boards,
        };
        counts[turn.before.place()] -= 1;
        counts[turn.state.place()] += 1;
    }

    fn moved(&mut self, at: Instant) {
        self.reach(at);
        self.now.moves += 1;
    }

    fn ended(&mut self, end: &Turn) {
        self.turned(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::testing::{followed, station};

    #[test]
    fn a_sample_counts_what_has_happened_by_then() {
        let exhibition = station(2);
        let samples =
            followed(&exhibition, StateSampler::new(&exhibition, Instant::from_ns(70_000_000_000), 14)).finish();
        assert_eq!(samples.len(), 15);
        let [start, at_60s, at_65s, at_70s] = [0, 12, 13, 14].map(|index: usize| samples[index]);
        assert_eq!((start.boards, start.masters[0], start.moves), ([0, 0, 2, 0, 0, 0], 1, 0));
        assert_eq!((at_60s.boards, at_60s.masters[3], at_60s.moves), ([0, 0, 0, 1, 1, 0], 1, 0));
        assert_eq!((at_65s.boards, at_65s.masters[3], at_65s.moves), ([0, 0, 0, 0, 1, 1], 1, 1));
        assert_eq!((at_70s.boards, at_70s.masters[0], at_70s.moves), ([0, 0, 0, 0, 0, 2], 1, 2));
    }
}
