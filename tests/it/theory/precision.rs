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

/// The experiments that are replicated until they are as precise as this.
struct Experiments {
    rule: Sequential,
    /// How many intervals cover the true mean.
    covering: u64,
    /// How many means are as precise as they should be.
    precise: u64,
    replications: u64,
}

impl Experiments {
    fn new(precision: &str) -> Self {
        let (precision, measures) = (precision.parse().unwrap(), vec![Measure::Makespan]);
        let rule = Sequential { precision, measures, level: LEVEL, max_replications: 100_000 };
        Self { rule, covering: 0, precise: 0, replications: 0 }
    }

    /// Whether an experiment ends here; if so, it counts.
    fn end(&mut self, summariser: &mut Summariser) -> bool {
        let Some(ending) = self.rule.ending(summariser) else { return false };
        assert_eq!(ending, Ending::Precision);
        let makespan = summariser.summary().unwrap().estimate(Measure::Makespan);
        let error = (makespan.mean - MAKESPAN_S).abs();
        self.covering += u64::from(error <= makespan.half_width.unwrap());
        let wanted = match self.rule.precision {
            Precision::Relative(share) => share * MAKESPAN_S,
            Precision::Absolute(duration) => duration.as_secs_f64(),
        };
        self.precise += u64::from(error <= wanted);
        self.replications += summariser.replications();
        true
    }
}

/// The level less 3.29 standard errors (99.9 % of a binomial share) and one part in a hundred for stopping early.
#[test]
fn intervals_short_enough_cover_nearly_as_often_as_they_say() {
    let least = LEVEL - 3.29 * (LEVEL * (1.0 - LEVEL) / EXPERIMENTS as f64).sqrt() - 0.01;
    let mut all = ["15%", "20s", "10%", "12s"].map(|precision| (precision, Experiments::new(precision)));
    let mut simulator = Simulator::new(&exhibition()).unwrap();
    for seed in 0..EXPERIMENTS {
        let (mut summariser, mut going) = (Summariser::new(LEVEL), all.iter_mut().collect::<Vec<_>>());
        while !going.is_empty() {
            summariser.add(simulator.play(seed, summariser.replications()).unwrap());
            going.retain_mut(|(_, experiments)| !experiments.end(&mut summariser));
        }
    }
    for (precision, experiments) in &all {
        let share = |count: u64| count as f64 / EXPERIMENTS as f64;
        let (covering, precise) = (share(experiments.covering), share(experiments.precise));
        let replications = share(experiments.replications);
        println!("{precision}: {covering} cover, {precise} precise, {replications} replications on average");
        assert!(covering >= least, "{precision}: {covering} of the intervals cover the true mean");
        assert!(precise >= least, "{precision}: {precise} of the means are as precise as they should be");
        assert!(covering < 0.975, "{precision}: {covering} is more than should be needed");
    }
}
