//! The types of values in files: how each is read and written.

use super::kind::{FieldKind, STRETCH};
use super::misfit::{misfit, no_duration, unread};
use super::reading::Reading;
use crate::document::{FieldNames, Fields, Node, Unread, quoted};
use crate::model::Distribution;
use crate::time::Duration;
use std::sync::Arc;

/// A value that a file can hold.
pub trait FieldValue: Sized {
    /// What it is.
    const KIND: FieldKind;

    /// Reads a node; `None` after a complaint.
    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self>;

    /// The text that reads back as this value.
    fn write(&self) -> String;
}

/// What was read from a node as a value of a kind; `None` after a complaint.
fn understood<T>(read: Result<T, Unread>, kind: FieldKind, node: Node<'_>, to: &mut Reading<'_>) -> Option<T> {
    read.map_err(|why| to.slip(node, || unread(node, kind, why))).ok()
}

impl FieldValue for String {
    const KIND: FieldKind = FieldKind::Text;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        understood(node.as_text(), Self::KIND, node, to).map(Into::into)
    }

    fn write(&self) -> String {
        quoted(self)
    }
}

impl FieldValue for u64 {
    const KIND: FieldKind = FieldKind::Whole;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        let whole = to.amount(node).map_or_else(|| node.as_whole(), |amount| amount.whole().ok_or(Unread::Other));
        understood(whole, Self::KIND, node, to)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl FieldValue for u32 {
    const KIND: FieldKind = FieldKind::Whole;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        let number = u64::read(node, to)?;
        understood(Self::try_from(number).map_err(|_| Unread::TooLarge), Self::KIND, node, to)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl FieldValue for f64 {
    const KIND: FieldKind = FieldKind::Number;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        let number = to.amount(node).map_or_else(|| node.as_number(), |amount| amount.number().ok_or(Unread::Other));
        understood(number, Self::KIND, node, to)
    }

    fn write(&self) -> String {
        format!("{self:?}")
    }
}

impl FieldValue for Duration {
    const KIND: FieldKind = FieldKind::Duration;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        if let Some(amount) = to.amount(node) {
            return understood(amount.duration().ok_or(Unread::Other), Self::KIND, node, to);
        }
        let text = understood(node.as_text(), Self::KIND, node, to)?;
        text.parse().map_err(|why| to.slip(node, || no_duration(node, &text, &why))).ok()
    }

    fn write(&self) -> String {
        format!("\"{self}\"")
    }
}

impl<V: FieldValue> FieldValue for Option<V> {
    const KIND: FieldKind = V::KIND;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        match (node.head(), node.bracket()) {
            (Some("None"), None) => Some(None),
            (Some("Some"), Some(b'(')) => {
                let mut children = node.children();
                let (only, extra) = (children.next(), children.next());
                let help = "write the value alone, without `Some`";
                match (only, extra) {
                    (Some(only), None) if only.key().is_none() => V::read(only, to).map(Some),
                    (_, extra) => {
                        let at = extra.unwrap_or(node);
                        to.slip(node, || at.wrong("`Some` takes exactly one value", help));
                        None
                    }
                }
            }
            (Some("Some"), _) => {
                let help = "write the value alone, without `Some`";
                to.slip(node, || node.wrong_head("`Some` needs a value in round brackets", help));
                None
            }
            _ => V::read(node, to).map(Some),
        }
    }

    fn write(&self) -> String {
        self.as_ref().map_or_else(|| "None".to_owned(), FieldValue::write)
    }
}

/// A value of which a file can hold a list.
pub trait ListElement: FieldValue {
    /// What the list is.
    const LIST: FieldKind;

    /// The text that reads back as a list of these values.
    fn write_list(values: &[Self]) -> String {
        format!("[{}]", values.iter().map(Self::write).collect::<Vec<_>>().join(", "))
    }
}

