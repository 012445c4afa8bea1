//! Opening a store in a file, and repairing a damaged one.
//!
//! The whole store is verified when it is opened. If anything is wrong, its sound blocks move to a new file: they are
//! found one by one, whatever surrounds them. The new file replaces the damaged one in one step, and the damaged one
//! keeps another name, so nothing is lost if the disk is full or the process is killed meanwhile.

use super::disk::Disk;
use super::error::JournalError;
use super::record::{self, Found, RecordKind};
use super::store::{Entry, Store, database};
use super::{Owner, block};
use crate::count::counted;
use crate::file::Draft;
use redb::Database;
use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Bytes of blocks that are written to the new store at a time.
const BATCH_BYTES: usize = 8 << 20;

/// Opens the owner's store in `file`, or creates one. A damaged one is repaired, with a report.
pub(super) fn open(file: &Path, owner: &Owner) -> Result<(Store, Option<String>), JournalError> {
    match fs::metadata(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((begin(file, owner)?, None)),
        Err(error) => return Err(JournalError::io(file, &error)),
        Ok(about) if !about.is_file() => {
            return Err(JournalError::Io { path: file.to_owned(), why: "it is not a regular file".to_owned() });
        }
        Ok(_) => {}
    }
    match verified(file) {
        Ok(database) => Ok((Store::claim(database, owner)?, None)),
        Err(Trouble::Unusable(error)) => Err(error),
        Err(Trouble::Damaged) => repair(file, owner).map(|(store, how)| (store, Some(how))),
    }
}

/// A new store: its file appears when it is complete, so a process killed before leaves no file that looks damaged.
fn begin(file: &Path, owner: &Owner) -> Result<Store, JournalError> {
    let io = |error: io::Error| JournalError::io(file, &error);
    let draft = Draft::new(file).map_err(io)?;
    Store::claim(database(Disk::new(draft.handle().map_err(io)?)?)?, owner)?.close()?;
    draft.create().map_err(io)?;
    Store::claim(on_disk(file).map_err(io)??, owner)
}

fn on_disk(file: &Path) -> io::Result<Result<Database, redb::Error>> {
    let file = File::options().read(true).write(true).open(file)?;
    Ok(Disk::new(file).and_then(database))
}

enum Trouble {
    Unusable(JournalError),
    Damaged,
}

/// Opens a database and reads all of it.
fn verified(file: &Path) -> Result<Database, Trouble> {
    let attempt = quietly(|| {
        let mut database = on_disk(file)??;
        let clean = database.check_integrity()?;
        Ok((database, clean))
    });
    match attempt {
        Some(Ok((database, true))) => Ok(database),
        None | Some(Ok((_, false)) | Err(redb::Error::Corrupted(_) | redb::Error::UpgradeRequired(_))) => {
            Err(Trouble::Damaged)
        }
        Some(Err(redb::Error::Io(error))) if is_about_content(&error) => Err(Trouble::Damaged),
        Some(Err(error)) => Err(Trouble::Unusable(JournalError::Io { path: file.to_owned(), why: error.to_string() })),
    }
}

/// The file can be read, but it is not a database, or is too short.
fn is_about_content(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof)
}

thread_local! {
    /// Whether panics of this thread are caught and not printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// The result of `work`; `None` if it panics, which a database may do if its file was tampered with.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if !QUIET.get() {
                hook(about);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.ok()
}

/// A new store instead of a damaged one, with all its sound blocks.
fn repair(file: &Path, owner: &Owner) -> Result<(Store, String), JournalError> {
    let io = |error: io::Error| JournalError::io(file, &error);
    let draft = Draft::new(file).map_err(io)?;
    let fresh = Store::claim(database(Disk::new(draft.handle().map_err(io)?)?)?, owner)?;
    salvage(&mut File::open(file).map_err(io)?, owner, &fresh)?;
    let kept = fresh.count()?;
    fresh.close()?;
    let damaged = set_aside(file).map_err(io)?;
    draft.replace().map_err(io)?;
    let kept = if kept == 0 {
        "nothing in it could be read".to_owned()
    } else {
        format!("{} {} found in it", counted(kept, "outcome"), if kept == 1 { "was" } else { "were" })
    };
    let repaired = format!(
        "the journal was damaged: {kept}, and what can't be taken from there is played again; the old file is `{}`",
        damaged.display()
    );
    Ok((Store::claim(on_disk(file).map_err(io)??, owner)?, repaired))
}

/// Copies all sound blocks of a damaged store.
fn salvage(from: &mut File, owner: &Owner, to: &Store) -> Result<(), JournalError> {
    let (mut batch, mut bytes, mut strangers) = (Vec::<Entry>::new(), 0, 0);
    record::scan(from, |Found { kind, body, .. }| {
        match kind {
            RecordKind::Facts => owner.check(body)?,
            RecordKind::Block => match block::place_of(body) {
                Some((place, _)) if place.owner == owner.digest() => {
                    let sealed = record::seal(kind, body);
                    bytes += sealed.len();
                    batch.push(((place.key.0, place.first), sealed));
                }
                _ => strangers += 1,
            },
        }
        if bytes >= BATCH_BYTES {
            to.write(&std::mem::take(&mut batch))?;
            bytes = 0;
        }
        Ok::<_, JournalError>(())
    })?;
    to.write(&batch)?;
    if strangers > 0 && to.count()? == 0 {
        return Err(JournalError::foreign("origin", "another, whose name is damaged", "this one"));
    }
    Ok(())
}

/// Gives a file a second, unused name. If the file system does not support this, a copy gets the name.
fn set_aside(file: &Path) -> io::Result<PathBuf> {
    for number in 1.. {
        let ending = if number == 1 { "damaged".to_owned() } else { format!("damaged-{number}") };
        let aside = file.with_extension(ending);
        match fs::hard_link(fs::canonicalize(file)?, &aside) {
            Ok(()) => return Ok(aside),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => {
                let mut copy = Draft::new(&aside)?;
                io::copy(&mut File::open(file)?, &mut copy)?;
                match copy.create() {
                    Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                    result => return result.map(|()| aside),
                }
            }
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
