//! Carrying out a study: checking, playing and reporting its points, and keeping them in a folder on request.

use crate::cli::arguments::{Format, ResultOptions, is_stdout};
use crate::cli::commands::{preview, share};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::{Failure, note, warn};
use crate::cli::input::measures::check_study;
use crate::cli::input::subjects::groups_of;
use crate::cli::output;
use crate::cli::output::destination::{check_file, check_folder, create_or_find};
use crate::cli::output::draw::draw;
use crate::cli::output::outcomes::Outcomes;
use crate::cli::progress::Progress;
use crate::count::{counted, grouped};
use crate::experiment::{Ending, Summary};
use crate::journal::{Earlier, Folder, Journal, Owner, Results};
use crate::model::Outcome;
use crate::replicate::{Cause, Stop};
use crate::report::OutcomeTable;
use crate::report::sweep::{Sweep, SweptPoint, csv, json, svg};
use crate::scenario::Scenario;
use crate::study::{Agenda, Effort, Plays, Study, Work, play};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Carries out a study, and writes it as a file on request.
pub(in crate::cli) fn carry_out(
    study: &Study,
    options: &ResultOptions,
    save: Option<&Path>,
    jobs: usize,
    stop: &Stop,
) -> Result<ExitCode, Failure> {
    let baseline = study.baseline()?;
    interrupt::watch(stop);
    check_out(options)?;
    match (&options.out, options.share.shard, options.share.missing) {
        (Some(out), Some(shard), _) => return share::play(study, shard, out, options, jobs, stop),
        (Some(out), None, Some(shares)) => return share::list_missing(study, shares, out, stop),
        _ => {}
    }
    // Errors in a point should be reported now, not after hours.
    let Some(agenda) = Agenda::new(study, stop)? else {
        let cause = stop.cause().unwrap_or(Cause::Interrupt);
        return stopped::without_answer(cause, &baseline.title, "not all points are checked yet", stopped::MORE_TIME);
    };
    check_study(study, &agenda)?;
    check_charts(options, &agenda)?;
    if let Some(path) = save {
        create_or_find(path, study.to_ron(path.parent().unwrap_or(Path::new("")), false).as_bytes())?;
    }
    if options.dry_run {
        return preview::preview(study, &baseline, &agenda, jobs, options.limit.events());
    }
    let mut sweep = empty(study, &baseline, &agenda);
    let Some(out) = &options.out else {
        sweep.stopped = play_all(study, &agenda, options, jobs, None, stop, &mut sweep)?.stopped;
        return print_results(study, &sweep, options, None, 0);
    };
    let (folder, journal) = open(out, &baseline)?;
    let plays = play_all(study, &agenda, options, jobs, Some(&journal), stop, &mut sweep);
    // Whatever happened, outcomes must be safe on disk.
    let closed = Arc::into_inner(journal).map_or(Ok(()), Journal::close);
    let plays = plays?;
    closed?;
    note(&format!("{} played, {} reused", counted(plays.kept, "replication"), grouped(plays.stored)));
    sweep.stopped = plays.stopped;
    let stored = plays.kept + plays.stored;
    if sweep.is_complete() {
        keep(&folder, study, &sweep)?;
        return print_results(study, &sweep, options, Some(&folder), stored);
    }
    warn_of_earlier(&folder)?;
    print_results(study, &sweep, options, None, stored)
}

/// Refuses a folder that results can't go to, and a file of outcomes in it.
fn check_out(options: &ResultOptions) -> Result<(), Failure> {
    let Some(out) = &options.out else { return Ok(()) };
    check_folder(out)?;
    match &options.outcomes {
        Some(outcomes) if outcomes.parent() == Some(out.as_path()) => Err(Failure::new(
            format!("`{}` is for the results of --out alone", out.display()),
            format!("write the outcomes of --outcomes elsewhere than {}", outcomes.display()),
        )),
        _ => Ok(()),
    }
}

