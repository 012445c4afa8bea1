//! CSV from serialisable rows: headings are the names of the fields, so they always match the cells.
//!
//! Structs within a row are flattened: their fields take their place. So a row can contain the same struct that is an
//! object in the JSON output.

use serde::ser::{self, Impossible};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A writer of rows.
pub(super) struct Rows<W: Write> {
    writer: csv::Writer<W>,
    has_headings: bool,
    /// The text of a number, kept to reuse memory.
    number: String,
}

impl<W: Write> Rows<W> {
    pub fn new(out: W) -> Self {
        Self { writer: csv::Writer::from_writer(out), has_headings: false, number: String::new() }
    }

    /// Writes the headings, unless they are written already.
    pub fn headings(&mut self, row: &impl Serialize) -> io::Result<()> {
        if self.has_headings {
            return Ok(());
        }
        self.has_headings = true;
        self.line(Part::Heading, row)
    }

    /// Writes a row, the first below its headings. All rows must have the same fields.
    pub fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        self.headings(row)?;
        self.line(Part::Cell, row)
    }

    /// Writes the buffered rest.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Writes what may still be held back, and hands back where it was written to.
    pub fn into_inner(self) -> io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }

    fn line(&mut self, part: Part, row: &impl Serialize) -> io::Result<()> {
        let number = &mut self.number;
        row.serialize(&mut Line { writer: &mut self.writer, part, name: String::new(), number }).map_err(with_kind)?;
        self.writer.write_record(None::<&[u8]>).map_err(with_kind)
    }
}

/// The error of the stream; the crate's own conversion would hide that a pipe was closed.
fn with_kind(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
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
struct Line<'a, W: Write> {
    writer: &'a mut csv::Writer<W>,
    part: Part,
    /// The name of the current field.
    name: String,
    number: &'a mut String,
}

type Written = Result<(), csv::Error>;

impl<W: Write> Line<'_, W> {
    fn write(&mut self, text: &str) -> Written {
        match self.part {
            Part::Heading => self.writer.write_field(&*inert(&self.name)),
            Part::Cell => self.writer.write_field(text),
            Part::Name => {
                text.clone_into(&mut self.name);
                Ok(())
            }
        }
    }
}

/// Values that are written as their text.
macro_rules! texts {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Written {
            let mut text = std::mem::take(self.number);
            text.clear();
            let written = write!(text, "{value}").map_err(ser::Error::custom).and_then(|()| self.write(&text));
            *self.number = text;
            written
        })*
    };
}

impl<W: Write> Serializer for &mut Line<'_, W> {
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
        serialize_bool: bool, serialize_char: char,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64,
    }

    fn serialize_str(self, text: &str) -> Written {
        self.write(&inert(text))
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(ser::Error::custom("bytes do not fit into a cell"))
    }

    fn serialize_none(self) -> Written {
        self.write("")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.write("")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Written {
        self.write(name)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.write(variant)
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
        $(impl<W: Write> ser::$trait for &mut Line<'_, W> {
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

impl<W: Write> ser::SerializeStruct for &mut Line<'_, W> {
    type Ok = ();
    type Error = csv::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        name.clone_into(&mut self.name);
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        Ok(())
    }
}

impl<W: Write> ser::SerializeMap for &mut Line<'_, W> {
    type Ok = ();
    type Error = csv::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
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
