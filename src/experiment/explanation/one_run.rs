//! One replication: what each what-if would have done in that very one.

use super::WhatIf;
use crate::experiment::Playing;
use crate::model::Measure;
use crate::replicate::{PlayError, Player, Prepared, Source};
use crate::scenario::Scenario;

/// A replication under the what-ifs, with the same random numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct OneRun {
    /// Its value of the measure, as things are.
    pub value: f64,
    /// Its value with each what-if.
    pub changed: Vec<(WhatIf, f64)>,
}

impl OneRun {
    /// Plays it, once as it is and once with each what-if. A what-if that does not finish is left out.
    pub(super) fn play(
        scenario: &Scenario,
        what_ifs: impl Iterator<Item = WhatIf>,
        replication: u64,
        measure: Measure,
        playing: &Playing,
    ) -> Result<Self, PlayError> {
        let value = |prepared: &Prepared| match prepared.seat().play(replication) {
            Ok(outcome) => Ok(outcome.value(measure)),
            Err(halt) => Err(prepared.halted(replication, halt)),
        };
        let exhibition = &scenario.exhibition;
        let mut changed = Vec::new();
        for (what_if, exhibition) in what_ifs.filter_map(|what_if| Some((what_if, what_if.apply(exhibition)?))) {
            let changed_scenario = Scenario { exhibition, ..scenario.clone() };
            match value(&playing.prepare(&changed_scenario, &scenario.title)?) {
                Ok(value) => changed.push((what_if, value)),
                Err(PlayError::Halted { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self { value: value(&playing.prepare(scenario, &scenario.title)?)?, changed })
    }
}
