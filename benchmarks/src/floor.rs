//! The floor: the leanest loop written by hand for this one model.
//!
//! One server, first come first served, and nothing else: the end of service is a variable and not an event, a game has
//! no state but the number of its move, idle time is the rest of the makespan. It takes the same measures as the
//! simulator and draws the same variates, so the results must be equal to the bit.

use crate::draw::{Constant, Draw, Named, OneStream};
use crate::heap::{Heap, Pending, Radix, Ready, Sorted};
use crate::results::{More, Results};
use crate::workload::Workload;
use std::collections::VecDeque;

/// Plays with named draws, and with the structure that is fastest; with constant times always with a binary heap.
pub fn play(load: &Workload) -> Results {
    if load.exponential { on_fastest(load, Named::new(load)) } else { run::<_, Heap>(load, Constant::new(load)) }
}

/// Plays with a binary heap, however many customers think.
pub fn play_binary_heap(load: &Workload) -> Results {
    if load.exponential { run::<_, Heap>(load, Named::new(load)) } else { run::<_, Heap>(load, Constant::new(load)) }
}

/// Plays with a sorted line in place of the heap, unless times are random and there are many customers: that would take for ever.
pub fn play_sorted(load: &Workload) -> Results {
    match load.exponential {
        true if load.customers <= 1_000 => run::<_, Sorted>(load, Named::new(load)),
        true => play(load),
        false => run::<_, Sorted>(load, Constant::new(load)),
    }
}

/// Plays with one random stream for all draws.
pub fn play_one_stream(load: &Workload) -> Results {
    if load.exponential { on_fastest(load, OneStream::new(load)) } else { play(load) }
}

/// As measured: a sorted line is fastest for a few customers who think at once; and a radix heap for some thousand, be it only at the
/// start. But not with constant times, where a key that is pushed need not rise.
fn on_fastest<D: Draw>(load: &Workload, times: D) -> Results {
    let think_at_once = u64::from(load.customers).min(load.think_ns / load.service_ns);
    if think_at_once >= 1_000 || load.customers >= 50_000 {
        run::<_, Radix>(load, times)
    } else if think_at_once >= 32 {
        run::<_, Heap>(load, times)
    } else {
        run::<_, Sorted>(load, times)
    }
}

#[inline(never)]
fn run<D: Draw, P: Pending>(load: &Workload, mut times: D) -> Results {
    let mut pending = P::default();
    let mut line: VecDeque<Ready> = VecDeque::new();
    let mut digest = Digest::default();
    let (mut waiting_ns, mut waiting_max_ns, mut busy_ns, mut sojourn_ns) = (0, 0, 0, 0);
    let (mut now, mut moves) = (0, 0);
    for customer in 0..load.customers {
        digest.fold(0, 6, customer);
        digest.fold(0, 4, customer);
        pending.push(Ready::new(times.think(customer, 1), customer, 1));
    }
    loop {
        // Customers who are ready by now are in line. If there are none, the server waits for the first, and for those
        // of the same instant.
        let next = match line.pop_front() {
            Some(next) => next,
            None => match pending.pop_until(u64::MAX) {
                Some(next) => {
                    now = next.at_ns();
                    digest.fold(now, 1, next.customer());
                    join(&mut pending, &mut line, now, &mut digest);
                    next
                }
                None => break,
            },
        };
        digest.fold(now, 2, next.customer());
        let waited_ns = now - next.at_ns();
        waiting_ns += u128::from(waited_ns);
        waiting_max_ns = waited_ns.max(waiting_max_ns);
        let time_ns = times.service(next.customer(), next.nth());
        busy_ns += time_ns;
        now += time_ns;
        join(&mut pending, &mut line, now, &mut digest);
        digest.fold(now, 3, next.customer());
        if next.nth() < load.moves {
            let nth = next.nth() + 1;
            let think_ns = times.think(next.customer(), nth);
            pending.push(Ready::new(now + think_ns, next.customer(), nth));
            if think_ns == 0 {
                join(&mut pending, &mut line, now, &mut digest);
            }
        } else {
            digest.fold(now, 10, next.customer());
            moves += u64::from(next.nth());
            sojourn_ns += u128::from(now);
        }
    }
    let (busy_ns, idle_ns) = (busy_ns.into(), (now - busy_ns).into());
    let more = Some(More { busy_ns, idle_ns, waiting_max_ns, sojourn_ns, digest: digest.0 });
    Results { makespan_ns: now, moves, waiting_ns, more }
}

/// Customers who are ready by `until_ns` join the line.
#[inline]
fn join<P: Pending>(pending: &mut P, line: &mut VecDeque<Ready>, until_ns: u64, digest: &mut Digest) {
    while let Some(ready) = pending.pop_until(until_ns) {
        digest.fold(ready.at_ns(), 1, ready.customer());
        line.push_back(ready);
    }
}

/// The simulator's fingerprint of a trajectory.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0x243F_6A88_85A3_08D3)
    }
}

impl Digest {
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the halves of a product")]
    fn fold(&mut self, at_ns: u64, kind: u64, customer: u32) {
        let what = kind << 60 ^ u64::from(customer) ^ 0xA409_3822_299F_31D1;
        let product = u128::from(self.0 ^ at_ns) * u128::from(what);
        self.0 = ((product >> 64) as u64 ^ product as u64).wrapping_add(0x082E_FA98_EC4E_6C89);
    }
}
