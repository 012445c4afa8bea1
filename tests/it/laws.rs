//! Tests of laws from outside: false laws are refuted, true ones are not, and the reports are right.

use std::fs;
use std::path::Path;
use zeitnot::law::{Budget, Check, Finding, Law};
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Side, Simulator};
use zeitnot::replicate::Stop;
use zeitnot::time::Duration;

pub fn law(text: &str) -> Law {
    let mut laws = Law::from_text("test.ron", text, None).unwrap_or_else(|wrong| panic!("{wrong}"));
    laws.remove(0)
}

pub fn check(law: &Law, budget: Budget) -> Finding {
    let check = Check::new(law, budget, &Stop::new(), &|_| {}).unwrap_or_else(|fault| panic!("{}", fault.what));
    check.run(&[]).unwrap_or_else(|fault| panic!("{:?}: {}", fault.case, fault.what))
}

/// Only whether it is refuted, not how and where.
pub const VERDICT_ONLY: Budget = Budget {
    cases: 10_000,
    statistical_cases: 50,
    replications: 1_000,
    error_rate: 0.01,
    smaller: 100,
    further: 0,
    seed: 1,
};

/// A law on boards that are all alike: N boards, M moves, Larry thinks for S, opponents for T.
pub fn lap_law(first_move: &str, given: &str, claim: &str) -> Law {
    law(&format!(
        r#"Law(
            title: "planted",
            template: Scenario(
                master: (think: Constant("5s")),
                opponents: [(count: 24, think: Constant("55s"), moves: Exactly(30))],
                first_move: {first_move},
                last_move: Master,
            ),
            variables: {{
                "N": "opponents[0].count = 1..12",
                "M": "opponents[0].moves[0] = 1..6",
                "S": "master.think[0] = 1s..30s step 1s",
                "T": "opponents[0].think[0] = 0s..60s step 1s",
            }},
            given: "{given}",
            definitions: {{ "lap": "max(N * S, S + T)", "total": "(M - 1) * lap + N * S + T" }},
            claims: ["{claim}"],
        )"#
    ))
}

/// How many seconds the exhibition of a case of `lap_law` takes, by its positions, played without any law.
fn makespan_s(positions: &[u64], first_move: Side) -> u64 {
    let think = |seconds| Distribution::Constant(Duration::from_secs(seconds));
    let count = u32::try_from(positions[0] + 1).unwrap();
    let group = Group { count, ..Group::new("all", think(positions[3]), GameLength::Exactly(positions[1] + 1)) };
    let exhibition = Exhibition {
        groups: vec![group],
        first_move,
        last_move: Side::Master,
        ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: think(positions[2] + 1) })
    };
    Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().makespan.as_ns() / 1_000_000_000
}

/// The smallest case of `lap_law` (by the sum of its positions, then by the first that differs) in which M moves at N
/// boards do not take M · N · S, though that would be `at_least` seconds.
fn smallest(first_move: Side, at_least: u64) -> Vec<u64> {
    let lengths = [12_u64, 6, 30, 61];
    let cases = (0..lengths.iter().product::<u64>()).map(|mut number| {
        let positions = lengths.map(|length| {
            let position = number % length;
            number /= length;
            position
        });
        positions.to_vec()
    });
    let mut cases: Vec<_> = cases.collect();
    cases.sort_by_key(|positions| (positions.iter().sum::<u64>(), positions.clone()));
    let fails = |positions: &&Vec<u64>| {
        let claimed = (positions[0] + 1) * (positions[1] + 1) * (positions[2] + 1);
        claimed >= at_least && makespan_s(positions, first_move) != claimed
    };
    cases.iter().find(fails).unwrap().clone()
}

#[test]
fn the_smallest_counterexample_is_the_smallest_by_brute_force() {
    for (first_move, side) in [("Opponent", Side::Opponent), ("Master", Side::Master)] {
        for at_least in [0, 100] {
            let given = format!("M * N * S >= {at_least}s");
            let budget = Budget { further: 0, ..Budget::default() };
            let finding = check(&lap_law(first_move, &given, "makespan == M * N * S"), budget);
            let refutation = finding.refutation.unwrap();
            assert!(refutation.smallest, "{given}");
            assert_eq!(refutation.case.positions(), smallest(side, at_least), "{first_move} first, {given}");
        }
    }
}

