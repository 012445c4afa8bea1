mod floor;
use floor::{Results, Workload};
use std::time::Instant;
use zeitnot::model::*;
use zeitnot::time::Duration;

fn zeitnot_simulator(load: &Workload) -> Simulator {
    let dist = |ns| if load.exponential { Distribution::Exponential { mean: Duration::from_ns(ns) } } else { Distribution::Constant(Duration::from_ns(ns)) };
    let exhibition = Exhibition {
        groups: vec![Group { count: load.customers, ..Group::new("customer", dist(load.think_ns), GameLength::Exactly(load.moves.into())) }],
        ..Exhibition::new(Master { name: "server".into(), count: 1, think: dist(load.service_ns) })
    };
    Simulator::new(&exhibition).unwrap()
}
fn results(o: &Outcome) -> Results {
    let t = o.total();
    Results { makespan_ns: o.makespan.as_ns(), moves: t.moves, busy_ns: o.account.thinking_ns, idle_ns: o.account.idle_ns, waiting_ns: t.waiting_ns, waiting_max_ns: t.waiting_max.as_ns(), sojourn_ns: t.sojourn_ns, digest: o.digest }
}
fn main() {
    if std::env::args().nth(1).as_deref() == Some("one") {
        let n: u32 = std::env::args().nth(3).unwrap().parse().unwrap();
        let load = Workload { customers: n, moves: 200_000 / n, think_ns: 60_000_000_000, service_ns: 5_000_000_000, exponential: std::env::args().nth(2).unwrap() == "exp" };
        if std::env::args().nth(4).is_some() { println!("{:?}", floor::play(&load)); } else { println!("{:?}", results(zeitnot_simulator(&load).play(1,0).unwrap())); }
        return;
    }
    let rounds: usize = std::env::args().nth(1).map_or(5, |s| s.parse().unwrap());
    let max_n: u32 = std::env::args().nth(2).map_or(1_000_000, |s| s.parse().unwrap());
    for exponential in [true, false] { for full in [false, true] { for n in [12_u32, 1_000, 100_000, 1_000_000] {
        if n > max_n { continue; }
        let total = if n >= 100_000 { 5_000_000.max(n * 5) } else { 2_000_000 };
        let load = Workload { customers: n, moves: (total / n).max(1), think_ns: 60_000_000_000, service_ns: if full { 60_000_000_000 / u64::from(n) } else { 5_000_000_000 }, exponential };
        let mut sim = zeitnot_simulator(&load);
        let mut a = vec![]; let mut b = vec![];
        for _ in 0..rounds {
            let t = Instant::now(); let f = floor::play(&load); a.push(t.elapsed().as_nanos() as f64 / f.moves as f64);
            let t = Instant::now(); let z = results(sim.play(1, 0).unwrap()); b.push(t.elapsed().as_nanos() as f64 / z.moves as f64);
            assert_eq!(f, z);
        }
        a.sort_by(f64::total_cmp); b.sort_by(f64::total_cmp);
        println!("{} {} N={n}: floor {:.1} ns, zeitnot {:.1} ns, ratio {:.2}", if exponential {"exp"} else {"const"}, if full {"full"} else {"saturated"}, a[rounds/2], b[rounds/2], b[rounds/2]/a[rounds/2]);
    }}}
}
