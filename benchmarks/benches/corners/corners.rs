//! The corners: exhibitions that differ from the base in one respect.

use zeitnot::model::{Arrival, Distribution, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
use zeitnot::time::Duration;
use zeitnot_benchmarks::distributions;

/// How much is played.
#[derive(Clone, Copy)]
pub struct Size {
    pub boards: u32,
    /// Of each game, on average.
    pub moves: u32,
}

/// What a corner changes in the base.
type Change = dyn Fn(&mut Exhibition, Size);

/// An exhibition of any size.
pub struct Corner {
    pub name: String,
    change: Box<Change>,
    /// Sizes beyond this take for ever.
    boards_max: u32,
}

/// Mean think time of opponents.
const THINK: Duration = Duration::from_secs(60);

/// Mean think time of the master: half of the opponents think at once, half of them wait, so that both the event queue
/// and the line of ready boards are long.
fn service(size: Size) -> Duration {
    Duration::from_ns(2 * THINK.as_ns() / u64::from(size.boards))
}

const fn exponential(mean: Duration) -> Distribution {
    Distribution::Exponential { mean }
}

const fn times(duration: Duration, factor: u32) -> Duration {
    Duration::from_ns(duration.as_ns() * factor as u64)
}

const fn part(duration: Duration, divisor: u32) -> Duration {
    Duration::from_ns(duration.as_ns() / divisor as u64)
}

impl Corner {
    fn new(name: impl Into<String>, change: impl Fn(&mut Exhibition, Size) + 'static) -> Self {
        Self { name: name.into(), change: Box::new(change), boards_max: u32::MAX }
    }

    /// What all others are compared with.
    pub fn base() -> Self {
        Self::new("base", |_, _| {})
    }

    /// The exhibition of this size, unless it would take for ever.
    pub fn of_size(&self, size: Size) -> Option<Exhibition> {
        if size.boards > self.boards_max {
            return None;
        }
        let master = Master { name: "Larry".into(), count: 1, think: exponential(service(size)) };
        let group = Group::new("everybody", exponential(THINK), GameLength::Exactly(size.moves.into()));
        let groups = vec![Group { count: size.boards, ..group }];
        let mut exhibition = Exhibition { groups, ..Exhibition::new(master) };
        (self.change)(&mut exhibition, size);
        Some(exhibition)
    }
}

pub fn all() -> Vec<Corner> {
    let mut corners = vec![Corner::base()];
    corners.extend(policies());
    corners.extend(masters_and_walks());
    corners.extend(opponents());
    corners.extend(distributions::ALL.into_iter().filter(|(name, _)| *name != "exponential").map(|(name, of_mean)| {
        Corner::new(format!("{name} times"), move |exhibition, size| {
            exhibition.groups[0].think = of_mean(THINK);
            exhibition.master.think = of_mean(service(size));
        })
    }));
    corners
}

fn policies() -> impl Iterator<Item = Corner> {
    Visit::ALL.into_iter().map(|visit| {
        Corner::new(visit.name(), move |exhibition, _| {
            exhibition.visit = visit;
            if visit == Visit::GroupOrder {
                split(exhibition, 3);
            }
        })
    })
}

/// So many masters, each of whom takes as many times as long.
fn masters(exhibition: &mut Exhibition, count: u32, size: Size) {
    exhibition.master.count = count;
    exhibition.master.think = exponential(times(service(size), count));
}

fn walk(exhibition: &mut Exhibition, walk: Walk, size: Size) {
    exhibition.walk = Some(walk);
    exhibition.master.think = exponential(part(service(size), 2));
}

/// A step of a path around half of the circle, which takes half of the service time.
fn step(size: Size) -> Duration {
    part(service(size), size.boards)
}

fn masters_and_walks() -> Vec<Corner> {
    let uniform_steps = |exhibition: &mut Exhibition, size: Size| {
        walk(exhibition, Walk::PerBoard(distributions::uniform(step(size))), size);
    };
    vec![
        Corner::new("2 masters", |exhibition, size| masters(exhibition, 2, size)),
        Corner::new("10 masters", |exhibition, size| masters(exhibition, 10, size)),
        Corner::new("N/4 masters", |exhibition, size| masters(exhibition, size.boards / 4, size)),
        Corner::new("N/4 masters, Cyclic", |exhibition, size| {
            masters(exhibition, size.boards / 4, size);
            exhibition.visit = Visit::Cyclic;
        }),
        Corner::new("walks between any boards", |exhibition, size| {
            walk(exhibition, Walk::Between(exponential(part(service(size), 2))), size);
        }),
        Corner::new("walks board by board, constant steps", |exhibition, size| {
            walk(exhibition, Walk::PerBoard(Distribution::Constant(step(size))), size);
        }),
        Corner::new("walks board by board, exponential steps", |exhibition, size| {
            walk(exhibition, Walk::PerBoard(exponential(step(size))), size);
        }),
        Corner::new("walks board by board, exponential steps, Cyclic", |exhibition, size| {
            walk(exhibition, Walk::PerBoard(exponential(part(service(size), 2))), size);
            exhibition.visit = Visit::Cyclic;
        }),
        Corner { boards_max: 1_000, ..Corner::new("walks board by board, uniform steps", uniform_steps) },
    ]
}

/// The opponents in so many groups, or fewer if there are too few.
fn split(exhibition: &mut Exhibition, count: u32) {
    let whole = exhibition.groups.remove(0);
    let count = count.min(whole.count);
    exhibition.groups = (0..count)
        .map(|index| Group {
            name: format!("group {index}"),
            count: whole.count / count + u32::from(index < whole.count % count),
            ..whole.clone()
        })
        .collect();
}

fn opponents() -> Vec<Corner> {
    let length = |name: &str, of_mean: fn(u64) -> GameLength| {
        Corner::new(name, move |exhibition, size| exhibition.groups[0].moves = of_mean(size.moves.into()))
    };
    vec![
        Corner::new("2 groups", |exhibition, _| split(exhibition, 2)),
        Corner::new("100 groups", |exhibition, _| split(exhibition, 100)),
        length("uniform lengths", |mean| GameLength::Uniform(1, 2 * mean - 1)),
        length("geometric lengths", |mean| GameLength::Geometric { mean: mean as f64 }),
        length("empirical lengths", |mean| GameLength::Empirical(vec![1, mean, 2 * mean - 1])),
        Corner::new("endless games", |exhibition, size| {
            exhibition.groups[0].moves = GameLength::Endless;
            exhibition.horizon = Some(times(times(service(size), size.boards), size.moves));
            exhibition.warm_up = THINK;
        }),
        Corner::new("masters move first", |exhibition, _| exhibition.first_move = Side::Master),
        Corner::new("opponents move last", |exhibition, _| exhibition.last_move = Side::Opponent),
        Corner::new("boards for a quarter", |exhibition, size| exhibition.boards = Some(size.boards / 4)),
        Corner::new("arrivals one after the other", |exhibition, size| {
            exhibition.groups[0].arrive = Arrival::Every(exponential(service(size)));
        }),
        Corner::new("arrivals at listed instants", |exhibition, size| {
            let instants = (0..size.boards).map(|board| times(part(service(size), 7), board));
            exhibition.groups[0].arrive = Arrival::At(instants.rev().collect());
        }),
        Corner::new("patience", |exhibition, _| exhibition.groups[0].patience = Some(times(THINK, 10))),
        Corner::new("little patience", |exhibition, _| exhibition.groups[0].patience = Some(times(THINK, 2))),
        Corner::new("quantiles of visits and games", |exhibition, _| exhibition.quantiles = true),
        Corner::new("quantiles of visits and games, 100 groups", |exhibition, _| {
            exhibition.quantiles = true;
            split(exhibition, 100);
        }),
    ]
}
