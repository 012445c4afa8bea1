//! What is said of work that was stopped before its end, and with which exit code: by Ctrl-C, or by a limit on the time.

use crate::cli::ending::interrupt;
use crate::cli::failure::{Failure, note, warn};
use crate::experiment::Ending;
use std::process::ExitCode;

/// What to do where nothing of what was played is kept.
pub(in crate::cli) const MORE_TIME: &str = "allow more with --max-time TIME";

/// Why it was stopped, in words.
pub(in crate::cli) const fn why(ending: Ending) -> &'static str {
    if matches!(ending, Ending::MaxTime) { "the time was up" } else { "interrupted" }
}

/// Says how far work got of which there are results, and how to get the rest. A limit that one has set oneself is no
/// failure.
pub(in crate::cli) fn with_results(ending: Ending, title: &str, how_far: &str, advice: &str) -> ExitCode {
    warn(&format!("{title}: {}: {how_far}", why(ending)));
    if ending != Ending::MaxTime {
        return ExitCode::from(interrupt::EXIT_CODE);
    }
    note(advice);
    ExitCode::SUCCESS
}

/// Says what is known if that does not answer what was asked.
///
/// # Errors
/// If nobody interrupted it: then more time must be allowed.
pub(in crate::cli) fn without_answer(
    ending: Ending,
    title: &str,
    known: &str,
    advice: &str,
) -> Result<ExitCode, Failure> {
    let what = format!("{title}: {}: {known}", why(ending));
    if ending == Ending::MaxTime {
        return Err(Failure::Other { what, help: advice.to_owned() });
    }
    warn(&what);
    Ok(ExitCode::from(interrupt::EXIT_CODE))
}
