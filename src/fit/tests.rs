use super::*;
use crate::engine::{Stream, Streams};
use crate::model::Exhibition;
use crate::time::Duration;
use likelihood::ShapeAndScale;
use proptest::prelude::*;

const DRAWS: u64 = 10_000;
/// ψ′(2.5) = π²/2 − 4 − 4/9.
const TRIGAMMA: f64 = 0.490_357_756_1;

fn sample_of(count: u64, seed: u64, draw: impl Fn(&mut Stream) -> f64, limit_s: Option<f64>) -> Sample {
    let streams = Streams::new(seed, 0);
    let values = (0..count).map(|index| Duration::from_secs_f64(draw(&mut streams.stream(0, 0, index))));
    Sample::new(values.collect(), limit_s.map(Duration::from_secs_f64)).unwrap()
}

fn gamma_variate(stream: &mut Stream) -> f64 {
    let normal = stream.normal();
    4.0 * (stream.exponential() + stream.exponential() + normal * normal / 2.0)
}

/// The parameters of 10,000 draws lie within four standard errors of the true ones, by Fisher's information.
fn assert_near(what: &str, found: f64, truth: f64, sd: f64) {
    let errors = (found - truth) / (sd / libm::sqrt(DRAWS as f64));
    assert!(errors.abs() < 4.0, "{what} is {found}, not {truth}: {errors:.1} standard errors");
}

#[test]
fn likelihood_finds_the_parameters_of_each_family() {
    let exponential = sample_of(DRAWS, 1, |stream| 5.0 * stream.exponential(), None);
    assert_near("the mean", likelihood::exponential(&exponential), 5.0, 5.0);

    let lognormal = sample_of(DRAWS, 2, |stream| libm::exp(-2.0 + 0.7 * stream.normal()), None);
    let (mu, sigma) = likelihood::lognormal(&lognormal).unwrap();
    assert_near("mu", mu, -2.0, 0.7);
    assert_near("sigma", sigma, 0.7, 0.7 / libm::sqrt(2.0));

    let weibull = sample_of(DRAWS, 3, |stream| 3.0 * libm::pow(stream.exponential(), 1.0 / 1.5), None);
    let ShapeAndScale { shape, scale_s } = likelihood::weibull(&weibull).unwrap();
    assert_near("Weibull's shape", shape, 1.5, 1.5 * libm::sqrt(0.6079));
    assert_near("Weibull's scale", scale_s, 3.0, 3.0 / 1.5 * libm::sqrt(1.1087));

    let gamma = sample_of(DRAWS, 4, gamma_variate, None);
    let ShapeAndScale { shape, scale_s } = likelihood::gamma(&gamma).unwrap();
    let information = 2.5 * TRIGAMMA - 1.0;
    assert_near("gamma's shape", shape, 2.5, libm::sqrt(2.5 / information));
    assert_near("gamma's scale", scale_s, 4.0, 4.0 * libm::sqrt(TRIGAMMA / information));
}

#[test]
fn time_outs_are_taken_for_what_they_are() {
    // One in ten of an exponential distribution is beyond its mean × ln 10.
    let exponential = sample_of(DRAWS, 5, |stream| 5.0 * stream.exponential(), Some(5.0 * libm::log(10.0)));
    let (out, _) = exponential.timed_out().unwrap();
    assert!((800..1_200).contains(&out), "{out}");
    let ended = (DRAWS - out) as f64;
    let errors = |mean: f64| (mean - 5.0).abs() / (5.0 / libm::sqrt(ended));
    assert!(errors(likelihood::exponential(&exponential)) < 3.0);
    let mean_s = exhibition(&Model::body_and_tail(&exponential)).groups[0].think.mean_s();
    assert!(errors(mean_s) < 3.0, "{mean_s}");

    // With one in six unseen, standard errors are larger, but not twice as large.
    let lognormal = sample_of(DRAWS, 6, |stream| libm::exp(-2.0 + 0.7 * stream.normal()), Some(libm::exp(-1.3)));
    let (mu, sigma) = likelihood::lognormal(&lognormal).unwrap();
    assert_near("mu", mu, -2.0, 1.5 * 0.7);
    assert_near("sigma", sigma, 0.7, 1.5 * 0.7 / libm::sqrt(2.0));
    let weibull = sample_of(DRAWS, 7, |stream| 3.0 * libm::pow(stream.exponential(), 1.0 / 1.5), Some(4.5));
    let ShapeAndScale { shape, scale_s } = likelihood::weibull(&weibull).unwrap();
    assert_near("Weibull's shape", shape, 1.5, 1.5 * 1.5 * libm::sqrt(0.6079));
    assert_near("Weibull's scale", scale_s, 3.0, 1.5 * 3.0 / 1.5 * libm::sqrt(1.1087));
    let gamma = sample_of(DRAWS, 8, gamma_variate, Some(15.0));
    let ShapeAndScale { shape, scale_s } = likelihood::gamma(&gamma).unwrap();
    let information = 2.5 * TRIGAMMA - 1.0;
    assert_near("gamma's shape", shape, 2.5, 1.5 * libm::sqrt(2.5 / information));
    assert_near("gamma's scale", scale_s, 4.0, 1.5 * 4.0 * libm::sqrt(TRIGAMMA / information));
}

