//! From a document to its content, if that is a valid scenario.

use super::column::ColumnCache;
use super::content::Content;
use super::fields::{self, Struct};
use super::kind::FieldKind;
use super::misfit::misfit;
use super::path::group_name;
use super::reading::Reading;
use crate::document::{Diagnostic, Diagnostics, Document, Node};
use crate::model::Problem;
use std::path::Path;

/// The scenario in a document, if it is valid.
pub fn checked(document: &Document, base_dir: Option<&Path>, columns: &ColumnCache) -> Result<Content, Diagnostics> {
    let mut reading = Reading::new(base_dir, columns);
    reading.slips = document.complaints().clone();
    let Some(content) = content(document, &mut reading) else { return Err(reading.slips.into_list().into()) };
    let exhibition = content.exhibition();
    // Rules between settings are checked only if every setting was understood.
    let mut problems = if reading.slips.is_empty() { exhibition.check() } else { exhibition.check_values() };
    if !content.has_good_title() {
        problems.push(Problem {
            path: "title".to_owned(),
            what: "this title contains a line break or another control character".to_owned(),
            instead: "write a title that is one line of text".to_owned(),
        });
    }
    for problem in problems {
        locate(document, problem, &mut reading);
    }
    if reading.is_clean() {
        return Ok(content);
    }
    let (slips, problems) = (reading.slips.into_list(), reading.problems.into_list());
    Err(Diagnostics::from([slips, problems].concat()))
}

/// Adds a problem at its place, unless a slip there is its cause.
fn locate(document: &Document, problem: Problem, reading: &mut Reading<'_>) {
    let node = document.nearest(&problem.path, group_name);
    let is_caused = |node: Node<'_>| {
        let mut broken = reading.broken.iter().map(|id| document.at(*id));
        broken.any(|broken| broken.is_within(node) || node.is_within(broken))
    };
    if node.is_some_and(is_caused) {
        return;
    }
    reading.problems.add(|| {
        let diagnostic = Diagnostic::new(problem.what).help(problem.instead);
        match node {
            Some(node) => diagnostic.at(node.place()),
            None => diagnostic,
        }
    });
}

/// The content of a document, as far as it can be understood; `None` if nothing can.
pub fn content(document: &Document, to: &mut Reading<'_>) -> Option<Content> {
    let Some(root) = document.root() else {
        let name = document.name();
        to.slips.add(|| {
            Diagnostic::new(format!("`{name}` is empty"))
                .help("the shortest scenario is `Scenario()`; a good start is `Scenario(opponents: [(count: 12)])`")
        });
        return None;
    };
    let is_record = root.bracket() == Some(b'(') && root.key().is_none();
    let known = root.head().is_none_or(|head| head == Content::HEAD);
    if !is_record || !known {
        // If it is not a scenario, text after it needs no complaint of its own.
        let wrong = not_a_scenario(root);
        to.slips = crate::document::Complaints::default();
        to.slip(root, || wrong);
        return None;
    }
    if let Some(surplus) = document.surplus() {
        let help = "remove it, or move it into the scenario";
        to.slips.add(|| surplus.wrong_first("there is text after the end of the scenario", help));
    }
    fields::read(FieldKind::Scenario, root, to)
}

fn not_a_scenario(root: Node<'_>) -> Diagnostic {
    let word = root.key().or(root.head());
    let first = root.children().next().and_then(Node::head);
    match word {
        None if root.bracket() == Some(b'[') && first == Some("Law") => {
            root.wrong_first("these are laws, not a scenario", "test them with `zeitnot check`")
        }
        Some("Study") => root.wrong_first("this is a study, not a scenario", "run it with `zeitnot study`"),
        Some("Law") => root.wrong_first("this is a law, not a scenario", "test it with `zeitnot check`"),
        Some("Scenario") => root.wrong_first("`Scenario` needs round brackets", "write `Scenario(…)`"),
        Some(word) => {
            let help = "write `Scenario(…)`, or leave the name out: `(…)`";
            root.wrong_first(format!("`{word}` does not belong here"), help)
        }
        None => misfit(root, FieldKind::Scenario),
    }
}

impl Content {
    /// Reads again the one field around a changed node. All other fields of the document must be unchanged.
    pub fn refresh(&mut self, changed: Node<'_>, to: &mut Reading<'_>) {
        let mut chain: Vec<_> = std::iter::successors(Some(changed), |node| node.parent()).collect();
        chain.reverse();
        let [_, field, rest @ ..] = &chain[..] else { return };
        match (field.key(), rest) {
            (Some("master"), [part, ..]) => self.master.set(part.key().unwrap_or_default(), *part, to),
            (Some("opponents"), [group, part, ..]) => {
                let index = field.children().position(|child| child == *group);
                if let Some(group) = index.and_then(|index| self.opponents.get_mut(index)) {
                    group.set(part.key().unwrap_or_default(), *part, to);
                }
            }
            (key, _) => self.set(key.unwrap_or_default(), *field, to),
        }
    }
}
