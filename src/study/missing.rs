//! Which shares of a study are not complete.

use super::gathered::Gathered;
use super::share::Division;
use super::{Agenda, Study};
use crate::journal::{Archive, Key};
use crate::replicate::{Fold, Stop};
use std::collections::BTreeSet;

/// This many outcomes are read at a time.
const AT_ONCE: u64 = 1024;

/// The numbers, from 1, of those of this many shares of which something is not in the archive, in order; `None` if
/// `stop` is raised before all points are looked at.
#[must_use]
pub fn missing(study: &Study, agenda: &Agenda, archive: &Archive, shares: u64, stop: &Stop) -> Option<Vec<u64>> {
    let (division, mut missing) = (Division::new(study, agenda.points.len(), shares), BTreeSet::new());
    for (place, scenario) in agenda.scenarios.iter().enumerate() {
        if stop.is_raised() {
            return None;
        }
        let key = Key::of(scenario);
        for (share, slice) in division.slices(place) {
            let is_there = match study.precision() {
                None => archive.reach(key, slice.start) >= slice.end,
                Some(_) => is_enough(Gathered::new(study, agenda.games), archive, key),
            };
            if !is_there {
                missing.insert(share);
            }
        }
    }
    Some(missing.into_iter().collect())
}

/// Whether the outcomes of a point in the archive are as many as it takes.
fn is_enough(mut gathered: Gathered, archive: &Archive, key: Key) -> bool {
    let mut next = 0;
    loop {
        let outcomes = archive.outcomes(key, next..next + AT_ONCE);
        if outcomes.is_empty() {
            return false;
        }
        next += outcomes.len() as u64;
        if outcomes.iter().any(|outcome| gathered.take(outcome).is_break()) {
            return true;
        }
    }
}
