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
mod variations;

use super::Scenario;
use super::checked::{checked, content};
use super::column::ColumnCache;
use super::content::Content;
use super::fields::Field;
use super::kind::FieldKind;
use super::path::group_name;
use super::reading::Reading;
use crate::document::{
    self, Diagnostic, Diagnostics, Document, Node, NodeId, Original, Patch, Place, Step, To, did_you_mean,
};
#[cfg(feature = "cli")]
use crate::time::Duration;
pub use numeric::{NumericKind, NumericSetting};
pub use setting::{ParseSettingError, Setting};
use std::path::Path;
use std::sync::Arc;
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
    pub(crate) fn from_node(node: Node<'_>, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
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
    /// As for [`Template::with`], about the first that can't be made.
    pub fn with_all(&self, settings: &[Setting]) -> Result<Self, Diagnostics> {
        let mut changed = self.clone();
        for setting in settings {
            changed.set(setting)?;
        }
        Ok(changed)
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

/// A field with its default, written on behalf of a setting.
fn default_of(field: &Field, setting: Option<&Setting>) -> Patch<'static> {
    let written = match setting {
        Some(setting) => Original { text: setting.to_string(), part: setting.path_span(), quotes: None },
        None => Original { text: String::new(), part: 0..0, quotes: None },
    };
    let origin = setting.map_or("", Setting::origin);
    Patch { origin, text: format!("{}: {}", field.name, field.default), written }
}

/// Writes the missing defaults on the path to the setting's value, and finds the value.
fn write_defaults(document: &mut Document, setting: &Setting) -> Result<NodeId, Diagnostic> {
    let steps = document::steps(setting.path()).unwrap_or_default();
    loop {
        let Some((node, taken)) = document.follow(&steps, group_name) else {
            return Err(Diagnostic::new(format!("`{}` is empty", document.name())));
        };
        let id = node.id();
        let Some(step) = steps.get(taken) else { return Ok(id) };
        let field = missing_field(node, &step.to).map(|field| default_of(field, Some(setting)));
        if field.is_none_or(|field| document.insert(id, &field).is_err()) {
            return Err(nothing_there(document, document.at(id), setting, step));
        }
    }
}

/// The field of a step, if it exists and the text leaves it out.
fn missing_field(node: Node<'_>, to: &To<'_>) -> Option<&'static Field> {
    let To::Field(name) = to else { return None };
    FieldKind::of(node)?.fields().iter().find(|field| field.name == *name)
}

/// How many paths a message offers at most for one without its beginning.
const SHORT_OF_MAX: usize = 4;

/// The complaint about a step that leads nowhere, with similar names.
fn nothing_there(document: &Document, node: Node<'_>, setting: &Setting, step: &Step<'_>) -> Diagnostic {
    let name = document.name();
    let before = setting.path()[..step.span.start].trim_end_matches(['.', '[', '"']);
    let here = if before.is_empty() { format!("`{name}`") } else { format!("`{before}` of `{name}`") };
    let (missing, help) = match &step.to {
        To::Field(name) => {
            let help = short_of(document, setting).unwrap_or_else(|| neighbours(node, name));
            (format!("`{name}`"), help)
        }
        To::Index(index) => (format!("part [{index}]"), parts(node)),
    };
    let at = setting.path_span().start;
    let span = at + step.span.start..at + step.span.end;
    let place = Place::in_text(setting.origin(), &setting.to_string(), span);
    Diagnostic::new(format!("there is no {missing} in {here}")).at(place).help(help)
}

/// Advice for a path without its beginning: `hobbyist.count`, or `think` for `master.think`.
fn short_of(document: &Document, setting: &Setting) -> Option<String> {
    let path = setting.path();
    let exists = |path: &String| {
        let steps = document::steps(path).unwrap_or_default();
        document.follow(&steps, group_name).is_some_and(|(node, taken)| match &steps[taken..] {
            [] => true,
            [last] => missing_field(node, &last.to).is_some(),
            _ => false,
        })
    };
    let groups = document.root().into_iter().flat_map(Node::children).filter(|node| node.key() == Some("opponents"));
    let groups = groups.flat_map(Node::children).filter_map(group_name);
    let of_groups = groups.map(|group| format!("opponents{}.{path}", document::step_to(&group)));
    let whole = [format!("opponents.{path}"), format!("master.{path}")].into_iter().chain(of_groups);
    let whole: Vec<_> = whole.filter(exists).take(SHORT_OF_MAX).map(|path| format!("`{path}`")).collect();
    (!whole.is_empty()).then(|| format!("did you mean {}?", whole.join(" or ")))
}

/// The names that are possible here.
fn neighbours(node: Node<'_>, wrong: &str) -> String {
    let fields = FieldKind::of(node).map_or(&[][..], FieldKind::fields);
    let groups: Vec<_> = node.children().filter_map(group_name).collect();
    let parameters: Vec<_> = node.children().filter_map(Node::key).collect();
    if !groups.is_empty() {
        did_you_mean(wrong, groups.iter().map(|name| &**name), "groups")
    } else if !fields.is_empty() {
        did_you_mean(wrong, fields.iter().map(|field| field.name), "fields")
    } else if parameters.is_empty() {
        parts(node)
    } else {
        did_you_mean(wrong, parameters, "parameters")
    }
}

/// The indices that are possible here.
fn parts(node: Node<'_>) -> String {
    match node.children().count() {
        0 => format!("`{}` has no parts; set all of it with `=`", node.text()),
        1 => "there is only part [0]".to_owned(),
        count => format!("the parts are [0] to [{}]", count - 1),
    }
}

#[cfg(test)]
mod tests;
