//! `PATH*=FACTOR`: a value of the text, multiplied.
//!
//! The text is changed number by number, so the author's parametrisation and comments stay.

use crate::document::{Node, NodeId};
use crate::scenario::kind::FieldKind;
use crate::time::{Decimal, Duration};
use std::collections::BTreeMap;

/// The new texts of parts of a value.
type Products = BTreeMap<NodeId, String>;

/// The value of a node times `factor`; or an error and advice.
pub fn scaled(node: Node<'_>, factor: Decimal) -> Result<String, (String, String)> {
    let mut products = Products::new();
    match FieldKind::of(node) {
        Some(
            FieldKind::Whole
            | FieldKind::Number
            | FieldKind::Duration
            | FieldKind::Durations
            | FieldKind::MoveCounts
            | FieldKind::Moves,
        ) => {
            for leaf in node.leaves() {
                products.extend(plainly(leaf, factor)?.map(|product| (leaf.id(), product)));
            }
        }
        Some(
            FieldKind::Distribution
            | FieldKind::Walk
            | FieldKind::Arrival
            | FieldKind::Component
            | FieldKind::Components
            | FieldKind::Stretch
            | FieldKind::Stretches,
        ) => stretch(node, factor, &mut products)?,
        _ => {}
    }
    if products.is_empty() {
        let what = format!("`{}` can't be multiplied", shortened(&node.text()));
        return Err((what, "only numbers, durations and distributions can be multiplied".to_owned()));
    }
    Ok(node.text_with(&products))
}

/// Durations, and what a distribution has in their place.
fn stretch(node: Node<'_>, factor: Decimal, products: &mut Products) -> Result<(), (String, String)> {
    let in_a_file = node.children().any(|child| child.key() == Some("file"));
    if in_a_file {
        products.insert(node.id(), format!("Scaled(factor: {factor}, of: {})", node.text()));
    } else if node.bracket().is_none() {
        let product = match (FieldKind::of(node), node.key()) {
            (Some(FieldKind::Duration), _) | (Some(FieldKind::Number), Some("scale_s")) => plainly(node, factor)?,
            (Some(FieldKind::Number), Some("mu")) => number(node, |mu| mu + libm::log(factor.as_f64())),
            _ => None,
        };
        products.extend(product.map(|product| (node.id(), product)));
    } else {
        for child in node.children() {
            stretch(child, factor, products)?;
        }
    }
    Ok(())
}

/// A number or a duration times the factor; nothing for anything else.
fn plainly(node: Node<'_>, factor: Decimal) -> Result<Option<String>, (String, String)> {
    match FieldKind::of(node) {
        Some(FieldKind::Duration) => {
            let Some(duration) = node.as_text().ok().and_then(|text| text.parse::<Duration>().ok()) else {
                return Ok(None);
            };
            let product = duration.times(factor).ok_or_else(|| {
                let what = format!("{factor} times {duration} is longer than 584 years, the limit");
                (what, "write a smaller factor".to_owned())
            })?;
            Ok(Some(format!("\"{product}\"")))
        }
        Some(FieldKind::Whole) => {
            let Ok(count) = node.as_whole() else { return Ok(None) };
            let product = factor.of_count(count).ok_or_else(|| {
                let what = format!("{factor} times {count} is not a whole number within range");
                (what, "write a factor that gives a whole number, or set the number with `=`".to_owned())
            })?;
            Ok(Some(product.to_string()))
        }
        Some(FieldKind::Number) => Ok(number(node, |number| number * factor.as_f64())),
        _ => Ok(None),
    }
}

fn number(node: Node<'_>, change: impl Fn(f64) -> f64) -> Option<String> {
    node.as_number().ok().map(|number| format!("{:?}", change(number)))
}

/// The beginning of a long value, on one line.
fn shortened(value: &str) -> String {
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
