//! Quotes in CSV files, followed byte by byte: one that is not closed would silently join many rows into one cell.

use crate::document::Diagnostic;

/// Where a file is, between two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Where a cell begins.
    Start,
    /// In a cell without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// Behind a quote that closes, or is the first of two that stand for one.
    Closing,
}

/// Follows the quotes of a file.
#[derive(Clone, Debug)]
pub struct Quotes {
    separator: u8,
    state: State,
    line: u64,
    /// The line in which the last quote was opened.
    opened: u64,
}

/// A quote that is wrong, and the line that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    pub line: u64,
    pub kind: StrayKind,
}

/// What is wrong with a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayKind {
    /// It is never closed.
    Unclosed,
    /// The cell goes on behind it.
    Behind,
}

/// What is said of a quote that is wrong.
pub fn stray_quote(file: &str, stray: Stray) -> Diagnostic {
    let (what, help) = match stray.kind {
        StrayKind::Unclosed => ("a quote is opened here and never closed", "close it, or remove it"),
        StrayKind::Behind => {
            ("a quote is closed within a cell", "quote the whole cell, and write two quotes for one within it")
        }
    };
    Diagnostic::new(format!("line {} of `{file}`: {what}", stray.line)).help(help)
}

impl Quotes {
    /// At the beginning of a file whose cells are separated by this.
    pub const fn new(separator: u8) -> Self {
        Self { separator, state: State::Start, line: 1, opened: 1 }
    }

    /// Sees the next bytes; none, at the end.
    pub fn see(&mut self, bytes: &[u8]) -> Result<(), Stray> {
        if bytes.is_empty() && self.state == State::Quoted {
            return Err(Stray { line: self.opened, kind: StrayKind::Unclosed });
        }
        bytes.iter().try_for_each(|byte| self.step(*byte))
    }

    fn step(&mut self, byte: u8) -> Result<(), Stray> {
        let ends_cell = byte == self.separator || byte == b'\n' || byte == b'\r';
        self.state = match self.state {
            State::Quoted if byte == b'"' => State::Closing,
            State::Quoted => State::Quoted,
            State::Closing if byte == b'"' => State::Quoted,
            State::Start if byte == b'"' => {
                self.opened = self.line;
                State::Quoted
            }
            // Blanks, and the mark at the beginning of a file, change nothing.
            State::Start if matches!(byte, 0xEF | 0xBB | 0xBF) => State::Start,
            _ if ends_cell => State::Start,
            State::Closing if byte == b' ' || byte == b'\t' => State::Closing,
            State::Closing => return Err(Stray { line: self.line, kind: StrayKind::Behind }),
            State::Start | State::Plain => State::Plain,
        };
        self.line += u64::from(byte == b'\n');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stray(text: &str) -> Option<(u64, StrayKind)> {
        // However the file comes in pieces.
        let results = [1, 3, 100].map(|size| {
            let mut quotes = Quotes::new(b',');
            let all = text.as_bytes().chunks(size).try_for_each(|bytes| quotes.see(bytes));
            all.and_then(|()| quotes.see(b"")).err()
        });
        assert!(results[0] == results[1] && results[1] == results[2], "{text}");
        results[0].map(|stray| (stray.line, stray.kind))
    }

    #[test]
    fn quotes_are_closed_where_the_cell_ends() {
        for text in [
            "a,b\n1,2\n",
            "\"a\",\"b, c\"\n\"1 \"\"x\"\"\",2",
            "\u{feff}\"a\"\n5\" wide,\"\"\r\n\"\"",
            "",
            "\"two\nlines\" ,x",
        ] {
            assert_eq!(stray(text), None, "{text}");
        }
        assert_eq!(stray("think\n5s\n\"6s\n7s\n8s\n"), Some((3, StrayKind::Unclosed)));
        assert_eq!(stray("think\n5s\n\"6s\n7s\"8s\n"), Some((4, StrayKind::Behind)));
        assert_eq!(stray("\"a"), Some((1, StrayKind::Unclosed)));
        assert_eq!(stray("a,\"b\"c\n"), Some((1, StrayKind::Behind)));
    }
}
