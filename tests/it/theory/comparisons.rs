//! Tests of comparisons: how often they find a difference that does not exist, and the gain from common random numbers.

use super::{exponential, larry, opponents};
use crate::shipped;
use zeitnot::experiment::{Comparer, Comparison, Significance};
use zeitnot::model::{Exhibition, GameLength, Group, Measure, Simulator};
use zeitnot::scenario::Scenario;

/// Plays baseline and alternatives, each under its seed, and compares their makespans.
fn compare(players: &mut [(Simulator, u64)], replications: u64, level: f64) -> Comparison {
    let groups = vec![Vec::<&str>::new(); players.len()];
    let mut comparer = Comparer::new(&groups, vec![Measure::Makespan.into()], Vec::new(), level).unwrap();
    for replication in 0..replications {
        for (simulator, seed) in &mut *players {
            comparer.add(simulator.play(*seed, replication).unwrap());
        }
    }
    comparer.comparison().unwrap()
}

/// Two groups, in this order or the other.
fn exhibition(reversed: bool) -> Exhibition {
    let quick = Group { name: "quick".into(), ..opponents(2, exponential(30), GameLength::Exactly(4)) };
    let mut groups = vec![opponents(3, exponential(60), GameLength::Exactly(3)), quick];
    if reversed {
        groups.reverse();
    }
    Exhibition { groups, ..Exhibition::new(larry(1, exponential(15))) }
}

/// One alternative has other random numbers, the other one has the same people at other boards: neither makes a
/// difference to the distribution of anything.
///
/// Two verdicts with an error of 5 % each (Bonferroni: 10 % jointly): at least one is wrong in 5 to 10 % of all
/// experiments; 3.29 standard errors cover 99.9 %.
#[test]
fn false_alarms_stay_at_the_level() {
    const EXPERIMENTS: u32 = 1_000;
    let simulators = [false, false, true].map(|reversed| Simulator::new(&exhibition(reversed)).unwrap());
    let mut alarms = [0; 3];
    for seed in 0..EXPERIMENTS {
        let seeds = [seed.into(), u64::from(seed + EXPERIMENTS), seed.into()];
        let mut players: Vec<_> = simulators.iter().cloned().zip(seeds).collect();
        let found = compare(&mut players, 12, 0.9);
        let alarm =
            |index: usize| matches!(found.alternatives[index][0].verdict, Significance::Less | Significance::Greater);
        for (count, alarm) in alarms.iter_mut().zip([alarm(0), alarm(1), alarm(0) || alarm(1)]) {
            *count += u32::from(alarm);
        }
    }
    println!("false alarms: another seed {}, other boards {}, either {}", alarms[0], alarms[1], alarms[2]);
    let share = |count: u32| f64::from(count) / f64::from(EXPERIMENTS);
    let margin = |share: f64| 3.29 * (share * (1.0 - share) / f64::from(EXPERIMENTS)).sqrt();
    for alone in [share(alarms[0]), share(alarms[1])] {
        assert!((alone - 0.05).abs() < margin(0.05), "{alone}");
    }
    let either = share(alarms[2]);
    assert!(either < 0.1 + margin(0.1) && either > 0.05 - margin(0.05), "{either}");
}

/// The Polgar example with exponential times, and an alternative.
fn polgar(path: &str, value: &str) -> Scenario {
    let times = [
        ("master.think", "Exponential(mean: \"5s\")"),
        ("opponents.amateur.think", "Exponential(mean: \"55s\")"),
        (path, value),
    ];
    shipped::scenario("polgar-async", &times)
}

/// The least factors are half of what 10,000 replications give; docs/what-if.md has those.
#[test]
fn common_random_numbers_reduce_the_variance_and_agree_with_independent_runs() {
    const REPLICATIONS: u64 = 150;
    let baseline = polgar("seed", "1");
    for (path, value, factor_min) in [
        ("opponents.amateur.count", "25", 9.0),
        ("master.think", "Exponential(mean: \"10s\")", 1.5),
        ("master.count", "2", 1.4),
        ("visit", "CyclicSkip", 1.2),
    ] {
        let alternative = polgar(path, value);
        let seat = |scenario: &Scenario, seed| (Simulator::new(&scenario.exhibition).unwrap(), seed);
        let mut players = [seat(&baseline, 1), seat(&alternative, 1), seat(&alternative, 2)];
        let found = compare(&mut players, REPLICATIONS, 0.999);
        let [paired, independent] = [found.alternatives[0][0], found.alternatives[1][0]];
        let factor = paired.variance_reduction.unwrap();
        println!("{path}={value}: {:.1} ± {:.1} s, ÷ {factor:.1}", paired.difference, paired.half_width.unwrap());
        assert!(factor > factor_min, "{path}={value}: {factor}");
        let gap = (paired.difference - independent.difference).abs();
        assert!(gap < paired.half_width.unwrap() + independent.half_width.unwrap(), "{path}={value}: {gap}");
        let without = independent.variance_reduction.unwrap();
        assert!((0.6..1.6).contains(&without), "{path}={value}: nothing is common to two seeds, but {without}");
    }
}
