//! Order statistics of non-negative observations in bounded memory.

use super::histogram::{Histogram, RELATIVE_ERROR};

/// The quantiles of non-negative observations: exact, unless there are very many different ones; then within 0.1 %.
///
/// Up to [`Quantiles::EXACT_LIMIT`] observations, or any number of observations with at most that many different
/// values, are kept as they are. If there are more of both, they are counted in a log-linear histogram with 512 buckets
/// an octave, and a quantile is within [`Quantiles::RELATIVE_ERROR`] of its exact value. Minimum and maximum are always
/// exact, and so is a value alone in its bucket. Memory: 8 bytes an observation up to the limit and 16 bytes a value
/// beyond, at most 1.5 MiB; in a histogram 12 KiB for each octave (power of two) between the smallest positive and the
/// largest observation, never above 26 MiB.
///
/// The quantile of order p of x₁ ≤ … ≤ xₙ lies at position 1 + (n − 1)p, linearly interpolated between neighbours:
/// definition 7 of Hyndman & Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), the
/// default of R and `NumPy`.
///
/// ```
/// use zeitnot::stats::Quantiles;
/// let mut quantiles: Quantiles = [9.0, 1.0, 2.0, 4.0].into_iter().collect();
/// assert_eq!(quantiles.at(0.5), Some(3.0));
/// assert_eq!(quantiles.at(1.0), Some(9.0));
/// ```
#[derive(Clone, Debug)]
pub struct Quantiles {
    /// The latest observations, as long as the histogram is empty.
    values: Vec<f64>,
    /// The ranks of those `values` that are where they would be if all were sorted, in ascending order: what lies
    /// between two of them would stay between them.
    placed: Vec<usize>,
    /// The earlier observations: each value, in ascending order, and how often it occurred.
    counted: Vec<(f64, u64)>,
    /// The number of these.
    count: u64,
    /// All observations, once they are too many and too different.
    histogram: Histogram,
}

impl Quantiles {
    /// Up to this many observations, or this many different ones, quantiles are exact.
    pub const EXACT_LIMIT: usize = 1 << 16;
    /// Beyond, a quantile q is off by at most this times q (or times 2⁻¹⁰²², if q is below that): 2⁻¹⁰.
    pub const RELATIVE_ERROR: f64 = RELATIVE_ERROR;

    /// The quantiles of nothing. Allocates when the first observation comes.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: Vec::new(), placed: Vec::new(), counted: Vec::new(), count: 0, histogram: Histogram::new() }
    }

    /// Takes one observation, which must be finite and not negative.
    #[inline]
    pub fn record(&mut self, x: f64) {
        debug_assert!(x.is_finite() && x >= 0.0, "an observation must be finite and not negative, not {x}");
        // The bits of −0.0 are those of a huge number.
        let x = x.abs();
        if self.histogram.count() > 0 {
            self.histogram.record(x);
            return;
        }
        if self.values.len() == Self::EXACT_LIMIT {
            self.compact();
            return self.record(x);
        }
        self.values.push(x);
        self.placed.clear();
    }

    /// Merges equal observations; if there are still too many, moves all to the histogram.
    #[cold]
    fn compact(&mut self) {
        // None is negative, so their bits, compared as whole numbers, have their order.
        self.values.sort_unstable_by_key(|x| x.to_bits());
        let latest =
            self.values.chunk_by(|a, b| a.to_bits() == b.to_bits()).map(|equal| (equal[0], equal.len() as u64));
        self.count += self.values.len() as u64;
        self.counted = merged(&self.counted, latest);
        self.values.clear();
        self.placed.clear();
        if self.counted.len() > Self::EXACT_LIMIT {
            self.spill();
        }
    }

    /// Moves all observations to the histogram.
    #[cold]
    fn spill(&mut self) {
        // The memory is freed, too: there may be many of these, and each takes more than half a mebibyte.
        for x in std::mem::take(&mut self.values) {
            self.histogram.record(x);
        }
        for (x, count) in std::mem::take(&mut self.counted) {
            self.histogram.record_often(x, count);
        }
        self.placed.clear();
        self.count = 0;
    }

    /// Makes exactness depend on the observations alone, not on their order.
    fn settle(&mut self) {
        if self.values.len() as u64 + self.count > Self::EXACT_LIMIT as u64 && !self.values.is_empty() {
            self.compact();
        }
    }

    /// Takes all observations of another collection. The resulting quantiles do not depend on the order of merging.
    pub fn merge(&mut self, other: &Self) {
        if self.histogram.count() == 0 && other.histogram.count() == 0 {
            if self.values.len() + other.values.len() > Self::EXACT_LIMIT {
                self.compact();
            }
            for &x in &other.values {
                self.record(x);
            }
            if self.histogram.count() == 0 {
                self.counted = merged(&self.counted, other.counted.iter().copied());
                self.count += other.count;
                if self.counted.len() > Self::EXACT_LIMIT {
                    self.spill();
                }
                return;
            }
        } else {
            self.spill();
            self.histogram.merge(&other.histogram);
            other.values.iter().for_each(|&x| self.histogram.record(x));
        }
        other.counted.iter().for_each(|&(x, count)| self.histogram.record_often(x, count));
    }

    /// Forgets all observations, but keeps the memory for the next.
    pub fn clear(&mut self) {
        self.values.clear();
        self.counted.clear();
        self.placed.clear();
        self.count = 0;
        self.histogram.clear();
    }

    /// How many observations there were.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.histogram.count() + self.count + self.values.len() as u64
    }

    /// Whether quantiles are exact.
    #[must_use]
    pub fn is_exact(&mut self) -> bool {
        self.settle();
        self.histogram.count() == 0
    }

    /// The quantile of order `p`, from 0 (the minimum) to 1 (the maximum); `None` without observations.
    ///
    /// Puts observations in order, hence `&mut`: as few as the quantiles asked for need.
    ///
    /// # Panics
    /// If `p` is not from 0 to 1.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the position is from 0 to count − 1")]
    pub fn at(&mut self, p: f64) -> Option<f64> {
        assert!((0.0..=1.0).contains(&p), "the order of a quantile is from 0 to 1, not {p}");
        self.settle();
        let last = self.count().checked_sub(1)?;
        let position = last as f64 * p;
        let rank = (position as u64).min(last);
        let (lower, upper) = (self.value_at(rank), self.value_at(last.min(rank + 1)));
        Some(lower + (position - rank as f64) * (upper - lower))
    }

    /// The observation of rank `rank`, counted from 0.
    #[expect(clippy::cast_possible_truncation, reason = "without counts there are few")]
    fn value_at(&mut self, rank: u64) -> f64 {
        if self.histogram.count() > 0 {
            return self.histogram.value_at(rank);
        }
        if self.count > 0 {
            let mut below = 0;
            let reaches = |(_, count): &&(f64, u64)| {
                below += count;
                rank < below
            };
            return self.counted.iter().find(reaches).map_or(f64::NAN, |(x, _)| *x);
        }
        let rank = rank as usize;
        if let Err(at) = self.placed.binary_search(&rank) {
            let from = at.checked_sub(1).map_or(0, |before| self.placed[before] + 1);
            let to = self.placed.get(at).copied().unwrap_or(self.values.len());
            self.values[from..to].select_nth_unstable_by_key(rank - from, |x| x.to_bits());
            self.placed.insert(at, rank);
        }
        self.values[rank]
    }
}

