//! The effect of changing one setting on a measure: on both sides, and as elasticity.
//!
//! Values of the measure go in replication by replication, with the setting unchanged and moved, and are summed at
//! once: memory does not grow with their number. Replications of the same number share their random numbers, so most of
//! the noise cancels in the differences. Nothing is played or printed here.

use crate::experiment::observations::{Differences, Observation, Observations};
use crate::stats::{Deviations, MeanEstimate, RatioTally};

/// An estimate with its confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The estimate.
    pub value: f64,
    /// The half-width of its interval; `None` with a single replication.
    pub half_width: Option<f64>,
}

impl Bounded {
    /// A mean, with the interval at a level.
    pub(super) fn new(estimate: &MeanEstimate, level: f64) -> Self {
        Self { value: estimate.mean, half_width: estimate.half_width(level) }
    }
}

/// The effects of moving a setting on a measure, as sums over the replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effects {
    /// The difference of the setting between both sides, as a share of itself.
    span: f64,
    /// Whether the setting is moved down, and up.
    is_moved: [bool; 2],
    as_it_is: Observations,
    /// With the setting down, and up; unchanged where it is not moved.
    moved: [Observations; 2],
    /// By how much these differ from the current value.
    differences: [Differences; 2],
    /// The rise from the lower to the upper side.
    rise: Differences,
    /// Its rise from the lower to the upper side, divided by its current value.
    rises: RatioTally,
}

impl Effects {
    /// The effects of a setting that is moved by these shares, new value ÷ old value − 1: -0.1 for 10 % less; `None`
    /// for a side to which it is not moved.
    #[must_use]
    pub(super) fn new(down: Option<f64>, up: Option<f64>) -> Self {
        Self {
            span: up.unwrap_or(0.0) - down.unwrap_or(0.0),
            is_moved: [down.is_some(), up.is_some()],
            as_it_is: Observations::default(),
            moved: [Observations::default(); 2],
            differences: [Differences::default(); 2],
            rise: Differences::default(),
            rises: RatioTally::default(),
        }
    }

    /// Takes the measure in one replication: with the setting unchanged, and moved to either side.
    pub(super) fn record(&mut self, as_it_is: Observation, down: Option<Observation>, up: Option<Observation>) {
        let base = (as_it_is, self.as_it_is.record(as_it_is));
        let mut record = |side: usize, moved: Observation| -> (Observation, Deviations) {
            let recorded = (moved, self.moved[side].record(moved));
            self.differences[side].record(base, recorded);
            recorded
        };
        let (down, up) = (record(0, down.unwrap_or(as_it_is)), record(1, up.unwrap_or(as_it_is)));
        self.rise.record(down, up);
        self.rises.record(up.0.value - down.0.value, as_it_is.value);
    }

    /// How many replications there were.
    #[must_use]
    pub const fn replications(&self) -> u64 {
        self.rises.count()
    }

    /// The differences of the measure with the setting down and up, in the measure's unit; `None` where it is not moved.
    ///
    /// The interval is Student's t for paired differences: Law, *Simulation Modeling and Analysis*, 5th ed., section
    /// 10.2.1.
    ///
    /// # Panics
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn sides(&self, level: f64) -> [Option<Bounded>; 2] {
        [0, 1].map(|side| {
            let difference = self.differences[side].estimate(&self.as_it_is, &self.moved[side])?;
            self.is_moved[side].then(|| Bounded::new(&difference, level))
        })
    }

    /// The elasticity of the measure: the share by which it changes for each share by which the setting does, 1 if they
    /// are proportional, 0 if it has no effect, negative if it falls as the setting rises.
    ///
    /// It is the slope between both sides (or between the current setting and the only side), divided by the current
    /// mean of the measure. `None` without a side, and if that mean is 0. Its interval is that of a ratio of means, see
    /// [`RatioTally`].
    ///
    /// # Panics
    /// As [`Effects::sides`].
    #[must_use]
    pub fn elasticity(&self, level: f64) -> Option<Bounded> {
        let share = if self.as_it_is.is_ratio() { self.of_ratios()? } else { self.rises.estimate()? };
        let bounded = Bounded::new(&share, level);
        let half_width = bounded.half_width.map(|half_width| half_width / self.span.abs());
        (self.span != 0.0).then(|| Bounded { value: bounded.value / self.span, half_width })
    }

