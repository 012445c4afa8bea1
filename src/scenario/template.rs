//! A scenario that settings can change: what-if, from outside the file.
//!
//! A template keeps the file's text. A setting changes the one value at its path, comments and all the rest stay; a
//! field that the file leaves out is written into the text with its default first. Whether the new text makes sense is
//! for [`Template::scenario`] to say, once all settings are made.

use super::column::Columns;
use super::diagnostic::{Diagnostic, Diagnostics, Place};
use super::draft::{Draft, Origin};
use super::kind::Kind;
use super::outline::{EntryId, Outline};
use super::parse::broken_outline;
use super::path::{self, Step, To};
use super::setting::Setting;
use super::{Scenario, scale, shorthand, source, suggest};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A scenario's text, to be read with this or that setting.
///
/// ```
/// use zeitnot::scenario::Template;
/// let text = r#"Scenario(opponents: [(name: "hobbyist", count: 12)])"#;
/// let template = Template::from_text("evening.ron", text, None).unwrap();
/// let changed = template.with(&"opponents.hobbyist.count=30".parse().unwrap()).unwrap();
/// let changed = changed.with(&"master.think=Constant(5s)".parse().unwrap()).unwrap();
/// assert_eq!(
///     changed.text(),
///     r#"Scenario(master: (think: Constant("5s")), opponents: [(name: "hobbyist", count: 30)])"#
/// );
/// assert_eq!(changed.scenario().unwrap().exhibition.opponents(), 30);
/// ```
#[derive(Clone, Debug)]
pub struct Template {
    draft: Draft,
    base_dir: Option<PathBuf>,
    /// Held once by all scenarios that settings make of this text.
    columns: Columns,
    quantiles: bool,
}

impl Template {
    /// Reads and checks the scenario file at `path`. CSV files it names are looked for in the same folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file, or the reason why it can't be read.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let text = source::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// Checks a scenario in `text`, which messages call `name`. CSV files it names are looked for in `base_dir`, or else
    /// in the working directory.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        let base_dir = base_dir.map(Path::to_owned);
        let template = Self { draft: Draft::new(name, text), base_dir, columns: Columns::default(), quantiles: false };
        template.scenario().map(|_| template)
    }

    /// The same with one setting more. A later setting of the same value wins.
    ///
    /// # Errors
    /// If there is nothing at the setting's path, its value is not one value, or can't be multiplied. Whether the value
    /// is a good one is not judged here.
    pub fn with(&self, setting: &Setting) -> Result<Self, Diagnostics> {
        let mut draft = self.draft.clone();
        let steps = path::steps(setting.path()).unwrap_or_default();
        write_defaults(&mut draft, setting, &steps)?;
        match setting.factor() {
            Some(_) => multiply(&mut draft, setting, &steps)?,
            None => put(&mut draft, setting, &steps)?,
        }
        Ok(Self { draft, base_dir: self.base_dir.clone(), columns: self.columns.clone(), quantiles: self.quantiles })
    }

    /// The same, where [`crate::model::Exhibition::quantiles`] of all its scenarios is `taken`.
    #[must_use]
    pub fn with_quantiles(self, taken: bool) -> Self {
        Self { quantiles: taken, ..self }
    }

    /// The scenario that the text says, with all settings.
    ///
    /// # Errors
    /// Everything that is wrong with it; what a setting says wrong, at its place in the setting.
    pub fn scenario(&self) -> Result<Scenario, Diagnostics> {
        let settings = self.draft.settings();
        let scenario = Scenario::from_draft(&self.draft, self.base_dir.as_deref(), &self.columns);
        let scenario = scenario.map(|mut scenario| {
            scenario.exhibition.quantiles = self.quantiles;
            scenario
        });
        scenario.map_err(|wrong| {
            match settings.as_slice() {
                [] => wrong,
                // The file alone was fine, so it is the settings that made this wrong.
                all => wrong.noted_in(&self.draft.name, &format!(" (with {})", all.join(", "))),
            }
        })
    }

    /// What messages call the scenario: the file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.draft.name
    }

    /// The text, with all settings.
    #[must_use]
    pub fn text(&self) -> &str {
        self.draft.text()
    }

    pub(super) const fn draft(&self) -> &Draft {
        &self.draft
    }
}

