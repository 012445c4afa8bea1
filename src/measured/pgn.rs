//! PGN, with the clocks that comments hold: `[%clk 0:09:58]`, what is left, or `[%emt 0:00:02]`, what the move took.
//!
//! Only what clocks need is read: tags, moves by their number, and comments. Variations are skipped.

use super::clocks::{self, ClockedGame, Ply};
use super::{Format, Measured, Source};
use crate::cells::clock;
use crate::document::{Diagnostic, Place};
use crate::time::Duration;

pub const FORMAT: Format = Format { is: is_pgn, read, has_columns: false };

/// Whether a text begins with a tag: `[Event "Simul"]`.
fn is_pgn(head: &str) -> bool {
    let first = head.lines().find(|line| !line.trim().is_empty() && !line.starts_with('%')).unwrap_or("");
    tag(first).is_some()
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let games = games(source.file, source.text)?;
    let has_clocks = games.iter().any(|game| game.plies.iter().any(|ply| !matches!(ply, Ply::Untimed)));
    if !has_clocks {
        let what = format!("the games in `{}` have no clocks", source.file);
        return Err(Diagnostic::new(what).help("export them with clock comments, such as [%clk 0:09:58]"));
    }
    clocks::read(source, "PGN", &games)
}

/// The name and the value of a tag.
fn tag(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (name, value) = inner.split_once(char::is_whitespace)?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_').then_some((name, value))
}

/// All games of a text, which messages call `file`.
///
/// # Errors
/// If a clock can't be read.
pub fn games(file: &str, text: &str) -> Result<Vec<ClockedGame>, Diagnostic> {
    let mut scanner = Scanner { file, games: Vec::new(), in_moves: true, in_comment: false, depth: 0 };
    for (number, line) in text.lines().enumerate() {
        match tag(line).filter(|_| !scanner.in_comment) {
            Some((name, value)) => scanner.tag(name, value),
            None if line.starts_with('%') => {}
            None => scanner.moves(number + 1, line)?,
        }
    }
    Ok(scanner.games)
}

struct Scanner<'s> {
    file: &'s str,
    games: Vec<ClockedGame>,
    /// Whether moves came since the last tag.
    in_moves: bool,
    in_comment: bool,
    /// Variations within variations.
    depth: usize,
}

impl Scanner<'_> {
    fn tag(&mut self, name: &str, value: &str) {
        if self.in_moves {
            let players = ["?", "?"].map(str::to_owned);
            self.games.push(ClockedGame { players, ..ClockedGame::default() });
            (self.in_moves, self.depth) = (false, 0);
        }
        let Some(game) = self.games.last_mut() else { return };
        match name {
            "White" => value.clone_into(&mut game.players[0]),
            "Black" => value.clone_into(&mut game.players[1]),
            "TimeControl" => {
                let seconds = value.rsplit_once('+').and_then(|(_, increment)| increment.parse().ok());
                game.increment = seconds.map_or(Duration::ZERO, Duration::from_secs_f64);
            }
            _ => {}
        }
    }

    /// A line of moves and comments.
    fn moves(&mut self, number: usize, line: &str) -> Result<(), Diagnostic> {
        self.in_moves |= !line.trim().is_empty();
        let mut rest = line;
        while !rest.is_empty() {
            if self.in_comment {
                let end = rest.find('}').unwrap_or(rest.len());
                self.comment(number, line, &rest[..end])?;
                self.in_comment = end == rest.len();
                rest = rest.get(end + 1..).unwrap_or("");
                continue;
            }
            let end =
                rest.find(|c: char| c.is_whitespace() || matches!(c, '{' | '(' | ')' | ';')).unwrap_or(rest.len());
            self.word(&rest[..end]);
            let mut signs = rest[end..].chars();
            match signs.next() {
                Some('{') => self.in_comment = true,
                Some('(') => self.depth += 1,
                Some(')') => self.depth = self.depth.saturating_sub(1),
                Some(';') | None => return Ok(()),
                Some(_) => {}
            }
            rest = signs.as_str();
        }
        Ok(())
    }

    /// A move, its number, a sign, or the result.
    fn word(&mut self, word: &str) {
        let word = word.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('.');
        let is_move = word.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_move
            && self.depth == 0
            && let Some(game) = self.games.last_mut()
        {
            game.plies.push(Ply::Untimed);
        }
    }

    /// A comment, or the part of one that stands in this line.
    fn comment(&mut self, number: usize, line: &str, comment: &str) -> Result<(), Diagnostic> {
        if self.depth > 0 {
            return Ok(());
        }
        let Some(last) = self.games.last_mut().and_then(|game| game.plies.last_mut()) else { return Ok(()) };
        for (name, of) in [("[%emt ", Ply::Took as fn(Duration) -> Ply), ("[%clk ", Ply::Left)] {
            let Some((_, rest)) = comment.split_once(name) else { continue };
            let text = rest.split(']').next().unwrap_or(rest).trim();
            let time = clock(text).map_err(|_| {
                Diagnostic::new(format!("`{text}` is not a time of a clock"))
                    .at(Place::of_word(self.file, number, line, text))
                    .help("write hours, minutes and seconds, such as 0:09:58")
            })?;
            *last = of(time);
        }
        Ok(())
    }
}
