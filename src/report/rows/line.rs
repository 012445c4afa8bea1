//! One line of CSV, cell by cell: what a row serialises into.

use serde::ser::{self, Impossible};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

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
pub(super) enum Part {
    Heading,
    Cell,
    /// Nothing yet; this is the name of the next field.
    Name,
}

/// Writes one line, walking through the fields of a row.
pub(super) struct Line<'a> {
    pub text: &'a mut Vec<u8>,
    pub part: Part,
    /// The name of the current field, if headings are written.
    pub name: String,
}

type Done = Result<(), csv::Error>;

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
    fn write_plain(&mut self, value: impl Display) -> Done {
        if !matches!(self.part, Part::Cell) {
            self.write(&value.to_string());
            return Ok(());
        }
        write!(self.text, "{value},").map_err(ser::Error::custom)
    }
}

/// The text of a number as the standard library writes it, but in a fifth of the time; `None` if it would differ from
/// what `zmij` wrote.
fn usual(value: f64, text: &str) -> Option<&str> {
    if !value.is_finite() || text.contains('e') {
        return None;
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    let decimals = text.find('.').map_or(0, |point| text[point + 1..].len());
    // The binary digits after the point. With one more than decimals, the value lies in the middle between two texts,
    // of which the standard library takes the larger and `zmij` the even one.
    let (exponent, fraction) = (value.to_bits() >> 52 & 0x7ff, value.to_bits() & ((1 << 52) - 1));
    let mantissa = if exponent > 0 { fraction | 1 << 52 } else { fraction };
    let places = 1075 - exponent.max(1).cast_signed() - i64::from(mantissa.trailing_zeros());
    (i64::try_from(decimals).ok()? != places - 1).then_some(text)
}

/// Values that are written as their text.
macro_rules! texts {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Done {
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

    fn serialize_f64(self, value: f64) -> Done {
        let mut buffer = zmij::Buffer::new();
        let Some(text) = usual(value, buffer.format(value)).filter(|_| matches!(self.part, Part::Cell)) else {
            return self.write_plain(value);
        };
        self.text.extend_from_slice(text.as_bytes());
        self.text.push(b',');
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.write(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Done {
        self.write(&inert(text));
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(ser::Error::custom("bytes do not fit into a cell"))
    }

    fn serialize_none(self) -> Done {
        match self.part {
            Part::Cell => self.text.push(b','),
            _ => self.write(""),
        }
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.write("");
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Done {
        self.write(name);
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.write(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Done {
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

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                value.serialize(&mut **self)
            }

            fn end(self) -> Done {
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

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        if matches!(self.part, Part::Heading) {
            name.clone_into(&mut self.name);
        }
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        Ok(())
    }
}

impl ser::SerializeMap for &mut Line<'_> {
    type Ok = ();
    type Error = csv::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Done {
        if matches!(self.part, Part::Cell) {
            return Ok(());
        }
        let part = std::mem::replace(&mut self.part, Part::Name);
        name.serialize(&mut **self)?;
        self.part = part;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        Ok(())
    }
}
