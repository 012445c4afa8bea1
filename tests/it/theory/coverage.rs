//! Do intervals of 95 % cover what they should in 95 % of all experiments?

use super::{exponential, larry, opponents};
use std::ops::ControlFlow;
use zeitnot::experiment::Summariser;
use zeitnot::model::{Exhibition, GameLength, Measure, Visit};
use zeitnot::replicate::{Order, Prepared, Session, Stop, replicate};

const EXPERIMENTS: u64 = 3_000;
/// Of each experiment.
const REPLICATIONS: u64 = 10;
const LEVEL: f64 = 0.95;

/// One game after another, four boards with six moves each: 24 × (60 + 5) s on average, and nearly normal.
fn exhibition() -> Exhibition {
    Exhibition {
        groups: vec![opponents(4, exponential(60), GameLength::Exactly(6))],
        visit: Visit::Sequential,
        ..Exhibition::new(larry(1, exponential(5)))
    }
}

/// How many experiments have an interval that covers `makespan_s`.
fn covering(makespan_s: f64) -> u64 {
    let (stop, mut experiment, mut covering) = (Stop::new(), Summariser::new(LEVEL), 0);
    // Each experiment has a seed of its own.
    let prepare = |seed| Prepared::new(&exhibition(), seed, "four boards", &stop).expect("the exhibition makes sense");
    let experiments: Vec<_> = (0..EXPERIMENTS).map(prepare).collect();
    let order = Order::rounds(experiments.len(), REPLICATIONS, REPLICATIONS);
    let session = Session { jobs: 2, stop: &stop, progress: &|_| () };
    let stopped = replicate(&session, &experiments, order, |_, _, outcome| {
        experiment.add(outcome);
        if experiment.replications() == REPLICATIONS {
            let makespan = experiment.summary().expect("there are replications").estimate(Measure::Makespan);
            let half_width = makespan.half_width.expect("there are several replications");
            covering += u64::from((makespan.mean - makespan_s).abs() <= half_width);
            experiment = Summariser::new(LEVEL);
        }
        ControlFlow::Continue(())
    });
    assert_eq!(stopped.expect("nothing goes wrong"), None);
    covering
}

/// Binomial, with the normal approximation: 3.29 standard errors cover 99.9 %.
#[test]
fn intervals_cover_as_often_as_they_say() {
    let share = covering(24.0 * 65.0) as f64 / EXPERIMENTS as f64;
    let standard_error = (LEVEL * (1.0 - LEVEL) / EXPERIMENTS as f64).sqrt();
    assert!((share - LEVEL).abs() < 3.29 * standard_error, "{share} of the intervals cover the true mean");
}