/// Merges two ordered lists of values with counts.
fn merged(counted: &[(f64, u64)], more: impl Iterator<Item = (f64, u64)>) -> Vec<(f64, u64)> {
    let mut all = Vec::with_capacity(counted.len());
    let mut rest = counted.iter().copied().peekable();
    for (x, count) in more {
        while let Some(before) = rest.next_if(|(other, _)| *other < x) {
            all.push(before);
        }
        let same = rest.next_if(|(other, _)| *other <= x).map_or(0, |(_, same)| same);
        all.push((x, count + same));
    }
    all.extend(rest);
    all
}

impl Default for Quantiles {
    fn default() -> Self {
        Self::new()
    }
}

impl FromIterator<f64> for Quantiles {
    fn from_iter<I: IntoIterator<Item = f64>>(observations: I) -> Self {
        let mut quantiles = Self::new();
        observations.into_iter().for_each(|x| quantiles.record(x));
        quantiles
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ORDERS: [f64; 9] = [0.0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1.0];

    /// Definition 7, naively.
    fn exact(xs: &[f64], p: f64) -> f64 {
        let mut xs = xs.to_vec();
        xs.sort_by(f64::total_cmp);
        let position = (xs.len() - 1) as f64 * p;
        let rank = libm::floor(position);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (lower, upper) = (xs[rank as usize], xs[libm::ceil(position) as usize]);
        lower + (position - rank) * (upper - lower)
    }

    fn spilt(xs: &[f64]) -> Quantiles {
        let mut quantiles: Quantiles = xs.iter().copied().collect();
        quantiles.spill();
        quantiles
    }

    fn answers(quantiles: &mut Quantiles) -> Vec<Option<f64>> {
        ORDERS.iter().map(|&p| quantiles.at(p)).collect()
    }

    /// Zero, tiny, ordinary and large ones.
    fn observation() -> impl Strategy<Value = f64> {
        prop_oneof![Just(0.0), 0.0..1e-12, 0.0..1.0, 1.0..1e3, 0.0..1e18]
    }

    fn assert_within_bound(quantiles: &mut Quantiles, xs: &[f64]) {
        for p in ORDERS {
            let (true_value, value) = (exact(xs, p), quantiles.at(p).unwrap());
            // Interpolation in either adds an ulp or two.
            let bound = true_value.max(f64::MIN_POSITIVE) * (Quantiles::RELATIVE_ERROR + 1e-14);
            assert!((value - true_value).abs() <= bound, "{value} for {true_value}");
        }
    }

    #[test]
    fn the_histogram_takes_the_whole_range() {
        let xs = [0.0, 0.0, 5e-324, 1e-310, 3e-308, 1.0, 1.0, 7.25, 1e300, 0.7 * f64::MAX, f64::MAX];
        assert_within_bound(&mut spilt(&xs), &xs);
        assert_within_bound(&mut spilt(&xs[7..8]), &xs[7..8]);
        assert_within_bound(&mut spilt(&[0.0, 0.0]), &[0.0, 0.0]);
    }

    #[test]
    fn few_observations_are_kept_exactly() {
        let mut quantiles = Quantiles::new();
        assert_eq!(quantiles.at(0.5), None);
        for x in [3.0, 0.0, f64::MAX, 5e-324, -0.0] {
            quantiles.record(x);
        }
        assert_eq!(answers(&mut quantiles)[0], Some(0.0));
        assert_eq!(quantiles.at(0.5), Some(5e-324));
        assert_eq!(quantiles.at(0.75), Some(3.0));
        assert_eq!(quantiles.at(1.0), Some(f64::MAX));
        quantiles.record(1.0);
        assert_eq!(quantiles.at(0.8), Some(3.0), "what comes later is sorted in");
    }

    #[test]
    fn the_limit_turns_exact_into_approximate_and_clear_turns_back() {
        let limit = Quantiles::EXACT_LIMIT;
        let mut quantiles: Quantiles = (1..=limit).map(|i| i as f64).collect();
        assert!(quantiles.is_exact());
        quantiles.record(1.0);
        assert!(quantiles.is_exact(), "there are no more different ones");
        quantiles.clear();
        (1..=limit).for_each(|i| quantiles.record(i as f64));
        quantiles.record(0.5);
        assert!(!quantiles.is_exact());
        assert_eq!(quantiles.count(), limit as u64 + 1);
        assert_eq!((quantiles.at(0.0), quantiles.at(1.0)), (Some(0.5), Some(limit as f64)));
        let median = quantiles.at(0.5).unwrap();
        assert!((median / (limit as f64 / 2.0) - 1.0).abs() <= Quantiles::RELATIVE_ERROR);
        quantiles.clear();
        assert!(quantiles.is_exact() && quantiles.count() == 0 && quantiles.at(0.5).is_none());
        quantiles.record(4.0);
        assert_eq!(quantiles.at(0.3), Some(4.0));
    }

    #[test]
    fn any_number_of_equal_observations_is_exact() {
        let mut quantiles = Quantiles::new();
        for i in 0..1_000_000 {
            quantiles.record(if i % 10 == 0 { 7.3 } else { 4.0 });
        }
        assert!(quantiles.is_exact());
        assert_eq!((quantiles.count(), quantiles.at(0.5), quantiles.at(0.95)), (1_000_000, Some(4.0), Some(7.3)));
        // Even if there are many observations, a value alone in its bucket is exact.
        (0..200_000).for_each(|i| quantiles.record(f64::from(i).mul_add(1e-3, 1_000.0)));
        assert!(!quantiles.is_exact());
        assert_eq!((quantiles.at(0.5), quantiles.at(0.8)), (Some(4.0), Some(7.3)));
    }

    #[test]
    fn merging_at_the_limit_depends_on_the_total_alone() {
        let part = |n: usize| (0..n).map(|i| i as f64).collect::<Quantiles>();
        let mut full = part(Quantiles::EXACT_LIMIT - 1);
        full.merge(&part(1));
        full.merge(&part(1));
        assert!(full.is_exact(), "all are among the first");
        full.merge(&[0.5, 1.5].into_iter().collect());
        assert!(!full.is_exact());
    }

    proptest! {
        #[test]
        fn exact_mode_is_definition_7(xs in prop::collection::vec(observation(), 1..60)) {
            let mut quantiles: Quantiles = xs.iter().copied().collect();
            for p in ORDERS {
                prop_assert_eq!(quantiles.at(p), Some(exact(&xs, p)));
            }
        }

        #[test]
        fn the_histogram_keeps_its_error_bound(xs in prop::collection::vec(observation(), 1..60)) {
            assert_within_bound(&mut spilt(&xs), &xs);
        }

        #[test]
        fn merging_does_not_depend_on_order_or_grouping(
            parts in prop::collection::vec((prop::collection::vec(observation(), 0..20), any::<bool>()), 3),
        ) {
            let parts: Vec<Quantiles> =
                parts.iter().map(|(xs, many)| if *many { spilt(xs) } else { xs.iter().copied().collect() }).collect();
            let [a, b, c] = &parts[..] else { unreachable!() };
            let merged = |x: &Quantiles, y: &Quantiles| { let mut x = x.clone(); x.merge(y); x };
            let mut one_way = merged(&merged(a, b), c);
            let mut other_way = merged(c, &merged(b, a));
            prop_assert_eq!(one_way.count(), other_way.count());
            prop_assert_eq!(one_way.is_exact(), other_way.is_exact());
            prop_assert_eq!(answers(&mut one_way), answers(&mut other_way));
            prop_assert_eq!(&one_way.histogram, &other_way.histogram);
        }
    }
}
