//! The variables that do not matter for a refutation.

use super::draw::Space;
use super::{Case, Result};

/// The number of values of a variable that are tried.
const VALUES_MAX: u64 = 16;

/// The variables that alone can take any other value, and the case still fails. For long ranges some values are tried,
/// evenly spread, including the ends.
pub fn irrelevant(
    case: &Case,
    space: &Space,
    variables: usize,
    fails: &mut dyn FnMut(&[Case]) -> Result<Vec<bool>>,
) -> Result<Vec<usize>> {
    let mut found = Vec::new();
    for index in 0..variables {
        let others: Vec<_> = spread(space.lengths[index]).map(|position| case.with(index, position)).collect();
        if others.len() > 1 && fails(&others)?.iter().all(|&fails| fails) {
            found.push(index);
        }
    }
    Ok(found)
}

fn spread(length: u64) -> impl Iterator<Item = u64> {
    let count = length.min(VALUES_MAX);
    let at = move |k: u64| u128::from(k) * u128::from(length - 1) / u128::from((count - 1).max(1));
    (0..count).map(move |k| u64::try_from(at(k)).unwrap_or(u64::MAX))
}
