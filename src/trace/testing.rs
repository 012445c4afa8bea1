//! A small exhibition for the tests of followers.

use super::tracer::{Follow, Tracer};
use crate::model::{Distribution, Exhibition, GameLength, Group, Master, Simulator};
use crate::time::Duration;

/// Opponents think for 60 s, the master for 5 s, and each game has one move.
pub(super) fn station(count: u32) -> Exhibition {
    let constant = |seconds| Distribution::Constant(Duration::from_secs(seconds));
    let group = Group { count, ..Group::new("hobbyist", constant(60), GameLength::Exactly(1)) };
    let master = Master { name: "Larry".to_owned(), count: 1, think: constant(5) };
    Exhibition { groups: vec![group], ..Exhibition::new(master) }
}

/// Plays it for a follower.
pub(super) fn followed<F: Follow>(exhibition: &Exhibition, follow: F) -> F {
    let mut tracer = Tracer::new(exhibition, follow);
    let end = Simulator::new(exhibition).unwrap().observe(1, 0, &mut tracer).unwrap().end();
    tracer.finish(end)
}
