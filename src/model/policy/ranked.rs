//! `LastReady`, `FewestMovesLeft`, `MostMovesLeft`, `GroupOrder`: the ready board of the lowest rank.

use super::{Facts, Policy, Qualifies};
use crate::engine::{Event as _, Streams};
use crate::model::event::Event;
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

/// The ready boards, lowest rank first.
#[derive(Clone, Debug)]
pub(in crate::model) struct Ranked {
    by: Rank,
    heap: BinaryHeap<Reverse<(u64, Event)>>,
}

impl Ranked {
    pub(in crate::model) const fn by(rank: Rank) -> Self {
        Self { by: rank, heap: BinaryHeap::new() }
    }

    fn rank(&self, candidate: Event, facts: Facts) -> u64 {
        match self.by {
            Rank::LastReady => u64::MAX - candidate.at().as_ns(),
            Rank::FewestMovesLeft => facts.moves_left,
            Rank::MostMovesLeft => u64::MAX - facts.moves_left,
            Rank::GroupOrder => facts.group as u64,
        }
    }
}

impl Policy for Ranked {
    const CANDIDATES: Qualifies = Qualifies::MoveDue;

    fn reset(&mut self, _: u32) {
        self.heap.clear();
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    fn add(&mut self, candidate: Event, facts: impl FnOnce() -> Facts) {
        let rank = self.rank(candidate, facts());
        self.heap.push(Reverse((rank, candidate)));
    }

    fn take(&mut self, _: &Streams) -> Option<Event> {
        self.heap.pop().map(|Reverse((_, candidate))| candidate)
    }
}
