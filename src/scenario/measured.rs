//! Measured values: a list of them, or a column of a CSV file.

use super::column::{ColumnError, ColumnRequest};
use super::kind::FieldKind;
use super::misfit::misfit;
use super::reading::Reading;
use super::value::FieldValue;
use super::variant::Given;
use crate::cells::Sign;
use crate::document::{Node, quoted};
use crate::time::{Duration, TimeUnit};
use std::sync::Arc;

/// The parameters that say which column.
pub const COLUMN: [(&str, FieldKind); 6] = [
    ("file", FieldKind::Text),
    ("column", FieldKind::Text),
    ("unit", FieldKind::Text),
    ("separator", FieldKind::Text),
    ("decimal", FieldKind::Text),
    ("where", FieldKind::Rows),
];

/// The values that are listed, or those of a column; after a complaint about the file, something in their place.
pub fn values_of(given: &mut Given<'_, '_, '_>) -> Option<Arc<[Duration]>> {
    if given.has_unnamed() {
        return given.unnamed(0);
    }
    let asked = asked(given)?;
    let node = given.node_of("file");
    let reading = &mut *given.reading;
    match reading.columns.values(reading.base_dir, &asked) {
        Ok(values) => return Some(values),
        Err(ColumnError::Unreadable { what, instead }) => reading.problems.add(|| node.wrong(what, instead)),
        Err(ColumnError::Within(diagnostics)) => reading.problems.extend(diagnostics),
    }
    // Problems that follow from this alone are not reported.
    reading.broken.push(given.node.id());
    Some(Arc::from([Duration::from_secs(1)]))
}

fn asked(given: &mut Given<'_, '_, '_>) -> Option<ColumnRequest> {
    let (file, column) = (given.named::<String>("file"), given.named::<String>("column"));
    let (unit, rows) = (given.optional::<String>("unit"), given.optional::<Rows>("where"));
    let separator = sign(given, "separator", &[",", ";", "\t", "|"], "`\";\"`, `\"\\t\"` or `\"|\"`");
    let decimal = sign(given, "decimal", &[".", ","], "`\",\"` or `\".\"`");
    let unit = match unit? {
        Some(text) => {
            let unit = TimeUnit::named(&text);
            if unit.is_none() {
                let node = given.node_of("unit");
                let help = "write one of `ns`, `us`, `ms`, `s`, `min`, `h`, `d`";
                given.reading.slip(node, || node.wrong(format!("`{text}` is not a unit of time"), help));
            }
            Some(unit?)
        }
        None => None,
    };
    let separator = separator?.bytes().next().unwrap_or(b',');
    let decimal = match decimal? {
        "," => Some(Sign::Comma),
        "." => Some(Sign::Point),
        _ => None,
    };
    let rows = rows?.map_or_else(Vec::new, |rows| rows.0);
    Some(ColumnRequest { file: file?, column: column?, unit, separator, decimal, rows })
}

/// One of a few signs; nothing, if none is given.
fn sign(
    given: &mut Given<'_, '_, '_>,
    name: &'static str,
    known: &[&'static str],
    others: &str,
) -> Option<&'static str> {
    let Some(text) = given.optional::<String>(name)? else { return Some("") };
    let sign = known.iter().find(|sign| **sign == text);
    if sign.is_none() {
        let node = given.node_of(name);
        given.reading.slip(node, || node.wrong(format!("`{text}` can't be the {name}"), format!("write {others}")));
    }
    sign.copied()
}

/// Which rows count: columns, each with the text that it must have.
struct Rows(Vec<(String, String)>);

impl FieldValue for Rows {
    const KIND: FieldKind = FieldKind::Rows;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        let has_brackets = matches!(node.bracket(), Some(b'(' | b'{')) && node.head().is_none();
        if !has_brackets || node.children().any(|child| child.key().is_none()) || node.children().next().is_none() {
            to.slip(node, || misfit(node, Self::KIND));
            return None;
        }
        let row = |child: Node<'_>, to: &mut Reading<'_>| {
            let name = child.key_as_text().map_or_else(|| child.key().unwrap_or_default().to_owned(), Into::into);
            Some((name, String::read(child, to)?))
        };
        let rows: Vec<_> = node.children().map(|child| row(child, to)).collect();
        rows.into_iter().collect::<Option<_>>().map(Self)
    }

    fn write(&self) -> String {
        let pairs = self.0.iter().map(|(name, text)| format!("{}: {}", quoted(name), quoted(text)));
        format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
    }
}
