//! The floor: the leanest loop written by hand for this one model, with a binary heap.
//!
//! One server, first come first served, N customers, times exponential or constant. It takes the same measures and draws the same
//! variates as the simulator, so that the results must be equal to the bit. It can do nothing else.

use rand_distr::{Distribution, Exp1};
use std::collections::VecDeque;
use zeitnot::engine::{Stream, Streams};

/// What there is to play.
#[derive(Clone, Copy)]
pub struct Workload {
    pub customers: u32,
    pub moves: u32,
    pub think_ns: u64,
    pub service_ns: u64,
    pub exponential: bool,
}

/// What comes out, to be compared with the other engines' results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Results {
    pub makespan_ns: u64,
    pub moves: u64,
    pub busy_ns: u128,
    pub idle_ns: u128,
    pub waiting_ns: u128,
    pub waiting_max_ns: u64,
    pub sojourn_ns: u128,
    pub digest: u64,
}

#[derive(Clone, Copy)]
struct Ready {
    at_ns: u64,
    customer: u32,
    nth: u32,
}

impl Ready {
    #[inline]
    fn key(self) -> u128 {
        (self.at_ns as u128) << 32 | self.customer as u128
    }
}

/// A binary heap whose root stays open after a pop, so that the next push can fill it.
#[derive(Default)]
pub struct Heap {
    events: Vec<Ready>,
    open: bool,
}

impl Heap {
    #[inline]
    fn first(&mut self) -> Option<Ready> {
        if self.open {
            self.close();
        }
        self.events.first().copied()
    }

    #[inline]
    fn take_first(&mut self) {
        self.open = true;
    }

    #[inline]
    fn push(&mut self, event: Ready) {
        if self.open {
            self.open = false;
            self.sink(event);
            return;
        }
        let mut hole = self.events.len();
        self.events.push(event);
        while hole > 0 {
            let parent = (hole - 1) / 2;
            if self.events[parent].key() <= event.key() {
                break;
            }
            self.events[hole] = self.events[parent];
            hole = parent;
        }
        self.events[hole] = event;
    }

    fn close(&mut self) {
        self.open = false;
        if let Some(last) = self.events.pop()
            && !self.events.is_empty()
        {
            self.sink(last);
        }
    }

    #[inline]
    fn sink(&mut self, event: Ready) {
        let events = &mut self.events[..];
        let len = events.len();
        let mut hole = 0;
        loop {
            let mut child = 2 * hole + 1;
            if child >= len {
                break;
            }
            if child + 1 < len {
                child += usize::from(events[child + 1].key() < events[child].key());
            }
            if event.key() <= events[child].key() {
                break;
            }
            events[hole] = events[child];
            hole = child;
        }
        events[hole] = event;
    }
}

#[inline]
fn draw(mean_ns: u64, exponential: bool, mut stream: Stream) -> u64 {
    if exponential {
        let x: f64 = Exp1.sample(&mut stream);
        (mean_ns as f64 * x + 0.5) as u64
    } else {
        mean_ns
    }
}

#[inline]
fn fold(digest: &mut u64, now: u64, what: u64) {
    let product = (*digest ^ now) as u128 * (what ^ 0xA409_3822_299F_31D1) as u128;
    *digest = ((product >> 64) as u64 ^ product as u64).wrapping_add(0x082E_FA98_EC4E_6C89);
}

/// Plays replication 0 under seed 1.
pub fn play(load: &Workload) -> Results {
    if load.exponential { run::<true>(load) } else { run::<false>(load) }
}

fn run<const EXPONENTIAL: bool>(load: &Workload) -> Results {
    let streams = Streams::new(1, 0);
    let mut heap = Heap::default();
    let mut line: VecDeque<Ready> = VecDeque::new();
    let mut results = Results { digest: 0x243F_6A88_85A3_08D3, ..Results::default() };
    let think = |customer, nth: u32| {
        draw(load.think_ns, EXPONENTIAL, streams.stream(0, customer, nth.into()))
    };
    let service = |customer, nth: u32| {
        draw(load.service_ns, EXPONENTIAL, streams.stream(1, customer, nth.into()))
    };
    for customer in 0..load.customers {
        fold(&mut results.digest, 0, 4 << 60 ^ customer as u64);
        heap.push(Ready { at_ns: think(customer, 1), customer, nth: 1 });
    }
    let mut served: Option<(u64, Ready)> = None;
    let mut free_since = 0;
    loop {
        let now;
        match (heap.first(), served) {
            (Some(ready), current) if current.is_none_or(|(end_ns, _)| ready.at_ns <= end_ns) => {
                heap.take_first();
                fold(&mut results.digest, ready.at_ns, 1 << 60 ^ ready.customer as u64);
                line.push_back(ready);
                if current.is_some() {
                    continue;
                }
                now = ready.at_ns;
            }
            (_, Some((end_ns, done))) => {
                fold(&mut results.digest, end_ns, 3 << 60 ^ done.customer as u64);
                results.moves += 1;
                now = end_ns;
                if done.nth < load.moves {
                    let nth = done.nth + 1;
                    heap.push(Ready { at_ns: now + think(done.customer, nth), customer: done.customer, nth });
                } else {
                    results.sojourn_ns += u128::from(now);
                    results.makespan_ns = now;
                }
                free_since = now;
                served = None;
            }
            _ => return results,
        }
        if line.is_empty() || heap.first().is_some_and(|next| next.at_ns == now) {
            continue;
        }
        if let Some(next) = line.pop_front() {
            fold(&mut results.digest, now, 2 << 60 ^ next.customer as u64);
            let waited = now - next.at_ns;
            results.waiting_ns += u128::from(waited);
            results.waiting_max_ns = results.waiting_max_ns.max(waited);
            results.idle_ns += u128::from(now - free_since);
            let time = service(next.customer, next.nth);
            results.busy_ns += u128::from(time);
            served = Some((now + time, next));
        }
    }
}
