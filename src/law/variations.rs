//! What is left of a trial for the next one of the same law: scenarios that differ only a little.

use crate::scenario::{Template, Variations};
use std::sync::{Arc, Mutex, PoisonError};

/// The variations of a law's scenario that a trial has learnt.
#[derive(Debug, Default)]
pub struct VariationsCache {
    /// Of each run, by claim and run.
    variations: Vec<((usize, usize), Variations)>,
}

impl VariationsCache {
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

/// The caches that no trial is using.
#[derive(Clone, Debug, Default)]
pub struct VariationsPool {
    free: Arc<Mutex<Vec<VariationsCache>>>,
}

impl VariationsPool {
    /// One of them, or a new one.
    pub fn take(&self) -> VariationsCache {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// A cache that is free again.
    pub fn give_back(&self, cache: VariationsCache) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(cache);
    }
}
