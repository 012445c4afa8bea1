//! What a shell makes hard to write may be left out of settings: the quotation marks around durations and texts.

use super::kind::Kind;
use super::outline::{EntryId, Outline};
use super::write;

/// What is to stand in the text for a value that was written.
pub struct Spelt {
    /// The value in the scenario's notation.
    pub text: String,
    /// Where in it quotation marks were added; `None` if more was changed than that.
    pub quotes: Option<Vec<usize>>,
}

/// A value of kind text: all of it, unless it is quoted already.
pub fn quoted_text(written: &str) -> Spelt {
    let is_quoted = written.starts_with(['"', '\'']) || written.starts_with("r\"") || written.starts_with("r#");
    if is_quoted || written == "None" || written.starts_with("Some(") {
        return Spelt { text: written.to_owned(), quotes: Some(Vec::new()) };
    }
    let text = write::text(written);
    let quotes = (text.len() == written.len() + 2).then(|| vec![0, text.len() - 1]);
    Spelt { text, quotes }
}

/// The value of an entry, with quotation marks around durations and names where they are missing.
pub fn quoted_parts(outline: &Outline<'_>, entry: EntryId) -> Spelt {
    let whole = outline.value(entry);
    let mut spelt = Spelt { text: String::new(), quotes: Some(Vec::new()) };
    let mut taken = whole.start;
    for leaf in leaves(outline, entry) {
        let span = outline.value(leaf);
        if !lacks_quotes(Kind::expected(outline, leaf), outline.slice(span.clone())) {
            continue;
        }
        spelt.text.push_str(outline.slice(taken..span.start));
        let first = spelt.text.len();
        spelt.text.extend(["\"", outline.slice(span.clone()), "\""]);
        spelt.quotes.get_or_insert_default().extend([first, spelt.text.len() - 1]);
        taken = span.end;
    }
    spelt.text.push_str(outline.slice(taken..whole.end));
    spelt
}

/// The entries below this one, or itself, that have no parts; in the order of the text.
pub fn leaves(outline: &Outline<'_>, entry: EntryId) -> Vec<EntryId> {
    let (mut found, mut open) = (Vec::new(), vec![entry]);
    while let Some(next) = open.pop() {
        if outline.bracket(next).is_none() {
            found.push(next);
        }
        let before = open.len();
        open.extend(outline.children(next));
        open[before..].reverse();
    }
    found
}

/// A plain number is left alone: that it lacks its unit is for the reader to say.
fn lacks_quotes(kind: Option<Kind>, value: &str) -> bool {
    let begins_a_duration = value.starts_with(|c: char| c.is_ascii_digit()) && value.parse::<f64>().is_err();
    let begins_a_name = value.starts_with(char::is_alphabetic) && value != "None" && !value.contains('"');
    (kind == Some(Kind::Duration) && begins_a_duration) || (kind == Some(Kind::Text) && begins_a_name)
}
