use super::*;
use crate::engine::Streams;
use crate::experiment::Precision;
use crate::model::{GroupOutcome, Measure};
use crate::time::Duration;

fn outcome(makespan_s: u64) -> Outcome {
    let groups = vec![GroupOutcome::default()];
    Outcome { makespan: Duration::from_secs(makespan_s), masters: 1, groups, digest: makespan_s, ..Outcome::default() }
}

/// Compares makespans: for each replication that of the baseline and those of the alternatives.
fn compare(replications: &[&[u64]], gates: &[&str]) -> Comparer {
    let groups = vec![vec!["hobbyist"]; replications[0].len()];
    let gates = gates.iter().map(|gate| Gate::new(gate, &groups[0]).unwrap()).collect();
    let mut comparer = Comparer::new(&groups, vec![Measure::Makespan.into()], gates, 0.95).unwrap();
    for makespan_s in replications.iter().copied().flatten() {
        comparer.add(&outcome(*makespan_s));
    }
    comparer
}

fn assert_close(value: Option<f64>, expected: f64) {
    assert!((value.unwrap() - expected).abs() < 1e-4 * expected.abs(), "{value:?}, not {expected}");
}

#[test]
fn pairs_are_judged_by_their_differences() {
    let it = compare(&[&[100, 98], &[120, 119], &[90, 87], &[130, 128]], &[]).comparison().unwrap();
    let difference = it.alternatives[0][0];
    assert_eq!((it.replications, difference.mean.to_bits(), difference.difference), (4, 108.0_f64.to_bits(), -2.0));
    // −2, −1, −3, −2: S² = 2/3, t(3, 0.975) = 3.1824.
    assert_close(difference.half_width, 3.182_446 * (2.0_f64 / 3.0 / 4.0).sqrt());
    assert_eq!(difference.verdict, Significance::Less);
    assert_close(difference.change, -2.0 / 110.0);
    // S² of the baseline 1000/3, of the alternative 1082/3... worked out from the values themselves.
    let variance = |values: [f64; 4]| values.into_iter().collect::<Tally>().variance().unwrap();
    let sum = variance([100.0, 120.0, 90.0, 130.0]) + variance([98.0, 119.0, 87.0, 128.0]);
    assert_close(difference.variance_reduction, sum / (2.0 / 3.0));
    // The delta method on its linear form: D + 2/110 Y₀.
    let linear = variance([100.0, 120.0, 90.0, 130.0].map(|base| 2.0 / 110.0 * base))
        + variance([-2.0, -1.0, -3.0, -2.0])
        + 2.0 * covariance([100.0, 120.0, 90.0, 130.0].map(|base| 2.0 / 110.0 * base), [-2.0, -1.0, -3.0, -2.0]);
    assert_close(difference.change_half_width, 3.182_446 * (linear / 4.0).sqrt() / 110.0);
}

fn covariance(x: [f64; 4], y: [f64; 4]) -> f64 {
    let mean = |values: [f64; 4]| values.iter().sum::<f64>() / 4.0;
    x.iter().zip(y).map(|(a, b)| (a - mean(x)) * (b - mean(y))).sum::<f64>() / 3.0
}

#[test]
fn no_difference_is_told_from_none_that_is_shown() {
    let verdict = |replications: &[&[u64]]| compare(replications, &[]).comparison().unwrap().alternatives[0][0].verdict;
    assert_eq!(verdict(&[&[100, 100], &[120, 120]]), Significance::Same);
    assert_eq!(verdict(&[&[100, 101], &[120, 119]]), Significance::NotShown);
    assert_eq!(verdict(&[&[100, 103], &[120, 123]]), Significance::Greater, "always the same difference");
    assert_eq!(verdict(&[&[100, 103]]), Significance::NotShown, "one replication shows nothing");
    assert_eq!(verdict(&[&[0, 0], &[0, 0]]), Significance::Same);
}

#[test]
fn more_comparisons_make_wider_intervals() {
    let one = compare(&[&[100, 98], &[120, 119], &[90, 87]], &[]).comparison().unwrap();
    let two = compare(&[&[100, 98, 98], &[120, 119, 119], &[90, 87, 87]], &[]).comparison().unwrap();
    // t(2, 1 − 0.025/2) ÷ t(2, 0.975), from a table.
    let ratio = two.alternatives[1][0].half_width.unwrap() / one.alternatives[0][0].half_width.unwrap();
    assert!((ratio - 6.205_35 / 4.302_65).abs() < 1e-4, "{ratio}");
    assert_eq!((one.comparisons(), two.comparisons()), (1, 2));
}

