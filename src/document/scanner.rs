//! The tokens of a RON text, each with its place.
//!
//! It reads only as much of RON as it needs to find places: brackets, names, texts, comments. The `ron` crate reads the
//! values.

use std::ops::Range;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word: a field, a variant, `true`.
    Name,
    /// A number, a text in quotes, or something that does not belong here.
    Atom,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
}

/// Something that is never closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// What: "text" or "comment".
    pub what: &'static str,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// Reads a text token by token.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Begins at the beginning.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Continues at this byte.
    pub fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes white space and comments.
    fn skip_blank(&mut self) -> Result<(), Unclosed> {
        loop {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let unclosed = Unclosed { what: "comment", at: self.at };
                self.at += block_comment(rest).ok_or(unclosed)?;
            } else {
                match rest.chars().next() {
                    Some(c) if c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}') => self.at += c.len_utf8(),
                    _ => return Ok(()),
                }
            }
        }
    }

    fn token(&mut self) -> Result<Option<(Token, Range<usize>)>, Unclosed> {
        self.skip_blank()?;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let (token, length) = match first {
            ':' => (Token::Colon, 1),
            ',' => (Token::Comma, 1),
            '(' | '[' | '{' => (Token::Open(first as u8), 1),
            ')' | ']' | '}' => (Token::Close(first as u8), 1),
            '0'..='9' | '+' | '-' | '.' => (Token::Atom, number(rest)),
            '\'' => (Token::Atom, single_quoted(rest)),
            '“' | '„' | '”' | '‘' | '’' => (Token::Atom, curly_quoted(rest)),
            _ => match quoted(rest, self.at) {
                Some(length) => (Token::Atom, length?),
                None if first.is_alphabetic() || first == '_' => (Token::Name, name(rest)),
                None => (Token::Atom, first.len_utf8()),
            },
        };
        let span = self.at..self.at + length;
        self.at = span.end;
        Ok(Some((token, span)))
    }
}

impl Iterator for Scanner<'_> {
    type Item = Result<(Token, Range<usize>), Unclosed>;

    fn next(&mut self) -> Option<Self::Item> {
        self.token().transpose()
    }
}

/// The length of a block comment, which may hold others.
fn block_comment(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with(b"*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return Some(at);
            }
        } else if rest.is_empty() {
            return None;
        } else {
            at += 1;
        }
    }
}

/// The length of a text in double quotes, plain, byte or raw, if one begins here, `at` bytes into the file.
fn quoted(text: &str, at: usize) -> Option<Result<usize, Unclosed>> {
    let after_byte = text.strip_prefix('b').unwrap_or(text);
    let raw = after_byte.strip_prefix('r');
    let after = raw.unwrap_or(after_byte);
    let hashes = if raw.is_some() { after.len() - after.trim_start_matches('#').len() } else { 0 };
    let body = after[hashes..].strip_prefix('"')?;
    let body_at = text.len() - body.len();
    let end = if raw.is_some() {
        let closing = format!("\"{}", "#".repeat(hashes));
        body.find(&closing).map(|at| at + closing.len())
    } else {
        closing_quote(body)
    };
    Some(end.map(|length| body_at + length).ok_or(Unclosed { what: "text", at }))
}

/// Where a text with escapes ends, its closing quote included.
fn closing_quote(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.bytes()
        .position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        })
        .map(|at| at + 1)
}

/// The length of `'x'`; of `'a text'`, which is a slip; or of a single quote.
fn single_quoted(text: &str) -> usize {
    let line = beginning(text);
    let mut escaped = false;
    let closing = line.bytes().skip(1).position(|byte| {
        let closes = byte == b'\'' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    match closing {
        // `'''` is the character `'`.
        Some(0) if line.as_bytes().get(2) == Some(&b'\'') => 3,
        Some(at) => at + 2,
        None => 1,
    }
}

/// The part on the first line, as far as a slip reaches.
fn beginning(text: &str) -> &str {
    let reach = &text[..text.floor_char_boundary(200)];
    reach.lines().next().unwrap_or(reach)
}

/// The length of `“a text”` with curly quotes, which is a slip; or of a single quote.
fn curly_quoted(text: &str) -> usize {
    let line = beginning(text);
    let closing = line.char_indices().skip(1).find(|(_, c)| matches!(c, '“' | '”' | '‘' | '’'));
    let last = closing.or_else(|| line.char_indices().next());
    last.map_or(line.len(), |(at, c)| at + c.len_utf8())
}

/// The length of a number, with what follows it directly: `5s` is one mistake, not two.
fn number(text: &str) -> usize {
    let mut before = ' ';
    text.find(|c: char| {
        let sign = matches!(c, '+' | '-') && (before == ' ' || matches!(before, 'e' | 'E'));
        before = c;
        !(sign || c.is_alphanumeric() || matches!(c, '.' | '_'))
    })
    .unwrap_or(text.len())
    .max(1)
}

/// The length of a bare word.
fn name(text: &str) -> usize {
    let raw = if text.starts_with("r#") { 2 } else { 0 };
    let length = text[raw..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len() - raw);
    raw + length
}
