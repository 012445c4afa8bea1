//! Checks of the places for results before anything is played, so errors show at once and not after hours.

use crate::cli::failure::{Failure, note};
use crate::file;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a file, but only if there is none yet.
pub(in crate::cli) fn create(path: &Path, content: &[u8]) -> Result<(), Failure> {
    file::create(path, content).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => Failure::new(
            format!("can't write {}: {error}", path.display()),
            "choose a place where files can be written",
        ),
    })
}

fn exists(path: &Path) -> Failure {
    Failure::new(
        format!("{} already exists, and was not changed", path.display()),
        "choose another name, or remove the file first",
    )
}

/// The same, but an existing file with the same content is fine, so the same command can be repeated.
pub(in crate::cli) fn create_or_find(path: &Path, content: &[u8]) -> Result<(), Failure> {
    if holds(path, content) { Ok(()) } else { create(path, content) }
}

/// Whether a file holds this already. Reading a pipe would wait for its other end.
fn holds(path: &Path, content: &[u8]) -> bool {
    let is_file = fs::metadata(path).is_ok_and(|about| about.is_file());
    is_file && fs::read(path).is_ok_and(|known| known == content)
}

/// Says which files hold the result.
pub(in crate::cli) fn note_written(files: &[&Path]) {
    let names: Vec<_> = files.iter().map(|path| path.display().to_string()).collect();
    note(&format!("Written: {}", names.join(", ")));
}

/// Refuses a place where [`create_or_find`] would fail, so that of several files none is written rather than some.
pub(in crate::cli) fn check_new(path: &Path, content: &[u8]) -> Result<(), Failure> {
    if holds(path, content) {
        Ok(())
    } else if path.symlink_metadata().is_ok() {
        Err(exists(path))
    } else {
        check_file(path)
    }
}

/// Refuses a file that can't be written later. It may exist already.
pub(in crate::cli) fn check_file(path: &Path) -> Result<(), Failure> {
    file::check(path).map_err(|error| Failure::cant_write(path, &error))
}

/// Refuses a path that is not a folder and can't become one.
pub(in crate::cli) fn check_folder(path: &Path) -> Result<(), Failure> {
    let Some(there) = path.ancestors().find(|there| there.symlink_metadata().is_ok()) else { return Ok(()) };
    let refusal = |why: &str, help: &str| Err(Failure::new(format!("`{}` {why}", there.display()), help));
    match fs::metadata(there) {
        Ok(found) if !found.is_dir() => {
            let what = if found.is_file() { "is a file, not a folder" } else { "is not a folder" };
            refusal(what, "name a folder; it is created if it does not exist")
        }
        Ok(_) => file::check_folder(there).map_err(|why| Failure::new(why.to_string(), "name another folder")),
        Err(why) if why.kind() == io::ErrorKind::NotFound => {
            refusal("is a link to something that does not exist", "name another folder")
        }
        Err(why) => refusal(&format!("can't be used: {why}"), "name another folder"),
    }
}
