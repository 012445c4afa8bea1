//! The units of measures.

/// The unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Number per second.
    PerSecond,
    /// A part of one.
    Share,
    /// A number.
    Count,
}

impl Unit {
    /// The ending of the names of measures in JSON and CSV: `_s`, `_per_s`, or nothing.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Seconds => "_s",
            Self::PerSecond => "_per_s",
            Self::Share | Self::Count => "",
        }
    }

    /// Its power of time: 1 for a time, −1 for a rate, 0 for a number.
    #[must_use]
    pub const fn power(self) -> i16 {
        match self {
            Self::Seconds => 1,
            Self::PerSecond => -1,
            Self::Share | Self::Count => 0,
        }
    }
}
