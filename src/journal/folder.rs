//! The folder of results: one process at a time, and result files that are complete or absent.

use super::error::JournalError;
use super::lock::Lock;
use super::published::{Hashing, LIST, Published};
use crate::file::{self, Draft};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The journal's name.
pub(super) const JOURNAL: &str = "journal.redb";
const LOCK: &str = "lock";

/// The results of a complete study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Results {
    /// The file `results.csv`.
    Csv,
    /// The file `results.json`.
    Json,
    /// The study, as `study.ron`.
    Study,
}

impl Results {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Study];

    /// The name of the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "results.csv",
            Self::Json => "results.json",
            Self::Study => "study.ron",
        }
    }
}

/// The results of earlier runs in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// No results.
    Nothing,
    /// Results of one complete run.
    Complete,
    /// Results that may be of two runs: the last one was stopped while writing them.
    Mixed,
}

/// A folder used only by this process, until it is dropped or the process ends in any way.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    lock: Lock,
}

impl Folder {
    /// Takes the folder at `path`, which is created if it does not exist.
    ///
    /// # Errors
    /// If another process has it, if it can't be created or written to, or if it contains results that Zeitnot did not
    /// write.
    pub fn take(path: impl Into<PathBuf>) -> Result<Self, JournalError> {
        let path = path.into();
        fs::create_dir_all(&path).map_err(|error| JournalError::io(&path, &error))?;
        let file = path.join(LOCK);
        // In a new folder nothing must be left behind; in an existing one, another process may be writing results.
        if file.symlink_metadata().is_err() {
            refuse_foreign(&path)?;
        }
        let lock = Lock::take(&file, &path)?;
        refuse_foreign(&path)?;
        Ok(Self { path, lock })
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the system keeps other processes out. Some file systems, mostly of clusters, have no locks: then the
    /// user must do so.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        self.lock.is_held()
    }

    /// The results of earlier runs in this folder.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn earlier(&self) -> Result<Earlier, JournalError> {
        let list = self.list()?;
        Ok(match (list.unfinished, list.files.is_empty()) {
            (true, _) => Earlier::Mixed,
            (false, true) => Earlier::Nothing,
            (false, false) => Earlier::Complete,
        })
    }

    /// Writes all result files, each by a call of `write`, and publishes them together: the list `published` says if
    /// they may be of two runs.
    ///
    /// # Errors
    /// If a file can't be written, or exists and was not written by Zeitnot.
    pub fn publish(&self, write: impl Fn(Results, &mut dyn Write) -> io::Result<()>) -> Result<(), JournalError> {
        let (mut drafts, mut list) = (Vec::new(), Published::default());
        for results in Results::ALL {
            let path = self.path.join(results.name());
            let io = |error: io::Error| JournalError::io(&path, &error);
            let mut out = Hashing::new(Draft::new(&path).map_err(io)?);
            write(results, &mut out).map_err(io)?;
            list.files.insert((out.hash(), results.name().to_owned()));
            drafts.push((path, out.into_inner()));
        }
        refuse_foreign(&self.path)?;
        let mut both = self.list()?;
        both.unfinished = true;
        both.files.extend(list.files.iter().cloned());
        self.write_list(&both)?;
        for (path, draft) in drafts {
            draft.replace().map_err(|error| JournalError::io(path, &error))?;
        }
        self.write_list(&list)
    }

    /// Copies a published result file.
    ///
    /// # Errors
    /// If it can't be read, or `out` can't be written to.
    pub fn copy(&self, results: Results, out: &mut dyn Write) -> io::Result<()> {
        io::copy(&mut File::open(self.path.join(results.name()))?, out).map(drop)
    }

    fn list(&self) -> Result<Published, JournalError> {
        Published::read(&self.path).map_err(|error| JournalError::io(&self.path, &error))
    }

    fn write_list(&self, list: &Published) -> Result<(), JournalError> {
        let path = self.path.join(LIST);
        file::replace(&path, list.to_text().as_bytes()).map_err(|error| JournalError::io(path, &error))
    }
}

/// Refuses a folder with a result file that was changed since Zeitnot wrote it, or written by others.
pub(super) fn refuse_foreign(folder: &Path) -> Result<(), JournalError> {
    let io = |error: io::Error| JournalError::io(folder, &error);
    let list = Published::read(folder).map_err(io)?;
    for results in Results::ALL {
        if !list.covers(folder, results.name()).map_err(io)? {
            return Err(JournalError::Occupied(folder.join(results.name())));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A kill between two renames is detected, and the next run repairs it.
    #[test]
    fn results_of_two_runs_are_marked() {
        let place = tempfile::tempdir().unwrap();
        let write = |text: &'static str| move |_, out: &mut dyn Write| out.write_all(text.as_bytes());
        let folder = Folder::take(place.path()).unwrap();
        assert_eq!(folder.earlier().unwrap(), Earlier::Nothing);
        folder.publish(write("one")).unwrap();
        assert_eq!(folder.earlier().unwrap(), Earlier::Complete);
        let [old, new] = ["one", "two"].map(|text| {
            folder.publish(write(text)).unwrap();
            folder.list().unwrap()
        });
        let unfinished = Published { unfinished: true, files: old.files.union(&new.files).cloned().collect() };
        fs::write(place.path().join(LIST), unfinished.to_text()).unwrap();
        fs::write(place.path().join("results.csv"), "one").unwrap();
        drop(folder);
        let folder = Folder::take(place.path()).unwrap();
        assert_eq!(folder.earlier().unwrap(), Earlier::Mixed);
        folder.publish(write("two")).unwrap();
        assert_eq!(folder.earlier().unwrap(), Earlier::Complete);
    }

    #[test]
    fn what_others_put_there_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("results.json");
        let folder = Folder::take(place.path()).unwrap();
        fs::write(&file, "mine").unwrap();
        let refused = folder.publish(|_, out| out.write_all(b"new")).unwrap_err();
        assert_eq!(refused, JournalError::Occupied(file.clone()));
        fs::remove_file(&file).unwrap();
        folder.publish(|_, out| out.write_all(b"new")).unwrap();
        drop(folder);
        // A published file that somebody changed is no longer ours.
        fs::write(&file, "new and my remarks").unwrap();
        assert_eq!(Folder::take(place.path()).unwrap_err(), JournalError::Occupied(file.clone()));
        assert_eq!(fs::read_to_string(file).unwrap(), "new and my remarks");
    }
}
