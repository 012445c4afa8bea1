//! The condition under which a refuted law holds: the simplest of a small family that separates failing cases from
//! holding ones.
//!
//! The family: one product or sum of variables compared with another, or a choice compared with a word; and two of
//! these, joined by `and` or by `or`. All are tested on the same sample at once, as sets of cases; a condition that
//! fits is then tested on new cases, and a case on which it is wrong is added to the sample.

mod family;

use super::finding::MissingCondition;
use super::{Case, Law, Result};
use crate::expression::Value;
use family::{Atom, Atoms, Set, set};
use std::collections::HashSet;

/// A condition that only this few new cases meet is not reported.
const FRESH_MIN: usize = 50;
/// With fewer failing cases only an exact condition is reported,
const FAILING_MIN: usize = 20;
/// and with this few not even that, because many conditions would fit.
const FAILING_MIN_EXACT: usize = 5;
/// How often a condition may turn out to be wrong.
const ROUNDS: usize = 12;
/// The largest number of draws for each new case.
const DRAWS_PER_CASE: usize = 10;

/// A case and whether the law holds in it.
pub type Labelled = (Case, bool);

/// One condition of the family, or two joined.
#[derive(Clone, Debug, PartialEq)]
enum Candidate {
    One(Atom),
    Both(Atom, Atom),
    Either(Atom, Atom),
}

impl Candidate {
    fn holds(&self, values: &[Value]) -> bool {
        match self {
            Self::One(atom) => atom.holds(values),
            Self::Both(a, b) => a.holds(values) && b.holds(values),
            Self::Either(a, b) => a.holds(values) || b.holds(values),
        }
    }

    fn text(&self, names: &[&str]) -> String {
        match self {
            Self::One(atom) => atom.text(names),
            Self::Both(a, b) => format!("{} and {}", a.text(names), b.text(names)),
            Self::Either(a, b) => format!("{} or {}", a.text(names), b.text(names)),
        }
    }
}

/// Searches for the condition, starting with the cases of `sample`, and tests it on `further` cases. `draws` gives new
/// cases to which the law applies; `holds` says in which of them the law holds.
pub fn search(
    law: &Law,
    mut sample: Vec<Labelled>,
    further: usize,
    draws: &mut dyn Iterator<Item = Case>,
    holds: &mut dyn FnMut(&[Case]) -> Result<Vec<bool>>,
) -> Result<Option<MissingCondition>> {
    let family = Atoms::new(law);
    let names: Vec<_> = law.variables.iter().map(|variable| variable.name.as_str()).collect();
    for _ in 0..ROUNDS {
        let Some((candidate, exact)) = best(&family, law, &sample) else { return Ok(None) };
        let meets = |case: &Case| candidate.holds(&law.values(case));
        let fresh: Vec<_> = draws
            .take(further.saturating_mul(DRAWS_PER_CASE))
            .filter(|case| exact || meets(case))
            .take(further)
            .collect();
        let wrong = first_wrong(&fresh, holds, |case, holds| if meets(case) { !holds } else { exact && holds })?;
        if let Some(wrong) = wrong {
            sample.push(wrong);
            continue;
        }
        if fresh.len() < FRESH_MIN {
            return Ok(None);
        }
        return Ok(Some(MissingCondition {
            text: candidate.text(&names),
            only_there: exact,
            cases: fresh.iter().collect::<HashSet<_>>().len() as u64,
        }));
    }
    Ok(None)
}

/// The first new case that is `wrong`, with its label.
fn first_wrong(
    fresh: &[Case],
    holds: &mut dyn FnMut(&[Case]) -> Result<Vec<bool>>,
    wrong: impl Fn(&Case, bool) -> bool,
) -> Result<Option<Labelled>> {
    for chunk in fresh.chunks(250) {
        let labels = holds(chunk)?;
        if let Some((case, holds)) = chunk.iter().zip(labels).find(|(case, holds)| wrong(case, *holds)) {
            return Ok(Some((case.clone(), holds)));
        }
    }
    Ok(None)
}

fn is_subset(part: &Set, whole: &Set) -> bool {
    part.iter().zip(whole).all(|(part, whole)| part & !whole == 0)
}

fn size(set: &Set) -> u32 {
    set.iter().map(|bits| bits.count_ones()).sum()
}

/// The simplest candidate that separates all failing cases of the sample from all holding ones; or else one with only
/// holding cases, and about the most of them. Also returns whether it is the former.
fn best(family: &Atoms, law: &Law, sample: &[Labelled]) -> Option<(Candidate, bool)> {
    let holding = set(sample.iter().map(|(_, holds)| *holds));
    let failing = sample.iter().filter(|(_, holds)| !holds).count();
    if failing < FAILING_MIN_EXACT {
        return None;
    }
    let values: Vec<_> = sample.iter().map(|(case, _)| law.values(case)).collect();
    let sets = family.sets(&values);
    if let Some((atom, _)) = sets.iter().find(|(_, set)| *set == holding) {
        return Some((Candidate::One(atom.clone()), true));
    }
    let inside: Vec<_> = sets.iter().filter(|(_, set)| is_subset(set, &holding) && size(set) > 0).collect();
    let around: Vec<_> = sets.iter().filter(|(_, set)| is_subset(&holding, set)).collect();
    let either = pair(&inside, |a, b| a | b, &holding).map(|(a, b)| Candidate::Either(a, b));
    let joined = either.or_else(|| pair(&around, |a, b| a & b, &holding).map(|(a, b)| Candidate::Both(a, b)));
    if let Some(joined) = joined {
        return Some((joined, true));
    }
    let most = inside.iter().map(|(_, set)| size(set)).max()?;
    // A difference of a few cases is chance; a simple condition is better than a slightly wider one.
    let telling = failing >= FAILING_MIN && most * 4 >= size(&holding);
    let plainest = inside.iter().find(|(_, set)| size(set) * 10 >= most * 9)?;
    telling.then(|| (Candidate::One(plainest.0.clone()), false))
}

/// Two atoms that, joined, hold exactly for the holding cases; the simplest pair.
fn pair(sets: &[&(Atom, Set)], join: impl Fn(u64, u64) -> u64, holding: &Set) -> Option<(Atom, Atom)> {
    const FIRST: usize = 600;
    let sets = &sets[..sets.len().min(FIRST)];
    let fits = |a: &Set, b: &Set| a.iter().zip(b).zip(holding).all(|((a, b), holding)| join(*a, *b) == *holding);
    // By the sum of their ranks, so two simple ones come before a simple and a complicated one.
    (1..2 * sets.len()).find_map(|rank| {
        let first = rank.saturating_sub(sets.len() - 1)..=(rank - 1) / 2;
        first.into_iter().find_map(|a| {
            let b = rank - a;
            (b < sets.len() && fits(&sets[a].1, &sets[b].1)).then(|| (sets[a].0.clone(), sets[b].0.clone()))
        })
    })
}
