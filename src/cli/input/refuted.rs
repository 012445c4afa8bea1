//! The stored cases that refuted laws, in a file next to the law file.
//!
//! A line holds a law's title and the values of its variables, separated by tabs. Comments, and lines that fit no law,
//! are kept.

use crate::cli::failure::warn;
use crate::file;
use crate::law::Refutation;
use std::borrow::Cow;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const HEAD: &str =
    "# Cases that refuted laws. `zeitnot check` tries them first; keep this file together with the laws.";
/// At most this many are kept for each law.
const KEPT_MAX: usize = 20;

/// The names and values of a case's variables.
type Values = Vec<(String, String)>;

/// The cases that refuted the laws of a file.
pub(in crate::cli) struct Refuted {
    /// The law file, unless nothing is stored.
    laws: Option<PathBuf>,
    lines: Vec<String>,
    /// Lines to be written.
    new: Vec<String>,
}

impl Refuted {
    /// Stores nothing.
    pub const fn none() -> Self {
        Self { laws: None, lines: Vec::new(), new: Vec::new() }
    }

    /// The stored cases of a law file. If the file with them can't be read, a warning says so, and it is not changed.
    pub fn beside(laws: &Path) -> Self {
        match read(&beside(laws)) {
            Ok(lines) => Self { laws: Some(laws.to_owned()), lines, new: Vec::new() },
            Err(why) => {
                let file = beside(laws);
                let file = file.display();
                warn(&format!("can't read {file}: {why}; it was not changed. Remove it to start a new one"));
                Self::none()
            }
        }
    }

    /// The cases that refuted the law of this title.
    pub fn of(&self, title: &str) -> Vec<Values> {
        self.lines.iter().filter_map(|line| values(line, title)).collect()
    }

    /// Adds a case.
    pub fn remember(&mut self, title: &str, refutation: &Refutation) {
        let replication = refutation.replication.map(|number| ("replication".to_owned(), (number + 1).to_string()));
        let values = refutation.values.iter().cloned().chain(replication);
        let line = line(title, values);
        if !self.lines.contains(&line) {
            self.new.push(line);
        }
    }

    /// Writes new cases. An error of writing is only a warning.
    pub fn write(&self) {
        let Some(laws) = self.laws.as_ref().filter(|_| !self.new.is_empty()) else { return };
        let file = beside(laws);
        // Another process may add cases at the same time. Without file locks, the last one wins.
        let lock = File::open(laws);
        if let Ok(lock) = &lock {
            drop(lock.lock());
        }
        // Read again, to keep what others added since.
        let written = read(&file).and_then(|lines| file::replace(&file, with(lines, &self.new).as_bytes()));
        if let Err(why) = written {
            warn(&format!("can't write {}: {why}; --forget writes nothing", file.display()));
        }
    }
}

/// The file with the stored cases of a law file.
fn beside(laws: &Path) -> PathBuf {
    let mut name = laws.as_os_str().to_owned();
    name.push(".failures");
    PathBuf::from(name)
}

/// The lines of the file, including comments; none, if there is no file.
fn read(file: &Path) -> io::Result<Vec<String>> {
    match fs::metadata(file) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        // Reading a pipe would wait for its other end.
        Ok(about) if !about.is_file() => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
        }
        _ => {}
    }
    Ok(fs::read_to_string(file)?.lines().map(str::to_owned).collect())
}

/// The text of the file with more lines. If a law has too many, the oldest are dropped.
fn with(mut lines: Vec<String>, new: &[String]) -> String {
    if !lines.first().is_some_and(|line| line.starts_with('#')) {
        lines.insert(0, HEAD.to_owned());
    }
    for line in new.iter().filter(|line| !lines.contains(line)).collect::<Vec<_>>() {
        let same = |known: &&String| !known.starts_with('#') && title_of(known) == title_of(line);
        if lines.iter().filter(same).count() >= KEPT_MAX
            && let Some(oldest) = lines.iter().position(|known| same(&known))
        {
            lines.remove(oldest);
        }
        lines.push(line.clone());
    }
    lines.join("\n") + "\n"
}

/// The line of a case.
fn line(title: &str, values: impl Iterator<Item = (String, String)>) -> String {
    let title = match title.strip_prefix('#') {
        Some(rest) => format!(r"\#{}", escaped(rest)),
        None => escaped(title),
    };
    values.fold(title, |line, (name, value)| format!("{line}\t{name}={}", escaped(&value)))
}

/// A line's title as written.
fn title_of(line: &str) -> &str {
    line.split('\t').next().unwrap_or(line)
}

/// The values in a line, if it is about the law of this title.
fn values(line: &str, title: &str) -> Option<Values> {
    if line.starts_with('#') || unescaped(title_of(line)) != title {
        return None;
    }
    let pair = |part: &str| part.split_once('=').map(|(name, value)| (name.to_owned(), unescaped(value).into_owned()));
    Some(line.split('\t').skip(1).filter_map(pair).collect())
}

/// The meaning of `\` and a letter.
const ESCAPES: [(char, char); 4] = [('\\', '\\'), ('\t', 't'), ('\n', 'n'), ('\r', 'r')];

/// A text without tabs and line ends.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match ESCAPES.iter().find(|(plain, _)| *plain == c) {
            Some((_, letter)) => escaped.extend(['\\', *letter]),
            None => escaped.push(c),
        }
    }
    escaped
}

/// The text that was escaped.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        let letter = if c == '\\' { chars.next() } else { None };
        let Some(letter) = letter else {
            plain.push(c);
            continue;
        };
        plain.push(ESCAPES.iter().find(|(_, known)| *known == letter).map_or(letter, |(plain, _)| *plain));
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_line_is_read_for_its_own_law_only() {
        let line = "The lap\tN=2\tT=1s\tvisit=Cyclic";
        assert_eq!(values(line, "The lap"), Some(vec![pair("N", "2"), pair("T", "1s"), pair("visit", "Cyclic")]));
        assert_eq!(values(line, "The"), None);
        assert_eq!(values("The lap", "The lap"), Some(Vec::new()));
        assert_eq!(values("# The lap\tN=2", "# The lap"), None, "a comment");
    }

    #[test]
    fn whatever_a_title_holds_its_line_is_found() {
        for title in ["plain", "# first", "#", "a\ttab", "two\nlines\r", r"back\slash", r"\", r"\#", r"\t", ""] {
            let written = line(title, [pair("N", "2"), pair("v", "a\tb=c\\")].into_iter());
            assert!(!written.contains('\n') && !written.starts_with('#'), "{written}");
            assert_eq!(values(&written, title), Some(vec![pair("N", "2"), pair("v", "a\tb=c\\")]), "{title:?}");
        }
    }

    #[test]
    fn comments_and_the_lines_of_others_stay() {
        let lines = ["# mine", "", "other\tN=1", "law\tN=1", "what is this"].map(str::to_owned).to_vec();
        let text = with(lines, &["law\tN=2".to_owned(), "law\tN=1".to_owned()]);
        assert_eq!(text, "# mine\n\nother\tN=1\nlaw\tN=1\nwhat is this\nlaw\tN=2\n");
        let many: Vec<_> = (0..30).map(|n| format!("law\tN={n}")).collect();
        let text = with(vec!["# mine".to_owned(), "other\tN=1".to_owned()], &many);
        assert_eq!(text.lines().count(), 2 + KEPT_MAX);
        assert!(text.starts_with("# mine\nother\tN=1\nlaw\tN=10\n") && text.ends_with("law\tN=29\n"), "{text}");
    }
}
