//! Quotation marks around durations and texts, which are hard to write in a shell, may be left out of settings.

use crate::document::{Node, quoted};
use crate::scenario::kind::FieldKind;

/// The text that replaces a value as written.
pub struct Spelt {
    /// The value in the scenario's notation.
    pub text: String,
    /// Where quotation marks were added; `None` if anything else was changed.
    pub quotes: Option<Vec<usize>>,
}

/// A value of kind text: all of it, unless it is quoted already.
pub fn quoted_text(written: &str) -> Spelt {
    let is_quoted = written.starts_with(['"', '\'']) || written.starts_with("r\"") || written.starts_with("r#");
    if is_quoted || written == "None" || written.starts_with("Some(") {
        return Spelt { text: written.to_owned(), quotes: Some(Vec::new()) };
    }
    let text = quoted(written);
    let quotes = (text.len() == written.len() + 2).then(|| vec![0, text.len() - 1]);
    Spelt { text, quotes }
}

/// A value, with quotation marks around durations and names where they are missing; `None` if none are missing.
pub fn quoted_parts(node: Node<'_>) -> Option<Spelt> {
    let (whole, all) = (node.span(), node.word());
    let (mut text, mut quotes, mut taken) = (String::new(), Vec::new(), 0);
    for leaf in node.leaves().into_iter().filter(|leaf| lacks_quotes(*leaf)) {
        let span = leaf.span().start - whole.start..leaf.span().end - whole.start;
        text.push_str(&all[taken..span.start]);
        let first = text.len();
        text.extend(["\"", &all[span.clone()], "\""]);
        quotes.extend([first, text.len() - 1]);
        taken = span.end;
    }
    text.push_str(&all[taken..]);
    (!quotes.is_empty()).then_some(Spelt { text, quotes: Some(quotes) })
}

/// A plain number stays as it is: the reader reports the missing unit.
fn lacks_quotes(leaf: Node<'_>) -> bool {
    let value = leaf.word();
    let begins_a_duration = value.starts_with(|c: char| c.is_ascii_digit()) && value.parse::<f64>().is_err();
    let begins_a_name = value.starts_with(char::is_alphabetic) && value != "None" && !value.contains('"');
    match (begins_a_duration, begins_a_name) {
        (true, _) => FieldKind::of(leaf) == Some(FieldKind::Duration),
        (_, true) => FieldKind::of(leaf) == Some(FieldKind::Text),
        _ => false,
    }
}
