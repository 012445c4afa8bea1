//! The figures of all games: the draws of one replication.

use super::unmapped::Unmapped;
use crate::model::{Draws, Exhibition, Walk};
use crate::time::{Duration, Instant};

/// The longest time. Up to 26 days a program's floating-point seconds are exact to the nanosecond, and Node's timers
/// end at 2³¹ ms.
pub const TIME_MAX: Duration = Duration::from_secs(24 * 24 * 60 * 60);

/// Programs with more draws than this would be too large.
const DRAWS_MAX: u64 = 1_000_000;

/// Something that every game has: as simple as it can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column<T> {
    /// The same in all games.
    Same(T),
    /// One value for each game.
    OfGame(Vec<T>),
    /// One value for each move of each game.
    OfMove(Vec<Vec<T>>),
}

impl<T: Clone + PartialEq> Column<T> {
    fn of_games(values: Vec<T>) -> Self {
        match values.split_first() {
            Some((first, others)) if others.iter().all(|value| value == first) => Self::Same(first.clone()),
            _ => Self::OfGame(values),
        }
    }

    fn of_moves(games: Vec<Vec<T>>) -> Self {
        let one_value = |game: &Vec<T>| game.windows(2).all(|pair| pair[0] == pair[1]);
        if !games.iter().all(one_value) {
            return Self::OfMove(games);
        }
        let (mut known, mut first) = (Vec::new(), None);
        for game in &games {
            first = first.or(game.first());
            known.push(game.first());
        }
        // A game without such a move has any value.
        match first {
            Some(first) => Self::of_games(known.into_iter().map(|value| value.unwrap_or(first).clone()).collect()),
            None => Self::OfMove(games),
        }
    }
}

/// All games of a replication.
#[derive(Clone, Debug)]
pub(super) struct Games {
    /// How many there are.
    pub count: u32,
    /// How many moves the side that begins makes.
    pub moves: Column<u64>,
    /// How long the opponent thinks about each move.
    pub opponent: Column<Duration>,
    /// How long a master thinks about each move.
    pub master: Column<Duration>,
    /// How long the opponent may think.
    pub patience: Option<Column<Option<Duration>>>,
    /// When the opponent comes.
    pub arrives: Option<Column<Duration>>,
    /// The group that the opponent belongs to, where that matters.
    pub group: Column<u64>,
    /// How long a walk to the board takes before each move; or one step of it, with walks by the step.
    pub walk: Option<Column<Duration>>,
    /// What decides each random choice.
    pub choices: Vec<u64>,
    /// Whether all games can be written as mere numbers.
    pub are_alike: bool,
}

impl Games {
    /// Looks up all draws.
    ///
    /// # Errors
    /// If there are too many of them, or if a program could not do the same with them.
    pub fn new(exhibition: &Exhibition, draws: &Draws, with_choices: bool) -> Result<Self, Unmapped> {
        let count = u32::try_from(exhibition.opponents()).unwrap_or(u32::MAX);
        let moves: Vec<_> = (0..count).map(|board| draws.moves(board)).collect();
        let total = moves.iter().fold(0_u64, |total, moves| total.saturating_add(*moves));
        if total > DRAWS_MAX {
            return Err(Unmapped::new(
                format!("the games have {total} moves; a program has a table of at most {DRAWS_MAX}"),
                "use fewer opponents, or shorter games",
            ));
        }
        let table = |time: &dyn Fn(u32, u64) -> Duration| -> Vec<Vec<Duration>> {
            let of_game = |(board, moves): (u32, &u64)| (1..=*moves).map(|nth| time(board, nth)).collect();
            (0..count).zip(&moves).map(of_game).collect()
        };
        let opponent = table(&|board, nth| draws.opponent_thinks(board, nth));
        check(exhibition, &opponent)?;
        let group_of = |board| exhibition.group_of(board).unwrap_or(0);
        let patience: Vec<_> = (0..count).map(|board| exhibition.groups[group_of(board)].patience).collect();
        let mut arrives = vec![Duration::ZERO; count as usize];
        for (at, board) in draws.arrivals() {
            arrives[board as usize] = at.since(Instant::START);
        }
        let walk = exhibition.walk.as_ref().map(|walk| match walk {
            Walk::Between(time) if time.constant().is_none() => {
                // From any other board it is the same.
                Column::of_moves(table(&|board, nth| draws.walk(board.wrapping_add(1), board, nth)))
            }
            _ => Column::Same(walk.time().constant().unwrap_or(Duration::ZERO)),
        });
        let mut games = Self {
            count,
            opponent: Column::of_moves(opponent),
            master: Column::of_moves(table(&|board, nth| draws.master_thinks(board, nth))),
            patience: patience.iter().any(Option::is_some).then(|| Column::of_games(patience)),
            arrives: arrives.iter().any(|at| !at.is_zero()).then(|| Column::of_games(arrives)),
            group: Column::of_games((0..count).map(|board| group_of(board) as u64).collect()),
            walk,
            choices: if with_choices { (1..=total).map(|nth| draws.choice(nth)).collect() } else { Vec::new() },
            moves: Column::of_games(moves),
            are_alike: false,
        };
        games.are_alike = games.group == Column::Same(0)
            && matches!(games.moves, Column::Same(_))
            && [Some(&games.opponent), Some(&games.master), games.arrives.as_ref(), games.walk.as_ref()]
                .into_iter()
                .flatten()
                .all(|column| matches!(column, Column::Same(_)));
        Ok(games)
    }
}

/// Refuses times with which a program would do something else.
fn check(exhibition: &Exhibition, opponent: &[Vec<Duration>]) -> Result<(), Unmapped> {
    for (board, game) in opponent.iter().enumerate() {
        for (time, nth) in game.iter().zip(1..) {
            let who = format!("the opponent at board {} thinks for {time} about move {nth}", board + 1);
            if time.is_zero() {
                let what = format!("{who}: to a program, that is not a wait but a turn of its event loop");
                return Err(Unmapped::new(
                    what,
                    "make opponents think for at least 1ns, with Clamped(min: …) or Shifted",
                ));
            }
            let patience = exhibition
                .group_of(u32::try_from(board).unwrap_or(0))
                .and_then(|group| exhibition.groups[group].patience);
            if Some(*time) == patience {
                let what =
                    format!("{who}, which is just the patience: of two timers that end together, either may be first");
                return Err(Unmapped::new(what, "let the patience be 1ns longer"));
            }
            if *time >= TIME_MAX {
                let what = format!("{who}: a program's clock counts whole nanoseconds up to 24 days");
                return Err(Unmapped::new(what, "shorten it with Clamped(max: …)"));
            }
        }
    }
    let no_patience = exhibition.groups.iter().find(|group| group.patience == Some(Duration::ZERO));
    no_patience.map_or(Ok(()), |group| {
        let what = format!("`{}` has a patience of 0s: a time-out of zero never takes effect", group.name);
        Err(Unmapped::new(what, "give a patience of at least 1ns"))
    })
}
