//! How a scenario maps onto a program: its shape, or the reason why there is none.

use super::language::Language;
use super::request::{Larry, ProgramRequest};
use super::unmapped::Unmapped;
use crate::model::{Exhibition, Side, Visit, Walk};

/// What the program is built of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One game after another, in a loop.
    OneByOne,
    /// Whole games under a semaphore: this many at a time.
    GamesAtATime(u32),
    /// A task for each game, or for each seat where seats are few; the master's thinking blocks them all.
    Blocking { seats: Option<u32> },
    /// A task for each game; a lock or semaphore for the masters, and another for the boards where they are few.
    Lock { boards: Option<u32> },
    /// A task for each game; a class that says which of the ready boards is next.
    Chooser { boards: Option<u32> },
    /// Awaiting each board in turn.
    Circle,
}

impl Shape {
    /// The shape of a scenario's program, and what its master does to the others.
    pub fn of(request: &ProgramRequest) -> Result<(Self, Larry), Unmapped> {
        let exhibition = &request.scenario.exhibition;
        refuse_everywhere(exhibition)?;
        match request.language {
            Language::Asyncio => {}
            Language::Sync => refuse_in_sync(exhibition)?,
            Language::Threads => return in_threads(request),
            Language::Javascript | Language::Tokio => refuse_elsewhere(exhibition, request.language)?,
        }
        let shape = match exhibition.visit {
            Visit::Sequential => sequential(exhibition),
            Visit::Cyclic => Self::Circle,
            Visit::FirstReady if exhibition.walk.is_none() => return first_ready(request),
            _ => Self::Chooser { boards: exhibition.few_boards() },
        };
        match (shape, request.larry) {
            (Self::OneByOne, larry) => Ok((shape, larry.unwrap_or(Larry::Blocks))),
            (_, Some(Larry::Blocks)) => Err(cannot_block(&match exhibition.visit {
                Visit::FirstReady => "the master walks".to_owned(),
                Visit::Sequential => "several games go on at a time, or opponents come later".to_owned(),
                visit => format!("the master goes by {visit}"),
            })),
            _ => Ok((shape, Larry::Awaits)),
        }
    }

    /// How many games may be open at once, if not all.
    pub const fn boards(self) -> Option<u32> {
        match self {
            Self::Blocking { seats: boards } | Self::Lock { boards } | Self::Chooser { boards } => boards,
            Self::OneByOne | Self::GamesAtATime(_) | Self::Circle => None,
        }
    }

    /// Whether the program needs to know what decides random choices.
    pub fn chooses_randomly(self, exhibition: &Exhibition) -> bool {
        matches!(self, Self::Chooser { .. }) && exhibition.visit.is_random()
    }
}

/// A thread takes some memory, and some time to start.
const THREADS_MAX: u64 = 1_000;

/// With Sequential, a master and a board are needed for each.
fn games_at_a_time(exhibition: &Exhibition) -> u32 {
    exhibition.master.count.min(exhibition.boards.unwrap_or(u32::MAX))
}

fn sequential(exhibition: &Exhibition) -> Shape {
    match games_at_a_time(exhibition) {
        1 if exhibition.is_all_there() => Shape::OneByOne,
        masters => Shape::GamesAtATime(masters),
    }
}

/// `FirstReady` without walking is the order in which an event loop, or a lock, serves its tasks.
fn first_ready(request: &ProgramRequest) -> Result<(Shape, Larry), Unmapped> {
    let exhibition = &request.scenario.exhibition;
    let boards = exhibition.few_boards();
    let (late, in_python) = (why_late(exhibition, boards), request.language.is_python());
    let larry = match (request.larry, late) {
        (Some(Larry::Blocks), Some(why)) => return Err(cannot_block(why)),
        (Some(larry), _) => larry,
        // Of workers that are ready at the same instant, the event loop does not know whose board is the lowest.
        (None, None) if boards.is_none() || !request.course.has_ties() => Larry::Blocks,
        (None, _) => Larry::Awaits,
    };
    Ok(match larry {
        Larry::Blocks => (Shape::Blocking { seats: boards }, larry),
        // A new game whose board is ready at once comes late to a lock.
        Larry::Awaits if in_python && boards.is_some() && exhibition.first_move == Side::Master => {
            (Shape::Chooser { boards }, larry)
        }
        Larry::Awaits => (Shape::Lock { boards }, larry),
    })
}

/// Why a program whose event loop is blocked would notice something too late, if it would.
fn why_late(exhibition: &Exhibition, boards: Option<u32>) -> Option<&'static str> {
    if exhibition.master.count > 1 {
        Some("there are several masters, and one thread blocks for one of them only")
    } else if is_impatient(exhibition) {
        Some("under a blocked event loop `timeout` ends games whose opponent has moved in time")
    } else if !exhibition.is_all_there() {
        Some("a blocked event loop notices late that an opponent has come")
    } else if boards.is_some() && exhibition.last_move == Side::Opponent {
        Some("a blocked event loop notices late that a game is over and its board free")
    } else if boards.is_some() && exhibition.first_move == Side::Master {
        Some("under a blocked event loop a new game is begun before boards that are ready")
    } else {
        None
    }
}

