//! What of a study is to be played: its points, each of them checked.

use super::Study;
use crate::model::Measure;
use crate::scenario::{Diagnostic, Diagnostics};

/// The points that are to be played. All their scenarios make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Their numbers in the grid.
    pub points: Vec<u64>,
    /// What is told of them, and is to be precise, if nothing is asked for: the makespan, or if some of the games are
    /// endless the throughput, which means something in the others, too.
    pub principal: Measure,
    /// How many points have endless games.
    pub endless: usize,
    /// How many points have a makespan that nothing but their horizon decides on.
    pub without_makespan: usize,
}

impl Agenda {
    /// The points of a study.
    ///
    /// # Errors
    /// If there are none, or too many, or if one makes no sense; or if there is a seed for all although seeds are varied.
    pub fn new(study: &Study) -> Result<Self, Diagnostics> {
        if let Some(seed) = study.seed.filter(|_| study.varies_seed()) {
            let what = format!("the seed {seed} has no effect: `seed` is varied");
            return Err(Diagnostic::new(what).help("leave out one of the two").into());
        }
        let points = study.points()?;
        let mut agenda = Self { points: Vec::new(), principal: Measure::Makespan, endless: 0, without_makespan: 0 };
        for point in &points {
            let exhibition = study.scenario(*point)?.exhibition;
            agenda.endless += usize::from(exhibition.is_endless());
            agenda.without_makespan += usize::from(exhibition.makespan_is_given());
            if exhibition.is_endless() {
                agenda.principal = exhibition.principal_measure();
            }
        }
        Ok(Self { points, ..agenda })
    }
}
