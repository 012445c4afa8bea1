//! The simulator against the reference, happening by happening and figure by figure.
//!
//! Thousands of random exhibitions with many ties ([`crate::scenarios`]), and the cases worked by hand. A failure shows
//! the smallest exhibition that proptest found, and both trajectories around their first difference; cases that failed
//! once are tried first from then on (`tests/proptest-regressions/`).

use crate::reference::text::{first_difference, tell_all};
use crate::reference::{Measures, Trajectory, play, worked};
use crate::scenarios::exhibitions;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use zeitnot::engine::Observer;
use zeitnot::model::{Exhibition, Happening, Outcome, Simulator, Visit};
use zeitnot::time::Instant;

/// How many exhibitions are tried in all, unless [`CASES_VARIABLE`] says otherwise.
const CASES: u32 = 20_000;

/// The environment variable that says how many exhibitions are tried in all.
const CASES_VARIABLE: &str = "ZEITNOT_TRAJECTORIES";

/// The seed: only `RandomReady` uses random numbers here.
const SEED: u64 = 2017;

/// Records all happenings of the simulator.
#[derive(Default)]
struct Recorder(Trajectory);

impl Observer<Happening> for Recorder {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        self.0.push((now.as_ns(), *happening));
    }
}

/// The simulator's trajectory; it must be the same a second time, observed or not.
fn simulate(exhibition: &Exhibition, replication: u64) -> Result<(Trajectory, Outcome), String> {
    let mut simulator = Simulator::new(exhibition).map_err(|problems| format!("refused: {problems:#?}"))?;
    let mut recorder = Recorder::default();
    let outcome = simulator.observe(SEED, replication, &mut recorder).map_err(|error| format!("{error:?}"))?.clone();
    let again = simulator.play(SEED, replication).map_err(|error| format!("{error:?}"))?;
    if *again == outcome {
        Ok((recorder.0, outcome))
    } else {
        Err(format!("played twice by the same simulator:\n{outcome:#?}\nand then\n{again:#?}"))
    }
}

/// The boards that masters chose, in order: a walk is a choice, and so is thinking at once.
///
/// Only for policies that choose among ready boards.
fn boards_chosen(trajectory: &Trajectory) -> Vec<usize> {
    let mut walks_to = Vec::new();
    let mut chosen = Vec::new();
    for (_, happening) in trajectory {
        match *happening {
            Happening::Walks { master, board } => {
                walks_to.push((master, board));
                chosen.push(board as usize);
            }
            Happening::Thinks { master, board, .. } => {
                match walks_to.iter().position(|&walk| walk == (master, board)) {
                    Some(walk) => drop(walks_to.swap_remove(walk)),
                    None => chosen.push(board as usize),
                }
            }
            _ => {}
        }
    }
    chosen
}

/// The reference's trajectory, with `RandomReady` choosing the boards that the simulator chose.
///
/// A board that was not ready cannot be chosen; then another one is, and the trajectories part there.
fn refer(exhibition: &Exhibition, simulated: &Trajectory) -> (Trajectory, Measures) {
    let mut chosen = boards_chosen(simulated).into_iter();
    play(exhibition, |list| {
        let board = chosen.next();
        list.iter().position(|&ready| Some(ready) == board).unwrap_or(0)
    })
}

/// How simulator and reference differ on an exhibition, if they do.
fn disagreement(exhibition: &Exhibition, replication: u64) -> Option<String> {
    let (simulated, outcome) = match simulate(exhibition, replication) {
        Ok(run) => run,
        Err(why) => return Some(why),
    };
    let (referred, measures) = refer(exhibition, &simulated);
    if let Some(table) = first_difference(["simulator", "reference"], &simulated, &referred) {
        return Some(table);
    }
    let simulator_says = (outcome.makespan, outcome.masters, outcome.account, outcome.groups);
    let reference_says = (measures.makespan, exhibition.master.count, measures.account, measures.groups);
    (simulator_says != reference_says).then(|| {
        let trajectory = tell_all(&simulated);
        format!("simulator:\n{simulator_says:#?}\nreference:\n{reference_says:#?}\nboth:\n{trajectory}")
    })
}

/// Tests random exhibitions with this policy.
fn check(visit: Visit, test_name: &'static str) {
    let all = std::env::var(CASES_VARIABLE).map_or(CASES, |cases| cases.parse().expect("a number of exhibitions"));
    let cases = all.div_ceil(u32::try_from(Visit::ALL.len()).expect("few policies"));
    let mut config = ProptestConfig { max_shrink_iters: 10_000, ..ProptestConfig::with_cases(cases) };
    config.source_file = Some(file!());
    config.test_name = Some(test_name);
    let tried = TestRunner::new(config).run(&(exhibitions(visit), 0..4_u64), |(exhibition, replication)| {
        disagreement(&exhibition, replication).map_or(Ok(()), |why| Err(TestCaseError::fail(why)))
    });
    match tried {
        Ok(()) => {}
        Err(TestError::Fail(why, (exhibition, replication))) => {
            panic!("{why}\nreplication {replication} of {exhibition:?}");
        }
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// One test for each policy, so that they run side by side and a failure names its policy.
macro_rules! policies {
    ($($test:ident: $visit:ident,)*) => {
        $(
            #[test]
            fn $test() {
                check(Visit::$visit, stringify!($test));
            }
        )*

        #[test]
        fn every_policy_is_tried() {
            assert_eq!(Visit::ALL.len(), [$(Visit::$visit),*].len());
        }
    };
}

policies! {
    sequential: Sequential,
    cyclic: Cyclic,
    cyclic_skip: CyclicSkip,
    first_ready: FirstReady,
    last_ready: LastReady,
    random_ready: RandomReady,
    fewest_moves_left: FewestMovesLeft,
    most_moves_left: MostMovesLeft,
    group_order: GroupOrder,
}

#[test]
fn the_simulator_plays_every_case_as_worked_by_hand() {
    for case in worked::all() {
        let (simulated, _) = simulate(&case.exhibition, 0).unwrap_or_else(|why| panic!("{}: {why}", case.name));
        let happens = tell_all(&simulated);
        let by_hand = worked::trimmed(case.happens);
        assert!(happens == by_hand, "{}:\n{happens}\n\nbut by hand:\n{by_hand}", case.name);
        assert_eq!(disagreement(&case.exhibition, 0), None, "{}", case.name);
    }
}