impl<V: ListElement> FieldValue for Vec<V> {
    const KIND: FieldKind = V::LIST;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        if node.bracket() != Some(b'[') || node.head().is_some() {
            to.slip(node, || misfit(node, Self::KIND));
            return None;
        }
        let (mut values, mut is_whole) = (Self::new(), true);
        for child in node.children() {
            if child.key().is_some() {
                let help = format!("write, for example, `{}`", Self::KIND.example());
                to.slip(child, || child.wrong_key("a list has no fields", help));
                is_whole = false;
            } else if let Some(value) = V::read(child, to) {
                values.push(value);
            } else {
                is_whole = false;
            }
        }
        is_whole.then_some(values)
    }

    fn write(&self) -> String {
        V::write_list(self)
    }
}

/// Long lists are written with this many values per line.
const VALUES_PER_LINE: usize = 12;

/// A list, over several lines if it is long.
fn write_in_lines<V: FieldValue>(values: &[V]) -> String {
    let written: Vec<String> = values.iter().map(V::write).collect();
    if values.len() <= VALUES_PER_LINE {
        return format!("[{}]", written.join(", "));
    }
    let lines = written.chunks(VALUES_PER_LINE).map(|line| format!("                {},\n", line.join(", ")));
    format!("[\n{}            ]", lines.collect::<String>())
}

impl ListElement for Duration {
    const LIST: FieldKind = FieldKind::Durations;

    fn write_list(values: &[Self]) -> String {
        write_in_lines(values)
    }
}

impl ListElement for u64 {
    const LIST: FieldKind = FieldKind::MoveCounts;

    fn write_list(values: &[Self]) -> String {
        write_in_lines(values)
    }
}

impl FieldValue for Arc<[Duration]> {
    const KIND: FieldKind = Duration::LIST;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        Vec::read(node, to).map(Into::into)
    }

    fn write(&self) -> String {
        Duration::write_list(self)
    }
}

/// A component of a mixture: its weight, and the distribution.
impl FieldValue for (f64, Distribution) {
    const KIND: FieldKind = FieldKind::Component;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        let parts: Vec<_> = node.children().filter(|part| part.key().is_none()).collect();
        let is_pair = node.bracket() == Some(b'(') && node.head().is_none() && node.children().count() == parts.len();
        let &[weight, of] = &parts[..] else {
            to.slip(node, || {
                if is_pair && parts.len() < 2 {
                    node.wrong("a value is missing", format!("write, for example, `{}`", Self::KIND.example()))
                } else {
                    misfit(node, Self::KIND)
                }
            });
            return None;
        };
        if !is_pair {
            to.slip(node, || misfit(node, Self::KIND));
            return None;
        }
        let (weight, of) = (f64::read(weight, to), Distribution::read(of, to));
        weight.zip(of)
    }

    fn write(&self) -> String {
        format!("({}, {})", self.0.write(), self.1.write())
    }
}

impl ListElement for (f64, Distribution) {
    const LIST: FieldKind = FieldKind::Components;
}

/// A stretch of moves: the first, and the distribution from there on.
impl FieldValue for (u64, Distribution) {
    const KIND: FieldKind = FieldKind::Stretch;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        if node.bracket() != Some(b'(') || node.head().is_some() {
            to.slip(node, || misfit(node, Self::KIND));
            return None;
        }
        let names = FieldNames {
            owner: "a stretch of moves",
            one: "field",
            all: STRETCH.iter().map(|(name, kind)| (*name, kind.example())),
            hidden: "",
        };
        let before = to.slips.count();
        let fields = Fields::new(node, &names, &mut to.slips);
        if let Some((missing, _)) = STRETCH.iter().find(|(name, _)| fields.lacks(name)) {
            let help = format!("write, for example, `{}`", Self::KIND.example());
            to.slips.add(|| node.wrong(format!("`{missing}` is missing"), help));
        }
        if to.slips.count() > before {
            to.broken.push(node.id());
        }
        let from = fields.get("from").and_then(|from| u64::read(from, to));
        let think = fields.get("think").and_then(|think| Distribution::read(think, to));
        from.zip(think)
    }

    fn write(&self) -> String {
        format!("(from: {}, think: {})", self.0, self.1.write())
    }
}

impl ListElement for (u64, Distribution) {
    const LIST: FieldKind = FieldKind::Stretches;
}
