//! The catalogue of formulas against the simulator, where chance plays a part: values must lie in confidence intervals, and
//! intervals between bounds.

use super::{LEVEL, SEED, assert_agrees, constant, exponential, larry, opponents};
use zeitnot::formula::{Formula, Quantity, Statement, Value};
use zeitnot::model::{
    Arrival, Distribution, Exhibition, GameLength, Group, Master, Measure, Outcome, Side, Simulator, Visit, Walk,
};
use zeitnot::stats::{ConfidenceInterval, Tally};
use zeitnot::time::Duration;

/// How near the simulator must come to theory. In open queues waits in a row are alike, and most are zero.
const PRECISION: f64 = 0.05;

/// Formulas that must apply, and what they say must be so.
#[track_caller]
fn check(exhibition: &Exhibition, replications: u64, formulas: &[Formula]) {
    let mut simulator = Simulator::new(exhibition).expect("the exhibition makes sense");
    let play = |replication| simulator.play(SEED, replication).expect("it comes to its end").clone();
    let outcomes: Vec<_> = (0..replications).map(play).collect();
    for &formula in formulas {
        let said = formula.apply(exhibition).unwrap_or_else(|broken| panic!("{formula:?} does not apply: {broken:?}"));
        for statement in said {
            let what = format!("{formula:?}, {}", statement.quantity.name());
            check_statement(&what, &statement, &outcomes);
        }
    }
}

#[track_caller]
fn check_statement(what: &str, statement: &Statement, outcomes: &[Outcome]) {
    if statement.quantity == Quantity::MakespanSd {
        return check_spread(what, outcomes, statement.value.number().expect("a number"));
    }
    let Quantity::Measure(_) = statement.quantity else { return };
    let tally: Tally = outcomes.iter().map(|outcome| statement.observed(outcome).expect("a measure")).collect();
    match statement.value {
        Value::Exact(value) => assert_agrees(what, &tally, value.as_secs_f64(), PRECISION),
        Value::Number(value) => assert_agrees(what, &tally, value, PRECISION),
        Value::Between { low, high } => {
            let interval = ConfidenceInterval::of_mean(&tally, LEVEL).expect("several replications");
            assert!(low.is_none_or(|low| low <= interval.high()), "{what}: {interval:?} is below {low:?}");
            assert!(high.is_none_or(|high| interval.low() <= high), "{what}: {interval:?} is above {high:?}");
        }
    }
}

/// The mean squared deviation from the mean.
fn check_spread(what: &str, outcomes: &[Outcome], sd_s: f64) {
    let makespans = || outcomes.iter().map(|outcome| outcome.value(Measure::Makespan));
    let mean_s = makespans().collect::<Tally>().mean().expect("several replications");
    let squares: Tally = makespans().map(|makespan_s| (makespan_s - mean_s) * (makespan_s - mean_s)).collect();
    assert_agrees(what, &squares, sd_s * sd_s, 0.15);
}

fn endless(masters: u32, visit: Visit, groups: Vec<Group>) -> Exhibition {
    let hour = 3600;
    Exhibition {
        groups,
        visit,
        warm_up: Duration::from_secs(hour),
        horizon: Some(Duration::from_secs(31 * hour)),
        ..Exhibition::new(larry(masters, exponential(5)))
    }
}

/// Below, near and above saturation; only the mean of the thinking matters.
#[test]
fn the_long_run_of_opponents_who_are_alike() {
    let thinks = [
        exponential(60),
        Distribution::Uniform { min: Duration::ZERO, max: Duration::from_secs(120) },
        Distribution::Gamma { shape: 0.5, scale_s: 120.0 },
    ];
    let visits = [Visit::FirstReady, Visit::RandomReady, Visit::LastReady];
    for ((think, visit), boards) in thinks.into_iter().zip(visits).zip([6, 13, 25]) {
        let exhibition = endless(1, visit, vec![opponents(boards, think, GameLength::Endless)]);
        let formulas = [
            Formula::MachineRepair,
            Formula::MeanValueAnalysis,
            Formula::AsymptoticBounds,
            Formula::BalancedJobBounds,
            Formula::Saturation,
        ];
        check(&exhibition, 40, &formulas);
    }
}

