//! What is left of a trial for the next one of the same law: scenarios that differ only a little.

use crate::scenario::{Template, Variations};
use std::sync::{Arc, Mutex, PoisonError};

/// What a trial works with.
#[derive(Debug, Default)]
pub struct Bench {
    /// Of each run, by claim and run.
    variations: Vec<((usize, usize), Variations)>,
}

impl Bench {
    /// The scenarios of a run.
    pub fn variations(&mut self, key: (usize, usize), template: &Template) -> &mut Variations {
        let found = self.variations.iter().position(|(of, _)| *of == key);
        let at = found.unwrap_or_else(|| {
            self.variations.push((key, Variations::new(template.clone())));
            self.variations.len() - 1
        });
        &mut self.variations[at].1
    }
}

/// The benches that no trial is using.
#[derive(Clone, Debug, Default)]
pub struct Benches {
    free: Arc<Mutex<Vec<Bench>>>,
}

impl Benches {
    /// One of them, or a new one.
    pub fn take(&self) -> Bench {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// A bench that is free again.
    pub fn give_back(&self, bench: Bench) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(bench);
    }
}