/// The outline of the text, which has one: it was read when the template was made, and settings hold whole values.
pub(super) fn outline(draft: &Draft) -> Result<Outline<'_>, Diagnostic> {
    Outline::new(draft.text()).map_err(|broken| broken_outline(draft, &broken))
}

/// Writes the defaults of what the text leaves out on the way to the setting's value.
pub(super) fn write_defaults(draft: &mut Draft, setting: &Setting, steps: &[Step<'_>]) -> Result<(), Diagnostic> {
    loop {
        let outline = outline(draft)?;
        let Some((entry, taken)) = outline.follow(steps) else {
            return Err(Diagnostic::new(format!("`{}` holds nothing", draft.name)));
        };
        if taken == steps.len() {
            return Ok(());
        }
        let Some((at, field)) = missing_field(&outline, entry, &steps[taken].to) else {
            return Err(nothing_there(draft, &outline, entry, setting, &steps[taken]));
        };
        let comma = if outline.children(entry).len() == 0 { "" } else { ", " };
        draft.replace(at..at, &format!("{field}{comma}"), None);
    }
}

/// Where to write a field with its default, and how; `None` if there is no such field.
pub fn missing_field(outline: &Outline<'_>, entry: EntryId, to: &To<'_>) -> Option<(usize, String)> {
    let To::Field(name) = to else { return None };
    let default = Kind::expected(outline, entry)?.default_of(name)?;
    Some((outline.inside(entry)?, format!("{name}: {default}")))
}

/// The complaint about a step to nowhere, with the names that could have been meant.
fn nothing_there(
    draft: &Draft,
    outline: &Outline<'_>,
    entry: EntryId,
    setting: &Setting,
    step: &Step<'_>,
) -> Diagnostic {
    let before = setting.path()[..step.span.start].trim_end_matches(['.', '[', '"']);
    let here = if before.is_empty() { format!("`{}`", draft.name) } else { format!("`{before}` of `{}`", draft.name) };
    let (missing, help) = match &step.to {
        To::Field(name) => {
            let help = short_of(outline, name, setting).unwrap_or_else(|| neighbours(outline, entry, name));
            (format!("`{name}`"), help)
        }
        To::Index(index) => (format!("part [{index}]"), parts(outline, entry)),
    };
    let at = setting.path_span().start;
    let span = at + step.span.start..at + step.span.end;
    let place = Place::in_text(setting.origin(), &setting.to_string(), span);
    Diagnostic::new(format!("there is no {missing} in {here}")).at(place).help(help)
}

/// Advice for who began a path with a group's name.
fn short_of(outline: &Outline<'_>, name: &str, setting: &Setting) -> Option<String> {
    let is_first = setting.path().starts_with(name);
    let whole = format!("opponents.{}", setting.path());
    let is_group = is_first && outline.locate(&format!("opponents.{name}")).is_some_and(|found| found.exact);
    is_group.then(|| format!("did you mean `{whole}`?"))
}

/// What can be named here.
fn neighbours(outline: &Outline<'_>, entry: EntryId, wrong: &str) -> String {
    let fields = Kind::expected(outline, entry).map_or(&[][..], Kind::fields);
    let groups: Vec<_> = outline.children(entry).filter_map(|group| outline.name_of(group)).collect();
    let parameters = outline.children(entry).filter_map(|part| outline.key(part));
    if !groups.is_empty() {
        return suggest::one_of(wrong, groups.iter().map(|name| &**name), "groups");
    }
    if !fields.is_empty() {
        return suggest::one_of(wrong, fields.iter().map(|(name, _)| *name), "fields");
    }
    let parameters: Vec<_> = parameters.collect();
    if parameters.is_empty() { parts(outline, entry) } else { suggest::one_of(wrong, parameters, "parameters") }
}

/// What can be counted here.
fn parts(outline: &Outline<'_>, entry: EntryId) -> String {
    let value = outline.slice(outline.value(entry));
    match outline.children(entry).len() {
        0 => format!("`{value}` has no parts; set all of it with `=`"),
        1 => "there is only part [0]".to_owned(),
        count => format!("the parts are [0] to [{}]", count - 1),
    }
}

/// Puts the setting's value at its path, with the quotation marks that it lacks.
fn put(draft: &mut Draft, setting: &Setting, steps: &[Step<'_>]) -> Result<(), Diagnostic> {
    let (span, kind) = target(draft, steps)?;
    let written = setting.value();
    if kind == Some(Kind::Text) {
        let spelt = shorthand::quoted_text(written);
        // Otherwise it is a text with quotation marks of its own, whose end is still to be found.
        if spelt.quotes.as_ref().is_none_or(|quotes| !quotes.is_empty()) {
            replace(draft, span, setting, setting.value_span(), spelt);
            return Ok(());
        }
    }
    let part = one_value(setting)?;
    let mut trial = draft.clone();
    trial.replace(span.clone(), &setting.to_string()[part.clone()], None);
    let spelt = {
        let outline = outline(&trial)?;
        let entry = outline.follow(steps).map_or(0, |(entry, _)| entry);
        shorthand::quoted_parts(&outline, entry)
    };
    replace(draft, span, setting, part, spelt);
    Ok(())
}

/// Where the value at the end of the steps stands, and its kind.
fn target(draft: &Draft, steps: &[Step<'_>]) -> Result<(Range<usize>, Option<Kind>), Diagnostic> {
    let outline = outline(draft)?;
    let entry = outline.follow(steps).map_or(0, |(entry, _)| entry);
    Ok((outline.value(entry), Kind::expected(&outline, entry)))
}

fn replace(draft: &mut Draft, span: Range<usize>, setting: &Setting, written: Range<usize>, spelt: shorthand::Spelt) {
    let origin = Origin { name: setting.origin(), text: setting.to_string(), written, quotes: spelt.quotes };
    draft.replace(span, &spelt.text, Some(origin));
}

/// Where in the setting its one value stands: brackets that match, and nothing behind them.
fn one_value(setting: &Setting) -> Result<Range<usize>, Diagnostic> {
    let at = setting.value_span().start;
    let whole = Draft::new(setting.origin(), &setting.to_string());
    let outline = Outline::new(setting.value()).map_err(|broken| broken_outline(&whole, &broken.moved(at)))?;
    match outline.roots().as_slice() {
        [root] if outline.key(*root).is_none() => {
            let value = outline.value(*root);
            Ok(at + value.start..at + value.end)
        }
        _ => Err(Diagnostic::new("a setting takes one value")
            .at(whole.place(setting.value_span()))
            .help("for several settings, write several options; for a list, write it in square brackets")),
    }
}

/// Multiplies the value at the setting's path.
fn multiply(draft: &mut Draft, setting: &Setting, steps: &[Step<'_>]) -> Result<(), Diagnostic> {
    let Some(factor) = setting.factor() else { return Ok(()) };
    let (span, product) = {
        let outline = outline(draft)?;
        let entry = outline.follow(steps).map_or(0, |(entry, _)| entry);
        (outline.value(entry), scale::scaled(&outline, entry, factor))
    };
    let all = || 0..setting.to_string().len();
    let text = product.map_err(|(what, help)| {
        let place = Place::in_text(setting.origin(), &setting.to_string(), all());
        Diagnostic::new(what).at(place).help(help)
    })?;
    replace(draft, span, setting, all(), shorthand::Spelt { text, quotes: None });
    Ok(())
}

#[cfg(test)]
mod tests;
