//! Endless games: one queue and a delay, whose steady state is known exactly.

use super::formulas::{SteadyState, machine_repair, mean_value_analysis};
use super::{assert_agrees, exponential, larry, opponents, tally};
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Measure, Visit};
use zeitnot::time::Duration;

const REPLICATIONS: u64 = 30;
/// How close the simulator must be to theory. An error of 2 % would be found.
const PRECISION: f64 = 0.01;

/// `customers` think for 60 s on average, masters for 5 s; the first hour is left out, the next `hours` count.
fn endless(masters: u32, visit: Visit, groups: Vec<Group>, hours: u64) -> Exhibition {
    let hour = 3600;
    Exhibition {
        groups,
        visit,
        warm_up: Duration::from_secs(hour),
        horizon: Some(Duration::from_secs((1 + hours) * hour)),
        ..Exhibition::new(larry(masters, exponential(5)))
    }
}

fn check(name: &str, exhibition: &Exhibition, theory: SteadyState) {
    let measures = [Measure::Utilisation, Measure::Throughput, Measure::WaitingMean];
    let tallies = tally(exhibition, REPLICATIONS, |outcome| measures.map(|measure| outcome.value(measure)));
    let expected = [theory.utilisation, theory.throughput, theory.waiting];
    for ((measure, tally), expected) in measures.iter().zip(&tallies).zip(expected) {
        assert_agrees(&format!("{name}, {}", measure.name()), tally, expected, PRECISION);
    }
}

/// All policies that are never idle while a board is ready have the same averages, as long as they don't look at the
/// length of a think.
#[test]
fn machine_repair_by_one_master() {
    for visit in [Visit::FirstReady, Visit::LastReady, Visit::RandomReady, Visit::CyclicSkip] {
        let exhibition = endless(1, visit, vec![opponents(12, exponential(60), GameLength::Endless)], 100);
        check(&format!("M/M/1//12, {visit:?}"), &exhibition, machine_repair(1, 12, 60.0, 5.0));
    }
}

#[test]
fn machine_repair_by_several_masters() {
    let exhibition = endless(3, Visit::FirstReady, vec![opponents(36, exponential(60), GameLength::Endless)], 120);
    check("M/M/3//36", &exhibition, machine_repair(3, 36, 60.0, 5.0));
}

/// Customers think independently, so only the mean of the think time matters, not its distribution.
#[test]
fn mean_value_analysis_of_two_classes() {
    let (few, many) = ((4, 20.0), (6, 90.0));
    let quick = Distribution::Gamma { shape: 4.0, scale_s: 5.0 };
    let slow = Distribution::Uniform { min: Duration::ZERO, max: Duration::from_secs(180) };
    let groups = vec![
        Group { name: "quick".into(), ..opponents(few.0, quick, GameLength::Endless) },
        Group { name: "slow".into(), ..opponents(many.0, slow, GameLength::Endless) },
    ];
    let exhibition = endless(1, Visit::FirstReady, groups, 80);
    let tallies = tally(&exhibition, REPLICATIONS, |outcome| {
        let [moves, waiting] =
            [Measure::Moves, Measure::WaitingMean].map(|m| [0, 1].map(|g| outcome.group_value(g, m)));
        let seconds = outcome.value(Measure::Makespan);
        [moves[0] / seconds, moves[1] / seconds, waiting[0], waiting[1]]
    });
    let theory = mean_value_analysis(&[few, many], 5.0);
    for (class, (throughput, waiting)) in theory.into_iter().enumerate() {
        assert_agrees(&format!("class {class}, throughput"), &tallies[class], throughput, PRECISION);
        assert_agrees(&format!("class {class}, waiting"), &tallies[2 + class], waiting, PRECISION);
    }
}
