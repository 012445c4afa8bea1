//! `LastReady`, `FewestMovesLeft`, `MostMovesLeft`, `GroupOrder`: the ready board of the lowest rank.

use super::{Facts, FirstReady, Policy, Qualifies};
use crate::engine::{Event as _, Streams};
use crate::model::event::Event;
use crate::model::index_set::IndexSet;
use crate::model::plan::Plan;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The rank of a board; among equal ranks, the one ready longest comes first, then the lowest board.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) enum Rank {
    LastReady,
    FewestMovesLeft,
    MostMovesLeft,
    GroupOrder,
}

impl Rank {
    fn of(self, candidate: Event, facts: Facts) -> u64 {
        match self {
            Self::LastReady => u64::MAX - candidate.at().as_ns(),
            Self::FewestMovesLeft => facts.moves_left,
            Self::MostMovesLeft => u64::MAX - facts.moves_left,
            Self::GroupOrder => facts.group as u64,
        }
    }

    /// The lowest rank, and how many ranks there are; `None` if there are many.
    fn range(self, plan: &Plan) -> Option<(u64, usize)> {
        let groups = plan.groups.as_slice();
        let longest = || groups.iter().try_fold(0, |most: u64, group| Some(most.max(group.moves.longest()?)));
        let (lowest, ranks) = match self {
            Self::LastReady => return None,
            Self::GroupOrder => (0, groups.len() as u64),
            Self::FewestMovesLeft => (0, longest()?.saturating_add(1)),
            Self::MostMovesLeft => (u64::MAX - longest()?, longest()?.saturating_add(1)),
        };
        let ranks = usize::try_from(ranks).ok().filter(|ranks| *ranks <= RANKS_MAX)?;
        Some((lowest, ranks))
    }
}

/// The ready boards, lowest rank first.
#[derive(Clone, Debug)]
pub(in crate::model) struct Ranked {
    by: Rank,
    boards: Boards,
}

/// With few ranks, a line for each; otherwise a heap.
#[derive(Clone, Debug)]
enum Boards {
    Lines(Lines),
    Heap(BinaryHeap<Reverse<(u64, Event)>>),
}

/// With more ranks, boards are in a heap.
const RANKS_MAX: usize = 1 << 12;

/// A line for each rank.
#[derive(Clone, Debug)]
struct Lines {
    lowest: u64,
    by_rank: Vec<FirstReady>,
    /// The ranks, less the lowest, whose lines are not empty.
    occupied: IndexSet,
    /// Empty lines that own memory, so that there is never more of it than lines in use at the same time need.
    spare: Vec<FirstReady>,
}

impl Lines {
    fn reset(&mut self) {
        self.occupied.reset(self.by_rank.len());
        for line in &mut self.by_rank {
            line.clear_line();
        }
    }

    fn add(&mut self, rank: u64, candidate: Event) {
        let index = index(rank - self.lowest);
        let line = &mut self.by_rank[index as usize];
        if line.is_empty() {
            self.occupied.insert(index);
            *line = self.spare.pop().unwrap_or_default();
        }
        line.add_ready(candidate);
    }

    fn take(&mut self) -> Option<Event> {
        let index = self.occupied.first()?;
        let line = &mut self.by_rank[index as usize];
        let first = line.take_first();
        if line.is_empty() {
            self.occupied.remove(index);
            line.clear_line();
            self.spare.push(std::mem::take(line));
        }
        first
    }
}

#[expect(clippy::cast_possible_truncation, reason = "there are few ranks")]
const fn index(below_ranks_max: u64) -> u32 {
    below_ranks_max as u32
}

impl Ranked {
    pub(in crate::model) fn by(rank: Rank, plan: &Plan) -> Self {
        let boards = rank.range(plan).map_or_else(
            || Boards::Heap(BinaryHeap::new()),
            |(lowest, ranks)| {
                let by_rank = vec![FirstReady::default(); ranks];
                Boards::Lines(Lines { lowest, by_rank, occupied: IndexSet::default(), spare: Vec::new() })
            },
        );
        Self { by: rank, boards }
    }
}

impl Policy for Ranked {
    const CANDIDATES: Qualifies = Qualifies::MoveDue;

    fn reset(&mut self, _: u32) {
        match &mut self.boards {
            Boards::Lines(lines) => lines.reset(),
            Boards::Heap(heap) => heap.clear(),
        }
    }

    #[inline]
    fn is_empty(&self) -> bool {
        match &self.boards {
            Boards::Lines(lines) => lines.occupied.is_empty(),
            Boards::Heap(heap) => heap.is_empty(),
        }
    }

    fn add(&mut self, candidate: Event, facts: impl FnOnce() -> Facts) {
        let rank = self.by.of(candidate, facts());
        match &mut self.boards {
            Boards::Lines(lines) => lines.add(rank, candidate),
            Boards::Heap(heap) => heap.push(Reverse((rank, candidate))),
        }
    }

    fn take(&mut self, _: &Streams) -> Option<Event> {
        match &mut self.boards {
            Boards::Lines(lines) => lines.take(),
            Boards::Heap(heap) => heap.pop().map(|Reverse((_, candidate))| candidate),
        }
    }
}
