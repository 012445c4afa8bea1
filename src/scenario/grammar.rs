//! What is expected where: the fields and variants of each kind of value, as the tables have them.

use super::content::Content;
use super::fields::{Field, Struct};
use super::kind::{FieldKind, STRETCH};
use super::variant::Variant;
use super::{choices, distribution};
use crate::document::Node;
use crate::model::{Group, Master};

impl FieldKind {
    /// The kind expected at a node, from its field or from its parent.
    pub fn of(node: Node<'_>) -> Option<Self> {
        let Some(parent) = node.parent() else { return Some(Self::Scenario) };
        let whole = Self::of(parent)?;
        if let Some(key) = node.key() {
            return whole.named(parent.head(), key);
        }
        let index = || parent.children().position(|child| child == node);
        match parent.head() {
            None if parent.bracket() == Some(b'[') => whole.element(),
            None if whole == Self::Component => Some(if index()? == 0 { Self::Number } else { Self::Distribution }),
            Some("Some") => Some(whole),
            Some(variant) => whole.variant(variant)?.unnamed().get(index()?).copied(),
            None => None,
        }
    }

    /// The kind of the value with this name: a field, or a parameter of a variant.
    fn named(self, variant: Option<&str>, name: &str) -> Option<Self> {
        if let Some(field) = self.fields().iter().find(|field| field.name == name) {
            return Some(field.kind);
        }
        let parameters = if self == Self::Stretch { &STRETCH } else { self.variant(variant?)?.named() };
        parameters.iter().find(|(parameter, _)| *parameter == name).map(|(_, kind)| *kind)
    }

    /// The fields of this kind.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Scenario => Content::FIELDS,
            Self::Master => Master::FIELDS,
            Self::Opponent => Group::FIELDS,
            _ => &[],
        }
    }

    /// The variants of this kind.
    pub fn variants(self) -> Vec<&'static Variant> {
        match self {
            Self::Distribution => distribution::FORMS.iter().map(|form| &form.variant).collect(),
            Self::Moves => choices::MOVES.iter().map(|form| &form.variant).collect(),
            Self::Arrival => choices::ARRIVALS.iter().map(|form| &form.variant).collect(),
            Self::Walk => choices::WALKS.iter().map(|form| &form.variant).collect(),
            _ => Vec::new(),
        }
    }

    /// The variant of this name.
    pub fn variant(self, name: &str) -> Option<&'static Variant> {
        match self {
            Self::Distribution => distribution::FORMS.iter().map(|form| &form.variant).find(|it| it.name == name),
            _ => self.variants().into_iter().find(|variant| variant.name == name),
        }
    }
}
