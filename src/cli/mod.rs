//! The command line: arguments, progress, Ctrl-C, exit codes.
//!
//! Results go to stdout, everything else to stderr. Only this module prints and decides the exit code: 0 for success, 1
//! if the answer is no, 2 if the command, a scenario or a run is wrong, and 130 if interrupted. It does not simulate,
//! sum up or format; other modules do that.

mod arguments;
mod commands;
mod ending;
mod failure;
mod input;
mod output;
mod play;
mod progress;
mod tip;

use arguments::{Arguments, Command};
use std::process::ExitCode;

/// Runs the `zeitnot` command, from the arguments to the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(answers) => return tip::print(answers),
    };
    arguments.color.write_global();
    let result = match &arguments.command {
        Command::Run(options) => commands::run::run(options),
        Command::Compare(options) => commands::compare::compare(options),
        Command::Seek(options) => commands::seek::seek(options),
        Command::Sensitivity(options) => commands::sensitivity::sensitivity(options),
        Command::Sweep(options) => commands::sweep::sweep(options),
        Command::Study(options) => commands::study::study(options),
        Command::Explain(options) => commands::explain::explain(options),
        Command::Timeline(options) => commands::timeline::timeline(options),
        Command::Show(options) => commands::show::show(options),
        Command::Emit(options) => commands::emit::emit(options),
        Command::Check(options) => commands::check::check(options),
        Command::Fit(options) => commands::fit::fit(options),
        Command::New(options) => commands::new::new(options),
        Command::Validate(options) => commands::validate::validate(options),
        Command::Completions(options) => commands::setup::completions(options),
        Command::Man(options) => commands::setup::man(options),
    };
    result.unwrap_or_else(|failure| failure.tell())
}
