//! The queue on `nexosim`: one model that schedules its own events, on one thread.
//!
//! A model for each customer, with ports between them, would be more in the spirit of the library, and slower: a model
//! has a mailbox and a task.

use crate::draw::{Draw, Times};
use crate::results::Results;
use crate::workload::Workload;
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{EventSinkReader, Output, SinkState, event_slot};
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::time::Duration;

/// The number of a customer, and of his move.
type Customer = (u32, u32);

#[derive(Serialize, Deserialize)]
struct Shop {
    customers: u32,
    moves: u32,
    line: VecDeque<(Customer, MonotonicTime)>,
    serving: Option<Customer>,
    served: u64,
    left: u32,
    waiting_ns: u128,
    closed: Output<(u64, u64, u128)>,
    // Only a simulation that is saved would need them.
    #[serde(skip)]
    times: Option<Times>,
}

#[Model]
impl Shop {
    #[nexosim(init)]
    #[expect(clippy::unused_async, reason = "the macro wants it")]
    async fn init(&mut self, cx: &Context<Self>) {
        (0..self.customers).for_each(|number| self.think((number, 1), cx));
    }

    #[nexosim(schedulable)]
    fn ready(&mut self, customer: Customer, cx: &Context<Self>) {
        self.line.push_back((customer, cx.time()));
        if self.serving.is_none() {
            self.serve_next(cx);
        }
    }

    #[nexosim(schedulable)]
    async fn service_done(&mut self, (): (), cx: &Context<Self>) {
        let (number, nth) = self.serving.take().expect("someone is being served");
        self.served += 1;
        if nth < self.moves {
            self.think((number, nth + 1), cx);
        } else {
            self.left -= 1;
            if self.left == 0 {
                self.closed
                    .send((nanos(cx.time().duration_since(MonotonicTime::EPOCH)), self.served, self.waiting_ns))
                    .await;
            }
        }
        self.serve_next(cx);
    }

    fn think(&mut self, customer: Customer, cx: &Context<Self>) {
        let think_ns = self.times().think(customer.0, customer.1);
        cx.schedule_event(delay(think_ns), schedulable!(Self::ready), customer).expect("in the future");
    }

    fn serve_next(&mut self, cx: &Context<Self>) {
        let Some((customer, ready)) = self.line.pop_front() else { return };
        self.serving = Some(customer);
        self.waiting_ns += cx.time().duration_since(ready).as_nanos();
        let service_ns = self.times().service(customer.0, customer.1);
        cx.schedule_event(delay(service_ns), schedulable!(Self::service_done), ()).expect("in the future");
    }

    fn times(&mut self) -> &mut Times {
        self.times.as_mut().expect("never restored from a file")
    }
}

/// The library schedules into the future only: a delay of zero becomes a nanosecond.
const fn delay(ns: u64) -> Duration {
    Duration::from_nanos(if ns == 0 { 1 } else { ns })
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).expect("less than 584 years")
}

pub fn play(load: &Workload) -> Results {
    let mut shop = Shop {
        customers: load.customers,
        moves: load.moves,
        line: VecDeque::new(),
        serving: None,
        served: 0,
        left: load.customers,
        waiting_ns: 0,
        closed: Output::default(),
        times: Some(Times::new(load)),
    };
    let (sink, mut results) = event_slot(SinkState::Enabled);
    shop.closed.connect_sink(sink);
    let bench = SimInit::with_num_threads(1).add_model(shop, Mailbox::new(), "shop");
    let mut simulation = bench.init(MonotonicTime::EPOCH).expect("the bench is sound");
    simulation.run().expect("the model runs to its end");
    let (makespan_ns, moves, waiting_ns) = results.try_read().expect("the shop has closed");
    Results { makespan_ns, moves, waiting_ns, more: None }
}
