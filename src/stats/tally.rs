//! Count, mean, variance, skewness and extremes of observations, in constant memory.

/// Count, mean, sample variance and skewness, minimum and maximum of the observations recorded so far.
///
/// One pass, without the cancellation of the sum-of-squares formula: Welford, "Note on a method for calculating
/// corrected sums of squares and products", Technometrics 4 (1962); for cubes Pébay, "Formulas for robust, one-pass
/// parallel computation of covariances and arbitrary-order statistical moments", Sandia report SAND2008-6212.
///
/// ```
/// use zeitnot::stats::Tally;
/// let tally: Tally = [2.0, 4.0, 9.0].into_iter().collect();
/// assert_eq!((tally.count(), tally.mean(), tally.variance()), (3, Some(5.0), Some(13.0)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    count: u64,
    mean: f64,
    /// The sum of squared deviations from the mean.
    squares: f64,
    /// The sum of cubed deviations from the mean.
    cubes: f64,
    min: f64,
    max: f64,
}

impl Tally {
    /// A tally of nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { count: 0, mean: 0.0, squares: 0.0, cubes: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }

    /// Takes one observation, which must be finite.
    #[inline]
    pub fn record(&mut self, x: f64) {
        debug_assert!(x.is_finite(), "an observation must be finite, not {x}");
        self.count += 1;
        let from_old_mean = x - self.mean;
        let n = self.count as f64;
        let step = from_old_mean / n;
        self.cubes += step * ((n - 1.0) * (n - 2.0) * (step * from_old_mean) - 3.0 * self.squares);
        self.mean += step;
        self.squares += from_old_mean * (x - self.mean);
        self.min = self.min.min(x);
        self.max = self.max.max(x);
    }

    /// Takes one observation that was worked out from numbers as large as `scale`, such as a difference: so far as it
    /// differs by their rounding alone from what was always the same so far, or from 0, it counts as that.
    ///
    /// Without this, a difference that is the same in every replication would have a variance of 10⁻²⁶ instead of 0.
    pub fn record_rounded(&mut self, x: f64, scale: f64) {
        let rounding = 16.0 * f64::EPSILON * scale.abs();
        let is_like = |other: f64| (x - other).abs() <= rounding;
        let constant = self.min().filter(|min| self.max() == Some(*min) && is_like(*min));
        self.record(constant.unwrap_or(if is_like(0.0) { 0.0 } else { x }));
    }

    /// Takes all observations of another tally.
    ///
    /// Chan, Golub & `LeVeque`, "Algorithms for computing the sample variance", The American Statistician 37 (1983),
    /// eq. (2.1). The order of merging can change the last bits of mean and variance.
    pub fn merge(&mut self, other: &Self) {
        if self.count == 0 || other.count == 0 {
            if other.count > 0 {
                *self = *other;
            }
            return;
        }
        let (n, m) = (self.count as f64, other.count as f64);
        let between = other.mean - self.mean;
        self.count += other.count;
        let share = n * (m / (n + m));
        let thirds = (other.squares * n - self.squares * m) * (3.0 / (n + m));
        self.cubes += other.cubes + between * (between * between * (share * ((n - m) / (n + m))) + thirds);
        self.mean += between * (m / (n + m));
        self.squares += other.squares + between * between * (n * (m / (n + m)));
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
    }

    /// How many observations there were.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The mean; `None` without observations.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean)
    }

    /// The unbiased sample variance (÷ (n − 1)); `None` with fewer than two observations.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / (self.count - 1) as f64)
    }

    /// The sample standard deviation: the root of [`Tally::variance`].
    #[must_use]
    pub fn sd(&self) -> Option<f64> {
        self.variance().map(libm::sqrt)
    }

    /// The sample skewness, G₁ = √(n (n − 1))/(n − 2) · m₃/m₂^(3/2): 0 for symmetric samples, positive if the long tail
    /// is above. `None` with fewer than three observations, and if they do not vary.
    ///
    /// Joanes & Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998).
    #[must_use]
    pub fn skewness(&self) -> Option<f64> {
        let n = self.count as f64;
        if self.count < 3 || self.squares <= 0.0 {
            return None;
        }
        let second = self.squares / n;
        let skewness = self.cubes / n / (second * libm::sqrt(second));
        Some(libm::sqrt(n * (n - 1.0)) / (n - 2.0) * skewness).filter(|skewness| skewness.is_finite())
    }

    /// The smallest observation; `None` without any.
    #[must_use]
    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.min)
    }

    /// The largest observation; `None` without any.
    #[must_use]
    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.max)
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self::new()
    }
}

