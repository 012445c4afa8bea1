//! `Sequential`: one game at a time, first come first served.

use super::{Facts, Policy, Qualifies};
use crate::engine::Streams;
use crate::model::event::Event;
use std::collections::VecDeque;

/// The opponents who have come and not been visited, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Sequential(VecDeque<Event>);

impl Policy for Sequential {
    const CANDIDATES: Qualifies = Qualifies::StandingInLine;

    fn reset(&mut self, _: u32) {
        self.0.clear();
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, candidate: Event, _: impl FnOnce() -> Facts) {
        self.0.push_back(candidate);
    }

    fn take(&mut self, _: &Streams) -> Option<Event> {
        self.0.pop_front()
    }
}