fn cannot_block(why: &str) -> Unmapped {
    Unmapped::new(format!("blocking is not exact here: {why}"), "write `--larry awaits`, or leave it out")
}

/// Whether anybody may run out of patience.
fn is_impatient(exhibition: &Exhibition) -> bool {
    exhibition.groups.iter().any(|group| group.patience.is_some())
}

/// What no program can do.
fn refuse_everywhere(exhibition: &Exhibition) -> Result<(), Unmapped> {
    let few = exhibition.few_boards().is_some();
    let impatient = is_impatient(exhibition);
    if let Some(group) = exhibition.groups.iter().find(|group| group.moves == crate::model::GameLength::Endless) {
        let what = format!("the games of `{}` are endless: the program would be, too", group.name);
        return Err(Unmapped::new(what, "give the games an end, such as moves: Exactly(10)"));
    }
    let walks = exhibition.walk.is_some();
    let random_steps = matches!(&exhibition.walk, Some(Walk::PerBoard(step)) if step.constant().is_none());
    let (what, help) = match exhibition.visit {
        Visit::Sequential if walks => (
            "with Sequential, a program has nobody who walks from game to game",
            "leave out the walk, or choose another policy",
        ),
        Visit::Cyclic if exhibition.master.count > 1 => {
            ("with Cyclic, a program awaits one board after another: it has one master only", "set master.count to 1")
        }
        Visit::Cyclic if few => {
            ("with Cyclic, a program awaits all boards in turn: they can't be limited", "leave out boards")
        }
        Visit::Cyclic if !exhibition.is_all_there() => (
            "with Cyclic, a program awaits all boards in turn: all opponents must be there at the start",
            "leave out arrive",
        ),
        Visit::Cyclic if impatient && walks => (
            "with Cyclic, a program that walks does not see who forfeits at that moment",
            "leave out the walk or the patience",
        ),
        Visit::RandomReady if few && exhibition.first_move == Side::Master => (
            "with RandomReady, limited boards and the master's first move, the order in which boards get ready at one \
                 instant decides, which a program does not keep",
            "leave out boards, or let the opponents move first",
        ),
        _ if random_steps => (
            "the time of each step of a walk varies, and a program has no table of all paths",
            "make the step constant",
        ),
        _ => return Ok(()),
    };
    Err(Unmapped::new(what, help))
}

/// What a synchronous program cannot do: it has one thing to do at a time.
fn refuse_in_sync(exhibition: &Exhibition) -> Result<(), Unmapped> {
    let impatient = is_impatient(exhibition);
    if exhibition.visit != Visit::Sequential {
        let what = format!(
            "a synchronous program stays at a board until its game is over, and can't visit by {}",
            exhibition.visit
        );
        return Err(Unmapped::new(what, "write `--set visit=Sequential`, or `--as asyncio`"));
    }
    let what = if sequential(exhibition) != Shape::OneByOne {
        "a synchronous program has one master, and opponents who are there at the start"
    } else if impatient {
        "a synchronous program waits until `sleep` returns, and knows no patience"
    } else {
        return Ok(());
    };
    Err(Unmapped::new(what, "write `--as asyncio`"))
}

/// Whole games in a pool of as many threads as there are masters; or a thread for each game, and a pool of masters.
fn in_threads(request: &ProgramRequest) -> Result<(Shape, Larry), Unmapped> {
    let exhibition = &request.scenario.exhibition;
    let comes_later = !exhibition.is_all_there();
    let boards = exhibition.few_boards();
    let what = if request.larry == Some(Larry::Blocks) {
        return Err(cannot_block("a thread blocks nobody but itself"));
    } else if is_impatient(exhibition) {
        "a thread that sleeps can't be told to stop: it knows no patience"
    } else if exhibition.visit == Visit::Sequential && comes_later {
        "with threads, masters who go from game to game take them in the order of the table, not of arrivals"
    } else if exhibition.visit == Visit::Sequential {
        return Ok((Shape::GamesAtATime(games_at_a_time(exhibition)), Larry::Awaits));
    } else if exhibition.visit != Visit::FirstReady || exhibition.walk.is_some() {
        "a pool of threads takes its work in the order in which it comes: neither another policy nor a walk"
    } else if boards.is_some() && comes_later {
        "with threads, opponents take boards in the order of the table, not of arrivals"
    } else if boards.map_or(exhibition.opponents(), u64::from) > THREADS_MAX {
        "more than 1,000 games at a time are too many threads"
    } else {
        return Ok((Shape::Lock { boards }, Larry::Awaits));
    };
    Err(Unmapped::new(what, "write `--as asyncio`"))
}

/// JavaScript and Rust do what their libraries do by themselves; the rest is written in one language only.
fn refuse_elsewhere(exhibition: &Exhibition, language: Language) -> Result<(), Unmapped> {
    let plain = match exhibition.visit {
        Visit::Sequential => true,
        Visit::FirstReady => exhibition.walk.is_none(),
        _ => false,
    };
    if plain {
        return Ok(());
    }
    let lacks = if exhibition.walk.is_some() { "a walk".to_owned() } else { exhibition.visit.to_string() };
    let what =
        format!("`--as {}` serves boards in the order in which they get ready, without {lacks}", language.name());
    Err(Unmapped::new(what, "write `--as asyncio`"))
}
