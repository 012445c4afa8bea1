//! Traces for tools: every span of a run, written as it happens. Memory depends on the boards, not on the run.

mod csv;
mod perfetto;

pub use csv::SpanCsv;
pub use perfetto::Perfetto;

use crate::engine::Observer;
use crate::model::{Exhibition, Happening};
use crate::replicate::Stop;
use crate::report::output::Output;
use crate::time::Instant;
use crate::trace::{Follow, Span, Tracer, Turn};
use std::io::{self, Write};

/// The format of spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceFormat {
    /// Perfetto's protocol buffers.
    Perfetto,
    /// A row for each span.
    Csv,
}

/// An observer that writes the spans of a run between two instants.
pub struct TraceWriter<W: Write>(Tracer<AnyTrace<W>>);

enum AnyTrace<W: Write> {
    Perfetto(Perfetto<W>),
    Csv(SpanCsv<W>),
}

impl<W: Write> TraceWriter<W> {
    /// A trace of a run of `exhibition`, called `title`, written to `out`: the part between the two instants of
    /// `window`. If writing fails, `stop` is raised; [`TraceWriter::finish`] reports why.
    pub fn new(
        format: TraceFormat,
        exhibition: &Exhibition,
        title: &str,
        window: (Instant, Instant),
        out: W,
        stop: Stop,
    ) -> Self {
        let out = Output { out, failure: None, stop };
        let trace = match format {
            TraceFormat::Perfetto => AnyTrace::Perfetto(Perfetto::new(exhibition, title, window, out)),
            TraceFormat::Csv => AnyTrace::Csv(SpanCsv::new(exhibition, window, out)),
        };
        Self(Tracer::new(exhibition, trace))
    }

    /// Writes the rest of a run that ended at `end`, and returns the writer.
    ///
    /// # Errors
    /// The first error of writing.
    pub fn finish(self, end: Instant) -> io::Result<W> {
        match self.0.finish(end) {
            AnyTrace::Perfetto(perfetto) => perfetto.finish(end),
            AnyTrace::Csv(csv) => csv.finish(),
        }
    }
}

impl<W: Write> Observer<Happening> for TraceWriter<W> {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        self.0.observe(now, happening);
    }
}

impl<W: Write> Follow for AnyTrace<W> {
    fn left(&mut self, span: &Span) {
        match self {
            Self::Perfetto(perfetto) => perfetto.left(span),
            Self::Csv(csv) => csv.left(span),
        }
    }

    fn turned(&mut self, turn: &Turn) {
        match self {
            Self::Perfetto(perfetto) => perfetto.turned(turn),
            Self::Csv(csv) => csv.turned(turn),
        }
    }

    fn settled(&mut self, at: Instant) {
        match self {
            Self::Perfetto(perfetto) => perfetto.settled(at),
            Self::Csv(csv) => csv.settled(at),
        }
    }
}

#[cfg(test)]
mod tests;
