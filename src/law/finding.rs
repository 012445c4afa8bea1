//! What a check of a law found.

use super::condition::Condition;
use super::{Case, Law};
use crate::expression::Node;
use crate::scenario::Place;

/// A case that can't be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    /// The law's title.
    pub law: String,
    /// The names and values of the variables.
    pub case: Vec<(String, String)>,
    /// What is wrong with it, in words.
    pub what: String,
    /// Where in the law file the fault shows, if it does in one place.
    pub place: Option<Box<Place>>,
    /// Whether nothing is wrong with it, but the check was interrupted.
    pub interrupted: bool,
}

/// What can be said, unless a case can't be tried.
pub type Result<T> = std::result::Result<T, Faulty>;

/// What a check of a law found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The law's title.
    pub title: String,
    /// The name of its file.
    pub file: String,
    /// What it claims.
    pub claims: Vec<String>,
    /// Under which condition.
    pub given: Option<String>,
    /// How many cases were tried that the law means.
    pub cases: u64,
    /// Whether these were all cases that there are.
    pub exhausted: bool,
    /// Whether the check was stopped before its end.
    pub stopped: bool,
    /// How many moves of masters were played.
    pub moves: u64,
    /// The case that refutes the law.
    pub refutation: Option<Refutation>,
    /// For claims about all runs: how sure it is.
    pub statistical: Option<Statistical>,
}

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// A case refutes the law.
    Refuted,
    /// No case does, of all that were to be tried.
    Holds,
    /// No case does, of those that were tried before the check was stopped.
    Stopped,
    /// There was no case that the law means: nothing is known of it.
    Vacuous,
}

impl Finding {
    /// What the check comes to.
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

/// How sure a check of claims about all runs is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistical {
    /// Replications of each case.
    pub replications: u64,
    /// The probability that a true law is refuted is at most this.
    pub error_rate: f64,
    /// In how many cases every claim is shown, not only not refuted.
    pub shown: u64,
    /// The two sides of every `==` agree within this share of the greater one, in every case.
    pub within: Option<f64>,
}

/// A case that refutes a law.
#[derive(Clone, Debug)]
pub struct Refutation {
    /// The case.
    pub case: Case,
    /// Which claim fails.
    pub claim: String,
    /// Why.
    pub sides: Option<Sides>,
    /// The names and values of the variables.
    pub values: Vec<(String, String)>,
    /// The variables that alone can take any other value, and the claim still fails.
    pub irrelevant: Vec<String>,
    /// In how many of how many cases the law fails, drawn without looking for trouble; zeros where that was not asked.
    pub share: (u64, u64),
    /// Whether there surely is no smaller case that refutes the law.
    pub smallest: bool,
    /// The replication in which it fails, from 0, if chance has a say in it.
    pub replication: Option<u64>,
    /// What makes the template this case's scenario: `PATH=VALUE`.
    pub settings: Vec<String>,
    /// The text of this case's scenario.
    pub scenario: String,
    /// Where the law holds after all.
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
