//! The scenario and its files of values, written only where there is nothing yet.

use super::games::{recorded, replaces_groups};
use super::subject::Subject;
use crate::cli::arguments::{As, FitOptions};
use crate::cli::failure::Failure;
use crate::cli::output::destination::{check_new, create_or_find};
use crate::cli::output::shell::quoted;
use crate::fit::{Model, Target};
use crate::report::data_file;
use crate::scenario::Template;
use std::iter;
use std::path::{Path, PathBuf};

/// Files to be written, the scenario last.
pub(super) struct NewFiles {
    files: Vec<(PathBuf, String)>,
    note: String,
}

impl NewFiles {
    /// What is to be written, if anything is.
    ///
    /// # Errors
    /// If a file is there already and says something else, or the scenario would not be valid at its new place.
    pub fn new(subjects: &[Subject], target: &Target, models: &[Model], options: &FitOptions) -> Result<Self, Failure> {
        let text = match options.model {
            As::Recorded => {
                if !replaces_groups(subjects, target)? {
                    return Err(Failure::new(
                        "recorded games take the place of a group of opponents",
                        "say which: --for opponents.NAME.think",
                    ));
                }
                recorded(subjects, target)?.to_ron()
            }
            _ => target.with(models)?.text(),
        };
        let Some(output) = &options.output else {
            let note = format!("To write a scenario with it: {}", with_output(std::env::args().skip(1)));
            return Ok(Self { files: Vec::new(), note });
        };
        let folder = output.parent().unwrap_or(Path::new(""));
        if let Some(into) = &options.into {
            movable(into, folder)?;
        }
        let values = target.slots().iter().zip(models).filter(|_| options.model != As::Recorded);
        let mut files: Vec<_> = values
            .filter_map(|(slot, model)| Some((folder.join(&slot.file), data_file(Model::COLUMN, model.file_values()?))))
            .collect();
        files.push((output.clone(), text));
        for (path, content) in &files {
            check_new(path, content.as_bytes())?;
        }
        let names: Vec<_> = files.iter().map(|(path, _)| path.display().to_string()).collect();
        let note = format!("Written: {}. Play it: zeitnot run {}", names.join(", "), output.display());
        Ok(Self { files, note })
    }

    /// Writes everything, the scenario last.
    ///
    /// # Errors
    /// If a file can't be written.
    pub fn write(&self) -> Result<(), Failure> {
        self.files.iter().try_for_each(|(path, content)| create_or_find(path, content.as_bytes()))
    }

    /// What was written, or how to write it.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// Refuses a new place where a scenario does not find its own files.
fn movable(into: &Path, folder: &Path) -> Result<(), Failure> {
    let template = Template::read(into)?;
    let moved = Template::from_text(&into.to_string_lossy(), &template.text(), Some(folder));
    if moved.and_then(|moved| moved.scenario()).is_ok() {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} names files that are not in the folder of the new scenario", into.display()),
        "write the new scenario beside the old one",
    ))
}

/// The command with these arguments, for a shell, that also writes a scenario.
fn with_output(arguments: impl Iterator<Item = String>) -> String {
    let mut words: Vec<_> = iter::once("zeitnot".to_owned()).chain(arguments.map(|word| quoted(&word))).collect();
    // After `--` there are only files.
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    words.insert(end, "-o NEW.ron".to_owned());
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_command_is_repeated() {
        let command = |words: &[&str]| with_output(words.iter().map(|word| (*word).to_owned()));
        assert_eq!(command(&["fit", "a.csv", "--unit", "ms"]), "zeitnot fit a.csv --unit ms -o NEW.ron");
        assert_eq!(command(&["fit", "a.csv", "--only", "GET /"]), "zeitnot fit a.csv --only 'GET /' -o NEW.ron");
        assert_eq!(command(&["fit", "--", "it's"]), r"zeitnot fit -o NEW.ron -- 'it'\''s'");
    }
}
