//! Observers, which watch a run and never change it.

// Always inline: an observer that ignores a kind of happening costs nothing only if the compiler knows the kind.
#![expect(clippy::inline_always)]

use crate::time::Instant;

/// Watches a run of a model whose happenings are of type `H`.
///
/// Observers are type parameters: they compose as tuples, and `()`, which watches nothing, costs nothing.
pub trait Observer<H> {
    /// Receives everything that happens, in order.
    fn observe(&mut self, now: Instant, happening: &H);
}

impl<H> Observer<H> for () {
    #[inline(always)]
    fn observe(&mut self, _: Instant, _: &H) {}
}

impl<H, O: Observer<H>> Observer<H> for &mut O {
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &H) {
        (**self).observe(now, happening);
    }
}

/// An observer that may be absent.
impl<H, O: Observer<H>> Observer<H> for Option<O> {
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &H) {
        if let Some(observer) = self {
            observer.observe(now, happening);
        }
    }
}

impl<H, A: Observer<H>, B: Observer<H>> Observer<H> for (A, B) {
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &H) {
        self.0.observe(now, happening);
        self.1.observe(now, happening);
    }
}

impl<H, A: Observer<H>, B: Observer<H>, C: Observer<H>> Observer<H> for (A, B, C) {
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &H) {
        self.0.observe(now, happening);
        self.1.observe(now, happening);
        self.2.observe(now, happening);
    }
}
