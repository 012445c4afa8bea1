//! A scenario that settings can change: what-if, from outside the file.
//!
//! A template keeps the file's text and its tree. A setting changes only the value at its path; comments and everything
//! else stay. If the file leaves a field out, its default is written into the text first. Only what a setting changes
//! is read again. [`Template::scenario`] checks the whole, after all settings are made.

mod canonical;
#[cfg(feature = "study")] // studies and counterexamples are written to other folders
mod elsewhere;
mod numeric;
mod scale;
mod setting;
mod shorthand;
mod target;
mod variations;

use super::Scenario;
use super::checked::{checked, content};
use super::column::ColumnCache;
use super::content::Content;
use super::kind::FieldKind;
use super::reading::Reading;
use crate::document::{self, Diagnostic, Diagnostics, Document, NodeId, Original, Patch, Place};
#[cfg(feature = "cli")]
use crate::time::Duration;
pub use numeric::{NumericKind, NumericSetting};
pub use setting::{ParseSettingError, Setting};
use std::path::Path;
use std::sync::Arc;
use target::write_defaults;
pub use variations::Variations;

/// A scenario's text, to be read with various settings.
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
    /// The file as it is.
    original: Arc<Document>,
    /// The same with all settings.
    document: Document,
    /// The content of the document, if all of it can be understood.
    content: Option<Arc<Content>>,
    /// The settings so far, as written (`--set visit=Cyclic`), and where.
    settings: Vec<(NodeId, String)>,
    base_dir: Option<Arc<Path>>,
    /// Shared by all scenarios made from this text.
    columns: ColumnCache,
    quantiles: bool,
}

impl Template {
    /// Reads the scenario file at `path`. CSV files it names are looked for in the same folder.
    ///
    /// # Errors
    /// If the file can't be read, or its text has no clear structure. Whether it is valid is not checked yet.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let text = document::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// The CSV files that it takes values from.
    #[cfg(feature = "cli")]
    pub(crate) fn csv_files(&self) -> Vec<std::path::PathBuf> {
        let base_dir = self.base_dir.as_deref().unwrap_or(Path::new(""));
        self.columns.files().iter().map(|file| base_dir.join(file)).collect()
    }