    /// The rise of a measure that is itself a ratio of means, divided by its current value: to first order it varies as
    /// (up − down − rise × current) ÷ current value.
    fn of_ratios(&self) -> Option<MeanEstimate> {
        let [down, up] = &self.moved;
        let (rise, now) = (self.rise.estimate(down, up)?, self.as_it_is.estimate()?);
        if now.mean == 0.0 {
            return None;
        }
        let of_side = |side: usize| self.differences[side].covariance(&self.as_it_is, &self.moved[side]);
        let (share, with_now) = (rise.mean / now.mean, of_side(1).unwrap_or(0.0) - of_side(0).unwrap_or(0.0));
        let variance = (rise.variance - 2.0 * share * with_now + share * share * now.variance).max(0.0);
        let standard_error = libm::sqrt(variance / now.count as f64) / now.mean.abs();
        Some(MeanEstimate { mean: share, variance: variance / (now.mean * now.mean), standard_error, ..rise })
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
        let mut effects = Effects::new(None, Some(0.1));
        values.into_iter().for_each(|(as_it_is, moved)| effects.record(as_it_is.into(), None, Some(moved.into())));
        effects
    }

    #[test]
    fn what_is_proportional_has_elasticity_1_without_any_doubt() {
        for (down, up) in [(true, true), (false, true), (true, false)] {
            let mut effects = Effects::new(down.then_some(-0.1), up.then_some(0.1));
            for base in (0..20).map(|i| 5.0 + uniform(i)) {
                let side = |is_moved: bool, value: f64| is_moved.then(|| value.into());
                effects.record(base.into(), side(down, base * 0.9), side(up, base * 1.1));
            }
            let found = effects.elasticity(0.95).unwrap();
            assert!((found.value - 1.0).abs() < 1e-12 && found.half_width.unwrap() < 1e-12, "{found:?}");
            assert_eq!(effects.sides(0.95).map(|side| side.is_some()), [down, up]);
        }
    }

    #[test]
    fn without_a_side_or_a_mean_there_is_no_elasticity() {
        let mut unmoved = Effects::new(None, None);
        unmoved.record(5.0.into(), None, None);
        assert_eq!(unmoved.elasticity(0.95), None);
        assert_eq!(upwards([(0.0, 1.0), (0.0, 1.0)]).elasticity(0.95), None);
    }

    #[test]
    fn one_replication_tells_the_value_without_an_interval() {
        let effects = upwards([(100.0, 105.0)]);
        assert_eq!(effects.sides(0.95), [None, Some(Bounded { value: 5.0, half_width: None })]);
        let half = effects.elasticity(0.95).unwrap();
        assert!((half.value - 0.5).abs() < 1e-12 && half.half_width.is_none());
    }

    #[test]
    fn a_shared_noise_cancels() {
        let effects = upwards((0..50).map(|i| 100.0 * uniform(i)).map(|base| (base, base + 3.0)));
        let found = effects.sides(0.95)[1].unwrap();
        assert!((found.value - 3.0).abs() < 1e-9 && found.half_width.unwrap() < 1e-9);
    }

    #[test]
    fn what_has_no_effect_has_none_exactly() {
        let effects = upwards((0..50).map(|i| 100.0 * uniform(i)).map(|base| (base, base)));
        let nothing = Some(Bounded { value: 0.0, half_width: Some(0.0) });
        assert_eq!((effects.sides(0.95)[1], effects.elasticity(0.95)), (nothing, nothing));
    }

    /// Waits in long runs count more: 8 visits of 10 s and 2 of 60 s wait 20 s on average, not 35 s.
    #[test]
    fn a_ratio_is_that_of_the_means() {
        let mut effects = Effects::new(None, Some(0.1));
        for (visits, wait) in [(8.0, 10.0), (2.0, 60.0), (8.0, 10.0), (2.0, 60.0)] {
            let moved = Observation::of_ratio(visits * wait * 1.1, visits);
            effects.record(Observation::of_ratio(visits * wait, visits), None, Some(moved));
        }
        let (up, elasticity) = (effects.sides(0.95)[1].unwrap(), effects.elasticity(0.95).unwrap());
        assert!((up.value - 2.0).abs() < 1e-12 && up.half_width.unwrap() > 1.0, "{up:?}");
        assert!((elasticity.value - 1.0).abs() < 1e-12 && elasticity.half_width.unwrap() < 1e-6, "{elasticity:?}");
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
