//! Playing points in a fixed order.

use super::chunk::{Chunk, Portion};
use super::conductor::{Flow, Schedule, Session, Taken, conduct};
use super::{Cause, Order, Source};
use crate::model::Outcome;
use std::ops::ControlFlow;

/// Plays the replications of `points` in `order`, and passes each outcome to `fold` (with its point and its
/// replication), on the calling thread and in that order, until `fold` breaks; the replication at which it does is the
/// last that counts. Outcomes that were played ahead on other threads are then dropped.
///
/// Returns what stopped it early, if anything did; then `fold` has received all outcomes before some pair, without a
/// gap. What it receives does not depend on the number of threads.
///
/// # Errors
/// That of the first replication, in order, that does not finish; all before it were passed on. Or if threads can't be
/// started.
///
/// # Panics
/// If there are fewer points than the order has. If a player panics, its panic is passed on.
pub fn replicate<S: Source>(
    session: &Session<'_>,
    points: &[S],
    order: Order,
    fold: impl FnMut(usize, u64, &Outcome) -> ControlFlow<()>,
) -> Result<Option<Cause>, S::Error> {
    assert!(points.len() >= order.points(), "every point of the order is there");
    let jobs = usize::try_from(order.total()).map_or(session.jobs, |all| session.jobs.min(all));
    let mut schedule = InOrder { points, order, fold, handed_out: 0, taken: 0, ends: order.total(), stopped: None };
    conduct(&Session { jobs, ..*session }, &mut schedule)?;
    Ok(schedule.stopped)
}

/// All on one lane.
struct InOrder<'a, S, F> {
    points: &'a [S],
    order: Order,
    fold: F,
    handed_out: u64,
    taken: u64,
    /// After this many pairs.
    ends: u64,
    stopped: Option<Cause>,
}

impl<'a, S: Source, F> Schedule for InOrder<'a, S, F>
where
    F: FnMut(usize, u64, &Outcome) -> ControlFlow<()>,
{
    type Source = &'a S;

    fn next(&mut self, most: u64, _: usize) -> Result<Option<Chunk<&'a S>>, S::Error> {
        let first = self.handed_out;
        let end = self.ends.min(first.saturating_add(most));
        let mut parts = Vec::new();
        while self.handed_out < end {
            let (point, replication, together) = self.order.at(self.handed_out);
            let count = together.min(end - self.handed_out);
            parts.push(Portion { point, source: &self.points[point], replications: replication..replication + count });
            self.handed_out += count;
        }
        Ok((!parts.is_empty()).then_some(Chunk { lane: 0, first, parts }))
    }

    fn place(&self, _: usize) -> Option<u64> {
        (self.taken < self.ends).then_some(self.taken)
    }

    fn take(&mut self, _: usize, outcome: Taken<'_, &'a S>) -> Flow<&'a S> {
        match outcome {
            Taken::Outcome(outcome) => {
                let (point, replication, _) = self.order.at(self.taken);
                self.taken += 1;
                if (self.fold)(point, replication, outcome).is_break() {
                    self.ends = self.taken;
                }
            }
            Taken::Failed(error) => return Err(error),
            Taken::Stopped(cause) => {
                (self.stopped, self.ends) = (Some(cause), self.taken);
            }
        }
        Ok(if self.taken < self.ends { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    }

    fn taken(&self) -> u64 {
        self.taken
    }

    fn kept(&self) -> usize {
        self.order.kept()
    }
}
