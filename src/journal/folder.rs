//! The folder that results go to: one process at a time, and files that are there as a whole or not at all.

use super::error::JournalError;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The journal's name.
pub(super) const JOURNAL: &str = "journal.redb";
/// What is written beside it.
const RESULTS: [&str; 3] = ["results.csv", "results.json", "study.ron"];

/// A folder that this process alone works in, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Takes the folder at `path`, which is made if it is not there.
    ///
    /// # Errors
    /// If another process has it, it can't be made or written to, or there are results in it that no journal belongs to.
    pub fn take(path: impl Into<PathBuf>) -> Result<Self, JournalError> {
        let path = path.into();
        fs::create_dir_all(&path).map_err(|error| JournalError::io(&path, &error))?;
        let foreign = RESULTS.iter().map(|name| path.join(name)).find(|file| file.symlink_metadata().is_ok());
        if let Some(file) = foreign.filter(|_| !path.join(JOURNAL).exists()) {
            return Err(JournalError::Occupied(file));
        }
        let file = path.join("lock");
        let lock = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&file)
            .map_err(|error| JournalError::io(&file, &error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse(path)),
            Err(TryLockError::Error(error)) => Err(JournalError::io(file, &error)),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file of the folder; see [`write_atomically`].
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<(), JournalError> {
        let path = self.path.join(name);
        write_atomically(&path, content).map_err(|error| JournalError::io(path, &error))
    }
}

/// Whether [`write_atomically`] could write this file now. Nothing is left behind.
///
/// # Errors
/// If it could not: the folder is missing or can't be written to, or a folder has this name.
pub fn can_write(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let part = part_of(path);
    File::create(&part)?;
    fs::remove_file(part)
}

/// The name under which a file is written before it is renamed.
fn part_of(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    PathBuf::from(part)
}

/// Writes a file so that, whenever the process ends, its old content or the new one is there, and no mixture.
///
/// # Errors
/// If the file, or its neighbour with `.part` behind its name, can't be written.
pub fn write_atomically(path: &Path, content: &[u8]) -> io::Result<()> {
    let part = part_of(path);
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&part, path));
    if renamed.is_err() {
        drop(fs::remove_file(&part));
    }
    renamed
}
