//! The contenders.

use crate::pending::{Heap, Radix};
use crate::results::{Agreement, Results};
use crate::workload::Workload;
use crate::{bare, floor, nexosim, odem, public, simrs};
use zeitnot::engine::{HeapQueue, KeyedQueue, LaneQueue, RunQueue};

/// Someone who plays a workload from nothing to its results.
#[derive(Clone, Copy)]
pub struct Contender {
    pub name: &'static str,
    pub play: fn(&Workload) -> Results,
    /// How closely the results must agree with the floor's.
    pub agreement: Agreement,
    /// A much slower contender gets this share of the moves; results are per move.
    pub part_of_moves: u32,
}

/// The floor comes first: the others are measured by it.
pub const ALL: [Contender; 12] = [
    Contender::exact("floor", floor::play),
    Contender { agreement: Agreement::Statistical, ..Contender::exact("floor, one stream", floor::play_one_stream) },
    Contender::exact("floor, sorted line", floor::play_sorted),
    Contender::exact("floor, binary heap", floor::play_with::<Heap>),
    Contender::exact("floor, radix heap", floor::play_with::<Radix>),
    Contender::exact("zeitnot", public::play),
    Contender::exact("zeitnot's engine, LaneQueue", bare::play::<LaneQueue<_, RunQueue<_, HeapQueue<_>>>>),
    Contender::exact("zeitnot's engine, HeapQueue", bare::play::<HeapQueue<_>>),
    Contender { part_of_moves: 2, ..Contender::exact("zeitnot's engine, KeyedQueue", bare::play::<KeyedQueue<_>>) },
    Contender { part_of_moves: 2, ..Contender::up_to_ties("odem-rs", odem::play) },
    Contender { part_of_moves: 2, ..Contender::up_to_ties("simrs", simrs::play) },
    Contender { part_of_moves: 4, ..Contender::up_to_ties("nexosim", nexosim::play) },
];

impl Contender {
    const fn exact(name: &'static str, play: fn(&Workload) -> Results) -> Self {
        Self { name, play, agreement: Agreement::Exact, part_of_moves: 1 }
    }

    const fn up_to_ties(name: &'static str, play: fn(&Workload) -> Results) -> Self {
        Self { agreement: Agreement::UpToTies, ..Self::exact(name, play) }
    }
}
