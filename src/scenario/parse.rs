//! From text to [`ScenarioText`]: the parser, asked again and again until all its complaints are known.
//!
//! The parser stops at the first error. So that one reading shows them all, the offending entry is then
//! blanked out by spaces, which leaves every other place where it was, and the parser is asked again.
//! What is wrong only because of the blanking is not reported.

use super::diagnostic::Diagnostic;
use super::draft::Draft;
use super::grammar::ScenarioText;
use super::outline::{Broken, EntryId, Outline};
use super::scanner::{self, Unclosed};
use super::wording::Scene;
use ron::error::Position;
use ron::{Error, Options, extensions::Extensions};
use std::ops::Range;

/// After so many errors the rest of the file is left unread.
const MAX_ERRORS: usize = 20;
/// How many bytes may be read in all rounds together: large files with many errors must not take minutes.
const MAX_BYTES_READ: usize = 32 << 20;
/// The parser's own measure of nesting. A level of a distribution takes up to six of it.
const RECURSION_LIMIT: usize = 256;

/// What has become of a text.
pub struct Parsed {
    /// What the text says, as far as it could be made out; `None` if not at all.
    pub scenario: Option<ScenarioText>,
    /// The text, with spaces where something was wrong.
    pub text: String,
    /// Where that was.
    pub blanked: Vec<Range<usize>>,
    /// What was wrong.
    pub errors: Vec<Diagnostic>,
}

/// Reads the text of a draft.
pub fn parse(draft: &Draft) -> Parsed {
    let (name, text) = (draft.name.as_str(), draft.text());
    let mut parsed = Parsed { scenario: None, text: text.to_owned(), blanked: Vec::new(), errors: Vec::new() };
    if scanner::is_blank(text) {
        parsed.errors.push(
            Diagnostic::new(format!("`{name}` is empty"))
                .help("the shortest scenario is `Scenario()`; a good start is `Scenario(opponents: [(count: 12)])`"),
        );
        return parsed;
    }
    let options = Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        // So that `Empirical(file: …, column: …)` needs no second pair of brackets.
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES)
        .with_recursion_limit(RECURSION_LIMIT);
    let mut absent = Vec::new();
    let max_errors = (MAX_BYTES_READ / text.len().max(1)).clamp(1, MAX_ERRORS);
    // Every round blanks at least one entry; what is silent counts as well, so that it ends.
    for _ in 0..max_errors * 2 {
        match options.from_str(&parsed.text) {
            Ok(scenario) => {
                parsed.scenario = Some(scenario);
                return parsed;
            }
            Err(error) => {
                let end = offset(&parsed.text, &error.span.end);
                if parsed.learn(draft, &error.code, end, &mut absent).is_none() || parsed.errors.len() >= max_errors {
                    return parsed;
                }
            }
        }
    }
    parsed.errors.push(Diagnostic::new("too many errors; the rest of the file was not read"));
    parsed
}

/// A field that is missing because it was blanked: where its container's value begins, and its name.
type Absent = (usize, String);

impl Parsed {
    /// Takes note of an error that ends at `end`, and blanks its cause; `None` if there is nothing to blank.
    fn learn(&mut self, draft: &Draft, code: &Error, end: usize, absent: &mut Vec<Absent>) -> Option<()> {
        let text = self.text.clone();
        let outline = match Outline::new(&text) {
            Ok(outline) => outline,
            Err(broken) => {
                self.errors.push(broken_outline(draft, &broken));
                return None;
            }
        };
        let at = culprit(code, &text, end);
        let Some(entry) = concerned(&outline, at) else {
            self.errors.push(Diagnostic::new("this is not a scenario").at(draft.place(0..0)));
            return None;
        };
        let caused = is_caused(code, &outline, entry, absent) || self.is_gap(&outline, entry, at);
        if !caused {
            let found = Scene { outline: &outline, text: &text, at, entry }.wording(code);
            let place = draft.place(found.span);
            self.errors.push(Diagnostic::new(found.what).at(place).help(found.help));
        }
        let cause = blankable(&outline, entry)?;
        if let (Some(key), Some(parent)) = (outline.key(cause), outline.parent(cause)) {
            absent.push((outline.value(parent).start, key.to_owned()));
            absent.extend(meant(code).map(|field| (outline.value(parent).start, field)));
        }
        let span = with_comma(&text, outline.whole(cause));
        self.text = blank(&text, &span);
        self.blanked.push(span);
        Some(())
    }

    /// Whether, at byte `at`, only that is missing which was blanked before.
    fn is_gap(&self, outline: &Outline<'_>, entry: EntryId, at: usize) -> bool {
        let value = outline.value(entry);
        let at_the_end = matches!(self.text.as_bytes().get(at), None | Some(b')' | b']' | b','));
        at_the_end && self.blanked.iter().any(|gap| value.start <= gap.start && gap.end <= value.end)
    }
}

