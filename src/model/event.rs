//! The events of an exhibition, packed into 16 bytes.
//!
//! Event queues spend most of their time moving events, so an event has only two words: the instant, and a word that
//! says who and what. Its bits are laid out so that comparing the two words compares (instant, phase, number of the
//! actor), the order that the contract requires (docs/contract.md, section 5).

use crate::engine;
use crate::time::Instant;
use std::cmp::Ordering;

/// An event in an exhibition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    at: Instant,
    // From the highest bit: 1 bit phase (0 opponents, 1 masters), 27 bits actor, 1 bit express, 1 bit kind, 34 bits
    // number of the move.
    who: u64,
}

/// The kind of an [`Event`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EventKind {
    Arrival { board: u32 },
    OpponentDone { board: u32, nth: u64 },
    Forfeit { board: u32 },
    WalkDone { master: u32 },
    ThinkDone { master: u32 },
}

const MASTERS: u64 = 1 << 63;
const ACTOR_SHIFT: u32 = 36;
const ACTOR_MASK: u64 = (1 << 27) - 1;
const KIND_SHIFT: u32 = 34;
const KIND_MASK: u64 = 3 << KIND_SHIFT;
const NTH_MASK: u64 = (1 << KIND_SHIFT) - 1;

/// Set in the kinds of which few are ever pending: each master's next step, and the next arrival.
const EXPRESS: u64 = 2 << KIND_SHIFT;

const OPPONENT_DONE: u64 = 0;
const FORFEIT: u64 = 1 << KIND_SHIFT;
const ARRIVAL: u64 = EXPRESS;
const WALK_DONE: u64 = EXPRESS;
const THINK_DONE: u64 = EXPRESS | 1 << KIND_SHIFT;

impl Event {
    /// The number of the last move of a game that an event can carry: about 17 thousand million.
    pub(super) const MOVES_MAX: u64 = NTH_MASK;
    /// A place holder.
    pub(super) const NONE: Self = Self { at: Instant::NEVER, who: u64::MAX };

    #[inline]
    pub(super) const fn new(at: Instant, kind: EventKind) -> Self {
        let (phase, actor, kind, nth) = match kind {
            EventKind::Arrival { board } => (0, board, ARRIVAL, 0),
            EventKind::OpponentDone { board, nth } => (0, board, OPPONENT_DONE, nth),
            EventKind::Forfeit { board } => (0, board, FORFEIT, 0),
            EventKind::WalkDone { master } => (MASTERS, master, WALK_DONE, 0),
            EventKind::ThinkDone { master } => (MASTERS, master, THINK_DONE, 0),
        };
        Self { at, who: phase | (actor as u64) << ACTOR_SHIFT | kind | (nth & NTH_MASK) }
    }

    /// The same for the next move, at another instant. There must be one that an event can carry.
    #[inline]
    pub(super) const fn with_next_move(self, at: Instant) -> Self {
        Self { at, who: self.who + 1 }
    }

    /// The number of the board or master.
    #[inline]
    pub(super) const fn actor(self) -> u32 {
        (self.who >> ACTOR_SHIFT & ACTOR_MASK) as u32
    }

    /// The number of the move.
    #[inline]
    pub(super) const fn nth(self) -> u64 {
        self.who & NTH_MASK
    }

    #[inline]
    pub(super) const fn kind(self) -> EventKind {
        let actor = self.actor();
        if self.who & MASTERS == 0 {
            match self.who & KIND_MASK {
                OPPONENT_DONE => EventKind::OpponentDone { board: actor, nth: self.nth() },
                FORFEIT => EventKind::Forfeit { board: actor },
                _ => EventKind::Arrival { board: actor },
            }
        } else {
            match self.who & KIND_MASK {
                THINK_DONE => EventKind::ThinkDone { master: actor },
                _ => EventKind::WalkDone { master: actor },
            }
        }
    }
}

impl engine::Event for Event {
    #[inline]
    fn at(&self) -> Instant {
        self.at
    }

    #[inline]
    fn is_express(&self) -> bool {
        self.who & EXPRESS != 0
    }
}

impl Event {
    /// Both words as one number: compared without a branch.
    #[inline]
    const fn key(self) -> u128 {
        (self.at.as_ns() as u128) << 64 | self.who as u128
    }
}

impl PartialOrd for Event {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    #[inline]
    fn lt(&self, other: &Self) -> bool {
        self.key() < other.key()
    }

    #[inline]
    fn le(&self, other: &Self) -> bool {
        self.key() <= other.key()
    }
}

impl Ord for Event {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_and_unpacks_the_greatest_numbers() {
        let board = u32::try_from(ACTOR_MASK).unwrap();
        for kind in [
            EventKind::Arrival { board },
            EventKind::OpponentDone { board, nth: Event::MOVES_MAX },
            EventKind::Forfeit { board },
            EventKind::WalkDone { master: board },
            EventKind::ThinkDone { master: board },
        ] {
            assert_eq!(Event::new(Instant::START, kind).kind(), kind);
        }
    }

    #[test]
    fn comes_in_the_order_of_the_contract() {
        let (now, later) = (Instant::from_ns(5), Instant::from_ns(6));
        let events = [
            Event::new(now, EventKind::OpponentDone { board: 2, nth: 9 }),
            Event::new(now, EventKind::Arrival { board: 3 }),
            Event::new(now, EventKind::ThinkDone { master: 0 }),
            Event::new(now, EventKind::WalkDone { master: 1 }),
            Event::new(later, EventKind::Arrival { board: 0 }),
        ];
        assert!(events.is_sorted());
    }
}
