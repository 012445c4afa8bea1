//! The contenders.

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
pub const ALL: [Contender; 11] = [
    Contender { name: "floor", play: floor::play, agreement: Agreement::Exact, part_of_moves: 1 },
    Contender {
        name: "floor, one stream",
        play: floor::play_one_stream,
        agreement: Agreement::Statistical,
        part_of_moves: 1,
    },
    Contender { name: "floor, sorted line", play: floor::play_sorted, agreement: Agreement::Exact, part_of_moves: 1 },
    Contender {
        name: "floor, binary heap",
        play: floor::play_binary_heap,
        agreement: Agreement::Exact,
        part_of_moves: 1,
    },
    Contender { name: "zeitnot", play: public::play, agreement: Agreement::Exact, part_of_moves: 1 },
    Contender {
        name: "zeitnot's engine, LaneQueue",
        play: bare::play::<LaneQueue<_, RunQueue<_, HeapQueue<_>>>>,
        agreement: Agreement::Exact,
        part_of_moves: 1,
    },
    Contender {
        name: "zeitnot's engine, HeapQueue",
        play: bare::play::<HeapQueue<_>>,
        agreement: Agreement::Exact,
        part_of_moves: 1,
    },
    Contender {
        name: "zeitnot's engine, KeyedQueue",
        play: bare::play::<KeyedQueue<_>>,
        agreement: Agreement::Exact,
        part_of_moves: 1,
    },
    Contender { name: "odem-rs", play: odem::play, agreement: Agreement::UpToTies, part_of_moves: 2 },
    Contender { name: "simrs", play: simrs::play, agreement: Agreement::UpToTies, part_of_moves: 1 },
    Contender { name: "nexosim", play: nexosim::play, agreement: Agreement::UpToTies, part_of_moves: 4 },
];
