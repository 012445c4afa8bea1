//! What a seek found: the answer, how sure it is, and all that was tried.

mod csv;
mod json;
mod table;

pub(super) use table::estimated;

use crate::count::{counted, grouped};
use crate::experiment::Factor;
use crate::experiment::seek::{Answer, Goal, Question, Sought, Tried, Verdict, tries_max};
use crate::replicate::Cause;
use crate::scenario::Setting;
use std::io::{self, Write};

/// A seek and its result.
#[derive(Clone, Copy, Debug)]
pub struct SeekReport<'a> {
    /// The scenario's title.
    pub title: &'a str,
    /// What was changed in its file.
    pub settings: &'a [Setting],
    /// From which all random numbers followed.
    pub seed: u64,
    /// What was varied.
    pub factor: &'a Factor,
    /// What should hold.
    pub question: &'a Question,
    /// How it was sought.
    pub goal: &'a Goal,
    /// What was found.
    pub sought: &'a Sought,
    /// What stopped it before its end, if anything did.
    pub cut: Option<Cause>,
}

impl SeekReport<'_> {
    /// Writes the answer and what was tried as a table for people.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        table::table(self, out)
    }

    /// Writes everything as a JSON object.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::json(self, out)
    }

    /// Writes what was tried as CSV: one row for each value and criterion.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::csv(self, out)
    }

    /// How far it got: `7 of at most 30 values completed`.
    #[must_use]
    pub fn how_far(&self) -> String {
        let len = usize::try_from(self.factor.len()).unwrap_or(usize::MAX);
        let most = counted(tries_max(len, self.goal.strategy) as u64, "value");
        format!("{} of at most {most} completed", grouped(self.sought.tried.len() as u64))
    }

    /// What is known of the edge before it is found: `holds at 31, fails at 63: the edge is between`.
    #[must_use]
    pub fn so_far(&self) -> String {
        let bracket = &self.sought.bracket;
        if let (Some(holds), Some(fails)) = (bracket.answer, bracket.fails_at) {
            let ends = format!("holds at {}, fails at {}", self.value(holds), self.value(fails));
            let is_closed = holds.abs_diff(fails) == 1;
            return ends + if is_closed { ": perhaps not the only edge" } else { ": an edge is between" };
        }
        let verdicts = [(Verdict::Holds, "holds"), (Verdict::Fails, "fails"), (Verdict::Undecided, "is undecided")];
        let known = verdicts.map(|(verdict, words)| (self.count(verdict) as u64, words));
        let known = known.iter().filter(|(count, _)| *count > 0);
        known.map(|(count, words)| format!("{words} at {}", counted(*count, "value"))).collect::<Vec<_>>().join(", ")
    }

    fn value(&self, index: usize) -> String {
        self.factor.value(index as u64)
    }

    /// Whether nothing that was tried was left to chance.
    fn is_exact(&self) -> bool {
        self.sought.tried.iter().flat_map(|tried| &tried.estimates).all(|(_, interval)| interval.is_none())
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.sought.tried.iter().filter(|tried| tried.verdict == verdict).count()
    }

    fn is_answer(&self, tried: &Tried) -> bool {
        self.sought.answer() == Answer::Value(tried.index)
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "fails",
        Verdict::Undecided => "undecided",
    }
}
