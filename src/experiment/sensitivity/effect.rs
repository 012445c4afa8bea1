//! What a change of one setting does to a measure: the effect, and the elasticity.
//!
//! Everything is told from the values of the measure, replication by replication, as the setting is and with the setting
//! changed. Replications of the same number share their random numbers, so that most of the noise cancels in the
//! differences. Nothing is played or printed here.

use crate::stats::{ConfidenceInterval, Tally};

/// A setting changed by a share of itself, and what the measure was then.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// New value ÷ old value − 1: 0.1 for 10 % more.
    pub share: f64,
    /// The measure, replication by replication, as many as without the change.
    pub values: &'a [f64],
}

/// An estimate with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The estimate.
    pub value: f64,
    /// Half the width of the interval about it; `None` with a single replication.
    pub half_width: Option<f64>,
}

/// By how much the measure differs with the setting changed: the mean over the replications, in the measure's unit.
///
/// The interval is Student's t for paired differences: Law, *Simulation Modeling and Analysis*, 5th ed., section 10.2.1.
///
/// # Panics
/// If there are no replications, or not as many of both.
#[must_use]
pub fn effect(base: &[f64], moved: &[f64], level: f64) -> Bounded {
    bounded(&differences(base, moved).collect(), level)
}

/// The elasticity of the measure: the share by which it changes for each share by which the setting does, 1 if they are
/// proportional, 0 if it does not care, negative if it falls as the setting rises.
///
/// It is the slope between both sides (or between the setting as it is and the one side there is), over the mean of the
/// measure as the setting is. `None` without a side, and where that mean is 0. Its interval is that of a ratio of means, by the
/// linear approximation for large samples: Cochran, *Sampling Techniques*, 3rd ed., chapter 6.
///
/// # Panics
/// If there are no replications, or not as many of all.
#[must_use]
pub fn elasticity(base: &[f64], down: Option<Moved<'_>>, up: Option<Moved<'_>>, level: f64) -> Option<Bounded> {
    let as_it_is = Moved { share: 0.0, values: base };
    let (low, high) = (down.unwrap_or(as_it_is), up.unwrap_or(as_it_is));
    let share = high.share - low.share;
    let mean = base.iter().copied().collect::<Tally>().mean().filter(|mean| *mean != 0.0)?;
    if share == 0.0 {
        return None;
    }
    let rises: Vec<f64> = differences(low.values, high.values).collect();
    let ratio = rises.iter().copied().collect::<Tally>().mean()? / mean;
    let residuals = rises.iter().zip(base).map(|(rise, value)| rise - ratio * value).collect();
    let half_width = bounded(&residuals, level).half_width.map(|half_width| half_width / (mean * share).abs());
    Some(Bounded { value: ratio / share, half_width })
}

fn differences<'a>(from: &'a [f64], to: &'a [f64]) -> impl Iterator<Item = f64> {
    assert!(from.len() == to.len() && !from.is_empty(), "there are {} and {} replications", from.len(), to.len());
    from.iter().zip(to).map(|(from, to)| to - from)
}

fn bounded(tally: &Tally, level: f64) -> Bounded {
    let half_width = ConfidenceInterval::of_mean(tally, level).map(|interval| interval.half_width);
    Bounded { value: tally.mean().unwrap_or(0.0), half_width }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uniform on (0, 1), from the golden-ratio Weyl sequence mixed as in `SplitMix64`.
    fn uniform(i: u64) -> f64 {
        let z = (i + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    #[test]
    fn what_is_proportional_has_elasticity_1_without_any_doubt() {
        let base: Vec<f64> = (0..20).map(|i| 5.0 + uniform(i)).collect();
        let times = |factor: f64| base.iter().map(|value| value * factor).collect::<Vec<_>>();
        let (less, more) = (times(0.9), times(1.1));
        let (down, up) = (Moved { share: -0.1, values: &less }, Moved { share: 0.1, values: &more });
        for sides in [(Some(down), Some(up)), (None, Some(up)), (Some(down), None)] {
            let found = elasticity(&base, sides.0, sides.1, 0.95).unwrap();
            assert!((found.value - 1.0).abs() < 1e-12 && found.half_width.unwrap() < 1e-12, "{found:?}");
        }
        assert_eq!(elasticity(&base, None, None, 0.95), None);
        assert_eq!(elasticity(&[0.0, 0.0], None, Some(Moved { share: 0.1, values: &[1.0, 1.0] }), 0.95), None);
    }

    #[test]
    fn one_replication_tells_the_value_without_an_interval() {
        assert_eq!(effect(&[705.0], &[715.0], 0.95), Bounded { value: 10.0, half_width: None });
        let half = elasticity(&[100.0], None, Some(Moved { share: 0.2, values: &[110.0] }), 0.95).unwrap();
        assert!((half.value - 0.5).abs() < 1e-12 && half.half_width.is_none());
    }

    #[test]
    fn a_shared_noise_cancels() {
        let base: Vec<f64> = (0..50).map(|i| 100.0 * uniform(i)).collect();
        let shifted: Vec<f64> = base.iter().map(|value| value + 3.0).collect();
        let found = effect(&base, &shifted, 0.95);
        assert!((found.value - 3.0).abs() < 1e-9 && found.half_width.unwrap() < 1e-9);
    }

    #[test]
    fn the_interval_of_an_elasticity_covers_as_often_as_it_says() {
        const SAMPLES: u64 = 2_000;
        // The measure is 10 + X and rises by Y: the elasticity is E(Y) / (10 + E(X)) ÷ 0.1 = 0.5 / 10.5 × 10.
        let truth = 0.5 / 10.5 / 0.1;
        let covering = (0..SAMPLES).filter(|sample| {
            let draw = |i: u64, which: u64| uniform((sample * 40 + i) * 2 + which);
            let base: Vec<f64> = (0..40).map(|i| 10.0 + draw(i, 0)).collect();
            let more: Vec<f64> = (0..40).map(|i| 10.0 + draw(i, 0) + draw(i, 1)).collect();
            let found = elasticity(&base, None, Some(Moved { share: 0.1, values: &more }), 0.9).unwrap();
            (found.value - truth).abs() <= found.half_width.unwrap()
        });
        let share = covering.count() as f64 / SAMPLES as f64;
        // Three standard errors, and half a percent for the approximation.
        assert!((share - 0.9).abs() < 3.0 * libm::sqrt(0.09 / SAMPLES as f64) + 0.005, "{share}");
    }
}
