//! Confidence intervals of shares and quantiles.

use super::binomial::{binomial_cdf, binomial_upper};
use super::skew::reach;
use super::student::normal_quantile;
use super::tally::Tally;

/// An interval that covers the true value with probability `level`, and need not be symmetric about an estimate.
///
/// An end is infinite if there are too few observations for a bound on that side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Wilson's score interval for the probability of which `successes` of `trials` were seen; `None` without trials.
    ///
    /// It contains those p that a normal test of p would not refute. Wilson, "Probable inference, the law of
    /// succession, and statistical inference", Journal of the American Statistical Association 22 (1927). It covers
    /// about as often as stated, on average over p, at the usual levels: Agresti & Coull, "Approximate is better than
    /// 'exact' for interval estimation of binomial proportions", The American Statistician 52 (1998). Far out in the
    /// tails, at levels of 0.999 and more, it is too narrow for probabilities near 0 or 1: tests at such levels take
    /// [`super::binomial_cdf`].
    ///
    /// # Panics
    /// If `level` is not between 0 and 1, or `successes` exceeds `trials`.
    #[must_use]
    pub fn of_share(successes: u64, trials: u64, level: f64) -> Option<Self> {
        assert!(successes <= trials, "{successes} successes are more than {trials} trials");
        if trials == 0 {
            return None;
        }
        let (n, z) = (trials as f64, -normal_quantile(tail(level)));
        let (share, z2) = (successes as f64 / n, z * z);
        let middle = share + z2 / (2.0 * n);
        let half = z * libm::sqrt((share * (1.0 - share) + z2 / (4.0 * n)) / n);
        let end = |value: f64| value / (1.0 + z2 / n);
        // With no success, or only successes, one end is exact; rounding would miss it.
        let low = if successes == 0 { 0.0 } else { end(middle - half) };
        let high = if successes == trials { 1.0 } else { end(middle + half) };
        Some(Self { low, high })
    }

    /// An interval for the mean, in which each end misses the true mean with the same probability, even if the
    /// observations are skewed; `None` with fewer than two.
    ///
    /// Hall's transformation of Student's interval: "On the removal of skewness by transformation", Journal of the
    /// Royal Statistical Society B 54 (1992), with more skewness than the sample shows on the side of the long tail. For
    /// verdicts on one side; [`super::ConfidenceInterval`] is its symmetric and wider companion.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn of_mean(tally: &Tally, level: f64) -> Option<Self> {
        let (below, above) = reach(tally, tail(level))?;
        let mean = tally.mean()?;
        Some(Self { low: mean - below, high: mean + above })
    }

    /// An interval for the quantile of order `p`, from observations in rising order; `None` without any.
    ///
    /// Its ends are order statistics: the number of observations below the quantile is binomial, whatever the
    /// distribution (Conover, *Practical Nonparametric Statistics*, 3rd ed., section 3.2). It covers with a probability
    /// of at least `level`, and each end fails with at most half of the rest.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1, or `p` is not from 0 to 1.
    #[must_use]
    pub fn of_quantile(sorted: &[f64], p: f64, level: f64) -> Option<Self> {
        debug_assert!(sorted.is_sorted(), "observations are given in rising order");
        let n = sorted.len() as u64;
        if n == 0 {
            return None;
        }
        let (low, high) = quantile_ranks(n, p, level);
        let at = |rank: Option<u64>, none| {
            rank.and_then(|rank| sorted.get(usize::try_from(rank).ok()?)).map_or(none, |x| *x)
        };
        Some(Self { low: at(low, f64::NEG_INFINITY), high: at(high, f64::INFINITY) })
    }

    /// Whether `value` lies in the interval, ends included.
    #[must_use]
    pub fn covers(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

fn tail(level: f64) -> f64 {
    assert!(level > 0.0 && level < 1.0, "a confidence level is between 0 and 1, not {level}");
    (1.0 - level) / 2.0
}

/// The ranks, from 0, of those of `n` observations that bound the quantile of order `p`; `None` if none does.
fn quantile_ranks(n: u64, p: f64, level: f64) -> (Option<u64>, Option<u64>) {
    let tail = tail(level);
    // The observation of rank r lies above the quantile if at most r observations are below it.
    let low = first(n, |rank| binomial_cdf(rank, n, p) > tail).checked_sub(1);
    let high = first(n, |rank| binomial_upper(rank + 1, n, p) <= tail);
    (low, (high < n).then_some(high))
}

/// The first of 0, 1, …, `end` − 1 for which `is` holds (as it does for all after that one), or `end`.
fn first(end: u64, is: impl Fn(u64) -> bool) -> u64 {
    let (mut from, mut to) = (0, end);
    while from < to {
        let middle = from + (to - from) / 2;
        if is(middle) { to = middle } else { from = middle + 1 }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilsons_intervals_are_those_of_the_tables() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table
        // I; the digits, and the last row, from mpmath.
        for (successes, trials, level, low, high) in [
            (81, 263, 0.95, 0.255_288_519_878_274_2, 0.366_209_576_982_800_1),
            (0, 20, 0.95, 0.0, 0.161_125_158_052_819_4),
            (20, 20, 0.95, 0.838_874_841_947_180_6, 1.0),
            (9, 10, 0.95, 0.595_849_973_204_761_5, 0.982_123_786_904_927_1),
            (950, 1_000, 0.999, 0.922_113_907_209_948, 0.968_245_665_599_770_9),
        ] {
            let interval = Interval::of_share(successes, trials, level).unwrap();
            assert!((interval.low - low).abs() < 1e-13 && (interval.high - high).abs() < 1e-13, "{interval:?}");
        }
        assert_eq!(Interval::of_share(0, 0, 0.95), None);
    }

    /// The probability that Wilson's interval covers p: a sum over all possible counts.
    fn coverage(n: u64, p: f64, level: f64) -> f64 {
        let covering = (0..=n).filter(|&x| Interval::of_share(x, n, level).unwrap().covers(p));
        covering.map(|x| binomial_cdf(x, n, p) - if x > 0 { binomial_cdf(x - 1, n, p) } else { 0.0 }).sum()
    }

    #[test]
    fn wilsons_interval_covers_on_average_as_often_as_it_says() {
        for (n, level) in [(10, 0.95), (50, 0.95), (50, 0.9)] {
            let average = (0..500).map(|i| coverage(n, (f64::from(i) + 0.5) / 500.0, level)).sum::<f64>() / 500.0;
            assert!((average - level).abs() < 0.01, "{average} at n = {n}");
        }
    }

    /// The probability that the interval of ranks covers the quantile of a continuous distribution.
    fn rank_coverage(n: u64, p: f64, level: f64) -> f64 {
        let (low, high) = quantile_ranks(n, p, level);
        // From this many below the quantile, rank `low` is below it, too; up to this many, `high` is above it.
        let missed_below = low.map_or(0.0, |low| binomial_cdf(low, n, p));
        let missed_above = high.map_or(0.0, |high| binomial_upper(high + 1, n, p));
        1.0 - missed_below - missed_above
    }

    #[test]
    fn order_statistics_cover_at_least_as_often_as_they_say_but_not_much_oftener() {
        for (n, p) in [(5, 0.5), (30, 0.5), (100, 0.95), (1_000, 0.95), (10_000, 0.99)] {
            let coverage = rank_coverage(n, p, 0.95);
            assert!((0.95..=1.0).contains(&coverage), "{coverage} at n = {n}");
            assert!(n < 1_000 || coverage < 0.965, "{coverage} at n = {n}");
        }
        // Any table of the sign test: of 16 the 4th and the 13th cover the median with 97.9 %.
        assert_eq!(quantile_ranks(16, 0.5, 0.95), (Some(3), Some(12)));
    }

    #[test]
    fn few_observations_say_nothing_of_a_far_quantile() {
        let sorted: Vec<f64> = (0..50).map(f64::from).collect();
        let interval = Interval::of_quantile(&sorted, 0.95, 0.95).unwrap();
        assert!(interval.high.is_infinite());
        assert!((40.0..48.0).contains(&interval.low), "{interval:?}");
        assert_eq!(Interval::of_quantile(&[], 0.5, 0.95), None);
        let of_one = Interval { low: f64::NEG_INFINITY, high: f64::INFINITY };
        assert_eq!(Interval::of_quantile(&[7.0], 0.5, 0.95), Some(of_one));
    }

    #[test]
    fn the_least_and_the_greatest_are_bounds_where_the_order_is_0_or_1() {
        let sorted = [1.0, 2.0, 3.0];
        assert_eq!(Interval::of_quantile(&sorted, 0.0, 0.9), Some(Interval { low: f64::NEG_INFINITY, high: 1.0 }));
        assert_eq!(Interval::of_quantile(&sorted, 1.0, 0.9), Some(Interval { low: 3.0, high: f64::INFINITY }));
    }
}
