//! The fields of a record, or the named parameters of a value, and errors in their names.

use super::complaints::Complaints;
use super::node::Node;
use super::suggest;

/// The known fields of a record, in the order of the text. A field given twice appears twice.
#[derive(Clone, Debug, Default)]
pub struct Fields<'d> {
    given: Vec<(&'static str, Node<'d>)>,
    /// The names probably meant by misspelt ones.
    meant: Vec<&'static str>,
    /// Whether an unknown name could have meant any of them.
    is_unclear: bool,
}

/// The names allowed in a record.
pub struct FieldNames<'n, I> {
    /// Their owner: "a scenario".
    pub owner: &'n str,
    /// What they name: "field".
    pub one: &'n str,
    /// The names, each with an example value; empty if there is none.
    pub all: I,
    /// The name that advice does not mention, if there is one.
    pub hidden: &'n str,
}

impl<'d> Fields<'d> {
    /// The fields of `record` that have one of these names; others give a complaint.
    pub fn new<I>(record: Node<'d>, names: &FieldNames<'_, I>, complaints: &mut Complaints) -> Self
    where
        I: Iterator<Item = (&'static str, &'static str)> + Clone,
    {
        let FieldNames { owner, one, all, hidden } = names;
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

    /// Whether the field is missing, and no misspelt name was meant as this field.
    #[must_use]
    pub fn lacks(&self, name: &str) -> bool {
        self.get(name).is_none() && !self.is_unclear && !self.meant.contains(&name)
    }
}
