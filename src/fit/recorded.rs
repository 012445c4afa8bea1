//! Games as they were played: a group for each, which replays its own think times.

use crate::measured::{Class, Data};
use crate::model::{Distribution, Exhibition, GameLength, Group, Side};
use crate::time::Duration;
use std::collections::BTreeSet;

/// The think times of one player of a game, or of one task, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedGame {
    /// What it is called.
    pub name: String,
    /// The times; at least one.
    pub times: Vec<Duration>,
}

impl RecordedGame {
    /// The games of a class; none where its values are not of games.
    #[must_use]
    pub fn all(class: &Class) -> Vec<Self> {
        let Data::Values { values, sequences } = &class.data else { return Vec::new() };
        let ends = sequences.iter().skip(1).map(|next| next.first).chain([values.len()]);
        let games = sequences.iter().zip(ends);
        games.map(|(game, end)| Self { name: game.name.clone(), times: values[game.first..end].to_vec() }).collect()
    }
}

/// An exhibition in which group `index` makes way for one group a game, alike but for name, number, think times and
/// moves.
#[must_use]
pub fn replayed(exhibition: &Exhibition, index: usize, games: &[RecordedGame]) -> Exhibition {
    let mut exhibition = exhibition.clone();
    let Some(like) = exhibition.groups.get(index).cloned() else { return exhibition };
    let mut taken: BTreeSet<String> = exhibition.groups.iter().map(|group| group.name.clone()).collect();
    // Who begins and ends makes one move more.
    let more = u64::from(exhibition.first_move == Side::Master && exhibition.last_move == Side::Master);
    let groups = games.iter().map(|game| {
        let mut name = game.name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{} ({number})", game.name);
            number += 1;
        }
        Group {
            name,
            count: 1,
            think: Distribution::Replay(game.times.as_slice().into()),
            moves: GameLength::Exactly(game.times.len() as u64 + more),
            ..like.clone()
        }
    });
    let groups: Vec<_> = groups.collect();
    exhibition.groups.splice(index..=index, groups);
    exhibition
}
