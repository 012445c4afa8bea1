//! The catalogue of formulas against the simulator, with random times: values must lie in confidence intervals, and
//! intervals between bounds.

use super::{LEVEL, SEED, assert_agrees, constant, exponential, larry, opponents};
use zeitnot::formula::{Assumption, Characteristic, Formula, PredictedValue, Statement, machine_repair};
use zeitnot::model::{
    Arrival, Distribution, Exhibition, GameLength, Group, Master, Measure, Outcome, Side, Simulator, Visit, Walk,
};
use zeitnot::stats::{ConfidenceInterval, Tally};
use zeitnot::time::Duration;

/// How close the simulator must be to theory. In open queues consecutive waits are correlated, and most are zero.
const PRECISION: f64 = 0.05;

/// Formulas that must apply, with true statements.
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
    if statement.quantity == Characteristic::MakespanSd {
        return check_spread(what, outcomes, statement.value.number().expect("a number"));
    }
    let Characteristic::Measure(_) = statement.quantity else { return };
    let tally: Tally = outcomes.iter().map(|outcome| statement.observed(outcome).expect("a measure")).collect();
    match statement.value {
        PredictedValue::Exact(value) => assert_agrees(what, &tally, value.as_secs_f64(), PRECISION),
        PredictedValue::Number(value) => assert_agrees(what, &tally, value, PRECISION),
        PredictedValue::Between { low, high } => {
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
        check(&exhibition, 20, &formulas);
    }
}

#[test]
fn the_long_run_of_several_masters() {
    for (masters, boards) in [(2, 20), (4, 60)] {
        let exhibition =
            endless(masters, Visit::CyclicSkip, vec![opponents(boards, exponential(60), GameLength::Endless)]);
        check(&exhibition, 20, &[Formula::MachineRepair, Formula::AsymptoticBounds]);
    }
}

/// Asymptotic bounds hold for all distributions.
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

/// Customers who arrive at random for one service each.
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

/// The statement of a formula about a wait, over all boards or of a group.
fn says_of_waits(formula: Formula, exhibition: &Exhibition) -> Vec<Option<usize>> {
    let said = formula.apply(exhibition).expect("it applies");
    let waits = said.into_iter().filter(|it| it.quantity == Characteristic::Measure(Measure::WaitingMean));
    waits.map(|statement| statement.group).collect()
}

/// A wait that never ends is not measured: no formula applies to waits if others may always come first, nor to the
/// waits of groups if one of them does.
#[test]
fn nothing_is_said_of_waits_under_policies_that_starve() {
    let group = |name: &str| Group { name: name.into(), ..opponents(12, exponential(60), GameLength::Endless) };
    let with = |visit| endless(1, visit, vec![group("first"), group("second")]);
    let all =
        [Formula::MachineRepair, Formula::MeanValueAnalysis, Formula::AsymptoticBounds, Formula::BalancedJobBounds];
    for formula in all {
        for visit in [Visit::GroupOrder, Visit::LastReady] {
            assert_eq!(says_of_waits(formula, &with(visit)), [], "{formula:?} under {visit:?}");
        }
    }
    for visit in [Visit::FirstReady, Visit::RandomReady, Visit::CyclicSkip] {
        assert_eq!(says_of_waits(Formula::MeanValueAnalysis, &with(visit)), [None, Some(0), Some(1)], "{visit:?}");
        assert_eq!(says_of_waits(Formula::MachineRepair, &with(visit)), [None], "{visit:?}");
    }
    // The other statements are true: throughput and utilisation, for any order of service.
    check(&with(Visit::GroupOrder), 30, &all);
    check(&with(Visit::LastReady), 30, &all);
}

/// Twenty boards that begin together meet at the master again and again: it takes (T/σ)² rounds until they have spread
/// out; before that, waits are many times too long.
#[test]
fn boards_in_step_are_not_the_long_run() {
    let service = Distribution::Exponential { mean: Duration::from_ns(100_000_000) };
    let after = |warm_up_s: u64, think| Exhibition {
        groups: vec![opponents(20, think, GameLength::Endless)],
        warm_up: Duration::from_secs(warm_up_s),
        horizon: Some(Duration::from_secs(warm_up_s + 6_300)),
        ..Exhibition::new(larry(1, service.clone()))
    };
    let nearly_constant = Distribution::Normal { mean: Duration::from_secs(60), sd: Duration::from_secs(2) };
    for too_early in [after(400, constant(60)), after(400, nearly_constant.clone())] {
        for formula in [Formula::MeanValueAnalysis, Formula::MachineRepair, Formula::BalancedJobBounds] {
            let broken = formula.broken(&too_early);
            assert_eq!(broken.len(), 1, "{formula:?}: {broken:?}");
            assert_eq!(broken[0].assumption, Assumption::BoardsSpreadOut);
        }
    }
    let mut simulator = Simulator::new(&after(400, constant(60))).expect("it makes sense");
    let waiting_s = simulator.play(SEED, 0).expect("it comes to its end").value(Measure::WaitingMean);
    let long_run = machine_repair(1, 20, 60.0, 0.1).expect("it makes sense");
    assert!(waiting_s > 5.0 * long_run.waiting_s, "{waiting_s} s");
    let spread_out = after(70_000, nearly_constant);
    check(&spread_out, 300, &[Formula::MeanValueAnalysis, Formula::MachineRepair, Formula::BalancedJobBounds]);
}

/// The first to arrive finds nobody: one third of three.
#[test]
fn a_handful_of_customers_is_no_open_queue() {
    let come = |count, think| Exhibition {
        groups: vec![Group {
            arrive: Arrival::Every(exponential(6_000)),
            ..opponents(count, think, GameLength::Exactly(1))
        }],
        ..Exhibition::new(larry(1, exponential(60)))
    };
    let keeps_up = |count, think| {
        let broken = Formula::ErlangCMasters.broken(&come(count, think));
        broken.iter().all(|broken| broken.assumption != Assumption::MastersKeepUp)
    };
    assert!(!keeps_up(3, constant(30)) && !keeps_up(90, constant(30)));
    assert!(keeps_up(110, constant(30)));
    assert!(!keeps_up(110, constant(100_000)), "the last think would be a sixth of all");
}