#[test]
fn gates_are_judged_for_every_alternative() {
    let it = compare(&[&[100, 105, 90], &[120, 126, 110], &[110, 115, 99]], &["makespan > +2%", "makespan > +10s"]);
    let gates = it.comparison().unwrap().gates;
    assert_eq!(gates, [[GateVerdict::Failed, GateVerdict::Passed], [GateVerdict::Passed; 2]]);
}

/// In the alternative the groups stand the other way round.
#[test]
fn a_group_is_found_by_its_name_in_every_scenario() {
    let of_groups = |moves: [u64; 2]| Outcome {
        groups: moves.map(|moves| GroupOutcome { moves, ..GroupOutcome::default() }).to_vec(),
        ..Outcome::default()
    };
    let groups = [vec!["hobbyist", "club"], vec!["club", "hobbyist"], vec!["club"]];
    let comparer = |scenarios: usize| {
        let gate = Gate::new("club.moves > +1", &groups[0]).unwrap();
        Comparer::new(&groups[..scenarios], vec![Subject::new("hobbyist.moves", &groups[0]).unwrap()], vec![gate], 0.95)
    };
    let mut pair = comparer(2).unwrap();
    for _ in 0..2 {
        pair.add(&of_groups([10, 20]));
        pair.add(&of_groups([23, 11]));
    }
    let it = pair.comparison().unwrap();
    let differences: Vec<_> = it.alternatives[0].iter().map(|it| it.difference.to_bits()).collect();
    assert_eq!(differences, [1.0, 3.0].map(f64::to_bits));
    assert_eq!(it.gates, [[GateVerdict::Failed]]);
    let lacking = comparer(3).unwrap_err();
    assert_eq!((lacking.scenario, lacking.subject.to_string().as_str()), (2, "hobbyist.moves"));
}

#[test]
fn an_incomplete_replication_does_not_count() {
    let mut comparer = compare(&[&[100, 98, 97], &[120, 119, 118]], &[]);
    let before = comparer.comparison();
    comparer.add(&outcome(5));
    comparer.add(&outcome(6));
    assert_eq!((comparer.replications(), comparer.comparison()), (2, before));
    comparer.add(&outcome(7));
    assert_eq!(comparer.replications(), 3);
}

#[test]
fn a_precision_is_that_of_the_difference() {
    let precision: Precision = "1s".parse().unwrap();
    let rule = Sequential { precision, measures: vec![Measure::Makespan.into()], level: 0.95, max_replications: 50 };
    let comparer = |difference: &dyn Fn(u64) -> u64, n: u64| {
        let pairs: Vec<[u64; 2]> = (0..n).map(|i| [1_000 * (i % 2), 1_000 * (i % 2) + difference(i)]).collect();
        compare(&pairs.iter().map(|pair| &pair[..]).collect::<Vec<_>>(), &[])
    };
    assert_eq!(comparer(&|_| 7, 29).ending(&rule), None);
    assert_eq!(comparer(&|_| 7, 300).ending(&rule), Some(Ending::Precision));
    assert_eq!(comparer(&|i| 100 * (i % 3), 49).ending(&rule), None);
    assert_eq!(comparer(&|i| 100 * (i % 3), 50).ending(&rule), Some(Ending::MaxReplications));
    assert_eq!(comparer(&|i| 100 * (i % 3), 50).expected(&rule), Some(50));
}

/// An outcome with waits of this mean over this many visits.
fn waits(visits: u64, mean_s: u64) -> Outcome {
    let group =
        GroupOutcome { visits, waiting_ns: u128::from(visits * mean_s * 1_000_000_000), ..GroupOutcome::default() };
    Outcome { makespan: Duration::from_secs(1), masters: 1, groups: vec![group], ..Outcome::default() }
}

/// Compares mean waits: of each pair, visits and mean of the baseline and of the alternative.
fn compare_waits(pairs: impl IntoIterator<Item = [(u64, u64); 2]>, gates: &[&str]) -> Comparison {
    let groups = vec![vec!["hobbyist"]; 2];
    let gates = gates.iter().map(|gate| Gate::new(gate, &groups[0]).unwrap()).collect();
    let mut comparer = Comparer::new(&groups, vec![Measure::WaitingMean.into()], gates, 0.95).unwrap();
    for (visits, mean_s) in pairs.into_iter().flatten() {
        comparer.add(&waits(visits, mean_s));
    }
    comparer.comparison().unwrap()
}

