//! The ratio of two means, with its confidence interval, in constant memory.

use super::mean::MeanEstimate;
use super::skew::Doubt;
use super::tally::Tally;

/// The ratio of the means of pairs of observations, E(Y) ÷ E(X).
///
/// Its interval is the linear approximation for large samples: Cochran, *Sampling Techniques*, 3rd ed., chapter 6. That
/// is about the residuals y − r x, whose ratio r is only known in the end. So residuals about the ratio of the first
/// pair are summed, and the sums are corrected by the difference of r from it. That is small: even if y is proportional
/// to x, nothing large cancels, as it would in sums of y and x themselves.
///
/// ```
/// use zeitnot::stats::RatioTally;
/// let mut ratio = RatioTally::default();
/// [(1.0, 2.0), (3.0, 4.0), (2.0, 6.0)].into_iter().for_each(|(y, x)| ratio.record(y, x));
/// assert_eq!((ratio.count(), ratio.ratio()), (3, Some(0.5)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RatioTally {
    /// y ÷ x of the first pair; 0 if that is not a number.
    first: f64,
    /// y − first × x.
    residuals: Tally,
    /// x.
    denominators: Tally,
    /// The sum of products of the deviations of both from their means.
    products: f64,
}

impl RatioTally {
    /// Takes one pair; both must be finite.
    pub fn record(&mut self, y: f64, x: f64) {
        self.deviations_of(y, x);
    }

    /// Takes one pair, and returns its deviations from the means.
    pub(crate) fn deviations_of(&mut self, y: f64, x: f64) -> Deviations {
        if self.count() == 0 {
            self.first = Some(y / x).filter(|ratio| ratio.is_finite()).unwrap_or(0.0);
        }
        let residual = y - self.first * x;
        // Welford's way, as in `Tally`: one deviation from the old mean, one from the new.
        let before = self.deviations(residual, x);
        self.residuals.record(residual);
        self.denominators.record(x);
        let after = self.deviations(residual, x);
        self.products += before[0] * after[1];
        Deviations { before, after }
    }

    fn deviations(&self, residual: f64, x: f64) -> [f64; 2] {
        [residual - self.residuals.mean().unwrap_or(0.0), x - self.denominators.mean().unwrap_or(0.0)]
    }

    /// How many pairs there were.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.denominators.count()
    }

    /// The mean of y over that of x; `None` if the latter is 0, and without pairs.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        Some(self.first + self.correction()?)
    }

    /// The half-width of the interval about the ratio that covers the true ratio with probability `level`, wider if
    /// residuals are skewed (see [`super::ConfidenceInterval`]); `None` with fewer than two pairs, and without a ratio.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn half_width(&self, level: f64) -> Option<f64> {
        self.estimate()?.half_width(level)
    }

    /// The ratio, and what its interval follows from; `None` without a ratio.
    #[must_use]
    pub fn estimate(&self) -> Option<MeanEstimate> {
        let standard_error = self.standard_error().unwrap_or(0.0);
        Some(MeanEstimate {
            count: self.count(),
            mean: self.ratio()?,
            variance: standard_error * standard_error * self.count() as f64,
            standard_error,
            skewness: self.residuals.skewness(),
            doubt: self.doubt(),
        })
    }

    /// Why that interval may cover less often than its level, judged by the residuals; `None` if there is no reason.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        Doubt::about_mean(&self.residuals)
    }

    /// The standard error of the ratio: the root of the variance of the residuals, divided by √n and by the mean of x.
    /// `None` with fewer than two pairs, and without a ratio.
    #[must_use]
    pub fn standard_error(&self) -> Option<f64> {
        let (correction, n) = (self.correction()?, self.count() as f64);
        let (of_residuals, of_denominators) = (self.residuals.variance()?, self.denominators.variance()?);
        let covariance = self.products / (n - 1.0);
        let variance = of_residuals - 2.0 * correction * covariance + correction * correction * of_denominators;
        // Rounding may make it slightly negative.
        Some(libm::sqrt(variance.max(0.0) / n) / self.denominators.mean()?.abs())
    }

    /// The difference of the ratio from that of the first pair.
    fn correction(&self) -> Option<f64> {
        let mean = self.denominators.mean().filter(|mean| *mean != 0.0)?;
        Some(self.residuals.mean()? / mean)
    }
}

