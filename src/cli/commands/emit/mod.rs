//! `zeitnot emit`: a scenario as a real program, and what becomes of it when it runs.

mod process;
mod program_run;

use crate::cli::arguments::{EmitOptions, is_stdout};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::cli::output::destination::{check_new, create_or_find, note_written};
use crate::cli::output::stream;
use crate::cli::play::prepare;
use crate::experiment::critical_path::PathFinder;
use crate::model::{Halt, Outcome};
use crate::program::{Course, Program, ProgramRequest, TRACER, Unmapped, write as written};
use crate::replicate::{Source, Stop};
use crate::scenario::Scenario;
use program_run::{ProgramRun, Repeated};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(in crate::cli) fn emit(options: &EmitOptions) -> Result<ExitCode, Failure> {
    options.check();
    let (Some(file), Some(language)) = (&options.file, options.language) else {
        return print(TRACER);
    };
    let stop = interrupt::stop_after(options.time.max_time)?;
    let templates = load::templates(std::slice::from_ref(file), &options.changes)?;
    let scenario = load::scenario(&templates[0], options.changes.seed)?;
    interrupt::watch(&stop);
    let repeated = match play(options, &scenario, &stop)? {
        Ok(repeated) => repeated,
        Err(halt) => return cut(&stop, &scenario, &halt.to_string()),
    };
    let program = written(&ProgramRequest {
        scenario: &scenario,
        replication: options.replication - 1,
        course: &repeated.course,
        outcome: &repeated.outcome,
        language,
        larry: options.larry,
    })?;
    match options.output.as_deref().filter(|path| !is_stdout(path)) {
        Some(path) => keep(path, &program)?,
        None if options.run.is_none() => return print_alone(&program),
        None => {}
    }
    let Some(run) = options.run else { return Ok(ExitCode::SUCCESS) };
    let program_run =
        ProgramRun { language, within: options.within, scenario: &scenario, repeated: &repeated, program: &program };
    match program_run.run(run, &stop)? {
        Some(code) => Ok(code),
        None => cut(&stop, &scenario, "the program was still running"),
    }
}

impl From<Unmapped> for Failure {
    fn from(error: Unmapped) -> Self {
        Self::Other { what: error.what, help: error.help }
    }
}

fn play(options: &EmitOptions, scenario: &Scenario, stop: &Stop) -> Result<Result<Repeated, Halt>, Failure> {
    if scenario.exhibition.is_endless() {
        // It is refused, and need not be played for that.
        let (course, outcome) = (Course::default(), Outcome::default());
        return Ok(Ok(Repeated { course, outcome, links: None }));
    }
    let prepared = prepare(scenario, &options.engine, stop)?;
    let (mut course, mut path) = (Course::default(), PathFinder::new(&scenario.exhibition));
    let replication = options.replication - 1;
    match prepared.seat().observe(replication, &mut (&mut course, &mut path)).cloned() {
        Ok(outcome) => Ok(Ok(Repeated { course, outcome, links: path.path().ok().map(|path| path.links.len()) })),
        Err(halt @ Halt::Interrupted { .. }) => Ok(Err(halt)),
        Err(halt) => Err(prepared.halted(replication, halt).into()),
    }
}

/// What becomes of it when it is stopped.
fn cut(stop: &Stop, scenario: &Scenario, how_far: &str) -> Result<ExitCode, Failure> {
    let cause = stop.cause().unwrap_or(crate::replicate::Cause::Interrupt);
    stopped::without_answer(cause, &scenario.title, how_far, stopped::MORE_TIME)
}

/// Writes the program and its table.
fn keep(path: &Path, program: &Program) -> Result<(), Failure> {
    let beside = path.with_extension("json");
    let table = program.table.iter().map(|table| (beside.as_path(), table.as_bytes()));
    let files: Vec<_> = [(path, program.text.as_bytes())].into_iter().chain(table).collect();
    files.iter().try_for_each(|(path, content)| check_new(path, content))?;
    files.iter().try_for_each(|(path, content)| create_or_find(path, content))?;
    note_written(&files.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    Ok(())
}

fn print_alone(program: &Program) -> Result<ExitCode, Failure> {
    if program.table.is_some() {
        return Err(Failure::new(
            "the program has more than 30 games, whose table must stand in a file beside it",
            "name the program with -o FILE",
        ));
    }
    print(&program.text)
}

fn print(text: &str) -> Result<ExitCode, Failure> {
    let mut out = stream();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
