//! Files of real measurements: what tools write, read as durations.
//!
//! [`read`] recognises a file by its content and finds the durations in it. Each format is a file of this folder: a
//! line of the table `FORMATS` says how it is known, and how it is read. Whatever a format has to leave out is counted
//! ([`LeftOut`]), so that nothing goes missing unseen. Nothing here opens a file, or fits anything.

mod access_log;
mod apache_bench;
mod chess_com;
mod choice;
mod clocks;
mod elements;
mod har;
mod harvest;
mod hey;
mod hyperfine;
mod jaeger;
mod jmeter;
mod json;
mod k6;
mod lichess;
mod list;
mod locust;
mod opentelemetry;
mod percentiles;
mod pgn;
mod plain_json;
mod spans;
mod summary;
mod table;
mod tracer;
mod zipkin;

pub use crate::cells::Sign;
use crate::count::grouped;
use crate::document::Diagnostic;
use crate::time::{Duration, TimeUnit};
pub use percentiles::Slice;
use std::fmt;

/// At most this many values are read, as many as a scenario's CSV file may hold.
pub const MAX_VALUES: usize = 10_000_000;
/// A format is known by the beginning of its file, of this many bytes at most.
const HEAD_BYTES: usize = 1 << 16;

/// What is wanted of a file.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The unit of plain numbers, whatever the file says.
    pub unit: Option<TimeUnit>,
    /// The column that holds the values: its name, or its number from 1.
    pub column: Option<String>,
    /// Only values with this label: a name of a request, an address, a player.
    pub only: Option<String>,
    /// Values are kept apart by this column, or by what else is known of them.
    pub by: Option<String>,
    /// The sign before decimals, where the file leaves it open.
    pub decimal: Option<Sign>,
}

/// The durations in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// What the file is.
    pub recognised: Recognised,
    /// The values, in classes; one class without a name unless they are kept apart.
    pub classes: Vec<Class>,
    /// What is not among the values.
    pub left_out: Vec<LeftOut>,
    /// What speaks against all of them.
    pub doubts: Vec<String>,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The format: `k6 CSV`.
    pub format: &'static str,
    /// Which of its figures the values are: ``column `elapsed`, in ms``.
    pub figure: String,
    /// Whether the unit was given from outside.
    pub unit_given: bool,
}

impl Recognised {
    /// A format that leaves no doubt about units.
    pub(crate) fn new(format: &'static str, figure: impl Into<String>) -> Self {
        Self { format, figure: figure.into(), unit_given: false }
    }
}

/// Values that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// What they have in common.
    pub name: Option<String>,
    /// The values.
    pub data: Data,
    /// Whether they are not think times, but how long a master was busy with each move.
    pub is_service: bool,
}

/// What is known of a class.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Each value, in the order in which they were measured as far as that is known.
    Values {
        /// The values.
        values: Vec<Duration>,
        /// Where games or tasks begin in them, where the file has such.
        sequences: Vec<Sequence>,
    },
    /// Only how many lie between which limits.
    Slices {
        /// The slices, in rising order.
        slices: Vec<Slice>,
        /// How many values there were, if that is known.
        count: Option<u64>,
    },
}

/// Values that followed each other: the moves of a game, the steps of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// What it is called.
    pub name: String,
    /// The index of its first value.
    pub first: usize,
}

/// What is not among the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub count: u64,
    /// Why: `empty cells`.
    pub why: String,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.why, grouped(self.count))
    }
}

/// A text with its name, and what is wanted of it.
#[derive(Clone, Copy)]
struct Source<'s> {
    file: &'s str,
    text: &'s str,
    request: &'s ReadOptions,
}

/// How a format is known, and read.
struct Format {
    is: fn(&str) -> bool,
    read: fn(Source<'_>) -> Result<Measured, Diagnostic>,
    /// Whether it may hold several columns of durations, which other programs wrote: whoever asks may choose one.
    has_columns: bool,
}

/// The formats, in the order in which they are tried. The last takes whatever is left.
const FORMATS: [Format; 23] = [
    pgn::FORMAT,
    k6::JSON,
    har::FORMAT,
    hyperfine::FORMAT,
    opentelemetry::FORMAT,
    jaeger::FORMAT,
    zipkin::FORMAT,
    chess_com::FORMAT,
    lichess::FORMAT,
    hey::SUMMARY,
    access_log::FORMAT,
    tracer::FORMAT,
    k6::CSV,
    jmeter::CSV,
    jmeter::XML,
    locust::FORMAT,
    apache_bench::REQUESTS,
    apache_bench::PERCENTILES,
    hey::REQUESTS,
    summary::FORMAT,
    plain_json::FORMAT,
    list::FORMAT,
    table::FORMAT,
];

/// The durations in `text`, which messages call `file`.
///
/// # Errors
/// If the text is nothing that is known, or something in it is wrong.
pub fn read(file: &str, text: &str, request: &ReadOptions) -> Result<Measured, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = &text[..text.floor_char_boundary(HEAD_BYTES)];
    if head.trim().is_empty() {
        return Err(Diagnostic::new(format!("`{file}` is empty")).help("name a file of measured times"));
    }
    let source = Source { file, text, request };
    let format = FORMATS.iter().find(|format| (format.is)(head)).unwrap_or(&table::FORMAT);
    let measured = (format.read)(source)?;
    refuse_idle(request, &measured.recognised, format.has_columns)?;
    Ok(measured)
}

/// What is asked for must have an effect.
fn refuse_idle(request: &ReadOptions, recognised: &Recognised, has_columns: bool) -> Result<(), Diagnostic> {
    let is_idle = |option: &str, what: &str| {
        let what = format!("{option} has no effect on {}, which {what}", recognised.format);
        Err(Diagnostic::new(what).help(format!("leave {option} out")))
    };
    match request {
        ReadOptions { column: Some(_), .. } if !has_columns => is_idle("--column", "has no columns to choose from"),
        ReadOptions { decimal: Some(Sign::Comma), .. } if !has_columns => is_idle("--decimal", "has decimal points"),
        ReadOptions { unit: Some(_), .. } if !recognised.unit_given => is_idle("--unit", "says its units itself"),
        _ => Ok(()),
    }
}
