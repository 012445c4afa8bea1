//! Playing the points of a study, with or without a journal.

use super::gathered::Gathered;
use super::journaled::{Counts, Journaled};
use super::work::{Plays, StudyError, Work};
use super::{Agenda, Study};
use crate::experiment::{Ending, Summary};
use crate::model::Outcome;
use crate::replicate::{Cause, Point, Session, replicate_points};
use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Plays the points of a study, and passes the number, the summary and the ending of each to `done`, in order. The
/// results depend neither on the number of threads nor on the journal. If play is stopped, the outcomes of the next
/// point are passed on, too.
///
/// `look` sees every outcome that counts, with its point's place among those of the agenda, and whether it is the last
/// of its point: see [`replicate_points`].
///
/// # Errors
/// See [`StudyError`]; the points before were passed on.
pub fn play(
    study: &Study,
    agenda: &Agenda,
    work: &Work<'_>,
    look: impl FnMut(usize, &Outcome, ControlFlow<()>),
    mut done: impl FnMut(u64, Summary, Ending),
) -> Result<Plays, StudyError> {
    let (points, counts, finished) = (&agenda.points, Arc::new(Counts::default()), Cell::new(0));
    let open = |index: usize| {
        let scenario = &agenda.scenarios[index];
        let label = format!("{} with {}", study.baseline.name(), study.set_at(points[index]));
        let source = Journaled::new(scenario, label, work, &counts)?;
        let stored = source.reach(0)?;
        Ok(Point { source, fold: Gathered::new(study, agenda.games), first: 0, stored })
    };
    let done = |index, gathered: Gathered, stopped: Option<Cause>| {
        finished.set(finished.get() + usize::from(stopped.is_none()));
        if let Some((summary, ending)) = gathered.result(stopped) {
            done(points[index], summary, ending);
        }
    };
    let progress = |replications| (work.progress)(replications, finished.get());
    let session = Session { jobs: work.jobs, stop: work.stop, progress: &progress };
    let stopped = replicate_points(&session, points.len(), open, look, done)?;
    Ok(Plays { stopped, kept: counts.kept(), stored: counts.stored() })
}

impl Study {
    /// The settings of a point of the grid, for messages.
    #[must_use]
    pub fn set_at(&self, point: u64) -> String {
        let settings = self.grid.settings(point).unwrap_or_default();
        settings.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}
