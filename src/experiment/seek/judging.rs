//! The judging of samples: their verdict, their estimate, and how many replications a verdict would take.

use super::criterion::{Criterion, Statistic};
use super::sample::CriterionSample;
use super::verdict::Verdict;
use crate::experiment::sequential::Sequential;
use crate::expression::Relation;
use crate::stats::{Doubt, Interval, Quantiles, Tally, binomial_cdf, binomial_upper};

/// Fewer replications than this decide nothing about a mean while more are allowed: an event of probability 2 % that
/// they do not show could change it, and 512 miss it once in 31,000 times.
const REPLICATIONS_OF_A_MEAN: u64 = 512;
/// After this many equal values it is believed that they never vary, which excludes no event that is rarer than some in
/// a thousand.
const EQUAL_VALUES: u64 = 1_024;
/// The same if no more are allowed, as for `--precision`.
const EQUAL_VALUES_AT_LAST: u64 = 300;

/// How many replications a verdict on a mean demands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Demand {
    /// While more are allowed.
    More,
    /// Where there will be no more.
    Last,
    /// None: the verdict is not reported.
    Nothing,
}

impl Demand {
    /// The least number.
    pub fn least(self, tally: &Tally) -> u64 {
        let never_varied = matches!(tally.variance(), None | Some(0.0));
        match self {
            Self::More if never_varied => EQUAL_VALUES,
            Self::More => REPLICATIONS_OF_A_MEAN,
            Self::Last if never_varied => EQUAL_VALUES_AT_LAST,
            // An interval of fewer knows too little of their skewness.
            Self::Last => Sequential::LEAST,
            Self::Nothing => 0,
        }
    }
}

impl Criterion {
    /// The verdict of a sample (sorted), if either verdict may be wrong with probability `error`.
    ///
    /// A mean is tested by Hall's interval, which allows for skewness (see [`Interval::of_mean`]), made wider where
    /// there are too few replications for that (see [`Doubt`]). A probability is tested by the binomial distribution
    /// itself; so is a quantile, which lies below its bound if and only if values are below it with at least the
    /// quantile's order as their probability. `demand`: of a mean only.
    ///
    /// Each of them rises with the values. So where these are not exact, the verdict is that on the least and on the
    /// greatest that they may be, if it is the same on both.
    pub(super) fn verdict(&self, sample: &CriterionSample, error: f64, demand: Demand) -> Verdict {
        if let Some(ends) = &sample.ends {
            let [low, high] = ends.each_ref().map(|end| self.verdict(end, error, demand));
            return if low == high { low } else { Verdict::Undecided };
        }
        let n = sample.tally.count();
        match self.statistic {
            Statistic::Mean => self.of_mean(&sample.tally, error, demand),
            Statistic::Share => {
                let successes = successes(&sample.tally);
                of_share(successes, n, self.bound, error, !self.is_upper_bound())
            }
            Statistic::Quantile(order) => {
                // q ≤ c and q > c are about P(X ≤ c), q < c and q ≥ c about P(X < c).
                let included = matches!(self.sense, Relation::AtMost | Relation::Greater);
                let below = sample.count_up_to(self.bound, included);
                of_share(below, n, order, error, self.is_upper_bound())
            }
        }
    }

    fn of_mean(&self, tally: &Tally, error: f64, demand: Demand) -> Verdict {
        let interval = mean_interval(tally, error).filter(|_| tally.count() >= demand.least(tally));
        let Some(Interval { low, high }) = interval else { return Verdict::Undecided };
        // Both ends are on the same side.
        match [low, high].map(|end| self.is_met(end)) {
            [true, true] => Verdict::Holds,
            [false, false] => Verdict::Fails,
            _ => Verdict::Undecided,
        }
    }

