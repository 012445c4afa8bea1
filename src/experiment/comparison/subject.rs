//! The subject of a comparison: a measure of all boards, or of a group, which every scenario must have.

use crate::experiment::observations::Observation;
use crate::expression::measure_among;
use crate::model::{Measure, Part};
use std::fmt;

/// A measure of all boards, or of a group.
///
/// ```
/// use zeitnot::experiment::Subject;
/// use zeitnot::model::Measure;
/// let groups = ["hobbyist", "A. B."];
/// let subject = Subject::new(r#"opponents["A. B."].waiting_mean"#, &groups).unwrap();
/// assert_eq!((subject.measure, subject.group.as_deref()), (Measure::WaitingMean, Some("A. B.")));
/// assert_eq!(Subject::new("opponents.`A. B.`.waiting_mean", &groups).as_ref(), Some(&subject));
/// assert_eq!(subject.within(&["A. B."]), Some(Some(0)));
/// assert_eq!(subject.within(&["hobbyist"]), None);
/// assert_eq!(Subject::new("makespan", &groups), Some(Measure::Makespan.into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// What is measured.
    pub measure: Measure,
    /// The name of the group; `None` for all boards.
    pub group: Option<String>,
}

impl Subject {
    /// The subject that a name means (as in conditions), with these groups of the baseline; `None` if it is not a
    /// measure.
    #[must_use]
    pub fn new(name: &str, groups: &[impl AsRef<str>]) -> Option<Self> {
        // Conditions put names with special characters in backquotes.
        let unquoted = || measure_among(&name.replace('`', ""), groups);
        let (measure, group) = measure_among(name, groups).or_else(unquoted)?;
        Some(Self { measure, group: group.map(|group| groups[group].as_ref().to_owned()) })
    }

    /// The index of its group among these, or `Some(None)` for all boards; `None` if the group is not among them.
    #[must_use]
    pub fn within(&self, groups: &[impl AsRef<str>]) -> Option<Option<usize>> {
        let Some(name) = &self.group else { return Some(None) };
        groups.iter().position(|group| group.as_ref() == name).map(Some)
    }

    /// What is observed of it in an outcome; `group` is the result of [`Subject::within`] for the scenario.
    pub(super) fn observe(&self, all_boards: &Part<'_>, group: Option<usize>) -> Observation {
        match group {
            None => Observation::new(self.measure, all_boards),
            Some(_) => Observation::new(self.measure, &all_boards.outcome.part(group)),
        }
    }
}

impl From<Measure> for Subject {
    fn from(measure: Measure) -> Self {
        Self { measure, group: None }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.group {
            Some(group) => write!(f, "{group}.{}", self.measure.short_name()),
            None => f.write_str(self.measure.short_name()),
        }
    }
}

/// A scenario has no such group, so it can't be compared with that of the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchGroup {
    /// The scenario: 0 is the baseline, 1 the first alternative.
    pub scenario: usize,
    /// The subject that it lacks.
    pub subject: Subject,
}

impl fmt::Display for NoSuchGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "scenario {} has no such group: {} can't be compared", self.scenario, self.subject)
    }
}

impl std::error::Error for NoSuchGroup {}
