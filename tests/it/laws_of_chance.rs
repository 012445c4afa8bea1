//! Laws about all runs: what is known decides, what is too skewed is told, and nothing goes on for ever.

use crate::laws::{VERDICT_ONLY, check, lap_law, law, random_law};
use zeitnot::law::{Budget, Check, Law};
use zeitnot::replicate::Stop;

/// Larry thinks for F times 10 s on average.
fn scaled_law(claim: &str) -> Law {
    law(&format!(
        r#"Law(
            title: "scaled",
            template: Scenario(
                master: (think: Exponential(mean: "10s")),
                opponents: [(think: Constant("0s"), moves: Exactly(1))],
            ),
            variables: {{ "F": "master.think *= 1..4" }},
            claims: ["{claim}"],
        )"#
    ))
}

/// What holds of a case, whatever chance does, lets no claim go free that is false.
#[test]
fn a_guard_without_a_statistic_decides_nothing_alone() {
    for claim in [
        "F >= 1 implies E(makespan) <= 5s",
        "F >= 1 and E(makespan) <= 5s",
        "E(makespan) <= 5s or F > 100",
        "not (F >= 1 and E(makespan) > 5s)",
        "P(makespan <= 5s) >= 90% or F > 100",
        "F >= 1 implies P(makespan > 5s) < 10%",
        "F < 1 or quantile(makespan, 50%) <= 5s",
        "F >= 1 implies q95(makespan) <= 20s",
        "F >= 1 implies E(makespan) == 11s * F",
    ] {
        let refutation = check(&scaled_law(claim), VERDICT_ONLY).refutation;
        let sides = refutation.unwrap_or_else(|| panic!("{claim}")).sides;
        assert!(sides.is_some_and(|sides| sides.left.0.contains("makespan")), "{claim}");
    }
    for claim in
        ["F > 100 implies E(makespan) <= 5s", "E(makespan) <= 5s or F <= 100", "not (F > 100 and E(makespan) > 5s)"]
    {
        let finding = check(&scaled_law(claim), VERDICT_ONLY);
        assert!(finding.refutation.is_none() && finding.statistical.unwrap().shown == 4, "{claim}");
    }
}

/// Two runs of the same draw that always differ by 2 s differ by 2 s on average: nothing is left open.
#[test]
fn a_difference_that_never_varies_is_known() {
    for (claim, holds) in [
        ("E(makespan with opponents[0].think[0] = 12s) == E(makespan) + 1s", false),
        ("E(makespan with opponents[0].think[0] = 12s) == E(makespan) + 2s", true),
        ("E(makespan with opponents[0].think[0] = 12s) <= E(makespan) + 2s", true),
        ("E(makespan with opponents[0].think[0] = 12s) < E(makespan) + 1999ms", false),
        ("E(moves) == 2", false),
        ("E(moves) == 1", true),
        // Once in 1,000 runs might never be seen in 1,000 runs.
        ("P(makespan > 1h) + P(makespan > 2h) >= 0.0001%", true),
        ("P(makespan > 1h) + P(makespan > 2h) >= 1%", false),
    ] {
        let finding = check(&random_law(&format!("\"{claim}\"")), VERDICT_ONLY);
        assert_eq!(finding.refutation.is_none(), holds, "{claim}");
        if let Some(refutation) = finding.refutation {
            // Of probabilities it is known how seldom what was never seen can happen.
            let never_varied = (!claim.contains('P')).then_some(4_000);
            assert_eq!(refutation.never_varied, never_varied, "{claim}");
        } else {
            // What did not happen may happen.
            assert_eq!(finding.statistical.unwrap().shown, 0, "{claim}");
        }
    }
}

/// Where chance has no say, expectations are what happens, to the nanosecond.
#[test]
fn claims_about_all_runs_are_exact_without_chance() {
    for (claim, holds) in [
        ("E(makespan) == total", true),
        ("E(makespan) == total + 1ns", false),
        ("P(makespan == total) == 1 and q50(makespan) == total", true),
        ("P(makespan < total) > 0", false),
    ] {
        let budget = Budget { statistical_cases: 20, ..VERDICT_ONLY };
        let finding = check(&lap_law("Opponent", "true", claim), budget);
        assert_eq!(finding.refutation.is_none(), holds, "{claim}");
        assert_eq!(finding.statistical.unwrap().shown == finding.cases, holds, "{claim}");
    }
}

/// A game of one move; on average Larry thinks for 10 s.
fn skewed_law(think: &str, claim: &str) -> Law {
    law(&format!(
        r#"Law(
            title: "skewed",
            template: Scenario(
                master: (think: {think}),
                opponents: [(think: Constant("0s"), moves: Exactly(1))],
            ),
            claims: ["{claim}"],
        )"#
    ))
}

/// At an error rate of 5 %, of 60 checks of a true law more than 3 + 3 · √(60 · 0.05 · 0.95) ≈ 8 are refuted with
/// probability 0.002 at most.
#[track_caller]
fn assert_hardly_refuted(think: &str, claim: &str) {
    let law = skewed_law(think, claim);
    let is_refuted = |seed: &u64| {
        let budget = Budget { replications: 40, error_rate: 0.05, seed: *seed, ..VERDICT_ONLY };
        check(&law, budget).refutation.is_some()
    };
    let refuted = (0..60).filter(is_refuted).count();
    assert!(refuted <= 8, "{refuted}: {claim} for {think}");
}

