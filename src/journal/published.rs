//! The list of result files that Zeitnot wrote into a folder, to keep them of one run, and to leave other people's
//! files alone.
//!
//! Several files can't be replaced in one step. So the file `published` lists their hashes: before they are replaced,
//! the old and the new ones under the word `unfinished`; after that, the new ones. A process killed in between leaves
//! the word behind. A result file whose hash is not in the list was not written by Zeitnot, or was changed since.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use xxhash_rust::xxh3::Xxh3Default;

/// The name of the list.
pub(super) const LIST: &str = "published";
const HEAD: &str = "# The result files that zeitnot wrote here, by their hashes (XXH3, 128 bits). \
                    While this says \"unfinished\", they may be of two runs.";
const UNFINISHED: &str = "unfinished";

/// The published files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Published {
    pub unfinished: bool,
    /// Hashes and names.
    pub files: BTreeSet<(u128, String)>,
}

impl Published {
    /// The list in a folder; empty, if there is none.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let path = folder.join(LIST);
        match fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Ok(about) if !about.is_file() => {
                return Err(io::Error::new(ErrorKind::InvalidInput, format!("`{LIST}` is not a regular file")));
            }
            _ => {}
        }
        let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
        let entry = |line: &str| {
            let (hash, name) = line.split_once("  ")?;
            Some((u128::from_str_radix(hash, 16).ok()?, name.to_owned()))
        };
        let unfinished = text.lines().any(|line| line == UNFINISHED);
        Ok(Self { unfinished, files: text.lines().filter_map(entry).collect() })
    }

    /// The list as a file.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        if self.unfinished {
            let _ = writeln!(text, "{UNFINISHED}");
        }
        for (hash, name) in &self.files {
            let _ = writeln!(text, "{hash:032x}  {name}");
        }
        text
    }

    /// Whether a file of this name in the folder is one of these, or does not exist.
    pub fn covers(&self, folder: &Path, name: &str) -> io::Result<bool> {
        let path = folder.join(name);
        match fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(path.symlink_metadata().is_err()),
            Ok(about) if !about.is_file() => return Ok(false),
            _ => {}
        }
        let mut hashing = Hashing::new(io::sink());
        io::copy(&mut File::open(path)?, &mut hashing)?;
        Ok(self.files.contains(&(hashing.hash(), name.to_owned())))
    }
}

/// A writer that computes the hash of what it writes.
pub(super) struct Hashing<W> {
    inner: W,
    hasher: Xxh3Default,
}

impl<W: Write> Hashing<W> {
    pub fn new(inner: W) -> Self {
        Self { inner, hasher: Xxh3Default::new() }
    }

    pub fn hash(&self) -> u128 {
        self.hasher.digest128()
    }

    pub fn into_inner(self) -> W {
        self.inner
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Published::read(folder.path()).unwrap(), Published::default());
        for unfinished in [true, false] {
            let files = [(7, "a b.csv".to_owned()), (u128::MAX, "c".to_owned())].into();
            let list = Published { unfinished, files };
            fs::write(folder.path().join(LIST), list.to_text()).unwrap();
            assert_eq!(Published::read(folder.path()).unwrap(), list);
        }
    }
}
