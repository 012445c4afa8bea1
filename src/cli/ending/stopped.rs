//! Messages and exit codes of work that was stopped early.

use crate::cli::ending::interrupt;
pub(in crate::cli) use crate::cli::failure::MORE_TIME;
use crate::cli::failure::{Failure, note, warn};
use crate::replicate::Cause;
use std::process::ExitCode;

/// The state of work of which nothing was completed.
pub(in crate::cli) const NO_RESULT: &str = "there is no result yet";

/// Says how far work with results got, and how to get the rest. Reaching your own limit is not a failure.
pub(in crate::cli) fn with_results(cause: Cause, title: &str, how_far: &str, advice: &str) -> ExitCode {
    warn(&format!("{title}: {cause}: {how_far}"));
    if cause == Cause::Interrupt {
        return ExitCode::from(interrupt::EXIT_CODE);
    }
    note(advice);
    ExitCode::SUCCESS
}

/// Says what is known if it does not answer the question.
///
/// # Errors
/// If it was not interrupted: then more time must be allowed.
pub(in crate::cli) fn without_answer(
    cause: Cause,
    title: &str,
    known: &str,
    advice: &str,
) -> Result<ExitCode, Failure> {
    let what = format!("{title}: {cause}: {known}");
    if cause == Cause::Deadline {
        return Err(Failure::new(what, advice));
    }
    warn(&what);
    Ok(ExitCode::from(interrupt::EXIT_CODE))
}
