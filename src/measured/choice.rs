//! Which column of a table holds the times.

use super::ReadOptions;
use crate::cells::is_text;
use crate::document::{Diagnostic, did_you_mean};
use crate::time::{unit_in_heading, words};
use csv::StringRecord;

/// Words in the name of a column that make durations likely.
const LIKELY: [&str; 9] = ["duration", "latency", "elapsed", "rtt", "think", "wait", "waiting", "took", "response"];
/// Words in the name of a column that holds instants rather than durations.
const INSTANTS: [&str; 14] = [
    "timestamp",
    "stamp",
    "ts",
    "start",
    "started",
    "begin",
    "end",
    "ended",
    "finish",
    "finished",
    "created",
    "epoch",
    "unix",
    "date",
];

/// The columns of a table.
#[derive(Clone, Copy)]
pub struct TableColumns<'t> {
    pub file: &'t str,
    /// Their names, or their numbers.
    pub header: &'t StringRecord,
    /// Whether they have names.
    pub are_named: bool,
}

impl TableColumns<'_> {
    /// Which column is called so: exactly, or with other capitals, or by its number.
    ///
    /// # Errors
    /// If none is.
    pub fn named(&self, name: &str) -> Result<usize, Diagnostic> {
        let exactly = self.header.iter().position(|header| header == name);
        let nearly = || self.header.iter().position(|header| header.eq_ignore_ascii_case(name));
        let number = || name.parse::<usize>().ok().filter(|number| (1..=self.header.len()).contains(number));
        exactly.or_else(nearly).or_else(|| number().map(|number| number - 1)).ok_or_else(|| {
            let what = format!("`{}` has no column `{name}`", self.file);
            Diagnostic::new(what).help(did_you_mean(name, self.header, "columns"))
        })
    }

    fn unread(&self, index: usize, value: &str) -> Diagnostic {
        let what = format!(
            "the times of `{}` may be in the column `{}`, but its first value, `{}`, is not a number",
            self.file,
            &self.header[index],
            value.chars().take(20).collect::<String>()
        );
        Diagnostic::new(what).help("name the column of times: `--column NAME`; write plain numbers, such as `12345.6`")
    }

    /// The column of durations: the one that is asked for, or the only one that can be meant, by its name and by what
    /// it holds in a row.
    ///
    /// # Errors
    /// If there is none, or several can be meant.
    pub fn of_times(&self, row: &StringRecord, request: &ReadOptions) -> Result<usize, Diagnostic> {
        if let Some(name) = &request.column {
            return self.named(name);
        }
        // A column without a name among others that have one numbers the rows.
        let is_index = |index: usize| self.header.len() > 1 && self.header[index].is_empty();
        let is_number = |index: &usize| !is_index(*index) && row.get(*index).is_some_and(|cell| !is_text(cell));
        let numbers: Vec<_> = (0..self.header.len()).filter(is_number).collect();
        let lengths: Vec<_> = numbers.iter().copied().filter(|index| !self.has_word(*index, &INSTANTS)).collect();
        let has_unit = |index: &usize| unit_in_heading(&self.header[*index]).is_some();
        let with_unit: Vec<_> = lengths.iter().copied().filter(has_unit).collect();
        let likely: Vec<_> = lengths.iter().copied().filter(|index| self.has_word(*index, &LIKELY)).collect();
        // A column that is named like times, but can't be read, must not leave its place to another one in silence.
        let is_unread = |index: &usize| {
            !is_index(*index)
                && has_unit(index)
                && !self.has_word(*index, &INSTANTS)
                && row.get(*index).is_some_and(is_text)
        };
        let sure = with_unit.len() == 1 && likely.contains(&with_unit[0]);
        if let Some(index) = (0..self.header.len()).find(is_unread).filter(|_| !sure && !lengths.is_empty()) {
            return Err(self.unread(index, row.get(index).unwrap_or_default()));
        }
        match (with_unit.as_slice(), likely.as_slice(), lengths.as_slice()) {
            // A unit says more than a name: `wait_ms` beside `response`. But `uptime_s` beside `latency` says nothing.
            ([only], likely, _) if likely.is_empty() || likely.contains(only) => Ok(*only),
            ([only], likely, _) => Err(self.which(&[&[*only], likely].concat())),
            ([], [only], _) | ([], [], [only]) => Ok(*only),
            ([], [], []) if numbers.is_empty() => Err(self.no_numbers()),
            ([], [], []) => Err(self.which(&numbers)),
            ([], [], all) | ([], all, _) | (all, ..) => Err(self.which(all)),
        }
    }

    fn has_word(&self, index: usize, all: &[&str]) -> bool {
        let words = words(self.header.get(index).unwrap_or("")).into_iter();
        words.map(str::to_lowercase).any(|word| all.contains(&word.as_str()))
    }

    fn no_numbers(&self) -> Diagnostic {
        let what = format!("`{}` is not a file of measured times that is known", self.file);
        Diagnostic::new(what)
            .help("name a list or table of times, or a result of a known tool: see `zeitnot fit --help`")
    }

    fn which(&self, columns: &[usize]) -> Diagnostic {
        let names: Vec<_> = columns.iter().map(|index| format!("`{}`", &self.header[*index])).collect();
        let first = &self.header[columns[0]];
        let help = if self.are_named {
            format!("choose with --column '{first}'")
        } else {
            format!("the columns have no names: choose by number, such as --column {first}")
        };
        let what = match names.as_slice() {
            [only] => format!("does column {only} of `{}` hold the times?", self.file),
            _ => format!("which column of `{}` holds the times: {}?", self.file, names.join(", ")),
        };
        Diagnostic::new(what).help(help)
    }
}
