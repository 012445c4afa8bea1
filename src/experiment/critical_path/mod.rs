//! The critical path of a replication: the chain of thinks and walks, each of which began when the one before it ended,
//! from the start to the end of the last game. If any of its links were shorter (and no other chain as long), the
//! makespan would be shorter.
//!
//! A [`PathFinder`] observes the replication and gives the [`CriticalPath`]. Waiting is not part of the chain: a board
//! that waits for a master waits for what he does elsewhere, and that is in the chain. If two things end in the same
//! instant, and both are needed for what begins then, the opponent's think is taken.

mod finder;

pub use finder::{NODES_MAX, PathFinder, PathTooLong};

use crate::time::{Duration, Instant};

/// The activity of a link of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Activity {
    /// Everybody waits for the opponent to arrive.
    Arrives,
    /// The opponent thinks.
    OpponentThinks,
    /// The opponent thinks until he gives up.
    RunsOutOfPatience,
    /// A master thinks.
    MasterThinks,
    /// A master walks to the board.
    Walks,
}

impl Activity {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrives => "arrives",
            Self::OpponentThinks => "opponent_thinks",
            Self::RunsOutOfPatience => "runs_out_of_patience",
            Self::MasterThinks => "master_thinks",
            Self::Walks => "walks",
        }
    }
}

/// One link of the path. It begins when the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The activity.
    pub activity: Activity,
    /// The board, from 0; for a walk, the board to which it leads.
    pub board: u32,
    /// The master who thinks or walks, from 0.
    pub master: Option<u32>,
    /// The number of the move that is thought about, among those of its side at this board, from 1; 0 for arrivals and
    /// walks.
    pub nth: u64,
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
}

impl Link {
    /// How long it takes.
    #[must_use]
    pub const fn length(&self) -> Duration {
        self.end.since(self.start)
    }
}

/// The critical path of a replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CriticalPath {
    /// Its links, from the start to the end of the last game, without those that take no time. Their lengths add up to
    /// the makespan.
    pub links: Vec<Link>,
}

/// The share of some links of the path in the makespan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathPart {
    /// Their activity.
    pub activity: Activity,
    /// Whether they keep another board waiting: a master thinks here, and only then goes to the next board of the path.
    pub elsewhere: bool,
    /// How many links.
    pub links: u64,
    /// Their total length, in nanoseconds.
    pub length_ns: u64,
}

impl CriticalPath {
    /// How long the path is: the makespan.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.links.last().map_or(Duration::ZERO, |last| last.end.since(Instant::START))
    }

    /// The links by activity, the longest part first.
    #[must_use]
    pub fn parts(&self) -> Vec<PathPart> {
        let mut parts: Vec<PathPart> = Vec::new();
        for (place, link) in self.links.iter().enumerate() {
            let elsewhere = self.is_elsewhere(place);
            let length_ns = link.length().as_ns();
            match parts.iter_mut().find(|part| part.activity == link.activity && part.elsewhere == elsewhere) {
                Some(part) => {
                    part.links += 1;
                    part.length_ns += length_ns;
                }
                None => parts.push(PathPart { activity: link.activity, elsewhere, links: 1, length_ns }),
            }
        }
        parts.sort_by_key(|part| (std::cmp::Reverse(part.length_ns), part.activity, part.elsewhere));
        parts
    }

    /// Whether, in the link at `place`, a master thinks at one board while the next board of the path waits for him.
    #[must_use]
    pub fn is_elsewhere(&self, place: usize) -> bool {
        let (Some(link), Some(next)) = (self.links.get(place), self.links.get(place + 1)) else { return false };
        link.activity == Activity::MasterThinks && next.master.is_some() && next.board != link.board
    }
}
