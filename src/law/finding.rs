//! The findings of a check of a law.

use super::condition::Condition;
use super::{Case, Law};
use crate::expression::Node;
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
    /// Whether the check was stopped early.
    pub stopped: bool,
    /// How many moves of masters were played.
    pub moves: u64,
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
    /// The law applies to no case: nothing is known about it.
    Vacuous,
}

impl Finding {
    /// The conclusion.
    #[must_use]
    pub const fn conclusion(&self) -> Conclusion {
        match self {
            Self { refutation: Some(_), .. } => Conclusion::Refuted,
            Self { stopped: true, .. } => Conclusion::Stopped,
            Self { cases: 0, .. } => Conclusion::Vacuous,
            _ => Conclusion::Holds,
        }
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
    /// The two sides of every `==` agree within this share of the larger one, in every case.
    pub within: Option<f64>,
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
    /// In how many of how many randomly drawn cases the law fails; zeros if that was not counted.
    pub share: (u64, u64),
    /// Whether certainly no smaller case refutes the law.
    pub smallest: bool,
    /// The replication in which it fails, from 0, if times are random.
    pub replication: Option<u64>,
    /// The settings that turn the template into this case's scenario: `PATH=VALUE`.
    pub settings: Vec<String>,
    /// The text of this case's scenario.
    pub scenario: String,
    /// The condition under which the law holds.
    pub condition: Option<Condition>,
}

/// Both sides of the comparison that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The left side, as written, and its value.
    pub left: (String, String),
    /// The comparison.
    pub comparison: String,
    /// The right side, as written, and its value.
    pub right: (String, String),
}

impl Law {
    /// The names and values of the variables in a case.
    pub(super) fn described(&self, case: &Case) -> Vec<(String, String)> {
        let values = self.values(case);
        self.variables.iter().zip(values).map(|(variable, value)| (variable.name.clone(), value.to_string())).collect()
    }
}

impl Sides {
    /// Both sides of a comparison, with their values.
    pub(super) fn new(text: &str, node: &Node, values: [String; 2]) -> Option<Self> {
        let (left, comparison, right) = node.comparison()?;
        let written = |node: &Node| text.get(node.span.clone()).unwrap_or(text).to_owned();
        let [first, second] = values;
        Some(Self { left: (written(left), first), comparison: comparison.to_string(), right: (written(right), second) })
    }
}
