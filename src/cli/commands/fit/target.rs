//! The scenario that the values are for, and where in it they go.

use super::subject::Subject;
use crate::cli::arguments::FitOptions;
use crate::cli::failure::Failure;
use crate::document::{is_same_path, step_to};
use crate::fit::{Slot, Starter, Target, starter};
use crate::measured::Measured;
use crate::model::Exhibition;
use crate::scenario::{Diagnostics, Scenario, Template};
use crate::time::Duration;
use std::collections::BTreeSet;
use std::path::Path;

/// The target, and its title: the user's scenario, or a new one.
///
/// # Errors
/// If the scenario is wrong, or it is not clear where the values go.
pub(super) fn find(
    file: &str,
    measured: &Measured,
    subjects: &[Subject],
    options: &FitOptions,
) -> Result<(Target, String), Failure> {
    let (template, title, paths) = if let Some(into) = &options.into {
        let (template, scenario) = own(into)?;
        let path = match &options.path {
            Some(path) => path.clone(),
            None if scenario.exhibition.groups.len() == 1 => "opponents[0].think".to_owned(),
            None => return Err(which(&scenario.exhibition)),
        };
        (template, scenario.title, vec![path])
    } else {
        let text = new(file, measured, subjects, options);
        let name = options.output.as_ref().map_or("new.ron".into(), |output| output.to_string_lossy());
        let base_dir = options.output.as_deref().and_then(Path::parent);
        // The master's, if any, come last.
        let paths = subjects.iter().enumerate().map(|(index, subject)| {
            if subject.is_service { "master.think".to_owned() } else { format!("opponents[{index}].think") }
        });
        (Template::from_text(&name, &text, base_dir)?, "a new scenario".to_owned(), paths.collect())
    };
    let files = files(subjects, options);
    let slots = paths.into_iter().zip(files).map(|(path, file)| Slot { path, file }).collect();
    let origin = if options.path.is_some() { "--for" } else { "--into" };
    Ok((Target::new(template, slots, origin), title))
}

/// The user's scenario.
fn own(into: &Path) -> Result<(Template, Scenario), Diagnostics> {
    let template = Template::read(into)?;
    let scenario = template.scenario()?;
    Ok((template, scenario))
}

/// The text of a new scenario.
fn new(file: &str, measured: &Measured, subjects: &[Subject], options: &FitOptions) -> String {
    let bare = Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy());
    let recognised = &measured.recognised;
    let mut comment =
        vec![format!("Think times of `{bare}` ({}: {}), made by zeitnot fit.", recognised.format, recognised.figure)];
    comment.extend(measured.left_out.iter().map(|left_out| format!("Left out: {left_out}.")));
    let comment: Vec<_> =
        comment.iter().map(|line| line.replace(|c: char| !crate::line::is_plain_char(c), " ")).collect();
    let mut names = BTreeSet::new();
    let service = subjects.iter().any(|subject| subject.is_service);
    let groups: Vec<_> = subjects
        .iter()
        .filter(|subject| !subject.is_service)
        .map(|subject| {
            let mut name = if subject.name.trim().is_empty() { "opponent".to_owned() } else { subject.name.clone() };
            while !names.insert(name.clone()) {
                name.push('\'');
            }
            Starter {
                name,
                // The loop's steps are one more than the waits between them.
                lengths: subject.games.iter().map(|game| game.times.len() + usize::from(service)).collect(),
                mean: Duration::from_secs_f64(subject.figures(options.effort.level()).mean_s),
            }
        })
        .collect();
    let title: String = bare.chars().filter(|c| crate::line::is_plain_char(*c)).collect();
    starter(&title, &comment, &groups, service)
}

/// The name of the file of values for each class, relative to the scenario.
fn files(subjects: &[Subject], options: &FitOptions) -> Vec<String> {
    let stem = options.output.as_deref().unwrap_or(Path::new("values.ron")).file_stem();
    let stem = stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut taken = BTreeSet::new();
    subjects
        .iter()
        .map(|subject| {
            let class: String = subject.name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let class = class.trim_matches('-');
            let mut name = if class.is_empty() { stem.clone() } else { format!("{stem}-{class}") };
            while !taken.insert(name.to_lowercase()) {
                name.push('-');
            }
            name + ".csv"
        })
        .collect()
}

/// The group whose think times stand at a path.
pub(super) fn group_of(exhibition: &Exhibition, path: &str) -> Option<usize> {
    exhibition.groups.iter().enumerate().position(|(index, group)| {
        let by_number = format!("opponents[{index}].think");
        is_same_path(path, &by_number) || is_same_path(path, &format!("opponents{}.think", step_to(&group.name)))
    })
}

fn which(exhibition: &Exhibition) -> Failure {
    let paths = exhibition.groups.iter().take(5).map(|group| format!("opponents{}.think", step_to(&group.name)));
    let paths: Vec<_> = paths.chain(["master.think".to_owned()]).collect();
    Failure::new(
        "the scenario has several groups: for which of its distributions are the values?",
        format!("say so with --for: {}", paths.join(", ")),
    )
}
