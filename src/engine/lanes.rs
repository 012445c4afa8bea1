//! Two event queues combined: an express lane for the few actors that have most of the events.

use super::event::Event;
use super::queue::EventQueue;

/// An event queue with an express lane, for models in which a few servers take turns with many customers.
///
/// The servers' events, half of all, never travel through the customers' big queue; with one server the express lane is
/// one event long. [`Event::is_express`] says which events take it. Both lanes are queues of type `Q`.
#[derive(Clone, Debug)]
pub struct LaneQueue<E, Q> {
    /// The first of the express lane, and the others.
    express: Option<E>,
    express_rest: Q,
    /// The first of all other events, and the rest of them: to find the next event, only two variables are compared.
    main: Option<E>,
    main_rest: Q,
}

impl<E, Q: Default> Default for LaneQueue<E, Q> {
    fn default() -> Self {
        Self { express: None, express_rest: Q::default(), main: None, main_rest: Q::default() }
    }
}

/// Adds an event to a lane: its first, and the queue of the others.
#[expect(clippy::inline_always, reason = "half of the executive's loop")]
#[inline(always)]
fn join<E: Event>(first: &mut Option<E>, rest: &mut impl EventQueue<E>, event: E) {
    match *first {
        None => *first = Some(event),
        Some(other) if event < other => {
            *first = Some(event);
            rest.push(other);
        }
        Some(_) => rest.push(event),
    }
}

impl<E: Event, Q: EventQueue<E>> EventQueue<E> for LaneQueue<E, Q> {
    #[expect(clippy::inline_always, reason = "likewise")]
    #[inline(always)]
    fn push(&mut self, event: E) {
        if event.is_express() {
            join(&mut self.express, &mut self.express_rest, event);
        } else {
            join(&mut self.main, &mut self.main_rest, event);
        }
    }

    #[expect(clippy::inline_always, reason = "likewise")]
    #[inline(always)]
    fn pop(&mut self) -> Option<E> {
        match (self.express, self.main) {
            (Some(express), main) if main.is_none_or(|main| express < main) => {
                self.express = self.express_rest.pop();
                Some(express)
            }
            (_, main) => {
                if main.is_some() {
                    self.main = self.main_rest.pop();
                }
                main
            }
        }
    }

    #[inline]
    fn first(&mut self) -> Option<E> {
        match (self.express, self.main) {
            (Some(express), Some(main)) => Some(express.min(main)),
            (express, main) => express.or(main),
        }
    }

    fn clear(&mut self) {
        self.express = None;
        self.express_rest.clear();
        self.main = None;
        self.main_rest.clear();
    }
}
