//! Books must balance: on random exhibitions with random times, to the nanosecond.

use crate::scenarios::exhibitions;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use zeitnot::model::{Distribution, Exhibition, GameLength, Outcome, Simulator, Visit, Walk};

/// The same kind of distribution of about the same mean, but left to chance.
fn left_to_chance(known: Distribution) -> Distribution {
    use Distribution as D;
    match known {
        D::Constant(mean) => D::Exponential { mean },
        D::Replay(values) => D::Empirical(values),
        D::ByMove(pieces) => D::ByMove(pieces.into_iter().map(|(from, piece)| (from, left_to_chance(piece))).collect()),
        D::Shifted { by, of } => D::Shifted { by, of: Box::new(left_to_chance(*of)) },
        D::Clamped { min, max, of } => D::Clamped { min, max, of: Box::new(left_to_chance(*of)) },
        other => other,
    }
}

/// Thinks, walks and games of random length; whoever comes, still comes when he is expected.
fn random_times(mut exhibition: Exhibition) -> Exhibition {
    exhibition.master.think = left_to_chance(exhibition.master.think);
    exhibition.walk = exhibition.walk.map(|walk| match walk {
        Walk::Between(time) => Walk::Between(left_to_chance(time)),
        Walk::PerBoard(time) => Walk::PerBoard(left_to_chance(time)),
    });
    for group in &mut exhibition.groups {
        group.think = left_to_chance(group.think.clone());
        group.master_think = group.master_think.take().map(left_to_chance);
        if let GameLength::Exactly(moves) = group.moves {
            group.moves = GameLength::Geometric { mean: moves as f64 };
        }
    }
    exhibition
}

fn books_balance(exhibition: &Exhibition, outcome: &Outcome) -> TestCaseResult {
    let account = outcome.account;
    let spent_ns = account.thinking_ns + account.walking_ns + account.attending_ns + account.idle_ns;
    let makespan_ns = u128::from(outcome.makespan.as_ns());
    prop_assert_eq!(spent_ns, makespan_ns * u128::from(exhibition.master.count));

    let total = outcome.total();
    prop_assert_eq!(account.thinking_ns, total.thinking_ns);
    prop_assert!(total.waiting_ns <= u128::from(total.visits) * u128::from(total.waiting_max.as_ns()));
    prop_assert!(total.forfeits <= total.games);
    // A board waits, or a game goes on, at most all the time.
    if exhibition.horizon.is_none() {
        let opponents = u64::from(u32::try_from(exhibition.opponents()).expect("few opponents"));
        prop_assert_eq!((total.seated, total.games), (opponents, opponents));
        prop_assert_eq!(total.visits, total.moves);
        prop_assert!(total.waiting_ns + total.thinking_ns + total.line_wait_ns <= total.sojourn_ns);
        prop_assert!(total.sojourn_ns <= u128::from(opponents) * makespan_ns);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn the_masters_account_adds_up(
        exhibition in select(Visit::ALL.to_vec()).prop_flat_map(exhibitions).prop_map(random_times),
        replication in 0..1_000_u64,
    ) {
        let mut simulator = Simulator::new(&exhibition).map_err(|why| TestCaseError::fail(format!("{why:?}")))?;
        // A walk or a think may be so long that nothing happens before the horizon: that must balance as well.
        match simulator.play(super::SEED, replication) {
            Ok(outcome) => books_balance(&exhibition, outcome)?,
            Err(halt) => return Err(TestCaseError::fail(halt.to_string())),
        }
    }
}
