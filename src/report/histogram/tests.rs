//! What histograms look like.

use super::*;
use crate::model::Measure;
use crate::report::rasterised;

fn histogram(measure: Measure, values: impl IntoIterator<Item = f64>) -> Histogram {
    Histogram::new("A <long> evening & more".to_owned(), measure, values.into_iter().collect()).unwrap()
}

fn lines(histogram: &Histogram) -> Vec<String> {
    let mut out = Vec::new();
    terminal(histogram, 80, &mut out).unwrap();
    let text = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn edges_are_round_and_belong_to_what_is_below() {
    // 61 s, 62 s, …, 160 s.
    let bins = histogram(Measure::Makespan, (61..=160).map(f64::from)).bins(10);
    assert_eq!((bins.step, bins.edge(-1), bins.beyond), (10.0, 60.0, 0));
    assert_eq!(bins.counts, [10; 10]);
    for step in [0.1, 0.3, 0.7] {
        let values: Vec<_> = (1..=40).map(|tenth| f64::from(tenth) * step).collect();
        let bins = histogram(Measure::Makespan, values.iter().copied()).bins(40);
        assert_eq!(bins.counts.iter().sum::<u64>(), 40, "{step}");
    }
}

#[test]
fn whole_numbers_have_bins_of_their_own() {
    let bins = histogram(Measure::Forfeits, [0.0, 1.0, 1.0, 4.0]).bins(12);
    assert_eq!((bins.step, bins.edge(0), &bins.counts[..]), (1.0, 0.0, &[1, 2, 0, 0, 1][..]));
}

#[test]
fn what_is_far_out_leaves_room_for_the_rest() {
    let values = (0..1_000).map(|number| 100.0 + f64::from(number % 50)).chain([90_000.0]);
    let histogram = histogram(Measure::Makespan, values);
    let bins = histogram.bins(12);
    assert_eq!((bins.beyond, bins.counts.iter().sum::<u64>()), (1, 1_000));
    assert!(bins.counts.len() >= 8, "{}", bins.counts.len());
    let lines = lines(&histogram);
    assert!(lines.last().unwrap().contains("beyond") && lines.last().unwrap().ends_with("100.0 %"), "{lines:?}");
    assert!(svg(&histogram).contains("; 1 beyond, up to 25h"));
}

#[test]
fn shares_are_told_and_never_all_before_all() {
    let lines = lines(&histogram(Measure::Makespan, (1..=10_000).map(|number| f64::from(number) / 10.0)));
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:#?}");
    assert!(lines[1].starts_with("  makespan of 10,000 runs ") && lines[1].ends_with("by then"), "{lines:#?}");
    assert!(lines.iter().any(|line| line.trim_start().starts_with("10m ") && line.contains("60.0 %")), "{lines:#?}");
    let all_but_one = lines_of(&vec![1.0; 9_999], 2.0);
    assert!(all_but_one.iter().filter(|line| line.contains("100.0 %")).count() <= 2, "{all_but_one:#?}");
    assert!(all_but_one[2].contains(" 99.9 %"), "{all_but_one:#?}");
}

fn lines_of(many: &[f64], one: f64) -> Vec<String> {
    lines(&histogram(Measure::Makespan, many.iter().copied().chain([one])))
}

/// Nothing but finite numbers, whatever the values.
#[test]
fn any_values_can_be_drawn() {
    for values in [&[0.0, 0.0][..], &[705.0; 3], &[1e-9, 2e-9], &[0.0, 1e18], &[1.0, 1.0 + 1e-12]] {
        for measure in [Measure::Makespan, Measure::Utilisation, Measure::Throughput, Measure::Moves] {
            let histogram = histogram(measure, values.iter().copied());
            let svg = svg(&histogram);
            assert!(!svg.contains("NaN") && !svg.contains("inf") && svg.len() < 60_000, "{values:?}: {svg}");
            assert!(svg.contains("A &lt;long&gt; evening &amp; more"));
            assert!((3..30).contains(&lines(&histogram).len()), "{values:?}");
        }
        let histogram = histogram(Measure::Makespan, values.iter().copied());
        assert!(rasterised(&svg(&histogram)).is_some_and(|png| png.starts_with(b"\x89PNG")), "{values:?}");
    }
}
