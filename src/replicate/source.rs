//! Sources of outcomes.

use super::PlayError;
use crate::model::{Halt, Outcome};
use std::ops::{ControlFlow, Deref, Range};

/// Plays replications. Each thread has its own player, which it reuses.
pub trait Player {
    /// Plays replication `replication`, counted from 0. The outcome must depend on this number alone.
    ///
    /// # Errors
    /// If the replication does not finish.
    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt>;

    /// Plays several and passes each outcome to `take`, in order, until `take` breaks.
    ///
    /// # Errors
    /// The number of the first replication that does not finish, and why.
    fn play_batch<B>(
        &mut self,
        replications: Range<u64>,
        mut take: impl FnMut(u64, &Outcome) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, (u64, Halt)> {
        for replication in replications {
            let outcome = self.play(replication).map_err(|halt| (replication, halt))?;
            if let ControlFlow::Break(value) = take(replication, outcome) {
                return Ok(ControlFlow::Break(value));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// The source of a point's outcomes: players, and perhaps a store with some of them.
pub trait Source: Send + Sync {
    /// The type of its players.
    type Player: Player + Send;
    /// The error type.
    type Error: From<PlayError> + Send;

    /// Makes another player.
    fn player(&self) -> Self::Player;

    /// The error for a replication that did not finish.
    fn halted(&self, replication: u64, halt: Halt) -> Self::Error;

    /// The stored outcomes of `replications`, which need not be played: as many as there are from the first, without a
    /// gap.
    ///
    /// # Errors
    /// If the store can't be read.
    fn stored(&self, _replications: Range<u64>) -> Result<Vec<Outcome>, Self::Error> {
        Ok(Vec::new())
    }

    /// The first of `replications` after their first one from which outcomes are stored again, or their end if there is
    /// none: what lies before it is played.
    ///
    /// # Errors
    /// If the store can't be read.
    fn next_stored(&self, replications: Range<u64>) -> Result<u64, Self::Error> {
        Ok(replications.end)
    }

    /// What keeps the outcomes of replications from `first` on; `None` if nothing is kept.
    fn keeper(&self, _first: u64) -> Option<Box<dyn Keeper<Self::Error> + '_>> {
        None
    }
}

/// Keeps the outcomes of consecutive replications.
pub trait Keeper<E> {
    /// Takes the next outcome.
    fn take(&mut self, outcome: &Outcome);

    /// Keeps what was taken.
    ///
    /// # Errors
    /// If the store can't be written to.
    fn close(self: Box<Self>) -> Result<(), E>;
}

impl<S: Deref<Target: Source> + Send + Sync> Source for S {
    type Player = <S::Target as Source>::Player;
    type Error = <S::Target as Source>::Error;

    fn player(&self) -> Self::Player {
        (**self).player()
    }

    fn halted(&self, replication: u64, halt: Halt) -> Self::Error {
        (**self).halted(replication, halt)
    }

    fn stored(&self, replications: Range<u64>) -> Result<Vec<Outcome>, Self::Error> {
        (**self).stored(replications)
    }

    fn next_stored(&self, replications: Range<u64>) -> Result<u64, Self::Error> {
        (**self).next_stored(replications)
    }

    fn keeper(&self, first: u64) -> Option<Box<dyn Keeper<Self::Error> + '_>> {
        (**self).keeper(first)
    }
}
