//! Every `tests/law_errors/NAME.ron` is broken, and gets exactly the messages in `NAME.stderr`.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the messages anew; read them before you commit them.

use std::fs;
use std::path::{Path, PathBuf};
use zeitnot::law::Law;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law_errors")
}

/// The broken law files, in order of their names.
fn cases() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect();
    cases.sort();
    cases
}

/// The messages for the law file at `path`, which is called by its bare name.
fn message(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    match Law::from_text(&path.file_name().unwrap().to_string_lossy(), &text, path.parent()) {
        Ok(_) => panic!("{} is not broken at all", path.display()),
        Err(diagnostics) => diagnostics.to_string().replace(&format!("{}/", folder().display()), ""),
    }
}

#[test]
fn every_broken_law_gets_its_message() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for path in cases() {
        let (message, expected) = (message(&path), path.with_extension("stderr"));
        if update {
            fs::write(expected, message).unwrap();
        } else if fs::read_to_string(expected).unwrap_or_default().replace("\r\n", "\n") != message {
            wrong.push(format!("{}:\n{message}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "unexpected messages:\n\n{}", wrong.join("\n"));
}

#[test]
fn there_are_many_cases() {
    assert!(cases().len() >= 50, "{}", cases().len());
}
