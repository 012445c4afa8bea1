//! Tables in CSV, or separated by semicolons or tabs: those of known tools, and any other with a column of durations.

use super::harvest::{Harvest, Label};
use super::number::{NoDuration, duration};
use super::separated::{broken, is_header, is_text, place, rows, separator};
use super::{Format, Measured, Recognised, Source};
use crate::document::{Diagnostic, did_you_mean};
use crate::time::{TimeUnit, unit_in_heading, words};
use csv::StringRecord;

pub const FORMAT: Format = Format { is: |_| true, read };

/// Words in the name of a column that make durations likely.
const LIKELY: [&str; 9] = ["duration", "latency", "elapsed", "rtt", "think", "wait", "waiting", "took", "response"];
/// Words in the name of a column that holds instants rather than durations.
const INSTANTS: [&str; 7] = ["timestamp", "start", "started", "end", "ended", "epoch", "date"];

/// The table of a known tool.
pub struct Known {
    /// What it is called.
    pub format: &'static str,
    /// The column of durations.
    pub column: &'static str,
    /// Their unit.
    pub unit: TimeUnit,
    /// Whether a row counts, by its cells; or why it does not.
    pub counts: fn(&Row<'_>) -> Result<(), &'static str>,
}

/// A row with the names of its cells.
pub struct Row<'r> {
    header: &'r StringRecord,
    cells: &'r StringRecord,
}

impl Row<'_> {
    /// The cell in this column; empty where there is none.
    pub fn cell(&self, column: &str) -> &str {
        let index = self.header.iter().position(|name| name == column);
        index.and_then(|index| self.cells.get(index)).unwrap_or("")
    }
}

/// Whether the first row of a text names these columns.
pub fn has_columns(head: &str, columns: &[&str]) -> bool {
    let mut row = StringRecord::new();
    let is_read = rows(head, separator(head)).read_record(&mut row);
    is_read.is_ok() && columns.iter().all(|column| row.iter().any(|name| name == *column))
}

/// Any table.
fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let any = Known { format: "", column: "", unit: TimeUnit::MILLISECONDS, counts: |_| Ok(()) };
    read_known(source, &any)
}

/// A table, of a known tool if its column has a name.
pub fn read_known(source: Source<'_>, known: &Known) -> Result<Measured, Diagnostic> {
    let Source { file, text, request } = source;
    let separator = separator(text);
    let mut reader = rows(text, separator);
    let mut row = StringRecord::new();
    let mut next = |row: &mut StringRecord| reader.read_record(row).map_err(|error| broken(file, &error));
    next(&mut row)?;
    let has_header = is_header(&row, separator);
    let header = if has_header { row.clone() } else { numbered(row.len()) };
    if has_header && !next(&mut row)? {
        return Err(
            Diagnostic::new(format!("`{file}` has names of columns, but no rows")).help("name a file with values")
        );
    }
    let table = Table { source, separator, header: &header, has_header };
    let is_known = !known.column.is_empty() && request.column.is_none();
    let index = if is_known { table.named(known.column)? } else { table.column(&row)? };
    let name = header.get(index).unwrap_or("");
    let said = if is_known { Some(known.unit) } else { unit_in_heading(name) };
    let unit = request.unit.or(said);
    let mut harvest = Harvest::new(file, request, &header)?;
    let unit_ns = unit.map(|unit| unit.ns);
    loop {
        let cell = row.get(index).unwrap_or("");
        let counts = if is_known { (known.counts)(&Row { header: &header, cells: &row }) } else { Ok(()) };
        match (counts, duration(cell, unit_ns, separator != b',')) {
            (Err(why), _) => harvest.leave_out(why),
            (Ok(()), Ok(value)) => {
                let labels: Vec<Label<'_>> =
                    if harvest.wants_labels() { header.iter().zip(&row).collect() } else { Vec::new() };
                harvest.take(value, &labels)?;
            }
            (Ok(()), Err(NoDuration::Empty)) => harvest.leave_out("empty cells"),
            (Ok(()), Err(why)) => return Err(table.bad_cell(&row, index, &why)),
        }
        if !next(&mut row)? {
            break;
        }
    }
    let unit_of = match unit {
        Some(unit) if request.unit.is_some() => format!(", in {} as --unit says", unit.name),
        Some(unit) => format!(", in {}", unit.name),
        None => String::new(),
    };
    let (format, figure) = (format_name(known.format, separator), format!("column `{name}`{unit_of}"));
    harvest.finish(Recognised { format, figure, unit_given: request.unit.is_some() })
}

