//! What clap answers instead of arguments: help, the version, or an error, with advice on unknown subcommands and
//! options.

use crate::cli::arguments::Arguments;
use crate::cli::failure::Failure;
use crate::cli::output::shell::quoted;
use crate::scenario::Template;
use clap::error::ErrorKind::UnknownArgument;
use clap::error::{ContextKind, ContextValue};
use clap::{Command, CommandFactory, Error};
use std::io::{Write, stdout};
use std::path::Path;
use std::process::ExitCode;

/// The similarity from which a name may be meant: one slip in three letters is accepted.
const LIKENESS_MIN: f64 = 0.6;

/// How people call the number of replications.
const REPLICATIONS: [&str; 6] = ["n", "reps", "rep", "runs", "repeat", "repetitions"];

/// The last lines of every error.
const MORE: &str = "\n\nFor more information";

/// Prints answers, of which there is one at least, and returns the exit code. Help and the version go to stdout.
pub(in crate::cli) fn print(mut answers: Vec<Error>) -> ExitCode {
    let Some(answer) = answers.pop() else { return ExitCode::SUCCESS };
    for error in answers {
        let text = with_tip(error).render().ansi().to_string();
        anstream::eprintln!("{}\n", text.split(MORE).next().unwrap_or(&text));
    }
    let answer = with_tip(answer);
    match answer.print().and_then(|()| stdout().flush()) {
        Err(why) if !answer.use_stderr() => Failure::Output(why).tell(),
        _ => u8::try_from(answer.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from),
    }
}

/// The same error, with a tip if clap has none or a poor one: a scenario file suggests `run`, and swapped letters count
/// as one slip.
fn with_tip(mut error: Error) -> Error {
    if error.kind() == UnknownArgument {
        return of_unknown(error, &std::env::args().collect::<Vec<_>>());
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

/// The same error about an unknown option, where these are all arguments.
fn of_unknown(mut error: Error, arguments: &[String]) -> Error {
    let tip = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(wrong)) => unquoted(arguments)
            .map(|values| format!("put what belongs together in quotes: '{values}'"))
            .or_else(|| instead(wrong, arguments)),
        _ => None,
    };
    let is_poor = match (error.get(ContextKind::InvalidArg), error.get(ContextKind::SuggestedArg)) {
        (Some(ContextValue::String(wrong)), Some(ContextValue::String(meant))) => !is_like(wrong, meant),
        _ => false,
    };
    if tip.is_some() || is_poor {
        error.remove(ContextKind::SuggestedArg);
        // It names the option that clap suggests.
        if let Some(mut command) = subcommand(arguments) {
            error.insert(ContextKind::Usage, ContextValue::StyledStr(command.render_usage()));
        }
    }
    if let Some(tip) = tip {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// What to write instead of an option that is called like a setting, or like a number of replications.
fn instead(wrong: &str, arguments: &[String]) -> Option<String> {
    let command = subcommand(arguments)?;
    let has = |id: &str| command.get_arguments().any(|argument| argument.get_long() == Some(id));
    let name = wrong.trim_start_matches('-').split('=').next()?;
    let value = value_of(wrong, arguments);
    if REPLICATIONS.contains(&name) {
        let number = value.as_deref().unwrap_or("N");
        if has("replications") {
            return Some(format!("write -n {number}"));
        }
        if has("max-replications") {
            return Some(format!(
                "the command chooses the number of replications; limit it with --max-replications {number}"
            ));
        }
    }
    let value = value.unwrap_or_else(|| "VALUE".to_owned());
    let setting = format!("{name}={value}");
    // Any scenario will do: whether the value fits is not asked.
    let any = Template::from_text("", "(opponents: [()])", None).ok()?;
    let is_setting = setting.parse().is_ok_and(|setting| any.with(&setting).is_ok());
    (is_setting && has("set")).then(|| format!("write --set {}", quoted(&setting)))
}

/// The value of an option, if one follows it.
fn value_of(option: &str, arguments: &[String]) -> Option<String> {
    let mut after = arguments.iter().skip_while(|argument| argument.split('=').next() != option.split('=').next());
    match after.next()?.split_once('=') {
        Some((_, value)) => Some(value.to_owned()),
        None => after.next().filter(|value| !value.starts_with('-')).cloned(),
    }
}

/// The subcommand of these arguments, ready to show its usage.
fn subcommand(arguments: &[String]) -> Option<Command> {
    let mut commands = Arguments::declared();
    commands.build();
    arguments.iter().skip(1).find_map(|argument| commands.find_subcommand(argument)).cloned()
}

/// Whether an option may be meant by another name: by its beginning, or with a few slips.
fn is_like(wrong: &str, meant: &str) -> bool {
    let [wrong, meant] = [wrong, meant].map(|option| option.trim_start_matches('-'));
    meant.starts_with(wrong) || strsim::normalized_damerau_levenshtein(wrong, meant) > LIKENESS_MIN
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(arguments: &[&str]) -> String {
        let arguments: Vec<_> = ["zeitnot"].iter().chain(arguments).map(|word| (*word).to_owned()).collect();
        of_unknown(Arguments::declared().try_get_matches_from(&arguments).unwrap_err(), &arguments).to_string()
    }

    #[test]
    fn an_option_called_like_a_setting_is_one() {
        for (arguments, tip) in [
            (&["run", "a.ron", "--boards", "6"][..], "tip: write --set boards=6\n"),
            (&["run", "a.ron", "--boards=6"], "tip: write --set boards=6\n"),
            (&["run", "a.ron", "--boards"], "tip: write --set boards=VALUE\n"),
            (&["run", "a.ron", "--master.think=Constant(5s)"], "tip: write --set 'master.think=Constant(5s)'\n"),
            (&["run", "a.ron", "--reps", "100"], "tip: write -n 100\n"),
            (&["compare", "a.ron", "--n=7"], "tip: write -n 7\n"),
            (&["seek", "a.ron", "-n", "7"], "limit it with --max-replications 7\n"),
            (&["run", "a.ron", "--replicatoins", "5"], "tip: a similar argument exists: '--replications'\n"),
        ] {
            assert!(told(arguments).contains(tip), "{arguments:?}: {}", told(arguments));
        }
    }

    #[test]
    fn what_is_not_similar_is_not_suggested() {
        for arguments in [["run", "a.ron", "--words"], ["check", "a.ron", "--boards"]] {
            let told = told(&arguments);
            assert!(!told.contains("similar") && !told.contains("--worst"), "{told}");
        }
    }
}
