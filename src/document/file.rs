//! Reading a file as text: sizes, encodings, and paths that are not files.

use super::diagnostic::{Diagnostic, Place};
use super::suggest::nearest;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest size of a file, in bytes: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// The text of the file at `path`, without a byte order mark.
///
/// # Errors
/// If it can't be read, is larger than 16 MiB, or is not UTF-8.
pub fn read(path: &Path) -> Result<String, Diagnostic> {
    let name = path.display();
    let cant = |error: &io::Error| {
        let diagnostic = Diagnostic::new(format!("can't read `{name}`: {}", reason(error)));
        match error.kind() {
            io::ErrorKind::NotFound => match neighbour(path) {
                Some(near) => diagnostic.help(format!("did you mean `{}`?", near.display())),
                None => diagnostic.help("check the spelling, and the folder you are in"),
            },
            io::ErrorKind::IsADirectory => diagnostic.help("name a file in it"),
            _ => diagnostic,
        }
    };
    let file = File::open(path).map_err(|error| cant(&error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(cant(&io::ErrorKind::IsADirectory.into()));
    }
    let mut bytes = Vec::new();
    // Reading one byte more than allowed is enough to notice; an endless file must not fill the memory.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| cant(&error))?;
    decode(&name.to_string(), bytes)
}

/// At most this many files of a folder are searched for a similar name.
const NEIGHBOURS_MAX: usize = 10_000;

/// A RON file in the same folder with a similar name.
fn neighbour(path: &Path) -> Option<PathBuf> {
    let wrong = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?.take(NEIGHBOURS_MAX);
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // In order, so that of equally similar ones it is always the same.
    let mut names: Vec<_> = names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "ron")).collect();
    names.sort_unstable();
    let wrong = wrong.strip_suffix(".ron").unwrap_or(wrong);
    let stems = names.iter().map(|name| name.strip_suffix(".ron").unwrap_or(name));
    let near = nearest(wrong, stems)?;
    Some(path.with_file_name(format!("{near}.ron")))
}

/// The text in `bytes`.
fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(name));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(name, error.as_bytes(), &error.utf8_error()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The complaint about a text beyond [`MAX_BYTES`].
pub fn too_large(name: &str) -> Diagnostic {
    Diagnostic::new(format!("`{name}` is larger than 16 MiB, the limit"))
        .help("put long lists of values into a CSV file: `Empirical(file: \"games.csv\", column: \"think_s\")`")
}

fn not_utf8(name: &str, bytes: &[u8], error: &std::str::Utf8Error) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = String::from_utf8_lossy(&bytes[error.valid_up_to()..]);
    let text = format!("{}{}", &before[start..], rest.lines().next().unwrap_or(""));
    let at = before.len() - start;
    Diagnostic::new(format!("`{name}` is not UTF-8 text"))
        .at(Place::in_line(name, line, &text, at..at))
        .help("save the file as UTF-8 in your editor")
}

/// Why a file can't be read, in words that are the same on every platform.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}

/// How `file` is named in a file that stands in `folder`; `None` if one of them is not there, or the name is not text.
#[cfg(feature = "study")]
#[must_use]
pub fn path_from(folder: &Path, file: &Path) -> Option<String> {
    use std::fs;
    use std::path::{Component, PathBuf};
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (file, folder) = (fs::canonicalize(file).ok()?, fs::canonicalize(folder).ok()?);
    let (mut there, mut here) = (file.components().peekable(), folder.components().peekable());
    while there.peek().is_some() && there.peek() == here.peek() {
        there.next();
        here.next();
    }
    let up = here.map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(there).collect();
    Some(path.to_str()?.replace('\\', "/"))
}