    /// About how many replications a verdict would take, more than those of this sample (sorted), if they go on like
    /// it. `None` if that is not to be expected: the estimate is the bound itself, or not known to be on either side.
    pub(super) fn needed(&self, sample: &CriterionSample, error: f64) -> Option<u64> {
        if let Some(ends) = &sample.ends {
            let side = |end| self.estimate(end, 0.5).map(|(estimate, _)| self.is_met(estimate));
            if side(&ends[0]) != side(&ends[1]) {
                return None;
            }
            return ends.iter().map(|end| self.needed(end, error)).collect::<Option<Vec<_>>>()?.into_iter().max();
        }
        let n = sample.tally.count();
        match self.statistic {
            Statistic::Mean if !sample.varies() => Some(n + 1),
            Statistic::Mean => {
                let (mean, Interval { low, high }) = (sample.tally.mean()?, mean_interval(&sample.tally, error)?);
                let reach = if self.bound < mean { mean - low } else { high - mean };
                let times = reach / (self.bound - mean);
                times.is_finite().then(|| whole(libm::ceil(n as f64 * times * times)).max(n + 1))
            }
            Statistic::Share => trials_needed(sample.tally.mean()?, self.bound, n, error),
            Statistic::Quantile(order) => {
                let below = sample.count_up_to(self.bound, matches!(self.sense, Relation::AtMost | Relation::Greater));
                trials_needed(below as f64 / n as f64, order, n, error)
            }
        }
    }

    /// Whether the bound is so close to the statistic that no number of replications decides: the least values that
    /// quantiles may have give one verdict, and the greatest the other.
    pub(super) fn is_too_close(&self, sample: &CriterionSample, error: f64) -> bool {
        let verdict = |end| self.verdict(end, error, Demand::Nothing);
        let of_ends = sample.ends.as_deref().map(|ends| ends.each_ref().map(verdict));
        matches!(of_ends, Some([Verdict::Holds, Verdict::Fails] | [Verdict::Fails, Verdict::Holds]))
    }

    /// Why the replications may not support the level of a verdict on this criterion; `None` if nothing speaks against
    /// it.
    pub(super) fn doubt(&self, sample: &CriterionSample) -> Option<Doubt> {
        Doubt::about_mean(&sample.tally).filter(|_| self.statistic == Statistic::Mean)
    }

    /// The estimate of the statistic from a sample (sorted), and the interval that covers it with probability `level`
    /// by itself; `None` for an empty sample.
    pub(super) fn estimate(&self, sample: &CriterionSample, level: f64) -> Option<(f64, Interval)> {
        let tally = &sample.tally;
        match self.statistic {
            Statistic::Mean => {
                let unknown = Interval { low: f64::NEG_INFINITY, high: f64::INFINITY };
                Some((tally.mean()?, Interval::of_mean(tally, level).unwrap_or(unknown)))
            }
            Statistic::Share => {
                let interval = Interval::of_share(successes(tally), tally.count(), level)?;
                Some((tally.mean()?, interval))
            }
            Statistic::Quantile(order) => {
                let estimate = sample.values.iter().copied().collect::<Quantiles>().at(order)?;
                Some((estimate, Interval::of_quantile(&sample.values, order, level)?))
            }
        }
    }
}

/// The interval of a mean of which each end misses the true one with probability `error`; `None` with fewer than two
/// values.
///
/// Hall's interval is good where the skewness is well known, which a quarter of the replications of [`Doubt`] is enough
/// for. Where there are fewer, it is stretched as the standard error would shrink with those that are missing: so
/// values far from the bound are decided all the same.
fn mean_interval(tally: &Tally, error: f64) -> Option<Interval> {
    let (mean, Interval { low, high }) = (tally.mean()?, Interval::of_mean(tally, 1.0 - 2.0 * error)?);
    let stretch = match Doubt::about_mean(tally) {
        Some(Doubt::Skewed { needed, .. }) => libm::sqrt(needed as f64 / 4.0 / tally.count() as f64).max(1.0),
        Some(Doubt::NeverVaried) | None => 1.0,
    };
    Some(Interval { low: mean - stretch * (mean - low), high: mean + stretch * (high - mean) })
}

/// How many trials, more than `n`, tell a share from `bound` if the same share of them succeeds: by doubling, and then
/// by bisection. `None` if ten million do not.
fn trials_needed(share: f64, bound: f64, n: u64, error: f64) -> Option<u64> {
    let is_told = |trials: u64| {
        let successes = whole(libm::round(share * trials as f64));
        of_share(successes, trials, bound, error, true) != Verdict::Undecided
    };
    let (mut few, mut enough) = (n, n + 1);
    while !is_told(enough) {
        (few, enough) = (enough, enough * 2);
        if enough > 10_000_000 {
            return None;
        }
    }
    while few + 1 < enough {
        let middle = u64::midpoint(few, enough);
        if is_told(middle) { enough = middle } else { few = middle }
    }
    Some(enough)
}

