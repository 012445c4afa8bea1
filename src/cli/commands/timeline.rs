//! `zeitnot timeline`: runs as pictures.

use crate::cli::arguments::TimelineOptions;
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::alternatives::{beside, run_title};
use crate::cli::output::destination::check_file;
use crate::cli::output::draw::draw;
use crate::cli::output::{columns, text_stream};
use crate::cli::play::prepare;
use crate::cli::progress::Progress;
use crate::model::{Exhibition, Halt, Outcome};
use crate::replicate::{Cause, Prepared, Source, Stop};
use crate::report::timeline::{Panels, ROOM_OF_PICTURE, Timeline, TimelineRun, room_of_terminal, svg, terminal};
use crate::scenario::Scenario;
use crate::time::Instant;
use crate::trace::{Census, Follow, Painter, Tracer};
use std::io::Write;
use std::process::ExitCode;

pub(in crate::cli) fn timeline(options: &TimelineOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::stop_after(options.time.max_time)?;
    let (_, scenarios) = beside(&options.scenarios, &options.alternatives)?;
    options.charts.iter().try_for_each(|path| check_file(path))?;
    interrupt::watch(&stop);
    let timeline = match play(options, &scenarios, &stop)? {
        Played::All(timeline) => timeline,
        Played::Stopped { title, halt } => {
            let cause = stop.cause().unwrap_or(Cause::Interrupt);
            return stopped::without_answer(cause, &title, &halt.to_string(), stopped::MORE_TIME);
        }
    };
    let undrawn = draw(&options.charts, || Some(svg(&timeline)), "the picture has no size")?;
    let mut out = text_stream();
    terminal(&timeline, columns(), &mut out)?;
    out.flush()?;
    undrawn.map_or(Ok(ExitCode::SUCCESS), Err)
}

/// The outcome of the runs.
enum Played<'a> {
    All(Timeline<'a>),
    /// Interrupted while this was played.
    Stopped {
        title: String,
        halt: Halt,
    },
}

/// Plays every scenario twice: once to find its length and the size of the drawing, and once to draw it.
fn play<'a>(options: &TimelineOptions, scenarios: &'a [Scenario], stop: &Stop) -> Result<Played<'a>, Failure> {
    let prepared = scenarios.iter().map(|scenario| prepare(scenario, &options.engine, stop));
    let prepared = prepared.collect::<Result<Vec<_>, _>>()?;
    let progress = Progress::counting(2 * scenarios.len() as u64, "runs");
    let (from, replication) = (options.from, options.replication - 1);
    let census = Census::new(from, options.to.unwrap_or(Instant::NEVER));
    let (mut taken, mut runs) = (Vec::new(), Vec::new());
    for (prepared, scenario) in prepared.iter().zip(scenarios) {
        match watch(prepared, &scenario.exhibition, replication, census) {
            Ok(watched) => taken.push(watched),
            Err(halt) => return not_all(prepared, scenario, replication, halt),
        }
        progress.reach(taken.len() as u64);
    }
    let end = taken.iter().map(|(outcome, _)| outcome.end()).max();
    let to = options.to.or(end).unwrap_or(from);
    if to <= from || end.is_none_or(|end| end <= from) {
        return Err(nothing_there(from, end.unwrap_or(from)));
    }
    for (index, (prepared, scenario)) in prepared.iter().zip(scenarios).enumerate() {
        let (exhibition, census) = (&scenario.exhibition, &taken[index].1);
        let painter = |room| Painter::new(exhibition, census, (from, to), &room);
        let painters = [room_of_terminal(columns()), ROOM_OF_PICTURE].map(painter).to_vec();
        let (outcome, painters) = match watch(prepared, exhibition, replication, painters) {
            Ok(watched) => watched,
            Err(halt) => return not_all(prepared, scenario, replication, halt),
        };
        let mut panels = painters.into_iter().map(Painter::into_panel);
        let (terminal, picture) = panels.next().zip(panels.next()).expect("both are there");
        let (title, panels) = (
            run_title(&options.scenarios, &options.alternatives, index, scenario, options.replication),
            Panels { terminal, picture },
        );
        runs.push(TimelineRun { title, exhibition, outcome, panels });
        progress.reach((taken.len() + runs.len()) as u64);
    }
    Ok(Played::All(Timeline { title: options.title.asked().map(str::to_owned), from, to, runs }))
}

/// Plays a replication, followed by `follow`.
fn watch<F: Follow>(
    prepared: &Prepared,
    exhibition: &Exhibition,
    replication: u64,
    follow: F,
) -> Result<(Outcome, F), Halt> {
    let mut tracer = Tracer::new(exhibition, follow);
    let outcome = prepared.seat().observe(replication, &mut tracer)?.clone();
    let follow = tracer.finish(outcome.end());
    Ok((outcome, follow))
}

/// The result if one run does not end.
fn not_all<'a>(prepared: &Prepared, scenario: &Scenario, replication: u64, halt: Halt) -> Result<Played<'a>, Failure> {
    match halt {
        Halt::Interrupted { .. } => Ok(Played::Stopped { title: scenario.title.clone(), halt }),
        halt => Err(prepared.halted(replication, halt).into()),
    }
}

fn nothing_there(from: Instant, end: Instant) -> Failure {
    let [from, end] = [from, end].map(|at| at.since(Instant::START));
    Failure::new(
        if from.is_zero() {
            "there is nothing to draw: no run takes any time".to_owned()
        } else {
            format!("there is nothing to draw: at {from} every run is over; the longest ends at {end}")
        },
        "begin earlier with --from, or make some think times longer than zero",
    )
}
