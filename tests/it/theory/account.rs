//! Tests of accounts on random exhibitions with random times, to the nanosecond.
//!
//! The masters' time adds up, and Little's law holds: time summed over visits or opponents is numbers summed over time.

use crate::scenarios::{exhibitions, random_times};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use zeitnot::engine::Observer;
use zeitnot::model::{Exhibition, Happening, Outcome, Side, Simulator, Visit};
use zeitnot::time::Instant;

/// How many there are, summed over time: opponents × nanoseconds.
#[derive(Default)]
struct Integral {
    number: u32,
    sum_ns: u128,
}

impl Integral {
    fn pass(&mut self, ns: u64) {
        self.sum_ns += u128::from(self.number) * u128::from(ns);
    }

    fn leave(&mut self) {
        self.number = self.number.checked_sub(1).expect("only who is there can leave");
    }
}

/// Counts opponents at all times, without knowing how long each has been there.
struct HeadCount {
    first_move: Side,
    last_move: Side,
    now: Instant,
    forfeited: bool,
    present: Integral,
    in_line: Integral,
    ready: Integral,
}

impl HeadCount {
    fn new(exhibition: &Exhibition) -> Self {
        let [present, in_line, ready] = [(); 3].map(|()| Integral::default());
        let &Exhibition { first_move, last_move, .. } = exhibition;
        Self { first_move, last_move, now: Instant::START, forfeited: false, present, in_line, ready }
    }
}

impl Observer<Happening> for HeadCount {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        let ns = now.since(self.now).as_ns();
        self.now = now;
        for integral in [&mut self.present, &mut self.in_line, &mut self.ready] {
            integral.pass(ns);
        }
        match happening {
            Happening::Arrived { .. } => {
                self.present.number += 1;
                self.in_line.number += 1;
            }
            Happening::Seated { .. } => {
                self.in_line.leave();
                self.ready.number += u32::from(self.first_move == Side::Master);
            }
            Happening::OpponentMoved { .. } => self.ready.number += 1,
            Happening::Thinks { .. } => self.ready.leave(),
            Happening::Forfeited { .. } => self.forfeited = true,
            Happening::GameOver { .. } => {
                self.present.leave();
                // After his last move no master owes the opponent an answer.
                if !std::mem::take(&mut self.forfeited) && self.last_move == Side::Opponent {
                    self.ready.leave();
                }
            }
            _ => {}
        }
    }
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
    Ok(())
}

/// All have arrived and left, so nothing is cut off.
fn littles_law_holds(exhibition: &Exhibition, outcome: &Outcome, heads: &HeadCount) -> TestCaseResult {
    let total = outcome.total();
    let opponents = exhibition.opponents();
    prop_assert_eq!((total.seated, total.games, total.visits), (opponents, opponents, total.moves));
    prop_assert_eq!(total.sojourn_ns, heads.present.sum_ns);
    prop_assert_eq!(total.line_wait_ns, heads.in_line.sum_ns);
    prop_assert_eq!(total.waiting_ns, heads.ready.sum_ns);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn books_balance_and_littles_law_holds(
        exhibition in select(Visit::ALL.to_vec()).prop_flat_map(exhibitions).prop_map(random_times),
        replication in 0..1_000_u64,
    ) {
        let mut heads = HeadCount::new(&exhibition);
        let mut simulator = Simulator::new(&exhibition).map_err(|why| TestCaseError::fail(format!("{why:?}")))?;
        let outcome = simulator.observe(super::SEED, replication, &mut heads);
        let outcome = outcome.map_err(|halt| TestCaseError::fail(halt.to_string()))?;
        books_balance(&exhibition, outcome)?;
        if exhibition.horizon.is_none() {
            littles_law_holds(&exhibition, outcome, &heads)?;
        }
    }
}
