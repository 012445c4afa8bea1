//! The syntax of a law file: its fields, and their texts with their places. `load` checks their meaning.

use super::problem::Problems;
use crate::document::{Document, FieldNames, Fields, Node};
use std::ops::Range;

/// The fields of a law, in the order of the documentation.
const FIELDS: [&str; 6] = ["title", "template", "variables", "given", "definitions", "claims"];

/// Examples of the fields that every law needs.
const NEEDED: [(&str, &str); 3] = [
    ("title", "title: \"The lap\""),
    ("template", "template: \"evening.ron\""),
    ("claims", "claims: [\"makespan <= 2h\"]"),
];

/// The fields of `Law(…)`, as written.
pub struct LawText<'d> {
    /// The law as a whole.
    pub node: Node<'d>,
    pub title: Option<Node<'d>>,
    pub template: Option<Node<'d>>,
    pub variables: Vec<(String, Node<'d>)>,
    pub given: Option<Node<'d>>,
    pub definitions: Vec<(String, Node<'d>)>,
    /// `None` after a complaint.
    pub claims: Option<Vec<Node<'d>>>,
}

/// A text in quotes, and its place.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its value.
    pub value: String,
    /// Its place, including quotes, in bytes.
    pub span: Range<usize>,
    /// The place of its first character; `None` if it contains escapes, because then places in it are not places in the
    /// file.
    inside: Option<usize>,
}

impl Text {
    /// The place of a part of the value in the file.
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        self.inside.map_or_else(|| self.span.clone(), |inside| inside + part.start..inside + part.end)
    }

    /// The node as a text in quotes, or a complaint that `what` should be one.
    pub fn read(node: Node<'_>, what: &str, problems: &mut Problems<'_>) -> Option<Self> {
        let (span, raw) = (node.span(), node.word());
        let Ok(value) = node.as_text() else {
            problems.at(span, format!("{what} is a text in quotes"), format!("write {what} between quotation marks"));
            return None;
        };
        let opening = raw.find('"').map_or(0, |quote| quote + 1);
        let plain = raw.starts_with('r') || !raw.contains('\\');
        Some(Self { inside: plain.then_some(span.start + opening), value: value.into_owned(), span })
    }
}

/// The laws in a file: one, or a list of them.
pub fn laws<'d>(document: &'d Document, problems: &mut Problems<'_>) -> Vec<LawText<'d>> {
    let example = "write `Law(title: …, template: …, claims: […])`";
    let Some(root) = document.root() else {
        problems.add(crate::document::Diagnostic::new(format!("`{}` is empty", document.name())).help(example));
        return Vec::new();
    };
    if let Some(surplus) = document.surplus() {
        let help = "write several laws as a list: `[Law(…), Law(…)]`";
        problems.add(surplus.wrong_first("there is text after the end of the law", help));
    }
    let is_list = root.bracket() == Some(b'[') && root.head().is_none();
    if is_list && root.children().next().is_none() {
        problems.add(root.wrong("there is no law in this file", example));
    }
    let parts: Vec<_> = if is_list { root.children().collect() } else { vec![root] };
    parts.into_iter().filter_map(|part| law(part, problems)).collect()
}

fn law<'d>(node: Node<'d>, problems: &mut Problems<'_>) -> Option<LawText<'d>> {
    let is_record = node.bracket() == Some(b'(') && node.key().is_none();
    match node.key().or(node.head()) {
        Some(other) if other != "Law" => {
            let help = match other {
                "Scenario" => "play a scenario with `zeitnot run`; a law is `Law(…)`",
                "Study" => "run a study with `zeitnot study`; a law is `Law(…)`",
                _ => "write `Law(…)`",
            };
            problems.add(node.wrong_first(format!("this is `{other}`, not a law"), help));
            return None;
        }
        _ if !is_record => {
            let help = "write `Law(title: …, template: …, claims: […])`, or a list of them";
            problems.add(node.wrong_first("this is not a law", help));
            return None;
        }
        _ => {}
    }
    let names =
        FieldNames { owner: "a law", one: "field", all: FIELDS.into_iter().map(|field| (field, "")), hidden: "" };
    let fields = Fields::new(node, &names, problems.complaints());
    for (field, example) in NEEDED.iter().filter(|(field, _)| fields.lacks(field)) {
        problems.add(node.wrong_head(format!("this law has no `{field}`"), format!("write `{example}`")));
    }
    let mut entries = |field| fields.get(field).map_or_else(Vec::new, |map| entries(map, problems));
    let (variables, definitions) = (entries("variables"), entries("definitions"));
    let claims = fields.get("claims").and_then(|claims| list(claims, problems));
    let [title, template, given] = ["title", "template", "given"].map(|field| fields.get(field));
    let given = given.filter(|given| given.head() != Some("None"));
    Some(LawText { node, title, template, variables, given, definitions, claims })
}

/// The entries of a map, in the order of the text.
fn entries<'d>(map: Node<'d>, problems: &mut Problems<'_>) -> Vec<(String, Node<'d>)> {
    if map.bracket() != Some(b'{') || map.head().is_some() {
        let help = "write pairs in curly brackets: `{ \"N\": \"opponents[0].count = 1..40\" }`";
        problems.add(map.wrong_head("this is not a map", help));
        return Vec::new();
    }
    let mut entries = Vec::new();
    for node in map.children() {
        match node.key_as_text() {
            Some(_) if node.is_empty() => problems.add(node.wrong_key("this has no value", "write one in quotes")),
            Some(key) => entries.push((key.into_owned(), node)),
            None => {
                let help = "write a name in quotes, a colon, and a text in quotes";
                problems.add(node.wrong_first("this is not a pair", help));
            }
        }
    }
    entries
}

fn list<'d>(node: Node<'d>, problems: &mut Problems<'_>) -> Option<Vec<Node<'d>>> {
    if node.bracket() == Some(b'[') && node.head().is_none() {
        return Some(node.children().collect());
    }
    let help = "write them in square brackets: `claims: [\"makespan <= 2h\"]`";
    problems.add(node.wrong_head("claims must be a list", help));
    None
}
