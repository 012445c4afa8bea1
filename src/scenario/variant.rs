//! Values that are one of several: a distribution, a length of games. Each has a name, and parameters in round
//! brackets.

use super::kind::FieldKind;
use super::misfit::{misfit, no_such_variant};
use super::reading::Reading;
use super::value::FieldValue;
use crate::document::{Diagnostic, FieldNames, Fields, Node};

/// One of the variants of a kind, as files write it.
pub struct Variant {
    /// Its name.
    pub name: &'static str,
    /// Every way to write it, each as a correct example. Messages and the reference page quote them.
    pub spellings: &'static [&'static str],
    /// The content of its round brackets.
    pub parameters: Parameters,
}

/// The content of round brackets.
pub enum Parameters {
    /// There are no brackets.
    None,
    /// Values without names.
    Unnamed(&'static [FieldKind]),
    /// Values with names.
    Named(&'static [(&'static str, FieldKind)]),
    /// Either of the two.
    Either(&'static [FieldKind], &'static [(&'static str, FieldKind)]),
}

/// A variant, and how it is read.
pub struct VariantForm<T> {
    pub variant: Variant,
    /// Makes the value from its parameters; `None` after a complaint.
    pub read: fn(&mut Given<'_, '_, '_>) -> Option<T>,
}

impl<T> VariantForm<T> {
    /// A variant: its notation, its parameters, and how it is made from them.
    pub const fn new(
        name: &'static str,
        spellings: &'static [&'static str],
        parameters: Parameters,
        read: fn(&mut Given<'_, '_, '_>) -> Option<T>,
    ) -> Self {
        Self { variant: Variant { name, spellings, parameters }, read }
    }
}

impl Variant {
    /// The kinds of the parameters without names.
    pub const fn unnamed(&self) -> &'static [FieldKind] {
        match self.parameters {
            Parameters::Unnamed(kinds) | Parameters::Either(kinds, _) => kinds,
            _ => &[],
        }
    }

    /// The parameters with names.
    pub const fn named(&self) -> &'static [(&'static str, FieldKind)] {
        match self.parameters {
            Parameters::Named(parameters) | Parameters::Either(_, parameters) => parameters,
            _ => &[],
        }
    }

    /// "write `…` or `…`".
    pub fn advice(&self) -> String {
        write_one_of(self.spellings)
    }
}

/// "write `…` or `…`".
fn write_one_of(spellings: &[&str]) -> String {
    let quoted: Vec<String> = spellings.iter().map(|spelling| format!("`{spelling}`")).collect();
    format!("write {}", quoted.join(" or "))
}

/// The parameters of a variant that are given.
pub struct Given<'d, 'r, 'c> {
    /// The value as a whole.
    pub node: Node<'d>,
    pub variant: &'static Variant,
    pub reading: &'r mut Reading<'c>,
    fields: Fields<'d>,
    unnamed: Vec<Node<'d>>,
    incomplete: bool,
}

impl<'d> Given<'d, '_, '_> {
    /// The parameter of this name, which must be there.
    pub fn named<V: FieldValue>(&mut self, name: &'static str) -> Option<V> {
        if let Some(node) = self.fields.get(name) {
            return V::read(node, self.reading);
        }
        if self.fields.lacks(name) && !self.incomplete {
            self.incomplete = true;
            let (node, variant) = (self.node, self.variant);
            let what = || format!("`{name}` is missing in `{}`", variant.name);
            self.reading.slip(node, || node.wrong(what(), variant.advice()));
        }
        None
    }

    /// The parameter of this name, if it is there; `None` if it can't be read.
    #[expect(clippy::option_option, reason = "it is not there, or it can't be read")]
    pub fn optional<V: FieldValue>(&mut self, name: &str) -> Option<Option<V>> {
        self.fields.get(name).map_or(Some(None), |node| Option::<V>::read(node, self.reading))
    }

    /// The parameter without a name at this position, which is there.
    pub fn unnamed<V: FieldValue>(&mut self, index: usize) -> Option<V> {
        self.unnamed.get(index).and_then(|node| V::read(*node, self.reading))
    }

