//! Outcomes in read-only files, which other processes may still be writing.
//!
//! A shard may be damaged, cut off, or written to at this moment by another machine. So it is not opened as a database:
//! it is searched for blocks, as a damaged journal is. Each block contains its place and a checksum, which is checked
//! again whenever the block is read. So a bad shard costs only its own outcomes.

use super::error::JournalError;
use super::record::{self, Found, RecordKind};
use super::store::{BLOCK_MAX, earliest};
use super::{Key, Owner, block, folder};
use crate::model::Outcome;
use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// This many files stay open; others are opened for each block. Many systems allow a process 1,024.
const OPEN_MAX: usize = 256;
/// Blocks that are kept in memory after a part of each was wanted: whoever plays several scenarios in turn wants the
/// next part soon.
const CACHED_MAX: usize = 64;
/// About as many blocks have keys in the same part of their range.
const BLOCKS_EACH: usize = 4;
/// The folder of shards, in that of a journal.
pub(super) const SHARDS: &str = "shards";
/// How the names of stores end.
const ENDING: &str = "redb";

/// All blocks that an owner has in some files.
#[derive(Debug, Default)]
pub struct Archive {
    owner: u64,
    files: Vec<Shard>,
    /// In the order of keys and replications; of those that begin alike, the longest first.
    blocks: Vec<Entry>,
    /// How many blocks there are before each part of the range of keys: see [`Archive::sort`].
    begins: Vec<usize>,
    /// The outcomes of blocks, by their number: those that were wanted last come last.
    cached: Mutex<Vec<(usize, Arc<Vec<Outcome>>)>>,
    warnings: Vec<String>,
}

#[derive(Debug)]
struct Shard {
    path: PathBuf,
    open: Option<Mutex<File>>,
}

/// Where a block is.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    first: u64,
    place: u64,
    count: u32,
    length: u32,
    file: u32,
}

impl Entry {
    const fn end(&self) -> u64 {
        self.first.saturating_add(self.count as u64)
    }
}