/// Refuses charts that can't be drawn.
fn check_charts(options: &ResultOptions, agenda: &Agenda) -> Result<(), Failure> {
    options.charts.iter().try_for_each(|path| check_file(path))?;
    if !options.charts.is_empty() && agenda.points.len() < 2 {
        return Err(Failure::new(
            "a chart compares points, and there is only one",
            "vary something: `--vary 'boards=5..12'`; `zeitnot run -n 1000 --chart FILE` draws a single scenario",
        ));
    }
    Ok(())
}

/// Takes the folder of results, with its journal.
fn open(out: &Path, baseline: &Scenario) -> Result<(Folder, Arc<Journal>), Failure> {
    let folder = Folder::take(out)?;
    if !folder.is_locked() {
        warn(&format!("{} does not support file locks: make sure that no other process writes to it", out.display()));
    }
    let journal = Journal::open(&folder, &Owner::new(baseline))?;
    if let Some(how) = journal.repaired() {
        warn(how);
    }
    journal.warnings().iter().for_each(|warning| warn(warning));
    Ok((folder, Arc::new(journal)))
}

/// A sweep before playing.
fn empty<'a>(study: &'a Study, baseline: &'a Scenario, agenda: &'a Agenda) -> Sweep<'a> {
    let groups = baseline.exhibition.groups.iter().map(|group| group.name.clone()).collect();
    Sweep {
        title: &baseline.title,
        settings: &study.settings,
        seed: baseline.seed,
        grid: &study.grid,
        measures: &study.measures,
        principal: agenda.games.principal_measure(),
        groups,
        level: study.level,
        precision: study.precision(),
        planned: &agenda.points,
        points: Vec::new(),
        stopped: None,
    }
}

fn play_all<'a>(
    study: &'a Study,
    agenda: &'a Agenda,
    options: &'a ResultOptions,
    jobs: usize,
    journal: Option<&Arc<Journal>>,
    stop: &Stop,
    sweep: &mut Sweep<'a>,
) -> Result<Plays, Failure> {
    let begin = |path| begin(path, sweep, agenda, stop);
    let mut outcomes = options.outcomes.as_deref().map(begin).transpose()?;
    let progress = Progress::towards(study.expected_replications().saturating_mul(agenda.points.len() as u64));
    // With a precision, the completed points show what to expect of the others.
    let reach = |replications: u64, finished: usize| {
        if let (Effort::Precision { .. }, Some(each)) = (study.effort, replications.checked_div(finished as u64)) {
            progress.expect(each.saturating_mul(agenda.points.len() as u64));
        }
        progress.reach(replications);
    };
    let work = Work { jobs, events_max: options.limit.events(), journal: journal.cloned(), stop, progress: &reach };
    let look = |place, outcome: &Outcome, flow| {
        if let Some(outcomes) = &mut outcomes {
            outcomes.take(place, outcome, flow);
        }
    };
    let for_programs = options.out.is_some() || options.format != Format::Table;
    sweep.points.reserve_exact(agenda.points.len());
    let take = |index, summary: Summary, ending| {
        let point = SweptPoint::new(index, &summary, ending, sweep, for_programs);
        sweep.points.push(point);
    };
    let plays = play(study, agenda, &work, look, take)?;
    drop(progress);
    outcomes.map_or(Ok(()), Outcomes::publish)?;
    Ok(plays)
}

/// Begins the file of outcomes, which has columns for the groups that all points have.
fn begin<'a>(path: &'a Path, sweep: &Sweep<'a>, agenda: &'a Agenda, stop: &Stop) -> Result<Outcomes<'a>, Failure> {
    let differs = |scenario: &&Scenario| groups_of(scenario) != sweep.groups;
    if agenda.scenarios.iter().any(|scenario| differs(&scenario)) {
        return Err(Failure::new(
            "the points have different groups, so that their outcomes do not fit into one table",
            "leave out --outcomes, or what changes the groups",
        ));
    }
    let wanted = |measure| sweep.wanted(measure);
    let table = OutcomeTable::new((sweep.title, sweep.seed), Some(sweep.grid), &sweep.groups, wanted);
    Outcomes::begin(path, table, &agenda.points, stop)
}

