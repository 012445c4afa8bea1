//! Whether values depend on when they were measured, or on those before them. Both by ranks, so that long values don't
//! decide.

use super::Sample;
use crate::stats::Tally;
use crate::time::Duration;

/// A correlation below this makes no difference that matters.
const LEAST: f64 = 0.1;
/// A correlation of n independent values is about normal with variance 1/(n − 1): 3.3 standard errors are one chance in
/// a thousand (Kendall & Gibbons, *Rank Correlation Methods*, 5th ed., section 4.14).
const STANDARD_ERRORS: f64 = 3.3;
/// Where it is looked for at all.
const VALUES_LEAST: usize = 20;

/// Whether values grow or shrink in the course of the measurement (Spearman's correlation with their place), or else
/// whether neighbours are alike (that of their ranks with the next one's). A trend makes neighbours alike, too.
pub fn dependence(sample: &Sample) -> Option<String> {
    let ranks = ranks(sample)?;
    trend(&ranks).or_else(|| correlation(&ranks))
}

fn trend(ranks: &[f64]) -> Option<String> {
    let places: Vec<_> = (0..ranks.len()).map(|place| place as f64).collect();
    let rho = correlated(ranks, &places)?;
    let what = if rho > 0.0 { "grow" } else { "shrink" };
    stands_out(rho, ranks.len()).then(|| {
        format!(
            "The values {what} in the course of the measurement (rank correlation {rho:.2}): a warm-up, or a load \
            that changed?"
        )
    })
}

fn correlation(ranks: &[f64]) -> Option<String> {
    let rho = correlated(&ranks[1..], &ranks[..ranks.len() - 1])?;
    stands_out(rho, ranks.len()).then(|| {
        format!(
            "Neighbours are {} (rank correlation {rho:.2}), but draws will be independent.",
            if rho > 0.0 { "alike" } else { "opposed" }
        )
    })
}

fn stands_out(rho: f64, count: usize) -> bool {
    rho.abs() >= LEAST && rho.abs() * libm::sqrt((count - 1) as f64) >= STANDARD_ERRORS
}

/// The rank of each value, in order of measurement; equal ones have the same, in the middle.
fn ranks(sample: &Sample) -> Option<Vec<f64>> {
    let values = sample.in_order();
    if values.len() < VALUES_LEAST {
        return None;
    }
    // Values with their places sort faster than places alone, which would have to be looked up.
    let mut order: Vec<(Duration, u32)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = before as f64 + (equal.len() - 1) as f64 / 2.0;
        for (_, index) in equal {
            ranks[*index as usize] = rank;
        }
        before += equal.len();
    }
    Some(ranks)
}

/// The correlation of two rows of the same length; `None` if one of them is constant.
fn correlated(x: &[f64], y: &[f64]) -> Option<f64> {
    let mean = |row: &[f64]| row.iter().copied().collect::<Tally>().mean();
    let (mean_x, mean_y) = (mean(x)?, mean(y)?);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (x, y) = (x - mean_x, y - mean_y);
        (xx, yy, xy) = (xx + x * x, yy + y * y, xy + x * y);
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / libm::sqrt(xx * yy))
}
