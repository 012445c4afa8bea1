//! Confidence intervals of means.

use super::skew::reach;
use super::tally::Tally;

/// An interval that covers the true mean with probability `level`, symmetric about the estimate.
///
/// `level` means: of many such intervals, each from its own observations, this share covers the true mean. The
/// observations must be independent. If they are normal, this is Student's interval; if they are skewed, it is wider:
/// see [`ConfidenceInterval::of_mean`], and [`super::Doubt`] for samples that are too small for their skewness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConfidenceInterval {
    /// The probability of covering, between 0 and 1, usually 0.95.
    pub level: f64,
    /// The sample mean, in the middle of the interval.
    pub estimate: f64,
    /// From the middle to either end, in the unit of the observations.
    pub half_width: f64,
}

impl ConfidenceInterval {
    /// The interval for the mean of what `tally` has recorded; `None` with fewer than two observations.
    ///
    /// Half width: t(n − 1, 1 − α/2) √(S²/n) with α = 1 − level (Law, *Simulation Modeling and Analysis*, 5th ed., eq.
    /// (4.12)), as long as the sample is no more skewed than normal ones are by chance. Otherwise its half-width is the
    /// longer side of the interval by Hall's transformation (Journal of the Royal Statistical Society B 54, 1992), so
    /// the mean can still be written with a ±; this covers at least as often. On that side, more skewness is assumed
    /// than the sample shows, since small samples show too little of it. Never less than Student's.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn of_mean(tally: &Tally, level: f64) -> Option<Self> {
        assert!(level > 0.0 && level < 1.0, "a confidence level is between 0 and 1, not {level}");
        let (below, above) = reach(tally, (1.0 - level) / 2.0)?;
        Some(Self { level, estimate: tally.mean()?, half_width: below.max(above) })
    }

    /// The lower end.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.estimate - self.half_width
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.estimate + self.half_width
    }

    /// Whether `value` lies in the interval, ends included.
    #[must_use]
    pub fn covers(&self, value: f64) -> bool {
        self.low() <= value && value <= self.high()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::normal_quantile;

    #[test]
    fn the_interval_of_a_textbook_sample() {
        // Law, section 4.5: ten observations, 90 %: 1.34 ± 0.24.
        let sample: Tally = [1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09].into_iter().collect();
        let interval = ConfidenceInterval::of_mean(&sample, 0.9).unwrap();
        assert!((interval.estimate - 1.34).abs() < 0.005 && (interval.half_width - 0.24).abs() < 0.005);
        assert!(interval.covers(1.11) && !interval.covers(1.59));
        assert_eq!(ConfidenceInterval::of_mean(&[1.0].into_iter().collect(), 0.9), None);
    }

    /// Uniform on (0, 1), from the golden-ratio Weyl sequence mixed as in `SplitMix64`.
    fn uniform(i: u64) -> f64 {
        let z = i.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    #[test]
    fn intervals_from_normal_observations_cover_as_often_as_they_say() {
        const SAMPLES: u64 = 4_000;
        for (n, level) in [(2, 0.9), (5, 0.95), (20, 0.8)] {
            let covering = (0..SAMPLES).filter(|sample| {
                let tally: Tally = (0..n).map(|i| 60.0 + 5.0 * normal_quantile(uniform(1 + sample * n + i))).collect();
                ConfidenceInterval::of_mean(&tally, level).unwrap().covers(60.0)
            });
            let share = covering.count() as f64 / SAMPLES as f64;
            let standard_error = libm::sqrt(level * (1.0 - level) / SAMPLES as f64);
            assert!((share - level).abs() < 3.0 * standard_error, "{share} of {n} observations, not {level}");
        }
    }
}
