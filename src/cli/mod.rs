//! The command line: arguments, progress, Ctrl-C, exit codes.
//!
//! Results go to stdout, everything else to stderr. This is the only place that prints and that decides how the process ends:
//! with 0 if all is well, 1 if the answer is no, 2 if the command, a scenario or a run is wrong, and 130 if interrupted.
//! It does not simulate, sum up or format: it asks the other modules to.

mod arguments;
mod carry_out;
mod check;
mod compare;
mod counterexample;
mod destination;
mod draw;
mod explain;
mod failure;
mod failures;
mod interrupt;
mod load;
mod measures;
mod new;
mod output;
mod play;
mod preview;
mod progress;
mod run;
mod seek;
mod seek_progress;
mod sensitivity;
mod setup;
mod stopped;
mod study;
mod subjects;
mod sweep;
mod time_limit;
mod tip;
mod validate;

use arguments::{Arguments, Command};
use std::process::ExitCode;

/// What the `zeitnot` command does, from the arguments to the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::read().unwrap_or_else(|error| tip::with_tip(error).exit());
    arguments.color.write_global();
    let result = match &arguments.command {
        Command::Run(options) => run::run(options),
        Command::Compare(options) => compare::compare(options),
        Command::Seek(options) => seek::seek(options),
        Command::Sensitivity(options) => sensitivity::sensitivity(options),
        Command::Sweep(options) => sweep::sweep(options),
        Command::Study(options) => study::study(options),
        Command::Explain(options) => explain::explain(options),
        Command::Check(options) => check::check(options),
        Command::New(options) => new::new(options),
        Command::Validate(options) => validate::validate(options),
        Command::Completions(options) => setup::completions(options),
        Command::Man(options) => setup::man(options),
    };
    result.unwrap_or_else(|failure| failure.tell())
}