/// How far a pair lies from the means before it was recorded, and after: its residual, and its x.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Deviations {
    before: [f64; 2],
    after: [f64; 2],
}

/// How two ratios of means vary together, if their pairs were observed together.
///
/// The covariance of the residuals of both, from the sums of products of what each [`RatioTally`] keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct RatioCovariance {
    products: [[f64; 2]; 2],
}

impl RatioCovariance {
    /// Takes what both tallies said of a pair each.
    pub fn record(&mut self, one: Deviations, other: Deviations) {
        for (row, before) in self.products.iter_mut().zip(one.before) {
            for (sum, after) in row.iter_mut().zip(other.after) {
                *sum += before * after;
            }
        }
    }

    /// The sample covariance of an observation of each: of its residual over the mean of x. The ratios' own covariance
    /// is this, divided by the number of pairs. `None` with fewer than two pairs, and without a ratio.
    pub fn covariance(&self, one: &RatioTally, other: &RatioTally) -> Option<f64> {
        let (of_one, of_other) = (one.correction()?, other.correction()?);
        let [[residuals, residual_and_x], [x_and_residual, both_x]] = self.products;
        let sum = residuals - of_other * residual_and_x - of_one * x_and_residual + of_one * of_other * both_x;
        let scale = one.denominators.mean()? * other.denominators.mean()?;
        (one.count() > 1).then(|| sum / (one.count() - 1) as f64 / scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(pairs: &[(f64, f64)]) -> RatioTally {
        let mut tally = RatioTally::default();
        for &(y, x) in pairs {
            tally.record(y, x);
        }
        tally
    }

    #[test]
    fn without_a_mean_there_is_no_ratio() {
        assert_eq!((of(&[]).ratio(), of(&[]).half_width(0.95)), (None, None));
        assert_eq!(of(&[(1.0, 0.0), (1.0, 0.0)]).ratio(), None);
        assert_eq!((of(&[(1.0, 4.0)]).ratio(), of(&[(1.0, 4.0)]).half_width(0.95)), (Some(0.25), None));
        assert_eq!(of(&[(1.0, 0.0), (1.0, 4.0)]).ratio(), Some(0.5), "the first pair has no ratio, but all have");
    }

    #[test]
    fn what_is_proportional_leaves_no_doubt() {
        // Makespans of years in seconds that differ by parts of a second: sums of squares would have lost them.
        let pairs: Vec<_> = (0..1_000).map(|i| 1e9 + f64::from(i * 37 % 1_000) * 1e-3).map(|x| (0.2 * x, x)).collect();
        let tally = of(&pairs);
        assert!((tally.ratio().unwrap() - 0.2).abs() < 1e-16 && tally.half_width(0.95).unwrap() < 1e-16);
    }

    #[test]
    fn ratios_of_proportional_pairs_vary_together() {
        let (mut one, mut other, mut both) = (RatioTally::default(), RatioTally::default(), RatioCovariance::default());
        for (y, x) in [(1.0, 2.0), (3.0, 4.0), (2.0, 6.0)] {
            both.record(one.deviations_of(y, x), other.deviations_of(3.0 * y, x));
        }
        let variance = 3.0 * one.standard_error().map(|error| error * error).unwrap();
        assert!((both.covariance(&one, &other).unwrap() - 3.0 * variance).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn sums_say_the_same_as_the_residuals_themselves(
            pairs in prop::collection::vec((-10.0..30.0, 90.0..110.0), 2..60),
        ) {
            let tally = of(&pairs);
            let mean = |part: fn(&(f64, f64)) -> f64| pairs.iter().map(part).collect::<Tally>().mean().unwrap();
            let (y, x) = (mean(|pair| pair.0), mean(|pair| pair.1));
            let residuals: Tally = pairs.iter().map(|pair| pair.0 - y / x * pair.1).collect();
            let expected = residuals.sd().unwrap() / libm::sqrt(pairs.len() as f64) / x;
            prop_assert!((tally.ratio().unwrap() - y / x).abs() < 1e-13);
            prop_assert!((tally.standard_error().unwrap() - expected).abs() < 1e-9 * expected + 1e-15);
            prop_assert!(tally.half_width(0.9).unwrap() >= 1.6 * expected);
        }
    }
}