#[test]
fn true_laws_about_heavy_tails_are_refuted_no_more_often_than_stated() {
    for think in [
        r#"HyperExponential(mean: "10s", cv: 5.0)"#,
        r#"LogNormal(mean: "10s", sd: "100s")"#,
        r#"Pareto(min: "3.333333333s", shape: 1.5)"#,
        r#"Mixture([(0.98, Constant("1s")), (0.02, Constant("451s"))])"#,
    ] {
        for claim in ["E(makespan) == 10s", "E(makespan) >= 10s"] {
            assert_hardly_refuted(think, claim);
        }
    }
}

/// As above, for quantiles: of few values they are biased, and between two modes they jump.
#[test]
fn true_laws_about_quantiles_are_refuted_no_more_often_than_stated() {
    let exponential = r#"Exponential(mean: "10s")"#;
    let in_two_places = r#"Mixture([(0.5, Uniform("1s", "2s")), (0.5, Uniform("100s", "101s"))])"#;
    for (think, claim) in [
        (exponential, "quantile(makespan, 99.9%) - q50(makespan) >= 62146080983ns"),
        (exponential, "quantile(makespan, 99%) - q50(makespan) >= 39120230053ns"),
        (exponential, "q99(makespan) == 4 * E(makespan) + 6051701860ns"),
        (exponential, "q99(makespan) / P(makespan > 10s) >= 125180500000ns"),
        (in_two_places, "quantile(makespan, 49%) == 1980ms"),
        (exponential, "E(makespan) == 10s and q95(makespan) / 1ns >= 29957322000 + 0 * P(makespan > 1h)"),
        (exponential, "floor(E(makespan) / 1s) >= 10"),
        (exponential, "1 / P(makespan > 30s) <= 20.086"),
        (exponential, "1 / P(makespan > 30s) >= 20.085"),
        // Of 40 replications, one in four shows none in the denominator.
        (exponential, "P(makespan > 20s) / P(makespan > 33656ms) >= 3.916"),
        (
            r#"Mixture([(0.98, Constant("1s")), (0.02, Constant("400s"))])"#,
            "quantile(makespan, 98.1%) - q50(makespan) == 399s",
        ),
    ] {
        assert_hardly_refuted(think, claim);
    }
}

/// What is false is found, and what a sample can't show is not said to be shown.
#[test]
fn false_laws_about_quantiles_are_refuted() {
    let exponential = r#"Exponential(mean: "10s")"#;
    for (claim, refuted) in [
        ("q95(makespan) <= 2 * E(makespan)", true),
        ("q95(makespan) >= 4 * E(makespan)", true),
        ("q95(makespan) - q50(makespan) == 20s", true),
        ("quantile(makespan, 99.9%) >= 10 * E(makespan)", true),
        ("q95(makespan) <= 4 * E(makespan)", false),
    ] {
        let finding = check(&skewed_law(exponential, claim), VERDICT_ONLY);
        assert_eq!(finding.refutation.is_some(), refuted, "{claim}");
        assert_eq!(finding.statistical.unwrap().shown, u64::from(!refuted), "{claim}");
    }
    let barely = "quantile(makespan, 99.9%) - q50(makespan) <= 62146080000ns";
    assert_eq!(check(&skewed_law(exponential, barely), VERDICT_ONLY).statistical.unwrap().shown, 0);
}

/// What can't be judged is said to be so; what can, is judged by more replications.
#[test]
fn skewed_cases_are_looked_at_again_or_told() {
    let pareto = r#"Pareto(min: "3.333333333s", shape: 1.5)"#;
    let told = check(&skewed_law(pareto, "E(makespan) >= 10s"), VERDICT_ONLY).statistical.unwrap().skewed.unwrap();
    assert!(told.cases == 1 && told.skewness > 10.0 && told.needed > 64_000, "{told:?}");
    // Half of the samples of 1,000 show less than 10 s.
    let heavy = r#"LogNormal(mean: "10s", sd: "30s")"#;
    let refuted = |seed| {
        let budget = Budget { seed, ..VERDICT_ONLY };
        check(&skewed_law(heavy, "E(makespan) <= 9s"), budget).refutation.is_some()
    };
    assert!((0..3).all(refuted));
    let plain = check(&skewed_law(r#"Exponential(mean: "10s")"#, "E(makespan) == 10s"), VERDICT_ONLY);
    assert_eq!(plain.statistical.unwrap().skewed, None);
}

/// A space of 20 million cases, most of which the law does not mean, is neither kept in memory nor gone through after
/// the end.
#[test]
fn a_large_space_of_claims_about_all_runs_is_left_in_time() {
    let law = law(r#"Law(
        title: "many",
        template: Scenario(
            master: (think: Exponential(mean: "10s")),
            opponents: [(think: Constant("10s"), moves: Exactly(1))],
        ),
        variables: { "S": "master.think.mean = 1s..20000s step 1ms" },
        given: "S >= 19999s",
        claims: ["E(makespan) >= 1s"],
    )"#);
    let stop = Stop::after(std::time::Duration::from_millis(700)).unwrap();
    let budget = Budget { statistical_cases: 20_000_000, replications: 40, ..VERDICT_ONLY };
    let begin = std::time::Instant::now();
    let finding = Check::new(&law, budget, &stop, &|_| {}).unwrap().run(&[]).unwrap();
    assert!(finding.stopped.is_some() && finding.refutation.is_none());
    assert!(begin.elapsed() < std::time::Duration::from_secs(5), "{:?}", begin.elapsed());
}
