//! What of a scenario can be turned up and down: its numbers, durations and distributions, with their paths.

use super::draft::Draft;
use super::kind::Kind;
use super::outline::{EntryId, Outline};
use super::path::{To, step_to_group};
use super::shorthand::leaves;
use super::template::{Template, missing_field};
use std::collections::HashMap;

/// A value that `PATH*=FACTOR` can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumericSetting {
    /// Where it stands: `opponents.hobbyist.think`.
    pub path: String,
    /// What it is.
    pub kind: NumericKind,
    /// What stands there now, in the scenario's notation; a default, where the file says nothing.
    pub value: String,
}

/// What a numeric setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumericKind {
    /// A whole number: of masters, opponents, boards. A factor must give a whole number again.
    Count,
    /// A duration of its own: patience, warm-up, horizon.
    Duration,
    /// A distribution of times (of thinking, walking, arriving), to be stretched as a whole.
    Distribution,
    /// A length of games, as a whole.
    Moves,
    /// A number or a duration within a distribution or a length of games, such as `think.mean`.
    Parameter,
}

impl Template {
    /// Everything numeric in the scenario, also what the file leaves to its default, in the order of the text with the
    /// defaults first. A distribution is followed by its parameters; lists of data (`Empirical`, `Replay`, `At`) are only
    /// listed as a whole, and the seed not at all.
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
        let mut draft = self.draft().clone();
        // The first time master and groups themselves, the second time what they leave out.
        write_all_defaults(&mut draft);
        write_all_defaults(&mut draft);
        let Ok(outline) = Outline::new(draft.text()) else { return Vec::new() };
        let Some(root) = outline.root() else { return Vec::new() };
        let mut search = Search { outline: &outline, found: Vec::new() };
        search.fields(root, "");
        search.found
    }
}

/// Writes the default of every field that the text leaves out, as far as there is something that could have it.
fn write_all_defaults(draft: &mut Draft) {
    let Ok(outline) = Outline::new(draft.text()) else { return };
    let Some(root) = outline.root() else { return };
    let below = |entry| outline.children(entry).collect::<Vec<_>>();
    let parts = below(root).into_iter().flat_map(|part| std::iter::once(part).chain(below(part)));
    let mut missing = Vec::new();
    for entry in std::iter::once(root).chain(parts) {
        for (name, _) in Kind::expected(&outline, entry).map_or(&[][..], Kind::fields) {
            if !outline.children(entry).any(|child| outline.key(child) == Some(name)) {
                missing.extend(missing_field(&outline, entry, &To::Field((*name).into())));
            }
        }
    }
    missing.sort_by_key(|(at, _)| *at);
    for (at, field) in missing.into_iter().rev() {
        draft.replace(at..at, &format!("{field}, "), None);
    }
}

struct Search<'a> {
    outline: &'a Outline<'a>,
    found: Vec<NumericSetting>,
}

impl Search<'_> {
    /// Looks through the fields of a scenario, a master or a group.
    fn fields(&mut self, entry: EntryId, path: &str) {
        for field in self.outline.children(entry) {
            let Some(key) = self.outline.key(field).filter(|&key| key != "seed") else { continue };
            let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            match Kind::expected(self.outline, field) {
                Some(Kind::Master) => self.fields(field, &path),
                Some(Kind::Opponents) => self.groups(field, &path),
                Some(Kind::Whole) => self.add(field, path, NumericKind::Count),
                Some(Kind::Duration) => self.add(field, path, NumericKind::Duration),
                Some(Kind::Distribution | Kind::Walk | Kind::Arrival) => {
                    self.composed(field, &path, NumericKind::Distribution);
                }
                Some(Kind::Moves) => self.composed(field, &path, NumericKind::Moves),
                _ => {}
            }
        }
    }

    /// Looks through the groups, each under its name, if that is good enough for a path.
    fn groups(&mut self, list: EntryId, path: &str) {
        let groups: Vec<_> = self.outline.children(list).collect();
        let names: Vec<_> = groups.iter().map(|&group| self.outline.name_of(group).unwrap_or_default()).collect();
        let mut times = HashMap::new();
        for name in &names {
            *times.entry(name).or_insert(0) += 1;
        }
        for (index, (group, name)) in groups.iter().zip(&names).enumerate() {
            let alone = times[name] == 1 && !name.is_empty();
            let step = if alone { step_to_group(name) } else { format!("[{index}]") };
            let path = format!("{path}{step}");
            self.fields(*group, &path);
        }
    }

    /// A distribution or a length of games, and then its parameters.
    fn composed(&mut self, entry: EntryId, path: &str, kind: NumericKind) {
        let numeric = |leaf| {
            matches!(Kind::expected(self.outline, leaf), Some(Kind::Duration | Kind::Whole | Kind::Number))
                || self.outline.key(leaf) == Some("file")
        };
        if leaves(self.outline, entry).into_iter().any(numeric) {
            self.add(entry, path.to_owned(), kind);
            self.parameters(entry, path);
        }
    }

    fn parameters(&mut self, entry: EntryId, path: &str) {
        if matches!(Kind::expected(self.outline, entry), Some(Kind::Durations | Kind::MoveCounts)) {
            return;
        }
        if let Some(inner) = self.outline.wrapped(entry) {
            return self.parameters(inner, path);
        }
        for (index, part) in self.outline.children(entry).enumerate() {
            let path = match self.outline.key(part) {
                Some(key) => format!("{path}.{key}"),
                None => format!("{path}[{index}]"),
            };
            match Kind::expected(self.outline, part) {
                Some(Kind::Whole | Kind::Number | Kind::Duration) => self.add(part, path, NumericKind::Parameter),
                Some(Kind::Distribution) => self.composed(part, &path, NumericKind::Distribution),
                _ => self.parameters(part, &path),
            }
        }
    }

    /// Takes note of a value, unless it is `None`.
    fn add(&mut self, entry: EntryId, path: String, kind: NumericKind) {
        let is_some = self.outline.head(entry) == Some("Some");
        let inner = self.outline.children(entry).next().filter(|_| is_some).unwrap_or(entry);
        let value = self.outline.slice(self.outline.value(inner));
        if value != "None" {
            self.found.push(NumericSetting { path, kind, value: value.to_owned() });
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
