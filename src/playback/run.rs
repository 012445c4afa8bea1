//! A run: played, recorded or sampled, with what it came to.

use crate::model::{Halt, Measure, Outcome};
use crate::replicate::Prepared;
use crate::scenario::Scenario;
use crate::trace::{Follow, Recorder, Recording, State, StateSample, StateSampler, Tracer};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;

/// With more boards than this, nobody could tell them apart.
const BOARDS_MAX: u64 = 2_000;
/// More spans than this make a page that loads slowly: about 10 bytes each.
const SPANS_MAX: u64 = 300_000;
/// Of runs that are not recorded: how many parts samples cut them into.
const INTERVALS: u32 = 600;

/// One run, as the page knows it. Whole numbers that a JavaScript number can't hold are texts of digits.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// What it is called.
    pub title: String,
    master: String,
    masters: u32,
    groups: Vec<Group>,
    visit: String,
    /// Whether some games have no end, so that the run ends at its horizon.
    is_endless: bool,
    end_ns: String,
    makespan_ns: String,
    digest: String,
    measures: Vec<Measured>,
    film: Film,
}

#[derive(Clone, Debug, Serialize)]
struct Group {
    name: String,
    count: u32,
}

#[derive(Clone, Debug, Serialize)]
struct Measured {
    name: &'static str,
    label: &'static str,
    meaning: &'static str,
    /// `_s`, `_per_s`, or nothing.
    unit: &'static str,
    /// Absent where there is nothing to measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
}

/// What happened, span by span, or counts at some instants where that would be too much.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Film {
    /// Of [`Recording`], in Base64.
    Spans { tick_ns: String, rows: String, moves: String },
    /// For each sample, how many boards were in each state, how many masters, and how many moves were made.
    Samples { boards: Vec<[u32; State::OF_A_ROW]>, masters: Vec<[u32; State::OF_A_ROW]>, moves: Vec<u64> },
}

/// Plays a replication, counted from 0: once, or twice if it is too long to be recorded.
///
/// # Errors
/// If it does not end.
pub fn play(prepared: &Prepared, scenario: &Scenario, title: String, replication: u64) -> Result<Run, Halt> {
    let exhibition = &scenario.exhibition;
    let spans_max = if exhibition.opponents() > BOARDS_MAX { 0 } else { SPANS_MAX };
    let (outcome, recorder) = follow(prepared, scenario, replication, Recorder::new(exhibition, spans_max))?;
    let film = if let Some(recording) = recorder.finish() {
        Film::of_spans(&recording)
    } else {
        let sampler = StateSampler::new(exhibition, outcome.end(), INTERVALS);
        Film::of_samples(&follow(prepared, scenario, replication, sampler)?.1.finish())
    };
    let groups = exhibition.groups.iter().map(|group| Group { name: group.name.clone(), count: group.count });
    Ok(Run {
        title,
        master: exhibition.master.name.clone(),
        masters: exhibition.master.count,
        groups: groups.collect(),
        visit: exhibition.visit.to_string(),
        is_endless: exhibition.is_endless(),
        end_ns: outcome.end().as_ns().to_string(),
        makespan_ns: outcome.makespan.as_ns().to_string(),
        digest: format!("{:016x}", outcome.digest),
        measures: measures(&outcome),
        film,
    })
}

/// Plays a replication for a follower.
fn follow<F: Follow>(
    prepared: &Prepared,
    scenario: &Scenario,
    replication: u64,
    follow: F,
) -> Result<(Outcome, F), Halt> {
    let mut tracer = Tracer::new(&scenario.exhibition, follow);
    let outcome = prepared.seat().observe(replication, &mut tracer)?.clone();
    let follow = tracer.finish(outcome.end());
    Ok((outcome, follow))
}

impl Film {
    fn of_spans(recording: &Recording) -> Self {
        Self::Spans {
            tick_ns: recording.tick_ns.to_string(),
            rows: BASE64.encode(&recording.rows),
            moves: BASE64.encode(&recording.moves),
        }
    }

    fn of_samples(samples: &[StateSample]) -> Self {
        Self::Samples {
            boards: samples.iter().map(|sample| sample.boards).collect(),
            masters: samples.iter().map(|sample| sample.masters).collect(),
            moves: samples.iter().map(|sample| sample.moves).collect(),
        }
    }
}

/// All measures but quantiles, which are not taken here.
fn measures(outcome: &Outcome) -> Vec<Measured> {
    let part = outcome.part(None);
    let measured = |measure: Measure| Measured {
        name: measure.name(),
        label: measure.label(),
        meaning: measure.meaning(),
        unit: measure.unit().suffix(),
        value: (!measure.exact(&part).of_nothing()).then(|| measure.value(&part)),
    };
    Measure::ALL.into_iter().filter(|measure| !measure.is_quantile()).map(measured).collect()
}
