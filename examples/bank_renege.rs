//! The engine on its own: a bank whose customers lose patience.
//!
//! One counter. Customers come at random, one in 10 minutes on average; a service takes 12 minutes on average, so not
//! all can be served. A customer who has to wait stands in line for 1 to 3 minutes at most (uniform), then he reneges:
//! he leaves. The model is a classic of teaching; here it shows how a pending event is cancelled. A customer who joins
//! the line schedules the end of his patience, and cancels it when his turn comes.
//!
//! Theory gives the answer, see [`theory`]. Run it: `cargo run --release --example bank_renege`

use rand_distr::{Distribution, Exp1};
use std::collections::VecDeque;
use zeitnot::engine::{Actors, CancelEvents, Context, Executive, KeyedQueue, Limits, Observer, Streams, Timed};
use zeitnot::stats::Tally;
use zeitnot::time::{Duration, Instant};

const MEAN_GAP_MIN: f64 = 10.0;
const MEAN_SERVICE_MIN: f64 = 12.0;
const LEAST_PATIENCE_MIN: f64 = 1.0;
const MOST_PATIENCE_MIN: f64 = 3.0;

#[derive(Clone, Copy)]
enum Message {
    Arrival { customer: u64 },
    ServiceDone,
    PatienceEnds { customer: u64 },
}

/// The happenings for observers.
enum Happening {
    Arrived { customer: u64 },
    ServiceBegan { customer: u64, waited: Duration },
    Reneged { customer: u64, waited: Duration },
}

// Within one instant the counter comes first: a customer who is called in the very instant in which he would leave,
// stays.
const COUNTER: u8 = 0;
const CUSTOMERS: u8 = 1;

/// Somebody in the line.
struct Waiting {
    customer: u64,
    since: Instant,
    patience_ends: Timed<Message>,
}

struct Bank {
    streams: Streams,
    line: VecDeque<Waiting>,
    busy: bool,
}

fn minutes(minutes: f64) -> Duration {
    Duration::from_secs_f64(60.0 * minutes)
}

/// The purposes of random numbers.
#[derive(Clone, Copy)]
enum Purpose {
    Gap,
    Service,
    Patience,
}

impl Bank {
    fn exponential(&self, purpose: Purpose, customer: u64, mean_min: f64) -> Duration {
        let standard: f64 = Exp1.sample(&mut self.streams.stream(purpose as usize, 0, customer));
        minutes(mean_min * standard)
    }

    fn patience(&self, customer: u64) -> Duration {
        let share = self.streams.stream(Purpose::Patience as usize, 0, customer).unit();
        minutes(LEAST_PATIENCE_MIN + share * (MOST_PATIENCE_MIN - LEAST_PATIENCE_MIN))
    }

    fn schedule_arrival<Q: CancelEvents<Timed<Message>>, O>(&self, customer: u64, context: &mut Context<'_, Q, O>) {
        let gap = self.exponential(Purpose::Gap, customer, MEAN_GAP_MIN);
        context.schedule_after(gap, CUSTOMERS, Message::Arrival { customer });
    }

