//! The queue on `simrs`: one component, its state in the store, the line in a queue of the library.

use crate::draw::{Draw, Times};
use crate::results::Results;
use crate::workload::Workload;
use simrs::{Component, ComponentId, Executor, Fifo, Key, QueueId, Scheduler, Simulation, State};
use std::time::Duration;

#[derive(Clone, Copy, Debug)]
struct Customer {
    number: u32,
    nth: u32,
    ready: Duration,
}

#[derive(Debug)]
enum Event {
    Ready { number: u32, nth: u32 },
    ServiceDone,
}

/// What changes while the simulation runs; components themselves can't.
struct Books {
    times: Times,
    serving: Option<Customer>,
    results: Results,
}

struct Server {
    moves: u32,
    line: QueueId<Fifo<Customer>>,
    books: Key<Books>,
}

impl Server {
    fn serve(&self, customer: Customer, me: ComponentId<Event>, scheduler: &mut Scheduler, state: &mut State) {
        let waited = scheduler.time().saturating_sub(customer.ready);
        let books = state.get_mut(self.books).expect("inserted at the start");
        books.serving = Some(customer);
        books.results.waiting_ns += waited.as_nanos();
        let service_ns = books.times.service(customer.number, customer.nth);
        scheduler.schedule(Duration::from_nanos(service_ns), me, Event::ServiceDone);
    }
}

impl Component for Server {
    type Event = Event;

    fn process_event(&self, me: ComponentId<Event>, event: &Event, scheduler: &mut Scheduler, state: &mut State) {
        let books = state.get_mut(self.books).expect("inserted at the start");
        match *event {
            Event::Ready { number, nth } => {
                let customer = Customer { number, nth, ready: scheduler.time() };
                if books.serving.is_some() {
                    state.send(self.line, customer).expect("the line is unbounded");
                } else {
                    self.serve(customer, me, scheduler, state);
                }
            }
            Event::ServiceDone => {
                let Customer { number, nth, .. } = books.serving.take().expect("someone is being served");
                books.results.moves += 1;
                if nth < self.moves {
                    let think_ns = books.times.think(number, nth + 1);
                    scheduler.schedule(Duration::from_nanos(think_ns), me, Event::Ready { number, nth: nth + 1 });
                }
                if let Some(next) = state.recv(self.line) {
                    self.serve(next, me, scheduler, state);
                }
            }
        }
    }
}

pub fn play(load: &Workload) -> Results {
    let mut simulation = Simulation::default();
    let mut times = Times::new(load);
    let thinks_ns: Vec<u64> = (0..load.customers).map(|number| times.think(number, 1)).collect();
    let line = simulation.add_queue(Fifo::default());
    let books = simulation.state.insert(Books { times, serving: None, results: Results::default() });
    let server = simulation.add_component(Server { moves: load.moves, line, books });
    for (number, think_ns) in (0..).zip(thinks_ns) {
        simulation.schedule(Duration::from_nanos(think_ns), server, Event::Ready { number, nth: 1 });
    }
    simulation.execute(Executor::unbound());
    let makespan_ns = u64::try_from(simulation.scheduler.time().as_nanos()).expect("the makespan fits");
    let books = simulation.state.remove(books).expect("inserted at the start");
    Results { makespan_ns, ..books.results }
}
