//! A lock that keeps a second process out, where the file system has locks.

use super::error::JournalError;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// Held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    is_held: bool,
    _file: File,
}

impl Lock {
    /// Takes the lock that `file` stands for, which is made if it is not there; errors say that `what` is in use.
    pub fn take(file: &Path, what: &Path) -> Result<Self, JournalError> {
        let io = |error: io::Error| JournalError::io(file, &error);
        // Opening a pipe would wait for its other end.
        if fs::metadata(file).is_ok_and(|about| !about.is_file()) {
            return Err(io(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")));
        }
        let lock = File::options().create(true).write(true).truncate(false).open(file).map_err(io)?;
        let is_held = match lock.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => return Err(JournalError::InUse(what.to_owned())),
            Err(TryLockError::Error(error)) if has_no_locks(&error) => false,
            Err(TryLockError::Error(error)) => return Err(io(error)),
        };
        Ok(Self { is_held, _file: lock })
    }

    /// Whether the system keeps other processes out. Some file systems, mostly of clusters, have no locks.
    pub const fn is_held(&self) -> bool {
        self.is_held
    }
}

/// Whether this is the error of a file system without locks.
fn has_no_locks(error: &io::Error) -> bool {
    /// "No locks available", which has no name in the standard library.
    const ENOLCK: i32 = if cfg!(target_os = "linux") { 37 } else { 77 };
    error.kind() == io::ErrorKind::Unsupported || (cfg!(unix) && error.raw_os_error() == Some(ENOLCK))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_file_system_without_locks_is_recognised() {
        let [enolck, enosys, eopnotsupp, eio] = [37, 38, 95, 5].map(io::Error::from_raw_os_error);
        assert!(has_no_locks(&enolck) && has_no_locks(&enosys) && has_no_locks(&eopnotsupp) && !has_no_locks(&eio));
    }
}
