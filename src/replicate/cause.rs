//! What stopped work.

use std::fmt;

/// What stopped work before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Somebody interrupted it, as with Ctrl-C.
    Interrupt,
    /// The time allowed for it was over.
    Deadline,
}

impl Cause {
    /// Its name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "interruption",
            Self::Deadline => "max_time",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interrupt => "interrupted",
            Self::Deadline => "time limit reached",
        })
    }
}
