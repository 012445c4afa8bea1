//! What speaks against taking measured times at face value.

mod clock;
mod modes;
mod order;
mod shape;

use super::Sample;
use crate::time::Duration;

/// What is known of a sample besides its values.
#[derive(Clone, Copy, Debug)]
pub struct Provenance {
    /// Whether the file did not say the unit, so that it was given from outside.
    pub unit_given: bool,
    /// Whether the values stand in the order in which they were measured, as far as that is known.
    pub in_order: bool,
}

/// Shorter medians than the first, or longer ones than the second, are rare for think times.
const USUAL: (Duration, Duration) = (Duration::from_ns(1_000), Duration::from_secs(3_600));
/// Fewer values say little of rare, long ones.
const FEW: u64 = 50;

/// The warnings, each a sentence or two.
#[must_use]
pub fn warnings(sample: &Sample, context: Provenance) -> Vec<String> {
    let tick = clock::coarse(sample);
    let dependence = if context.in_order { order::dependence(sample) } else { None };
    // Steps of a coarse clock look like modes.
    let modes = if tick.is_none() { modes::two(sample) } else { None };
    let all = [
        unit(sample, context),
        few(sample),
        clock::zeros(sample),
        tick,
        shape::heavy(sample),
        shape::piled_up(sample),
        modes,
        dependence,
    ];
    all.into_iter().flatten().collect()
}

fn unit(sample: &Sample, context: Provenance) -> Option<String> {
    let median = sample.sorted()[sample.sorted().len() / 2];
    let odd = median > USUAL.1 || (median < USUAL.0 && !median.is_zero());
    let advice = if context.unit_given { "check --unit" } else { "if the file says another, give --unit" };
    odd.then(|| format!("The median is {median}. Is that the right unit? {}.", capital(advice)))
}

fn few(sample: &Sample) -> Option<String> {
    let count = sample.count();
    (count < FEW).then(|| {
        let tell = if count == 1 { "tells" } else { "tell" };
        format!(
            "{} {tell} little about rare, long ones. Measure more.",
            capital(&crate::count::counted(count, "value"))
        )
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
