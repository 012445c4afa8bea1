//! Times that are known beforehand: of a deterministic distribution the k-th draw is a fixed value.

use zeitnot::model::{Arrival, Distribution, Group};
use zeitnot::time::Duration;

/// The k-th draw in nanoseconds, counted from 1.
pub fn draw(distribution: &Distribution, k: u64) -> u64 {
    match distribution {
        Distribution::Constant(time) => time.as_ns(),
        Distribution::Replay(times) => times.iter().cycle().zip(1..=k).last().expect("times to replay").0.as_ns(),
        Distribution::ByMove(parts) => {
            let (from, part) = parts.iter().rfind(|&&(from, _)| from <= k).expect("a part for the first move");
            draw(part, k - from + 1)
        }
        Distribution::Shifted { by, of } => by.as_ns() + draw(of, k),
        Distribution::Clamped { min, max, of } => draw(of, k).max(min.as_ns()).min(max.as_ns()),
        random => panic!("the reference draws nothing at random: {random:?}"),
    }
}

/// When the opponents of a group come (§10), in board order.
pub fn arrivals(group: &Group) -> Vec<u64> {
    let count = u64::from(group.count);
    match &group.arrive {
        Arrival::AtStart => vec![0; group.count as usize],
        Arrival::At(instants) => instants.iter().copied().map(Duration::as_ns).collect(),
        Arrival::Every(gap) => (1..=count).map(|last| (1..=last).map(|k| draw(gap, k)).sum()).collect(),
    }
}
