//! Failures of commands, with messages and exit codes.

use crate::journal::JournalError;
use crate::line::is_plain_char;
use crate::model::Halt;
use crate::replicate::PlayError;
use crate::scenario::{Diagnostic, Diagnostics};
use crate::study::StudyError;
use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Advice if no outcomes are kept.
pub(in crate::cli) const MORE_TIME: &str = "for more, raise --max-time";
/// The exit code of work that should be tried again: `EX_TEMPFAIL` of `sysexits.h`.
pub(in crate::cli) const AGAIN: u8 = 75;

/// Why a command failed.
#[derive(Debug)]
pub(in crate::cli) enum Failure {
    /// Scenarios, studies or laws are wrong.
    Scenarios(Vec<Diagnostics>),
    /// A replication (its number from 0) of a scenario did not finish.
    Halted { title: String, replication: u64, halt: Halt },
    /// Another process is at it: the same may succeed later.
    Busy { what: String, help: String },
    /// Anything else, with the next step.
    Other { what: String, help: String },
    /// The result could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Diagnostics> for Failure {
    fn from(wrong: Diagnostics) -> Self {
        Self::Scenarios(vec![wrong])
    }
}

impl From<Diagnostic> for Failure {
    fn from(wrong: Diagnostic) -> Self {
        Diagnostics::from(wrong).into()
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::new(error.to_string(), error.advice().to_owned())
    }
}

impl From<PlayError> for Failure {
    fn from(error: PlayError) -> Self {
        match error {
            PlayError::Halted { label, replication, halt } => Self::Halted { title: label, replication, halt },
            PlayError::Threads(why) => Self::no_threads(why),
            PlayError::Problems { ref problems, .. } => {
                // Scenario files are checked when they are read, so this only happens with scenarios from elsewhere.
                let help = problems.first().map_or(String::new(), |problem| problem.instead.clone());
                Self::new(error.to_string(), help)
            }
            PlayError::Stopped(_) => Self::new(error.to_string(), MORE_TIME.to_owned()),
        }
    }
}

impl From<StudyError> for Failure {
    fn from(error: StudyError) -> Self {
        match error {
            StudyError::Journal(error) => error.into(),
            StudyError::Play(error) => error.into(),
        }
    }
}

impl Failure {
    /// Anything that has no variant of its own: what is wrong, and what to do about it.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Other { what: what.into(), help: help.into() }
    }

    /// A file that should hold a result can't be written.
    pub fn cant_write(path: &Path, error: &io::Error) -> Self {
        let what = format!("can't write `{}`: {error}", path.display());
        Self::new(what, "check the folder, its permissions, and how full the disk is")
    }

    /// Threads could not be started, for this reason.
    pub fn no_threads(why: impl Display) -> Self {
        Self::new(
            format!("can't start threads: {why}"),
            "ask for fewer with --jobs J, or allow more, for example with `ulimit -u`",
        )
    }

    /// Prints on stderr what went wrong, and returns the exit code.
    pub fn tell(&self) -> ExitCode {
        match self {
            // The reader closed the output early.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Output(error) => say(&format!("{ERROR}error{ERROR:#}: can't write the result: {error}")),
            Self::Scenarios(broken) => {
                let texts: Vec<_> = broken.iter().map(|diagnostics| diagnostics.render(true)).collect();
                say(texts.join("\n").trim_end());
            }
            Self::Halted { title, replication, halt } => {
                error(&format!("{title}, replication {}: {halt}", replication + 1), advice(halt));
            }
            Self::Busy { what, help } => {
                error(what, help);
                return ExitCode::from(AGAIN);
            }
            Self::Other { what, help } => error(what, help),
        }
        ExitCode::from(2)
    }
}

const fn advice(halt: &Halt) -> &'static str {
    match halt {
        Halt::EventLimit { .. } => "if it should take this many, raise the limit with --event-limit N",
        Halt::EndOfTime { .. } => "make the games or the think times shorter",
        Halt::NoProgress { .. } => "make some think times longer than zero",
        Halt::Interrupted { .. } => "play it again",
    }
}

fn error(what: &str, help: &str) {
    say(&format!("{ERROR}error{ERROR:#}: {what}\n  {HELP}help{HELP:#}: {help}"));
}

/// Prints a warning on stderr.
pub(in crate::cli) fn warn(what: &str) {
    say(&format!("{WARNING}{what}{WARNING:#}"));
}

/// Prints a note on stderr.
pub(in crate::cli) fn note(what: &str) {
    say(what);
}

/// Prints a line on stderr. If even that fails, nothing else can be done.
fn say(text: &str) {
    drop(writeln!(anstream::stderr(), "{}", harmless(text)));
}

/// A text without control characters and direction marks, which file names may contain, except our own line ends and
/// styles.
fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == '\n' || is_plain_char(c) || is_style(&text[at..]) {
            harmless.push(c);
        } else {
            harmless.extend(c.escape_unicode());
        }
    }
    harmless
}

/// Whether a text begins with a code that switches a style on or off: `ESC [ numbers m`.
fn is_style(text: &str) -> bool {
    let numbers =
        text.strip_prefix("\x1b[").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
    numbers.is_some_and(|rest| rest.starts_with('m'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_do_nothing_to_a_terminal() {
        let styled = format!("{ERROR}error{ERROR:#}: no `\u{e9}t\u{e9}`\n  help");
        assert_eq!(harmless(&styled), styled);
        assert_eq!(harmless("a\x1b[2Jb\x07\r\u{202e}c"), "a\\u{1b}[2Jb\\u{7}\\u{d}\\u{202e}c");
    }
}
