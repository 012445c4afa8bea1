//! The floor: the leanest loop written by hand for this one model.
//!
//! One server, first come first served, and nothing else. The next customer is the one with the least (ready, number) of
//! all, whether ready by now or not, and the next service begins at the later of two instants: when the server is free,
//! and when the customer is ready. So there is one structure, with one replacement a move: no events, no line. It takes
//! the same measures as the simulator and draws the same variates, so the results must be equal to the bit.

use crate::draw::{Constant, Draw, Named, OneStream};
use crate::pending::{Heap, Pending, Radix, Ready, Sorted};
use crate::results::{More, Results};
use crate::workload::Workload;

/// Plays with named draws, and with the structure that is fastest.
pub fn play(load: &Workload) -> Results {
    match Structure::fastest_for(load) {
        Structure::Sorted => play_with::<Sorted>(load),
        Structure::Heap => play_with::<Heap>(load),
        Structure::Radix => play_with::<Radix>(load),
    }
}

/// Plays with named draws and a structure of one's choice.
pub fn play_with<P: Pending>(load: &Workload) -> Results {
    if load.exponential { run::<_, P>(load, Named::new(load)) } else { run::<_, P>(load, Constant::new(load)) }
}

/// Plays with a sorted line; with the fastest structure if that would take for ever.
pub fn play_sorted(load: &Workload) -> Results {
    if load.exponential && load.think_at_once() > 1_000 { play(load) } else { play_with::<Sorted>(load) }
}

/// Plays with one random stream for all draws.
pub fn play_one_stream(load: &Workload) -> Results {
    match (load.exponential, Structure::fastest_for(load)) {
        (false, _) => play(load),
        (true, Structure::Sorted) => run::<_, Sorted>(load, OneStream::new(load)),
        (true, Structure::Heap) => run::<_, Heap>(load, OneStream::new(load)),
        (true, Structure::Radix) => run::<_, Radix>(load, OneStream::new(load)),
    }
}

enum Structure {
    Sorted,
    Heap,
    Radix,
}

impl Structure {
    /// As measured. A customer who begins to think belongs before those who think already, on average half of them, and
    /// before nobody if times are constant.
    fn fastest_for(load: &Workload) -> Self {
        match load.think_at_once() {
            _ if !load.exponential => Self::Sorted,
            0..64 => Self::Sorted,
            64..2_000 => Self::Heap,
            _ => Self::Radix,
        }
    }
}

#[inline(never)]
fn run<D: Draw, P: Pending>(load: &Workload, mut times: D) -> Results {
    let mut digest = Digest::default();
    let (mut waiting_ns, mut waiting_max_ns, mut busy_ns, mut sojourn_ns) = (0, 0, 0, 0);
    let (mut now, mut moves) = (0, 0);
    let customers = (0..load.customers).map(|customer| Ready::new(times.think(customer, 1), customer, 1));
    let mut pending = P::new(customers.collect());
    for customer in 0..load.customers {
        digest.add(0, ARRIVED, place(customer, 0));
        digest.add(0, SEATED, place(customer, 0));
    }
    while let Some(next) = pending.first() {
        let (ready_ns, customer, nth) = (next.at_ns(), next.customer(), next.nth());
        // One draw right after the other: the processor makes part of both at once.
        let time_ns = times.service(customer, nth);
        let think_ns = if nth < load.moves { times.think(customer, nth + 1) } else { 0 };
        let begin_ns = ready_ns.max(now);
        digest.add(ready_ns, READY, place(customer, nth));
        digest.add(begin_ns, BEGINS, place(customer, 0));
        let waited_ns = begin_ns - ready_ns;
        waiting_ns += u128::from(waited_ns);
        waiting_max_ns = waited_ns.max(waiting_max_ns);
        busy_ns += time_ns;
        now = begin_ns + time_ns;
        digest.add(now, SERVED, place(customer, nth));
        if nth < load.moves {
            pending.replace_first(Ready::new(now + think_ns, customer, nth + 1));
        } else {
            digest.add(now, LEAVES, place(customer, 0));
            moves += u64::from(nth);
            sojourn_ns += u128::from(now);
            pending.remove_first();
        }
    }
    let (busy_ns, idle_ns) = (busy_ns.into(), (now - busy_ns).into());
    let more = Some(More { busy_ns, idle_ns, waiting_max_ns, sojourn_ns, digest: digest.0 });
    Results { makespan_ns: now, moves, waiting_ns, more }
}

/// The simulator's fingerprint of a trajectory: a sum over all that happens.
#[derive(Default)]
struct Digest(u64);

// What happens, as the simulator numbers it.
const APART: u64 = 0x9E37_79B9_7F4A_7C15;
const READY: u64 = APART;
const BEGINS: u64 = APART.wrapping_mul(2);
const SERVED: u64 = APART.wrapping_mul(3);
const SEATED: u64 = APART.wrapping_mul(4);
const ARRIVED: u64 = APART.wrapping_mul(6);
const LEAVES: u64 = APART.wrapping_mul(10);

impl Digest {
    #[inline]
    const fn add(&mut self, at_ns: u64, what: u64, place: u64) {
        let name = at_ns.wrapping_add(what).wrapping_add(place);
        let product = name.wrapping_mul(name.rotate_left(32));
        self.0 = self.0.wrapping_add(product ^ product >> 32);
    }
}

/// A customer, and the number of a move, as the simulator names them.
#[inline]
const fn place(customer: u32, nth: u32) -> u64 {
    (customer as u64).wrapping_mul(0xBB67_AE85_84CA_A73B).wrapping_add((nth as u64).wrapping_mul(0xA54F_F53A_5F1D_36F1))
}