    fn arrive<Q, O>(&mut self, customer: u64, context: &mut Context<'_, Q, O>)
    where
        Q: CancelEvents<Timed<Message>>,
        O: Observer<Happening>,
    {
        context.tell(Happening::Arrived { customer });
        if self.busy {
            let ends = Message::PatienceEnds { customer };
            let patience_ends = context.schedule_after(self.patience(customer), CUSTOMERS, ends);
            self.line.push_back(Waiting { customer, since: context.now(), patience_ends });
        } else {
            self.serve(customer, Duration::ZERO, context);
        }
        self.schedule_arrival(customer + 1, context);
    }

    fn serve<Q, O>(&mut self, customer: u64, waited: Duration, context: &mut Context<'_, Q, O>)
    where
        Q: CancelEvents<Timed<Message>>,
        O: Observer<Happening>,
    {
        self.busy = true;
        context.tell(Happening::ServiceBegan { customer, waited });
        let service = self.exponential(Purpose::Service, customer, MEAN_SERVICE_MIN);
        context.schedule_after(service, COUNTER, Message::ServiceDone);
    }
}

impl<Q: CancelEvents<Timed<Message>>, O: Observer<Happening>> Actors<Q, O> for Bank {
    type Event = Timed<Message>;

    fn start(&mut self, context: &mut Context<'_, Q, O>) {
        self.schedule_arrival(1, context);
    }

    fn receive(&mut self, event: Timed<Message>, context: &mut Context<'_, Q, O>) {
        match event.message {
            Message::Arrival { customer } => self.arrive(customer, context),
            Message::ServiceDone => {
                self.busy = false;
                if let Some(next) = self.line.pop_front() {
                    // His turn has come: he will not leave any more.
                    context.cancel(&next.patience_ends);
                    self.serve(next.customer, context.now().since(next.since), context);
                }
            }
            Message::PatienceEnds { customer } => {
                let place = self.line.iter().position(|waiting| waiting.customer == customer);
                let gone =
                    place.and_then(|place| self.line.remove(place)).expect("he stands in line until he is called");
                context.tell(Happening::Reneged { customer, waited: context.now().since(gone.since) });
            }
        }
    }
}

/// Measures.
#[derive(Default)]
struct Measures {
    /// 1 for everybody who was served, 0 for everybody who left.
    served: Tally,
    waiting_of_served_s: Tally,
}

impl Observer<Happening> for Measures {
    fn observe(&mut self, _: Instant, happening: &Happening) {
        match happening {
            Happening::Arrived { .. } => {}
            Happening::ServiceBegan { waited, .. } => {
                self.served.record(1.0);
                self.waiting_of_served_s.record(waited.as_secs_f64());
            }
            Happening::Reneged { .. } => self.served.record(0.0),
        }
    }
}

/// Tells the story.
#[derive(Default)]
struct Diary(Vec<String>);

impl Observer<Happening> for Diary {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        let min = |duration: Duration| duration.as_secs_f64() / 60.0;
        let what = match *happening {
            Happening::Arrived { customer } => format!("customer {customer} comes"),
            Happening::ServiceBegan { customer, waited } => {
                format!("customer {customer} is served, after {:.2} min in line", min(waited))
            }
            Happening::Reneged { customer, waited } => {
                format!("customer {customer} leaves, after {:.2} min in line", min(waited))
            }
        };
        self.0.push(format!("{:6.2} min  {what}\n", min(now.since(Instant::START))));
    }
}

fn play(seed: u64, horizon: Duration, observer: &mut impl Observer<Happening>) {
    let mut bank = Bank { streams: Streams::new(seed, 0), line: VecDeque::new(), busy: false };
    let limits = Limits { horizon: Some(Instant::START.saturating_add(horizon)), ..Limits::default() };
    Executive::new(KeyedQueue::default()).run(&mut bank, observer, &limits);
}

/// What happens in the first hour.
#[must_use]
pub fn story(seed: u64) -> String {
    let mut diary = Diary::default();
    play(seed, minutes(60.0), &mut diary);
    diary.0.concat()
}

/// The share of customers who are served, and their mean wait in minutes.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// From 0 to 1.
    pub served: f64,
    /// Of those who are served, in minutes.
    pub waiting_min: f64,
}

/// The answer of the simulation over a virtual time.
#[must_use]
pub fn simulate(seed: u64, horizon: Duration) -> Answer {
    let mut measures = Measures::default();
    play(seed, horizon, &mut measures);
    let mean = |tally: &Tally| tally.mean().unwrap_or(0.0);
    Answer { served: mean(&measures.served), waiting_min: mean(&measures.waiting_of_served_s) / 60.0 }
}

/// The answer of theory.
///
/// Let G be the distribution function of patience, λ the rate of arrivals, μ that of services, and P₀ the probability
/// that the counter is free. The wait that an arriving customer is offered has the density f(w) = λ P₀ exp(λ ∫₀ʷ (1 −
/// G(u)) du − μ w), and he is served if his patience lasts longer (Baccelli & Hébuterne, "On queues with impatient
/// customers", 1981).
#[must_use]
pub fn theory() -> Answer {
    const STEPS: u32 = 100_000;
    let (arrival_rate, service_rate) = (1.0 / MEAN_GAP_MIN, 1.0 / MEAN_SERVICE_MIN);
    let step = MOST_PATIENCE_MIN / f64::from(STEPS);
    // Until everybody has lost patience: integrals by the midpoint rule. All densities are relative to P₀.
    let (mut patience_so_far, mut offered, mut served, mut waiting) = (0.0, 0.0, 0.0, 0.0);
    for i in 0..STEPS {
        let w = (f64::from(i) + 0.5) * step;
        let still_patient = ((MOST_PATIENCE_MIN - w) / (MOST_PATIENCE_MIN - LEAST_PATIENCE_MIN)).min(1.0);
        patience_so_far += still_patient * step;
        let patience_here = patience_so_far - still_patient * step / 2.0;
        let density = arrival_rate * (arrival_rate * patience_here - service_rate * w).exp();
        offered += density * step;
        served += density * still_patient * step;
        waiting += w * density * still_patient * step;
    }
    // Beyond that the density falls exponentially.
    let tail = (arrival_rate * patience_so_far - service_rate * MOST_PATIENCE_MIN).exp() * arrival_rate / service_rate;
    let free = 1.0 / (1.0 + offered + tail);
    Answer { served: free * (1.0 + served), waiting_min: waiting / (1.0 + served) }
}

#[cfg(not(test))]
fn main() {
    println!("The first hour:\n{}", story(23));
    let (simulated, theory) = (simulate(23, minutes(5_000_000.0)), theory());
    println!("In the long run (half a million customers):");
    println!("                    simulated   theory");
    println!("customers served    {:8.2} %  {:6.2} %", 100.0 * simulated.served, 100.0 * theory.served);
    println!("their mean wait   {:8.3} min  {:.3} min", simulated.waiting_min, theory.waiting_min);
}
