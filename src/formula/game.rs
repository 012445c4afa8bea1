//! What formulas need to know about a game: how many moves, and how long in total.

use crate::model::{Exhibition, GameLength, Group, Side};
use crate::time::Duration;

/// Mean and variance, of seconds or of counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moments {
    pub mean: f64,
    pub variance: f64,
}

/// How many moves each side makes in a game in which the side that begins makes `moves`: opponents, masters.
pub(super) fn moves_of_sides(exhibition: &Exhibition, moves: u64) -> (u64, u64) {
    let others = moves.saturating_sub(u64::from(exhibition.first_move == exhibition.last_move));
    match exhibition.first_move {
        Side::Opponent => (moves, others),
        Side::Master => (others, moves),
    }
}

/// One of the groups, if all opponents differ only in number and group name. `None` if some differ otherwise.
pub(super) fn alike(exhibition: &Exhibition) -> Option<&Group> {
    let (first, others) = exhibition.groups.split_first()?;
    let same = |group: &Group| {
        group.think == first.think
            && group.moves == first.moves
            && group.patience == first.patience
            && exhibition.service(group) == exhibition.service(first)
    };
    others.iter().all(same).then_some(first)
}

/// The number of moves of a group of games of fixed length.
pub(super) const fn fixed_moves(group: &Group) -> Option<u64> {
    match group.moves {
        GameLength::Exactly(moves) => Some(moves),
        _ => None,
    }
}

/// The total think time of opponent and masters in one game of a group, in nanoseconds, if times are constant.
pub(super) fn constant_game_ns(exhibition: &Exhibition, group: &Group) -> Option<(u128, u128)> {
    let ns = |time: Duration| u128::from(time.as_ns());
    let (opponents, masters) = moves_of_sides(exhibition, fixed_moves(group)?);
    let (think, service) = (group.think.constant()?, exhibition.service(group).constant()?);
    Some((u128::from(opponents).checked_mul(ns(think))?, u128::from(masters).checked_mul(ns(service))?))
}

/// Mean and variance of the number of moves; `None` for endless games.
pub(super) fn length_moments(length: &GameLength) -> Option<Moments> {
    Some(match length {
        GameLength::Exactly(moves) => Moments { mean: *moves as f64, variance: 0.0 },
        GameLength::Uniform(min, max) => {
            let width = (max - min) as f64;
            // ((b − a + 1)² − 1)/12
            Moments { mean: *min as f64 + width / 2.0, variance: width * (width + 2.0) / 12.0 }
        }
        GameLength::Geometric { mean } => Moments { mean: *mean, variance: mean * (mean - 1.0) },
        GameLength::Empirical(lengths) => {
            let n = lengths.len().max(1) as f64;
            let mean = lengths.iter().map(|moves| *moves as f64).sum::<f64>() / n;
            let square = |moves: &u64| (*moves as f64 - mean) * (*moves as f64 - mean);
            Moments { mean, variance: lengths.iter().map(square).sum::<f64>() / n }
        }
        GameLength::Endless => return None,
    })
}

/// Mean and variance of the length of a game without any waiting, in seconds; and the mean of the masters' part of it.
///
/// A game of L pairs of thinks (less one think, if the same side begins and ends) has mean E(L)·m and variance E(L)·v +
/// Var(L)·m², where m and v are those of a pair. Wald, "On cumulative sums of random variables", Annals of Mathematical
/// Statistics 15 (1944).
pub(super) fn game_moments(exhibition: &Exhibition, group: &Group) -> Option<(Moments, f64)> {
    let length = length_moments(&group.moves)?;
    let (think, service) = (&group.think, exhibition.service(group));
    let (leader, other) = match exhibition.first_move {
        Side::Opponent => (think, service),
        Side::Master => (service, think),
    };
    let others = length.mean - if exhibition.first_move == exhibition.last_move { 1.0 } else { 0.0 };
    let pair_s = leader.mean_s() + other.mean_s();
    let game = Moments {
        mean: length.mean * leader.mean_s() + others * other.mean_s(),
        variance: length.mean * leader.variance_s2() + others * other.variance_s2() + length.variance * pair_s * pair_s,
    };
    let masters = if exhibition.first_move == Side::Master { length.mean } else { others };
    Some((game, masters * service.mean_s()))
}
