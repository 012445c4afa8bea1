//! Reading files of measurements.

use crate::cells::{is_utf16, utf16, windows_1252};
use crate::cli::failure::{Failure, note};
use crate::document::{Diagnostic, reason};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The greatest size of a file, in bytes: 2 GiB.
const MAX_BYTES: u64 = 1 << 31;

/// The text of a file of measurements.
///
/// # Errors
/// If it can't be read, is larger than 2 GiB, or is neither UTF-8, UTF-16 nor Windows-1252.
pub(in crate::cli) fn text(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let cant = |error: &io::Error| {
        let wrong = Diagnostic::new(format!("can't read `{name}`: {}", reason(error)));
        wrong.help("name a file of measured times; check the spelling, and the folder you are in")
    };
    let file = File::open(path).map_err(|error| cant(&error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(cant(&io::ErrorKind::IsADirectory.into()).into());
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| cant(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Diagnostic::new(format!("`{name}` is larger than 2 GiB")).help("take a sample of it").into());
    }
    if is_utf16(&bytes) {
        return utf16(&bytes).ok_or_else(|| {
            let wrong = Diagnostic::new(format!("`{name}` begins as UTF-16, but is broken"));
            wrong.help("save it as UTF-8").into()
        });
    }
    String::from_utf8(bytes).or_else(|error| {
        if let Some(text) = windows_1252(error.as_bytes()) {
            note(&format!("`{name}` is not UTF-8, and is read as Windows-1252"));
            return Ok(text);
        }
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].split(|byte| *byte == b'\n').count();
        let what = format!("`{name}` is not UTF-8 text, from line {line} on");
        let wrong = Diagnostic::new(what);
        Err(wrong.help("save it as UTF-8 (in Excel: CSV UTF-8); if it is compressed, unpack it first").into())
    })
}
