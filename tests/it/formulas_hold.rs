//! Tests of formulas against simulations, as in `explain`: over random exhibitions none looks broken because of
//! rounding, chance or a window's edges.

use proptest::prelude::*;
use proptest::sample::select;
use zeitnot::experiment::Playing;
use zeitnot::experiment::explanation::{Consistency, Explanation, ExplanationRequest, explain};
use zeitnot::model::EVENTS_MAX;
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Side, Visit};
use zeitnot::replicate::Stop;
use zeitnot::scenario::Scenario;
use zeitnot::time::Duration;

fn explained(exhibition: &Exhibition, replications: u64) -> Explanation {
    let replications = if exhibition.is_deterministic() { 1 } else { replications };
    let request = ExplanationRequest { replications, level: 0.95, path_of: None };
    let playing = Playing { seed: None, jobs: 1, events_max: EVENTS_MAX, stop: Stop::new(), memory: None };
    let scenario = Scenario { title: "random".into(), seed: 3, exhibition: exhibition.clone() };
    explain(&scenario, &request, &playing, &|_| ()).expect("it is played")
}

fn assert_nothing_broken(exhibition: &Exhibition, replications: u64) {
    let explanation = explained(exhibition, replications);
    for said in &explanation.said {
        for finding in &said.agreements {
            assert_ne!(
                finding.verdict,
                Some(Consistency::Broken),
                "{}: {finding:?}\n{exhibition:?}",
                said.formula.name()
            );
        }
    }
}

fn ms(range: std::ops::RangeInclusive<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(|ms| Duration::from_ns(ms * 1_000_000))
}

/// Times of every kind, on average some seconds.
fn times() -> BoxedStrategy<Distribution> {
    prop_oneof![
        3 => ms(1..=20_000).prop_map(Distribution::Constant),
        2 => ms(1..=20_000).prop_map(|mean| Distribution::Exponential { mean }),
        1 => (ms(0..=9_000), ms(1..=9_000))
            .prop_map(|(min, width)| Distribution::Uniform { min, max: min.checked_add(width).expect("short") }),
        1 => ((1..=8_u32), (1..=4_000_u32)).prop_map(|(sigma, median)| Distribution::LogNormal {
            mu: libm::log(f64::from(median) / 1e3),
            sigma: f64::from(sigma) / 4.0,
        }),
        1 => (ms(1..=9_000), 2..=9_u32).prop_map(|(mean, cv)| Distribution::HyperExponential { mean, cv: f64::from(cv) }),
        1 => (ms(1..=5_000), 11..=40_u32).prop_map(|(min, shape)| Distribution::Pareto { min, shape: f64::from(shape) / 10.0 }),
        1 => (ms(1..=5_000), 1..=100_000_u32).prop_map(|(usual, odds)| Distribution::Mixture(vec![
            (f64::from(odds), Distribution::Constant(usual)),
            (1.0, Distribution::Constant(Duration::from_secs(1_000))),
        ])),
    ]
    .boxed()
}

fn constants() -> BoxedStrategy<Distribution> {
    ms(1..=60_000).prop_map(Distribution::Constant).boxed()
}

fn groups(times: fn() -> BoxedStrategy<Distribution>, moves: BoxedStrategy<GameLength>) -> BoxedStrategy<Vec<Group>> {
    let group = (1..=12_u32, times(), moves);
    prop::collection::vec(group, 1..=2)
        .prop_map(|all| {
            let group =
                |(index, (count, think, moves))| Group { count, ..Group::new(&format!("g{index}"), think, moves) };
            all.into_iter().enumerate().map(group).collect()
        })
        .boxed()
}

/// The mean length of a round, at the longest, in seconds.
fn round_s(exhibition: &Exhibition) -> f64 {
    let longest = exhibition.groups.iter().map(|group| group.think.mean_s()).fold(0.0, f64::max);
    longest + (1.0 + exhibition.opponents() as f64) * exhibition.master.think.mean_s()
}

fn any_exhibitions(
    times: fn() -> BoxedStrategy<Distribution>,
    moves: BoxedStrategy<GameLength>,
    endless: bool,
) -> BoxedStrategy<Exhibition> {
    let sides = select(vec![Side::Opponent, Side::Master]);
    let parts =
        (1..=4_u32, times(), groups(times, moves), select(Visit::ALL.to_vec()), (sides.clone(), sides), 4..=9_u32);
    parts
        .prop_map(move |(count, think, groups, visit, (first_move, last_move), rounds)| {
            let exhibition = Exhibition {
                groups,
                visit,
                first_move,
                last_move,
                ..Exhibition::new(Master { name: "Larry".into(), count, think })
            };
            if !endless {
                return exhibition;
            }
            // Longer than necessary for the long run, by little or by much.
            let round_s = round_s(&exhibition);
            let warm_up = Duration::from_secs_f64(round_s * f64::from(2 + rounds));
            let horizon = warm_up.checked_add(Duration::from_secs_f64(round_s * f64::from(30 + 20 * rounds)));
            Exhibition { warm_up, horizon, ..exhibition }
        })
        .prop_filter("it makes sense", |exhibition| exhibition.check().is_empty())
        .boxed()
}

fn finite_lengths() -> BoxedStrategy<GameLength> {
    prop_oneof![
        3 => (1..=8_u64).prop_map(GameLength::Exactly),
        1 => (1..=4_u64, 0..=5_u64).prop_map(|(min, more)| GameLength::Uniform(min, min + more)),
        1 => (1..=8_u32).prop_map(|mean| GameLength::Geometric { mean: f64::from(mean) }),
    ]
    .boxed()
}

/// Of 60 such games 51 seemed to break their bounds by what a finite window cuts at its edges.
fn plain(boards: u32, masters: u32, think_ms: u64, service_ms: u64) -> Exhibition {
    let constant = |ms: u64| Distribution::Constant(Duration::from_ns(ms * 1_000_000));
    let group = Group { count: boards, ..Group::new("opponent", constant(think_ms), GameLength::Endless) };
    Exhibition {
        groups: vec![group],
        warm_up: Duration::from_secs(3_600),
        horizon: Some(Duration::from_secs(36_000)),
        ..Exhibition::new(Master { name: "Larry".into(), count: masters, think: constant(service_ms) })
    }
}

#[test]
fn the_edges_of_a_window_break_nothing() {
    for boards in [1, 2, 7, 20] {
        for masters in [1, 3] {
            for (think_ms, service_ms) in [(61_000, 7_000), (13_000, 1_700), (59_999, 101)] {
                assert_nothing_broken(&plain(boards, masters, think_ms, service_ms), 1);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn plain_endless_games_with_constant_times(
        exhibition in any_exhibitions(constants, Just(GameLength::Endless).boxed(), true),
    ) {
        assert_nothing_broken(&exhibition, 1);
    }

    #[test]
    fn games_that_end(exhibition in any_exhibitions(times, finite_lengths(), false)) {
        assert_nothing_broken(&exhibition, 30);
    }

    #[test]
    fn games_that_end_after_constant_times(exhibition in any_exhibitions(constants, finite_lengths(), false)) {
        assert_nothing_broken(&exhibition, 30);
    }
}

proptest! {
    // Fewer: each plays 30 long evenings.
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn endless_games(exhibition in any_exhibitions(times, Just(GameLength::Endless).boxed(), true)) {
        assert_nothing_broken(&exhibition, 30);
    }
}