/// Writes the result files of a finished study.
fn keep(folder: &Folder, study: &Study, sweep: &Sweep<'_>) -> Result<(), Failure> {
    Ok(folder.publish(|results, out| match results {
        Results::Csv => csv(sweep, out),
        Results::Json => json(sweep, out),
        Results::Study => out.write_all(study.to_ron(folder.path(), true).as_bytes()),
    })?)
}

/// Says to which run the results in the folder of an unfinished study belong.
fn warn_of_earlier(folder: &Folder) -> Result<(), Failure> {
    let path = folder.path().display();
    match folder.earlier()? {
        Earlier::Nothing => {}
        Earlier::Complete => warn(&format!("the results in {path} are still those of an earlier, complete run")),
        Earlier::Mixed => {
            warn(&format!("the results in {path} may be of two runs: an earlier one was stopped while it wrote them"));
        }
    }
    Ok(())
}

/// Prints the results, and draws them. If they are `kept`, what programs read is copied from there. `stored`: how many
/// replications the journal has.
fn print_results(
    study: &Study,
    sweep: &Sweep<'_>,
    options: &ResultOptions,
    kept: Option<&Folder>,
    stored: u64,
) -> Result<ExitCode, Failure> {
    let end = sweep.stopped.map_or(Ok(ExitCode::SUCCESS), |cause| how_far(study, sweep, cause, options, stored));
    warn_of_imprecision(sweep);
    let table =
        |out: &mut dyn Write| if sweep.points.is_empty() { Ok(()) } else { sweep.table(output::columns(), out) };
    if !options.outcomes.as_deref().is_some_and(is_stdout) {
        let json = |out: &mut dyn Write| match kept {
            Some(folder) => folder.copy(Results::Json, out),
            None => json(sweep, out),
        };
        let csv = |out: &mut dyn Write| match kept {
            Some(folder) => folder.copy(Results::Csv, out),
            None => csv(sweep, out),
        };
        output::write(options.format, false, table, json, csv)?;
    }
    let title = options.title.or(sweep.title);
    let nothing = "a chart needs a factor with at least two values";
    let undrawn = draw(&options.charts, || svg(sweep, title), nothing)?;
    match undrawn {
        Some(undrawn) if sweep.stopped.is_none() => Err(undrawn),
        _ => end,
    }
}

/// Says how far a stopped sweep got, and how to resume it.
fn how_far(
    study: &Study,
    sweep: &Sweep<'_>,
    cause: Cause,
    options: &ResultOptions,
    stored: u64,
) -> Result<ExitCode, Failure> {
    let (done, planned) = (grouped(sweep.completed() as u64), counted(sweep.planned.len() as u64, "point"));
    let missing = sweep.planned.get(sweep.completed()).map_or(String::new(), |point| study.set_at(*point));
    let how_far = format!("{done} of {planned} completed; the first missing point is {missing}");
    let keeps = options.out.is_some();
    if sweep.points.is_empty() && stored == 0 {
        let advice = if keeps { stopped::MORE_TIME } else { "raise --max-time, or keep the results with --out DIR" };
        return stopped::without_answer(cause, sweep.title, &how_far, advice);
    }
    let advice = if keeps {
        "the same command resumes where it left off"
    } else {
        "with --out DIR the same command would resume there"
    };
    Ok(stopped::with_results(cause, sweep.title, &how_far, advice))
}

/// Warns about points that reached the limit before the precision.
fn warn_of_imprecision(sweep: &Sweep<'_>) {
    let limited = |point: &&SweptPoint| point.ending == Ending::MaxReplications;
    let limited = sweep.points.iter().filter(limited).count();
    if let Some(precision) = sweep.precision.filter(|_| limited > 0) {
        let (limited, all) = (grouped(limited as u64), counted(sweep.points.len() as u64, "point"));
        warn(&format!("after the maximum number of replications, {limited} of {all} are not known to ± {precision}"));
    }
}
