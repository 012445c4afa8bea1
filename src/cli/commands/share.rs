//! Shares of a study: playing one, and saying which are incomplete.

use crate::cli::arguments::ResultOptions;
use crate::cli::ending::interrupt;
use crate::cli::failure::{AGAIN, Failure, note, warn};
use crate::cli::input::measures::check_study;
use crate::cli::output;
use crate::cli::progress::Progress;
use crate::count::{counted, grouped};
use crate::journal::{Archive, Journal, JournalError, Owner};
use crate::replicate::{Cause, Stop};
use crate::study::{Agenda, Assignment, Share, Study, Work, missing, play_share};
use std::cell::Cell;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Plays a share of a study into its shard in the folder `out`.
pub(in crate::cli) fn play(
    study: &Study,
    share: Share,
    out: &Path,
    options: &ResultOptions,
    jobs: usize,
    stop: &Stop,
) -> Result<ExitCode, Failure> {
    let Some(assignment) = Assignment::new(study, share, stop)? else {
        return Ok(stopped(stop, share, "not all points are checked yet"));
    };
    check_study(study, &assignment.agenda)?;
    let name = format!("{}-of-{}", share.number(), share.of());
    let journal = Journal::open_shard(out, &name, &Owner::new(&study.baseline()?)).map_err(|error| match error {
        JournalError::InUse(_) => {
            Failure::Busy { what: format!("{share}: {error}"), help: "let it finish, or try again later".to_owned() }
        }
        error => error.into(),
    })?;
    if !journal.is_locked() {
        warn(&format!("{} does not support file locks: make sure that no other process plays {share}", out.display()));
    }
    journal.repaired().into_iter().for_each(warn);
    let (journal, points) = (Arc::new(journal), Cell::new(0));
    let plays = {
        let progress = Progress::towards(assignment.expected_replications(study));
        let reach = |replications, finished| {
            points.set(finished);
            progress.reach(replications);
        };
        let events_max = options.limit.events();
        let work = Work { jobs, events_max, journal: Some(Arc::clone(&journal)), stop, progress: &reach };
        play_share(study, &assignment, &work)
    };
    // Whatever happened, outcomes must be safe on disk.
    let closed = Arc::into_inner(journal).map_or(Ok(()), Journal::close);
    let plays = plays?;
    closed?;
    note(&format!("{share}: {} played, {} reused", counted(plays.kept, "replication"), grouped(plays.stored)));
    let all = counted(assignment.agenda.points.len() as u64, "point");
    Ok(match plays.stopped {
        None => ExitCode::SUCCESS,
        Some(_) => stopped(stop, share, &format!("{} of {all} completed", grouped(points.get() as u64))),
    })
}

/// Says how far a stopped share got.
fn stopped(stop: &Stop, share: Share, how_far: &str) -> ExitCode {
    let cause = stop.cause().unwrap_or(Cause::Interrupt);
    warn(&format!("{share}: {cause}: {how_far}"));
    note("the same command resumes where it left off");
    ExitCode::from(if cause == Cause::Interrupt { interrupt::EXIT_CODE } else { AGAIN })
}

/// Prints which of this many shares are incomplete in the folder `out`.
pub(in crate::cli) fn list_missing(study: &Study, shares: u64, out: &Path, stop: &Stop) -> Result<ExitCode, Failure> {
    let unfinished = |stop: &Stop| {
        let cause = stop.cause().unwrap_or(Cause::Interrupt);
        warn(&format!("{cause}: not all points are looked at yet"));
        Ok(ExitCode::from(if cause == Cause::Interrupt { interrupt::EXIT_CODE } else { AGAIN }))
    };
    let Some(agenda) = Agenda::new(study, stop)? else { return unfinished(stop) };
    check_study(study, &agenda)?;
    let archive = Archive::of_all(out, &Owner::new(&study.baseline()?))?;
    archive.warnings().iter().for_each(|warning| warn(warning));
    let Some(missing) = missing(study, &agenda, &archive, shares, stop) else { return unfinished(stop) };
    let mut stream = output::stream();
    if !missing.is_empty() {
        writeln!(stream, "{}", ranges(&missing))?;
    }
    stream.flush()?;
    note(&format!("{} of {} incomplete", grouped(missing.len() as u64), counted(shares, "share")));
    Ok(ExitCode::SUCCESS)
}

/// Rising numbers as `sbatch --array` takes them: `2-3,5-7`.
fn ranges(numbers: &[u64]) -> String {
    let runs = numbers.chunk_by(|one, next| *next == one + 1);
    let range = |run: &[u64]| match run {
        [first, .., last] => format!("{first}-{last}"),
        _ => run.iter().map(u64::to_string).collect(),
    };
    runs.map(range).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_numbers_are_joined() {
        assert_eq!(ranges(&[2, 3, 5, 6, 7]), "2-3,5-7");
        assert_eq!(ranges(&[1]), "1");
        assert_eq!(ranges(&[1, 3, 5, 6]), "1,3,5-6");
        assert_eq!(ranges(&[]), "");
    }
}
