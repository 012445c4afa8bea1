//! The effect of changing one setting on a measure: on both sides, and as elasticity.
//!
//! Values of the measure go in replication by replication, with the setting unchanged and moved, and are summed at
//! once: memory does not grow with their number. Replications of the same number share their random numbers, so most of
//! the noise cancels in the differences. Nothing is played or printed here.

use crate::stats::{ConfidenceInterval, RatioTally, Tally};

/// An estimate with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The estimate.
    pub value: f64,
    /// The half-width of its interval; `None` with a single replication.
    pub half_width: Option<f64>,
}

impl Bounded {
    /// The mean of observations, with Student's t; `None` without any.
    pub(super) fn mean(tally: &Tally, level: f64) -> Option<Self> {
        let half_width = ConfidenceInterval::of_mean(tally, level).map(|interval| interval.half_width);
        Some(Self { value: tally.mean()?, half_width })
    }
}

/// The effects of moving a setting on a measure, as sums over the replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effects {
    /// The difference of the setting between both sides, as a share of itself.
    span: f64,
    /// The difference of the measure from its current value.
    down: Tally,
    up: Tally,
    /// Its rise from the lower to the upper side, divided by its current value.
    rises: RatioTally,
}

impl Effects {
    /// The effects of a setting that is moved by these shares, new value ÷ old value − 1: -0.1 for 10 % less. A side to
    /// which it is not moved has 0.
    #[must_use]
    pub fn new(down: f64, up: f64) -> Self {
        Self { span: up - down, down: Tally::new(), up: Tally::new(), rises: RatioTally::default() }
    }

    /// Takes the values of the measure in one replication: with the setting unchanged, and moved to either side.
    pub fn record(&mut self, as_it_is: f64, down: Option<f64>, up: Option<f64>) {
        for (tally, moved) in [(&mut self.down, down), (&mut self.up, up)] {
            if let Some(value) = moved {
                tally.record_rounded(value - as_it_is, value.abs() + as_it_is.abs());
            }
        }
        self.rises.record(up.unwrap_or(as_it_is) - down.unwrap_or(as_it_is), as_it_is);
    }

    /// How many replications there were.
    #[must_use]
    pub const fn replications(&self) -> u64 {
        self.rises.count()
    }

    /// The difference of the measure with the setting down, in the measure's unit; `None` if it is not moved there.
    ///
    /// The interval is Student's t for paired differences: Law, *Simulation Modeling and Analysis*, 5th ed., section 10.2.1.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn down(&self, level: f64) -> Option<Bounded> {
        Bounded::mean(&self.down, level)
    }

    /// The same with the setting up.
    ///
    /// # Panics
    /// As [`Effects::down`].
    #[must_use]
    pub fn up(&self, level: f64) -> Option<Bounded> {
        Bounded::mean(&self.up, level)
    }

    /// The elasticity of the measure: the share by which it changes for each share by which the setting does, 1 if they
    /// are proportional, 0 if it has no effect, negative if it falls as the setting rises.
    ///
    /// It is the slope between both sides (or between the current setting and the only side), divided by the current
    /// mean of the measure. `None` without a side, and if that mean is 0. Its interval is that of a ratio of means, see
    /// [`RatioTally`].
    ///
    /// # Panics
    /// As [`Effects::down`].
    #[must_use]
    pub fn elasticity(&self, level: f64) -> Option<Bounded> {
        let ratio = self.rises.ratio().filter(|_| self.span != 0.0)?;
        let half_width = self.rises.half_width(level).map(|half_width| half_width / self.span.abs());
        Some(Bounded { value: ratio / self.span, half_width })
    }
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

    /// The effects of a setting that is 10 % up, from values of the measure with it unchanged and moved.
    fn upwards(values: impl IntoIterator<Item = (f64, f64)>) -> Effects {
        let mut effects = Effects::new(0.0, 0.1);
        values.into_iter().for_each(|(as_it_is, moved)| effects.record(as_it_is, None, Some(moved)));
        effects
    }

    #[test]
    fn what_is_proportional_has_elasticity_1_without_any_doubt() {
        for (down, up) in [(true, true), (false, true), (true, false)] {
            let share = |side: bool, share: f64| if side { share } else { 0.0 };
            let mut effects = Effects::new(share(down, -0.1), share(up, 0.1));
            for base in (0..20).map(|i| 5.0 + uniform(i)) {
                effects.record(base, down.then_some(base * 0.9), up.then_some(base * 1.1));
            }
            let found = effects.elasticity(0.95).unwrap();
            assert!((found.value - 1.0).abs() < 1e-12 && found.half_width.unwrap() < 1e-12, "{found:?}");
            assert_eq!((effects.down(0.95).is_some(), effects.up(0.95).is_some()), (down, up));
        }
    }

    #[test]
    fn without_a_side_or_a_mean_there_is_no_elasticity() {
        let mut unmoved = Effects::new(0.0, 0.0);
        unmoved.record(5.0, None, None);
        assert_eq!(unmoved.elasticity(0.95), None);
        assert_eq!(upwards([(0.0, 1.0), (0.0, 1.0)]).elasticity(0.95), None);
    }

    #[test]
    fn one_replication_tells_the_value_without_an_interval() {
        let effects = upwards([(100.0, 105.0)]);
        assert_eq!(effects.up(0.95), Some(Bounded { value: 5.0, half_width: None }));
        let half = effects.elasticity(0.95).unwrap();
        assert!((half.value - 0.5).abs() < 1e-12 && half.half_width.is_none());
    }

    #[test]
    fn a_shared_noise_cancels() {
        let found = upwards((0..50).map(|i| 100.0 * uniform(i)).map(|base| (base, base + 3.0))).up(0.95).unwrap();
        assert!((found.value - 3.0).abs() < 1e-9 && found.half_width.unwrap() < 1e-9);
    }

    #[test]
    fn what_has_no_effect_has_none_exactly() {
        let effects = upwards((0..50).map(|i| 100.0 * uniform(i)).map(|base| (base, base)));
        let nothing = Some(Bounded { value: 0.0, half_width: Some(0.0) });
        assert_eq!((effects.up(0.95), effects.elasticity(0.95)), (nothing, nothing));
    }

    #[test]
    fn the_interval_of_an_elasticity_covers_as_often_as_it_says() {
        const SAMPLES: u64 = 2_000;
        // The measure is 10 + X and rises by Y: the elasticity is E(Y) / (10 + E(X)) ÷ 0.1 = 0.5 / 10.5 × 10.
        let truth = 0.5 / 10.5 / 0.1;
        let covering = (0..SAMPLES).filter(|sample| {
            let draw = |i: u64, which: u64| uniform((sample * 40 + i) * 2 + which);
            let found = upwards((0..40).map(|i| (10.0 + draw(i, 0), 10.0 + draw(i, 0) + draw(i, 1))));
            let found = found.elasticity(0.9).unwrap();
            (found.value - truth).abs() <= found.half_width.unwrap()
        });
        let share = covering.count() as f64 / SAMPLES as f64;
        // Three standard errors, and half a percent for the approximation.
        assert!((share - 0.9).abs() < 3.0 * libm::sqrt(0.09 / SAMPLES as f64) + 0.005, "{share}");
    }
}
