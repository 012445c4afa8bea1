//! Zeitnot's public interface: an exhibition, a simulator, all standard measures.

use crate::draw::SEED;
use crate::results::{More, Results};
use crate::workload::Workload;
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Outcome, Simulator};
use zeitnot::time::Duration;

/// The workload as an exhibition.
pub fn exhibition(load: &Workload) -> Exhibition {
    let times = |ns| {
        let mean = Duration::from_ns(ns);
        if load.exponential { Distribution::Exponential { mean } } else { Distribution::Constant(mean) }
    };
    let moves = GameLength::Exactly(load.moves.into());
    let customers = Group { count: load.customers, ..Group::new("customer", times(load.think_ns), moves) };
    let server = Master { name: "server".into(), count: 1, think: times(load.service_ns) };
    Exhibition { groups: vec![customers], ..Exhibition::new(server) }
}

pub fn play(load: &Workload) -> Results {
    let mut simulator = Simulator::new(&exhibition(load)).expect("the workloads are sound");
    results(simulator.play(SEED, 0).expect("the workloads come to an end"))
}

fn results(outcome: &Outcome) -> Results {
    let total = outcome.total();
    let more = More {
        busy_ns: outcome.account.thinking_ns,
        idle_ns: outcome.account.idle_ns,
        waiting_max_ns: total.waiting_max.as_ns(),
        sojourn_ns: total.sojourn_ns,
        digest: outcome.digest,
    };
    let makespan_ns = outcome.makespan.as_ns();
    Results { makespan_ns, moves: total.moves, waiting_ns: total.waiting_ns, more: Some(more) }
}
