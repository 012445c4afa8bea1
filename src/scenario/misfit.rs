//! Messages about values of the wrong kind: what is expected, and what to write.

use super::kind::FieldKind;
use crate::document::{Diagnostic, Node, Unread, did_you_mean};
use crate::time::{Duration, ParseDurationError};

/// The complaint about a value that is not of a kind.
pub fn misfit(node: Node<'_>, kind: FieldKind) -> Diagnostic {
    let head = node.head();
    let found = match (head, node.bracket()) {
        (Some(head), _) => head,
        (None, Some(b'[')) => "[",
        (None, Some(b'{')) => "{",
        (None, Some(_)) => "(",
        (None, None) => node.word(),
    };
    let what = match (node.key(), node.is_empty()) {
        (Some(field), true) => format!("`{field}` has no value"),
        (None, true) => format!("{} is missing here", kind.name()),
        (Some(field), false) => format!("`{field}` must be {}, not {}", kind.name(), described(found)),
        (None, false) => format!("this must be {}, not {}", kind.name(), described(found)),
    };
    node.wrong_head(what, kind.instead_of(found))
}

/// The complaint about a literal that can't be read as one of a kind.
pub fn unread(node: Node<'_>, kind: FieldKind, why: Unread) -> Diagnostic {
    match why {
        Unread::Other => misfit(node, kind),
        Unread::Escape => node.wrong(
            "this text has an unknown escape sequence",
            "write `\\\\` for a backslash, `\\\"` for a quotation mark; or a raw text: `r\"…\"`",
        ),
        Unread::Negative => {
            let field = field(node);
            let least = u8::from(field != "seed");
            node.wrong(format!("`{field}` can't be negative"), format!("write a whole number, at least {least}"))
        }
        Unread::TooLarge => {
            let (field, number) = (field(node), node.word());
            node.wrong(format!("{number} is too large for `{field}`"), greatest(node, field))
        }
    }
}

/// The field whose value is wrong: the node's own, or the nearest one around it.
fn field(node: Node<'_>) -> &str {
    std::iter::successors(Some(node), |node| node.parent()).find_map(Node::key).unwrap_or("number")
}

/// Advice about the largest whole number allowed.
fn greatest(node: Node<'_>, field: &str) -> &'static str {
    let of_master = node.parent().and_then(Node::key) == Some("master");
    match field {
        "count" if of_master => "there may be at most 1,000,000 masters",
        "count" => "there may be at most 10,000,000 opponents in all",
        "moves" => "a game has at most 1,000,000,000 moves",
        "seed" | "from" => "the largest number is 18446744073709551615",
        _ => "the largest number is 4294967295",
    }
}

/// The complaint about a text that is not a duration.
pub fn no_duration(node: Node<'_>, text: &str, why: &ParseDurationError) -> Diagnostic {
    use ParseDurationError::{NotANumber, TooFine, TooLong};
    match why {
        TooFine => {
            node.wrong("this is not a whole number of nanoseconds", "round it: the smallest unit of time is 1ns")
        }
        TooLong => node.wrong("this is longer than 584 years, the limit", "write a shorter time"),
        NotANumber(_) if text.starts_with('-') => {
            node.wrong("a duration can't be negative", format!("write \"{}\"", text.trim_start_matches('-')))
        }
        NotANumber(_) if text == "None" => node.wrong("\"None\" is not a duration", "write `None` without the quotes"),
        // The message says what to write after a semicolon.
        _ => {
            let message = why.to_string();
            let (what, help) = message.split_once("; ").unwrap_or((&message, ""));
            node.wrong(what, help)
        }
    }
}

/// The complaint about a name that is not a variant of the kind.
pub fn no_such_variant(node: Node<'_>, kind: FieldKind, names: impl Iterator<Item = &'static str>) -> Diagnostic {
    let found = node.head().unwrap_or_default();
    let value = node.text();
    let is_distribution = FieldKind::Distribution.variant(found).is_some() && value.len() < 60;
    let help = match kind {
        // Of which opponent the time would be, the reader can't know.
        FieldKind::Arrival if is_distribution => format!(
            "with `Every({value})` each comes so long after the one before; for given times write `At([…])`, for all \
             at once `AtStart`"
        ),
        FieldKind::Walk if is_distribution => format!("write `Between({value})` or `PerBoard({value})`"),
        FieldKind::Side => "write `Opponent` or `Master`".to_owned(),
        _ => did_you_mean(found, names.collect::<Vec<_>>(), kind.plural()),
    };
    node.wrong_head(format!("`{found}` is not {}", kind.name()), help)
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

/// Whether it is a curly quotation mark, as word processors insert.
fn is_curly_quote(found: &str) -> bool {
    found.starts_with(['“', '”', '„', '‘', '’'])
}

impl FieldKind {
    /// Advice on what to write, based on what was written.
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
