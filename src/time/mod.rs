//! Virtual time: whole nanoseconds, as instants and durations.
//!
//! Two types keep "when" and "how long" apart. Arithmetic is checked: results out of range are `None`, and never wrap;
//! [`Decimal`] multiplies durations exactly. `text` reads and writes durations as text (`"1m30s"`). This module uses no
//! other module, reads no clock and does no floating-point arithmetic except in the two conversions at the edge,
//! [`Duration::from_secs_f64`] and [`Duration::as_secs_f64`].

mod decimal;
mod text;
mod unit;

pub use decimal::{Decimal, ParseDecimalError};
pub use text::ParseDurationError;
pub use unit::{TimeUnit, unit_in_heading, words};

/// Nanoseconds in a second.
pub const NS_PER_SECOND: u64 = 1_000_000_000;

/// An instant of virtual time: nanoseconds since the start, from 0 to about 584 years.
///
/// The largest value, [`Instant::NEVER`], is reserved for events that do not happen.
///
/// ```
/// use zeitnot::time::{Duration, Instant};
/// let noon = Instant::START.checked_add("12h".parse().unwrap()).unwrap();
/// assert_eq!(noon.since(Instant::START), "12h".parse().unwrap());
/// assert_eq!(noon.checked_add(Duration::MAX), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(u64);

impl Instant {
    /// The beginning of every run.
    pub const START: Self = Self(0);
    /// Later than every instant that can be reached.
    pub const NEVER: Self = Self(u64::MAX);

    /// The instant `ns` nanoseconds after the start.
    #[must_use]
    pub const fn from_ns(ns: u64) -> Self {
        Self(ns)
    }

    /// Nanoseconds since the start.
    #[must_use]
    pub const fn as_ns(self) -> u64 {
        self.0
    }

    /// The instant `duration` later, or `None` if that is beyond the end of virtual time.
    #[inline]
    #[must_use]
    pub const fn checked_add(self, duration: Duration) -> Option<Self> {
        match self.0.checked_add(duration.0) {
            Some(u64::MAX) | None => None,
            Some(ns) => Some(Self(ns)),
        }
    }

    /// The instant `duration` later, or [`Instant::NEVER`] if that is beyond the end of virtual time.
    #[inline]
    #[must_use]
    pub const fn saturating_add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.0))
    }

    /// The time elapsed since `earlier`; zero if `earlier` is in fact later.
    #[inline]
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration(self.0.saturating_sub(earlier.0))
    }
}

/// A length of virtual time: whole nanoseconds, from 0 to about 584 years.
///
/// ```
/// use zeitnot::time::Duration;
/// let think: Duration = "1m30s".parse().unwrap();
/// assert_eq!(think.as_ns(), 90_000_000_000);
/// assert_eq!(think.to_string(), "1m30s");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

impl Duration {
    /// A duration of zero.
    pub const ZERO: Self = Self(0);
    /// The longest duration. Added to any instant, it leaves the range.
    pub const MAX: Self = Self(u64::MAX);

    /// A duration of `ns` nanoseconds.
    #[must_use]
    pub const fn from_ns(ns: u64) -> Self {
        Self(ns)
    }

    /// A duration of whole seconds; [`Duration::MAX`] if that is too long.
    #[must_use]
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds.saturating_mul(NS_PER_SECOND))
    }

    /// The duration nearest to `seconds`; negative and not-a-number give zero, too long gives [`Duration::MAX`].
    #[must_use]
    pub fn from_secs_f64(seconds: f64) -> Self {
        Self::from_ns_f64(seconds * 1e9)
    }

    /// The duration nearest to `ns` nanoseconds (halves round to the even one); negative and not-a-number give
    /// zero, too long gives [`Duration::MAX`].
    #[inline]
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn from_ns_f64(ns: f64) -> Self {
        if (0.0..WHOLE_FROM).contains(&ns) {
            Self(rounded(ns))
        } else {
            // `as` saturates and turns not-a-number into zero, as required.
            Self(ns as u64)
        }
    }

    /// Nanoseconds.
    #[must_use]
    pub const fn as_ns(self) -> u64 {
        self.0
    }

    /// Seconds, rounded to the nearest `f64`.
    #[must_use]
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// The sum, or `None` if it is too long.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(ns) => Some(Self(ns)),
            None => None,
        }
    }

    /// The sum, or [`Duration::MAX`] if it is too long.
    #[inline]
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Whether this is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// From here to twice as much, numbers of this type are exactly the whole numbers.
pub(crate) const WHOLE_FROM: f64 = (1_u64 << 52) as f64;

/// The whole number nearest to a number from 0 to [`WHOLE_FROM`]; halves round to the even one. For larger
/// numbers the result is some number from 2⁵² to 2⁶².
///
/// The sum is rounded as IEEE 754 says, and its low bits are the result. It takes half the time of a cast.
#[expect(clippy::inline_always, reason = "what is not inlined is not compiled for the processor's wider instructions")]
#[inline(always)]
pub(crate) const fn rounded(number: f64) -> u64 {
    (number + WHOLE_FROM).to_bits() - WHOLE_FROM.to_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_nanosecond_is_never() {
        let last = Instant::from_ns(u64::MAX - 1);
        assert_eq!(last.checked_add(Duration::ZERO), Some(last));
        assert_eq!(last.checked_add(Duration::from_ns(1)), None);
        assert_eq!(Instant::START.checked_add(Duration::MAX), None);
    }

    #[test]
    fn seconds_round_to_the_nearest_nanosecond() {
        assert_eq!(Duration::from_secs_f64(0.1).as_ns(), 100_000_000);
        for (ns, whole) in [(0.5, 0), (0.5_f64.next_up(), 1), (1.5_f64.next_down(), 1), (1.5, 2), (2.5, 2), (-0.0, 0)] {
            assert_eq!(Duration::from_ns_f64(ns).as_ns(), whole, "{ns}");
        }
        let last = (1_u64 << 52) as f64;
        assert_eq!(Duration::from_ns_f64(last.next_down()).as_ns(), 1 << 52);
        assert_eq!(Duration::from_ns_f64(last).as_ns(), 1 << 52);
        let odd = (1_u64 << 52) + 1;
        assert_eq!(Duration::from_ns_f64(odd as f64).as_ns(), odd);
        assert_eq!(Duration::from_secs_f64(-3.0), Duration::ZERO);
        assert_eq!(Duration::from_secs_f64(f64::NAN), Duration::ZERO);
        assert_eq!(Duration::from_secs_f64(f64::INFINITY), Duration::MAX);
    }
}
