//! The parser's errors in plain words.
//!
//! The parser says which rule was broken and where; [`super::kind`] says what was wanted there; and the
//! text says what stands there instead. Of the three a message is made that a newcomer understands.

mod misfit;

use super::forms::write_one_of;
use super::kind::Kind;
use super::outline::{EntryId, Outline};
use super::suggest;
use crate::time::Duration;
use ron::Error;
use std::ops::Range;

/// What is wrong, where, and what to write instead.
pub struct Wording {
    pub what: String,
    pub help: String,
    pub span: Range<usize>,
}

/// What a parser's error is about.
pub struct Scene<'a> {
    pub outline: &'a Outline<'a>,
    pub text: &'a str,
    /// The byte at which something is wrong.
    pub at: usize,
    /// The entry around it.
    pub entry: EntryId,
}

impl Scene<'_> {
    /// Puts `code` in plain words.
    pub fn wording(&self, code: &Error) -> Wording {
        if let Some(span) = self.hash() {
            let (what, help) = ("`#` does not begin a comment here", "begin it with two slashes: `//`");
            return Wording { what: what.to_owned(), help: help.to_owned(), span };
        }
        match code {
            Error::NoSuchStructField { expected, found, outer } => {
                self.no_such_field(found, expected, outer.as_deref())
            }
            Error::NoSuchEnumVariant { expected, found, .. } => self.no_such_variant(found, expected),
            Error::DuplicateStructField { field, .. } => {
                self.about_the_key(format!("`{field}` is given twice"), "remove one of the two".to_owned())
            }
            Error::MissingStructField { field, .. } => self.incomplete(format!("`{field}` is missing")),
            Error::ExpectedDifferentLength { .. } => self.incomplete("a value is missing".to_owned()),
            Error::ExpectedStructLike if self.variant().is_some() && self.outline.bracket(self.entry).is_none() => {
                let name = self.variant().unwrap_or_default();
                self.incomplete(format!("`{name}` needs its parameters"))
            }
            Error::ExpectedDifferentStructName { expected, found } if *expected == "Scenario" && found == "Study" => {
                self.here("this is a study, not a scenario", "carry it out with `zeitnot study`")
            }
            Error::ExpectedDifferentStructName { expected, found } if *expected == "Scenario" && found == "Law" => {
                self.here("this is a law, not a scenario", "test it with `zeitnot check`")
            }
            Error::ExpectedDifferentStructName { expected, found } => Wording {
                what: format!("`{found}` does not belong here"),
                help: format!("write `{expected}(…)`, or leave the name out: `(…)`"),
                span: self.word(),
            },
            Error::Message(message) => self.unfit_text(message),
            Error::IntegerOutOfBounds => self.out_of_bounds(),
            Error::InvalidEscape(_) => self.here(
                "this text has a backslash that means nothing",
                "write `\\\\` for a backslash, `\\\"` for a quotation mark; or a raw text: `r\"…\"`",
            ),
            Error::ExpectedMapColon => self.no_colon(),
            Error::TrailingCharacters => self
                .here("the scenario has ended, but here something follows", "remove it, or move it into the scenario"),
            Error::ExceededRecursionLimit => {
                self.here("nested too deep", "distributions may be nested at most 32 deep")
            }
            Error::ExpectedOptionEnd => {
                self.here("`Some` takes exactly one value", "write the value alone, without `Some`")
            }
            Error::NoSuchExtension(name) => {
                self.here(&format!("there is no extension `{name}`"), "remove the line `#![enable(…)]`")
            }
            Error::ExpectedComma | Error::ExpectedStructLikeEnd | Error::ExpectedArrayEnd => self.unseparated(),
            _ => self.misfit(),
        }
    }

    /// The `#` of who takes this for a language in which it begins a comment.
    fn hash(&self) -> Option<Range<usize>> {
        let before_the_word = self.text[..self.word().start].trim_end().len().checked_sub(1)?;
        let is_hash = |at: &usize| self.text.as_bytes().get(*at) == Some(&b'#');
        [self.at, before_the_word].into_iter().find(is_hash).map(|at| at..at + 1)
    }

    /// The field whose value is wrong: the entry's, or that of the nearest around it.
    fn field(&self) -> Option<&str> {
        let mut id = self.entry;
        loop {
            if let Some(key) = self.outline.key(id) {
                return Some(key);
            }
            id = self.outline.parent(id)?;
        }
    }

    fn expected(&self) -> Option<Kind> {
        Kind::expected(self.outline, self.entry)
    }

    /// The word with which the value begins, unless it is only a wrapping.
    fn variant(&self) -> Option<&str> {
        self.outline.head(self.entry).filter(|&head| head != "Some")
    }

    fn is_bare_some(&self) -> bool {
        self.outline.head(self.entry) == Some("Some") && self.outline.bracket(self.entry).is_none()
    }

    /// The whole token at the place.
    fn word(&self) -> Range<usize> {
        super::scanner::token_at(self.text, self.outline.whole(self.entry).start, self.at)
    }

    fn here(&self, what: &str, help: &str) -> Wording {
        Wording { what: what.to_owned(), help: help.to_owned(), span: self.word() }
    }

    fn about_the_key(&self, what: String, help: String) -> Wording {
        let span = self.outline.key_span(self.entry).unwrap_or_else(|| self.word());
        Wording { what, help, span }
    }

    fn no_such_field(&self, found: &str, expected: &[&str], outer: Option<&str>) -> Wording {
        let what = match outer {
            Some("Master") => format!("a master has no field `{found}`"),
            Some("Opponent") => format!("a group of opponents has no field `{found}`"),
            Some("Scenario") => format!("a scenario has no field `{found}`"),
            Some(variant) => format!("`{variant}` has no parameter `{found}`"),
            None => format!("there is no field `{found}` here"),
        };
        // `scale_s` is for scenarios that are written by the program; no need to offer it to people.
        let offered = expected.iter().copied().filter(|&field| field != "scale_s");
        let help = suggest::one_of(
            found,
            offered,
            if matches!(outer, Some("Master" | "Opponent" | "Scenario")) { "fields" } else { "parameters" },
        );
        self.about_the_key(what, help)
    }

    fn no_such_variant(&self, found: &str, expected: &[&str]) -> Wording {
        let kind = self.expected();
        let what = match kind {
            Some(kind) => format!("`{found}` is not {}", kind.name()),
            None => format!("`{found}` is unknown here"),
        };
        let value = self.outline.slice(self.outline.value(self.entry)).trim();
        let is_distribution = !Kind::Distribution.spellings(found).is_empty() && value.len() < 60;
        let help = match kind {
            Some(Kind::Arrival) if is_distribution => format!("write `Every({value})`"),
            Some(Kind::Walk) if is_distribution => format!("write `Between({value})` or `PerBoard({value})`"),
            Some(Kind::Side) => "write `Opponent` or `Master`".to_owned(),
            _ => suggest::one_of(found, expected.iter().copied(), kind.map_or("choices", Kind::plural)),
        };
        let span = self.outline.head_span(self.entry).unwrap_or_else(|| self.word());
        Wording { what, help, span }
    }

    /// The entry lacks something.
    fn incomplete(&self, what: String) -> Wording {
        let kind = self.expected();
        let spellings = kind.zip(self.variant()).map_or(&[][..], |(kind, variant)| kind.spellings(variant));
        let help = match (spellings, kind) {
            ([], Some(kind)) => format!("write, for example, `{}`", kind.example()),
            ([], None) => String::new(),
            _ => write_one_of(spellings),
        };
        let what = match self.variant() {
            Some(variant) if !what.contains(variant) => format!("{what} in `{variant}`"),
            _ => what,
        };
        Wording { what, help, span: self.outline.value(self.entry) }
    }

    fn no_colon(&self) -> Wording {
        let field = self.outline.head(self.entry).unwrap_or("field");
        match &self.text[self.word()] {
            "=" => self.here("a field and its value are joined by a colon", &format!("write `{field}: …`")),
            _ => self.here("a field needs a colon and a value", &format!("write `{field}: …`")),
        }
    }

    /// A text that is not a duration.
    fn unfit_text(&self, message: &str) -> Wording {
        use crate::time::ParseDurationError::{NotANumber, TooFine, TooLong};
        let bare = self.text[self.word()].trim_matches('"');
        match bare.parse::<Duration>() {
            Err(TooFine) => {
                self.here("this is not a whole number of nanoseconds", "round it; time is no finer than 1ns")
            }
            Err(TooLong) => {
                self.here("this is longer than time itself, which ends after 584 years", "write a shorter time")
            }
            Err(NotANumber(_)) if bare.starts_with('-') => {
                self.here("a duration can't be negative", &format!("write \"{}\"", bare.trim_start_matches('-')))
            }
            Err(NotANumber(_)) if bare == "None" => {
                self.here("\"None\" is no duration", "write `None` without the quotes")
            }
            // The message says what to write after a semicolon.
            _ => match message.split_once("; ") {
                Some((what, help)) => self.here(what, help),
                None => self.here(message, ""),
            },
        }
    }

    fn out_of_bounds(&self) -> Wording {
        let number = &self.text[self.word()];
        let field = self.field().unwrap_or("number");
        if number.starts_with('-') {
            let least = u8::from(field != "seed");
            return self
                .here(&format!("`{field}` can't be negative"), &format!("write a whole number from {least} up"));
        }
        let of_master = self.outline.parent(self.entry).and_then(|parent| self.outline.key(parent)) == Some("master");
        let limit = match field {
            "count" if of_master => "there may be at most 1,000,000 masters",
            "count" => "there may be at most 10,000,000 opponents in all",
            "moves" => "a game has at most 1,000,000,000 moves",
            "seed" | "from" => "the greatest number is 18446744073709551615",
            _ => "the greatest number is 4294967295",
        };
        self.here(&format!("{number} is too large for `{field}`"), limit)
    }

    /// Two things where one should stand, or one thing that is only half understood.
    fn unseparated(&self) -> Wording {
        let word = self.word();
        if word.start < self.at {
            // In the middle of a word: `12.5` where 12 was taken and `.5` was too much.
            return self.misfit();
        }
        let slice = &self.text[word.clone()];
        match self.variant() {
            Some(variant) if slice == "(" => Wording {
                what: format!("`{variant}` takes no parameters"),
                help: format!("write `{variant}`"),
                span: self.outline.value(self.entry),
            },
            _ => match self.outline.parent(self.entry).and_then(|parent| self.outline.head(parent)) {
                Some(variant) if self.begins_the_entry() => self.parameters_of(variant, "has too many parameters"),
                _ => self.here(&format!("a comma is missing before `{slice}`"), "separate fields and values by commas"),
            },
        }
    }

    fn begins_the_entry(&self) -> bool {
        self.outline.whole(self.entry).start == self.word().start
    }

    fn parameters_of(&self, variant: &str, trouble: &str) -> Wording {
        let kind = self.outline.parent(self.entry).and_then(|parent| Kind::expected(self.outline, parent));
        let spellings = kind.map_or(&[][..], |kind| kind.spellings(variant));
        let help = if spellings.is_empty() { String::new() } else { write_one_of(spellings) };
        self.here(&format!("`{variant}` {trouble}"), &help)
    }
}