/// Runs with many visits count more, as in the summary of either alone.
#[test]
fn ratios_are_compared_as_those_of_the_means() {
    let pairs = [[(8, 10), (8, 11)], [(2, 60), (2, 64)], [(6, 20), (6, 20)], [(4, 30), (4, 35)]];
    let it = compare_waits(pairs, &["waiting_mean > +10%", "waiting_mean > +1s", "waiting_mean > +10s"]);
    let alone = |of: usize| {
        let mut summariser = crate::experiment::Summariser::new(0.95);
        for pair in pairs {
            summariser.add(&waits(pair[of].0, pair[of].1));
        }
        summariser.summary().unwrap().estimate(Measure::WaitingMean)
    };
    let (base, own, difference) = (alone(0), alone(1), it.alternatives[0][0]);
    assert_eq!((it.baseline[0].mean.to_bits(), it.baseline[0].half_width), (base.mean.to_bits(), base.half_width));
    assert_eq!(difference.mean.to_bits(), own.mean.to_bits());
    // 440 s and 476 s over 20 visits; the residuals are y − r x of each, over 5 visits.
    assert!((difference.difference - 36.0 / 20.0).abs() < 1e-12);
    let residual = |(visits, mean): (u64, u64), ratio: f64| (visits as f64) * (mean as f64 - ratio) / 5.0;
    let residuals: Tally = pairs.iter().map(|[one, other]| residual(*other, 23.8) - residual(*one, 22.0)).collect();
    assert_close(difference.half_width, 3.182_446 * (residuals.variance().unwrap() / 4.0).sqrt());
    assert_eq!(it.gates[0], [GateVerdict::Undecided, GateVerdict::Undecided, GateVerdict::Passed]);
}

#[test]
fn equal_ratios_are_the_same_and_pass() {
    let it = compare_waits([[(8, 10); 2], [(2, 60); 2], [(6, 20); 2]], &["waiting_mean > +0%", "waiting_mean < -0%"]);
    let difference = it.alternatives[0][0];
    assert_eq!(
        (difference.verdict, difference.difference, difference.half_width),
        (Significance::Same, 0.0, Some(0.0))
    );
    assert_eq!(it.gates[0], [GateVerdict::Passed; 2]);
}

/// No wait differs, although there are more of them.
#[test]
fn more_visits_without_a_wait_are_no_difference() {
    let it = compare_waits([[(1, 0), (2, 0)]; 3], &[]);
    assert_eq!(it.alternatives[0][0].verdict, Significance::Same);
}

#[test]
fn ratios_that_are_equal_in_every_run_may_differ_in_their_means() {
    let pairs = [[(8, 10), (2, 10)], [(2, 60), (4, 60)]];
    let difference = compare_waits(pairs.iter().cycle().take(20).copied(), &[]).alternatives[0][0];
    assert_ne!(difference.verdict, Significance::Same);
    assert!(
        (difference.difference - 70.0 / 3.0).abs() < 1e-12 && difference.half_width.unwrap() > 1.0,
        "{difference:?}"
    );
}

/// What is exactly at the bound of a gate passes, whatever the rounding of its variance.
#[test]
fn the_bound_itself_is_allowed_for_ratios() {
    for seed in 0..50 {
        let mut draws = Streams::new(11, seed).stream(0, 0, 0);
        let pairs: Vec<_> = (0..20)
            .map(|_| (1 + draws.below(1_000), 10 * draws.below(1_000)))
            .map(|(visits, wait)| [(visits, wait), (visits, wait / 10 * 11)])
            .collect();
        assert_eq!(compare_waits(pairs, &["waiting_mean > +10%"]).gates[0], [GateVerdict::Passed], "seed {seed}");
    }
}

#[test]
fn intervals_of_differences_of_ratios_cover_as_often_as_they_say() {
    const SAMPLES: u64 = 1_000;
    // Visits from 1 to 1,000; the means are E(VW) ÷ E(V), with waits that grow with the visits.
    let mut covering = 0;
    for sample in 0..SAMPLES {
        let mut draws = Streams::new(7, sample).stream(0, 0, 0);
        let pairs = (0..60).map(|_| {
            let (visits, wait) = (1 + draws.below(1_000), draws.below(1_000));
            [(visits, visits + wait), (visits, visits + wait + 100 + draws.below(1_001))]
        });
        let pairs: Vec<_> = pairs.collect();
        let difference = compare_waits(pairs, &[]).alternatives[0][0];
        covering += u64::from((difference.difference - 600.0).abs() <= difference.half_width.unwrap());
    }
    let share = covering as f64 / SAMPLES as f64;
    assert!((share - 0.95).abs() < 0.02, "{share}");
}