fn format_name(known: &'static str, separator: u8) -> &'static str {
    match separator {
        _ if !known.is_empty() => known,
        b'\t' => "a table separated by tabs",
        b';' => "a table separated by semicolons",
        _ => "a CSV table",
    }
}

/// Names for the columns of a table that has none.
fn numbered(columns: usize) -> StringRecord {
    (1..=columns).map(|number| number.to_string()).collect()
}

struct Table<'t> {
    source: Source<'t>,
    separator: u8,
    header: &'t StringRecord,
    has_header: bool,
}

impl Table<'_> {
    /// Which column is called so: exactly, or with other capitals, or by its number.
    fn named(&self, name: &str) -> Result<usize, Diagnostic> {
        let exactly = self.header.iter().position(|header| header == name);
        let nearly = || self.header.iter().position(|header| header.eq_ignore_ascii_case(name));
        let number = || name.parse::<usize>().ok().filter(|number| (1..=self.header.len()).contains(number));
        exactly.or_else(nearly).or_else(|| number().map(|number| number - 1)).ok_or_else(|| {
            let what = format!("`{}` has no column `{name}`", self.source.file);
            Diagnostic::new(what).help(did_you_mean(name, self.header, "columns"))
        })
    }

    /// The column of durations: the one that is asked for, or the only one that can be meant.
    fn column(&self, first: &StringRecord) -> Result<usize, Diagnostic> {
        if let Some(name) = &self.source.request.column {
            return self.named(name);
        }
        let is_number = |index: &usize| first.get(*index).is_some_and(|cell| !is_text(cell, self.separator));
        let numbers: Vec<_> = (0..self.header.len()).filter(is_number).collect();
        let has_word = |index: &usize, all: &[&str]| {
            let words = words(self.header.get(*index).unwrap_or("")).into_iter();
            words.map(str::to_lowercase).any(|word| all.contains(&word.as_str()))
        };
        let lengths = numbers.iter().copied().filter(|index| !has_word(index, &INSTANTS));
        let with_unit: Vec<_> =
            lengths.clone().filter(|index| unit_in_heading(&self.header[*index]).is_some()).collect();
        let likely: Vec<_> = lengths.filter(|index| has_word(index, &LIKELY)).collect();
        match (with_unit.as_slice(), likely.as_slice(), numbers.as_slice()) {
            ([only], ..) | ([], [only], _) | ([], [], [only]) => Ok(*only),
            ([], [], []) => Err(self.no_numbers()),
            ([], [], all) | ([], all, _) | (all, ..) => Err(self.which(all)),
        }
    }

    fn no_numbers(&self) -> Diagnostic {
        let what = format!("`{}` is not a file of measured times that is known", self.source.file);
        Diagnostic::new(what)
            .help("name a list or table of times, or a result of a known tool: see `zeitnot fit --help`")
    }

    fn which(&self, columns: &[usize]) -> Diagnostic {
        let names: Vec<_> = columns.iter().map(|index| format!("`{}`", &self.header[*index])).collect();
        let first = &self.header[columns[0]];
        let help = if self.has_header {
            format!("choose with --column '{first}'")
        } else {
            format!("the columns have no names: choose by number, such as --column {first}")
        };
        let what = format!("which column of `{}` holds the times: {}?", self.source.file, names.join(", "));
        Diagnostic::new(what).help(help)
    }

    fn bad_cell(&self, row: &StringRecord, index: usize, why: &NoDuration) -> Diagnostic {
        let place = place(self.source.file, self.source.text, row, index, self.separator);
        refusal(why, row.get(index).unwrap_or("")).at(place)
    }
}

/// What is wrong with a cell, and what to do about it.
pub fn refusal(why: &NoDuration, cell: &str) -> Diagnostic {
    let shown: String = cell.chars().take(40).collect();
    let (what, help) = match why {
        NoDuration::NoUnit => {
            (format!("`{shown}` has no unit"), "say which unit it is: --unit ms, for example, or s, us, ns, min, h")
        }
        NoDuration::Negative => (format!("`{shown}` is below zero, which no duration is"), "remove it, or correct it"),
        NoDuration::TooLong => (format!("`{shown}` is longer than 584 years"), "check the unit: see --unit"),
        NoDuration::Empty | NoDuration::NotANumber => {
            (format!("`{shown}` is not a duration"), "write a number, or leave the cell empty")
        }
    };
    Diagnostic::new(what).help(help)
}