#[test]
fn the_missing_condition_is_found() {
    for (first_move, given, condition) in [
        ("Opponent", "true", "T == 0s"),
        ("Master", "M >= 2", "N * S >= S + T"),
        ("Master", "true", "M == 1 or N * S >= S + T"),
    ] {
        let finding = check(&lap_law(first_move, given, "makespan == M * N * S"), Budget::default());
        let found = finding.refutation.unwrap().condition.unwrap();
        assert_eq!((found.text.as_str(), found.only_there), (condition, true), "{first_move} first, given {given}");
        // Those that were drawn twice count once.
        assert!((3_500..=4_000).contains(&found.cases), "{}", found.cases);
    }
}

#[test]
fn variables_that_do_not_matter_are_told() {
    let finding = check(&lap_law("Master", "true", "makespan == M * N * S"), VERDICT_ONLY);
    assert_eq!(finding.refutation.unwrap().irrelevant, ["S"]);
}

#[test]
fn planted_faults_are_refuted_at_default_settings() {
    for claim in [
        "makespan == total + 1ns",
        "makespan <= total - 1ns",
        "makespan < total",
        // Wrong only where T is 0.
        "makespan > M * N * S",
        // Wrong only on ties.
        "N * S != S + T or makespan != total",
        // Wrong in 1 of 1,000 cases.
        "makespan == total and not (N == 7 and M == 5 and S > 27s and T > 12s)",
    ] {
        assert!(check(&lap_law("Opponent", "true", claim), VERDICT_ONLY).refutation.is_some(), "{claim}");
    }
}

#[test]
fn true_laws_hold() {
    for claim in ["makespan == total", "makespan >= M * N * S and makespan <= N * M * (S + T)"] {
        let finding = check(&lap_law("Opponent", "true", claim), Budget { cases: 1_000, ..VERDICT_ONLY });
        assert!(finding.refutation.is_none() && finding.cases == 1_000 && !finding.exhausted, "{claim}");
    }
}

#[test]
fn a_small_space_is_tried_as_a_whole() {
    let law = law(r#"Law(
        title: "few",
        template: Scenario(master: (think: Constant("5s")), opponents: [(count: 2, think: Constant("9s"), moves: Exactly(2))]),
        variables: { "N": "opponents[0].count = 1..5", "visit": "visit = Cyclic, FirstReady" },
        given: "N != 3",
        claims: ["makespan == max(N * 5s, 14s) + N * 5s + 9s"],
    )"#);
    let finding = check(&law, Budget::default());
    assert!(finding.refutation.is_none() && finding.exhausted);
    assert_eq!(finding.cases, 8);
}

/// A game of one move against an exponential Larry.
pub fn random_law(claims: &str) -> Law {
    law(&format!(
        r#"Law(
            title: "random",
            template: Scenario(
                master: (think: Exponential(mean: "10s")),
                opponents: [(think: Constant("10s"), moves: Exactly(1))],
            ),
            variables: {{ "S": "master.think.mean = 10s..40s step 10s" }},
            claims: [{claims}],
        )"#
    ))
}

#[test]
fn a_random_law_off_by_two_percent_is_refuted_at_default_settings() {
    for claim in ["E(master_thinking) == 1.02 * S", "E(master_thinking) >= 1.02 * S"] {
        assert!(check(&random_law(&format!("\"{claim}\"")), VERDICT_ONLY).refutation.is_some(), "{claim}");
    }
    let right = r#""E(master_thinking) == S", "E(makespan) == 10s + S", "P(master_thinking <= S) <= 64%""#;
    let finding = check(&random_law(right), VERDICT_ONLY);
    assert!(finding.refutation.is_none());
    // 4 cases of 1,000 replications: t(49) at 1 % over 8 comparisons times 1/√1000 is about 12 %.
    let within = finding.statistical.unwrap().within.unwrap();
    assert!((0.03..0.2).contains(&within), "{within}");
}

