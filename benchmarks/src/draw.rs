//! Sources of times.
//!
//! Contenders draw from Zeitnot's named streams if they can: then two contenders with the same rules have the same
//! trajectory. One stream for everything is the usual way; it is here to show the cost of common random numbers.

use crate::workload::Workload;
use rand::SeedableRng;
use rand_distr::{Distribution, Exp1};
use rand_xoshiro::Xoshiro256PlusPlus;
use zeitnot::engine::Streams;
use zeitnot::time::Duration;

/// The seed of all runs; the replication is 0.
pub const SEED: u64 = 1;

// As the simulator numbers its purposes.
const THINK: usize = 0;
const SERVICE: usize = 1;

/// Draws times.
pub trait Draw {
    /// The customer's `nth` think time, counted from 1.
    fn think(&mut self, customer: u32, nth: u32) -> u64;
    /// The time that the customer's `nth` service takes.
    fn service(&mut self, customer: u32, nth: u32) -> u64;
}

/// Constant times.
#[derive(Clone, Debug)]
pub struct Constant {
    think_ns: u64,
    service_ns: u64,
}

impl Constant {
    pub const fn new(load: &Workload) -> Self {
        Self { think_ns: load.think_ns, service_ns: load.service_ns }
    }
}

impl Draw for Constant {
    #[inline]
    fn think(&mut self, _: u32, _: u32) -> u64 {
        self.think_ns
    }

    #[inline]
    fn service(&mut self, _: u32, _: u32) -> u64 {
        self.service_ns
    }
}

/// Exponential times; each draw depends on nothing but its name.
#[derive(Clone, Debug)]
pub struct Named {
    streams: Streams,
    think_ns: f64,
    service_ns: f64,
}

impl Named {
    pub fn new(load: &Workload) -> Self {
        let streams = Streams::new(SEED, 0);
        Self { streams, think_ns: load.think_ns as f64, service_ns: load.service_ns as f64 }
    }
}

impl Draw for Named {
    #[inline]
    fn think(&mut self, customer: u32, nth: u32) -> u64 {
        scaled(self.think_ns, self.streams.stream(THINK, customer, nth.into()).exponential())
    }

    #[inline]
    fn service(&mut self, customer: u32, nth: u32) -> u64 {
        scaled(self.service_ns, self.streams.stream(SERVICE, customer, nth.into()).exponential())
    }
}

/// Exponential times from one fast generator, in the order in which they are needed.
#[derive(Clone, Debug)]
pub struct OneStream {
    generator: Xoshiro256PlusPlus,
    think_ns: f64,
    service_ns: f64,
}

impl OneStream {
    pub fn new(load: &Workload) -> Self {
        let generator = Xoshiro256PlusPlus::seed_from_u64(SEED);
        Self { generator, think_ns: load.think_ns as f64, service_ns: load.service_ns as f64 }
    }
}

impl Draw for OneStream {
    #[inline]
    fn think(&mut self, _: u32, _: u32) -> u64 {
        scaled(self.think_ns, Exp1.sample(&mut self.generator))
    }

    #[inline]
    fn service(&mut self, _: u32, _: u32) -> u64 {
        scaled(self.service_ns, Exp1.sample(&mut self.generator))
    }
}

/// The times of a workload for contenders that check the kind at each draw; the answer is always the same, and costs
/// almost nothing.
#[derive(Clone, Debug)]
pub enum Times {
    Constant(Constant),
    Named(Named),
}

impl Times {
    pub fn new(load: &Workload) -> Self {
        if load.exponential { Self::Named(Named::new(load)) } else { Self::Constant(Constant::new(load)) }
    }
}

impl Draw for Times {
    #[inline]
    fn think(&mut self, customer: u32, nth: u32) -> u64 {
        match self {
            Self::Constant(constant) => constant.think(customer, nth),
            Self::Named(named) => named.think(customer, nth),
        }
    }

    #[inline]
    fn service(&mut self, customer: u32, nth: u32) -> u64 {
        match self {
            Self::Constant(constant) => constant.service(customer, nth),
            Self::Named(named) => named.service(customer, nth),
        }
    }
}

/// Rounded to the nearest nanosecond, as the simulator does.
#[inline]
fn scaled(mean_ns: f64, standard: f64) -> u64 {
    Duration::from_ns_f64(mean_ns * standard).as_ns()
}
