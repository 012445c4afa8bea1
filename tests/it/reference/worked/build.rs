//! Short ways to write exhibitions; all times are in nanoseconds.

use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
use zeitnot::time::Duration;

/// Always the same time.
pub fn constant(time: u64) -> Distribution {
    Distribution::Constant(Duration::from_ns(time))
}

/// These times in turn.
pub fn replay(times: &[u64]) -> Distribution {
    Distribution::Replay(durations(times).into())
}

/// These times.
pub fn durations(times: &[u64]) -> Vec<Duration> {
    times.iter().copied().map(Duration::from_ns).collect()
}

/// Opponents who are there from the start, have unlimited patience, and always think for the same time.
pub fn group(count: u32, think: u64, moves: u64) -> Group {
    Group { count, ..Group::new("opponent", constant(think), GameLength::Exactly(moves)) }
}

/// The same with a patience.
pub fn impatient(count: u32, think: u64, moves: u64, patience: u64) -> Group {
    Group { patience: Some(Duration::from_ns(patience)), ..group(count, think, moves) }
}

/// One master without walking, no limit, the opponent moves first and the master last.
pub fn exhibition(visit: Visit, master_think: u64, mut groups: Vec<Group>) -> Exhibition {
    for (index, group) in groups.iter_mut().enumerate() {
        group.name = format!("group {index}");
    }
    let master = Master { name: "Larry".into(), count: 1, think: constant(master_think) };
    Exhibition { groups, visit, ..Exhibition::new(master) }
}

/// The same with this many masters.
pub fn with_masters(count: u32, mut exhibition: Exhibition) -> Exhibition {
    exhibition.master.count = count;
    exhibition
}

/// The same with other sides for the first and last move.
pub fn from_to(first_move: Side, last_move: Side, exhibition: Exhibition) -> Exhibition {
    Exhibition { first_move, last_move, ..exhibition }
}

/// The same with this walking time between any two boards.
pub fn with_walks(time: u64, exhibition: Exhibition) -> Exhibition {
    Exhibition { walk: Some(Walk::Between(constant(time))), ..exhibition }
}

/// The same with a limit to the open games.
pub fn limited(boards: u32, exhibition: Exhibition) -> Exhibition {
    Exhibition { boards: Some(boards), ..exhibition }
}
