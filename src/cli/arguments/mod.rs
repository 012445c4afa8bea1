//! The arguments, as clap reads them: each command has its own file; shared options are in `options`.
//!
//! Combinations are checked by a function `check` in the same file.

mod check;
mod compare;
mod emit;
mod explain;
mod fit;
mod options;
mod run;
mod seek;
mod sensitivity;
mod setup;
mod show;
mod study;
mod sweep;
mod timeline;

pub(super) use check::{CheckOptions, LawFormat};
pub(super) use compare::{Alternative, CompareOptions};
pub(super) use emit::{EmitOptions, Run};
pub(super) use explain::{ExplainFormat, ExplainOptions};
pub(super) use fit::{As, FitFormat, FitOptions};
pub(super) use options::values::each_once;
pub(super) use options::{
    ChangeOptions, EffortOptions, EngineOptions, LimitOptions, MemoryOptions, PointOptions, PrecisionOptions,
    ScenarioOptions, ShareOptions, ThreadOptions, TimeOptions, TitleOptions,
};
pub(super) use run::RunOptions;
pub(super) use seek::SeekOptions;
pub(super) use sensitivity::SensitivityOptions;
pub(super) use setup::{CompletionsOptions, ManOptions};
pub(super) use show::ShowOptions;
pub(super) use study::StudyOptions;
pub(super) use sweep::{ResultOptions, SweepOptions};
pub(super) use timeline::TimelineOptions;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Command as ClapCommand, CommandFactory, Error, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\nrandom numbers: lattice64 v2");

/// The place after all options of the command itself.
const LAST: usize = 900;

const EXIT_CODES: &str = "\
Exit codes: 0 success; 1 the answer is no; 2 wrong arguments, a wrong scenario, or a run that never ends; 75 a share \
to try again; 130 interrupted.";

/// How long will it take, and what would change that?
///
/// Plays simultaneous exhibitions (one master, many boards) in virtual time, exact to the nanosecond.
#[derive(Debug, Parser)]
#[command(name = "zeitnot", version, long_version = LONG_VERSION, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours; auto means only on a terminal, and not if `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN", display_order = LAST)]
    pub color: Color,
}

impl Arguments {
    /// The arguments of this process.
    ///
    /// # Errors
    /// All values of options that are invalid, or else the first error, help or the version; at least one.
    pub fn read() -> Result<Self, Vec<Error>> {
        Self::of(with_negative_values(std::env::args_os()))
    }

    fn of(mut words: Vec<OsString>) -> Result<Self, Vec<Error>> {
        let mut wrong = Vec::new();
        loop {
            // Never dropped: that would take a twelfth of the time of a small run.
            let mut declared = ManuallyDrop::new(Self::declared());
            let error = match declared.try_get_matches_from_mut(&words) {
                Ok(mut matches) if wrong.is_empty() => {
                    return Self::from_arg_matches_mut(&mut matches)
                        .map_err(|error| vec![error.format(&mut Self::declared())]);
                }
                Ok(_) => return Err(wrong),
                Err(error) => error,
            };
            let rest = without_invalid(&words, &error);
            // What was taken out may be another option with the same value: then the error comes once more.
            let is_new = wrong.iter().all(|known: &Error| known.to_string() != error.to_string());
            // Where an invalid value was taken out, something else may be missing.
            if is_new && (wrong.is_empty() || rest.is_some()) {
                wrong.push(error);
            }
            let Some(rest) = rest else { return Err(wrong) };
            words = rest;
        }
    }

