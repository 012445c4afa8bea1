//! Texts without a tree: brackets, texts and comments that do not fit together.

use super::diagnostic::Diagnostic;
use super::scanner::Unclosed;
use super::source::SourceText;
use super::suspects::{closed_further_out, text_over_lines};

/// The deepest nesting of brackets; one level of a distribution takes up to three.
pub(super) const DEPTH_MAX: usize = 256;

/// Why a text has no tree.
pub(super) enum Broken {
    /// A text or comment that is never closed.
    Unclosed(Unclosed),
    /// A bracket (at this byte) that is never closed.
    Unbalanced(usize),
    /// A closing bracket without an opening one.
    Superfluous(usize),
    /// A closing bracket (the second) of another kind than the opening one (the first).
    Mismatched(usize, usize),
    /// Brackets nested too deeply.
    TooDeep(usize),
}

impl Broken {
    /// The complaint about it.
    pub fn diagnostic(&self, source: &SourceText) -> Diagnostic {
        let text = source.text.as_str();
        let bracket = |at: usize| &text[at..=at];
        let (at, what, help) = match *self {
            Self::Unclosed(Unclosed { what: "text", at }) => {
                let help = "close it with a quotation mark".to_owned();
                match text_over_lines(&text[..at]) {
                    Some(at) => (at, "this text does not end in its line".to_owned(), help),
                    None => (at, "this text never ends".to_owned(), help),
                }
            }
            Self::Unclosed(Unclosed { at, .. }) => {
                (at, "this comment never ends".to_owned(), "close it with `*/`".to_owned())
            }
            Self::Unbalanced(at) => {
                let at = closed_further_out(text).unwrap_or(at);
                let closing = closing(bracket(at));
                (at, format!("this `{}` is never closed", bracket(at)), format!("add the missing `{closing}`"))
            }
            Self::Superfluous(at) => (
                at,
                format!("this `{}` has no opening bracket", bracket(at)),
                "remove it, or add the opening bracket".to_owned(),
            ),
            Self::Mismatched(open, at) => {
                let (opening, found, wanted) = (bracket(open), bracket(at), closing(bracket(open)));
                let line = text[..open].matches('\n').count() + 1;
                let what = format!("this `{found}` can't close the `{opening}` of line {line}");
                (at, what, format!("write `{wanted}`, or close the `{opening}` before"))
            }
            Self::TooDeep(at) => {
                let help = format!("brackets may be nested at most {DEPTH_MAX} levels deep");
                (at, "nested too deeply".to_owned(), help)
            }
        };
        Diagnostic::new(what).at(source.place(at..at + 1)).help(help)
    }
}

fn closing(opening: &str) -> char {
    match opening {
        "(" => ')',
        "[" => ']',
        _ => '}',
    }
}
