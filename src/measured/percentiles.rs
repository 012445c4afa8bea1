//! Tables of percentiles: what is known of values when only some of their order is.

use super::Data;
use crate::time::Duration;

/// A part of the values, spread evenly between two limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slice {
    /// How much of all, from 0 to 1.
    pub share: f64,
    /// The least value.
    pub low: Duration,
    /// The greatest value.
    pub high: Duration,
}

/// The slices between percentiles, given as (percent, value) in rising order; `None` if they do not rise.
///
/// Below the first percentile values lie between `least` and it; without `least`, at it. Above the last there is
/// nothing known, so that the last slice ends the distribution: a table that stops at 99 % has no longest value.
pub fn slices(least: Option<Duration>, percentiles: &[(f64, Duration)], count: Option<u64>) -> Option<Data> {
    let (mut below, mut low) = (0.0, least.or(percentiles.first().map(|first| first.1))?);
    let mut slices = Vec::new();
    for &(percent, value) in percentiles {
        if percent < below || value < low || percent > 100.0 {
            return None;
        }
        if percent > below {
            slices.push(Slice { share: (percent - below) / 100.0, low, high: value });
        }
        (below, low) = (percent, value);
    }
    (!slices.is_empty()).then_some(Data::Slices { slices, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_become_slices() {
        let ms = |ms: u64| Duration::from_ns(ms * 1_000_000);
        let Some(Data::Slices { slices, .. }) = super::slices(Some(ms(1)), &[(50.0, ms(4)), (90.0, ms(9))], None)
        else {
            panic!("they rise");
        };
        let shares: Vec<_> = slices.iter().map(|slice| (slice.low, slice.high)).collect();
        assert_eq!(shares, [(ms(1), ms(4)), (ms(4), ms(9))]);
        assert!((slices[1].share - 0.4).abs() < 1e-12);
        assert_eq!(super::slices(None, &[(50.0, ms(4)), (90.0, ms(3))], None), None);
    }
}
