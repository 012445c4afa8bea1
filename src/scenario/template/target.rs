//! The value that a setting's path leads to: found in the text, or written there as its default; and what to say if the
//! path leads nowhere.

use super::Setting;
use crate::document::{self, Diagnostic, Document, Node, NodeId, Original, Patch, Place, Step, To, did_you_mean};
use crate::scenario::fields::Field;
use crate::scenario::kind::FieldKind;
use crate::scenario::path::group_name;

/// A field with its default, written on behalf of a setting.
pub(super) fn default_of(field: &Field, setting: Option<&Setting>) -> Patch<'static> {
    let written = match setting {
        Some(setting) => Original { text: setting.to_string(), part: setting.path_span(), quotes: None },
        None => Original { text: String::new(), part: 0..0, quotes: None },
    };
    let origin = setting.map_or("", Setting::origin);
    Patch { origin, text: format!("{}: {}", field.name, field.default), written }
}

/// Writes the missing defaults on the path to the setting's value, and finds the value.
pub(super) fn write_defaults(document: &mut Document, setting: &Setting) -> Result<NodeId, Diagnostic> {
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
