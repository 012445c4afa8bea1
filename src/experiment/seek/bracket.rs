//! What a search has found.

use std::fmt;

/// Which of the values for which the condition holds is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The last of the row.
    Largest,
    /// The first.
    Smallest,
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Largest => "largest",
            Self::Smallest => "smallest",
        })
    }
}

/// The result of a search. Indices are those of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// The edge that was sought; `None` if none was requested and none was found, because all verdicts are the same.
    pub edge: Option<Edge>,
    /// The outermost value at which the condition holds; `None` if it holds at no value tried.
    pub answer: Option<usize>,
    /// The next value outward at which it fails; `None` if there is none up to the end of the row.
    pub fails_at: Option<usize>,
    /// The values between these two, or from the answer outward to the end of the row, that were tried and stayed
    /// undecided.
    pub undecided: Vec<usize>,
    /// Two values, in rising order, between which there is another edge: the condition does not just cease to hold.
    pub contradiction: Option<(usize, usize)>,
    /// How many values were tried only to see whether there are other edges.
    pub further: usize,
    /// Whether every value of the row was tried and decided. If not, the answer rests on the assumption that each
    /// statistic is monotone between the values tried.
    pub complete: bool,
    /// Whether the search ended although values that were not tried might change the answer even if each statistic is
    /// monotone between those that were: there are too many edges.
    pub given_up: bool,
    /// Whether it was stopped.
    pub stopped: bool,
}

/// The answer of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The value at this index.
    Value(usize),
    /// It holds at all values tried, and neither edge was requested.
    All,
    /// It holds at none: every value was tried, and it fails there.
    None,
    /// It surely holds at none that was tried, but some values are undecided, or were not tried.
    Unknown,
    /// The search was stopped.
    Unfinished,
}

impl Bracket {
    /// The answer.
    #[must_use]
    pub const fn answer(&self) -> Answer {
        match (self.answer, self.edge) {
            _ if self.stopped => Answer::Unfinished,
            (Some(_), None) if self.given_up => Answer::Unknown,
            (Some(_), None) => Answer::All,
            (Some(index), Some(_)) => Answer::Value(index),
            (None, _) if self.complete => Answer::None,
            (None, _) => Answer::Unknown,
        }
    }
}
