//! The findings of a check of a law.

use super::sides::Sides;
use super::{Case, Law};
use crate::replicate::Cause;
use crate::scenario::Place;

/// A case that can't be tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    /// The law's title.
    pub law: String,
    /// The names and values of the variables.
    pub case: Vec<(String, String)>,
    /// What is wrong with it, in words.
    pub what: String,
    /// The place of the fault in the law file, if it has one.
    pub place: Option<Box<Place>>,
    /// Whether nothing is wrong with it, but the check was interrupted.
    pub interrupted: bool,
}

/// A result, unless a case can't be tested.
pub type Result<T> = std::result::Result<T, Faulty>;

/// A condition under which a law holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCondition {
    /// The condition, as an expression over the law's variables.
    pub text: String,
    /// Whether the law fails wherever the condition does not hold.
    pub only_there: bool,
    /// The number of other cases on which it was tested: all that meet it hold.
    pub cases: u64,
}

/// The findings of a check of a law.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The law's title.
    pub title: String,
    /// The name of its file.
    pub file: String,
    /// Its claims.
    pub claims: Vec<String>,
    /// Its condition.
    pub given: Option<String>,
    /// How many cases to which the law applies were tried.
    pub cases: u64,
    /// Whether these were all possible cases.
    pub exhausted: bool,
    /// What stopped the check before its end, if anything did.
    pub stopped: Option<Cause>,
    /// How many moves of masters were played.
    pub moves: u64,
    /// Whether all quantiles over visits and games are exact.
    pub exact: bool,
    /// In how many cases nobody knows whether the claims hold, since that depends on where quantiles that are not exact
    /// lie.
    pub undecided: u64,
    /// The case that refutes the law.
    pub refutation: Option<Refutation>,
    /// For claims about all runs: the confidence.
    pub statistical: Option<Statistical>,
}

/// The conclusion of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// A case refutes the law.
    Refuted,
    /// No case refutes it, of all planned cases.
    Holds,
    /// No case refutes it, of those tried before the check was stopped.
    Stopped,
    /// The check was stopped before any case was finished, or no case could be judged.
    Unknown,
    /// The law applies to no case: nothing is known about it.
    Vacuous,
}

impl Conclusion {
    /// Its name in tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refuted => "refuted",
            Self::Holds => "holds",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
            Self::Vacuous => "vacuous",
        }
    }
}

impl Finding {
    /// The conclusion.
    #[must_use]
    pub const fn conclusion(&self) -> Conclusion {
        match self {
            Self { refutation: Some(_), .. } => Conclusion::Refuted,
            Self { stopped: Some(_), cases: 0, .. } => Conclusion::Unknown,
            Self { cases: 1.., .. } if self.judged() == 0 => Conclusion::Unknown,
            Self { stopped: Some(_), .. } => Conclusion::Stopped,
            Self { cases: 0, .. } => Conclusion::Vacuous,
            _ => Conclusion::Holds,
        }
    }

    /// In how many cases something was decided.
    const fn judged(&self) -> u64 {
        let skewed = match self.statistical {
            Some(Statistical { skewed: Some(skewed), .. }) => skewed.cases,
            _ => 0,
        };
        self.cases.saturating_sub(self.undecided).saturating_sub(skewed)
    }
}

/// The confidence of a check of claims about all runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistical {
    /// Replications of each case.
    pub replications: u64,
    /// The probability that a true law is refuted is at most this.
    pub error_rate: f64,
    /// In how many cases every claim is significant, not only not refuted.
    pub shown: u64,
    /// The two sides of every `==` agree within this share of the greater one, in every case. Infinite where that is
    /// not known.
    pub within: Option<f64>,
    /// Cases that could not be judged, since their values are too skewed for this many replications.
    pub skewed: Option<Skewed>,
}

/// Cases whose values are too skewed to be judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skewed {
    /// How many there are.
    pub cases: u64,
    /// The greatest skewness of a sample among them.
    pub skewness: f64,
    /// How many replications each of them would need, about.
    pub needed: u64,
}

/// A case that refutes a law.
#[derive(Clone, Debug)]
pub struct Refutation {
    /// The case.
    pub case: Case,
    /// The failing claim.
    pub claim: String,
    /// Why.
    pub sides: Option<Sides>,
    /// The names and values of the variables.
    pub values: Vec<(String, String)>,
    /// The variables that alone can take any other value, and the claim still fails.
    pub irrelevant: Vec<String>,
    /// In how many of how many other randomly drawn cases, each counted once, the law fails; zeros if that was not counted.
    pub share: (u64, u64),
    /// Whether certainly no smaller case refutes the law.
    pub smallest: bool,
    /// The replication in which it fails, from 0, if times are random.
    pub replication: Option<u64>,
    /// Of a claim about all runs: how many replications refute it.
    pub replications: Option<u64>,
    /// The settings that turn the template into this case's scenario: `PATH=VALUE`.
    pub settings: Vec<String>,
    /// The text of this case's scenario.
    pub scenario: String,
    /// If the two sides differed by the same in all replications, in how many: rarer runs might show something else.
    pub never_varied: Option<u64>,
    /// The condition under which the law holds.
    pub condition: Option<MissingCondition>,
}

impl Law {
    /// The names and values of the variables in a case.
    pub(super) fn described(&self, case: &Case) -> Vec<(String, String)> {
        let values = self.values(case);
        self.variables.iter().zip(values).map(|(variable, value)| (variable.name.clone(), value.to_string())).collect()
    }
}