    /// The node of the parameter of this name, or else the whole value.
    pub fn node_of(&self, name: &str) -> Node<'d> {
        self.fields.get(name).unwrap_or(self.node)
    }

    /// The names of the parameters that are there, in the order of the table.
    pub fn present(&self) -> Vec<&'static str> {
        let is_none = |node: Node<'_>| node.head() == Some("None");
        let names = self.variant.named().iter().map(|(name, _)| *name);
        names.filter(|name| self.fields.get(name).is_some_and(|node| !is_none(node))).collect()
    }

    /// Whether there are parameters without names.
    pub fn has_unnamed(&self) -> bool {
        !self.unnamed.is_empty()
    }
}

/// Reads one of several; `None` after a complaint.
pub fn read<T>(kind: FieldKind, forms: &'static [VariantForm<T>], node: Node<'_>, to: &mut Reading<'_>) -> Option<T> {
    let Some(head) = node.head() else {
        to.slip(node, || misfit(node, kind));
        return None;
    };
    let Some(form) = forms.iter().find(|form| form.variant.name == head) else {
        let names = forms.iter().map(|form| form.variant.name);
        to.slip(node, || no_such_variant(node, kind, names));
        return None;
    };
    (form.read)(&mut given(&form.variant, node, to)?)
}

/// The parameters in the brackets of a variant; `None` after a complaint that they do not fit.
fn given<'d, 'r, 'c>(
    variant: &'static Variant,
    node: Node<'d>,
    reading: &'r mut Reading<'c>,
) -> Option<Given<'d, 'r, 'c>> {
    let has_keys = node.children().any(|child| child.key().is_some());
    let by_name = match variant.parameters {
        Parameters::Named(_) => true,
        Parameters::Either(..) => has_keys,
        Parameters::None | Parameters::Unnamed(_) => false,
    };
    if let Some(flaw) = flaw(variant, by_name, node) {
        reading.slip(node, || flaw);
        return None;
    }
    if !by_name {
        let unnamed = node.children().collect();
        return Some(Given { node, variant, reading, fields: Fields::default(), unnamed, incomplete: false });
    }
    let names = FieldNames {
        owner: &format!("`{}`", variant.name),
        one: "parameter",
        all: variant.named().iter().map(|(name, kind)| (*name, kind.example())),
        // It is for scenarios written by the program, so it is not suggested to people.
        hidden: "scale_s",
    };
    let before = reading.slips.count();
    let fields = Fields::new(node, &names, &mut reading.slips);
    if reading.slips.count() > before {
        reading.broken.push(node.id());
    }
    Some(Given { node, variant, reading, fields, unnamed: Vec::new(), incomplete: false })
}

/// What is wrong with the brackets of a variant, or with their content.
fn flaw(variant: &Variant, by_name: bool, node: Node<'_>) -> Option<Diagnostic> {
    let name = variant.name;
    if matches!(variant.parameters, Parameters::None) {
        let takes_none = || node.wrong(format!("`{name}` takes no parameters"), format!("write `{name}`"));
        return node.bracket().map(|_| takes_none());
    }
    if node.bracket() != Some(b'(') {
        return Some(node.wrong(format!("`{name}` needs its parameters"), variant.advice()));
    }
    if by_name {
        let lone_word = |child: &Node<'_>| child.head().is_some() && child.bracket().is_none();
        let unnamed = node.children().find(|child| child.key().is_none() && !lone_word(child));
        return unnamed
            .map(|child| child.wrong_head(format!("`{name}` takes its parameters by name"), variant.advice()));
    }
    if let Some(named) = node.children().find(|child| child.key().is_some()) {
        return Some(named.wrong_key(format!("`{name}` takes its parameters without names"), variant.advice()));
    }
    let wanted = variant.unnamed().len();
    if let Some(extra) = node.children().nth(wanted) {
        return Some(extra.wrong_head(format!("`{name}` has too many parameters"), variant.advice()));
    }
    let is_missing = node.children().count() < wanted;
    is_missing.then(|| node.wrong(format!("a value is missing in `{name}`"), variant.advice()))
}
