//! A report to try the formats on.

use super::{Report, Single};
use crate::experiment::{Ending, Summariser};
use crate::model::{Measure, Simulator};
use crate::scenario::Scenario;
use std::path::Path;

/// How many of these measures are recorded without quantiles.
pub(super) fn taken(measures: &[Measure]) -> usize {
    measures.iter().filter(|measure| !measure.is_quantile()).count()
}

/// Plays the scenario in `text` and shows the report to `look`.
pub(super) fn with_report(text: &str, replications: u64, look: impl FnOnce(&Report<'_>)) {
    let scenario = Scenario::from_text("test.ron", text, None).unwrap_or_else(|error| panic!("{error}"));
    let mut simulator = Simulator::new(&scenario.exhibition).unwrap();
    let mut summariser = Summariser::new(0.95);
    for replication in 0..replications {
        summariser.add(simulator.play(scenario.seed, replication).unwrap());
    }
    let outcome = simulator.play(scenario.seed, 0).unwrap().clone();
    let first = Single { replication: 0, outcome };
    let summary = summariser.summary().unwrap();
    let (file, ending) = (Path::new("test.ron"), Ending::Replications);
    look(&Report {
        file,
        scenario: &scenario,
        settings: &[],
        summary,
        ending,
        wanted: None,
        first,
        chosen: None,
        gates: Vec::new(),
        shows_quantiles: true,
    });
}

/// A pipe whose reader is gone.
pub(super) struct Closed;

impl std::io::Write for Closed {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