impl FromIterator<f64> for Tally {
    fn from_iter<I: IntoIterator<Item = f64>>(observations: I) -> Self {
        let mut tally = Self::new();
        observations.into_iter().for_each(|x| tally.record(x));
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tally_says_nothing_of_what_it_has_not_seen() {
        let mut tally = Tally::new();
        assert_eq!((tally.mean(), tally.variance(), tally.min(), tally.max()), (None, None, None, None));
        tally.record(7.0);
        assert_eq!((tally.mean(), tally.sd(), tally.min(), tally.max()), (Some(7.0), None, Some(7.0), Some(7.0)));
    }

    #[test]
    fn a_large_mean_does_not_swallow_the_variance() {
        // The squares of these need 61 bits; their variance is 30. NIST's "NumAcc" data are of this kind.
        let tally: Tally = [4.0, 7.0, 13.0, 16.0].iter().map(|x| 1e9 + x).collect();
        assert_eq!(tally.variance(), Some(30.0));
        let constant: Tally = std::iter::repeat_n(0.1, 1000).collect();
        assert_eq!((constant.mean(), constant.variance()), (Some(0.1), Some(0.0)));
    }

    #[test]
    fn what_differs_by_rounding_alone_is_constant() {
        let mut tally = Tally::new();
        for base in [214.3, 100.1, 170.7, 333.333] {
            tally.record_rounded((base + 0.1) - base, base + 0.1);
        }
        assert_eq!((tally.variance(), tally.count()), (Some(0.0), 4));
        tally.record_rounded(0.1 + 1e-9, 33.0);
        assert!(tally.variance().unwrap() > 1e-19, "this is more than rounding");
        let mut nothing = Tally::new();
        nothing.record_rounded(0.3 - (0.1 + 0.2), 0.3);
        assert_eq!(nothing.mean(), Some(0.0));
    }

    #[test]
    fn skewness_is_that_of_the_definition() {
        // 1, 2, 6: deviations −2, −1, 3; m₂ = 14/3, m₃ = 6; G₁ = √6 · 6/(14/3)^1.5.
        let tally: Tally = [1.0, 2.0, 6.0].iter().map(|x| 1e9 + x).collect();
        let expected = libm::sqrt(6.0) * 6.0 / libm::pow(14.0 / 3.0, 1.5);
        assert!((tally.skewness().unwrap() - expected).abs() < 1e-12);
        assert_eq!([1.0, 2.0].into_iter().collect::<Tally>().skewness(), None);
        assert_eq!([3.0; 9].into_iter().collect::<Tally>().skewness(), None);
    }

    proptest! {
        #[test]
        fn merging_is_recording_in_one_go(xs in prop::collection::vec(-1e3..1e3, 0..50), cut in 0_usize..50) {
            let cut = cut.min(xs.len());
            let whole: Tally = xs.iter().copied().collect();
            let mut merged: Tally = xs[..cut].iter().copied().collect();
            merged.merge(&xs[cut..].iter().copied().collect());
            prop_assert_eq!((merged.count(), merged.min(), merged.max()), (whole.count(), whole.min(), whole.max()));
            let close = |a: Option<f64>, b: Option<f64>, scale| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * scale,
                (a, b) => a == b,
            };
            prop_assert!(close(merged.mean(), whole.mean(), 1e3));
            prop_assert!(close(merged.variance(), whole.variance(), 1e6));
            prop_assert!((merged.cubes - whole.cubes).abs() <= 1e-12 * 1e9 * 50.0);
        }
    }
}
