//! When replications are enough, and what is told of why there were no more.

use super::Summariser;
use crate::replicate::Cause;

/// Why no more replications were played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// As many as were asked for were played.
    Replications,
    /// Everything is as precise as was asked for.
    Precision,
    /// The greatest number was reached before the precision was.
    MaxReplications,
    /// It was stopped before its end. How far it got depends on the machine.
    Stopped {
        /// By what.
        cause: Cause,
        /// How many replications were asked for, if a number was.
        planned: Option<u64>,
    },
}

impl Ending {
    /// Its name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Replications => "replications",
            Self::Precision => "precision",
            Self::MaxReplications => "max_replications",
            Self::Stopped { cause, .. } => cause.name(),
        }
    }
}

/// When replications are enough.
pub trait Rule {
    /// So many are needed at least.
    fn least(&self) -> u64;

    /// More than so many are never needed.
    fn most(&self) -> u64;

    /// Why no more than those of `summariser` are needed, if that is so; asked after each, in order.
    fn ending(&self, summariser: &Summariser) -> Option<Ending>;

    /// How many replications there are to be, if their number is fixed.
    fn planned(&self) -> Option<u64> {
        None
    }
}

/// So many replications, whatever they tell.
#[derive(Clone, Copy, Debug)]
pub struct Fixed(pub u64);

impl Rule for Fixed {
    fn least(&self) -> u64 {
        self.0
    }

    fn most(&self) -> u64 {
        self.0
    }

    fn ending(&self, summariser: &Summariser) -> Option<Ending> {
        (summariser.replications() >= self.0).then_some(Ending::Replications)
    }

    fn planned(&self) -> Option<u64> {
        Some(self.0)
    }
}

impl<R: Rule + ?Sized> Rule for Box<R> {
    fn least(&self) -> u64 {
        (**self).least()
    }

    fn most(&self) -> u64 {
        (**self).most()
    }

    fn ending(&self, summariser: &Summariser) -> Option<Ending> {
        (**self).ending(summariser)
    }

    fn planned(&self) -> Option<u64> {
        (**self).planned()
    }
}
