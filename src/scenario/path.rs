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

#[derive(Debug, PartialEq, Eq)]
enum Step<'p> {
    Field(&'p str),
    Index(usize),
}

impl Outline<'_> {
    /// Finds the value at `path`; where the text ends before the path does, what comes nearest.
    pub fn locate(&self, path: &str) -> Option<Located> {
        let mut here = self.root()?;
        for step in steps(path) {
            match self.step(here, &step) {
                Some(next) => here = next,
                None => return Some(Located { span: self.value(here), exact: false }),
            }
        }
        Some(Located { span: self.value(here), exact: true })
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
        self.key(id).is_none()
            && self
                .children(id)
                .any(|field| self.key(field) == Some("name") && self.slice(self.value(field)).trim_matches('"') == name)
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
