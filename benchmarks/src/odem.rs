//! The queue on `odem-rs`: every customer is an asynchronous process, the server a facility of the library.

use crate::draw::{Draw, Times};
use crate::results::Results;
use crate::workload::Workload;
use odem_rs::core::simulator::Simulator;
use odem_rs::prelude::*;
use std::cell::{Cell, RefCell};

#[derive(Config)]
#[time(u64)]
struct Shop {
    server: Facility,
    times: RefCell<Times>,
    moves: u32,
    served: Cell<u64>,
    waiting_ns: Cell<u128>,
    last_ns: Cell<u64>,
}

struct Customer(u32);

impl Behavior<Shop> for Customer {
    type Output = ();

    async fn actions(&self, sim: &Sim<Shop>) {
        let shop = sim.global();
        for nth in 1..=shop.moves {
            let think_ns = shop.times.borrow_mut().think(self.0, nth);
            sim.advance(think_ns).await;
            let ready_ns = sim.now();
            let seized = shop.server.seize().await;
            shop.waiting_ns.set(shop.waiting_ns.get() + u128::from(sim.now() - ready_ns));
            let service_ns = shop.times.borrow_mut().service(self.0, nth);
            sim.advance(service_ns).await;
            seized.release();
            shop.served.set(shop.served.get() + 1);
        }
        shop.last_ns.set(sim.now());
    }
}

pub fn play(load: &Workload) -> Results {
    let simulator = Simulator::new(Shop {
        server: Facility::new(),
        times: RefCell::new(Times::new(load)),
        moves: load.moves,
        served: Cell::new(0),
        waiting_ns: Cell::new(0),
        last_ns: Cell::new(0),
    });
    let customers = load.customers;
    let run = simulator.run(async |sim: &Sim<Shop>| {
        for number in 0..customers {
            sim.spawn(Customer(number));
        }
        // The run ends with this process: it waits until all others are done.
        sim.advance_to(u64::MAX).await;
    });
    run.expect("this process never waits for another");
    let shop = simulator.into_inner();
    Results { makespan_ns: shop.last_ns.get(), moves: shop.served.get(), waiting_ns: shop.waiting_ns.get(), more: None }
}
