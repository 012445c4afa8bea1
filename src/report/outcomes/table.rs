//! What a table of outcomes holds, and records of outcomes.
//!
//! Between an outcome and its row stands a record: its digest and its values, in bytes. Records are small and all of
//! one length, so that those whose turn has not come can be kept anywhere.

use crate::experiment::Grid;
use crate::model::{Measure, Outcome};

/// What a table of outcomes is about, and its columns.
///
/// Those that come from outcomes are the digest, then measures of all boards and, where there are several groups, of
/// each group.
#[derive(Clone, Debug)]
pub struct OutcomeTable<'a> {
    pub(super) title: &'a str,
    /// Unless each point has its own.
    pub(super) seed: Option<u64>,
    pub(super) grid: Option<&'a Grid>,
    /// The measures of all boards, then those of each group.
    parts: Vec<(Option<usize>, Vec<Measure>)>,
    /// As in results, `waiting_mean_s`; with the name of the group before it, `hobbyist.waiting_mean_s`.
    pub(super) names: Vec<String>,
}

/// What a record holds before the values.
const DIGEST_BYTES: usize = size_of::<u64>();
const VALUE_BYTES: usize = size_of::<f64>();

impl<'a> OutcomeTable<'a> {
    /// That of a scenario with this title, seed and groups, for the measures that are wanted; `grid` is what is varied
    /// of it, if anything is.
    pub fn new(
        (title, seed): (&'a str, u64),
        grid: Option<&'a Grid>,
        groups: &[String],
        wanted: impl Fn(Measure) -> bool,
    ) -> Self {
        let seed = (!grid.is_some_and(Grid::varies_seed)).then_some(seed);
        let chosen = |all: &[Measure]| all.iter().copied().filter(|measure| wanted(*measure)).collect::<Vec<_>>();
        let all_boards = chosen(&Measure::ALL);
        let mut names: Vec<_> = all_boards.iter().map(|measure| measure.name().to_owned()).collect();
        let mut parts = vec![(None, all_boards)];
        if groups.len() > 1 {
            for (index, group) in groups.iter().enumerate() {
                let of_group = chosen(&Measure::OF_A_GROUP);
                names.extend(of_group.iter().map(|measure| format!("{group}.{}", measure.name())));
                parts.push((Some(index), of_group));
            }
        }
        Self { title, seed, grid, parts, names }
    }

    /// The bytes of a record.
    #[must_use]
    pub const fn record_len(&self) -> usize {
        DIGEST_BYTES + self.names.len() * VALUE_BYTES
    }

    /// Writes the record of an outcome behind what is there.
    ///
    /// # Panics
    /// If the outcome has fewer groups.
    pub fn record(&self, outcome: &Outcome, into: &mut Vec<u8>) {
        into.extend(outcome.digest.to_le_bytes());
        for (group, measures) in &self.parts {
            let part = outcome.part(*group);
            into.extend(measures.iter().flat_map(|measure| measure.value(&part).to_le_bytes()));
        }
    }
}

/// The digest in a record.
pub(super) fn digest(record: &[u8]) -> String {
    let bytes = record.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_le_bytes(bytes))
}

/// The values in a record.
pub(super) fn values(record: &[u8]) -> impl Iterator<Item = f64> {
    record[DIGEST_BYTES..].as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes))
}
