//! Paths into a scenario: `opponents[0].think.mean`, `opponents.hobbyist.count`.
//!
//! A step is a field, an index from 0 in brackets, or the name of a group. What merely wraps another
//! value (`Some(…)`, `Between(…)`, `Every(…)`) is no step of its own.

use super::outline::{EntryId, Outline};
use std::ops::Range;

/// Where a path leads in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The value at the path, or at as much of it as there is; in bytes.
    pub span: Range<usize>,
    /// Whether all of the path was found.
    pub exact: bool,
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// To a field, or to a group of that name.
    Field(&'p str),
    /// To the part of this number, from 0.
    Index(usize),
}

impl<'p> Step<'p> {
    /// The name, if the step is one by name.
    pub fn field(&self) -> Option<&'p str> {
        match *self {
            Self::Field(name) => Some(name),
            Self::Index(_) => None,
        }
    }
}

impl Outline<'_> {
    /// Finds the value at `path`; where the text ends before the path does, what comes nearest.
    pub fn locate(&self, path: &str) -> Option<Located> {
        let (entry, missing) = self.follow(path)?;
        Some(Located { span: self.value(entry), exact: missing.is_empty() })
    }

    /// Goes along `path` as far as there is anything; with the steps that are left.
    pub fn follow<'p>(&self, path: &'p str) -> Option<(EntryId, Vec<Step<'p>>)> {
        let mut here = self.root()?;
        let mut left = steps(path);
        while let Some(step) = left.next() {
            match self.step(here, &step) {
                Some(next) => here = next,
                None => return Some((here, std::iter::once(step).chain(left).collect())),
            }
        }
        Some((here, Vec::new()))
    }

    /// One step on, through whatever merely wraps the value.
    fn step(&self, mut from: EntryId, step: &Step<'_>) -> Option<EntryId> {
        loop {
            let wrapped = self.wrapped(from);
            let found = match step {
                Step::Field(name) => {
                    self.children(from).find(|&child| self.key(child) == Some(name) || self.is_called(child, name))
                }
                Step::Index(index) => self.children(from).nth(*index).filter(|_| wrapped.is_none()),
            };
            if found.is_some() {
                return found;
            }
            from = wrapped?;
        }
    }

    /// Whether this entry is a group with `name: "name"`.
    fn is_called(&self, id: EntryId, name: &str) -> bool {
        self.name_of(id) == Some(name)
    }

    /// What a group without a field of its own calls itself.
    fn name_of(&self, id: EntryId) -> Option<&str> {
        let field = self.children(id).find(|&field| self.key(field) == Some("name"))?;
        self.key(id).is_none().then(|| self.slice(self.value(field)).trim_matches('"'))
    }

    /// The names of the groups in a list.
    pub fn names(&self, list: EntryId) -> impl Iterator<Item = &str> {
        self.children(list).filter_map(|group| self.name_of(group))
    }

    /// The only thing in round brackets, if it has parts itself.
    fn wrapped(&self, id: EntryId) -> Option<EntryId> {
        let mut children = self.children(id);
        let only = children.next().filter(|_| children.len() == 0 && self.bracket(id) == Some(b'('))?;
        (self.key(only).is_none() && self.bracket(only).is_some()).then_some(only)
    }
}

fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
        .filter(|step| !step.is_empty())
        .map(|step| step.parse().map_or(Step::Field(step), Step::Index))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"#![enable(implicit_some)]
    /* ( */ Scenario( // [
        title: "a ) \" b", walk: Some(Between(Constant("2s"))),
        opponents: [
            (name: "hobbyist", count: 12, think: LogNormal(mean: "60s", sd: "40s"), moves: Uniform(20, 40)),
            (think: Mixture([(0.5, Constant("1s")), (0.5, Shifted(by: "1s", of: Exponential(mean: "2s")))]),
             moves: Exactly(7), arrive: Every(Exponential(mean: r"3s")), master_think: Empirical(["4s", "5s"])),
        ],
        last: 'x',
    )"#;

    #[test]
    fn a_path_leads_to_its_value() {
        let outline = Outline::new(TEXT).unwrap();
        for (path, value) in [
            ("title", r#""a ) \" b""#),
            ("opponents[0].count", "12"),
            ("opponents.hobbyist.count", "12"),
            ("opponents.0.count", "12"),
            ("opponents[0].think", r#"LogNormal(mean: "60s", sd: "40s")"#),
            ("opponents[0].think.sd", r#""40s""#),
            ("opponents[0].moves[1]", "40"),
            ("opponents[1].think[0][0]", "0.5"),
            ("opponents[1].think[0][1][0]", r#""1s""#),
            ("opponents[1].think[1][1].of.mean", r#""2s""#),
            ("opponents[1].moves[0]", "7"),
            ("opponents[1].arrive.mean", r#"r"3s""#),
            ("opponents[1].master_think[1]", r#""5s""#),
            ("walk[0]", r#""2s""#),
            ("last", "'x'"),
        ] {
            let located = outline.locate(path).unwrap();
            assert_eq!((&TEXT[located.span], located.exact), (value, true), "{path}");
        }
    }

    #[test]
    fn a_path_that_leads_nowhere_stops_at_the_last_known_place() {
        let outline = Outline::new(TEXT).unwrap();
        let located = outline.locate("opponents[1].moves.mean").unwrap();
        assert_eq!((&TEXT[located.span], located.exact), ("Exactly(7)", false));
    }

    #[test]
    fn the_entry_around_a_place_is_the_innermost() {
        let outline = Outline::new(TEXT).unwrap();
        let at = TEXT.find("40s").unwrap();
        let entry = outline.around(at).unwrap();
        assert_eq!(&TEXT[outline.whole(entry)], r#"sd: "40s""#);
        assert_eq!(outline.head(outline.parent(entry).unwrap()), Some("LogNormal"));
    }
}
