//! Rules for when replications are enough, and the reasons why play ended.

use super::Summariser;
use crate::replicate::Cause;

/// Why no more replications were played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The requested number was played.
    Replications,
    /// Everything has the requested precision.
    Precision,
    /// The largest number was reached before the precision.
    MaxReplications,
    /// It was stopped before its end. How far it got depends on the machine.
    Stopped {
        /// The cause.
        cause: Cause,
        /// The requested number of replications, if any.
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
    /// At least this many are needed.
    fn least(&self) -> u64;

    /// More than this many are never needed.
    fn most(&self) -> u64;

    /// Why no more than those of `summariser` are needed, if that is so; called after each, in order.
    fn ending(&self, summariser: &Summariser) -> Option<Ending>;

    /// The number of replications, if it is fixed.
    fn planned(&self) -> Option<u64> {
        None
    }
}

/// A fixed number of replications.
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
