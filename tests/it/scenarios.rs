//! Random small exhibitions with many ties: few boards, times of a few nanoseconds, nothing random.
//!
//! Strategies are boxed, as trees of values of so many parts are too large for the stack of a test.
//! Everything shrinks to one opponent, one master and one move, with no time for anything.

use crate::reference::draw::draw;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use zeitnot::model::{Arrival, Distribution, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
use zeitnot::time::Duration;

/// The most opponents in all groups together.
const OPPONENTS: u32 = 6;

/// Exhibitions that are visited in this way.
pub fn exhibitions(visit: Visit) -> impl Strategy<Value = Exhibition> {
    let sides = (select(vec![Side::Opponent, Side::Master]), select(vec![Side::Master, Side::Opponent]));
    let masters = (prop_oneof![3 => Just(1_u32), 2 => Just(2), 1 => Just(3)], distributions());
    let endless = weighted(0.25, (0..=6_u64, 1..=20_u64));
    (masters, vec(groups(), 1..=3), weighted(0.5, 1..=4_u32), weighted(0.5, walks()), sides, endless)
        .prop_map(move |((count, think), groups, boards, walk, (first_move, last_move), endless)| {
            let (warm_up, horizon) = match endless {
                Some((warm_up, observed)) => (warm_up, Some(Duration::from_ns(warm_up + observed))),
                None => (0, None),
            };
            let mut exhibition = Exhibition {
                master: Master { name: "Larry".into(), count, think },
                groups: seated(groups, horizon.is_some()),
                // The steps between boards would not be defined.
                boards: boards.filter(|_| !matches!(walk, Some(Walk::PerBoard(_)))),
                visit,
                walk,
                first_move,
                last_move,
                warm_up: Duration::from_ns(warm_up),
                horizon,
                quantiles: false,
            };
            let think = exhibition.master.think.clone();
            exhibition.groups.iter_mut().for_each(|group| let_time_go_on(group, &think));
            exhibition
        })
        .prop_filter("it makes sense", |exhibition| exhibition.check().is_empty())
}

/// Times with many ties and zeros.
fn times() -> impl Strategy<Value = Duration> {
    prop_oneof![8 => 0..=3_u64, 1 => 0..=5_u64].prop_map(Duration::from_ns)
}

/// Distributions of known times.
fn distributions() -> BoxedStrategy<Distribution> {
    prop_oneof![
        6 => plain(),
        1 => (vec((1..=3_u64, plain()), 0..=2), plain()).prop_map(|(later, first)| by_move(first, later)),
        1 => (times(), plain()).prop_map(|(by, of)| Distribution::Shifted { by, of: Box::new(of) }),
        1 => (times(), times(), plain()).prop_map(|(one, other, of)| {
            Distribution::Clamped { min: one.min(other), max: one.max(other), of: Box::new(of) }
        }),
    ]
    .boxed()
}

fn plain() -> BoxedStrategy<Distribution> {
    prop_oneof![
        times().prop_map(Distribution::Constant),
        vec(times(), 1..=4).prop_map(|times| Distribution::Replay(times.into())),
    ]
    .boxed()
}

/// `later`: after how many more moves, and what then.
fn by_move(first: Distribution, later: Vec<(u64, Distribution)>) -> Distribution {
    let mut from = 1;
    let mut parts = vec![(from, first)];
    for (more, part) in later {
        from += more;
        parts.push((from, part));
    }
    Distribution::ByMove(parts)
}

fn walks() -> BoxedStrategy<Walk> {
    prop_oneof![distributions().prop_map(Walk::Between), distributions().prop_map(Walk::PerBoard)].boxed()
}

fn arrivals() -> BoxedStrategy<Arrival> {
    prop_oneof![
        2 => Just(Arrival::AtStart),
        1 => vec(times(), OPPONENTS as usize).prop_map(Arrival::At),
        1 => distributions().prop_map(Arrival::Every),
    ]
    .boxed()
}

/// A group, which may still be too large; and whether it plays endless games if that is allowed.
fn groups() -> BoxedStrategy<(Group, bool)> {
    let patience = weighted(0.3, times());
    let master_think = weighted(0.3, distributions());
    // Mostly small, so that shrinking one group seldom makes room for another.
    let count = prop_oneof![3 => 1..=2_u32, 1 => 1..=OPPONENTS];
    (count, distributions(), 1..=4_u64, arrivals(), patience, master_think, any::<bool>())
        .prop_map(|(count, think, moves, arrive, patience, master_think, endless)| {
            let moves = GameLength::Exactly(moves);
            let name = "opponents".into();
            (Group { name, count, think, moves, arrive, patience, master_think }, endless)
        })
        .boxed()
}

/// Makes groups small enough that all of them fit, and makes them endless if they should and may be.
fn seated(wishes: Vec<(Group, bool)>, may_be_endless: bool) -> Vec<Group> {
    let mut room = OPPONENTS - u32::try_from(wishes.len()).expect("few groups");
    let nobody_wants_to = wishes.iter().all(|(_, endless)| !endless);
    let mut groups = Vec::new();
    for (index, (mut group, endless)) in wishes.into_iter().enumerate() {
        group.name = format!("group {index}");
        group.count = group.count.min(1 + room);
        room -= group.count - 1;
        if let Arrival::At(instants) = &mut group.arrive {
            instants.truncate(group.count as usize);
        }
        // With a horizon, some group must play endless games.
        if may_be_endless && (endless || nobody_wants_to && index == 0) {
            group.moves = GameLength::Endless;
        }
        groups.push(group);
    }
    groups
}

/// Gives opponents a think time if an endless game would otherwise take no time.
fn let_time_go_on(group: &mut Group, think_of_master: &Distribution) {
    let think_of_master = group.master_think.as_ref().unwrap_or(think_of_master);
    // In this many moves every replay has used all its values, and after this many nothing changes by move.
    let takes_time = |think| (101..=112).any(|k| draw(think, k) > 0);
    if group.moves == GameLength::Endless && !takes_time(&group.think) && !takes_time(think_of_master) {
        group.think = Distribution::Constant(Duration::from_ns(1));
    }
}

/// The same kind of distribution with about the same mean, but random.
fn left_to_chance(known: Distribution) -> Distribution {
    use Distribution as D;
    match known {
        D::Constant(mean) => D::Exponential { mean },
        D::Replay(values) => D::Empirical(values),
        D::ByMove(pieces) => D::ByMove(pieces.into_iter().map(|(from, piece)| (from, left_to_chance(piece))).collect()),
        D::Shifted { by, of } => D::Shifted { by, of: Box::new(left_to_chance(*of)) },
        D::Clamped { min, max, of } => D::Clamped { min, max, of: Box::new(left_to_chance(*of)) },
        other => other,
    }
}

/// Thinks, walks and games of random length; arrivals are unchanged.
pub fn random_times(mut exhibition: Exhibition) -> Exhibition {
    exhibition.master.think = left_to_chance(exhibition.master.think);
    exhibition.walk = exhibition.walk.map(|walk| match walk {
        Walk::Between(time) => Walk::Between(left_to_chance(time)),
        Walk::PerBoard(time) => Walk::PerBoard(left_to_chance(time)),
    });
    for group in &mut exhibition.groups {
        group.think = left_to_chance(group.think.clone());
        group.master_think = group.master_think.take().map(left_to_chance);
        if let GameLength::Exactly(moves) = group.moves {
            group.moves = GameLength::Geometric { mean: moves as f64 };
        }
    }
    exhibition
}
