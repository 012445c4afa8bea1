//! The store: a `redb` database of blocks.
//!
//! `redb` keeps checksums of all its pages and never overwrites what it has committed, so a process may be killed at
//! any moment. It can't notice damage to the file at other times: see [`super::salvage`].

use super::error::JournalError;
use super::owner::FORMAT;
use super::record::{self, RecordKind};
use super::{Key, Owner, block};
use crate::model::Outcome;
use redb::{
    Builder, Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, StorageBackend, TableDefinition,
    TableError,
};
use std::ops::Range;

/// Copies of the owner's facts, by their number.
const FACTS: TableDefinition<u64, &[u8]> = TableDefinition::new("facts");
const FACTS_COPIES: u64 = 3;
/// Each copy has its own page of the database, so one damaged page can't destroy all of them.
const FACTS_BYTES: usize = 5_000;
/// Blocks by the key of their scenario and their first replication.
const BLOCKS: TableDefinition<(u128, u64), &[u8]> = TableDefinition::new("blocks");
/// `redb` would take up to 1 GiB.
const CACHE_BYTES: usize = 32 << 20;

/// No block has more replications than this.
pub(super) const BLOCK_MAX: usize = 1 << 10;

/// The first replication of the earliest block that may hold `replication`.
pub(super) const fn earliest(replication: u64) -> u64 {
    replication.saturating_sub(BLOCK_MAX as u64 - 1)
}

/// A block to be written to the store.
pub(super) type Entry = ((u128, u64), Vec<u8>);

#[derive(Debug)]
pub(super) struct Store {
    database: Database,
    owner: u64,
}

/// Opens a database, or creates one.
pub(super) fn database(backend: impl StorageBackend) -> Result<Database, redb::Error> {
    Ok(Builder::new().set_cache_size(CACHE_BYTES).create_with_backend(backend)?)
}

impl Store {
    /// Makes a database the owner's, or checks that it is.
    pub fn claim(database: Database, owner: &Owner) -> Result<Self, JournalError> {
        let writing = database.begin_write()?;
        {
            let another = |error| match error {
                TableError::TableTypeMismatch { .. } => JournalError::foreign("format", "another", FORMAT),
                error => error.into(),
            };
            let mut facts = writing.open_table(FACTS).map_err(another)?;
            writing.open_table(BLOCKS).map_err(another)?;
            let mut sound = 0;
            for copy in facts.iter()? {
                if let Some(body) = record::body(RecordKind::Facts, copy?.1.value()) {
                    owner.check(body)?;
                    sound += 1;
                }
            }
            if sound < FACTS_COPIES {
                let mut record = owner.record();
                record.resize(record.len().max(FACTS_BYTES), 0);
                for copy in 0..FACTS_COPIES {
                    facts.insert(copy, record.as_slice())?;
                }
            }
        }
        writing.commit()?;
        Ok(Self { database, owner: owner.digest() })
    }

    /// The place of a block in this store.
    pub const fn place(&self, key: Key, first: u64) -> block::BlockPlace {
        block::BlockPlace { owner: self.owner, key, first }
    }

    /// Writes blocks, all or none; when this returns, they are safe. Of two at one place the longer is kept, unless it
    /// is damaged: both hold the same outcomes, as far as the shorter one goes.
    pub fn write(&self, entries: &[Entry]) -> Result<(), JournalError> {
        let writing = self.database.begin_write()?;
        {
            let mut blocks = writing.open_table(BLOCKS)?;
            for (place, bytes) in entries {
                // Hardly ever is anything replaced: to look before would cost each block a search.
                let replaced = blocks.insert(place, bytes.as_slice())?;
                if let Some(better) = replaced.and_then(|old| self.if_better(*place, old.value(), bytes)) {
                    blocks.insert(place, better.as_slice())?;
                }
            }
        }
        Ok(writing.commit()?)
    }

    /// The old block of a place, if it is sound and longer than the new one.
    fn if_better(&self, (key, first): (u128, u64), old: &[u8], new: &[u8]) -> Option<Vec<u8>> {
        let is_sound = || block::decode(self.place(Key(key), first), old).is_some();
        (block::length(old) > block::length(new) && is_sound()).then(|| old.to_vec())
    }

    /// Whether there are no blocks.
    pub fn is_empty(&self) -> Result<bool, JournalError> {
        Ok(self.database.begin_read()?.open_table(BLOCKS)?.is_empty()?)
    }

    /// How many outcomes there are, of all scenarios.
    pub fn count(&self) -> Result<u64, JournalError> {
        let (mut count, mut end) = (0, (0, 0));
        for entry in self.database.begin_read()?.open_table(BLOCKS)?.iter()? {
            let (place, bytes) = entry?;
            let (key, first) = place.value();
            let from = if end.0 == key { first.max(end.1) } else { first };
            let to = first.saturating_add(block::length(bytes.value()));
            count += to.saturating_sub(from);
            end = (key, to.max(from));
        }
        Ok(count)
    }

    /// Up to which replication there are outcomes of a scenario without a gap, from replication `from` on, if no block
    /// is damaged.
    pub fn reach(&self, key: Key, from: u64) -> Result<u64, JournalError> {
        let blocks = self.database.begin_read()?.open_table(BLOCKS)?;
        let mut reach = from;
        for entry in blocks.range((key.0, earliest(from))..=(key.0, u64::MAX))? {
            let (place, bytes) = entry?;
            let first = place.value().1;
            if first > reach {
                break;
            }
            reach = reach.max(first.saturating_add(block::length(bytes.value())));
        }
        Ok(reach)
    }

    /// The first replication of `range` after its first one at which a block begins; its end if there is none.
    pub fn next(&self, key: Key, range: Range<u64>) -> Result<u64, JournalError> {
        let blocks = self.database.begin_read()?.open_table(BLOCKS)?;
        let behind = (key.0, range.start.saturating_add(1))..(key.0, range.end.max(range.start.saturating_add(1)));
        Ok(blocks.range(behind)?.next().transpose()?.map_or(range.end, |(place, _)| place.value().1))
    }

    /// The outcomes of `range`, from its first up to the first gap.
    pub fn outcomes(&self, key: Key, range: Range<u64>) -> Result<Vec<Outcome>, JournalError> {
        let blocks = self.database.begin_read()?.open_table(BLOCKS)?;
        let (mut found, mut next) = (Vec::new(), range.start);
        for entry in blocks.range((key.0, earliest(range.start))..(key.0, range.end))? {
            let (place, bytes) = entry?;
            let (first, bytes) = (place.value().1, bytes.value());
            if first > next {
                break;
            }
            // Most blocks before the range end before it: they need not be decoded.
            if first.saturating_add(block::length(bytes)) <= next {
                continue;
            }
            let Some(outcomes) = block::decode(self.place(key, first), bytes) else { continue };
            let skipped = usize::try_from(next - first).unwrap_or(usize::MAX);
            let wanted = usize::try_from(range.end - next).unwrap_or(usize::MAX);
            let before = found.len();
            found.extend(outcomes.into_iter().skip(skipped).take(wanted));
            next += (found.len() - before) as u64;
        }
        Ok(found)
    }

    /// Writes pending blocks, and releases the file.
    pub fn close(self) -> Result<(), JournalError> {
        Ok(self.database.close()?)
    }
}
