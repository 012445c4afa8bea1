//! The journal: outcomes of replications in a folder, so long work survives interruptions.
//!
//! A [`Journal`] is opened for one [`Owner`] (scenario, seed, version) and refuses any other. Work appends the outcomes
//! of consecutive replications as it goes; the journal's own thread writes them to the store at short intervals. After
//! a crash, or for more replications, the next run uses the stored outcomes and plays the rest. An outcome is exact,
//! and results are made from outcomes in the order of replications, so stored outcomes give the same results as played
//! ones. Nothing here simulates or sums up.

mod archive;
mod block;
mod bytes;
mod canary;
mod disk;
mod error;
mod folder;
mod key;
mod lock;
mod owner;
mod published;
mod queue;
mod record;
mod salvage;
mod store;
mod varint;
mod writer;

pub use archive::Archive;
pub use error::JournalError;
pub use folder::{Earlier, Folder, Results};
pub use key::Key;
pub use owner::Owner;
pub use writer::Appending;

use crate::model::Outcome;
use lock::Lock;
use std::fs;
use std::ops::Range;
use std::path::Path;
use store::Store;
use writer::{JOURNAL_EVERY_MS, SHARD_EVERY_MS, Writer};

/// Outcomes in a folder.
#[derive(Debug)]
pub struct Journal {
    // Dropped before the store, so pending outcomes are still written.
    writer: Writer,
    store: std::sync::Arc<Store>,
    /// Whether nothing was stored when it was opened: then nobody needs to look.
    was_empty: bool,
    repaired: Option<String>,
    /// What shards have beside it.
    archive: Archive,
    /// Of a shard. The folder has another one.
    lock: Option<Lock>,
}

impl Journal {
    /// Opens the journal in `folder` for `owner`, or begins one; shards beside it are read. A damaged journal is
    /// repaired: what is sound is kept.
    ///
    /// # Errors
    /// If the journal belongs to another owner, or the store can't be read or written.
    pub fn open(folder: &Folder, owner: &Owner) -> Result<Self, JournalError> {
        let archive = Archive::of_shards(folder.path(), owner)?;
        Ok(Self { archive, ..Self::open_at(&folder.path().join(folder::JOURNAL), owner, JOURNAL_EVERY_MS)? })
    }

    /// Opens the shard of this name in the folder at `path`, or begins one. No other shard is read, and nothing else in
    /// the folder is touched, so that any number of processes can work on shards of their own.
    ///
    /// # Errors
    /// As for [`Journal::open`]; [`JournalError::InUse`] if another process has the shard; and if the folder has a
    /// journal or results with which the shards could not be gathered.
    pub fn open_shard(path: &Path, name: &str, owner: &Owner) -> Result<Self, JournalError> {
        folder::refuse_foreign(path)?;
        Archive::refuse_foreign(path, owner)?;
        let folder = path.join(archive::SHARDS);
        fs::create_dir_all(&folder).map_err(|error| JournalError::io(&folder, &error))?;
        let file = folder.join(format!("{name}.redb"));
        let lock = Lock::take(&file.with_extension("lock"), &file)?;
        Ok(Self { lock: Some(lock), ..Self::open_at(&file, owner, SHARD_EVERY_MS)? })
    }

    fn open_at(file: &Path, owner: &Owner, every_ms: u64) -> Result<Self, JournalError> {
        let (store, repaired) = salvage::open(file, owner)?;
        Self::start(store, repaired, every_ms)
    }

    fn start(store: Store, repaired: Option<String>, every_ms: u64) -> Result<Self, JournalError> {
        let (was_empty, store) = (store.is_empty()?, std::sync::Arc::new(store));
        let writer = Writer::start(std::sync::Arc::clone(&store), every_ms)?;
        Ok(Self { writer, store, was_empty, repaired, archive: Archive::default(), lock: None })
    }

    /// The result of repairing a damaged journal.
    #[must_use]
    pub fn repaired(&self) -> Option<&str> {
        self.repaired.as_deref()
    }

    /// Which shards were left out, and why.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        self.archive.warnings()
    }

    /// Whether the system keeps other processes out of a shard: see [`Folder::is_locked`].
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.lock.as_ref().is_none_or(Lock::is_held)
    }

    /// The outcomes of the replications in `range` that were there when it was opened, from the first, up to the first
    /// gap. Damaged outcomes count as missing; later ones may be among them.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn outcomes(&self, key: Key, range: Range<u64>) -> Result<Vec<Outcome>, JournalError> {
        let mut found = Vec::new();
        if self.is_new() {
            return Ok(found);
        }
        loop {
            let (before, next) = (found.len(), |found: &Vec<_>| range.start + found.len() as u64..range.end);
            found.extend(self.store.outcomes(key, next(&found))?);
            found.extend(self.archive.outcomes(key, next(&found)));
            if found.len() == before || next(&found).is_empty() {
                return Ok(found);
            }
        }
    }

    /// The first replication of `range` after its first one at which a block begins; its end if there is none.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn next(&self, key: Key, range: Range<u64>) -> Result<u64, JournalError> {
        if self.is_new() {
            return Ok(range.end);
        }
        Ok(self.store.next(key, range.clone())?.min(self.archive.next(key, range)))
    }

    /// Up to which replication there are likely to be outcomes without a gap, from replication `from` on: not as far if
    /// any are damaged.
    ///
    /// # Errors
    /// If the store can't be read.
    pub fn reach(&self, key: Key, from: u64) -> Result<u64, JournalError> {
        let mut reach = from;
        if self.is_new() {
            return Ok(reach);
        }
        loop {
            let next = self.archive.reach(key, self.store.reach(key, reach)?);
            if next == reach {
                return Ok(reach);
            }
            reach = next;
        }
    }

    /// Whether there was nothing at all when it was opened.
    const fn is_new(&self) -> bool {
        self.was_empty && self.archive.is_empty()
    }

    /// Keeps outcomes of consecutive replications, the first of which has number `first`. They are safe a moment after
    /// [`Appending::close`], or when [`Journal::close`] returns.
    #[must_use]
    pub fn appending(&self, key: Key, first: u64) -> Appending<'_> {
        self.writer.appending(key, first)
    }

    /// Writes pending outcomes. Dropping the journal does so, too, but ignores errors.
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
