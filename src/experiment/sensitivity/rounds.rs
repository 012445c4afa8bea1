//! Collecting the values of several scenarios that are played in rounds: some replications of each, then some more.
//!
//! If play is stopped early, all of them have their first replications, unless it was within the first round. Values
//! are passed on round by round, so memory does not grow with the number of replications.

use crate::experiment::Playing;
use crate::experiment::observations::Observation;
use crate::model::Measure;
use crate::replicate::{Order, PlayError, Prepared, replicate};
use std::ops::ControlFlow;

/// This many replications of a scenario are played before the next scenario's turn, which needs a new simulator.
pub(super) const ROUND: u64 = 25;

/// Plays this many replications of all points, and passes on the values of a measure round by round, as a list for each
/// point, all of one length. If play is stopped, the last round has as many values of each as all points have; if it is
/// the first round, it contains only points that were played, and the lists of the others are empty.
///
/// # Errors
/// If a replication does not finish: the first in the order of playing.
pub(super) fn play(
    points: &[Prepared],
    replications: u64,
    measure: Measure,
    playing: &Playing,
    progress: &dyn Fn(u64),
    mut take: impl FnMut(&[Vec<Observation>]),
) -> Result<(), PlayError> {
    let order = Order::rounds(points.len(), replications, ROUND);
    let (mut round, mut is_first) = (vec![Vec::new(); points.len()], true);
    let stopped = replicate(&playing.session(progress), points, order, |point, replication, outcome| {
        round[point].push(Observation::new(measure, &outcome.part(None)));
        if order.ends_round(point, replication) {
            take(&round);
            round.iter_mut().for_each(Vec::clear);
            is_first = false;
        }
        ControlFlow::Continue(())
    })?;
    if stopped.is_some() {
        trim(&mut round, is_first);
        take(&round);
    }
    Ok(())
}

/// Removes from an interrupted round the values that not all points have (in the first round: not all points that were
/// played).
fn trim<T>(round: &mut [Vec<T>], is_first: bool) {
    // The last point is played last.
    let of_each = if is_first { round.first() } else { round.last() }.map_or(0, Vec::len);
    for values in round {
        values.truncate(if values.len() < of_each { 0 } else { of_each });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_early_end_leaves_as_many_of_each_as_there_are() {
        let order = Order::rounds(3, 60, ROUND);
        for (played, left) in [
            (0, [0, 0, 0]),
            (3, [3, 0, 0]),
            (25, [25, 0, 0]),
            (49, [25, 0, 0]),
            (74, [25, 25, 0]),
            (75, [0, 0, 0]),
            (80, [0, 0, 0]),
            (135, [10, 10, 10]),
            (170, [0, 0, 0]),
            (178, [8, 8, 8]),
            (180, [0, 0, 0]),
        ] {
            let mut round = vec![Vec::new(); 3];
            for number in 0..played {
                let (point, replication, _) = order.at(number);
                round[point].push(replication as f64);
                if order.ends_round(point, replication) {
                    assert!(
                        round.iter().all(|values| *values == round[0] && values.last() == Some(&(replication as f64)))
                    );
                    round.iter_mut().for_each(Vec::clear);
                }
            }
            trim(&mut round, played < 75);
            assert_eq!(round.iter().map(Vec::len).collect::<Vec<_>>(), left, "{played}");
        }
    }
}
