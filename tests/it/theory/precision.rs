//! Tests whether intervals that are replicated until they are short enough still reach their level.
//!
//! This is not proved for finite numbers: stopping at the first short interval prefers those that are short by chance.
//! Law (see `experiment::Sequential`) reports shares near the level for relative precisions up to 15 %.

use super::{exponential, larry, opponents};
use zeitnot::experiment::{Ending, Precision, Rule, Sequential, Summariser};
use zeitnot::model::{Exhibition, GameLength, Measure, Simulator};

const EXPERIMENTS: u64 = 1_000;
const LEVEL: f64 = 0.95;
/// One game of two moves each: the mean of 2 × (60 + 5) s, with a standard deviation of two thirds of that, and skew.
const MAKESPAN_S: f64 = 130.0;

fn exhibition() -> Exhibition {
    Exhibition {
        groups: vec![opponents(1, exponential(60), GameLength::Exactly(2))],
        ..Exhibition::new(larry(1, exponential(5)))
    }
}

/// The share of experiments whose interval covers the true mean, that of those whose mean is as precise as it should
/// be, and the mean number of replications.
fn shares(precision: &str) -> (f64, f64, f64) {
    let mut simulator = Simulator::new(&exhibition()).unwrap();
    let precision: Precision = precision.parse().unwrap();
    let rule = Sequential { precision, measures: vec![Measure::Makespan], level: LEVEL, max_replications: 100_000 };
    let (mut covering, mut precise, mut replications) = (0, 0, 0);
    for seed in 0..EXPERIMENTS {
        let mut summariser = Summariser::new(LEVEL);
        while rule.ending(&summariser).is_none() {
            summariser.add(simulator.play(seed, summariser.replications()).unwrap());
        }
        assert_eq!(rule.ending(&summariser), Some(Ending::Precision));
        let makespan = summariser.summary().unwrap().estimate(Measure::Makespan);
        let error = (makespan.mean - MAKESPAN_S).abs();
        covering += u64::from(error <= makespan.half_width.unwrap());
        let wanted = match precision {
            Precision::Relative(share) => share * MAKESPAN_S,
            Precision::Absolute(duration) => duration.as_secs_f64(),
        };
        precise += u64::from(error <= wanted);
        replications += summariser.replications();
    }
    let share = |count: u64| count as f64 / EXPERIMENTS as f64;
    (share(covering), share(precise), share(replications))
}

/// The level less 3.29 standard errors (99.9 % of a binomial share) and one part in a hundred for stopping early.
#[test]
fn intervals_short_enough_cover_nearly_as_often_as_they_say() {
    let least = LEVEL - 3.29 * (LEVEL * (1.0 - LEVEL) / EXPERIMENTS as f64).sqrt() - 0.01;
    for precision in ["15%", "20s", "10%", "12s"] {
        let (covering, precise, replications) = shares(precision);
        println!("{precision}: {covering} cover, {precise} precise, {replications} replications on average");
        assert!(covering >= least, "{precision}: {covering} of the intervals cover the true mean");
        assert!(precise >= least, "{precision}: {precise} of the means are as precise as they should be");
        assert!(covering < 0.975, "{precision}: {covering} is more than should be needed");
    }
}
