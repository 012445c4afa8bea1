//! The ready boards, and which of them is next: the policies that look at ready boards only.

use super::event::Event;
use super::exhibition::Visit;
use super::index_set::IndexSet;
use super::purpose::Purpose;
use crate::engine::{Event as _, Streams};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// The boards that wait for a master, in the structure that suits the policy.
///
/// A ready board is stood for by an event: the instant since when it is ready, the board, and the number of
/// the master's move that it waits for. Events compare by instant, then board.
#[derive(Clone, Debug)]
pub(super) enum ReadyBoards {
    /// Longest ready first.
    First(VecDeque<Event>),
    /// Least rank first; what the rank is depends on the policy.
    Ranked(BinaryHeap<Reverse<(u64, Event)>>),
    /// Next around the circle: the ready boards as a set, and what each waits for; `from` is where the search starts.
    Circle { set: IndexSet, waiting: Vec<Event>, from: u32 },
    /// Any of them.
    Bag { list: Vec<Event>, choices: u64 },
}

impl ReadyBoards {
    /// The structure for a policy that looks at ready boards.
    pub fn new(visit: Visit) -> Self {
        match visit {
            Visit::CyclicSkip => Self::Circle { set: IndexSet::default(), waiting: Vec::new(), from: 0 },
            Visit::RandomReady => Self::Bag { list: Vec::new(), choices: 0 },
            Visit::LastReady | Visit::FewestMovesLeft | Visit::MostMovesLeft | Visit::GroupOrder => {
                Self::Ranked(BinaryHeap::new())
            }
            Visit::FirstReady | Visit::Sequential | Visit::Cyclic => Self::First(VecDeque::new()),
        }
    }

    /// Empties it for another run; memory is reused.
    pub fn reset(&mut self, opponents: u32) {
        match self {
            Self::First(queue) => queue.clear(),
            Self::Ranked(heap) => heap.clear(),
            Self::Circle { set, waiting, from } => {
                set.reset(opponents as usize);
                waiting.resize(opponents as usize, Event::NONE);
                *from = 0;
            }
            Self::Bag { list, choices } => {
                list.clear();
                *choices = 0;
            }
        }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::First(queue) => queue.is_empty(),
            Self::Ranked(heap) => heap.is_empty(),
            Self::Circle { set, .. } => set.is_empty(),
            Self::Bag { list, .. } => list.is_empty(),
        }
    }

    /// Adds a board that got ready; `rank` matters to ranked policies only.
    #[inline]
    pub fn push(&mut self, ready: Event, rank: impl FnOnce() -> u64) {
        match self {
            Self::First(queue) => push_in_order(queue, ready),
            Self::Ranked(heap) => heap.push(Reverse((rank(), ready))),
            Self::Circle { set, waiting, .. } => {
                set.insert(ready.actor());
                waiting[ready.actor() as usize] = ready;
            }
            Self::Bag { list, .. } => list.push(ready),
        }
    }

    /// Takes the board that the policy puts first.
    #[inline]
    pub fn pop(&mut self, streams: &Streams) -> Option<Event> {
        match self {
            Self::First(queue) => queue.pop_front(),
            Self::Ranked(heap) => heap.pop().map(|Reverse((_, ready))| ready),
            Self::Circle { set, waiting, from } => {
                let board = set.next_around(*from)?;
                set.remove(board);
                *from = board + 1;
                Some(waiting[board as usize])
            }
            Self::Bag { list, choices } => {
                if list.is_empty() {
                    return None;
                }
                *choices += 1;
                let place = streams.stream(Purpose::Choice as usize, 0, *choices).below(list.len() as u64);
                Some(list.swap_remove(usize::try_from(place).expect("below the length of a list")))
            }
        }
    }
}

/// Boards get ready in the order of time, so that the end of the queue is their place but for boards that are
/// ready since the same instant.
#[inline]
fn push_in_order(queue: &mut VecDeque<Event>, ready: Event) {
    debug_assert!(queue.back().is_none_or(|last| last.at() <= ready.at()));
    if queue.back().is_none_or(|last| *last < ready) {
        queue.push_back(ready);
    } else {
        let place = queue.partition_point(|other| *other < ready);
        queue.insert(place, ready);
    }
}
