//! The order in which replications of several points are played.

/// An order of (point, replication) pairs: each point plays some replications, then the next point, round after round.
/// Each pair has a number, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    points: usize,
    replications: u64,
    /// The number of replications of a point before the next point's turn, at least 1.
    round: u64,
}

impl Order {
    /// This many replications of a single point.
    #[must_use]
    pub const fn one(replications: u64) -> Self {
        Self { points: 1, replications, round: replications }
    }

    /// This many replications of each of `points`, at least 1: the first replication of every point, then the second…
    #[must_use]
    pub const fn lockstep(points: usize, replications: u64) -> Self {
        Self { points, replications, round: 1 }
    }

    /// The same, but `round` replications (at least 1) of each point at a time.
    #[must_use]
    pub const fn rounds(points: usize, replications: u64, round: u64) -> Self {
        Self { points, replications, round }
    }

    /// How many pairs there are; saturates.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.replications.saturating_mul(self.points as u64)
    }

    /// How many points there are.
    #[must_use]
    pub const fn points(self) -> usize {
        self.points
    }

    /// How many replications of each.
    #[must_use]
    pub const fn replications(self) -> u64 {
        self.replications
    }

    /// The point and the replication with this number, and how many consecutive replications of the point are played
    /// from there before the next point's turn.
    #[must_use]
    pub fn at(self, number: u64) -> (usize, u64, u64) {
        let points = self.points as u64;
        // The last round may be shorter. A single point has one round.
        let first = if points == 1 { 0 } else { (number / points) / self.round * self.round };
        let of_each = if points == 1 { self.replications } else { self.round.min(self.replications - first) };
        let within = number - first * points;
        let point = usize::try_from(within / of_each).unwrap_or(usize::MAX);
        (point, first + within % of_each, of_each - within % of_each)
    }

    /// Whether a round ends with this replication of this point.
    #[must_use]
    pub const fn ends_round(self, point: usize, replication: u64) -> bool {
        let played = replication + 1;
        point + 1 == self.points && (played == self.replications || played.is_multiple_of(self.round))
    }

    /// How many simulators a thread should keep: those of all points if it soon returns to them.
    pub(super) const fn kept(self) -> usize {
        if self.round == 1 { self.points } else { 1 }
    }
}
