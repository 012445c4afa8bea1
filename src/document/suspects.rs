//! Where a bracket or a quotation mark was probably forgotten, judged by lines and indentation.
//!
//! A text with brackets that do not match is found wrong at its end, or at its beginning; the slip is in between.

use super::scanner::{Scanner, Token};

/// The first text in quotes that goes on in the next line: hardly any is meant to.
pub(super) fn text_over_lines(text: &str) -> Option<usize> {
    let tokens = Scanner::new(text).map_while(Result::ok);
    let mut texts = tokens.filter(|(token, span)| *token == Token::Atom && text[span.clone()].starts_with('"'));
    texts.find(|(_, span)| text[span.clone()].contains('\n')).map(|(_, span)| span.start)
}

/// The first bracket whose closing one stands at the beginning of a line with less indentation than its own line: that
/// one was meant for a bracket further out.
pub(super) fn closed_further_out(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (token, span) in Scanner::new(text).map_while(Result::ok) {
        match token {
            Token::Open(_) => open.push(span.start),
            Token::Close(_) => {
                let opening = open.pop()?;
                let (own, closing) = (Line::of(text, opening), Line::of(text, span.start));
                if closing.begins_with(span.start) && closing.indentation < own.indentation {
                    return Some(opening);
                }
            }
            _ => {}
        }
    }
    None
}

/// The line of a place.
struct Line {
    /// Where it begins, in bytes.
    start: usize,
    /// The length of the white space at its beginning, in bytes.
    indentation: usize,
}

impl Line {
    fn of(text: &str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = &text[start..];
        Self { start, indentation: line.len() - line.trim_start_matches([' ', '\t']).len() }
    }

    fn begins_with(&self, at: usize) -> bool {
        at == self.start + self.indentation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_of(text: &str, at: Option<usize>) -> Option<usize> {
        at.map(|at| text[..at].matches('\n').count() + 1)
    }

    #[test]
    fn a_bracket_is_missed_where_the_indentation_says_so() {
        let text = "(\n    master: (think: Constant(\"5s\"),\n    seed: 1,\n)\n";
        assert_eq!(closed_further_out(text), text.find("(think"));
        let inner = "(\n    opponents: [\n        (count: 1,\n        (count: 2),\n    ],\n)\n";
        assert_eq!(line_of(inner, closed_further_out(inner)), Some(3));
        assert_eq!(closed_further_out("(a: (1, b: 2)"), None, "one line says nothing");
        assert_eq!(closed_further_out("(\n    a: (\n        1,\n    ),\n)\n"), None);
    }

    #[test]
    fn a_text_is_meant_to_end_in_its_line() {
        let text = "(\n    title: \"A,\n    name: \"B\",\n)\n";
        assert_eq!(line_of(text, text_over_lines(text)), Some(2));
        assert_eq!(text_over_lines("(title: \"A\", name: \"B)"), None);
    }
}
