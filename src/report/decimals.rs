//! Numbers with as many decimals as their precision allows.

use crate::count::with_commas;

/// The number of decimals that shows figures down to `grain`: 0 for 1 and more, 1 for a tenth and more, at most 9; none
/// for 0.
pub(super) fn decimals(grain: f64) -> u32 {
    // No logarithm: it may differ from platform to platform.
    if grain == 0.0 {
        return 0;
    }
    [1.0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8].into_iter().map(|power| u32::from(grain < power)).sum()
}

/// The number of decimals that gives a figure four digits.
pub(super) fn decimals_of_four(value: f64) -> u32 {
    decimals(value / 1_000.0).min(3)
}

/// A number with decimals, and a comma after every three digits before the point.
pub(super) fn decimal(value: f64, decimals: u32) -> String {
    let text = format!("{:.*}", decimals as usize, value);
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    with_commas(whole) + fraction
}
