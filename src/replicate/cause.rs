//! What stopped work.

use std::fmt;

/// What stopped work before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An interrupt, such as Ctrl-C.
    Interrupt,
    /// The time limit was reached.
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
