//! Conditions: criteria joined by and, or, not; their verdicts are joined in the same way.

use super::criterion::Criterion;
use super::verdict::{Verdict, Verdicts};

/// A condition: criteria, and how they are joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The comparisons, each with its own value.
    pub criteria: Vec<Criterion>,
    /// How they are joined.
    pub join: Join,
}

/// How criteria are joined.
#[derive(Clone, Debug, PartialEq)]
pub enum Join {
    /// The criterion of this index.
    Criterion(usize),
    /// It must not hold.
    Not(Box<Join>),
    /// All must hold.
    All(Vec<Join>),
    /// At least one must hold.
    Any(Vec<Join>),
}

impl From<Criterion> for Condition {
    fn from(criterion: Criterion) -> Self {
        Self { criteria: vec![criterion], join: Join::Criterion(0) }
    }
}

impl Join {
    /// The verdicts that are possible if those of the criteria are these.
    pub(super) fn verdicts(&self, of_criteria: &[Verdicts]) -> Verdicts {
        let any = |of: &mut dyn Iterator<Item = Verdicts>| of.fold(Verdict::Fails.into(), Verdicts::or);
        match self {
            Self::Criterion(index) => of_criteria[*index],
            Self::Not(part) => part.verdicts(of_criteria).opposite(),
            Self::Any(parts) => any(&mut parts.iter().map(|part| part.verdicts(of_criteria))),
            Self::All(parts) => any(&mut parts.iter().map(|part| part.verdicts(of_criteria).opposite())).opposite(),
        }
    }

    /// The verdict that follows from those of the criteria: it is right if they are.
    pub(super) fn verdict(&self, of_criteria: &[Verdict]) -> Verdict {
        let sets: Vec<_> = of_criteria.iter().map(|verdict| (*verdict).into()).collect();
        self.verdicts(&sets).only().unwrap_or(Verdict::Undecided)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Fails, Holds, Undecided};
    use super::*;

    #[test]
    fn what_is_undecided_matters_only_where_it_can_turn_the_whole() {
        let both = |join: fn(Vec<Join>) -> Join| join(vec![Join::Criterion(0), Join::Criterion(1)]);
        let (all, one) = (both(Join::All), both(Join::Any));
        for (a, b, of_all, of_any) in [
            (Holds, Holds, Holds, Holds),
            (Holds, Fails, Fails, Holds),
            (Holds, Undecided, Undecided, Holds),
            (Fails, Undecided, Fails, Undecided),
            (Undecided, Undecided, Undecided, Undecided),
            (Fails, Fails, Fails, Fails),
        ] {
            assert_eq!((all.verdict(&[a, b]), one.verdict(&[a, b])), (of_all, of_any), "{a:?}, {b:?}");
            assert_eq!((all.verdict(&[b, a]), one.verdict(&[b, a])), (of_all, of_any), "{b:?}, {a:?}");
        }
        assert_eq!(Join::Not(Box::new(Join::Criterion(0))).verdict(&[Holds]), Fails);
    }
}
