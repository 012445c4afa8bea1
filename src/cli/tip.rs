//! Advice for unknown subcommands.

use crate::cli::arguments::Arguments;
use clap::error::ErrorKind::UnknownArgument;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Error};
use std::path::Path;

/// The similarity from which a subcommand may be meant: one slip in three letters is accepted.
const LIKENESS_MIN: f64 = 0.6;

/// The same error, with a tip if clap has none: a scenario file suggests `run`, and swapped letters count as one slip.
pub(in crate::cli) fn with_tip(mut error: Error) -> Error {
    if let Some(values) = unquoted(&std::env::args().collect::<Vec<_>>()).filter(|_| error.kind() == UnknownArgument) {
        let tip = format!("put what belongs together in quotes: '{values}'");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        return error;
    }
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let wrong = wrong.clone();
    let path = Path::new(&wrong);
    if path.extension().is_some_and(|ending| ending == "ron") || path.is_file() {
        let tip = format!("did you mean `zeitnot run {wrong}`?");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    } else if error.get(ContextKind::SuggestedSubcommand).is_none()
        && let Some(name) = nearest(&wrong)
    {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![name]));
    }
    error
}

/// A range and its step that have become several arguments, for want of quotes: `x=2..10 step 2`.
fn unquoted(arguments: &[String]) -> Option<String> {
    let parts = arguments.windows(3).find(|parts| parts[0].contains("..") && parts[1] == "step")?;
    Some(parts.join(" "))
}

fn nearest(wrong: &str) -> Option<String> {
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(wrong, name);
    let commands = Arguments::command();
    let names = commands.get_subcommands().map(|command| (likeness(command.get_name()), command.get_name().to_owned()));
    let (likeness, name) = names.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > LIKENESS_MIN).then_some(name)
}
