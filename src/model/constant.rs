//! Times that are always the same, seen through what is around them.

use super::distribution::Distribution;
use crate::time::Duration;

impl Distribution {
    /// The value of every draw, if they are all the same whatever the move; `None` if they can differ.
    ///
    /// Found from the distribution's form: what merely cannot vary by its parameters (a uniform distribution from 5 s to 5 s) counts
    /// as varying.
    #[must_use]
    pub fn constant(&self) -> Option<Duration> {
        match self {
            Self::Constant(value) => Some(*value),
            Self::Empirical(values) | Self::Replay(values) => all_the_same(values.iter().map(|value| Some(*value))),
            Self::Mixture(parts) => all_the_same(parts.iter().map(|(_, part)| part.constant())),
            Self::ByMove(pieces) => all_the_same(pieces.iter().map(|(_, piece)| piece.constant())),
            Self::Shifted { by, of } => of.constant().map(|value| value.saturating_add(*by)),
            Self::Clamped { min, max, .. } if min == max => Some(*min),
            Self::Clamped { min, max, of } => of.constant().map(|value| value.clamp(*min, *max)),
            _ => None,
        }
    }
}

fn all_the_same(mut values: impl Iterator<Item = Option<Duration>>) -> Option<Duration> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Distribution as D;

    const S: fn(u64) -> Duration = Duration::from_secs;

    #[test]
    fn constants_are_seen_through_what_is_around_them() {
        let shifted = D::Shifted { by: S(1), of: Box::new(D::Constant(S(2))) };
        assert_eq!(shifted.constant(), Some(S(3)));
        assert_eq!(D::Clamped { min: S(4), max: S(9), of: Box::new(shifted.clone()) }.constant(), Some(S(4)));
        let exponential = D::Exponential { mean: S(1) };
        assert_eq!(D::Clamped { min: S(4), max: S(4), of: Box::new(exponential.clone()) }.constant(), Some(S(4)));
        assert_eq!(D::ByMove(vec![(1, shifted.clone()), (7, D::Constant(S(3)))]).constant(), Some(S(3)));
        assert_eq!(D::Mixture(vec![(0.5, shifted.clone()), (0.5, exponential)]).constant(), None);
        assert_eq!(D::Replay(vec![S(1), S(2)]).constant(), None);
        assert_eq!(D::Replay(vec![S(2), S(2)]).constant(), Some(S(2)));
        assert_eq!(D::Uniform { min: S(5), max: S(5) }.constant(), None, "by its form");
    }
}
