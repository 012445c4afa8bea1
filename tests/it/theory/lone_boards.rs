//! Enough masters who need no time: games are independent, and the makespan is the longest of them.

use super::formulas::integral;
use super::{assert_agrees, constant, exponential, larry, opponents, tally};
use zeitnot::model::{Exhibition, GameLength, Simulator, Visit};

/// Boards, moves of a game, mean seconds of a think.
const CASES: [(u32, u32, u32); 3] = [(7, 1, 60), (12, 10, 60), (30, 3, 20)];

fn exhibition((boards, moves, think): (u32, u32, u32), masters: u32, visit: Visit) -> Exhibition {
    Exhibition {
        groups: vec![opponents(boards, exponential(think.into()), GameLength::Exactly(moves.into()))],
        visit,
        ..Exhibition::new(larry(masters, constant(0)))
    }
}

/// The expected maximum of `boards` games, each an Erlang variate of `moves` phases: the integral of 1 − (1 − S(t))ᴺ,
/// where S(t) is the probability of fewer than `moves` thinks by t (Poisson).
fn longest_game((boards, moves, think): (u32, u32, u32)) -> f64 {
    let think = f64::from(think);
    let survival = |t: f64| {
        let phase = |k: u32| (1..=k).map(|i| t / think / f64::from(i)).product::<f64>();
        (-t / think).exp() * (0..moves).map(phase).sum::<f64>()
    };
    let boards = i32::try_from(boards).expect("few boards");
    integral(|t| 1.0 - (1.0 - survival(t)).powi(boards), 0.0, think * f64::from(moves + 60))
}

#[test]
fn games_of_one_move_have_a_harmonic_maximum() {
    let harmonic: f64 = (1..=7).map(|k| 1.0 / f64::from(k)).sum();
    assert!((longest_game((7, 1, 60)) - 60.0 * harmonic).abs() < 1e-6);
}

#[test]
fn the_makespan_is_the_longest_game() {
    for case in CASES {
        let exhibition = exhibition(case, case.0, Visit::FirstReady);
        // Long games vary less.
        let replications = u64::from(40_000 / case.1);
        let [makespan] = tally(&exhibition, replications, |outcome| [outcome.makespan.as_secs_f64()]);
        assert_agrees(&format!("{case:?}"), &makespan, longest_game(case), 0.01);
    }
}

/// If nobody waits, the policy does not matter.
#[test]
fn the_way_of_visiting_does_not_matter() {
    for case in CASES {
        let ways =
            [(case.0, Visit::FirstReady), (case.0, Visit::Sequential), (case.0, Visit::Cyclic), (1, Visit::LastReady)];
        let [first, others @ ..] = ways.map(|(masters, visit)| {
            let mut simulator = Simulator::new(&exhibition(case, masters, visit)).expect("it makes sense");
            (0..20)
                .map(|replication| simulator.play(super::SEED, replication).expect("it ends").makespan)
                .collect::<Vec<_>>()
        });
        for makespans in others {
            assert_eq!(makespans, first, "{case:?}");
        }
    }
}
