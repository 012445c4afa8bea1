//! The coverage of confidence intervals: Zeitnot's statistics against distributions with known means.
//!
//! Each experiment draws a sample, as replications of a game of one think, and checks whether the interval covers the
//! true value. Of intervals at 95 % that should be 95 % of all experiments; samples that miss should at least be
//! doubted. A place for each kind of interval or rule is a column of [`Row`] and a line in [`row`].
//!
//! Run it: `cargo run --release --example calibration`, or with `-- short` for a look in a few seconds.

use zeitnot::experiment::{Ending, Precision, Rule, Sequential, Summariser};
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Measure, Side, Simulator};
use zeitnot::stats::{ConfidenceInterval, Doubt, Interval, RatioTally, Tally};
use zeitnot::time::Duration;

/// What every interval should cover with.
pub const LEVEL: f64 = 0.95;
/// The sequential rule gives up after this many replications.
const REPLICATIONS_MAX: u64 = 20_000;

/// Distributions by name, from constant to a tail that has no variance.
#[must_use]
pub fn laws() -> Vec<(&'static str, Distribution)> {
    use Distribution as D;
    let (second, minute) = (Duration::from_secs(1), Duration::from_secs(60));
    let log_normal = |cv: f64| D::LogNormal { mu: 3.0, sigma: libm::sqrt(libm::log1p(cv * cv)) };
    vec![
        ("Constant", D::Constant(minute)),
        ("Normal, cv 0.1", D::Normal { mean: minute, sd: Duration::from_secs(6) }),
        ("Uniform", D::Uniform { min: Duration::ZERO, max: minute }),
        ("Gamma, shape 4", D::Gamma { shape: 4.0, scale_s: 15.0 }),
        ("Exponential", D::Exponential { mean: minute }),
        ("LogNormal, cv 1", log_normal(1.0)),
        ("HyperExponential, cv 2", D::HyperExponential { mean: minute, cv: 2.0 }),
        ("LogNormal, cv 3", log_normal(3.0)),
        ("HyperExponential, cv 3", D::HyperExponential { mean: minute, cv: 3.0 }),
        (
            "2 % are 50 times longer",
            D::Mixture(vec![(0.98, D::Constant(second)), (0.02, D::Constant(Duration::from_secs(50)))]),
        ),
        ("HyperExponential, cv 5", D::HyperExponential { mean: minute, cv: 5.0 }),
        ("LogNormal, cv 10", log_normal(10.0)),
        ("Pareto, shape 1.5", D::Pareto { min: second, shape: 1.5 }),
    ]
}

/// How often what is said of samples of one size from one distribution is so; all are shares from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// How many experiments there were.
    pub experiments: u64,
    /// The ± of a mean covers it.
    pub mean: f64,
    /// The sample is doubted.
    pub doubted: f64,
    /// Of samples whose ± misses the mean, that share is doubted; 1 if none misses.
    pub doubted_of_missed: f64,
    /// The interval of P(X > mean) covers it.
    pub share: f64,
    /// The interval of the 90 % quantile covers it.
    pub quantile: f64,
    /// The interval of the ratio of one of two thinks to both covers ½.
    pub ratio: f64,
}

impl Row {
    /// Whether the ± covers within two points of its level, or what it misses is doubted in 95 of 100 cases, give or
    /// take three standard errors of chance.
    #[must_use]
    pub fn is_honest(&self) -> bool {
        let chance = |p: f64, n: f64| 3.0 * libm::sqrt(p * (1.0 - p) / n.max(1.0));
        let n = self.experiments as f64;
        let missed = n * (1.0 - self.mean);
        self.mean >= LEVEL - 0.02 - chance(LEVEL, n) || self.doubted_of_missed >= 0.95 - chance(0.95, missed)
    }
}

/// Plays games of a think or two; each experiment has a seed of its own.
struct Thinks(Simulator);

impl Thinks {
    fn new(law: &Distribution) -> Self {
        let group = Group::new("opponent", law.clone(), GameLength::Exactly(1));
        let master = Master { name: "Larry".into(), count: 1, think: Distribution::Constant(Duration::ZERO) };
        let exhibition = Exhibition { groups: vec![group], last_move: Side::Opponent, ..Exhibition::new(master) };
        Self(Simulator::new(&exhibition).expect("the exhibition makes sense"))
    }

    fn draw_s(&mut self, experiment: u64, replication: u64) -> f64 {
        self.0.play(experiment, replication).expect("a game of one think ends").value(Measure::Makespan)
    }
}

