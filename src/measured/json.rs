//! JSON: how a file of it is known by its keys, and where something in it is wrong.

use super::Source;
use crate::document::{Diagnostic, Place};
use serde::Deserialize;

/// Whether a text begins as JSON, and names all of these keys. The end may be missing.
pub fn has_keys(head: &str, keys: &[&str]) -> bool {
    let begins = head.trim_start();
    let is_json = begins.starts_with('{')
        || begins.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', '[']));
    is_json && keys.iter().all(|key| has_key(head, key))
}

/// Whether `"key":` stands in a text.
fn has_key(head: &str, key: &str) -> bool {
    let is_quoted = |at: usize| {
        head[..at].ends_with('"')
            && head[at + key.len()..].strip_prefix('"').is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    head.match_indices(key).any(|(at, _)| is_quoted(at))
}

/// A whole file as one value.
///
/// # Errors
/// If it is broken, or not of this shape.
pub fn whole<'t, T: Deserialize<'t>>(source: Source<'t>) -> Result<T, Diagnostic> {
    serde_json::from_str(source.text).map_err(|error| broken(source, 0, &error))
}

/// All values of a file that holds one after the other, such as one a line.
pub fn each<'t, T: Deserialize<'t> + 't>(source: Source<'t>) -> impl Iterator<Item = Result<T, Diagnostic>> + 't {
    let values = serde_json::Deserializer::from_str(source.text).into_iter();
    values.map(move |value| value.map_err(|error| broken(source, 0, &error)))
}

/// What is wrong, and where, in a text that was read from this byte on.
pub fn broken(source: Source<'_>, from: usize, error: &serde_json::Error) -> Diagnostic {
    let Source { file, text, .. } = source;
    let before = text[from..].split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let line = text[from + before..].lines().next().unwrap_or("");
    let at = line.floor_char_boundary(error.column().saturating_sub(1));
    let end = line[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    let help = if error.is_data() {
        "this is not what the tool writes here: is the file whole and unchanged?"
    } else {
        "the file may be cut off, or changed by hand"
    };
    let start = from + before;
    Diagnostic::new(format!("can't read this as JSON: {what}"))
        .at(Place::in_text(file, text, start + at..start + end))
        .help(help)
}
