//! A run of the emitted program, beside the simulation.

use super::process;
use crate::cli::arguments::Run;
use crate::cli::failure::{Failure, note, warn};
use crate::cli::output::text_stream;
use crate::count::grouped;
use crate::model::Outcome;
use crate::program::{Conformance, Course, INSTANTLY, Language, Program, Unreadable};
use crate::replicate::Stop;
use crate::scenario::Scenario;
use crate::time::Duration;
use std::fs;
use std::io::{self, Write};
use std::process::{Command, ExitCode};

/// What a sleep takes longer than asked for, about: the operating system, and the event loop.
const LATE_S: f64 = 1e-3;

/// The replication that the program repeats.
pub(super) struct Repeated {
    pub course: Course,
    pub outcome: Outcome,
    /// How many thinks and walks its end had to wait for, one after another; `None` if that is not known.
    pub links: Option<usize>,
}

/// What is run, and beside what.
pub(super) struct ProgramRun<'a> {
    pub language: Language,
    /// How far the total may be from the simulated one, as a share of it.
    pub within: f64,
    pub scenario: &'a Scenario,
    pub repeated: &'a Repeated,
    pub program: &'a Program,
}

impl ProgramRun<'_> {
    /// Runs the program and says how it compares; `None` if that was stopped.
    pub fn run(&self, run: Run, stop: &Stop) -> Result<Option<ExitCode>, Failure> {
        let folder = tempfile::tempdir().map_err(|error| no_folder(&error))?;
        let write =
            |name: &str, text: &str| fs::write(folder.path().join(name), text).map_err(|error| no_folder(&error));
        let (interpreter, name) = match self.language {
            Language::Javascript => (process::node()?, "program.js"),
            _ => (process::python()?, "program.py"),
        };
        write(name, &self.program.text)?;
        self.program.table.as_ref().map_or(Ok(()), |table| write("program.json", table))?;
        let mut command = Command::new(interpreter);
        match run {
            Run::Instantly => {
                write("instantly.py", INSTANTLY)?;
                command.args(["instantly.py", name]);
            }
            Run::Scale(scale) => {
                announce(scale, self.within, self.repeated);
                command.args([name, &scale.to_string()]);
            }
        }
        command.env("PYTHONIOENCODING", "utf-8");
        let Some(output) = process::output(&mut command, folder.path(), stop)? else { return Ok(None) };
        let compared = Conformance::of(&output, &self.repeated.course, &self.scenario.exhibition);
        let compared = compared.map_err(|Unreadable(why)| {
            Failure::new(
                format!("the program is not like the simulation: {why}"),
                "write it with -o FILE, and look at what it prints",
            )
        })?;
        let mut out = text_stream();
        let is_good = match run {
            Run::Instantly => instantly(&compared, self.repeated, &mut out)?,
            Run::Scale(_) => at_scale(&compared, self.repeated, self.within, &mut out)?,
        };
        out.flush()?;
        Ok(Some(if is_good { ExitCode::SUCCESS } else { ExitCode::from(1) }))
    }
}

fn no_folder(error: &io::Error) -> Failure {
    Failure::new(
        format!("can't write the program into a temporary folder: {error}"),
        "check how full the disk is, and the variable TMPDIR",
    )
}

/// Says how long it will take and how far off it will be.
fn announce(scale: f64, within: f64, repeated: &Repeated) {
    let simulated = repeated.outcome.makespan.as_secs_f64();
    let takes = Duration::from_secs_f64(simulated * scale);
    let Some(links) = repeated.links.filter(|_| simulated > 0.0) else {
        return note(&format!("running for about {takes}"));
    };
    let late = links as f64 * LATE_S / scale / simulated;
    let expected =
        format!("expected {} % late: {} sleeps one after another, 1 ms each", percent(late), grouped(links as u64));
    note(&format!("running for about {}; {expected}", rounded(takes)));
    if late > within {
        let least = links as f64 * LATE_S / within / simulated;
        warn(&format!(
            "at this scale the sleeps are too short for --within {}%: use a scale of {} or more",
            percent(within),
            rounded_up(least)
        ));
    }
}

/// A scale with one digit that is not below this one, as a plain number: 0.05 for 0.0457.
fn rounded_up(scale: f64) -> String {
    let (mut decimals, mut unit) = (0, 1.0);
    while scale < unit && decimals < 9 {
        (decimals, unit) = (decimals + 1, unit / 10.0);
    }
    format!("{:.decimals$}", (scale / unit).ceil() * unit)
}

/// A time to the millisecond.
fn rounded(time: Duration) -> Duration {
    Duration::from_ns((time.as_ns() + 500_000) / 1_000_000 * 1_000_000)
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent >= 10.0 { format!("{percent:.0}") } else { format!("{percent:.2}") }
}

/// Says what a run under the real clock came to, and whether that is within the limit.
fn at_scale(compared: &Conformance, repeated: &Repeated, within: f64, out: &mut dyn Write) -> io::Result<bool> {
    let (total, simulated) = (compared.total.as_secs_f64(), repeated.outcome.makespan.as_secs_f64());
    let off = if simulated > 0.0 { (total - simulated) / simulated } else { 0.0 };
    let word = if off < 0.0 { "sooner" } else { "later" };
    writeln!(
        out,
        "{}, {} % {word} than simulated; {}",
        rounded(compared.total),
        percent(off.abs()),
        order(compared, repeated)
    )?;
    let is_good = off.abs() <= within;
    if !is_good {
        writeln!(out, "FAILED: more than {} % from the simulated total", percent(within))?;
    }
    Ok(is_good)
}

/// Says what a run under the jumping clock came to, and whether nothing differs.
fn instantly(compared: &Conformance, repeated: &Repeated, out: &mut dyn Write) -> io::Result<bool> {
    let (total, simulated) = (compared.total, repeated.outcome.makespan);
    let is_same = total == simulated;
    let beside = if is_same { "to the nanosecond as simulated".to_owned() } else { format!("simulated: {simulated}") };
    writeln!(out, "{total}, {beside}; {}", order(compared, repeated))?;
    if compared.masters_off > 0 {
        writeln!(out, "{} of the masters' moves came at another time", grouped(compared.masters_off))?;
    }
    let is_good = is_same && compared.out_of_order.is_none() && compared.masters_off == 0;
    if !is_good {
        writeln!(out, "FAILED: not as simulated")?;
    }
    Ok(is_good)
}

fn order(compared: &Conformance, repeated: &Repeated) -> String {
    match &compared.out_of_order {
        None => format!("the order of all {} moves is the same", grouped(repeated.course.len() as u64)),
        Some(it) => format!(
            "the order differs: as number {} of its side it printed `{}`, simulated was `{}`",
            grouped(it.number as u64),
            it.printed,
            it.simulated
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_a_plain_number_and_rounded_up() {
        let scales = [(0.0457, "0.05"), (0.05, "0.05"), (0.31, "0.4"), (0.97, "1.0"), (1.2, "2"), (12.3, "13")];
        for (scale, text) in scales {
            assert_eq!(rounded_up(scale), text);
        }
    }
}
