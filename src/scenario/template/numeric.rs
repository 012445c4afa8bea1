//! The numeric settings of a scenario: its numbers, durations and distributions, with their paths.

use super::Template;
use super::target::default_of;
use crate::document::{Document, Node, step_to};
use crate::scenario::kind::FieldKind;
use crate::scenario::path::group_name;
use std::collections::HashMap;

/// A value that `PATH*=FACTOR` can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumericSetting {
    /// Its path: `opponents.hobbyist.think`.
    pub path: String,
    /// What it is.
    pub kind: NumericKind,
    /// Its current value in the scenario's notation; the default, if the file leaves it out.
    pub value: String,
}

/// The kind of a numeric setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumericKind {
    /// A whole number: of masters, opponents, boards. A factor must give a whole number again.
    Count,
    /// A duration of its own: patience, warm-up, horizon.
    Duration,
    /// A distribution of times (of thinking, walking, arriving), scaled as a whole.
    Distribution,
    /// A length of games, as a whole.
    Moves,
    /// A number or a duration within a distribution or a length of games, such as `think.mean`.
    Parameter,
}

impl Template {
    /// Every numeric setting of the scenario, including those with defaults, in the order of the text with the defaults
    /// first. A distribution is followed by its parameters; lists of data (`Empirical`, `Replay`, `At`) are only listed
    /// as a whole, and the seed not at all.
    ///
    /// ```
    /// use zeitnot::scenario::{NumericKind, Template};
    /// let template = Template::from_text("a.ron", "(master: (think: Constant(\"5s\")))", None).unwrap();
    /// let found = template.numeric_settings();
    /// let think = found.iter().find(|setting| setting.path == "master.think").unwrap();
    /// assert_eq!((think.kind, think.value.as_str()), (NumericKind::Distribution, "Constant(\"5s\")"));
    /// let paths: Vec<_> = found.iter().map(|setting| setting.path.as_str()).collect();
    /// assert!(paths.contains(&"master.count") && paths.contains(&"opponents.opponent.think.mu"));
    /// ```
    #[must_use]
    pub fn numeric_settings(&self) -> Vec<NumericSetting> {
        let mut document = self.document.clone();
        // First the master and the groups, then the fields that they leave out.
        write_all_defaults(&mut document);
        write_all_defaults(&mut document);
        let mut search = Search { found: Vec::new() };
        if let Some(root) = document.root() {
            search.fields(root, "");
        }
        search.found
    }
}

/// Writes the default of every field that the text leaves out, in every struct of the text.
fn write_all_defaults(document: &mut Document) {
    let Some(root) = document.root() else { return };
    let parts = root.children().flat_map(|part| std::iter::once(part).chain(part.children()));
    let mut missing = Vec::new();
    for node in std::iter::once(root).chain(parts) {
        // Each is put before all others, so that the last comes first.
        for field in FieldKind::of(node).map_or(&[][..], FieldKind::fields).iter().rev() {
            if !node.children().any(|child| child.key() == Some(field.name)) {
                missing.push((node.id(), field));
            }
        }
    }
    for (node, field) in missing {
        // Without round brackets, nothing can be added.
        let _ = document.insert(node, &default_of(field, None));
    }
}

struct Search {
    found: Vec<NumericSetting>,
}

impl Search {
    /// Looks through the fields of a scenario, a master or a group.
    fn fields(&mut self, entry: Node<'_>, path: &str) {
        for field in entry.children() {
            let Some(key) = field.key().filter(|&key| key != "seed") else { continue };
            let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            match FieldKind::of(field) {
                Some(FieldKind::Master) => self.fields(field, &path),
                Some(FieldKind::Opponents) => self.groups(field, &path),
                Some(FieldKind::Whole) => self.add(field, path, NumericKind::Count),
                Some(FieldKind::Duration) => self.add(field, path, NumericKind::Duration),
                Some(FieldKind::Distribution | FieldKind::Walk | FieldKind::Arrival) => {
                    self.composed(field, &path, NumericKind::Distribution);
                }
                Some(FieldKind::Moves) => self.composed(field, &path, NumericKind::Moves),
                _ => {}
            }
        }
    }

    /// Looks through the groups, each under its name if a path can use it.
    fn groups(&mut self, list: Node<'_>, path: &str) {
        let groups: Vec<_> = list.children().collect();
        let names: Vec<_> = groups.iter().map(|&group| group_name(group).unwrap_or_default()).collect();
        let mut times = HashMap::new();
        for name in &names {
            *times.entry(name).or_insert(0) += 1;
        }
        for (index, (group, name)) in groups.iter().zip(&names).enumerate() {
            let alone = times[name] == 1 && !name.is_empty();
            let step = if alone { step_to(name) } else { format!("[{index}]") };
            let path = format!("{path}{step}");
            self.fields(*group, &path);
        }
    }

