//! The exhibition as plain data.
//!
//! It is built by hand, or by [`crate::scenario`] from a file; checked by [`Exhibition::check`]; and played by
//! [`crate::model::Simulator`]. It holds no state of a run and draws nothing.

use super::distribution::Distribution;
use super::measure::Measure;
use crate::time::Duration;
use std::fmt;

/// A simultaneous exhibition: masters, groups of opponents, and the rules under which they meet.
///
/// Boards are numbered from 0 through all groups in order; board and opponent are one and the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Exhibition {
    /// The masters, who walk from board to board.
    pub master: Master,
    /// The groups of opponents, in board order.
    pub groups: Vec<Group>,
    /// How many games may be open at once; `None`: all of them.
    pub boards: Option<u32>,
    /// How a free master chooses his next board.
    pub visit: Visit,
    /// How long walking takes; `None`: no time.
    pub walk: Option<Walk>,
    /// The side that makes the first move of every game.
    pub first_move: Side,
    /// The side that makes the last move of every game.
    pub last_move: Side,
    /// The time at the start that is not measured. Zero unless games are endless.
    pub warm_up: Duration,
    /// When the run ends. `Some` if and only if there are endless games.
    pub horizon: Option<Duration>,
    /// Whether every visit and game is recorded, for measures that are quantiles. This takes time and memory, but
    /// changes nothing in the run.
    pub quantiles: bool,
}

/// The masters: one name, one think time, `count` of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Master {
    /// The name, as in the log.
    pub name: String,
    /// How many masters share the boards, at least 1.
    pub count: u32,
    /// How long a master thinks about a move (the service time).
    pub think: Distribution,
}

/// Opponents who are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The group's name in results.
    pub name: String,
    /// The number of opponents, at least 1.
    pub count: u32,
    /// How long an opponent thinks about a move.
    pub think: Distribution,
    /// How many moves a game lasts.
    pub moves: GameLength,
    /// When they arrive.
    pub arrive: Arrival,
    /// An opponent who would think longer than this forfeits; `None`: never.
    pub patience: Option<Duration>,
    /// The master's think time against this group; `None`: that of [`Master::think`].
    pub master_think: Option<Distribution>,
}

/// The length of a game, in moves of the side that moves first.
#[derive(Clone, Debug, PartialEq)]
pub enum GameLength {
    /// Always this many, at least 1.
    Exactly(u64),
    /// Every whole number from the first to the second is equally likely.
    Uniform(u64, u64),
    /// On 1, 2, 3, …: after each move the game continues with the same probability.
    Geometric {
        /// The mean number of moves, at least 1.
        mean: f64,
    },
    /// One of these, each equally likely.
    Empirical(Vec<u64>),
    /// Endless games; the run ends at the horizon.
    Endless,
}

/// When the opponents of a group arrive.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// All are there at the start.
    AtStart,
    /// One instant for each opponent, in board order.
    At(Vec<Duration>),
    /// One after the other with these gaps, the first after one gap.
    Every(Distribution),
}

/// Makes the enum of policies, the list of all, and their names from one table.
macro_rules! policies {
    ($(#[doc = $what:literal] $policy:ident)+) => {
        /// How a free master chooses the next board.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Visit {
            $(#[doc = $what] $policy,)+
        }

        impl Visit {
            /// Every policy, in the order of the documentation.
            pub const ALL: [Self; [$(stringify!($policy)),+].len()] = [$(Self::$policy),+];

            /// Its name in files, and wherever people read it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$policy => stringify!($policy),)+
                }
            }
        }
    };
}

policies! {
    /// One game at a time, from first to last move.
    Sequential
    /// The next unfinished board around the circle; wait there until its opponent has moved.
    Cyclic
    /// The next ready board around the circle.
    CyclicSkip
    /// The board that has been ready longest.
    FirstReady
    /// The board that became ready last.
    LastReady
    /// Any ready board, each equally likely.
    RandomReady
    /// The ready board with the fewest moves to go.
    FewestMovesLeft
    /// The ready board with the most moves to go.
    MostMovesLeft
    /// The ready board of the group that stands first in the list.
    GroupOrder
}

impl Visit {
    /// Whether a free master can stand at a board that is not ready while another one is.
    pub(crate) const fn waits_at_boards(self) -> bool {
        match self {
            Self::Sequential | Self::Cyclic => true,
            Self::CyclicSkip
            | Self::FirstReady
            | Self::LastReady
            | Self::RandomReady
            | Self::FewestMovesLeft
            | Self::MostMovesLeft
            | Self::GroupOrder => false,
        }
    }

