//! `PATH*=FACTOR`: a value of the text, multiplied.
//!
//! The text is changed number by number, so that what its author wrote (the parametrisation, the comments) stays.

use super::kind::Kind;
use super::outline::{EntryId, Outline};
use super::shorthand::leaves;
use crate::time::{Decimal, Duration};
use std::ops::Range;

/// The value of `entry` times `factor`, or what is wrong with that, and advice.
pub fn scaled(outline: &Outline<'_>, entry: EntryId, factor: Decimal) -> Result<String, (String, String)> {
    let (kind, value) = (Kind::expected(outline, entry), outline.value(entry));
    let mut edits = Vec::new();
    match kind {
        Some(Kind::Whole | Kind::Number | Kind::Duration | Kind::Durations | Kind::MoveCounts | Kind::Moves) => {
            for leaf in leaves(outline, entry) {
                edits.extend(plainly(outline, leaf, factor)?);
            }
        }
        Some(
            Kind::Distribution
            | Kind::Walk
            | Kind::Arrival
            | Kind::Component
            | Kind::Components
            | Kind::Stretch
            | Kind::Stretches,
        ) => stretch(outline, entry, factor, &mut edits)?,
        _ => {}
    }
    if edits.is_empty() {
        let what = format!("`{}` can't be multiplied", shortened(outline.slice(value)));
        return Err((what, "a factor is for numbers, durations and distributions".to_owned()));
    }
    let mut text = outline.slice(value.clone()).to_owned();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span.start - value.start..span.end - value.start, &new);
    }
    Ok(text)
}

/// What to write where.
type Edit = (Range<usize>, String);

/// Durations, and what a distribution has in their place.
fn stretch(
    outline: &Outline<'_>,
    entry: EntryId,
    factor: Decimal,
    edits: &mut Vec<Edit>,
) -> Result<(), (String, String)> {
    let span = outline.value(entry);
    let in_a_file = outline.children(entry).any(|child| outline.key(child) == Some("file"));
    if in_a_file {
        edits.push((span.clone(), format!("Scaled(factor: {factor}, of: {})", outline.slice(span))));
    } else if outline.bracket(entry).is_none() {
        let edit = match (Kind::expected(outline, entry), outline.key(entry)) {
            (Some(Kind::Duration), _) | (Some(Kind::Number), Some("scale_s")) => plainly(outline, entry, factor)?,
            (Some(Kind::Number), Some("mu")) => number(outline, entry, |mu| mu + libm::log(factor.as_f64())),
            _ => None,
        };
        edits.extend(edit);
    } else {
        for child in outline.children(entry) {
            stretch(outline, child, factor, edits)?;
        }
    }
    Ok(())
}

/// A number or a duration times the factor; nothing if it is none.
fn plainly(outline: &Outline<'_>, entry: EntryId, factor: Decimal) -> Result<Option<Edit>, (String, String)> {
    let span = outline.value(entry);
    let value = outline.slice(span.clone());
    match Kind::expected(outline, entry) {
        Some(Kind::Duration) => {
            let Some(duration) = ron::from_str::<String>(value).ok().and_then(|text| text.parse::<Duration>().ok())
            else {
                return Ok(None);
            };
            let product = duration.times(factor).ok_or_else(|| {
                let what = format!("{factor} times {duration} is longer than time itself, which ends after 584 years");
                (what, "write a smaller factor".to_owned())
            })?;
            Ok(Some((span, format!("\"{product}\""))))
        }
        Some(Kind::Whole) => {
            let Ok(count) = ron::from_str::<u64>(value) else { return Ok(None) };
            let product = factor.of_count(count).ok_or_else(|| {
                let what = format!("{factor} times {count} is no whole number within range");
                (what, "write a factor that gives one, or the number itself with `=`".to_owned())
            })?;
            Ok(Some((span, product.to_string())))
        }
        Some(Kind::Number) => Ok(number(outline, entry, |number| number * factor.as_f64())),
        _ => Ok(None),
    }
}

fn number(outline: &Outline<'_>, entry: EntryId, change: impl Fn(f64) -> f64) -> Option<Edit> {
    let span = outline.value(entry);
    let number: f64 = ron::from_str(outline.slice(span.clone())).ok()?;
    Some((span, format!("{:?}", change(number))))
}

/// The beginning of a long value, on one line.
fn shortened(value: &str) -> String {
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