#[test]
fn the_long_run_of_several_masters() {
    for (masters, boards) in [(2, 20), (4, 60)] {
        let exhibition =
            endless(masters, Visit::CyclicSkip, vec![opponents(boards, exponential(60), GameLength::Endless)]);
        check(&exhibition, 40, &[Formula::MachineRepair, Formula::AsymptoticBounds]);
    }
}

/// Asymptotic bounds ask nothing of the distributions.
#[test]
fn bounds_hold_for_any_distribution() {
    let heavy = Distribution::Gamma { shape: 0.2, scale_s: 25.0 };
    for (think, service) in [(constant(60), heavy), (exponential(60), constant(5))] {
        let group = Group { master_think: Some(service), ..opponents(14, think, GameLength::Endless) };
        check(&endless(2, Visit::FewestMovesLeft, vec![group]), 10, &[Formula::AsymptoticBounds]);
    }
}

#[test]
fn the_long_run_of_three_groups() {
    let group = |name: &str, count, mean| Group {
        name: name.into(),
        ..opponents(count, exponential(mean), GameLength::Endless)
    };
    let groups = vec![group("quick", 2, 15), group("steady", 4, 60), group("slow", 6, 180)];
    check(&endless(1, Visit::FirstReady, groups), 60, &[Formula::MeanValueAnalysis]);
}

#[test]
fn one_game_at_a_time() {
    let group = Group {
        name: "long".into(),
        master_think: Some(exponential(9)),
        ..opponents(2, exponential(40), GameLength::Geometric { mean: 6.0 })
    };
    let exhibition = Exhibition {
        groups: vec![opponents(3, exponential(60), GameLength::Uniform(2, 8)), group],
        visit: Visit::Sequential,
        walk: Some(Walk::Between(exponential(20))),
        first_move: Side::Master,
        last_move: Side::Master,
        ..Exhibition::new(larry(1, exponential(5)))
    };
    check(&exhibition, 8_000, &[Formula::SequentialMoments, Formula::WorkAndSpan]);
}

#[test]
fn the_longest_game() {
    let with = |masters, think, service, moves| Exhibition {
        groups: vec![opponents(9, think, GameLength::Exactly(moves))],
        ..Exhibition::new(Master { name: "Larry".into(), count: masters, think: service })
    };
    let formulas = [Formula::IndependentGames, Formula::WorkAndSpan];
    check(&with(1, exponential(60), constant(0), 1), 8_000, &formulas);
    check(&with(9, Distribution::Gamma { shape: 2.0, scale_s: 30.0 }, constant(5), 3), 4_000, &formulas);
    check(&with(12, Distribution::LogNormal { mu: 3.9, sigma: 0.6 }, constant(5), 1), 12_000, &formulas);
    check(&with(9, constant(60), exponential(20), 4), 4_000, &formulas);
}

/// Customers who come at random for one service each.
#[test]
fn open_queues() {
    let every = |mean| Arrival::Every(exponential(mean));
    let shop = |masters, gap| Exhibition {
        groups: vec![Group { arrive: every(gap), ..opponents(10_000, constant(30), GameLength::Exactly(1)) }],
        ..Exhibition::new(larry(masters, exponential(60)))
    };
    check(&shop(1, 100), 60, &[Formula::ErlangCMasters]);
    check(&shop(3, 35), 60, &[Formula::ErlangCMasters]);
    let permits = Exhibition {
        groups: vec![Group { arrive: every(25), ..opponents(10_000, exponential(60), GameLength::Exactly(1)) }],
        boards: Some(4),
        ..Exhibition::new(larry(1, constant(0)))
    };
    check(&permits, 100, &[Formula::ErlangCBoards]);
}
