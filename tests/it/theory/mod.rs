//! Tests of the simulator against theory: exact results and closed forms.
//!
//! | module | what is compared |
//! |---|---|
//! | [`worked_answers`] | constant times, to the nanosecond, with the numbers worked out by hand |
//! | [`steady_state`] | endless games with the machine-repair model, and with mean value analysis |
//! | [`sequential`] | one game at a time with sums of moments |
//! | [`lone_boards`] | enough masters, with the expected maximum of independent games |
//! | [`catalogue`] | the catalogue of formulas with all small exhibitions, random ones and unusual ones, exactly |
//! | [`catalogue_in_the_long_run`] | the same with random times |
//! | [`draws`] | draws of every distribution with its mean, variance and tail |
//! | [`coverage`] | 95 % confidence intervals with how often they cover |
//! | [`account`] | the masters' time with the sum of its parts; time summed over visits with numbers summed over time |
//! | [`common_numbers`] | the k-th think time at a board with itself, whatever else changes |
//!
//! With random times, the seed is fixed and theory must lie in a confidence interval of level [`LEVEL`] that is narrow
//! enough: see [`assert_agrees`].

mod account;
mod catalogue;
mod catalogue_in_the_long_run;
mod common_numbers;
mod comparisons;
mod coverage;
mod draws;
mod formulas;
mod lone_boards;
mod precision;
mod sequential;
mod steady_state;
mod worked_answers;

use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Outcome, Simulator};
use zeitnot::stats::{ConfidenceInterval, Tally};
use zeitnot::time::Duration;

/// The level of the intervals. There are a few dozen intervals here: with another seed, or after a change of the draws,
/// about one run in thirty would fail by chance alone.
const LEVEL: f64 = 0.999;

const SEED: u64 = 2017;

fn constant(seconds: u64) -> Distribution {
    Distribution::Constant(Duration::from_secs(seconds))
}

fn exponential(mean_seconds: u64) -> Distribution {
    Distribution::Exponential { mean: Duration::from_secs(mean_seconds) }
}

fn larry(count: u32, think: Distribution) -> Master {
    Master { name: "Larry".into(), count, think }
}

fn opponents(count: u32, think: Distribution, moves: GameLength) -> Group {
    Group { count, ..Group::new("opponent", think, moves) }
}

/// Plays replications and tallies what `values` takes from each outcome.
fn tally<const K: usize>(
    exhibition: &Exhibition,
    replications: u64,
    values: impl Fn(&Outcome) -> [f64; K],
) -> [Tally; K] {
    let mut simulator = Simulator::new(exhibition).expect("the exhibition makes sense");
    let mut tallies = [Tally::new(); K];
    for replication in 0..replications {
        let outcome = simulator.play(SEED, replication).expect("it comes to its end");
        for (tally, value) in tallies.iter_mut().zip(values(outcome)) {
            tally.record(value);
        }
    }
    tallies
}

/// Theory lies in the confidence interval, and its half-width is less than `precision` (a share of the theoretical
/// value), so an error of twice that would be found.
fn assert_agrees(what: &str, tally: &Tally, theory: f64, precision: f64) {
    let interval = ConfidenceInterval::of_mean(tally, LEVEL).expect("more than one replication");
    let ConfidenceInterval { estimate, half_width, .. } = interval;
    assert!(interval.covers(theory), "{what}: {estimate} ± {half_width}, but theory says {theory}");
    assert!(half_width < precision * theory, "{what}: {estimate} ± {half_width} does not say enough about {theory}");
}
