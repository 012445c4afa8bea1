//! Limits of parameters, and the places of those beyond them.

use super::{MAX_NESTING, Problem};
use crate::model::Distribution;
use crate::time::Duration;
use std::fmt;

/// A path, which is written out only if there is something wrong there: all is well in most exhibitions, and there are
/// many.
#[derive(Clone, Copy)]
pub(in crate::model) struct At<'p> {
    whole: Option<&'p At<'p>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Index(usize),
}

impl<'p> At<'p> {
    pub const fn root(field: &'static str) -> Self {
        Self { whole: None, step: Step::Field(field) }
    }

    /// A part of it, with the dot before its name.
    pub const fn field(&'p self, name: &'static str) -> Self {
        Self { whole: Some(self), step: Step::Field(name) }
    }

    pub const fn at(&'p self, index: usize) -> Self {
        Self { whole: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(whole) = self.whole {
            whole.fmt(f)?;
        }
        match self.step {
            Step::Field(name) => f.write_str(name),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

impl From<At<'_>> for String {
    fn from(path: At<'_>) -> Self {
        path.to_string()
    }
}

/// What is wrong with a value, and what to write instead.
pub(in crate::model) type Complaint = Option<(String, String)>;

/// The errors of a distribution and of those that it holds.
pub(in crate::model) struct Faults<'f> {
    problems: &'f mut Vec<Problem>,
    depth: usize,
}

impl<'f> Faults<'f> {
    pub const fn new(problems: &'f mut Vec<Problem>) -> Self {
        Self { problems, depth: 0 }
    }

    /// Adds what is wrong at `path`, if anything is.
    pub fn add(&mut self, path: At<'_>, complaint: Complaint) {
        self.problems.extend(complaint.map(|(what, instead)| Problem::new(path, what, instead)));
    }

    /// Adds the errors of the distribution at `path`.
    pub fn add_those_of(&mut self, path: At<'_>, distribution: &Distribution) {
        if self.depth == MAX_NESTING {
            let what = format!("distributions are nested more than {MAX_NESTING} deep");
            return self.add(path, Some((what, "write it with fewer levels".into())));
        }
        self.depth += 1;
        distribution.ask(|family| (family.check)(path, self));
        self.depth -= 1;
    }
}

pub(in crate::model) fn not_empty(length: usize, example: &str) -> Complaint {
    (length == 0).then(|| ("this list is empty".into(), format!("write at least one value: `{example}`")))
}

pub(in crate::model) fn ascending(low: Duration, high: Duration, low_name: &str, high_name: &str) -> Complaint {
    let what = || format!("the {high_name} ({high}) is below the {low_name} ({low})");
    (high < low).then(|| (what(), "put the values in ascending order".into()))
}

pub(in crate::model) fn positive(name: &str, value: f64) -> Complaint {
    let what = || format!("the {name} is {value}, but must be {} above 0", number(value));
    let fine = value.is_finite() && value > 0.0;
    (!fine).then(|| (what(), "write a positive number, such as 1.5".into()))
}

pub(in crate::model) fn not_negative(name: &str, value: f64) -> Complaint {
    let what = || format!("the {name} is {value}, but must be {}, at least 0", number(value));
    let fine = value.is_finite() && value >= 0.0;
    (!fine).then(|| (what(), "write a number, at least 0, such as 0.5".into()))
}

/// What a value must be: if it is not a finite number, the message says so, too.
fn number(value: f64) -> &'static str {
    if value.is_finite() { "a number" } else { "a finite number" }
}
