//! Names of things, and formats of values.

use crate::count::counted;
use crate::formula::{Characteristic, PredictedValue};
use crate::model::{Exhibition, Measure};
use crate::report::clock::rounded;
use crate::report::decimals::{decimal, decimals_of_four};
use crate::report::figure::Scale;

/// The name of a formula's quantity.
pub(super) const fn quantity(quantity: Characteristic) -> &'static str {
    match quantity {
        Characteristic::Measure(measure) => measure.label(),
        Characteristic::MakespanSd => "sd of the makespan",
        Characteristic::Lap => "a round of all boards",
        Characteristic::SaturationBoards => "boards",
    }
}

fn scale(quantity: Characteristic, typical: f64, spread: Option<f64>) -> Scale {
    match quantity {
        Characteristic::Measure(measure) => Scale::new(measure, typical, spread),
        Characteristic::MakespanSd | Characteristic::Lap => Scale::new(Measure::Makespan, typical, spread),
        Characteristic::SaturationBoards => Scale::Count(decimals_of_four(typical)),
    }
}

/// A number of a quantity, with a sensible precision.
pub(super) fn number(quantity: Characteristic, value: f64) -> String {
    // Quotients of decimal fractions can miss a whole number by a rounding error.
    let nearest = libm::round(value);
    let is_whole = quantity == Characteristic::SaturationBoards && (value - nearest).abs() < 1e-9 * value;
    let value = if is_whole { nearest } else { value };
    let scale = scale(quantity, value, None);
    scale.exact(value) + scale.unit()
}

/// The value of a formula.
pub(super) fn value(quantity: Characteristic, value: PredictedValue) -> String {
    match value {
        PredictedValue::Exact(duration) => rounded(duration.as_ns().into()),
        PredictedValue::Number(value) => number(quantity, value),
        PredictedValue::Between { low: Some(low), high: None } => format!("at least {}", number(quantity, low)),
        PredictedValue::Between { low: None, high: Some(high) } => format!("at most {}", number(quantity, high)),
        PredictedValue::Between { low: Some(low), high: Some(high) } => {
            let scale = scale(quantity, high, None);
            format!("{} to {}{}", scale.exact(low), scale.exact(high), scale.unit())
        }
        PredictedValue::Between { low: None, high: None } => "anything".to_owned(),
    }
}

/// A mean with its half-width.
pub(super) fn measured(measure: Measure, mean: f64, half_width: Option<f64>) -> String {
    estimate(Characteristic::Measure(measure), mean, half_width)
}

/// The same for any quantity.
pub(super) fn estimate(quantity: Characteristic, mean: f64, half_width: Option<f64>) -> String {
    match half_width.filter(|half_width| *half_width > 0.0) {
        None => number(quantity, mean),
        Some(half_width) => {
            let scale = scale(quantity, mean, Some(half_width));
            format!("{} ± {}{}", scale.text(mean), scale.text(half_width), scale.unit())
        }
    }
}

/// A difference, with its sign.
pub(super) fn difference(measure: Measure, typical: f64, difference: f64, half_width: Option<f64>) -> String {
    let sign = if difference < 0.0 { "-" } else { "+" };
    let size = difference.abs();
    match half_width.filter(|half_width| *half_width > 0.0) {
        None if measure == Measure::Makespan => format!("{sign}{}", number(Characteristic::Measure(measure), size)),
        spread => {
            let spread = spread.or(Some(size)).filter(|spread| *spread > 0.0);
            let scale = Scale::new(measure, typical, spread);
            let width = half_width.map_or(String::new(), |half_width| format!(" ± {}", scale.text(half_width)));
            format!("{sign}{}{width}{}", scale.text(size), scale.unit())
        }
    }
}

/// A part as a percentage with its sign: `+0.31 %`.
pub(super) fn percent_signed(part: f64) -> String {
    let percent = part * 100.0;
    let text = decimal(percent.abs(), if percent.abs() < 10.0 { 2 } else { 1 });
    let is_zero = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    let sign = if is_zero {
        ""
    } else if percent < 0.0 {
        "-"
    } else {
        "+"
    };
    format!("{sign}{text} %")
}

/// All masters: `Larry`, or `the 2 masters`; capitalise it at the beginning of a sentence.
pub(super) fn masters(exhibition: &Exhibition) -> String {
    match exhibition.master.count {
        1 => exhibition.master.name.clone(),
        count => format!("the {}", counted(count.into(), "master")),
    }
}