/// A new scenario with this model.
fn exhibition(model: &Model) -> Exhibition {
    let group = Starter { name: "opponent".into(), lengths: Vec::new(), mean: Duration::from_secs(1) };
    let text = starter("test", &["a test".to_owned()], &[group], false);
    let template = crate::scenario::Template::from_text("test.ron", &text, None).unwrap();
    let slot = Slot { path: "opponents[0].think".into(), file: "values.csv".into() };
    let template = Target::new(template, vec![slot], "--for").with([model]).unwrap();
    template.scenario().unwrap_or_else(|wrong| panic!("{wrong}\n{}", template.text())).exhibition
}

proptest! {
    #[test]
    fn body_and_tail_keep_the_mean(ns in prop::collection::vec(1_000_u64..1_000_000_000_000, 1..300)) {
        let values: Vec<_> = ns.iter().map(|ns| Duration::from_ns(*ns)).collect();
        let sample = Sample::new(values, None).unwrap();
        let model = Model::body_and_tail(&sample);
        prop_assert_eq!(matches!(model, Model::BodyAndTail { .. }), ns.len() >= 10);
        let mean_s = exhibition(&model).groups[0].think.mean_s();
        let expected_s = sample.figures(0.95).mean_s;
        prop_assert!((mean_s - expected_s).abs() <= 1e-6 * expected_s, "{} instead of {}", mean_s, expected_s);
    }

    /// The quantiles that the picture shows are those of the distribution that is written.
    #[test]
    fn quantiles_are_those_of_the_distribution(seed in 0_u64..1_000, family in 0_usize..5) {
        let sample = sample_of(200, seed, gamma_variate, None);
        let model = match Family::ALL.get(family) {
            Some(family) => Model::family(*family, &sample).unwrap(),
            None => Model::body_and_tail(&sample),
        };
        let think = exhibition(&model).groups[0].think.clone();
        for p in [0.05, 0.5, 0.85, 0.95, 0.999] {
            let above = think.survival(model.quantile(p));
            prop_assert!((above - (1.0 - p)).abs() < 0.006, "{:?}: {} above the {} quantile", model, above, p);
        }
    }
}

#[test]
fn moments_are_kept_by_gamma_and_lognormal() {
    let sample = sample_of(1_000, 9, gamma_variate, None);
    let figures = sample.figures(0.95);
    for family in [Family::Gamma, Family::LogNormal] {
        let think = exhibition(&Model::family(family, &sample).unwrap()).groups[0].think.clone();
        let cv = libm::sqrt(think.variance_s2()) / think.mean_s();
        assert!((think.mean_s() - figures.mean_s).abs() < 1e-8 && (cv - figures.cv.unwrap()).abs() < 1e-6);
    }
}

#[test]
fn what_has_no_such_model_says_why() {
    let of = |values: &[u64]| {
        Sample::new(values.iter().map(|ms| Duration::from_ns(ms * 1_000_000)).collect(), None).unwrap()
    };
    assert_eq!(Model::family(Family::Weibull, &of(&[0, 1, 2])), Err("it has no zeros, and some values are zero"));
    assert_eq!(Model::family(Family::Gamma, &of(&[5, 5])), Err("all values are the same"));
    assert_eq!(Model::body_and_tail(&of(&[5; 30])), Model::Constant(Duration::from_ns(5_000_000)));
    assert!(Sample::new(vec![Duration::from_secs(1)], Some(Duration::from_ns(1))).is_none());
}

