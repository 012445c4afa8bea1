//! `RandomReady`: any ready board, each equally likely.

use super::{Facts, Policy, Qualifies};
use crate::engine::Streams;
use crate::model::event::Event;
use crate::model::purpose::Purpose;

/// The ready boards as a list. When one is taken, the last of the list moves to its place.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct RandomReady {
    list: Vec<Event>,
    choices: u64,
}

impl Policy for RandomReady {
    const CANDIDATES: Qualifies = Qualifies::MoveDue;

    fn reset(&mut self, _: u32) {
        self.list.clear();
        self.choices = 0;
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn add(&mut self, candidate: Event, _: impl FnOnce() -> Facts) {
        self.list.push(candidate);
    }

    fn take(&mut self, streams: &Streams) -> Option<Event> {
        if self.list.is_empty() {
            return None;
        }
        self.choices += 1;
        let place = streams.stream(Purpose::Choice as usize, 0, self.choices).below(self.list.len() as u64);
        Some(self.list.swap_remove(usize::try_from(place).expect("below the length of a list")))
    }
}