/// A count that was computed.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative; what is too large saturates"
)]
fn whole(count: f64) -> u64 {
    count as u64
}

/// How many of the values are 1, the others being 0.
fn successes(tally: &Tally) -> u64 {
    whole(libm::round(tally.mean().unwrap_or(0.0) * tally.count() as f64))
}

/// Whether a probability is at least `bound`, or at most, after this many successes.
///
/// The binomial test; as confidence bounds: Clopper & Pearson, "The use of confidence or fiducial limits illustrated in
/// the case of the binomial", Biometrika 26 (1934). Wilson's interval is closer to its level at 95 %, but a verdict
/// uses a far stricter level, for which a normal tail is too light: of 50 trials with p = 0.95, 42 successes or fewer
/// have probability 0.0032, not 0.0002 as the interval assumes.
fn of_share(successes: u64, trials: u64, bound: f64, error: f64, at_least: bool) -> Verdict {
    let is_more = binomial_upper(successes, trials, bound) <= error;
    let is_less = binomial_cdf(successes, trials, bound) <= error;
    match (is_more, is_less) {
        (true, false) if at_least => Verdict::Holds,
        (false, true) if !at_least => Verdict::Holds,
        (false, false) | (true, true) => Verdict::Undecided,
        _ => Verdict::Fails,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::seek::sample::Seen;

    const ERROR: f64 = 1e-3;

    fn verdict(statistic: Statistic, sense: Relation, bound: f64, values: impl IntoIterator<Item = f64>) -> Verdict {
        let mut sample = CriterionSample::default();
        values.into_iter().for_each(|value| sample.take(value, statistic));
        sample.sort();
        Criterion { statistic, sense, bound }.verdict(&sample, ERROR, Demand::More)
    }

    /// 0, 1, …, `n` − 1 in a mixed order.
    fn mixed(n: u32) -> impl Iterator<Item = f64> {
        (0..n).map(move |i| f64::from(i * 37 % n))
    }

    fn shares(successes: usize, trials: usize) -> impl Iterator<Item = f64> {
        (0..trials).map(move |i| f64::from(i < successes))
    }

    #[test]
    fn a_mean_of_symmetric_values_is_bounded_by_students_t() {
        // Mean 499.5, standard error 9.13; t(999, 0.999) = 3.10.
        for (bound, expected) in [(470.0, Verdict::Fails), (490.0, Verdict::Undecided), (528.0, Verdict::Holds)] {
            assert_eq!(verdict(Statistic::Mean, Relation::AtMost, bound, mixed(1_000)), expected, "{bound}");
        }
        assert_eq!(verdict(Statistic::Mean, Relation::Greater, 470.0, mixed(1_000)), Verdict::Holds);
        assert_eq!(verdict(Statistic::Mean, Relation::Greater, 1.0, mixed(511)), Verdict::Undecided, "rare events");
        assert_eq!(verdict(Statistic::Mean, Relation::AtMost, 9.0, [1.0]), Verdict::Undecided);
    }

    #[test]
    fn values_that_may_be_off_decide_only_what_is_the_same_for_all_that_they_may_be() {
        for (statistic, [below, close, above]) in
            [(Statistic::Mean, [468.0, 499.6, 532.0]), (Statistic::Quantile(0.95), [920.0, 949.1, 980.0])]
        {
            let sample = |error: f64| {
                let mut sample = CriterionSample::default();
                let seen = |value| Seen { value, ends: Some([value * (1.0 - error), value * (1.0 + error)]) };
                mixed(1_000).enumerate().for_each(|(place, value)| match place {
                    100.. => sample.take(seen(value), statistic),
                    _ => sample.take(value, statistic),
                });
                sample.sort();
                sample
            };
            let criterion = |bound| Criterion { statistic, sense: Relation::AtMost, bound };
            let verdict = |bound| criterion(bound).verdict(&sample(1e-3), ERROR, Demand::More);
            assert_eq!([below, close, above].map(verdict), [Verdict::Fails, Verdict::Undecided, Verdict::Holds]);
            // By chance alone, a wide interval has the bound inside: more replications may help.
            let is_too_close = |error| criterion(close).is_too_close(&sample(error), ERROR);
            assert_eq!([1e-3, 0.2].map(is_too_close), [false, true]);
            let needed = |error| criterion(above).needed(&sample(error), 1e-9);
            assert!(needed(1e-2) > needed(0.0) && criterion(close).needed(&sample(1e-3), ERROR).is_none());
            assert_eq!(criterion(below).verdict(&sample(0.1), ERROR, Demand::More), Verdict::Undecided);
        }
    }

    #[test]
    fn what_never_varied_is_believed_after_many_replications_only() {
        let criterion = Criterion { statistic: Statistic::Mean, sense: Relation::AtMost, bound: 7.0 };
        let mut sample = CriterionSample::default();
        (0..64).for_each(|_| sample.take(7.0, Statistic::Mean));
        assert_eq!(criterion.verdict(&sample, ERROR, Demand::More), Verdict::Undecided);
        assert_eq!(criterion.verdict(&sample, ERROR, Demand::Last), Verdict::Undecided, "too few to believe that");
        (64..300).for_each(|_| sample.take(7.0, Statistic::Mean));
        let verdict = |demand| criterion.verdict(&sample, ERROR, demand);
        assert_eq!([Demand::More, Demand::Last].map(verdict), [Verdict::Undecided, Verdict::Holds]);
        (300..1_024).for_each(|_| sample.take(7.0, Statistic::Mean));
        assert_eq!(criterion.verdict(&sample, ERROR, Demand::More), Verdict::Holds);
        assert_eq!(criterion.doubt(&sample), Some(Doubt::NeverVaried));
    }

    #[test]
    fn skewed_values_need_more_replications() {
        // One of 100 is 1000, the others 0 or 1: the mean is 10.495, its standard error 4.4 with 512 and 1 with 10,000.
        let skewed = |n: u32| (0..n).map(|i| if i % 100 == 50 { 1_000.0 } else { f64::from(i % 2) });
        let at_most = |bound, n| verdict(Statistic::Mean, Relation::AtMost, bound, skewed(n));
        // Normal values would be decided 3.1 standard errors from the mean.
        assert_eq!((at_most(25.0, 512), at_most(300.0, 512)), (Verdict::Undecided, Verdict::Holds));
        assert_eq!((at_most(13.8, 10_000), at_most(14.5, 10_000)), (Verdict::Undecided, Verdict::Holds));
    }

    #[test]
    fn a_probability_is_tested_exactly() {
        let at_least =
            |successes, trials| verdict(Statistic::Share, Relation::AtLeast, 0.95, shares(successes, trials));
        // 0.95^134 = 0.00104, 0.95^135 = 0.00098.
        assert_eq!((at_least(134, 134), at_least(135, 135)), (Verdict::Undecided, Verdict::Holds));
        assert_eq!((at_least(42, 50), at_least(41, 50)), (Verdict::Undecided, Verdict::Fails));
        let at_most = |successes| verdict(Statistic::Share, Relation::AtMost, 0.05, shares(successes, 135));
        assert_eq!((at_most(0), at_most(40)), (Verdict::Holds, Verdict::Fails));
    }

    #[test]
    fn certainty_can_be_refuted_but_not_shown() {
        let always = |successes| verdict(Statistic::Share, Relation::AtLeast, 1.0, shares(successes, 64));
        assert_eq!((always(64), always(63)), (Verdict::Undecided, Verdict::Fails));
        let ever = |successes| verdict(Statistic::Share, Relation::Greater, 0.0, shares(successes, 64));
        assert_eq!((ever(0), ever(1)), (Verdict::Undecided, Verdict::Holds));
    }

    #[test]
    fn a_quantile_is_judged_like_the_probability_that_it_stands_for() {
        for bound in [900.0, 930.0, 950.0, 970.0, 990.0] {
            let of_quantile = verdict(Statistic::Quantile(0.95), Relation::AtMost, bound, mixed(1_000));
            let meets = mixed(1_000).map(|value| f64::from(value <= bound));
            assert_eq!(of_quantile, verdict(Statistic::Share, Relation::AtLeast, 0.95, meets), "{bound}");
            let reverse = verdict(Statistic::Quantile(0.95), Relation::Greater, bound, mixed(1_000));
            let opposite = match of_quantile {
                Verdict::Holds => Verdict::Fails,
                Verdict::Fails => Verdict::Holds,
                Verdict::Undecided => Verdict::Undecided,
            };
            assert_eq!(reverse, opposite, "{bound}");
        }
    }
}
