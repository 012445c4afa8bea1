//! The store: a `redb` database of blocks, and what becomes of one that is damaged.
//!
//! `redb` keeps checksums of all its pages and never overwrites what it has committed, so that a process may be killed
//! at any moment. What it can't know is what befalls the file while nobody looks. So all of it is verified when it is
//! opened. If it is damaged, the blocks that are sound move to a new file.

use super::error::JournalError;
use super::{Key, Owner, block};
use crate::model::Outcome;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition, TableError};
use std::fs;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::Path;

const FACTS: TableDefinition<&str, &str> = TableDefinition::new("facts");
/// Blocks by the key of their scenario and their first replication.
const BLOCKS: TableDefinition<(u128, u64), &[u8]> = TableDefinition::new("blocks");

/// No block is longer than so many replications.
pub(super) const BLOCK_MAX: u64 = 1 << 16;

/// A block on its way to the store.
pub(super) type Entry = ((u128, u64), Vec<u8>);

#[derive(Debug)]
pub(super) struct Store {
    database: Database,
}

/// Opens the store in `file`, mended if need be; then it is told how.
pub(super) fn open(file: &Path) -> Result<(Store, Option<String>), JournalError> {
    match verified(file) {
        Ok(database) => Ok((Store { database }, None)),
        Err(Trouble::Unusable(error)) => Err(error),
        Err(Trouble::Damaged) => mend(file),
    }
}

enum Trouble {
    Unusable(JournalError),
    Damaged,
}

/// Opens a database and reads all of it.
fn verified(file: &Path) -> Result<Database, Trouble> {
    let attempt = quietly(|| {
        let mut database = Database::create(file).map_err(redb::Error::from)?;
        database.check_integrity().map_err(redb::Error::from)?;
        Ok(database)
    });
    match attempt {
        Some(Ok(database)) => Ok(database),
        None | Some(Err(redb::Error::Corrupted(_) | redb::Error::UpgradeRequired(_))) => Err(Trouble::Damaged),
        Some(Err(redb::Error::Io(error))) if is_about_content(&error) => Err(Trouble::Damaged),
        Some(Err(error)) => Err(Trouble::Unusable(JournalError::Io { path: file.to_owned(), why: error.to_string() })),
    }
}

/// The file can be read, but it is no database, or ends too soon.
fn is_about_content(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// What `work` gives; `None` if it panics, which a database may do over a file that has been tampered with.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    result.ok()
}

/// A new store in place of a damaged one, with all of its blocks that are sound.
fn mend(file: &Path) -> Result<(Store, Option<String>), JournalError> {
    let [damaged, fresh] = ["damaged", "mended"].map(|ending| file.with_extension(ending));
    let io = |error: std::io::Error| JournalError::io(file, &error);
    drop(fs::remove_file(&fresh));
    let sound = quietly(|| salvage(file, &fresh)).and_then(Result::ok);
    if sound.is_none() {
        drop(fs::remove_file(&fresh));
        drop(Database::create(&fresh)?);
    }
    fs::rename(file, &damaged).map_err(io)?;
    fs::rename(&fresh, file).map_err(io)?;
    let kept = sound.map_or_else(
        || "nothing of it could be read".to_owned(),
        |count| format!("{count} sound blocks of it are kept"),
    );
    let mended = format!(
        "the journal was damaged: {kept}, and the rest is played again; the old file is `{}`",
        damaged.display()
    );
    Ok((Store { database: Database::create(file)? }, Some(mended)))
}

/// Copies all sound blocks, and the facts, to a new database. Returns how many blocks there were.
fn salvage(from: &Path, to: &Path) -> Result<usize, JournalError> {
    let (from, to) = (Database::create(from)?, Database::create(to)?);
    let (reading, writing) = (from.begin_read()?, to.begin_write()?);
    let mut count = 0;
    {
        let mut facts = writing.open_table(FACTS)?;
        for fact in reading.open_table(FACTS)?.iter()? {
            let (name, value) = fact?;
            facts.insert(name.value(), value.value())?;
        }
        let mut blocks = writing.open_table(BLOCKS)?;
        for entry in reading.open_table(BLOCKS)?.iter()? {
            let (place, bytes) = entry?;
            let (key, first) = place.value();
            if block::decode(Key(key), first, bytes.value()).is_some() {
                blocks.insert((key, first), bytes.value())?;
                count += 1;
            }
        }
    }
    writing.commit()?;
    Ok(count)
}

impl Store {
    /// Makes the store the owner's, or sees that it is.
    pub fn claim(&self, owner: &Owner) -> Result<(), JournalError> {
        let writing = self.database.begin_write()?;
        {
            let mut facts = writing.open_table(FACTS)?;
            writing.open_table(BLOCKS)?;
            for (what, ours) in owner.facts() {
                let theirs = facts.get(what)?.map(|theirs| theirs.value().to_owned());
                match theirs {
                    Some(theirs) if theirs != ours => return Err(JournalError::Foreign { what, theirs, ours }),
                    Some(_) => {}
                    None => drop(facts.insert(what, ours.as_str())?),
                }
            }
        }
        Ok(writing.commit()?)
    }

    /// Writes blocks, all or none; when this returns, they are safe.
    pub fn write(&self, entries: &[Entry]) -> Result<(), JournalError> {
        let writing = self.database.begin_write()?;
        {
            let mut blocks = writing.open_table(BLOCKS)?;
            for (place, bytes) in entries {
                blocks.insert(place, bytes.as_slice())?;
            }
        }
        Ok(writing.commit()?)
    }

    /// How many outcomes of a scenario there are, from the first on and without a gap, if no block is damaged.
    pub fn length(&self, key: Key) -> Result<u64, JournalError> {
        let reading = self.database.begin_read()?;
        let blocks = match reading.open_table(BLOCKS) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(0),
            table => table?,
        };
        let mut length = 0;
        for entry in blocks.range((key.0, 0)..=(key.0, u64::MAX))? {
            let (place, bytes) = entry?;
            let first = place.value().1;
            if first > length {
                break;
            }
            length = length.max(first.saturating_add(block::length(bytes.value()).unwrap_or(0)));
        }
        Ok(length)
    }

    /// The outcomes of `range`, from its first on, as far as there are any.
    pub fn outcomes(&self, key: Key, range: Range<u64>) -> Result<Vec<Outcome>, JournalError> {
        let reading = self.database.begin_read()?;
        let blocks = match reading.open_table(BLOCKS) {
            Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
            table => table?,
        };
        let mut found = Vec::new();
        let (mut next, length) = (range.start, |range: &Range<u64>| range.end.saturating_sub(range.start));
        for entry in blocks.range((key.0, range.start.saturating_sub(BLOCK_MAX))..(key.0, range.end))? {
            let (place, bytes) = entry?;
            let first = place.value().1;
            if first > next {
                break;
            }
            let Some(outcomes) = block::decode(key, first, bytes.value()) else { continue };
            let skipped = usize::try_from(next - first).unwrap_or(usize::MAX);
            let wanted = usize::try_from(length(&(next..range.end))).unwrap_or(usize::MAX);
            let before = found.len();
            found.extend(outcomes.into_iter().skip(skipped).take(wanted));
            next += (found.len() - before) as u64;
        }
        Ok(found)
    }
}