    /// A distribution or a length of games, and then its parameters.
    fn composed(&mut self, entry: Node<'_>, path: &str, kind: NumericKind) {
        let numeric = |leaf: Node<'_>| {
            matches!(FieldKind::of(leaf), Some(FieldKind::Duration | FieldKind::Whole | FieldKind::Number))
                || leaf.key() == Some("file")
        };
        if entry.leaves().into_iter().any(numeric) {
            self.add(entry, path.to_owned(), kind);
            self.parameters(entry, path);
        }
    }

    fn parameters(&mut self, entry: Node<'_>, path: &str) {
        if matches!(FieldKind::of(entry), Some(FieldKind::Durations | FieldKind::MoveCounts)) {
            return;
        }
        if let Some(inner) = entry.wrapped() {
            return self.parameters(inner, path);
        }
        for (index, part) in entry.children().enumerate() {
            let path = match part.key() {
                Some(key) => format!("{path}.{key}"),
                None => format!("{path}[{index}]"),
            };
            match FieldKind::of(part) {
                Some(FieldKind::Whole | FieldKind::Number | FieldKind::Duration) => {
                    self.add(part, path, NumericKind::Parameter);
                }
                Some(FieldKind::Distribution) => self.composed(part, &path, NumericKind::Distribution),
                _ => self.parameters(part, &path),
            }
        }
    }

    /// Notes a value, unless it is `None`.
    fn add(&mut self, entry: Node<'_>, path: String, kind: NumericKind) {
        let is_some = entry.head() == Some("Some");
        let inner = entry.children().next().filter(|_| is_some).unwrap_or(entry);
        let value = inner.text();
        if value != "None" {
            self.found.push(NumericSetting { path, kind, value: value.into_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_numeric_is_found_and_can_be_multiplied() {
        let text = r#"(
            seed: 7, boards: Some(8), walk: Between(Uniform("1s", "2s")),
            master: (think: Mixture([(0.5, Constant("1s")), (0.5, Shifted(by: "1s", of: Exponential(mean: "2s")))])),
            opponents: [
                (name: "a.b", think: Empirical(["1s", "2s"]), moves: Uniform(20, 40), patience: "1min"),
                (name: "c", count: 12, arrive: Every(Exponential(mean: "3s"))),
            ],
        )"#;
        let template = Template::from_text("a.ron", text, None).unwrap_or_else(|error| panic!("{error}"));
        let found = template.numeric_settings();
        let paths: Vec<_> = found.iter().map(|setting| setting.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "boards",
                "walk",
                "walk[0]",
                "walk[1]",
                "master.count",
                "master.think",
                "master.think[0][0]",
                "master.think[0][1]",
                "master.think[0][1][0]",
                "master.think[1][0]",
                "master.think[1][1]",
                "master.think[1][1].by",
                "master.think[1][1].of",
                "master.think[1][1].of.mean",
                "opponents[\"a.b\"].count",
                "opponents[\"a.b\"].think",
                "opponents[\"a.b\"].moves",
                "opponents[\"a.b\"].moves[0]",
                "opponents[\"a.b\"].moves[1]",
                "opponents[\"a.b\"].patience",
                "opponents.c.think",
                "opponents.c.think.mu",
                "opponents.c.think.sigma",
                "opponents.c.moves",
                "opponents.c.moves[0]",
                "opponents.c.count",
                "opponents.c.arrive",
                "opponents.c.arrive.mean",
            ]
        );
        assert_eq!((found[0].kind, found[0].value.as_str()), (NumericKind::Count, "8"));
        for setting in &found {
            let double = format!("{}*=2", setting.path).parse().unwrap();
            let doubled = template.with(&double).unwrap_or_else(|error| panic!("{double}: {error}"));
            doubled.scenario().unwrap_or_else(|error| panic!("{double}: {error}"));
            assert_ne!(doubled.text(), template.text(), "{double}");
            let same = format!("{}={}", setting.path, setting.value).parse().unwrap();
            let same = template.with(&same).unwrap_or_else(|error| panic!("{same}: {error}"));
            assert_eq!(same.scenario(), template.scenario(), "{}", setting.path);
        }
    }
}
