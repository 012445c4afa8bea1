//! How far samples speak against a claim, or for it.

use crate::stats::Doubt;

/// What samples say of a claim, or of a part of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The claim is refuted at 1 or more, and shown at −1 or less; in between the sign is the side to which the samples
    /// tend.
    pub against: f64,
    /// Why that may be less sure than the level says.
    pub doubt: Option<Doubt>,
    /// Whether something in it depends on where quantiles that are not exact lie, which leaves it open whatever is
    /// played.
    pub too_close: bool,
}

impl Evidence {
    /// Of what is known for certain.
    pub const fn exact(truth: bool) -> Self {
        Self { against: if truth { f64::NEG_INFINITY } else { f64::INFINITY }, doubt: None, too_close: false }
    }

    /// Of what depends on where quantiles that are not exact lie.
    pub const TOO_CLOSE: Self = Self { against: 0.0, doubt: None, too_close: true };

    /// That of either of two that are possible.
    pub fn either(self, other: Self) -> Self {
        match self.against * other.against {
            _ if self == other => self,
            same_side if same_side > 0.0 && self.against.abs() <= other.against.abs() => self,
            same_side if same_side > 0.0 => other,
            _ => Self::TOO_CLOSE,
        }
    }

    pub const fn is_decided(&self) -> bool {
        self.against.abs() >= 1.0
    }

    pub const fn is_refuted(&self) -> bool {
        self.against >= 1.0
    }

    /// Also by what never varied, though a rare run might.
    pub const fn is_shown(&self) -> bool {
        self.against <= -1.0 && self.doubt.is_none()
    }

    /// Whether more replications may bring out what these do not show: they are too skewed to decide.
    pub const fn is_too_skewed(&self) -> bool {
        matches!(self.doubt, Some(Doubt::Skewed { .. }))
    }

    /// That of the negation.
    pub fn not(self) -> Self {
        Self { against: -self.against, ..self }
    }

    /// That of `a and b`.
    pub fn and(self, other: Self) -> Self {
        if self.is_refuted() || other.is_refuted() {
            // One is enough.
            return if self.against >= other.against { self } else { other };
        }
        let too_close = self.too_close || other.too_close;
        Self { against: self.against.max(other.against), doubt: worse(self.doubt, other.doubt), too_close }
    }

    /// That of `a or b`.
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

/// The doubt that weighs more: that of the more skewed values, rather than of those that never varied.
pub fn worse(one: Option<Doubt>, other: Option<Doubt>) -> Option<Doubt> {
    match (one, other) {
        (Some(Doubt::Skewed { needed: one_needs, .. }), Some(Doubt::Skewed { needed, .. })) if needed > one_needs => {
            other
        }
        (None | Some(Doubt::NeverVaried), Some(_)) => other,
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(against: f64) -> Evidence {
        Evidence { against, doubt: None, too_close: false }
    }

    #[test]
    fn what_is_certain_decides() {
        let (right, wrong, open) = (Evidence::exact(true), Evidence::exact(false), of(0.5));
        assert!(right.is_shown() && wrong.is_refuted() && !open.is_shown() && !open.is_refuted());
        // `F >= 1 implies E(makespan) <= 5s` is as wrong as its second part.
        assert_eq!(right.not().or(of(3.0)), of(3.0));
        assert!(wrong.not().or(of(3.0)).is_shown() && right.or(of(3.0)).is_shown() && wrong.and(open).is_refuted());
        assert_eq!((wrong.or(open), right.and(open)), (open, open));
    }

    #[test]
    fn a_doubt_stays_until_something_else_decides() {
        let doubtful = |needed| Evidence { doubt: Some(Doubt::Skewed { skewness: 9.0, needed }), ..of(-0.5) };
        assert!(doubtful(900).or(of(0.2)).is_too_skewed() && doubtful(900).and(of(-2.0)).is_too_skewed());
        assert_eq!((doubtful(900).or(of(-2.0)).doubt, doubtful(900).and(of(2.0)).doubt), (None, None));
        assert_eq!(doubtful(900).and(doubtful(1_000)).doubt, doubtful(1_000).doubt);
    }

    #[test]
    fn what_is_too_close_stays_open_until_something_else_decides() {
        let (close, open) = (Evidence::TOO_CLOSE, of(0.5));
        assert!(close.and(open).too_close && close.not().or(open).too_close && close.and(of(-2.0)).too_close);
        assert!(close.and(of(2.0)).is_refuted() && close.or(of(-2.0)).is_shown());
        assert_eq!((of(2.0).either(of(3.0)), of(-3.0).either(of(-2.0))), (of(2.0), of(-2.0)));
        assert_eq!((of(2.0).either(of(-2.0)), of(0.0).either(of(2.0)), open.either(open)), (close, close, open));
    }
}
