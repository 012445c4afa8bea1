//! Figures of one row, all in the same unit and with the same decimals, so they are easy to compare.

use super::clock::{Face, nearest_ns, rounded};
use super::decimals::{decimal, decimals, decimals_of_four};
use crate::model::{Measure, Unit};

/// How the figures of one row are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// As times.
    Time(Face),
    /// As counts: without decimals if whole, otherwise with decimals.
    Count(u32),
    /// As numbers with decimals, multiplied by a factor.
    Number {
        /// The factor.
        factor: f64,
        /// Decimals.
        decimals: u32,
        /// The unit, written after the number or the row's name.
        unit: &'static str,
    },
}

impl Scale {
    /// The scale for a row of `measure` around `typical`. Two digits of `spread` (a half-width or a standard deviation)
    /// are shown, or four digits of `typical` if there is none.
    pub fn new(measure: Measure, typical: f64, spread: Option<f64>) -> Self {
        Self::of(measure.unit(), typical, spread)
    }

    /// The same for any figure.
    pub fn of(unit: Unit, typical: f64, spread: Option<f64>) -> Self {
        let sure = spread.filter(|spread| spread.is_finite());
        // A tiny difference with a large half-width is written in the unit of the latter.
        let typical = typical.abs().max(sure.unwrap_or(0.0));
        let grain = grain(typical, spread);
        match unit {
            Unit::Seconds => Self::Time(Face::new(typical, grain)),
            Unit::Share => Self::Number { factor: 100.0, decimals: decimals(grain * 100.0), unit: " %" },
            Unit::Count => Self::Count(decimals(grain)),
            Unit::PerSecond => {
                let (factor, unit) = rate_unit(typical);
                Self::Number { factor, decimals: decimals(grain * factor), unit }
            }
        }
    }

    /// A scale for other figures of the row: whoever names the unit once has it in common.
    pub fn beside(self, measure: Measure, typical: f64, spread: Option<f64>) -> Self {
        match self {
            Self::Number { factor, unit, .. } => {
                Self::Number { factor, decimals: decimals(grain(typical.abs(), spread) * factor), unit }
            }
            _ => Self::new(measure, typical, spread),
        }
    }

    /// The same for figures around `typical` that need fewer than two digits of their spread.
    pub fn coarse(self, typical: f64) -> Self {
        match self {
            Self::Time(face) => Self::Time(face.coarse(typical)),
            Self::Count(decimals) => Self::Count(decimals.min(decimals_of_four(typical))),
            Self::Number { factor, decimals, unit } => {
                Self::Number { factor, decimals: decimals.min(decimals_of_four(typical * factor)), unit }
            }
        }
    }

    /// The text of a figure, without the [unit](Scale::unit).
    pub fn text(self, value: f64) -> String {
        match self {
            Self::Time(face) => face.text(value),
            Self::Count(decimals) => decimal(value, if value.fract() == 0.0 { 0 } else { decimals }),
            Self::Number { factor, decimals, .. } => decimal(value * factor, decimals),
        }
    }

    /// The text of a figure that stands alone in its row.
    pub fn exact(self, value: f64) -> String {
        match self {
            Self::Time(_) => rounded(nearest_ns(value)),
            _ => self.text(value),
        }
    }

    /// The text of a figure of either sign with its unit.
    pub fn signed(self, value: f64) -> String {
        let sign = if value < 0.0 { "-" } else { "" };
        format!("{sign}{}{}", self.text(value.abs()), self.unit())
    }

    /// The unit of all figures of the row, if they do not include it.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Time(_) | Self::Count(_) => "",
            Self::Number { unit, .. } => unit,
        }
    }
}

/// The last digit that is worth showing.
fn grain(typical: f64, spread: Option<f64>) -> f64 {
    spread.filter(|spread| *spread > 0.0).map_or(typical / 1_000.0, |spread| spread / 10.0)
}

/// A rate per unit of time: the shortest unit in which it is at least one.
fn rate_unit(per_s: f64) -> (f64, &'static str) {
    let units = [(1e-6, "/us"), (1e-3, "/ms"), (1.0, "/s"), (60.0, "/min")];
    units.into_iter().find(|(factor, _)| per_s * factor >= 1.0).unwrap_or((3_600.0, "/h"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(decimal(1_234_567.125, 2), "1,234,567.12");
    }

    #[test]
    fn the_half_width_decides_on_the_decimals() {
        let scale = Scale::new(Measure::Makespan, 723.2, Some(4.1));
        assert_eq!((scale.text(723.21), scale.text(4.06)), ("12m03.2s".into(), "4.1s".into()));
        let scale = Scale::new(Measure::Makespan, 0.4, Some(43.7));
        assert_eq!((scale.text(0.4), scale.text(43.746)), ("0s".into(), "44s".into()));
        let scale = Scale::new(Measure::Utilisation, 0.85106, Some(0.0123));
        assert_eq!((scale.text(0.85106), scale.unit()), ("85.1".into(), " %"));
    }

    #[test]
    fn whole_counts_stay_whole() {
        assert_eq!(Scale::new(Measure::Forfeits, 0.0, None).text(19.45), "19");
        assert_eq!(Scale::new(Measure::Moves, 120.0, None).text(120.0), "120");
        assert_eq!(Scale::new(Measure::Forfeits, 1.25, Some(0.5)).text(1.25), "1.25");
    }

    #[test]
    fn rates_choose_their_unit() {
        let rate = |per_s| {
            let scale = Scale::new(Measure::Throughput, per_s, None);
            scale.text(per_s) + scale.unit()
        };
        assert_eq!(rate(2.5), "2.500/s");
        assert_eq!(rate(71_787_684.0), "71.79/us");
        assert_eq!(rate(120.0 / 705.0), "10.21/min");
        assert_eq!(rate(0.001), "3.600/h");
    }
}
