//! Paths into a document: `opponents[0].think.mean`, `opponents.hobbyist.count`, `opponents["A. B."].count`.
//!
//! A step is a field, an index from 0 in brackets, or the name of an element of a list, in brackets and quotes (with
//! the escapes of RON) if the name contains special characters. A wrapper such as `Some(…)` is not a step of its own.

use super::literal::quoted;
use super::node::Node;
use super::tree::Document;
use std::borrow::Cow;
use std::ops::Range;

/// A rule for the name of an element of a list, given by the reader of the document.
pub type Naming = for<'d> fn(Node<'d>) -> Option<Cow<'d, str>>;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'p> {
    /// Where to.
    pub to: To<'p>,
    /// The place of the step in the path; in bytes, without brackets.
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

impl Document {
    /// Follows the steps as far as possible; gives the node and the number of steps taken.
    #[must_use]
    pub fn follow(&self, steps: &[Step<'_>], naming: Naming) -> Option<(Node<'_>, usize)> {
        let mut here = self.root()?;
        for (taken, step) in steps.iter().enumerate() {
            match here.step(&step.to, naming) {
                Some(next) => here = next,
                None => return Some((here, taken)),
            }
        }
        Some((here, steps.len()))
    }

    /// The value at `path`; if the text ends before the path does, the nearest value.
    #[must_use]
    pub fn nearest(&self, path: &str, naming: Naming) -> Option<Node<'_>> {
        self.follow(&steps(path)?, naming).map(|(node, _)| node)
    }
}

impl Node<'_> {
    /// One step, through any wrappers of the value.
    fn step(self, to: &To<'_>, naming: Naming) -> Option<Self> {
        let mut from = self;
        loop {
            let wrapped = from.wrapped();
            let found = match to {
                To::Field(name) => from
                    .children()
                    .find(|child| child.key() == Some(name) || naming(*child).is_some_and(|own| own == *name)),
                To::Index(index) => from.children().nth(*index).filter(|_| wrapped.is_none()),
            };
            if found.is_some() {
                return found;
            }
            from = wrapped?;
        }
    }
}

/// The steps of a path; `None` if it is not a path: `a..b`, `a[`, `a[b]`.
#[must_use]
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

/// Start and end of the text in brackets (and quotes), and where the next step begins.
fn in_brackets(inner: &str, at: usize) -> Option<(usize, usize, usize)> {
    if let Some(name) = inner.strip_prefix('"') {
        let length = closing(name)?;
        return Some((at + 1, at + 1 + length, at + 1 + length + 2));
    }
    let length = inner.find(']')?;
    Some((at, at + length, at + length + 1))
}

/// The place of the quotation mark and the bracket that end a name.
fn closing(name: &str) -> Option<usize> {
    let mut escaped = false;
    name.char_indices().find_map(|(at, c)| {
        let ends = !escaped && name[at..].starts_with("\"]");
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// The value of a text that is given without its quotes, but with the escapes of RON.
fn unescaped(inner: &str) -> Cow<'_, str> {
    let escaped = inner.contains('\\').then(|| ron::from_str(&format!("\"{inner}\"")).ok());
    escaped.flatten().map_or(Cow::Borrowed(inner), Cow::Owned)
}

/// The step of a path to the element called `name`: `.hobbyist`, or `["A. B."]` if the name contains special
/// characters.
///
/// ```
/// use zeitnot::document::step_to;
/// let names = ["club player", "A. B.", r#"the "fast""#];
/// assert_eq!(names.map(step_to), [".club player", r#"["A. B."]"#, r#"["the \"fast\""]"#]);
/// ```
#[must_use]
pub fn step_to(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-')) && !name.is_empty();
    if plain && name.trim() == name && name.parse::<usize>().is_err() {
        return format!(".{name}");
    }
    format!("[{}]", quoted(name))
}

/// The name in the step `["…"]` with which a path continues, and the length of the step; `None` if it continues
/// otherwise.
#[must_use]
pub fn quoted_step(path: &str) -> Option<(Cow<'_, str>, usize)> {
    let name = path.strip_prefix("[\"")?;
    let length = closing(name)?;
    Some((unescaped(&name[..length]), length + 4))
}

/// Whether two paths take the same steps, however these are spelled. A text that is not a path equals only itself.
#[must_use]
pub fn is_same_path(one: &str, other: &str) -> bool {
    match (steps(one), steps(other)) {
        (Some(first), Some(second)) => first.iter().map(|step| &step.to).eq(second.iter().map(|step| &step.to)),
        _ => one == other,
    }
}

/// Whether a path is `outer`, or leads to a part of it. Both must be written in the same way.
#[must_use]
pub fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::To::Index;
    use super::*;

    /// The name of an element of a list is its field `name`.
    fn naming(node: Node<'_>) -> Option<Cow<'_, str>> {
        let in_list = node.parent().and_then(Node::bracket) == Some(b'[');
        let name = node.children().find(|field| field.key() == Some("name")).filter(|_| in_list)?;
        name.as_text().ok()
    }

    fn document(text: &str) -> Document {
        Document::new("a.ron", text).unwrap_or_else(|wrong| panic!("{wrong:?}"))
    }

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
        let document = document(TEXT);
        for (path, value) in [
            ("title", r#""a ) \" b""#),
            ("opponents[0].count", "12"),
            ("opponents.hobbyist.count", "12"),
            ("opponents.0.count", "12"),
            ("opponents[\"hobbyist\"].count", "12"),
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
            let steps = steps(path).unwrap();
            let (node, taken) = document.follow(&steps, naming).unwrap();
            assert_eq!((&*node.text(), taken), (value, steps.len()), "{path}");
        }
    }

    #[test]
    fn a_path_that_leads_nowhere_stops_at_the_last_known_place() {
        let document = document(TEXT);
        let node = document.nearest("opponents[1].moves.mean", naming).unwrap();
        assert_eq!(node.text(), "Exactly(7)");
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
        let document = document(text);
        let names = [r#"a"b"#, r"c\", r"d\", r#"e"]"#];
        for (index, name) in names.into_iter().enumerate() {
            let path = format!("opponents{}.name", step_to(name));
            let by_number = document.nearest(&format!("opponents[{index}].name"), naming);
            assert_eq!(document.nearest(&path, naming), by_number, "{path}");
            let (own, length) = quoted_step(&path["opponents".len()..]).unwrap();
            assert_eq!((&*own, &path["opponents".len() + length..]), (name, ".name"));
        }
        assert!(is_same_path("opponents[\"b\"].count", "opponents.b.count"));
        assert!(!is_same_path("opponents[\"0\"].count", "opponents[0].count"));
        assert!(is_same_path("a..b", "a..b") && !is_same_path("a..b", "c..d") && !is_same_path("a..b", "a"));
    }
}
