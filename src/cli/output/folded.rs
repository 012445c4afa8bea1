//! Lines that fit a narrow terminal: what reports write for 80 columns is broken at spaces.

use anstream::adapter::strip_str;
use std::io::{self, Write};

/// Passes on lines of at most this many columns, if their words allow it.
pub(in crate::cli) struct Folded<W: Write> {
    out: W,
    columns: usize,
    /// The line that has not ended yet.
    line: Vec<u8>,
}

impl<W: Write> Folded<W> {
    pub fn new(out: W, columns: usize) -> Self {
        Self { out, columns, line: Vec::new() }
    }
}

impl<W: Write> Write for Folded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let text = String::from_utf8_lossy(&self.line);
                self.out.write_all(fold(&text, self.columns).as_bytes())?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Drop for Folded<W> {
    /// A last line without an end is passed on as it is. Errors were reported when the lines before were flushed.
    fn drop(&mut self) {
        drop(self.out.write_all(&self.line).and_then(|()| self.out.flush()));
    }
}

/// The number of characters that are seen: styles take no room.
fn seen(text: &str) -> usize {
    strip_str(text).map(|part| part.chars().count()).sum()
}

/// A line in pieces: words move to the next line, below the beginning of the second column of the first one if there
/// is room beside it, or else two columns further in than the line.
fn fold(line: &str, columns: usize) -> String {
    // Commands are there to be copied.
    if seen(line.trim_end()) <= columns || line.contains("zeitnot ") {
        return line.to_owned();
    }
    let indent = " ".repeat(indent(line, columns));
    let (mut folded, mut column, mut gap) = (String::new(), 0, 0);
    for (index, word) in line.trim_end_matches('\n').split(' ').enumerate() {
        gap += usize::from(index > 0);
        let length = seen(word);
        if word.is_empty() {
            continue;
        }
        if length > 0 && column > 0 && column + gap + length > columns {
            folded += "\n";
            folded += &indent;
            column = indent.len();
        } else {
            folded += &" ".repeat(gap);
            column += gap;
        }
        folded += word;
        (column, gap) = (column + length, 0);
    }
    folded + "\n"
}

/// How far in the pieces of a line are.
fn indent(line: &str, columns: usize) -> usize {
    let plain = strip_str(line).to_string();
    let begin = plain.chars().take_while(|letter| *letter == ' ').count();
    let second = plain.trim_start().split_once("  ").map(|(name, rest)| {
        begin + name.chars().count() + 2 + rest.chars().take_while(|letter| *letter == ' ').count()
    });
    second.filter(|at| 5 * at <= 3 * columns).unwrap_or((begin + 2).min(columns / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_move_below_the_second_column_and_styles_take_no_room() {
        let folded = fold("  makespan   \u{1b}[1m12m03s\u{1b}[0m because of this and that\n", 24);
        assert_eq!(
            folded,
            "  makespan   \u{1b}[1m12m03s\u{1b}[0m\n             because of\n             this and\n             that\n"
        );
        assert_eq!(fold("  Played again without it\n", 14), "  Played again\n   without it\n");
        assert_eq!(fold("x 1234567890123456\n", 10), "x\n  1234567890123456\n");
        assert_eq!(fold("  short  enough\n", 15), "  short  enough\n");
        assert_eq!(fold("to play it: zeitnot run a.ron\n", 15), "to play it: zeitnot run a.ron\n");
    }

    #[test]
    fn no_line_is_longer_than_its_words_allow_and_no_word_is_lost() {
        let line = "  a bb   ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii jjjjjjjjjj\n";
        for columns in 19..70 {
            let folded = fold(line, columns);
            assert!(folded.lines().all(|line| line.len() <= columns), "{columns}:\n{folded}");
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&folded), words(line));
        }
    }

    #[test]
    fn lines_may_come_in_parts() {
        let mut written = Vec::new();
        let mut folded = Folded::new(&mut written, 9);
        for part in ["one t", "wo three\nfour\n", "five"] {
            folded.write_all(part.as_bytes()).unwrap();
        }
        drop(folded);
        assert_eq!(String::from_utf8(written).unwrap(), "one two\n  three\nfour\nfive");
    }
}
