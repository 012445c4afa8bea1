//! Output of results to stdout, in the requested format, with or without styles.

pub(super) mod counterexample;
pub(super) mod destination;
pub(super) mod draw;
mod folded;
pub(super) mod outcomes;
pub(super) mod shell;
pub(super) mod sink;
mod unheard;

use crate::cli::arguments::Format;
use crate::report::{Report, csv, json};
use anstream::{AutoStream, ColorChoice, StripStream};
use folded::Folded;
use std::io::{self, BufWriter, IsTerminal, Write, stdout};
use unheard::Unheard;

/// Takes results one after another. Tables are printed at once; JSON and CSV when all results are there.
pub(in crate::cli) struct Output<'a> {
    stream: Box<dyn Write>,
    format: Format,
    several: bool,
    reports: Vec<Report<'a>>,
    tables: usize,
}

impl<'a> Output<'a> {
    /// For the result of one scenario, or of `several`; `is_judged`: the exit code says what was found, whoever reads
    /// the output.
    pub fn new(format: Format, several: bool, is_judged: bool) -> Self {
        let stream = stream_for(format == Format::Table);
        let stream = if is_judged { judged(stream) } else { stream };
        Self { stream, format, several, reports: Vec::new(), tables: 0 }
    }

    /// The output before the result.
    pub const fn stream(&mut self) -> &mut dyn Write {
        &mut *self.stream
    }

    /// Begins the part of the next scenario.
    pub fn begin(&mut self) -> io::Result<()> {
        self.tables += 1;
        if self.format == Format::Table && self.tables > 1 { writeln!(self.stream) } else { Ok(()) }
    }

    /// Takes a result.
    pub fn take(&mut self, report: Report<'a>) -> io::Result<()> {
        if self.format != Format::Table {
            self.reports.push(report);
            return Ok(());
        }
        report.table(columns(), &mut self.stream)?;
        self.stream.flush()
    }

    /// Prints the rest.
    pub fn finish(mut self) -> io::Result<()> {
        match self.format {
            Format::Json if self.several || !self.reports.is_empty() => {
                json(&self.reports, self.several, &mut self.stream)?;
            }
            Format::Csv => csv(&self.reports, &mut self.stream)?,
            Format::Json | Format::Table => {}
        }
        self.stream.flush()
    }
}

/// Writes a result to stdout in one of three ways; `is_judged` as for [`Output::new`].
pub(in crate::cli) fn write(
    format: Format,
    is_judged: bool,
    table: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    json: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    csv: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Only tables have styles: looking for them in the rest takes time.
    let out =
        if format == Format::Table { text_stream() } else { Box::new(BufWriter::with_capacity(BUFFER, stdout())) };
    let mut out = if is_judged { judged(out) } else { out };
    match format {
        Format::Table => table(&mut out)?,
        Format::Json => json(&mut out)?,
        Format::Csv => csv(&mut out)?,
    }
    out.flush()
}

/// The width of what is not written to a terminal.
const DEFAULT: usize = 80;

/// How wide tables and charts may be: as wide as the terminal, or as the variable `COLUMNS` says; 80 if stdout is not a
/// terminal, so that a file does not depend on the window that it was made in.
pub(in crate::cli) fn columns() -> usize {
    const LEAST: usize = 40;
    if !stdout().is_terminal() {
        return DEFAULT;
    }
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|columns| *columns > 0);
    let actual = || terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns));
    asked.or_else(actual).filter(|columns| *columns > 0).unwrap_or(DEFAULT).max(LEAST)
}

/// How much is written to stdout at once.
const BUFFER: usize = 1 << 16;

/// Stdout, buffered, without styles if the terminal or its user does not want them.
pub(in crate::cli) fn stream() -> Box<dyn Write> {
    if AutoStream::choice(&stdout()) == ColorChoice::Never {
        // The buffer comes last, because stripped text comes in small pieces.
        let buffer: Box<dyn Write> = Box::new(BufWriter::with_capacity(BUFFER, stdout().lock()));
        return Box::new(StripStream::new(buffer));
    }
    Box::new(BufWriter::with_capacity(BUFFER, anstream::stdout().lock()))
}

/// The same for text, whose lines also fit a terminal of less than 80 columns.
pub(in crate::cli) fn text_stream() -> Box<dyn Write> {
    if columns() < DEFAULT { Box::new(Folded::new(stream(), columns())) } else { stream() }
}

/// The stream for text, or for data.
pub(in crate::cli) fn stream_for(is_text: bool) -> Box<dyn Write> {
    if is_text { text_stream() } else { stream() }
}

/// A stream where the exit code says what was found, even if nobody reads the output to its end.
pub(in crate::cli) fn judged(stream: Box<dyn Write>) -> Box<dyn Write> {
    Box::new(Unheard::new(stream))
}
