//! Paths through groups of opponents, which have names.

use crate::document::{Node, To, steps};
use std::borrow::Cow;

/// The name of a group in the list of opponents.
pub fn group_name(node: Node<'_>) -> Option<Cow<'_, str>> {
    let in_opponents = node.parent().and_then(Node::key) == Some("opponents");
    if node.key().is_some() || !in_opponents {
        return None;
    }
    let field = node.children().find(|field| field.key() == Some("name"));
    // The default name of a group.
    Some(field.map_or(Cow::Borrowed("opponent"), |field| field.as_text().unwrap_or_else(|_| field.text())))
}

/// The index of the group that a path goes through, and the rest of the path: 0 and `.count` for
/// `opponents.hobbyist.count`, if the first of the `groups` is called `hobbyist`.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::step_to;

    #[test]
    fn a_path_through_a_group_names_it() {
        let names = [r#"a"b"#, r"c\", r"d\", r#"e"]"#];
        for (index, name) in names.into_iter().enumerate() {
            let path = format!("opponents{}.name", step_to(name));
            assert_eq!(through_group(&path, &names), Some((index, ".name")), "{path}");
        }
        assert_eq!(through_group("opponents[1].count", &names), Some((1, ".count")));
        assert_eq!(through_group("opponents[4].count", &names), None);
        assert_eq!(through_group("master.count", &names), None);
    }
}