/// The entry that an error at byte `at` concerns.
fn concerned(outline: &Outline<'_>, at: usize) -> Option<EntryId> {
    let around = outline.around(at).or_else(|| outline.root())?;
    // `seed: ,` ends before the comma at which its value is missed.
    let before = outline.children(around).take_while(|&child| outline.whole(child).end <= at).last();
    let lacks_it = |&child: &EntryId| {
        outline.value(child).is_empty() || (outline.head(child) == Some("Some") && outline.bracket(child).is_none())
    };
    Some(before.filter(lacks_it).unwrap_or(around))
}

/// Whether the error is only there because something was blanked before.
fn is_caused(code: &Error, outline: &Outline<'_>, entry: EntryId, absent: &[Absent]) -> bool {
    let Error::MissingStructField { field, .. } = code else { return false };
    let start = outline.value(entry).start;
    absent.iter().any(|(container, name)| *container == start && name == field)
}

/// The field that a misspelt one was meant to be.
fn meant(code: &Error) -> Option<String> {
    match code {
        Error::NoSuchStructField { expected, found, .. } => {
            super::suggest::nearest(found, expected.iter().copied()).map(str::to_owned)
        }
        _ => None,
    }
}

/// What can be taken out without breaking what is around it: a field, or an element of a list.
fn blankable(outline: &Outline<'_>, mut entry: EntryId) -> Option<EntryId> {
    loop {
        let parent = outline.parent(entry)?;
        if outline.key(entry).is_some() || outline.bracket(parent) == Some(b'[') {
            return Some(entry);
        }
        entry = parent;
    }
}

/// The byte at which the cause of an error stands, given where the parser stopped.
fn culprit(code: &Error, text: &str, end: usize) -> usize {
    let consumed = matches!(
        code,
        Error::NoSuchStructField { .. }
            | Error::NoSuchEnumVariant { .. }
            | Error::DuplicateStructField { .. }
            | Error::ExpectedDifferentStructName { .. }
            | Error::Message(_)
            | Error::IntegerOutOfBounds
            | Error::InvalidValueForType { .. }
            | Error::InvalidEscape(_)
    );
    // Brackets may be missed after a name, as in `think: Constant`, or where they should begin.
    let after_name = *code == Error::ExpectedStructLike && text[..end].ends_with(|c: char| c.is_alphanumeric());
    if consumed || after_name { text.floor_char_boundary(end.saturating_sub(1)) } else { end }
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, position: &Position) -> usize {
    let line_start = match position.line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let in_line = text[line_start..].char_indices().nth(position.col.saturating_sub(1));
    in_line.map_or(text.len(), |(at, _)| line_start + at)
}

/// The span, and the comma that follows it.
fn with_comma(text: &str, span: Range<usize>) -> Range<usize> {
    match scanner::Scanner::new(&text[span.end..]).next() {
        Some(Ok((scanner::Token::Comma, comma))) => span.start..span.end + comma.end,
        _ => span,
    }
}

/// The text with spaces for what is in the span; lines stay lines.
fn blank(text: &str, span: &Range<usize>) -> String {
    let spaces = text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let mut blanked = String::with_capacity(text.len());
    blanked.push_str(&text[..span.start]);
    blanked.extend(spaces);
    blanked.push_str(&text[span.end..]);
    blanked
}

/// Why no outline could be drawn.
pub fn broken_outline(draft: &Draft, broken: &Broken) -> Diagnostic {
    let text = draft.text();
    let bracket = |at: usize| &text[at..=at];
    let (at, what, help) = match *broken {
        Broken::Unclosed(Unclosed { what: "text", at }) => {
            (at, "this text never ends".to_owned(), "close it with a quotation mark".to_owned())
        }
        Broken::Unclosed(Unclosed { at, .. }) => {
            (at, "this comment never ends".to_owned(), "close it with `*/`".to_owned())
        }
        Broken::Unbalanced(at) => {
            let closing = closing(bracket(at));
            (at, format!("this `{}` is never closed", bracket(at)), format!("add the missing `{closing}`"))
        }
        Broken::Superfluous(at) => {
            (at, format!("this `{}` closes nothing", bracket(at)), "remove it, or add what it should close".to_owned())
        }
        Broken::Mismatched(open, at) => {
            let (opening, found, wanted) = (bracket(open), bracket(at), closing(bracket(open)));
            let line = text[..open].matches('\n').count() + 1;
            let what = format!("this `{found}` can't close the `{opening}` of line {line}");
            (at, what, format!("write `{wanted}`, or close the `{opening}` before"))
        }
    };
    Diagnostic::new(what).at(draft.place(at..at + 1)).help(help)
}

fn closing(opening: &str) -> char {
    match opening {
        "(" => ')',
        "[" => ']',
        _ => '}',
    }
}