    /// The command as declared; `-1` counts as a value, so it is refused as a value and not as an option.
    pub fn declared() -> ClapCommand {
        // Deferred: only the command that is asked for needs it.
        Self::command().mut_subcommands(|command| {
            command.defer(|command| {
                command.mut_args(|argument| {
                    let takes_value = argument.get_action().takes_values() && !argument.is_positional();
                    argument.allow_negative_numbers(takes_value)
                })
            })
        })
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Run(RunOptions),
    Compare(CompareOptions),
    Seek(SeekOptions),
    Sensitivity(SensitivityOptions),
    Sweep(SweepOptions),
    Study(StudyOptions),
    Explain(ExplainOptions),
    Timeline(TimelineOptions),
    Show(ShowOptions),
    Emit(EmitOptions),
    Check(CheckOptions),
    Fit(FitOptions),
    New(NewOptions),
    Validate(ValidateOptions),
    Completions(CompletionsOptions),
    #[command(hide = true)]
    Man(ManOptions),
}

/// Write a commented scenario to start with
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  zeitnot new larry.ron && zeitnot run larry.ron")]
pub(super) struct NewOptions {
    /// The file to write, which must not exist yet; stdout if there is none, or if it is `-`
    pub file: Option<PathBuf>,
}

/// Check scenarios, and show them with all defaults
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot validate larry.ron
  zeitnot validate larry.ron --set 'opponents.hobbyist.think*=1.5'")]
pub(super) struct ValidateOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables
    Table,
    /// An object, or an array of objects for several results
    Json,
    /// One row for each scenario (or point, or alternative), group and measure
    Csv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Applies this choice to all output.
    pub fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// The same arguments, where a value such as `-5%` or `-1s` is joined to the option before it, so that the option's own
/// message says what is wrong with it.
fn with_negative_values(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    for argument in arguments {
        let is_negative =
            |text: &str| text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let is_option = |text: &str| text.starts_with('-') && !text.contains('=') && text != "--" && !is_negative(text);
        match joined.last_mut() {
            Some(before) if argument.to_str().is_some_and(is_negative) && before.to_str().is_some_and(is_option) => {
                before.push("=");
                before.push(argument);
            }
            _ => joined.push(argument),
        }
    }
    joined
}

/// The same arguments without the option whose value is invalid; `None` if the error is another one.
fn without_invalid(words: &[OsString], error: &Error) -> Option<Vec<OsString>> {
    if !matches!(error.kind(), ErrorKind::ValueValidation | ErrorKind::InvalidValue) {
        return None;
    }
    let Some(ContextValue::String(value)) = error.get(ContextKind::InvalidValue) else { return None };
    let is_option = |word: &OsString| word.to_str().is_some_and(|word| word.starts_with('-') && word != "--");
    let joined =
        |word: &OsString| is_option(word) && word.to_str().is_some_and(|word| word.ends_with(&format!("={value}")));
    let alone = (1..words.len()).find(|&at| words[at] == value.as_str() && is_option(&words[at - 1]));
    let (at, count) = alone.map(|at| (at - 1, 2)).or_else(|| Some((words.iter().position(joined)?, 1)))?;
    Some([&words[..at], &words[at + count..]].concat())
}

/// Refuses the arguments of `command` as clap does: with a message and exit code 2.
fn refuse(command: &str, message: &str) {
    let mut arguments = Arguments::command();
    arguments.build();
    let command = arguments.find_subcommand_mut(command).expect("there is such a command");
    command.error(ErrorKind::ArgumentConflict, message).exit();
}

/// Refuses outcomes on stdout where something else goes there, too.
fn refuse_two_on_stdout(command: &str, outcomes: Option<&Path>, something_else: bool) {
    if something_else && outcomes.is_some_and(is_stdout) {
        let tip = "tip: give --outcomes a file, or leave out '--log' and '--format'";
        refuse(command, &format!("`--outcomes -` writes rows to stdout, and nothing else can go there\n\n  {tip}"));
    }
}

/// Whether a file stands for stdout.
pub(super) fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_page_has_a_part_for_every_command() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md")).unwrap();
        for command in Arguments::command().get_subcommands() {
            let named = format!("`zeitnot {} ", command.get_name());
            assert!(page.contains(&named), "docs/cli.md lacks {named}…`");
        }
    }

    #[test]
    fn names_of_values_name_all_of_them() {
        let all = Arguments::command();
        for argument in all.get_subcommands().flat_map(ClapCommand::get_arguments) {
            let possible = argument.get_possible_values();
            let names = argument.get_value_names().unwrap_or_default();
            if let ([name], false) = (names, possible.is_empty())
                && name.contains('|')
            {
                let possible: Vec<_> = possible.iter().map(clap::builder::PossibleValue::get_name).collect();
                assert_eq!(name.as_str(), possible.join("|"), "{}", argument.get_id());
            }
        }
    }

    #[test]
    fn a_value_below_zero_belongs_to_its_option() {
        let joined = |words: &[&str]| with_negative_values(words.iter().map(OsString::from));
        assert_eq!(joined(&["run", "a.ron", "--by", "-5%", "-n", "-1"]), ["run", "a.ron", "--by=-5%", "-n=-1"]);
        assert_eq!(joined(&["a", "-1s", "--", "-1s", "--x=1", "-2"]), ["a", "-1s", "--", "-1s", "--x=1", "-2"]);
    }

    #[test]
    fn all_invalid_values_are_told() {
        let wrong = |words: &[&str]| {
            let words = ["zeitnot", "compare", "a.ron"].iter().chain(words).map(OsString::from).collect();
            let told = |error: &Error| match error.get(ContextKind::InvalidValue) {
                Some(ContextValue::String(value)) => value.clone(),
                _ => format!("{:?}", error.kind()),
            };
            Arguments::of(words).err().map(|errors| errors.iter().map(told).collect::<Vec<_>>())
        };
        let told = |values: &[&str]| Some(values.iter().map(|value| (*value).to_owned()).collect());
        assert_eq!(wrong(&["--with", "boards=4"]), None);
        let three = ["--with", "boards", "--set=visit", "-n", "7", "--with=x=1;y", "--with", "boards=4"];
        assert_eq!(wrong(&three), told(&["boards", "visit", "x=1;y"]));
        assert_eq!(wrong(&["--with", "boards", "--format", "xml", "--color", "red"]), told(&["boards", "xml", "red"]));
        assert_eq!(wrong(&["--with", "boards", "--wth"]), told(&["UnknownArgument"]));
        assert_eq!(wrong(&["--seed", "0", "-n", "0"]), told(&["0"]));
    }

    #[test]
    fn the_long_version_names_the_generator() {
        assert!(LONG_VERSION.ends_with(crate::engine::GENERATOR));
    }
}