/// Once five values alone told how long a time-out would have been, if more than a tenth were time-outs.
#[test]
fn the_tail_behind_time_outs_rests_on_a_tenth_of_the_values() {
    for seed in 0..10 {
        let limit = Duration::from_secs(15);
        let Model::BodyAndTail { tail, from, excess, .. } = Model::body_and_tail(&sample_of(
            5_000,
            seed,
            |stream| 10.0 * stream.exponential(),
            Some(limit.as_secs_f64()),
        )) else {
            panic!("a body and a tail")
        };
        assert!(from < limit && tail > 1_300, "{tail} from {from}");
        assert!((excess.as_secs_f64() - 10.0).abs() < 2.0, "seed {seed}: {excess}");
    }
}

const ALONE: Provenance = Provenance { unit_given: false, in_order: true };

fn warned(sample: &Sample) -> String {
    warnings(sample, ALONE).join("\n")
}

fn two_kinds(stream: &mut Stream) -> f64 {
    let (mean, sd) = if stream.unit() < 0.73 { (0.002, 0.0002) } else { (0.3, 0.02) };
    mean + sd * stream.normal()
}

#[test]
fn two_modes_are_seen_and_a_long_tail_is_not_accused_of_them() {
    let text = warned(&sample_of(500, 1, two_kinds, None));
    assert!(text.contains("two kinds of values: 7") && text.contains("around 2"), "{text}");
    let accused = (0..100).filter(|seed| {
        warned(&sample_of(500, *seed, |stream| libm::exp(-2.0 + stream.normal()), None)).contains("two kinds")
    });
    assert!(accused.count() <= 5);
}

#[test]
fn each_warning_comes_with_its_cause_only() {
    let smooth = |stream: &mut Stream| 0.2 * libm::exp(0.4 * stream.normal());
    assert_eq!(warned(&sample_of(2_000, 1, smooth, None)), "");
    let contains = |sample: &Sample, part: &str| assert!(warned(sample).contains(part), "{part}: {}", warned(sample));
    contains(&sample_of(30, 1, smooth, None), "30 values tell little");
    contains(&sample_of(1, 1, smooth, None), "1 value tells little");
    contains(&sample_of(500, 1, |stream| if stream.unit() < 0.1 { 0.0 } else { smooth(stream) }, None), "are zero");
    contains(&sample_of(500, 1, |stream| libm::ceil(smooth(stream) * 20.0) / 20.0, None), "multiples of 50ms");
    contains(&sample_of(500, 1, |stream| libm::exp(2.0 * stream.normal()), None), "1 % of the values hold");
    contains(&sample_of(500, 1, |stream| (3.0 * smooth(stream)).min(1.0), None), "--limit 1s");
    contains(&sample_of(500, 1, |stream| 1e6 * smooth(stream), None), "right unit");
    let mut growing = sample_of(500, 1, smooth, None).in_order().to_vec();
    growing.sort();
    contains(&Sample::new(growing.clone(), None).unwrap(), "grow in the course");
    // Runs of ten alike, in any order.
    let mut runs: Vec<_> = growing.chunks(10).collect();
    runs.sort_by_key(|run| run[0].as_ns() % 1_009);
    contains(&Sample::new(runs.concat(), None).unwrap(), "Neighbours are alike");
}

#[test]
fn a_replayed_game_has_its_own_times_and_its_name_once() {
    let like = exhibition(&Model::Constant(Duration::from_secs(1)));
    let times = |s: u64| (1..4).map(|i| Duration::from_secs(i * s)).collect();
    let games = [("Anna", 1), ("Anna", 2)].map(|(name, s)| RecordedGame { name: name.to_owned(), times: times(s) });
    let replayed = replayed(&like, 0, &games);
    let names: Vec<_> = replayed.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!((names, replayed.opponents()), (vec!["Anna", "Anna (2)"], 2));
    assert!(replayed.check().is_empty());
    let mut simulator = crate::model::Simulator::new(&replayed).unwrap();
    let (one, two) = (simulator.play(1, 0).unwrap().makespan, simulator.play(1, 1).unwrap().makespan);
    assert_eq!(one, two, "nothing is random");
}
