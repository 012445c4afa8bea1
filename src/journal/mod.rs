//! The journal: outcomes of replications in a folder, so that long work survives its end.
//!
//! A [`Journal`] is opened for one [`Owner`] (scenario, seed, version) and refuses any other. Work appends the outcomes
//! of consecutive replications as it goes; a thread of the journal's own writes them to the store every moment. Whoever
//! comes back, after a crash or for more replications, gets what is there and plays the rest. An outcome is exact, and
//! results are made of outcomes in the order of replications: what comes from the journal can't be told from what was
//! played. Nothing here simulates or sums up.

mod block;
mod canary;
mod disk;
mod error;
mod folder;
mod key;
mod owner;
mod published;
mod record;
mod salvage;
mod store;
mod writer;

pub use error::JournalError;
pub use folder::{Earlier, Folder, Results};
pub use key::Key;
pub use owner::Owner;

use crate::model::Outcome;
use std::ops::Range;
use std::path::Path;
use store::Store;
use writer::Writer;

/// Outcomes in a folder.
#[derive(Debug)]
pub struct Journal {
    // Before the store, so that what is still to be written is.
    writer: Writer,
    store: std::sync::Arc<Store>,
    mended: Option<String>,
}

impl Journal {
    /// Opens the journal in `folder` for `owner`, or begins one. A damaged journal is mended: what is sound is kept.
    ///
    /// # Errors
    /// If the journal belongs to another owner, or the store can't be read or written.
    pub fn open(folder: &Folder, owner: &Owner) -> Result<Self, JournalError> {
        Self::open_at(&folder.path().join(folder::JOURNAL), owner)
    }

    fn open_at(file: &Path, owner: &Owner) -> Result<Self, JournalError> {
        let (store, mended) = salvage::open(file, owner)?;
        Self::start(store, mended)
    }

    fn start(store: Store, mended: Option<String>) -> Result<Self, JournalError> {
        let store = std::sync::Arc::new(store);
        Ok(Self { writer: Writer::start(std::sync::Arc::clone(&store))?, store, mended })
    }

    /// What became of a journal that was damaged.
    #[must_use]
    pub fn mended(&self) -> Option<&str> {
        self.mended.as_deref()
    }

    /// The outcomes of the replications in `range`, from the first on and as far as they are there without a gap.
    /// What is damaged is not there.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn outcomes(&self, key: Key, range: Range<u64>) -> Result<Vec<Outcome>, JournalError> {
        self.store.outcomes(key, range)
    }

    /// How many outcomes there are likely to be, from replication 0 on and without a gap: fewer if any are damaged.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn length(&self, key: Key) -> Result<u64, JournalError> {
        self.store.length(key)
    }

    /// Keeps the outcomes of consecutive replications, the first of which has number `first`. They are safe a moment
    /// later, or when [`Journal::close`] returns.
    ///
    /// # Errors
    /// If the store could not be written to. Then nothing more is written; what was written before is safe.
    pub fn append(&self, key: Key, first: u64, outcomes: &[Outcome]) -> Result<(), JournalError> {
        self.writer.append(key, first, outcomes)
    }

    /// Writes what is not written yet. Dropping the journal does so, too, but tells nobody if it fails.
    ///
    /// # Errors
    /// If the store can't be written to.
    pub fn close(self) -> Result<(), JournalError> {
        let Self { writer, store, .. } = self;
        writer.finish()?;
        std::sync::Arc::into_inner(store).map_or(Ok(()), Store::close)
    }
}

#[cfg(test)]
mod tests;
