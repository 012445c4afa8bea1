//! The fields of a record, or the named parameters of a value: which there are, and what is wrong with their names.

use super::complaints::Complaints;
use super::node::Node;
use super::suggest;

/// The fields of a record that are known, in the order of the text. What is given twice is here twice.
#[derive(Clone, Debug, Default)]
pub struct Fields<'d> {
    given: Vec<(&'static str, Node<'d>)>,
    /// What misspelt names were probably meant to be.
    meant: Vec<&'static str>,
    /// Whether a name could have been meant to be any.
    is_unclear: bool,
}

/// The names that may stand in a record.
pub struct Names<'n, I> {
    /// Whose they are: "a scenario".
    pub owner: &'n str,
    /// What is called so: "field".
    pub one: &'n str,
    /// The names, each with an example of the value that belongs to it; an empty one where there is none.
    pub all: I,
    /// The one that no advice mentions, if there is such.
    pub hidden: &'n str,
}

impl<'d> Fields<'d> {
    /// The fields of `record` that have one of these names; what else is there is complained about.
    pub fn new<I>(record: Node<'d>, names: &Names<'_, I>, complaints: &mut Complaints) -> Self
    where
        I: Iterator<Item = (&'static str, &'static str)> + Clone,
    {
        let Names { owner, one, all, hidden } = names;
        let known = || all.clone().map(|(name, _)| name);
        let offered = || known().filter(|name| name != hidden);
        let mut fields = Self::default();
        for node in record.children() {
            let Some(key) = node.key() else {
                complaints.add(|| {
                    if let Some(word) = node.head().filter(|_| node.bracket().is_none()) {
                        return node.wrong("a field needs a colon and a value", format!("write `{word}: …`"));
                    }
                    let first = offered().next().unwrap_or_default();
                    node.wrong("a field is expected here", format!("write, for example, `{first}: …`"))
                });
                continue;
            };
            let Some((name, example)) = all.clone().find(|(name, _)| *name == key) else {
                let meant = suggest::nearest(key, known());
                fields.is_unclear |= meant.is_none();
                fields.meant.extend(meant);
                complaints.add(|| {
                    let help = suggest::one_of(key, offered().collect::<Vec<_>>(), &format!("{one}s"));
                    node.wrong_key(format!("{owner} has no {one} `{key}`"), help)
                });
                continue;
            };
            if fields.get(name).is_some() {
                complaints.add(|| node.wrong_key(format!("`{name}` is given twice"), "remove one of the two"));
            }
            if node.is_empty() {
                complaints.add(|| {
                    let help = match example {
                        "" => format!("write one, or remove the {one}"),
                        _ => format!("write, for example, `{example}`"),
                    };
                    node.wrong(format!("`{name}` has no value"), help)
                });
                fields.meant.push(name);
            } else {
                fields.given.push((name, node));
            }
        }
        fields
    }

    /// Every field that is given, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Node<'d>)> + '_ {
        self.given.iter().copied()
    }

    /// The field of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Node<'d>> {
        self.iter().find(|(given, _)| *given == name).map(|(_, node)| node)
    }

    /// Whether the field is missing, and no other name was meant to be it.
    #[must_use]
    pub fn lacks(&self, name: &str) -> bool {
        self.get(name).is_none() && !self.is_unclear && !self.meant.contains(&name)
    }
}
