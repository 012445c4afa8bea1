//! The log: the games move by move, one line for each thing that happens, as it happens.
//!
//! ```text
//! [   1.000 s] MORTAL 1 is making MOVE 1 against LARRY
//! [   1.000 s] LARRY is thinking about MOVE 1 at board 1
//! [   1.100 s] LARRY makes MOVE 1 against mortal 1
//! ```
//!
//! The time stamp is the exact virtual time in seconds: with three decimals if all times of the exhibition are whole
//! milliseconds, with six or nine if they are finer (drawn times always are). Boards and opponents are numbered from 1,
//! opponents within their group. The player who acts is in capitals. Only the numbers of the moves are kept in memory,
//! however long the log gets.

use super::output::Output;
use super::style;
use crate::engine::Observer;
use crate::model::{Exhibition, Happening, Names, decimals};
use crate::replicate::Stop;
use crate::time::{Instant, NS_PER_SECOND};
use std::fmt::{self, Write as _};
use std::io::{self, Write};

/// An observer that writes the log.
pub struct Log<W> {
    out: Output<W>,
    names: Names,
    decimals: usize,
    /// How many moves the masters have made at each board.
    moves: Vec<u64>,
    /// The opponent who arrived last and may take his board in the same instant.
    arriving: Option<(Instant, u32)>,
    /// The line that is being written; kept to reuse its memory.
    text: String,
}

impl<W: Write> Log<W> {
    /// A log of `exhibition` that goes to `out`. If writing fails, `stop` is raised, so play does not continue for
    /// nothing; [`Log::finish`] returns the error.
    pub fn new(exhibition: &Exhibition, out: W, stop: Stop) -> Self {
        Self {
            out: Output { out, failure: None, stop },
            names: Names::new(exhibition),
            decimals: decimals(exhibition),
            moves: vec![0; usize::try_from(exhibition.opponents()).unwrap_or(0)],
            arriving: None,
            text: String::new(),
        }
    }

    /// Writes the rest.
    ///
    /// # Errors
    /// The first error of writing.
    pub fn finish(mut self) -> io::Result<()> {
        self.settle_arrival(None);
        self.out.finish().map(drop)
    }

    fn line(&mut self, now: Instant, text: fmt::Arguments<'_>) {
        self.text.clear();
        stamp(&mut self.text, now, self.decimals)
            .and_then(|()| writeln!(self.text, " {text}"))
            .expect("a String takes it all");
        self.out.put(self.text.as_bytes());
    }

    /// Writes the line of the opponent who arrived last, now that it is known whether he is `seated`.
    fn settle_arrival(&mut self, seated: Option<u32>) {
        let Some((at, board)) = self.arriving.take() else { return };
        let who = self.names.acting(board);
        if seated == Some(board) {
            self.line(at, format_args!("{who} sits down at board {}", u64::from(board) + 1));
        } else {
            self.line(at, format_args!("{who} stands in line"));
        }
    }

    fn seated(&mut self, now: Instant, board: u32) {
        if self.arriving == Some((now, board)) {
            return self.settle_arrival(Some(board));
        }
        self.settle_arrival(None);
        let who = self.names.acting(board);
        self.line(now, format_args!("{who} leaves the line and sits down at board {}", u64::from(board) + 1));
    }

    fn moved(&mut self, now: Instant, master: u32, board: u32, nth: u64) {
        self.moves[board as usize] = nth;
        let (who, against) = (self.names.acting_master(master), self.names.opponent(board));
        self.line(now, format_args!("{who} makes MOVE {nth} against {against}"));
    }

    fn about_board(&mut self, now: Instant, master: u32, does: &str, board: u32) {
        let who = self.names.acting_master(master);
        self.line(now, format_args!("{who} {does} board {}", u64::from(board) + 1));
    }
}

/// Writes the virtual time, exact if this many decimals of a second are enough.
fn stamp(text: &mut String, now: Instant, decimals: usize) -> fmt::Result {
    let (seconds, ns) = (now.as_ns() / NS_PER_SECOND, now.as_ns() % NS_PER_SECOND);
    let fraction = ns / 10_u64.pow(9 - u32::try_from(decimals).unwrap_or(9));
    let quiet = style::QUIET;
    write!(text, "{quiet}[{seconds:4}.{fraction:0decimals$} s]{quiet:#}")
}

impl<W: Write> Observer<Happening> for Log<W> {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        if let Happening::Seated { board, .. } = *happening {
            return self.seated(now, board);
        }
        self.settle_arrival(None);
        match *happening {
            Happening::Arrived { board } => self.arriving = Some((now, board)),
            Happening::OpponentMoved { board, nth } => {
                let (who, against) = (self.names.acting(board), self.names.acting_masters().to_owned());
                self.line(now, format_args!("{who} is making MOVE {nth} against {against}"));
            }
            Happening::Thinks { master, board, .. } => {
                let (who, nth) = (self.names.acting_master(master), self.moves[board as usize] + 1);
                self.line(now, format_args!("{who} is thinking about MOVE {nth} at board {}", u64::from(board) + 1));
            }
            Happening::MasterMoved { master, board, nth } => self.moved(now, master, board, nth),
            Happening::GameOver { board, .. } => {
                let against = self.names.opponent(board);
                self.line(now, format_args!("DONE GAME against {against}"));
            }
            Happening::Forfeited { board } => {
                let who = self.names.acting(board);
                self.line(now, format_args!("{who} runs out of patience and FORFEITS"));
            }
            Happening::Walks { master, board } => self.about_board(now, master, "walks to", board),
            Happening::Attends { master, board } => self.about_board(now, master, "waits at", board),
            Happening::Released { master, board } => self.about_board(now, master, "is free at", board),
            Happening::Seated { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests;
