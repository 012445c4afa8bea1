//! How languages say the same.

use super::games::Column;
use super::quoted::in_braces;

/// What a program is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Python with an event loop.
    Asyncio,
    /// Python that does one thing after another.
    Sync,
    /// Python with threads.
    Threads,
    /// JavaScript, under Node.
    Javascript,
    /// Rust with Tokio.
    Tokio,
}

impl Language {
    /// What it is called on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asyncio => "asyncio",
            Self::Sync => "sync",
            Self::Threads => "threads",
            Self::Javascript => "javascript",
            Self::Tokio => "tokio",
        }
    }

    /// What a program of it is good with, for its first line.
    pub(super) const fn library(self) -> &'static str {
        match self {
            Self::Asyncio => "asyncio",
            Self::Sync => "time.sleep",
            Self::Threads => "threads",
            Self::Javascript => "promises",
            Self::Tokio => "Tokio",
        }
    }

    /// Whether it is written in Python.
    #[must_use]
    pub const fn is_python(self) -> bool {
        matches!(self, Self::Asyncio | Self::Sync | Self::Threads)
    }

    /// A figure of the game that a function is given.
    pub(super) fn field(self, key: &str) -> String {
        if self.is_python() { format!("game[\"{key}\"]") } else { format!("game.{key}") }
    }

    /// A figure of a game: a constant, or in its row.
    pub(super) fn figure<T>(self, column: &Column<T>, key: &str) -> String {
        match column {
            Column::Same(_) => key.to_uppercase(),
            Column::OfGame(_) => self.field(key),
            Column::OfMove(_) => self.field(key) + "[n - 1]",
        }
    }

    /// A name within a text that has figures in it.
    pub(super) fn inside(self, text: &str) -> String {
        match self {
            Self::Javascript => text.replace('\\', r"\\").replace('`', r"\`").replace('$', r"\$"),
            _ => in_braces(text),
        }
    }

    /// A constant of all games; `kind` is its type in Rust.
    pub(super) fn constant(self, name: &str, kind: &str, value: &str) -> String {
        match self {
            Self::Javascript => format!("const {name} = {value};"),
            Self::Tokio => format!("const {name}: {kind} = {value};"),
            _ => format!("{name} = {value}"),
        }
    }
}