/// The row of samples of `n`.
#[must_use]
pub fn row(law: &Distribution, n: u64, experiments: u64) -> Row {
    let (mut thinks, mean_s) = (Thinks::new(law), law.mean_s());
    let above = law.survival(mean_s);
    let (mut covered, mut doubted, mut missed_doubted, mut shares, mut quantiles, mut ratios) = (0, 0, 0, 0, 0, 0);
    for experiment in 0..experiments {
        let mut sample: Vec<_> = (0..n).map(|replication| thinks.draw_s(experiment, replication)).collect();
        let tally: Tally = sample.iter().copied().collect();
        let interval = ConfidenceInterval::of_mean(&tally, LEVEL).expect("several observations");
        // Draws are rounded to nanoseconds.
        let covers = (interval.estimate - mean_s).abs() <= interval.half_width + 1e-9;
        let is_doubted = Doubt::about_mean(&tally).is_some();
        covered += u64::from(covers);
        doubted += u64::from(is_doubted);
        missed_doubted += u64::from(!covers && is_doubted);
        let more = sample.iter().filter(|value| **value > mean_s).count() as u64;
        shares += u64::from(Interval::of_share(more, n, LEVEL).is_some_and(|share| share.covers(above)));
        let mut pairs = RatioTally::default();
        sample.chunks_exact(2).for_each(|pair| pairs.record(pair[0], pair[0] + pair[1]));
        let ratio = pairs.ratio().zip(pairs.half_width(LEVEL));
        ratios += u64::from(ratio.is_some_and(|(ratio, half_width)| (ratio - 0.5).abs() <= half_width + 1e-12));
        sample.sort_by(f64::total_cmp);
        let of_quantile = Interval::of_quantile(&sample, 0.9, LEVEL).expect("several observations");
        let is_below = of_quantile.low <= 0.0 || law.survival(of_quantile.low - 1e-9) >= 0.1;
        quantiles += u64::from(is_below && law.survival(of_quantile.high) <= 0.1);
    }
    let of = |count: u64, all: u64| if all == 0 { 1.0 } else { count as f64 / all as f64 };
    Row {
        experiments,
        mean: of(covered, experiments),
        doubted: of(doubted, experiments),
        doubted_of_missed: of(missed_doubted, experiments - covered),
        share: of(shares, experiments),
        quantile: of(quantiles, experiments),
        ratio: of(ratios, experiments),
    }
}

/// Of experiments that replicate until the mean is known to ± 10 %: the share of those that got there, the share of
/// these that cover it, and their mean number of replications.
#[must_use]
pub fn sequential(law: &Distribution, experiments: u64) -> (f64, f64, f64) {
    let (mut thinks, mean_s) = (Thinks::new(law), law.mean_s());
    let precision = Precision::Relative(0.1);
    let rule =
        Sequential { precision, measures: vec![Measure::Makespan], level: LEVEL, max_replications: REPLICATIONS_MAX };
    let (mut ended, mut covered, mut replications) = (0_u64, 0_u64, 0_u64);
    for experiment in 0..experiments {
        let mut summariser = Summariser::new(LEVEL);
        let ending = loop {
            if let Some(ending) = rule.ending(&summariser) {
                break ending;
            }
            let replication = summariser.replications();
            summariser.add(thinks.0.play(experiment, replication).expect("a game of one think ends"));
        };
        if ending == Ending::Precision {
            let estimate = summariser.summary().expect("there are replications").estimate(Measure::Makespan);
            ended += 1;
            let error = (estimate.mean - mean_s).abs();
            covered += u64::from(error <= estimate.half_width.unwrap_or(0.0) + 1e-9);
            replications += summariser.replications();
        }
    }
    let of_ended = |sum: u64| if ended == 0 { f64::NAN } else { sum as f64 / ended as f64 };
    (ended as f64 / experiments as f64, of_ended(covered), of_ended(replications))
}

#[cfg(not(test))]
fn main() {
    let is_short = std::env::args().nth(1).as_deref() == Some("short");
    let (sizes, experiments): (&[u64], _) =
        if is_short { (&[30, 100], 300) } else { (&[10, 30, 100, 300, 1_000], 2_000) };
    println!("Shares in percent; intervals at 95 %.\n");
    println!(
        "{:24}{:>6} {:>6} {:>8} {:>9} {:>7} {:>7} {:>7}",
        "", "n", "mean ±", "doubted", "of missed", "share", "q90", "ratio"
    );
    let mut dishonest = 0;
    for (name, law) in laws() {
        for &n in sizes {
            let row = row(&law, n, experiments);
            let [mean, doubted, missed, share, quantile, ratio] =
                [row.mean, row.doubted, row.doubted_of_missed, row.share, row.quantile, row.ratio].map(|x| 100.0 * x);
            let mark = if row.is_honest() || n < 30 { "" } else { "  !" };
            dishonest += u64::from(!mark.is_empty());
            println!(
                "{name:24}{n:6} {mean:6.1} {doubted:8.1} {missed:9.1} {share:7.1} {quantile:7.1} {ratio:7.1}{mark}"
            );
        }
    }
    println!("\n{:24}{:>9} {:>8} {:>13}", "to ± 10 %", "got there", "covers", "replications");
    for (name, law) in laws() {
        let (ended, covered, replications) = sequential(&law, experiments / 10);
        println!("{name:24}{:9.1} {:8.1} {replications:13.0}", 100.0 * ended, 100.0 * covered);
    }
    println!("\n! marks intervals that cover less than they should, unwarned: {dishonest}");
}
