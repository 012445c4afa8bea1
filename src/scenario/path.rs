//! Paths into a scenario: `opponents[0].think.mean`, `opponents.hobbyist.count`, `opponents["A. B."].count`.
//!
//! A step is a field, an index from 0 in brackets, or the name of a group, in brackets and quotes
//! (with the escapes of scenario files) where it would not be one step otherwise. What merely wraps another
//! value (`Some(…)`, `Between(…)`, `Every(…)`) is no step of its own.

use super::outline::{EntryId, Outline};
use std::borrow::Cow;
use std::ops::Range;

/// What a group is called that does not say.
const NAME_OF_GROUP: &str = "opponent";

/// Where a path leads in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The value at the path, or at as much of it as there is; in bytes.
    pub span: Range<usize>,
    /// Whether all of the path was found.
    pub exact: bool,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'p> {
    /// Where to.
    pub to: To<'p>,
    /// Where the step stands in the path; in bytes, without brackets.
    pub span: Range<usize>,
}

/// Where a step leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To<'p> {
    /// To a field, or to a group of that name.
    Field(Cow<'p, str>),
    /// To the part of this number, from 0.
    Index(usize),
}

impl Outline<'_> {
    /// Finds the value at `path`; where the text ends before the path does, what comes nearest.
    pub fn locate(&self, path: &str) -> Option<Located> {
        let steps = steps(path)?;
        let (entry, taken) = self.follow(&steps)?;
        Some(Located { span: self.value(entry), exact: taken == steps.len() })
    }

    /// Goes along the steps as far as there is anything; with the number of steps that led there.
    pub fn follow(&self, steps: &[Step<'_>]) -> Option<(EntryId, usize)> {
        let mut here = self.root()?;
        for (taken, step) in steps.iter().enumerate() {
            match self.step(here, &step.to) {
                Some(next) => here = next,
                None => return Some((here, taken)),
            }
        }
        Some((here, steps.len()))
    }

    /// The path to an entry, with groups by their numbers.
    pub fn path_to(&self, id: EntryId) -> String {
        let (mut steps, mut here) = (Vec::new(), id);
        while let Some(parent) = self.parent(here) {
            if let Some(key) = self.key(here) {
                steps.push(format!(".{key}"));
            } else if self.wrapped(parent) != Some(here) {
                let index = self.children(parent).position(|child| child == here).unwrap_or(0);
                steps.push(format!("[{index}]"));
            }
            here = parent;
        }
        steps.reverse();
        steps.concat().trim_start_matches('.').to_owned()
    }

    /// One step on, through whatever merely wraps the value.
    fn step(&self, mut from: EntryId, to: &To<'_>) -> Option<EntryId> {
        loop {
            let wrapped = self.wrapped(from);
            let found = match to {
                To::Field(name) => self.children(from).find(|&child| {
                    self.key(child) == Some(name) || self.name_of(child).is_some_and(|own| own == *name)
                }),
                To::Index(index) => self.children(from).nth(*index).filter(|_| wrapped.is_none()),
            };
            if found.is_some() {
                return found;
            }
            from = wrapped?;
        }
    }

    /// What a group in a list calls itself.
    pub fn name_of(&self, id: EntryId) -> Option<Cow<'_, str>> {
        let in_opponents = self.parent(id).and_then(|list| self.key(list)) == Some("opponents");
        if self.key(id).is_some() || !in_opponents {
            return None;
        }
        let field = self.children(id).find(|&field| self.key(field) == Some("name"));
        Some(field.map_or(Cow::Borrowed(NAME_OF_GROUP), |field| name_in(self.slice(self.value(field)))))
    }

    /// The only thing in round brackets, if it has parts itself.
    pub fn wrapped(&self, id: EntryId) -> Option<EntryId> {
        let mut children = self.children(id);
        let only = children.next().filter(|_| children.len() == 0 && self.bracket(id) == Some(b'('))?;
        (self.key(only).is_none() && self.bracket(only).is_some()).then_some(only)
    }
}

/// The steps of a path; `None` if it is none: `a..b`, `a[`, `a[b]`.
pub fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let (mut steps, mut at) = (Vec::new(), 0);
    while at < path.len() {
        let rest = &path[at..];
        let (start, end, next) = match rest.strip_prefix('[') {
            Some(inner) => in_brackets(inner, at + 1)?,
            None if !steps.is_empty() && !rest.starts_with('.') => return None,
            None => {
                let start = at + usize::from(!steps.is_empty() && rest.starts_with('.'));
                let end = path[start..].find(['.', '[', ']']).map_or(path.len(), |length| start + length);
                (start, end, end)
            }
        };
        let name = &path[start..end];
        let (quoted, bracketed) = (path[..start].ends_with('"'), next > end);
        let to = match name.parse() {
            _ if name.is_empty() => return None,
            Ok(index) if !quoted => To::Index(index),
            _ if bracketed && !quoted => return None,
            _ if quoted => To::Field(unescaped(name)),
            _ => To::Field(Cow::Borrowed(name)),
        };
        steps.push(Step { to, span: start..end });
        at = next;
    }
    (!steps.is_empty()).then_some(steps)
}