    /// Whether its choices are drawn.
    pub(crate) const fn is_random(self) -> bool {
        match self {
            Self::RandomReady => true,
            Self::Sequential
            | Self::Cyclic
            | Self::CyclicSkip
            | Self::FirstReady
            | Self::LastReady
            | Self::FewestMovesLeft
            | Self::MostMovesLeft
            | Self::GroupOrder => false,
        }
    }
}

impl fmt::Display for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How long a walk takes. There is no walk before a master's first visit, nor to the board that he has just served.
#[derive(Clone, Debug, PartialEq)]
pub enum Walk {
    /// The same between any two boards.
    Between(Distribution),
    /// This long for each step around the circle of all boards, always forward; steps past finished boards count.
    PerBoard(Distribution),
}

impl Walk {
    /// The time of a walk, or of each of its steps.
    #[must_use]
    pub const fn time(&self) -> &Distribution {
        match self {
            Self::Between(time) | Self::PerBoard(time) => time,
        }
    }
}

/// One of the two sides of a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The opponent at the board.
    Opponent,
    /// The master who walks.
    Master,
}

impl Side {
    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Opponent => Self::Master,
            Self::Master => Self::Opponent,
        }
    }
}

impl GameLength {
    /// The largest number of moves; `None` if there is none.
    pub(super) fn longest(&self) -> Option<u64> {
        match self {
            Self::Exactly(moves) | Self::Uniform(_, moves) => Some(*moves),
            Self::Empirical(lengths) => lengths.iter().copied().max(),
            Self::Geometric { .. } | Self::Endless => None,
        }
    }
}

impl Group {
    /// One opponent who is there at the start, with endless patience; change what differs.
    #[must_use]
    pub fn new(name: &str, think: Distribution, moves: GameLength) -> Self {
        Self {
            name: name.to_owned(),
            count: 1,
            think,
            moves,
            arrive: Arrival::AtStart,
            patience: None,
            master_think: None,
        }
    }
}

impl Exhibition {
    /// An exhibition without opponents, in which opponents move first and the master goes to the board that became
    /// ready first, without walking; change what differs.
    #[must_use]
    pub const fn new(master: Master) -> Self {
        Self {
            master,
            groups: Vec::new(),
            boards: None,
            visit: Visit::FirstReady,
            walk: None,
            first_move: Side::Opponent,
            last_move: Side::Master,
            warm_up: Duration::ZERO,
            horizon: None,
            quantiles: false,
        }
    }

    /// How many opponents there are, in all groups together.
    #[must_use]
    pub fn opponents(&self) -> u64 {
        self.groups.iter().map(|group| u64::from(group.count)).sum()
    }

    /// How many games may be open at once, if not all.
    pub(crate) fn few_boards(&self) -> Option<u32> {
        self.boards.filter(|boards| u64::from(*boards) < self.opponents())
    }

    /// Whether everybody is there at the start.
    pub(crate) fn is_all_there(&self) -> bool {
        self.groups.iter().all(|group| group.arrive == Arrival::AtStart)
    }

    /// All times that may be drawn in a run: thinks, walks, and gaps between arrivals. The masters' own think time is one
    /// of them only if a group uses it.
    pub(super) fn times(&self) -> impl Iterator<Item = &Distribution> {
        let is_used = self.groups.iter().any(|group| group.master_think.is_none());
        let own = is_used.then_some(&self.master.think).into_iter().chain(self.walk.as_ref().map(Walk::time));
        own.chain(self.groups.iter().flat_map(|group| {
            let gap = if let Arrival::Every(gap) = &group.arrive { Some(gap) } else { None };
            [&group.think].into_iter().chain(&group.master_think).chain(gap)
        }))
    }

    /// The index of the group that sits at `board`, or `None` if there is no such board.
    #[must_use]
    pub fn group_of(&self, board: u32) -> Option<usize> {
        let mut end = 0_u64;
        self.groups.iter().position(|group| {
            end += u64::from(group.count);
            u64::from(board) < end
        })
    }

    /// How long a master thinks at the boards of `group`: its own [`Group::master_think`], or else [`Master::think`].
    #[must_use]
    pub fn service<'a>(&'a self, group: &'a Group) -> &'a Distribution {
        group.master_think.as_ref().unwrap_or(&self.master.think)
    }

    /// Whether any group plays without end. Then its makespan is always the time from warm-up to horizon.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        self.groups.iter().any(|group| group.moves == GameLength::Endless)
    }

    /// The measure that sums up its result: the makespan, or the throughput if games are endless, because the horizon
    /// then sets the makespan.
    #[must_use]
    pub fn principal_measure(&self) -> Measure {
        Measure::principal(self.is_endless())
    }
}
