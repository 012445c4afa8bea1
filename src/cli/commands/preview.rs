//! The preview of a study: what it would play, and about how long that would take.

use crate::cli::failure::{Failure, note};
use crate::cli::output;
use crate::count::counted;
use crate::replicate::{Player, Prepared, Stop};
use crate::report::rounded;
use crate::report::sweep::plan;
use crate::scenario::{Scenario, Variations};
use crate::study::{Agenda, Effort, Study};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// This many points are tried, at most this long each, to measure the cost of a replication.
const TRIED: usize = 8;
const PILOT: Duration = Duration::from_millis(50);

/// Lists the points on stdout, and prints on stderr how long they would take.
pub(in crate::cli) fn preview(
    study: &Study,
    baseline: &Scenario,
    agenda: &Agenda,
    jobs: usize,
    events_max: u64,
) -> Result<ExitCode, Failure> {
    let (points, mut out) = (&agenda.points, output::text_stream());
    let replications = study.expected_replications().saturating_mul(points.len() as u64);
    let at_least = matches!(study.effort, Effort::Precision { .. });
    let in_all = format!("{}{} in all", if at_least { "at least " } else { "" }, counted(replications, "replication"));
    plan(&baseline.title, &study.settings, &study.grid, points, &in_all, output::columns(), &mut out)?;
    out.flush()?;
    let per_replication = cost(study, points, events_max).as_secs_f64();
    let total =
        Duration::try_from_secs_f64(per_replication * replications as f64 / jobs as f64).unwrap_or(Duration::MAX);
    let about = match total.as_secs() {
        _ if at_least => "at least ",
        // A bound below a second is not shown.
        0 => "",
        _ => "about ",
    };
    let threads = counted(jobs as u64, "thread");
    match (at_least, total.as_secs()) {
        (true, 0) => note("how many replications the precision needs is known only after playing them"),
        _ => note(&format!("{about}{} on {threads}, going by a few replications", roughly(total))),
    }
    Ok(ExitCode::SUCCESS)
}

/// A rough time, rounded to the second.
fn roughly(total: Duration) -> String {
    match total.as_secs() {
        0 => "less than a second".to_owned(),
        seconds => rounded(u128::from(seconds) * 1_000_000_000),
    }
}

/// The mean time of a replication, over evenly chosen points.
fn cost(study: &Study, points: &[u64], events_max: u64) -> Duration {
    let step = points.len().div_ceil(TRIED);
    let pilots: Vec<_> = points.iter().step_by(step).filter_map(|point| pilot(study, *point, events_max)).collect();
    pilots.iter().sum::<Duration>() / u32::try_from(pilots.len().max(1)).unwrap_or(u32::MAX)
}

fn pilot(study: &Study, point: u64, events_max: u64) -> Option<Duration> {
    let scenario = study.scenario(point, &mut Variations::new(study.baseline.clone())).ok()?;
    let prepared = Prepared::new(&scenario.exhibition, scenario.seed, &scenario.title, &Stop::new()).ok()?;
    let mut seat = prepared.limit_events(events_max).seat();
    let begin = Instant::now();
    for replication in 0..study.expected_replications() {
        // Its errors are reported when it is played.
        let _ = seat.play(replication);
        if begin.elapsed() > PILOT {
            return Some(begin.elapsed() / u32::try_from(replication + 1).ok()?);
        }
    }
    Some(begin.elapsed() / u32::try_from(study.expected_replications()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_is_rough() {
        assert_eq!(roughly(Duration::from_nanos(312_875)), "less than a second");
        assert_eq!(roughly(Duration::from_millis(75_400)), "1m15s");
        assert!(!roughly(Duration::MAX).is_empty());
    }
}
