//! Two event queues as one: an express lane for the few actors who have most of the events.

use super::event::Event;
use super::heap::HeapQueue;
use super::queue::EventQueue;

/// An event queue with an express lane, for models in which a few servers take turns with many customers.
///
/// The servers' events, half of all, never travel through the customers' big queue; with one server the express lane
/// is one event long. Which events take it, [`Event::is_express`] says; all others go to a main queue of type `M`.
#[derive(Clone, Debug)]
pub struct LaneQueue<E, M> {
    /// The first of the express lane, and the others.
    express: Option<E>,
    express_rest: HeapQueue<E>,
    main: M,
}

impl<E, M: Default> Default for LaneQueue<E, M> {
    fn default() -> Self {
        Self { express: None, express_rest: HeapQueue::default(), main: M::default() }
    }
}

impl<E: Event, M: EventQueue<E>> EventQueue<E> for LaneQueue<E, M> {
    #[expect(clippy::inline_always, reason = "likewise")]
    #[inline(always)]
    fn push(&mut self, event: E) {
        if !event.is_express() {
            return self.main.push(event);
        }
        match self.express {
            None => self.express = Some(event),
            Some(first) if event < first => {
                self.express_rest.push(first);
                self.express = Some(event);
            }
            Some(_) => self.express_rest.push(event),
        }
    }

    #[expect(clippy::inline_always, reason = "half of the executive's loop")]
    #[inline(always)]
    fn pop(&mut self) -> Option<E> {
        let Some(express) = self.express else { return self.main.pop() };
        if let Some(main) = self.main.pop_before(express) {
            return Some(main);
        }
        self.express = self.express_rest.pop();
        Some(express)
    }

    #[inline]
    fn first(&mut self) -> Option<E> {
        match (self.express, self.main.first()) {
            (Some(express), Some(main)) => Some(express.min(main)),
            (express, main) => express.or(main),
        }
    }

    fn clear(&mut self) {
        self.express = None;
        self.express_rest.clear();
        self.main.clear();
    }
}
