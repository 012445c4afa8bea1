//! One game at a time: the makespan is a sum of independent times, so its mean and variance are sums, too.

use super::{assert_agrees, larry, opponents, tally};
use zeitnot::model::{Distribution, Exhibition, GameLength, Outcome, Visit, Walk};
use zeitnot::time::Duration;

const BOARDS: u32 = 3;
const REPLICATIONS: u64 = 30_000;

/// Three boards; opponents, masters and walks with different distributions.
fn exhibition(moves: GameLength) -> Exhibition {
    let think = Distribution::LogNormal { mu: 3.9, sigma: 0.5 };
    let walk = Distribution::Uniform { min: Duration::from_secs(2), max: Duration::from_secs(30) };
    Exhibition {
        groups: vec![opponents(BOARDS, think, moves)],
        visit: Visit::Sequential,
        walk: Some(Walk::Between(walk)),
        ..Exhibition::new(larry(1, Distribution::Gamma { shape: 2.5, scale_s: 4.0 }))
    }
}

/// Mean and variance of the makespan, if the number of moves of a game has this mean and variance.
///
/// A sum of M pairs of thinks, each of mean m and variance v, has mean E(M) m and variance E(M) v + Var(M) m² (Wald).
fn theory(exhibition: &Exhibition, moves_mean: f64, moves_variance: f64) -> (f64, f64) {
    let Some(Walk::Between(walk)) = &exhibition.walk else { panic!("they walk") };
    let thinks = [&exhibition.groups[0].think, &exhibition.master.think];
    let mean: f64 = thinks.iter().map(|think| think.mean_s()).sum();
    let variance: f64 = thinks.iter().map(|think| think.variance_s2()).sum();
    let (games, walks) = (f64::from(BOARDS), f64::from(BOARDS - 1));
    let game_variance = moves_mean * variance + moves_variance * mean * mean;
    (games * moves_mean * mean + walks * walk.mean_s(), games * game_variance + walks * walk.variance_s2())
}

fn check(name: &str, moves: GameLength, moves_mean: f64, moves_variance: f64) {
    let exhibition = exhibition(moves);
    let (mean, variance) = theory(&exhibition, moves_mean, moves_variance);
    let [makespan, square] = tally(&exhibition, REPLICATIONS, |outcome: &Outcome| {
        let seconds = outcome.makespan.as_secs_f64();
        [seconds, (seconds - mean) * (seconds - mean)]
    });
    assert_agrees(&format!("{name}: mean makespan"), &makespan, mean, 0.01);
    assert_agrees(&format!("{name}: variance of the makespan"), &square, variance, 0.05);
}

#[test]
fn moments_add_up() {
    check("five moves", GameLength::Exactly(5), 5.0, 0.0);
}

#[test]
fn games_of_random_length_vary_the_more() {
    // Uniform on a … b: ((b − a + 1)² − 1)/12.
    check("two to eight moves", GameLength::Uniform(2, 8), 5.0, 4.0);
    // Geometric on 1, 2, … with mean m: m (m − 1).
    check("three moves or so", GameLength::Geometric { mean: 3.0 }, 3.0, 6.0);
}
