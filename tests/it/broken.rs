//! Folders of broken files: every `NAME.ron` gets exactly the messages in `NAME.stderr`.
//!
//! `UPDATE_EXPECT=1 cargo test` rewrites the messages; read them before you commit them.

use std::fs;
use std::path::{Path, PathBuf};
use zeitnot::scenario::Diagnostics;

/// A folder below `tests/`, and the function that gives the messages for a file in it.
#[derive(Clone, Copy)]
pub struct Broken {
    pub folder: &'static str,
    pub read: fn(&Path) -> Result<(), Diagnostics>,
}

impl Broken {
    pub fn folder(self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(self.folder)
    }

    /// The files, in order of their names.
    pub fn files(self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect();
        files.sort();
        files
    }

    /// The messages for a file, without the names of folders of this machine.
    pub fn message(self, path: &Path) -> String {
        let wrong = (self.read)(path).expect_err(&format!("{} is not broken at all", path.display()));
        wrong.to_string().replace(&format!("{}/", self.folder().display()), "")
    }

    /// Asserts that there are at least this many files, and that each gets its messages.
    pub fn assert(self, least: usize) {
        let (update, files) = (std::env::var_os("UPDATE_EXPECT").is_some(), self.files());
        let mut wrong = Vec::new();
        for path in &files {
            let (message, expected) = (self.message(path), path.with_extension("stderr"));
            if update {
                fs::write(expected, message).unwrap();
            } else if fs::read_to_string(expected).unwrap_or_default().replace("\r\n", "\n") != message {
                wrong.push(format!("{}:\n{message}", path.display()));
            }
        }
        assert!(wrong.is_empty(), "unexpected messages:\n\n{}", wrong.join("\n"));
        assert!(files.len() >= least, "{}", files.len());
    }
}
