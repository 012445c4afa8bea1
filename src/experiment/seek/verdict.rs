//! Verdicts on one value, and sets of verdicts: what a value between two others may come to.

/// Whether a condition or a criterion holds at a value, as far as replications show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// Neither is certain enough.
    Undecided,
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

/// Which verdicts are possible.
///
/// They are joined by the logic of three values that Kleene calls strong: *Introduction to Metamathematics* (1952), §
/// 64; of sets, verdict by verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdicts {
    holds: bool,
    fails: bool,
    undecided: bool,
}

impl Verdicts {
    /// Nothing is known.
    pub const ALL: Self = Self { holds: true, fails: true, undecided: true };

    /// Those of a value between two with these verdicts, if it is like one of them or lies between: on the way from
    /// *holds* to *fails* a criterion may be undecided.
    pub fn between(one: Verdict, other: Verdict) -> Self {
        let has = |verdict| one == verdict || other == verdict;
        let (holds, fails) = (has(Verdict::Holds), has(Verdict::Fails));
        Self { holds, fails, undecided: has(Verdict::Undecided) || holds && fails }
    }

    /// Whether *holds* is among them.
    pub const fn may_hold(self) -> bool {
        self.holds
    }

    /// The verdict, if there is only one.
    pub const fn only(self) -> Option<Verdict> {
        match self {
            Self { holds: true, fails: false, undecided: false } => Some(Verdict::Holds),
            Self { holds: false, fails: true, undecided: false } => Some(Verdict::Fails),
            Self { holds: false, fails: false, undecided: true } => Some(Verdict::Undecided),
            _ => None,
        }
    }

    /// Those of what holds where this fails, and the other way round.
    pub const fn opposite(self) -> Self {
        Self { holds: self.fails, fails: self.holds, undecided: self.undecided }
    }

    /// Those of what holds if one of two does.
    pub const fn or(self, other: Self) -> Self {
        let one_undecided = self.undecided && (other.undecided || other.fails);
        Self {
            holds: self.holds || other.holds,
            fails: self.fails && other.fails,
            undecided: one_undecided || other.undecided && self.fails,
        }
    }
}

impl From<Verdict> for Verdicts {
    fn from(verdict: Verdict) -> Self {
        Self::between(verdict, verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Fails, Holds, Undecided};
    use super::*;

    const EACH: [Verdict; 3] = [Holds, Fails, Undecided];

    #[test]
    fn sets_are_joined_verdict_by_verdict() {
        let sets = || EACH.iter().flat_map(|one| EACH.map(|other| Verdicts::between(*one, other)));
        let has = |set: Verdicts, verdict| match verdict {
            Holds => set.holds,
            Fails => set.fails,
            Undecided => set.undecided,
        };
        let or = |one: Verdict, other: Verdict| Verdicts::from(one).or(other.into()).only().unwrap();
        for (left, right) in sets().flat_map(|left| sets().map(move |right| (left, right))) {
            for verdict in EACH {
                let pairs = EACH.iter().flat_map(|one| EACH.map(|other| (*one, other)));
                let mut members = pairs.filter(|(one, other)| has(left, *one) && has(right, *other));
                let expected = members.any(|(one, other)| or(one, other) == verdict);
                assert_eq!(has(left.or(right), verdict), expected, "{left:?} or {right:?}: {verdict:?}");
            }
        }
    }

    #[test]
    fn on_the_way_from_one_side_to_the_other_all_is_possible() {
        assert_eq!(Verdicts::between(Holds, Fails), Verdicts::ALL);
        assert_eq!(Verdicts::between(Fails, Fails).only(), Some(Fails));
        assert_eq!(Verdicts::between(Undecided, Fails).only(), None);
        assert!(!Verdicts::between(Undecided, Fails).may_hold());
    }
}
