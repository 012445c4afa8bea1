//! Errors of journals.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a journal can't be used. Its message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalError {
    /// Another process works in the folder.
    InUse(PathBuf),
    /// The journal belongs to something else.
    Foreign {
        /// What differs.
        what: String,
        /// The value in the journal.
        theirs: String,
        /// The value now.
        ours: String,
    },
    /// This file would be replaced, but Zeitnot did not write its present content.
    Occupied(PathBuf),
    /// A file or folder can't be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The store failed.
    Store(String),
    /// The thread that writes could not be started.
    Threads(String),
}

impl JournalError {
    pub(super) fn io(path: impl Into<PathBuf>, error: &io::Error) -> Self {
        Self::Io { path: path.into(), why: error.to_string() }
    }

    pub(super) fn foreign(what: &str, theirs: &str, ours: &str) -> Self {
        Self::Foreign { what: what.to_owned(), theirs: theirs.to_owned(), ours: ours.to_owned() }
    }

    /// What to do about it.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::InUse(_) => "wait until it has ended, or choose another folder with --out DIR",
            Self::Foreign { .. } => "choose another folder with --out DIR, or remove this one if you no longer need it",
            Self::Occupied(_) => "choose another folder with --out DIR, or move the file elsewhere",
            Self::Threads(_) => "allow more threads, for example with `ulimit -u`",
            Self::Io { .. } => "check the folder's name, its permissions, and how full the disk is",
            Self::Store(_) => {
                "outcomes written before are safe: free disk space, or fix the cause, and repeat the command"
            }
        }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse(path) => write!(f, "another process is using `{}`", path.display()),
            Self::Foreign { what, theirs, ours } => {
                write!(f, "this journal belongs to something else: its {what} is {theirs}, but now it is {ours}")
            }
            Self::Occupied(path) => {
                write!(
                    f,
                    "`{}` already exists with content that Zeitnot did not write, and was not changed",
                    path.display()
                )
            }
            Self::Io { path, why } => write!(f, "can't use `{}`: {why}", path.display()),
            Self::Threads(why) => write!(f, "can't start the thread that writes the journal: {why}"),
            Self::Store(why) => write!(f, "the journal can't be read or written any more: {why}"),
        }
    }
}

impl std::error::Error for JournalError {}

impl<E: Into<redb::Error>> From<E> for JournalError {
    fn from(error: E) -> Self {
        Self::Store(error.into().to_string())
    }
}
