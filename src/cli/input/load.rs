//! Reading scenario files with changes: gives all of them, or all errors in them.

use crate::cli::arguments::{ChangeOptions, ScenarioOptions};
use crate::cli::failure::Failure;
use crate::experiment::{Factor, FactorError};
use crate::file;
use crate::scenario::{Diagnostic, Diagnostics, Place, Scenario, Template};
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

/// More than a scenario may have, in bytes, so that it is known to be too large.
const STDIN_MAX: u64 = (16 << 20) + 1;

/// Reads all files, with the requested changes.
///
/// # Errors
/// The errors in any of them.
pub(in crate::cli) fn load(options: &ScenarioOptions) -> Result<Vec<Scenario>, Failure> {
    let templates = templates(&options.files, &options.changes)?;
    all(templates.iter().map(|template| scenario(template, options.changes.seed)))
}

/// Reads files as templates, to be changed further.
///
/// # Errors
/// The errors in any of them.
pub(in crate::cli) fn templates(files: &[PathBuf], changes: &ChangeOptions) -> Result<Vec<Template>, Failure> {
    if let Some(seed) = changes.seed.filter(|_| changes.settings.iter().any(|setting| setting.path() == "seed")) {
        return Err(Failure::new(format!("two seeds: --seed {seed}, and `seed` by --set"), "leave out one of the two"));
    }
    if files.iter().filter(|file| is_stdin(file)).count() > 1 {
        return Err(Failure::new("`-` is named twice, and stdin can be read once", "name it once"));
    }
    let templates = all(files.iter().map(|file| template(file, changes)))?;
    for file in files.iter().cloned().chain(templates.iter().flat_map(Template::csv_files)) {
        file::protect(&file);
    }
    Ok(templates)
}

/// Whether a file stands for stdin.
pub(in crate::cli) fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

fn template(file: &Path, changes: &ChangeOptions) -> Result<Template, Diagnostics> {
    let template = if is_stdin(file) { from_stdin()? } else { Template::read(file)? };
    template.none_replaced(&changes.settings)?;
    let template = template.with_all(&changes.settings)?;
    template.scenario().map(|_| template)
}

/// The scenario that comes from stdin. Files that it names are looked for in the working directory.
fn from_stdin() -> Result<Template, Diagnostics> {
    let mut text = String::new();
    let read = stdin().lock().take(STDIN_MAX).read_to_string(&mut text);
    read.map_err(|error| {
        Diagnostic::new(format!("can't read a scenario from stdin: {error}")).help("it must be UTF-8 text")
    })?;
    Template::from_text("stdin", text.strip_prefix('\u{feff}').unwrap_or(&text), None)
}

/// The scenario of a template, with another seed if requested.
pub(in crate::cli) fn scenario(template: &Template, seed: Option<u64>) -> Result<Scenario, Diagnostics> {
    let scenario = template.scenario()?;
    let seed = seed.unwrap_or(scenario.seed);
    Ok(Scenario { seed, ..scenario })
}

/// Both, or all errors in both.
pub(in crate::cli) fn both<A, B>(one: Result<A, Failure>, other: Result<B, Failure>) -> Result<(A, B), Failure> {
    match (one, other) {
        (Err(Failure::Scenarios(one)), Err(Failure::Scenarios(other))) => {
            Err(Failure::Scenarios(one.into_iter().chain(other).collect()))
        }
        (one, other) => Ok((one?, other?)),
    }
}

/// The factor that `--vary` names.
pub(in crate::cli) fn factor(text: &str) -> Result<Factor, Diagnostics> {
    let told = |error: FactorError| {
        Diagnostic::new(error.what).at(Place::in_text("--vary", text, error.span)).help(error.instead)
    };
    Ok(text.parse().map_err(told)?)
}

/// Everything read, or all errors.
pub(in crate::cli) fn all<T>(read: impl Iterator<Item = Result<T, Diagnostics>>) -> Result<Vec<T>, Failure> {
    let (mut good, mut broken) = (Vec::new(), Vec::new());
    for result in read {
        match result {
            Ok(it) => good.push(it),
            Err(diagnostics) => broken.push(diagnostics),
        }
    }
    if broken.is_empty() { Ok(good) } else { Err(Failure::Scenarios(broken)) }
}
