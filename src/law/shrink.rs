//! From a case that fails to a small one that fails.

use super::draw::Space;
use super::{Case, Result};
use proptest::num::u64::BinarySearch;
use proptest::strategy::ValueTree;

/// Tests many cases at once; returns the first that fails.
pub type FirstFailing<'a> = dyn FnMut(&[Case]) -> Result<Option<usize>> + 'a;

/// A small case that fails, found by halving one position after another as long as that helps.
pub fn halved(mut case: Case, first_failing: &mut FirstFailing<'_>, steps_max: usize) -> Result<Case> {
    let mut steps = 0;
    loop {
        let before = case.clone();
        for index in 0..case.positions().len() {
            let mut search = BinarySearch::new(case.positions()[index]);
            let mut more = search.simplify();
            while more && steps < steps_max {
                steps += 1;
                let trial = case.with(index, search.current());
                let fails = first_failing(std::slice::from_ref(&trial))?.is_some();
                if fails {
                    case = trial;
                }
                more = if fails { search.simplify() } else { search.complicate() };
            }
        }
        if case == before || steps >= steps_max {
            return Ok(case);
        }
    }
}

/// The smallest case that fails, and whether it is certainly the smallest: all smaller ones are tried, if there are at
/// most `tried_max`.
pub fn smallest(
    case: Case,
    space: &Space,
    first_failing: &mut FirstFailing<'_>,
    tried_max: usize,
) -> Result<(Case, bool)> {
    const AT_ONCE: usize = 256;
    let mut smaller = space.smallest_first().take_while(|other| *other < case).take(tried_max + 1).peekable();
    let mut tried = 0;
    while smaller.peek().is_some() {
        let chunk: Vec<_> = smaller.by_ref().take(AT_ONCE).collect();
        if let Some(found) = first_failing(&chunk)? {
            return Ok((chunk[found].clone(), true));
        }
        tried += chunk.len();
    }
    drop(smaller);
    Ok((case, tried <= tried_max))
}