#[test]
fn a_single_run_may_refute_and_is_told_by_its_number() {
    let finding = check(&random_law("\"master_thinking < 4 * S\""), Budget { further: 0, ..Budget::default() });
    let refutation = finding.refutation.unwrap();
    // With probability e⁻⁴ a run takes longer: the first that does is far below the hundredth (but for 1 in 10⁷ seeds).
    assert!(refutation.replication.unwrap() < 1_000 && refutation.smallest, "{refutation:?}");
}

/// With an error rate of 5 %, of 500 checks of true laws more than 25 + 3 · √(500 · 0.05 · 0.95) ≈ 40 are refuted with
/// probability 0.002 at most.
#[test]
fn true_laws_are_refuted_no_more_often_than_stated() {
    // The median is S ln 2; longer than S ln 100 is one in a hundred. Both laws are true by a hair.
    for claims in [
        r#""E(makespan) == 10s + S", "quantile(master_thinking, 50%) <= 0.693147181 * S""#,
        r#""P(master_thinking <= 0.693147181 * S) >= 50%""#,
        r#""P(master_thinking > 4.605170186 * S) <= 1%""#,
    ] {
        assert_seldom_refuted(claims);
    }
}

fn assert_seldom_refuted(claims: &str) {
    let law = random_law(claims);
    let is_refuted = |seed: &u64| {
        let budget = Budget { statistical_cases: 1, replications: 20, error_rate: 0.05, seed: *seed, ..VERDICT_ONLY };
        check(&law, budget).refutation.is_some()
    };
    let refuted = (0..500).filter(is_refuted).count();
    assert!(refuted <= 40, "{refuted}: {claims}");
}

#[test]
fn a_case_that_cannot_be_played_is_an_error_with_its_values() {
    let law = law(r#"Law(
        title: "a club without a master",
        template: Scenario(master: (think: Constant("5s")), opponents: [(count: 2, think: Constant("9s"))]),
        variables: { "C": "master.count = 0..3" },
        claims: ["makespan > 0s"],
    )"#);
    let result = Check::new(&law, Budget::default(), &Stop::new(), &|_| {}).and_then(|check| check.run(&[]));
    let fault = result.unwrap_err();
    assert_eq!(fault.case, [("C".to_owned(), "0".to_owned())]);
    assert!(fault.what.contains("master"), "{}", fault.what);
}

/// The laws in `laws/`, with the verdict that their file's first lines promise.
#[test]
fn the_shipped_laws_are_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("laws");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    assert!(files.len() >= 3);
    for path in files {
        let hold = fs::read_to_string(&path).unwrap().contains("All of these hold");
        for law in Law::read(&path).unwrap_or_else(|wrong| panic!("{wrong}")) {
            let budget = Budget { cases: 200, statistical_cases: 4, replications: 100, ..VERDICT_ONLY };
            let budget = if hold { budget } else { VERDICT_ONLY };
            assert_eq!(check(&law, budget).refutation.is_none(), hold, "{}", law.title);
        }
    }
}

#[test]
fn cases_left_open_before_a_refutation_are_counted() {
    // Opponent k + 1 waits k ms: the median of more than 65,536 different waits is 35.03 s, known within 0.1 %.
    let law = law(r#"Law(
            title: "open first, then false",
            template: Scenario(
                master: (think: Constant("1ms")),
                opponents: [(count: 70061, think: Constant("1s"), moves: Exactly(1))],
            ),
            variables: { "A": "opponents[0].think[0] = 1s..2s step 1s" },
            claims: ["waiting_q50 != 35.02s", "A < 2s"],
        )"#);
    let finding = check(&law, VERDICT_ONLY);
    assert_eq!(
        (finding.cases, finding.undecided, finding.refutation.map(|found| found.claim)),
        (2, 1, Some("A < 2s".into()))
    );
}
