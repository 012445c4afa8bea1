//! Chunks of replications, which are handed out to threads and played.

use super::{Player, Source};
use crate::model::{Halt, Outcome};
use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

/// Replications that are played one after another.
pub(super) struct Chunk<S> {
    /// Outcomes are taken in their order on each lane; lanes do not wait for each other.
    pub lane: usize,
    /// The place of the first outcome on the lane.
    pub first: u64,
    pub parts: Vec<Portion<S>>,
}

/// Consecutive replications of a point.
pub(super) struct Portion<S> {
    pub point: usize,
    pub source: S,
    pub replications: Range<u64>,
}

/// How a chunk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// All was played.
    Whole,
    /// The receiver of the outcomes has enough.
    Enough,
    /// It was stopped.
    Stopped,
}

/// The players of a thread, by point: those used last.
pub(super) struct PlayerCache<P> {
    players: Vec<(usize, P)>,
    kept: usize,
}

impl<P: Player> PlayerCache<P> {
    /// An empty cache for this many players, at least 1.
    pub const fn new(kept: usize) -> Self {
        Self { players: Vec::new(), kept }
    }

    /// The player of a point; `made` creates it if it is missing.
    fn player(&mut self, point: usize, made: impl FnOnce() -> P) -> &mut P {
        let at = self.players.iter().position(|(of, _)| *of == point).unwrap_or_else(|| {
            if self.players.len() >= self.kept {
                self.players.remove(0);
            }
            self.players.push((point, made()));
            self.players.len() - 1
        });
        &mut self.players[at].1
    }
}

impl<S: Source> Chunk<S> {
    /// How many replications it has.
    pub fn len(&self) -> u64 {
        self.parts.iter().map(|part| part.replications.end - part.replications.start).sum()
    }

    /// Plays the chunk and passes every outcome to `take`, in order, until `take` breaks or `is_over` is true.
    ///
    /// # Errors
    /// The first, in order; the outcomes before it were handed on.
    pub fn play(
        self,
        players: &mut PlayerCache<S::Player>,
        is_over: &impl Fn() -> bool,
        mut take: impl FnMut(Cow<'_, Outcome>) -> ControlFlow<()>,
    ) -> Result<End, S::Error> {
        for part in self.parts {
            match part.play(players, is_over, &mut take)? {
                End::Whole => {}
                end => return Ok(end),
            }
        }
        Ok(End::Whole)
    }
}

impl<S: Source> Portion<S> {
    fn play(
        self,
        players: &mut PlayerCache<S::Player>,
        is_over: &impl Fn() -> bool,
        take: &mut impl FnMut(Cow<'_, Outcome>) -> ControlFlow<()>,
    ) -> Result<End, S::Error> {
        let Self { point, source, replications: Range { start: mut next, end } } = self;
        while next < end {
            for outcome in source.stored(next..end)? {
                next += 1;
                if take(Cow::Owned(outcome)).is_break() {
                    return Ok(End::Enough);
                }
            }
            if next >= end {
                break;
            }
            let missing = next..source.next_stored(next..end)?;
            next = missing.end;
            match Self::play_missing(&source, missing, players.player(point, || source.player()), is_over, take)? {
                End::Whole => {}
                end => return Ok(end),
            }
        }
        Ok(End::Whole)
    }

    /// Plays and keeps replications that are not stored, one at least.
    fn play_missing(
        source: &S,
        replications: Range<u64>,
        player: &mut S::Player,
        is_over: &impl Fn() -> bool,
        take: &mut impl FnMut(Cow<'_, Outcome>) -> ControlFlow<()>,
    ) -> Result<End, S::Error> {
        let mut keeper = source.keeper(replications.start);
        let flow = if is_over() {
            Ok(ControlFlow::Break(End::Stopped))
        } else {
            player.play_batch(replications.clone(), |replication, outcome| {
                if let Some(keeper) = &mut keeper {
                    keeper.take(outcome);
                }
                if take(Cow::Borrowed(outcome)).is_break() {
                    ControlFlow::Break(End::Enough)
                } else if replication + 1 < replications.end && is_over() {
                    ControlFlow::Break(End::Stopped)
                } else {
                    ControlFlow::Continue(())
                }
            })
        };
        let end = match flow {
            Ok(ControlFlow::Continue(())) => Ok(End::Whole),
            Ok(ControlFlow::Break(end)) => Ok(end),
            Err((_, Halt::Interrupted { .. })) => Ok(End::Stopped),
            Err((replication, halt)) => Err(source.halted(replication, halt)),
        };
        if let Some(keeper) = keeper {
            keeper.close()?;
        }
        end
    }
}
