//! A value of another kind than wanted, in plain words: what should stand there, and what to write.

use super::super::kind::Kind;
use super::{Scene, Wording};
use crate::time::Duration;

impl Scene<'_> {
    /// A value of another kind than wanted.
    pub(super) fn misfit(&self) -> Wording {
        if let Some(variant) = self.outline.parent(self.entry).and_then(|parent| self.outline.head(parent)) {
            let named = self.outline.key(self.entry).is_some();
            if named && self.begins_the_entry() {
                return self.parameters_of(variant, "takes its parameters without names");
            }
            if !named && self.expected().is_none() {
                return self.parameters_of(variant, "takes its parameters by name");
            }
        }
        let word = self.word();
        let found = &self.text[word.clone()];
        if let Some(span) = self.outline.head_span(self.entry).filter(|_| self.is_bare_some()) {
            let what = "`Some` needs its value in round brackets".to_owned();
            return Wording { what, help: "write the value alone, without `Some`".to_owned(), span };
        }
        if found == "," && !self.outline.value(self.entry).is_empty() {
            return self.here("there is nothing before this comma", "remove the comma, or write what is missing");
        }
        let Some(kind) = self.expected() else {
            return self.here("this does not belong here", "");
        };
        let what = match (self.outline.key(self.entry), found) {
            (Some(field), ")" | "]" | "," | "") => format!("`{field}` has no value"),
            (None, ")" | "]" | "," | "") => format!("{} is missing here", kind.name()),
            (Some(field), found) => format!("`{field}` must be {}, not {}", kind.name(), described(found)),
            (None, found) => format!("this must be {}, not {}", kind.name(), described(found)),
        };
        let span = if matches!(found, "(" | "[" | "{") { self.outline.value(self.entry) } else { word };
        Wording { what, help: kind.instead_of(found), span }
    }
}

/// A token in words.
fn described(found: &str) -> String {
    match found.as_bytes().first() {
        Some(b'"') => format!("the text {found}"),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') if found.parse::<f64>().is_ok() => format!("the number {found}"),
        Some(b'[') => "a list".to_owned(),
        Some(b'(') => "something in round brackets".to_owned(),
        Some(b'{') => "something in curly brackets".to_owned(),
        _ => format!("`{found}`"),
    }
}

/// A quotation mark as word processors make it.
fn is_curly_quote(found: &str) -> bool {
    found.starts_with(['“', '”', '„', '‘', '’'])
}

impl Kind {
    /// What to write, given what was written.
    fn instead_of(self, found: &str) -> String {
        let bare = found.trim_matches(['"', '\'']);
        let is_number = bare.parse::<f64>().is_ok();
        let is_duration = bare.parse::<Duration>().is_ok();
        match self {
            _ if is_curly_quote(found) => "write straight quotation marks: \" and \"".to_owned(),
            Self::Duration if found == bare && is_number && !bare.starts_with('-') => {
                format!("a duration needs a unit: write \"{bare}s\" for seconds")
            }
            Self::Duration if is_duration => format!("write it in quotes: \"{bare}\""),
            Self::Whole if found != bare && bare.parse::<u64>().is_ok() => format!("write {bare} without the quotes"),
            Self::Number if found != bare && is_number => format!("write {bare} without the quotes"),
            Self::Policy | Self::Side if found != bare => {
                format!("write it without the quotes, such as `{}`", self.example())
            }
            Self::Distribution if found == bare && is_number => format!("write `Constant(\"{bare}s\")`"),
            Self::Distribution if is_duration => format!("write `Constant(\"{bare}\")`"),
            Self::Arrival if found == "[" => "write `At([…])`, with one time for each opponent".to_owned(),
            Self::Moves if found.contains("..") => "for a range, write `Uniform(20, 40)`".to_owned(),
            Self::Moves if bare.parse::<u64>().is_ok() => format!("write `Exactly({bare})`"),
            Self::Text if found.starts_with(|c: char| c.is_alphanumeric() || c == '\'') => {
                format!("write it in double quotes: \"{bare}\"")
            }
            Self::Opponents if found == "(" => "put the group into square brackets: `[(…)]`".to_owned(),
            _ => format!("write, for example, `{}`", self.example()),
        }
    }
}
