//! A file that is a record of named values, such as `Study(scenario: "evening.ron", vary: ["boards=5..12"])`: its fields
//! with their places, so that whoever gives them a meaning can say where something is wrong.

use super::diagnostic::{Diagnostic, Diagnostics, Place};
use super::draft::Draft;
use super::outline::{EntryId, Outline};
use super::{parse, source, suggest};
use std::ops::Range;
use std::path::Path;

/// A record's text.
#[derive(Clone, Debug)]
pub struct Record {
    draft: Draft,
}

/// A value of a record, or an element of one, at its place.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    draft: &'a Draft,
    outline: &'a Outline<'a>,
    entry: EntryId,
}

impl Record {
    /// The record in the file at `path`.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn read(path: &Path) -> Result<Self, Diagnostics> {
        let text = source::read(path)?;
        Ok(Self::from_text(&path.to_string_lossy(), &text))
    }

    /// The record in `text`, which messages call `name`.
    #[must_use]
    pub fn from_text(name: &str, text: &str) -> Self {
        Self { draft: Draft::new(name, text) }
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.draft.name
    }

    /// Gives `each` the fields of the record, which is called `head` and may have these `fields`, and collects what that
    /// complains about.
    ///
    /// # Errors
    /// All complaints; also those about fields that there are none of, or twice, and about what is no such record.
    pub fn fields(
        &self,
        head: &str,
        fields: &[&str],
        mut each: impl FnMut(&str, Item<'_>) -> Result<(), Vec<Diagnostic>>,
    ) -> Result<(), Diagnostics> {
        let outline = Outline::new(self.draft.text()).map_err(|broken| parse::broken_outline(&self.draft, &broken))?;
        let root = self.root(&outline, head)?;
        let (mut wrong, mut seen) = (Vec::new(), Vec::new());
        for entry in outline.children(root) {
            let item = Item { draft: &self.draft, outline: &outline, entry };
            match outline.key(entry) {
                None => wrong
                    .push(item.wrong("here a field is expected", format!("write, for example, `{}: …`", fields[0]))),
                Some(key) if !fields.contains(&key) => {
                    let what = format!("a {} has no field `{key}`", head.to_lowercase());
                    let place = self.draft.place(outline.key_span(entry).unwrap_or_default());
                    wrong.push(Diagnostic::new(what).at(place).help(suggest::one_of(
                        key,
                        fields.iter().copied(),
                        "fields",
                    )));
                }
                Some(key) if seen.contains(&key) => {
                    wrong.push(item.wrong(format!("`{key}` is given twice"), "remove one of the two"));
                }
                Some(key) if outline.value(entry).is_empty() => {
                    wrong.push(item.wrong(format!("`{key}` has no value"), "write one, or remove the field"));
                }
                Some(key) => {
                    seen.push(key);
                    wrong.extend(each(key, item).err().unwrap_or_default());
                }
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(Diagnostics::new(wrong)) }
    }

    /// The outermost value, which must be a record.
    fn root(&self, outline: &Outline<'_>, head: &str) -> Result<EntryId, Diagnostic> {
        let help = format!("write `{head}(…)`");
        let [root] = outline.roots()[..] else {
            let what = if outline.root().is_none() { "is empty" } else { "holds more than one value" };
            return Err(Diagnostic::new(format!("`{}` {what}", self.draft.name)).help(help));
        };
        let is_record = outline.bracket(root) == Some(b'(') && outline.head(root).is_none_or(|found| found == head);
        if is_record && outline.key(root).is_none() {
            return Ok(root);
        }
        let place = self.draft.place(outline.head_span(root).unwrap_or_else(|| outline.value(root)));
        Err(Diagnostic::new(format!("this is no {}", head.to_lowercase())).at(place).help(help))
    }
}

impl<'a> Item<'a> {
    /// A complaint about it.
    #[must_use]
    pub fn wrong(&self, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(what).at(self.place()).help(help)
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.draft.place(self.outline.whole(self.entry))
    }

    /// A complaint about the bytes `span` of the [text](Item::text) that it holds.
    #[must_use]
    pub fn wrong_within(&self, span: &Range<usize>, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(what).at(self.place_within(span)).help(help)
    }

    /// Where the bytes `span` of the [text](Item::text) stand that it holds; all of it, where something is escaped, so that
    /// places in the text are not those in the file.
    #[must_use]
    pub fn place_within(&self, span: &Range<usize>) -> Place {
        let inner = self.source().trim_matches('"');
        if self.text().is_ok_and(|text| text == inner) && !self.source().starts_with('r') {
            let start = self.outline.value(self.entry).start + 1;
            return self.draft.place(start + span.start..start + span.end);
        }
        self.place()
    }

    /// What is written.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.outline.slice(self.outline.value(self.entry))
    }

    /// The text that it is, without quotation marks.
    ///
    /// # Errors
    /// If it is none.
    pub fn text(&self) -> Result<String, Diagnostic> {
        let instead = format!("write it in quotation marks: \"{}\"", self.source().replace('"', ""));
        ron::from_str(self.source()).map_err(|_| self.wrong("this must be a text", instead))
    }

    /// The list that it is; a single value is a list of one.
    #[must_use]
    pub fn list(&self) -> Vec<Self> {
        if self.outline.bracket(self.entry) != Some(b'[') {
            return vec![*self];
        }
        self.outline.children(self.entry).map(|entry| Self { entry, ..*self }).collect()
    }

    /// The value that it is, of a type that is a single word: a number, `true`.
    ///
    /// # Errors
    /// If it is none; `what` says what it must be.
    pub fn word<T: std::str::FromStr>(&self, what: &str, instead: &str) -> Result<T, Diagnostic> {
        self.source().parse().map_err(|_| self.wrong(format!("this must be {what}, not `{}`", self.source()), instead))
    }

    /// The record inside this one that begins with `head`: its text, with blanks for all that is around it, so that places
    /// in it are places in the file. `None` if it is something else.
    #[must_use]
    pub fn record(&self, head: &str) -> Option<String> {
        if self.outline.head(self.entry) != Some(head) {
            return None;
        }
        let (text, value) = (self.draft.text(), self.outline.value(self.entry));
        let blank = |part: &str| part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
        Some(blank(&text[..value.start]) + &text[value])
    }
}
