//! What-if: a scenario's text with another value at a path.
//!
//! The text stays as it is, comments and all, except for the one value. Whether the new text makes
//! sense is for [`super::Scenario::from_text`] to say.

use super::diagnostic::Diagnostic;
use super::outline::{EntryId, Outline};
use super::parse::broken_outline;
use super::path::Step;
use super::scanner::{Scanner, Token};
use super::suggest;

/// `text` with `value` (as RON) at `path`, such as `opponents[0].count` or `opponents.hobbyist.count`.
///
/// A field that the text leaves out is added.
///
/// ```
/// use zeitnot::scenario::with_value;
/// let text = r#"Scenario(opponents: [(name: "hobbyist", count: 12)])"#;
/// let text = with_value("evening.ron", text, "opponents.hobbyist.count", "30").unwrap();
/// let text = with_value("evening.ron", &text, "master.think", r#"Constant("5s")"#).unwrap();
/// assert_eq!(
///     text,
///     r#"Scenario(master: (think: Constant("5s")), opponents: [(name: "hobbyist", count: 30)])"#
/// );
/// ```
///
/// # Errors
/// If the brackets of the text (which messages call `name`) do not match, or nothing can be at the path.
pub fn with_value(name: &str, text: &str, path: &str, value: &str) -> Result<String, Diagnostic> {
    let outline = Outline::new(text).map_err(|broken| broken_outline(name, text, &broken))?;
    let nothing = || Diagnostic::new(format!("there is nothing at `{path}`"));
    let (entry, missing) = outline.follow(path).ok_or_else(nothing)?;
    if missing.is_empty() {
        let span = outline.value(entry);
        return Ok([&text[..span.start], value, &text[span.end..]].concat());
    }
    match (field_of(&missing, value), outline.bracket(entry)) {
        (Some(field), Some(b'(')) => Ok(inserted(&outline, text, entry, &field)),
        _ => Err(nothing().help(neighbours(&outline, entry, missing[0]))),
    }
}

/// `a: (b: value)` for the steps a and b; nothing if a step is no field.
fn field_of(steps: &[Step<'_>], value: &str) -> Option<String> {
    let (last, before) = steps.split_last()?;
    let innermost = |field| format!("{field}: {value}");
    before.iter().rev().try_fold(innermost(last.field()?), |inner, step| Some(format!("{}: ({inner})", step.field()?)))
}

/// The text with one more field at the beginning of the entry's brackets.
fn inserted(outline: &Outline<'_>, text: &str, entry: EntryId, field: &str) -> String {
    let value = outline.value(entry);
    let opening =
        Scanner::new(&text[value.clone()]).map_while(Result::ok).find(|(token, _)| *token == Token::Open(b'('));
    let after_bracket = opening.map_or(value.end, |(_, bracket)| value.start + bracket.end);
    let comma = if outline.children(entry).len() == 0 { "" } else { ", " };
    [&text[..after_bracket], field, comma, &text[after_bracket..]].concat()
}

/// The names that could have been meant.
fn neighbours(outline: &Outline<'_>, entry: EntryId, step: Step<'_>) -> String {
    let names: Vec<&str> = outline.names(entry).collect();
    match step {
        Step::Field(field) if !names.is_empty() => suggest::one_of(field, names, "names"),
        _ => match outline.children(entry).len() {
            0 => format!("`{}` has no parts", outline.slice(outline.value(entry))),
            count => format!("its parts are numbered from 0 to {}", count - 1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Scenario /* ( */ (\n    // twelve\n    opponents: [(name: \"club\", count: 12)],\n    visit: Cyclic,\n)";

    fn set(path: &str, value: &str) -> Result<String, String> {
        with_value("a.ron", TEXT, path, value).map_err(|error| error.message + "; " + &error.help.unwrap_or_default())
    }

    #[test]
    fn only_the_value_changes() {
        assert_eq!(set("visit", "FirstReady"), Ok(TEXT.replace("Cyclic", "FirstReady")));
        assert_eq!(set("opponents[0].count", "30"), Ok(TEXT.replace("12", "30")));
        assert_eq!(set("opponents.club.count", "30"), Ok(TEXT.replace("12", "30")));
    }

    #[test]
    fn what_is_left_out_is_added() {
        assert_eq!(set("seed", "7"), Ok(TEXT.replace("*/ (", "*/ (seed: 7, ")));
        assert_eq!(set("master.count", "2"), Ok(TEXT.replace("*/ (", "*/ (master: (count: 2), ")));
        assert_eq!(set("opponents.club.moves", "Endless"), Ok(TEXT.replace("(name", "(moves: Endless, name")));
    }

    #[test]
    fn a_path_to_nowhere_is_an_error() {
        let nowhere =
            |path: &str, help: &str| assert_eq!(set(path, "1"), Err(format!("there is nothing at `{path}`; {help}")));
        nowhere("opponents.clubs.count", "did you mean `club`?");
        nowhere("opponents[3].count", "its parts are numbered from 0 to 0");
        nowhere("visit.count", "`Cyclic` has no parts");
    }
}
