//! The engine on its own: an M/M/1 queue, the "hello, world" of queueing.
//!
//! Customers arrive at random, 0.8 a second on average, and one server serves them, 1 a second on average. How long
//! does a customer wait? Theory says ρ / (μ − λ) = 0.8 / 0.2 = 4 s (Gross et al., "Fundamentals of Queueing Theory",
//! 4th ed. 2008, eq. 2.30), and that on average ρ² / (1 − ρ) = 3.2 stand in the queue.
//!
//! Run it: `cargo run --release --example mm1`

use rand_distr::{Distribution, Exp1};
use std::collections::VecDeque;
use zeitnot::engine::{Actors, Context, EventQueue, Executive, KeyedQueue, Limits, Observer, Streams, Timed};
use zeitnot::stats::{Tally, TimeWeighted};
use zeitnot::time::{Duration, Instant};

const ARRIVALS_PER_SECOND: f64 = 0.8;
const SERVICES_PER_SECOND: f64 = 1.0;

#[derive(Clone, Copy)]
enum Message {
    Arrival { customer: u64 },
    ServiceDone,
}

/// The happenings for the observer.
enum Happening {
    QueueLength(usize),
    ServiceBegan { waited: Duration },
}

struct Counter {
    streams: Streams,
    queue: VecDeque<(u64, Instant)>,
    busy: bool,
}

impl Counter {
    fn draw(&self, purpose: usize, customer: u64, per_second: f64) -> Duration {
        let standard: f64 = Exp1.sample(&mut self.streams.stream(purpose, 0, customer));
        Duration::from_secs_f64(standard / per_second)
    }

    fn serve_next<Q: EventQueue<Timed<Message>>, O: Observer<Happening>>(&mut self, context: &mut Context<'_, Q, O>) {
        let Some((customer, since)) = self.queue.pop_front() else { return };
        self.busy = true;
        context.tell(Happening::QueueLength(self.queue.len()));
        context.tell(Happening::ServiceBegan { waited: context.now().since(since) });
        context.schedule_after(self.draw(1, customer, SERVICES_PER_SECOND), 0, Message::ServiceDone);
    }
}

impl<Q: EventQueue<Timed<Message>>, O: Observer<Happening>> Actors<Q, O> for Counter {
    type Event = Timed<Message>;

    fn start(&mut self, context: &mut Context<'_, Q, O>) {
        context.schedule_after(self.draw(0, 0, ARRIVALS_PER_SECOND), 0, Message::Arrival { customer: 0 });
    }

    fn receive(&mut self, event: Timed<Message>, context: &mut Context<'_, Q, O>) {
        match event.message {
            Message::Arrival { customer } => {
                self.queue.push_back((customer, context.now()));
                context.tell(Happening::QueueLength(self.queue.len()));
                let gap = self.draw(0, customer + 1, ARRIVALS_PER_SECOND);
                context.schedule_after(gap, 0, Message::Arrival { customer: customer + 1 });
            }
            Message::ServiceDone => self.busy = false,
        }
        if !self.busy {
            self.serve_next(context);
        }
    }
}

/// Measures, and leaves the model alone.
struct Measures {
    waiting_s: Tally,
    queue_length: TimeWeighted,
}

impl Observer<Happening> for Measures {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        match happening {
            Happening::QueueLength(length) => self.queue_length.set(now, *length as u64),
            Happening::ServiceBegan { waited } => self.waiting_s.record(waited.as_secs_f64()),
        }
    }
}

/// The mean wait in seconds, and the mean number in the queue, over a virtual time.
#[must_use]
pub fn simulate(seed: u64, horizon: Duration) -> (f64, f64) {
    let mut counter = Counter { streams: Streams::new(seed, 0), queue: VecDeque::new(), busy: false };
    let mut measures = Measures { waiting_s: Tally::default(), queue_length: TimeWeighted::new(Instant::START, 0) };
    let end = Instant::START.saturating_add(horizon);
    let limits = Limits { horizon: Some(end), ..Limits::default() };
    Executive::new(KeyedQueue::default()).run(&mut counter, &mut measures, &limits);
    (measures.waiting_s.mean().unwrap_or(0.0), measures.queue_length.mean(end).unwrap_or(0.0))
}

#[cfg(not(test))]
fn main() {
    let (waiting_s, queue_length) = simulate(1, Duration::from_secs(1_000_000));
    println!("One server, 0.8 customers a second, 1 service a second; 800,000 customers:");
    println!("mean wait     {waiting_s:.3} s   (theory: 4 s)");
    println!("mean in queue {queue_length:.3}     (theory: 3.2)");
}