    /// Makes a template from `text`, which messages call `name`. CSV files it names are looked for in `base_dir`, or
    /// else in the working directory.
    ///
    /// # Errors
    /// If the text has no clear structure. Whether it is valid is not checked yet.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        Self::from_document(Document::new(name, text)?, base_dir)
    }

    /// Makes a template from a part of a document.
    ///
    /// # Errors
    /// If it is not a scenario.
    #[cfg(feature = "study")] // laws and studies hold scenarios
    pub(crate) fn from_node(node: document::Node<'_>, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        Self::from_document(Document::part(node), base_dir)
    }

    fn from_document(document: Document, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        let columns = ColumnCache::default();
        let mut reading = Reading::new(base_dir, &columns);
        let content = content(&document, &mut reading);
        if content.is_none() || !document.complaints().is_empty() || document.surplus().is_some() {
            checked(&document, base_dir, &columns)?;
        }
        let content = content.filter(|_| reading.is_clean()).map(Arc::new);
        let (original, settings) = (Arc::new(document.clone()), Vec::new());
        Ok(Self {
            original,
            document,
            content,
            settings,
            base_dir: base_dir.map(Into::into),
            columns,
            quantiles: false,
        })
    }

    /// The same with one more setting. A later setting of the same value wins.
    ///
    /// # Errors
    /// If there is nothing at the setting's path, its value is not one value, or can't be multiplied. Whether the value
    /// is valid is not checked here.
    pub fn with(&self, setting: &Setting) -> Result<Self, Diagnostics> {
        self.with_all(std::slice::from_ref(setting))
    }

    /// The same with more settings, one after the other.
    ///
    /// # Errors
    /// As for [`Template::with`], about each that can't be made.
    pub fn with_all(&self, settings: &[Setting]) -> Result<Self, Diagnostics> {
        let mut changed = self.clone();
        let wrong: Vec<_> = settings.iter().filter_map(|setting| changed.set(setting).err()).collect();
        if wrong.is_empty() { Ok(changed) } else { Err(wrong.into()) }
    }

    /// Makes a setting, and returns its node.
    fn set(&mut self, setting: &Setting) -> Result<NodeId, Diagnostic> {
        let id = write_defaults(&mut self.document, setting)?;
        let node = self.document.at(id);
        let text = setting.to_string();
        if self.settings.iter().any(|(earlier, _)| self.document.at(*earlier).is_within(node)) {
            let document = &self.document;
            self.settings.retain(|(earlier, _)| !document.at(*earlier).is_within(node));
        }
        match setting.factor() {
            Some(factor) => {
                let all = || 0..text.len();
                let product = scale::scaled(node, factor).map_err(|(what, help)| {
                    Diagnostic::new(what).at(Place::in_text(setting.origin(), &text, all())).help(help)
                })?;
                let written = Original { text: text.clone(), part: all(), quotes: None };
                put(&mut self.document, id, setting, product, written)?;
            }
            None => self.put_value(id, setting)?,
        }
        self.settings.push((id, format!("{} {text}", setting.origin())));
        self.refresh(id);
        Ok(id)
    }

    /// Puts the setting's value at a node, and adds missing quotation marks.
    fn put_value(&mut self, id: NodeId, setting: &Setting) -> Result<(), Diagnostic> {
        let (text, part) = (setting.to_string(), setting.value_span());
        if FieldKind::of(self.document.at(id)) == Some(FieldKind::Text) {
            let spelt = shorthand::quoted_text(setting.value());
            // Otherwise it is a text with its own quotation marks, and its end is not known yet.
            if spelt.quotes.as_ref().is_none_or(|quotes| !quotes.is_empty()) {
                let written = Original { text, part, quotes: spelt.quotes };
                return put(&mut self.document, id, setting, spelt.text, written);
            }
        }
        let written = Original { text: text.clone(), part: part.clone(), quotes: Some(Vec::new()) };
        put(&mut self.document, id, setting, setting.value().to_owned(), written)?;
        let node = self.document.at(id);
        let span = node.span();
        if let Some(spelt) = shorthand::quoted_parts(node) {
            let part = part.start + span.start..part.start + span.end;
            let written = Original { text, part, quotes: spelt.quotes };
            put(&mut self.document, id, setting, spelt.text, written)?;
        }
        Ok(())
    }

    /// Reads again what depends on a changed node.
    fn refresh(&mut self, changed: NodeId) {
        let Some(content) = &mut self.content else { return };
        let mut reading = Reading::new(self.base_dir.as_deref(), &self.columns);
        Arc::make_mut(content).refresh(self.document.at(changed), &mut reading);
        if !reading.is_clean() {
            self.content = None;
        }
    }

    /// The same, where column `name` of the CSV file `file` holds `values`, whether or not there is such a file.
    #[cfg(feature = "cli")] // `fit` tries out files before it writes them
    #[must_use]
    pub(crate) fn with_column(self, file: &str, name: &str, values: Arc<[Duration]>) -> Self {
        Self { columns: self.columns.with(file, name, values), ..self }
    }

    /// The same, where [`crate::model::Exhibition::quantiles`] of all its scenarios is `taken`.
    #[must_use]
    pub fn with_quantiles(self, taken: bool) -> Self {
        Self { quantiles: taken, ..self }
    }

    /// The scenario that the text says, with all settings.
    ///
    /// # Errors
    /// All errors in it; an error in a setting is shown at its place in the setting.
    pub fn scenario(&self) -> Result<Scenario, Diagnostics> {
        if let Some(scenario) = self.content.as_ref().and_then(|content| self.sound(content)) {
            return Ok(scenario);
        }
        let checked = |document: &Document| checked(document, self.base_dir.as_deref(), &self.columns);
        let content = checked(&self.document).map_err(|wrong| {
            if self.settings.is_empty() {
                return wrong;
            }
            // Errors that the file has without the settings are not blamed on the settings.
            let known: Vec<_> = checked(&self.original).err().iter().flat_map(Diagnostics::iter).cloned().collect();
            let settings: Vec<_> = self.settings.iter().map(|(_, text)| text.as_str()).collect();
            wrong.noted_in(self.name(), &format!(" (with {})", settings.join(", ")), &known)
        })?;
        Ok(self.of(&content))
    }

    /// The scenario, if it can be played.
    fn sound(&self, content: &Content) -> Option<Scenario> {
        Some(self.of(content)).filter(|scenario| content.has_good_title() && scenario.exhibition.check().is_empty())
    }

    fn of(&self, content: &Content) -> Scenario {
        let mut scenario = content.scenario(self.name());
        scenario.exhibition.quantiles = self.quantiles;
        scenario
    }

    /// What messages call the scenario: the file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.document.name()
    }

    /// The text, with all settings.
    #[must_use]
    pub fn text(&self) -> String {
        self.document.text()
    }
}

/// Puts a text at a node.
fn put(
    document: &mut Document,
    node: NodeId,
    setting: &Setting,
    text: String,
    written: Original,
) -> Result<(), Diagnostic> {
    let patch = Patch { origin: setting.origin(), text, written };
    document.replace(node, &patch).map_err(|_| {
        let first = patch.complaints().into_iter().next();
        first.unwrap_or_else(|| {
            let place = Place::in_text(setting.origin(), &setting.to_string(), setting.value_span());
            // Several options would be several alternatives.
            let several = match setting.origin() {
                "--with" => "separate several settings by `;` within one --with",
                _ => "for several settings, write several options",
            };
            Diagnostic::new("a setting takes one value")
                .at(place)
                .help(format!("{several}; for a list, write it in square brackets"))
        })
    })
}

#[cfg(test)]
mod tests;