impl Archive {
    /// The shards in a journal's folder. A bad shard is left out, with a warning.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn of_shards(folder: &Path, owner: &Owner) -> Result<Self, JournalError> {
        let mut archive = Self { owner: owner.digest(), ..Self::default() };
        for path in shards(folder)? {
            if let Err(why) = archive.add(&path, owner) {
                archive.warnings.push(format!("`{}` is left out: {why}", path.display()));
            }
        }
        archive.sort();
        Ok(archive)
    }

    /// The same with the journal itself, which nobody needs to lock for that.
    ///
    /// # Errors
    /// If the folder can't be read, or the journal belongs to another owner.
    pub fn of_all(folder: &Path, owner: &Owner) -> Result<Self, JournalError> {
        let mut archive = Self::of_shards(folder, owner)?;
        let journal = folder.join(folder::JOURNAL);
        match archive.add(&journal, owner) {
            Err(Unfit::Foreign(error)) => return Err(error),
            Err(Unfit::Unreadable(error)) if error.kind() == ErrorKind::NotFound => {}
            Err(why) => archive.warnings.push(format!("`{}` is left out: {why}", journal.display())),
            Ok(()) => archive.sort(),
        }
        Ok(archive)
    }

    /// Refuses a folder whose journal belongs to another owner. Nobody needs to lock it for that.
    ///
    /// # Errors
    /// What differs.
    pub(super) fn refuse_foreign(folder: &Path, owner: &Owner) -> Result<(), JournalError> {
        let Ok(mut file) = File::open(folder.join(folder::JOURNAL)) else { return Ok(()) };
        let mut foreign = None;
        let looked = record::scan(&mut file, |found| match found.kind {
            RecordKind::Block => Ok(()),
            RecordKind::Facts => match owner.check(found.body) {
                // That is enough.
                Ok(()) => Err(None::<io::Error>),
                Err(error) => {
                    foreign = Some(error);
                    Ok(())
                }
            },
        });
        if let Err(None) = looked { Ok(()) } else { foreign.map_or(Ok(()), Err) }
    }

    /// Sorts the blocks. Keys are as good as random, so a key tells nearly where its blocks are: a search through a
    /// million of them would wait for memory twenty times.
    fn sort(&mut self) {
        self.blocks.sort_unstable_by_key(|entry| (entry.key, entry.first, Reverse(entry.count)));
        let parts = self.blocks.len().div_ceil(BLOCKS_EACH);
        self.begins.clear();
        for (number, entry) in self.blocks.iter().enumerate() {
            self.begins.resize(self.begins.len().max(entry.key.part(parts) + 1), number);
        }
        self.begins.resize(parts + 1, self.blocks.len());
    }

    /// Whether it has no outcomes.
    pub(super) const fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Which files were left out, and why.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    fn add(&mut self, path: &Path, owner: &Owner) -> Result<(), Unfit> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file").into());
        }
        let mut file = File::open(path)?;
        let (number, before) = (u32::try_from(self.files.len()).unwrap_or(u32::MAX), self.blocks.len());
        let (mut is_ours, mut foreign) = (false, None);
        record::scan(&mut file, |found| {
            match found.kind {
                RecordKind::Facts => match owner.check(found.body) {
                    Ok(()) => is_ours = true,
                    Err(error) => foreign = Some(error),
                },
                RecordKind::Block => self.blocks.extend(self.entry(&found, number)),
            }
            Ok::<_, io::Error>(())
        })?;
        if self.blocks.len() == before && !is_ours {
            return Err(foreign.map_or(Unfit::Empty, Unfit::Foreign));
        }
        let open = (self.files.len() < OPEN_MAX).then(|| Mutex::new(file));
        self.files.push(Shard { path: path.to_owned(), open });
        Ok(())
    }

    /// The entry of a block, if it is the owner's.
    fn entry(&self, found: &Found<'_>, file: u32) -> Option<Entry> {
        let (place, count) = block::place_of(found.body)?;
        let is_ours = place.owner == self.owner && (1..=BLOCK_MAX).contains(&count);
        is_ours.then_some(Entry {
            key: place.key,
            first: place.first,
            place: found.place,
            count: u32::try_from(count).ok()?,
            length: u32::try_from(found.length()).ok()?,
            file,
        })
    }

    /// The blocks of a scenario that may hold replication `from` or later ones, with their numbers.
    fn entries(&self, key: Key, from: u64) -> impl Iterator<Item = (usize, &Entry)> {
        let part = key.part(self.begins.len().saturating_sub(1));
        let (start, end) = match self.begins.get(part..part + 2) {
            Some([start, end]) => (*start, *end),
            _ => (0, 0),
        };
        let is_before = |entry: &Entry| (entry.key, entry.first) < (key, earliest(from));
        let begin = start + self.blocks[start..end].partition_point(is_before);
        self.blocks.iter().enumerate().skip(begin).take_while(move |(_, entry)| entry.key == key)
    }

    /// Up to which replication there are likely to be outcomes without a gap, from replication `from` on.
    #[must_use]
    pub fn reach(&self, key: Key, from: u64) -> u64 {
        let mut reach = from;
        for (_, entry) in self.entries(key, from) {
            if entry.first > reach {
                break;
            }
            reach = reach.max(entry.end());
        }
        reach
    }

    /// The first replication of `range` after its first one at which a block begins; its end if there is none.
    #[must_use]
    pub fn next(&self, key: Key, range: Range<u64>) -> u64 {
        let behind = self.entries(key, range.start).map(|(_, entry)| entry.first).find(|first| *first > range.start);
        behind.map_or(range.end, |first| first.min(range.end))
    }

    /// The outcomes of the replications in `range`, from the first on and as far as they are there without a gap.
    /// Outcomes that can't be read count as missing.
    #[must_use]
    pub fn outcomes(&self, key: Key, range: Range<u64>) -> Vec<Outcome> {
        let (mut found, mut next) = (Vec::new(), range.start);
        for (number, entry) in self.entries(key, range.start) {
            if entry.first > next || next >= range.end {
                break;
            }
            if entry.end() <= next {
                continue;
            }
            if entry.first == next && entry.end() <= range.end {
                let Some(outcomes) = self.read(entry) else { continue };
                found.extend(outcomes);
                next = entry.end();
            } else {
                let Some(outcomes) = self.cached(number) else { continue };
                let end = entry.end().min(range.end);
                let within = |replication| usize::try_from(replication - entry.first).unwrap_or(usize::MAX);
                found.extend_from_slice(&outcomes[within(next)..within(end)]);
                next = end;
            }
        }
        found
    }

    /// The outcomes of the block with this number.
    fn cached(&self, number: usize) -> Option<Arc<Vec<Outcome>>> {
        let cached = || self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut cached = cached();
            if let Some(at) = cached.iter().rposition(|(of, _)| *of == number) {
                cached[at..].rotate_left(1);
                return cached.last().map(|(_, outcomes)| Arc::clone(outcomes));
            }
        }
        let outcomes = Arc::new(self.read(&self.blocks[number])?);
        let mut cached = cached();
        if cached.len() == CACHED_MAX {
            cached.remove(0);
        }
        cached.push((number, Arc::clone(&outcomes)));
        Some(outcomes)
    }

    fn read(&self, entry: &Entry) -> Option<Vec<Outcome>> {
        let (shard, mut bytes) = (self.files.get(entry.file as usize)?, Vec::new());
        let mut read = |file: &mut File| record::read_at(file, entry.place, entry.length as usize, &mut bytes).ok();
        match &shard.open {
            Some(file) => read(&mut file.lock().unwrap_or_else(PoisonError::into_inner))?,
            None => read(&mut File::open(&shard.path).ok()?)?,
        }
        block::decode(block::BlockPlace { owner: self.owner, key: entry.key, first: entry.first }, &bytes)
    }
}

/// All shards in a journal's folder, by name.
fn shards(folder: &Path) -> Result<Vec<PathBuf>, JournalError> {
    let folder = folder.join(SHARDS);
    let io = |error: io::Error| JournalError::io(&folder, &error);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io)?,
    };
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(io)?;
    let mut shards: Vec<_> =
        paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == ENDING)).collect();
    shards.sort();
    Ok(shards)
}

/// Why a file can't be used.
#[derive(Debug)]
enum Unfit {
    Unreadable(io::Error),
    Foreign(JournalError),
    Empty,
}

impl From<io::Error> for Unfit {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "it can't be read: {error}"),
            Self::Foreign(error) => error.fmt(f),
            Self::Empty => f.write_str("it contains no readable outcome"),
        }
    }
}
