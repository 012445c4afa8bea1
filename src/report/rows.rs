//! CSV from serialisable rows: headings are the names of the fields, so they always match the cells.
//!
//! Structs within a row are flattened: their fields take their place. So a row can contain the same struct that is an
//! object in the JSON output.

mod line;

use line::{Line, Part};
use serde::{Serialize, Serializer};
use std::io::{self, BufWriter, Write};

/// Bytes that are written at a time.
const BUFFER_BYTES: usize = 1 << 16;

/// A writer of rows.
pub(super) struct Rows<W: Write> {
    out: BufWriter<W>,
    has_headings: bool,
    /// The row in progress, kept to reuse memory.
    line: Vec<u8>,
}

impl<W: Write> Rows<W> {
    pub fn new(out: W) -> Self {
        Self { out: BufWriter::with_capacity(BUFFER_BYTES, out), has_headings: false, line: Vec::new() }
    }

    /// Writes the headings, unless they are written already.
    pub fn headings(&mut self, row: &impl Serialize) -> io::Result<()> {
        if self.has_headings {
            return Ok(());
        }
        self.has_headings = true;
        add(Part::Heading, row, &mut self.line)?;
        self.end_line()
    }

    /// Writes a row, the first below its headings. All rows must have the same fields.
    pub fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        self.headings(row)?;
        add(Part::Cell, row, &mut self.line)?;
        self.end_line()
    }

    /// Writes rows that begin alike and end alike. Every field stands in one of the three parts.
    pub fn alike<R: Serialize>(
        &mut self,
        before: &impl Serialize,
        rows: impl IntoIterator<Item = R>,
        after: &impl Serialize,
    ) -> io::Result<()> {
        let (mut begin, mut end) = (Vec::new(), Vec::new());
        add(Part::Cell, before, &mut begin)?;
        add(Part::Cell, after, &mut end)?;
        for row in rows {
            self.headings(&(before, &row, after))?;
            self.line.extend_from_slice(&begin);
            add(Part::Cell, &row, &mut self.line)?;
            self.line.extend_from_slice(&end);
            self.end_line()?;
        }
        Ok(())
    }

    /// Writes the buffered rest.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what may still be held back, and hands back where it was written to.
    pub fn into_inner(self) -> io::Result<W> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// Writes the row in progress, whose last cell needs no comma.
    fn end_line(&mut self) -> io::Result<()> {
        self.line.pop();
        self.line.push(b'\n');
        self.out.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }
}

/// Adds the cells of a row, or their headings, each with a comma after it.
fn add(part: Part, row: &impl Serialize, to: &mut Vec<u8>) -> io::Result<()> {
    row.serialize(&mut Line { text: to, part, name: String::new() }).map_err(io::Error::other)
}

/// A part of a row, or a JSON object, whose fields are only known at run time.
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Named<K, V>(
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<String, V>"))] pub Vec<(K, V)>,
);

impl<K, V> Named<K, V> {
    /// No fields.
    pub const fn none() -> Self {
        Self(Vec::new())
    }
}

impl<K: Serialize, V: Serialize> Serialize for Named<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(test)]
mod tests;