/// Beginning and end of what stands in brackets (and quotes), and where the next step begins.
fn in_brackets(inner: &str, at: usize) -> Option<(usize, usize, usize)> {
    if let Some(name) = inner.strip_prefix('"') {
        let length = closing(name)?;
        return Some((at + 1, at + 1 + length, at + 1 + length + 2));
    }
    let length = inner.find(']')?;
    Some((at, at + length, at + length + 1))
}

/// Where the quotation mark and the bracket stand that end a name.
fn closing(name: &str) -> Option<usize> {
    let mut escaped = false;
    name.char_indices().find_map(|(at, c)| {
        let ends = !escaped && name[at..].starts_with("\"]");
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// What a text in quotes says.
fn name_in(quoted: &str) -> Cow<'_, str> {
    match quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        _ => ron::from_str(quoted).map_or_else(|_| Cow::Borrowed(quoted.trim_matches('"')), Cow::Owned),
    }
}

/// The same of a text without its quotes, as escaped as scenario files would have it.
fn unescaped(inner: &str) -> Cow<'_, str> {
    let escaped = inner.contains('\\').then(|| ron::from_str(&format!("\"{inner}\"")).ok());
    escaped.flatten().map_or(Cow::Borrowed(inner), Cow::Owned)
}

/// The step of a path to the group called `name`: `.hobbyist`, or `["A. B."]` where that would not be one step.
///
/// ```
/// use zeitnot::scenario::step_to_group;
/// let names = ["club player", "A. B.", r#"the "fast""#];
/// assert_eq!(names.map(step_to_group), [".club player", r#"["A. B."]"#, r#"["the \"fast\""]"#]);
/// ```
#[must_use]
pub fn step_to_group(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-')) && !name.is_empty();
    if plain && name.trim() == name && name.parse::<usize>().is_err() {
        return format!(".{name}");
    }
    format!("[{}]", super::write::text(name))
}

/// The name in the step `["…"]` with which a path goes on, and the length of the step; `None` if it goes on otherwise.
#[must_use]
pub fn quoted_step(path: &str) -> Option<(Cow<'_, str>, usize)> {
    let name = path.strip_prefix("[\"")?;
    let length = closing(name)?;
    Some((unescaped(&name[..length]), length + 4))
}

/// The group that a path goes through, by its number, and the rest of the path: 0 and `.count` for
/// `opponents.hobbyist.count`, where the first of the `groups` is called so.
#[must_use]
pub fn through_group<'p>(path: &'p str, groups: &[impl AsRef<str>]) -> Option<(usize, &'p str)> {
    let steps = steps(path)?;
    let (first, second) = (steps.first()?, steps.get(1)?);
    let group = match &second.to {
        To::Index(index) => Some(*index).filter(|index| *index < groups.len()),
        To::Field(name) => groups.iter().position(|group| group.as_ref() == name),
    };
    let rest = path[second.span.end..].trim_start_matches(['"', ']']);
    group.filter(|_| first.to == To::Field(Cow::Borrowed("opponents"))).map(|group| (group, rest))
}

/// Whether two paths take the same steps, however these are spelled. What is no path is the same as itself only.
#[must_use]
pub fn is_same_path(one: &str, other: &str) -> bool {
    match (steps(one), steps(other)) {
        (Some(first), Some(second)) => first.iter().map(|step| &step.to).eq(second.iter().map(|step| &step.to)),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::To::Index;
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
            ("opponents[\"hobbyist\"].count", "12"),
            ("opponents.opponent.moves[0]", "7"),
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
    fn what_is_no_path_has_no_steps() {
        for path in ["", ".", "a.", ".a", "a..b", "a[0]b", "a[", "a[]", "a]", "a[b]", "a[\"b]", "a[-1]", "[", "[0]]"] {
            assert_eq!(steps(path), None, "{path}");
        }
        let all = steps("opponents[\"5 = [x]\"].think[10].of").unwrap();
        let to: Vec<_> = all.iter().map(|step| step.to.clone()).collect();
        let field = |name| To::Field(Cow::Borrowed(name));
        assert_eq!(to, [field("opponents"), field("5 = [x]"), field("think"), Index(10), field("of")]);
    }

    #[test]
    fn names_with_quotes_are_escaped_as_in_files() {
        let text = r#"(opponents: [(name: "a\"b"), (name: "c\\", count: 2), (name: r"d\", count: 3), (name: "e\"]")])"#;
        let outline = Outline::new(text).unwrap();
        let names = [r#"a"b"#, r"c\", r"d\", r#"e"]"#];
        for (index, name) in names.into_iter().enumerate() {
            let path = format!("opponents{}.name", step_to_group(name));
            assert_eq!(outline.locate(&path), outline.locate(&format!("opponents[{index}].name")), "{path}");
            assert_eq!(through_group(&path, &names), Some((index, ".name")), "{path}");
            let (own, length) = quoted_step(&path["opponents".len()..]).unwrap();
            assert_eq!((&*own, &path["opponents".len() + length..]), (name, ".name"));
        }
        assert!(is_same_path("opponents[\"b\"].count", "opponents.b.count"));
        assert!(!is_same_path("opponents[\"0\"].count", "opponents[0].count"));
        assert!(is_same_path("a..b", "a..b") && !is_same_path("a..b", "c..d") && !is_same_path("a..b", "a"));
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
