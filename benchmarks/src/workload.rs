//! The workloads.

use std::fmt;

/// A closed queue: every customer thinks and is served this many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    pub customers: u32,
    /// How often each customer is served.
    pub moves: u32,
    /// Mean think time.
    pub think_ns: u64,
    /// Mean service time.
    pub service_ns: u64,
    /// Exponential times, or constant ones.
    pub exponential: bool,
}

impl Workload {
    /// How many customers think at once while the server is busy, on average.
    pub fn think_at_once(&self) -> u64 {
        u64::from(self.customers).min(self.think_ns / self.service_ns)
    }
}

/// How much the server has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// The mean service time is 5 s: with more than 13 customers almost all of them stand in line, and few events are pending.
    Saturated,
    /// The mean service time is the N-th part of the think time: almost all customers think, and their events fill the queue.
    FullEventQueue,
}

/// The numbers of customers.
pub const SIZES: [u32; 4] = [12, 1_000, 100_000, 1_000_000];

const THINK_NS: u64 = 60_000_000_000;
const SERVICE_NS: u64 = 5_000_000_000;

/// Workloads that differ only in the number of customers: a block of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    pub exponential: bool,
    pub load: Load,
}

impl Family {
    pub const ALL: [Self; 4] = [
        Self { exponential: true, load: Load::Saturated },
        Self { exponential: true, load: Load::FullEventQueue },
        Self { exponential: false, load: Load::Saturated },
        Self { exponential: false, load: Load::FullEventQueue },
    ];

    /// The workload of about `total` moves; each customer is served twice at least.
    pub fn of_size(self, customers: u32, total: u32) -> Workload {
        let service_ns = match self.load {
            Load::Saturated => SERVICE_NS,
            Load::FullEventQueue => THINK_NS / u64::from(customers),
        };
        let moves = (total / customers).max(2);
        Workload { customers, moves, think_ns: THINK_NS, service_ns, exponential: self.exponential }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let times = if self.exponential { "exponential times" } else { "constant times" };
        match self.load {
            Load::Saturated => write!(f, "{times}, saturated"),
            Load::FullEventQueue => write!(f, "{times}, full event queue"),
        }
    }
}
