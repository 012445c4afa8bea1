//! CSV from serialisable rows: headings are the names of the fields, so they always match the cells.
//!
//! Structs within a row are flattened: their fields take their place. So a row can contain the same struct that is an
//! object in the JSON output.

use serde::ser::{self, Impossible};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::Display;
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

/// Adds a text, in quotation marks if it would else be taken for more than one cell.
fn add_text(text: &str, to: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        to.extend_from_slice(bytes);
        return;
    }
    to.push(b'"');
    for byte in bytes {
        to.extend_from_slice(if *byte == b'"' { b"\"\"" } else { std::slice::from_ref(byte) });
    }
    to.push(b'"');
}

/// A text that spreadsheets do not take for a formula: with an apostrophe before it if necessary. Numbers are
/// unchanged.
fn inert(text: &str) -> Cow<'_, str> {
    let looks_like_one = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if looks_like_one && text.parse::<f64>().is_err() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The part of a field that is written.
#[derive(Clone, Copy)]
enum Part {
    Heading,
    Cell,
    /// Nothing yet; this is the name of the next field.
    Name,
}

/// Writes one line, walking through the fields of a row.
struct Line<'a> {
    text: &'a mut Vec<u8>,
    part: Part,
    /// The name of the current field, if headings are written.
    name: String,
}

type Written = Result<(), csv::Error>;

impl Line<'_> {
    fn write(&mut self, text: &str) {
        match self.part {
            Part::Heading => add_text(&inert(&self.name), self.text),
            Part::Cell => add_text(text, self.text),
            Part::Name => return text.clone_into(&mut self.name),
        }
        self.text.push(b',');
    }

    /// The same for a text that needs no quotation marks.
    fn write_plain(&mut self, value: impl Display) -> Written {
        if !matches!(self.part, Part::Cell) {
            self.write(&value.to_string());
            return Ok(());
        }
        write!(self.text, "{value},").map_err(ser::Error::custom)
    }
}

/// Values that are written as their text.
macro_rules! texts {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Written {
            self.write_plain(value)
        })*
    };
}

impl Serializer for &mut Line<'_> {
    type Ok = ();
    type Error = csv::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), csv::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), csv::Error>;

    texts! {
        serialize_bool: bool,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32,
    }

    fn serialize_f64(self, value: f64) -> Written {
        // Many figures are whole, and writing them as such takes a fifth of the time.
        #[expect(clippy::cast_possible_truncation, reason = "it is whole, and not too large")]
        if value.fract() == 0.0 && value.abs() < 1e15 && !(value == 0.0 && value.is_sign_negative()) {
            return self.write_plain(value as i64);
        }
        self.write_plain(value)
    }

    fn serialize_char(self, value: char) -> Written {
        self.write(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Written {
        self.write(&inert(text));
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(ser::Error::custom("bytes do not fit into a cell"))
    }

    fn serialize_none(self) -> Written {
        self.write("");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.write("");
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Written {
        self.write(name);
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.write(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, csv::Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, csv::Error> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, csv::Error> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, csv::Error> {
        Err(ser::Error::custom(format_args!("{name} does not fit into a cell")))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, csv::Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, csv::Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, csv::Error> {
        Err(ser::Error::custom(format_args!("{name} does not fit into a cell")))
    }
}

/// Elements of a list are columns next to each other.
macro_rules! elements {
    ($($trait:ident: $method:ident,)*) => {
        $(impl ser::$trait for &mut Line<'_> {
            type Ok = ();
            type Error = csv::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                Ok(())
            }
        })*
    };
}

elements! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
}

impl ser::SerializeStruct for &mut Line<'_> {
    type Ok = ();
    type Error = csv::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        if matches!(self.part, Part::Heading) {
            name.clone_into(&mut self.name);
        }
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        Ok(())
    }
}

impl ser::SerializeMap for &mut Line<'_> {
    type Ok = ();
    type Error = csv::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        if matches!(self.part, Part::Cell) {
            return Ok(());
        }
        let part = std::mem::replace(&mut self.part, Part::Name);
        name.serialize(&mut **self)?;
        self.part = part;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        Ok(())
    }
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
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Inner {
        mean: f64,
        sd: Option<f64>,
    }

    #[derive(Serialize)]
    struct Row {
        name: &'static str,
        inner: Inner,
        settings: Named<String, u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        seed: Option<u64>,
        last: bool,
    }

    #[test]
    fn structs_and_maps_lie_flat_under_the_names_of_their_fields() {
        let row = |sd, seed| Row {
            name: "one, two",
            inner: Inner { mean: 9.0, sd },
            settings: Named(vec![("a.b".to_owned(), 1), ("c".to_owned(), u64::MAX)]),
            seed,
            last: true,
        };
        let text = |rows: &[Row]| {
            let mut out = Vec::new();
            let mut all = Rows::new(&mut out);
            for row in rows {
                all.row(row).unwrap();
            }
            all.finish().unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            text(&[row(None, None), row(Some(0.5), None)]),
            "name,mean,sd,a.b,c,last\n\"one, two\",9,,1,18446744073709551615,true\n\"one, two\",9,0.5,1,18446744073709551615,true\n"
        );
        assert!(text(&[row(None, Some(7))]).starts_with("name,mean,sd,a.b,c,seed,last\n"));
    }

    #[test]
    fn no_text_is_a_formula() {
        let mut out = Vec::new();
        let mut rows = Rows::new(&mut out);
        rows.row(&["=1+1", "-2.5", "+x", "-1e-9", "@a", "plain", "a=b"]).unwrap();
        rows.finish().unwrap();
        assert!(String::from_utf8(out).unwrap().ends_with("\n'=1+1,-2.5,'+x,-1e-9,'@a,plain,a=b\n"));
    }

    /// What the crate `csv` would write.
    #[test]
    fn cells_are_separate_whatever_they_hold() {
        let texts = ["", "plain", "a b", "a,b", "a\"b", "\"", "\"\"", "a\nb", "a\r", ",", "\n", "#", "\\", "é,ü", "'"];
        let numbers = [0.0, -0.0, 1.0, -2.0, 0.1, -1.5e-9, 1e15, -1e15, 999_999_999_999_999.0, 1e300, 5e-324];
        let (mut ours, mut theirs) = (Vec::new(), csv::Writer::from_writer(Vec::new()));
        let mut rows = Rows { has_headings: true, ..Rows::new(&mut ours) };
        rows.row(&(texts, numbers, u64::MAX, i64::MIN, true, ',')).unwrap();
        rows.alike(&("a,", 1), numbers, &("b", 2)).unwrap();
        rows.finish().unwrap();
        let all = numbers.iter().map(f64::to_string);
        let rest = [u64::MAX.to_string(), i64::MIN.to_string(), true.to_string(), ",".to_owned()];
        theirs.write_record(texts.iter().map(|text| (*text).to_owned()).chain(all.clone()).chain(rest)).unwrap();
        let alike = all.map(|number| ["a,".to_owned(), "1".to_owned(), number, "b".to_owned(), "2".to_owned()]);
        let mut lines = theirs.into_inner().unwrap();
        let mut theirs = csv::WriterBuilder::new().flexible(true).from_writer(&mut lines);
        alike.for_each(|record| theirs.write_record(record).unwrap());
        drop(theirs);
        assert_eq!(String::from_utf8(ours).unwrap(), String::from_utf8(lines).unwrap());
    }

    #[test]
    fn a_closed_pipe_is_known_as_one() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut rows = Rows::new(Closed);
        let error = (0..10_000).find_map(|_| rows.row(&["a row"]).err()).unwrap();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
