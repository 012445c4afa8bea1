//! The results of a seek: the answer, its confidence, and all values tried.

mod csv;
mod json;
mod table;
mod words;

pub(super) use table::estimated;

use crate::count::{counted, grouped};
use crate::experiment::Factor;
use crate::experiment::seek::{Answer, Goal, Question, Sought, Tried, Verdict};
use crate::replicate::Cause;
use crate::scenario::Setting;
use std::io::{self, Write};

/// A seek and its result.
#[derive(Clone, Copy, Debug)]
pub struct SeekReport<'a> {
    /// The scenario's title.
    pub title: &'a str,
    /// The settings that changed its file.
    pub settings: &'a [Setting],
    /// Seed of all random numbers.
    pub seed: u64,
    /// What was varied.
    pub factor: &'a Factor,
    /// The condition.
    pub question: &'a Question,
    /// The goal.
    pub goal: &'a Goal,
    /// What was found.
    pub sought: &'a Sought,
    /// What stopped it before its end, if anything did.
    pub stopped: Option<Cause>,
}

impl SeekReport<'_> {
    /// Writes the answer and the values tried as a table for people.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        table::table(self, columns, out)
    }

    /// Writes everything as a JSON object.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::json(self, out)
    }

    /// Writes the values tried as CSV: one row for each value and criterion.
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
        let most = counted(self.goal.tries_max(len) as u64, "value");
        format!("{} of at most {most} completed", grouped(self.sought.tried.len() as u64))
    }

    /// Why the answer is unknown, and what to do: for the message of a seek without an answer.
    #[must_use]
    pub fn why_unknown(&self) -> (String, String) {
        words::why_unknown(self)
    }

    /// What is known about the edge before it is found: `holds at 31, fails at 63: the edge is between`.
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
        self.value_at(index as u64)
    }

    /// What a verdict rests on if not every value was tried: the criteria whose statistics are taken to be monotone
    /// between those that were.
    fn assumed_monotone(&self) -> Vec<&str> {
        if self.sought.tried.len() as u64 == self.factor.len() || self.sought.bracket.stopped {
            return Vec::new();
        }
        let criteria = self.question.criteria().enumerate();
        criteria.filter(|(number, _)| !self.question.repeats(*number)).map(|(_, (text, _))| text).collect()
    }

    fn last_value(&self) -> String {
        self.value_at(self.factor.len() - 1)
    }

    fn value_at(&self, index: u64) -> String {
        self.factor.value(index)
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.sought.tried.iter().filter(|tried| tried.verdict == verdict).count()
    }

    fn is_answer(&self, tried: &Tried) -> bool {
        self.sought.answer() == Answer::Value(tried.index)
    }
}

const fn outcome(answer: Answer) -> &'static str {
    match answer {
        Answer::Value(_) => "value",
        Answer::All => "all",
        Answer::None => "none",
        Answer::Unknown => "unknown",
        Answer::Unfinished => "unfinished",
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "fails",
        Verdict::Undecided => "undecided",
    }
}
