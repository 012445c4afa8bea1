//! Zeitnot's engine without its model: the same queue as actors of its own, with only a sum of waiting times.

use crate::draw::{Draw, Times};
use crate::results::Results;
use crate::workload::Workload;
use std::cmp::Ordering;
use zeitnot::engine::{Actors, Context, Event, EventQueue, Executive, Fifo, Limits};
use zeitnot::time::{Duration, Instant};

/// A customer is ready, or the server's work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Done {
    at: Instant,
    /// The customer's number and the number of his move; [`SERVER`] after all of them.
    who: u64,
}

const SERVER: u64 = u64::MAX;

impl Done {
    #[expect(clippy::cast_possible_truncation, reason = "the halves of a word")]
    const fn customer_and_nth(self) -> (u32, u32) {
        ((self.who >> 32) as u32, self.who as u32)
    }
}

impl Ord for Done {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for Done {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Done {
    #[inline]
    fn place(self) -> u128 {
        u128::from(self.at.as_ns()) << 64 | u128::from(self.who)
    }
}

impl Event for Done {
    #[inline]
    fn at(&self) -> Instant {
        self.at
    }

    #[inline]
    fn is_express(&self) -> bool {
        self.who == SERVER
    }
}

/// The server, and the customers who stand in line or think.
struct Shop {
    times: Times,
    customers: u32,
    moves: u32,
    line: Fifo<Done>,
    serving: Option<Done>,
    served: u64,
    waiting_ns: u128,
}

impl Shop {
    #[inline]
    fn think<Q: EventQueue<Done>, O>(&mut self, customer: u32, nth: u32, context: &mut Context<'_, Q, O>) {
        let at = context.now().saturating_add(Duration::from_ns(self.times.think(customer, nth)));
        context.schedule(Done { at, who: u64::from(customer) << 32 | u64::from(nth) });
    }
}

impl<Q: EventQueue<Done>, O> Actors<Q, O> for Shop {
    type Event = Done;

    fn start(&mut self, context: &mut Context<'_, Q, O>) {
        (0..self.customers).for_each(|customer| self.think(customer, 1, context));
    }

    #[inline]
    fn receive(&mut self, event: Done, context: &mut Context<'_, Q, O>) {
        if event.who != SERVER {
            return self.line.push(event);
        }
        let Some(served) = self.serving.take() else { return };
        self.served += 1;
        let (customer, nth) = served.customer_and_nth();
        if nth < self.moves {
            self.think(customer, nth + 1, context);
        }
    }

    #[inline]
    fn unsettled(&self) -> bool {
        self.serving.is_none() && !self.line.is_empty()
    }

    #[inline]
    fn settle(&mut self, context: &mut Context<'_, Q, O>) {
        let Some(next) = self.line.pop() else { return };
        let (customer, nth) = next.customer_and_nth();
        self.waiting_ns += u128::from(context.now().since(next.at).as_ns());
        self.serving = Some(next);
        let at = context.now().saturating_add(Duration::from_ns(self.times.service(customer, nth)));
        context.schedule(Done { at, who: SERVER });
    }
}

/// Plays on an event queue of one's choice.
pub fn play<Q: EventQueue<Done> + Default>(load: &Workload) -> Results {
    let mut shop = Shop {
        times: Times::new(load),
        customers: load.customers,
        moves: load.moves,
        line: Fifo::default(),
        serving: None,
        served: 0,
        waiting_ns: 0,
    };
    let mut executive = Executive::new(Q::default());
    executive.run(&mut shop, &mut (), &Limits::default());
    let makespan_ns = executive.now().as_ns();
    Results { makespan_ns, moves: shop.served, waiting_ns: shop.waiting_ns, more: None }
}
