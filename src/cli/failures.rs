//! The memory of laws: the cases that refuted them, in a file beside the law file.
//!
//! A line holds a law's title and the values of its variables, separated by tabs. A line that fits no law is left as it is.

use super::failure::warn;
use crate::law::Refutation;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const HEAD: &str =
    "# Cases that refuted laws. `zeitnot check` tries them first; keep this file together with the laws.";
/// Of each law so many are kept.
const KEPT_MAX: usize = 20;

/// The names and values of a case's variables.
type Values = Vec<(String, String)>;

/// The cases that refuted the laws of a file.
pub(super) struct Failures {
    file: Option<PathBuf>,
    lines: Vec<String>,
    changed: bool,
}

impl Failures {
    /// No memory at all.
    pub const fn none() -> Self {
        Self { file: None, lines: Vec::new(), changed: false }
    }

    /// The memory of a law file. If there is one that can't be read, a warning says so, and it stays as it is.
    pub fn beside(laws: &Path) -> Self {
        let mut name = laws.as_os_str().to_owned();
        name.push(".failures");
        let file = PathBuf::from(name);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(why) if why.kind() == io::ErrorKind::NotFound => String::new(),
            Err(why) => {
                let file = file.display();
                warn(&format!("can't read {file}: {why}; it is left as it is. Remove it to have it written anew"));
                return Self::none();
            }
        };
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        Self { lines: lines.map(str::to_owned).collect(), file: Some(file), changed: false }
    }

    /// The cases that refuted the law of this title.
    pub fn of(&self, title: &str) -> Vec<Values> {
        self.lines.iter().filter_map(|line| values(line, title)).collect()
    }

    /// Takes note of a case.
    pub fn remember(&mut self, title: &str, refutation: &Refutation) {
        let replication = refutation.replication.map(|number| ("replication".to_owned(), (number + 1).to_string()));
        let values = refutation.values.iter().cloned().chain(replication);
        let parts = values.map(|(name, value)| format!("{name}={value}"));
        let line = std::iter::once(title.to_owned()).chain(parts).collect::<Vec<_>>().join("\t");
        if self.lines.contains(&line) {
            return;
        }
        let same = |known: &String| values_of(known).0 == title;
        if self.lines.iter().filter(|known| same(known)).count() >= KEPT_MAX {
            let oldest = self.lines.iter().position(same);
            oldest.map(|at| self.lines.remove(at));
        }
        self.lines.push(line);
        self.changed = true;
    }

    /// Writes what is new. That it can't be written is no reason to fail.
    pub fn write(&self) {
        let Some(file) = self.file.as_ref().filter(|_| self.changed) else { return };
        let text = format!("{HEAD}\n{}\n", self.lines.join("\n"));
        if let Err(why) = fs::write(file, text) {
            warn(&format!("can't write {}: {why}; with --forget nothing is written", file.display()));
        }
    }
}

/// A line's title, and the rest.
fn values_of(line: &str) -> (&str, &str) {
    line.split_once('\t').unwrap_or((line, ""))
}

fn values(line: &str, title: &str) -> Option<Values> {
    let (known, rest) = values_of(line);
    let parts = rest.split('\t').filter(|part| !part.is_empty());
    let pair = |part: &str| part.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    (known == title).then(|| parts.filter_map(pair).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_for_its_own_law_only() {
        let line = "The lap\tN=2\tT=1s\tvisit=Cyclic";
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(values(line, "The lap"), Some(vec![pair("N", "2"), pair("T", "1s"), pair("visit", "Cyclic")]));
        assert_eq!(values(line, "The"), None);
        assert_eq!(values("The lap", "The lap"), Some(Vec::new()));
    }
}
