//! The shape of a law file: which fields there are, with the places of their texts. What they mean is for `load`.

use super::problem::Problems;
use crate::scenario::did_you_mean;
use ron::extensions::Extensions;
use ron::value::RawValue;
use ron::{Error, Options};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::ops::Range;

/// The fields of `Law(…)`, each as it is written.
#[derive(Deserialize)]
#[serde(rename = "Law", deny_unknown_fields)]
pub struct LawText<'a> {
    #[serde(borrow)]
    pub title: &'a RawValue,
    #[serde(borrow)]
    pub template: &'a RawValue,
    #[serde(borrow, default)]
    pub variables: Entries<'a>,
    #[serde(borrow, default)]
    pub given: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub definitions: Entries<'a>,
    #[serde(borrow)]
    pub claims: Vec<&'a RawValue>,
}

/// The entries of a map, in the order of the text.
#[derive(Default)]
pub struct Entries<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map such as { \"N\": \"opponents[0].count = 1..40\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// A text in quotes, and where it stands.
#[derive(Clone, Debug)]
pub struct Text {
    /// What it says.
    pub value: String,
    /// Where it stands, with its quotes, in bytes.
    pub span: Range<usize>,
    /// Where its first character stands; `None` if it holds escapes, so that places in it are not places in the file.
    inside: Option<usize>,
}

impl Text {
    /// Where a part of the value stands in the file.
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        self.inside.map_or_else(|| self.span.clone(), |inside| inside + part.start..inside + part.end)
    }
}

/// A law file's text.
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// Where a part of the text stands.
    pub fn span(&self, part: &RawValue) -> Range<usize> {
        let part = part.trim().get_ron();
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        start..start + part.len()
    }

    /// The text in quotes that stands there, or a complaint that `what` should be one.
    pub fn quoted(&self, part: &RawValue, what: &str, problems: &mut Problems) -> Option<Text> {
        let (span, raw) = (self.span(part), part.trim().get_ron());
        let Ok(value) = ron::from_str::<String>(raw) else {
            problems.at(span, format!("{what} is a text in quotes"), format!("write {what} between quotation marks"));
            return None;
        };
        let opening = raw.find('"').map_or(0, |quote| quote + 1);
        let plain = raw.starts_with('r') || !raw.contains('\\');
        Some(Text { inside: plain.then_some(span.start + opening), value, span })
    }

    /// The laws in the file: one, or a list of them.
    pub fn laws(&self, problems: &mut Problems) -> Vec<LawText<'a>> {
        let Some(whole) = Self::read::<&RawValue>(self.text, 0, problems) else { return Vec::new() };
        let parts = if whole.trim().get_ron().starts_with('[') {
            Self::read::<Vec<&'a RawValue>>(self.text, 0, problems).unwrap_or_default()
        } else {
            vec![whole]
        };
        let law = |part: &'a RawValue| {
            let text = part.trim().get_ron();
            Self::read(text, self.span(part).start, problems)
        };
        parts.into_iter().filter_map(law).collect()
    }

    /// Reads `part`, which begins at byte `at` of the file.
    fn read<T: Deserialize<'a>>(part: &'a str, at: usize, problems: &mut Problems) -> Option<T> {
        let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        match options.from_str(part) {
            Ok(value) => Some(value),
            Err(error) => {
                let [start, end] =
                    [&error.span.start, &error.span.end].map(|place| offset(part, place.line, place.col));
                let start =
                    if start < end { start } else { part[..end].char_indices().last().map_or(0, |last| last.0) };
                let (what, help) = explained(&error.code);
                problems.at(at + start..at + end.max(start), what, help);
                None
            }
        }
    }
}

/// The byte at line and column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start.min(text.len()) + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// The reader's complaint in our own words.
fn explained(code: &Error) -> (String, String) {
    let example = |field: &str| match field {
        "title" => "title: \"The lap\"",
        "template" => "template: \"evening.ron\"",
        _ => "claims: [\"makespan <= 2h\"]",
    };
    match code {
        Error::NoSuchStructField { expected, found, .. } => {
            (format!("a law has no field `{found}`"), did_you_mean(found, expected.iter().copied(), "fields"))
        }
        Error::MissingStructField { field, .. } => {
            (format!("this law has no `{field}`"), format!("write `{}`", example(field)))
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("`{field}` stands here for the second time"), "keep one of them".to_owned())
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            let help = if found == "Scenario" {
                "play a scenario with `zeitnot run`; a law is `Law(…)`"
            } else {
                "write `Law(…)`"
            };
            (format!("this is `{found}`, not a law"), help.to_owned())
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => (
            "this is not a law".to_owned(),
            "write `Law(title: …, template: …, claims: […])`, or a list of them".to_owned(),
        ),
        Error::ExpectedArray => (
            "claims stand in a list".to_owned(),
            "write them in square brackets: `claims: [\"makespan <= 2h\"]`".to_owned(),
        ),
        Error::ExpectedMap => {
            let help = "write pairs in curly brackets: `{ \"N\": \"opponents[0].count = 1..40\" }`";
            ("this is not a map".to_owned(), help.to_owned())
        }
        Error::Eof => ("the file ends too early".to_owned(), "close what is open: brackets, quotes".to_owned()),
        Error::TrailingCharacters => (
            "this stands behind the end of the law".to_owned(),
            "several laws stand in a list: `[Law(…), Law(…)]`".to_owned(),
        ),
        other => (format!("this can't be read: {}", lower(&other.to_string())), String::new()),
    }
}

/// As part of a sentence.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
