//! Tests of critical paths on random exhibitions: each link really happened, each begins where the one before it ends,
//! and their lengths add up to the makespan.

use crate::scenarios::{exhibitions, random_times};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{HashMap, HashSet};
use zeitnot::engine::Observer;
use zeitnot::experiment::critical_path::{Activity, CriticalPath, Link, PathFinder};
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Happening, Master, Simulator, Visit};
use zeitnot::time::{Duration, Instant};

/// Records activities with start and end, without their causes.
#[derive(Default)]
struct Witness {
    /// Since when the opponent thinks.
    thinking: HashMap<u32, (u64, Instant)>,
    mastering: HashMap<u32, Instant>,
    seen: HashSet<(Activity, u32, u64, Instant, Instant)>,
    walks: HashSet<(u32, u32, Instant)>,
}

impl Witness {
    fn opponent_done(&mut self, activity: Activity, board: u32, now: Instant) {
        let (nth, since) = self.thinking.get_mut(&board).expect("he was thinking");
        self.seen.insert((activity, board, *nth, *since, now));
        *nth += 1;
    }
}

impl Observer<Happening> for Witness {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        match *happening {
            Happening::Arrived { board } => {
                self.seen.insert((Activity::Arrives, board, 0, Instant::START, now));
            }
            Happening::Seated { board, .. } => {
                self.thinking.insert(board, (1, now));
            }
            Happening::OpponentMoved { board, .. } => self.opponent_done(Activity::OpponentThinks, board, now),
            Happening::Forfeited { board } => self.opponent_done(Activity::RunsOutOfPatience, board, now),
            Happening::Thinks { master, .. } => {
                self.mastering.insert(master, now);
            }
            Happening::MasterMoved { master, board, nth } => {
                let since = self.mastering[&master];
                self.seen.insert((Activity::MasterThinks, board, nth, since, now));
                self.thinking.get_mut(&board).expect("he has a board").1 = now;
            }
            Happening::Walks { master, board } => {
                self.walks.insert((master, board, now));
            }
            _ => {}
        }
    }
}

impl Witness {
    fn has_seen(&self, link: &Link) -> bool {
        match link.activity {
            Activity::Walks => link.master.is_some_and(|master| self.walks.contains(&(master, link.board, link.start))),
            activity => self.seen.contains(&(activity, link.board, link.nth, link.start, link.end)),
        }
    }
}

/// Plays a replication, and returns its path, its makespan, and the recorded activities.
fn play(exhibition: &Exhibition, replication: u64, links_max: usize) -> (Option<CriticalPath>, Duration, Witness) {
    let mut finder = PathFinder::with_limit(exhibition, links_max);
    let mut witness = Witness::default();
    let mut simulator = Simulator::new(exhibition).expect("the exhibition makes sense");
    let outcome = simulator.observe(2017, replication, &mut (&mut finder, &mut witness)).expect("it comes to its end");
    (finder.path().ok(), outcome.makespan, witness)
}

fn has_no_gap(path: &CriticalPath, makespan: Duration) -> Result<(), TestCaseError> {
    let mut now = Instant::START;
    for link in &path.links {
        prop_assert_eq!(link.start, now, "{:?}", path);
        prop_assert!(link.end > link.start);
        now = link.end;
    }
    prop_assert_eq!(now.since(Instant::START), makespan);
    let parts: u64 = path.parts().iter().map(|part| part.length_ns).sum();
    prop_assert_eq!(parts, makespan.as_ns());
    prop_assert_eq!(path.length(), makespan);
    Ok(())
}

fn terminating(visits: Vec<Visit>) -> impl Strategy<Value = Exhibition> {
    let ends = |exhibition: &Exhibition| exhibition.horizon.is_none();
    select(visits).prop_flat_map(exhibitions).prop_filter("it ends", ends)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn the_chain_has_no_gap_and_is_of_what_happened(
        exhibition in terminating(Visit::ALL.to_vec()),
        by_chance in any::<bool>(),
        replication in 0..1_000_u64,
    ) {
        let exhibition = if by_chance { random_times(exhibition) } else { exhibition };
        let (path, makespan, witness) = play(&exhibition, replication, usize::MAX);
        let path = path.expect("there is room");
        has_no_gap(&path, makespan)?;
        for link in &path.links {
            prop_assert!(witness.has_seen(link), "{:?} in {:?}", link, path);
        }
    }

    /// Dropping nodes that no chain can need changes nothing.
    #[test]
    fn little_memory_gives_the_same_path_or_none(exhibition in terminating(Visit::ALL.to_vec()), links_max in 2..60_usize) {
        let (all, ..) = play(&exhibition, 0, usize::MAX);
        let (little, ..) = play(&exhibition, 0, links_max);
        prop_assert!(little.is_none() || little == all);
    }
}

fn station(moves: u64) -> Exhibition {
    let think = |seconds| Distribution::Constant(Duration::from_secs(seconds));
    Exhibition {
        groups: vec![Group { count: 12, ..Group::new("hobbyist", think(60), GameLength::Exactly(moves)) }],
        ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: think(5) })
    }
}

/// Twelve hobbyists: ten thinks of 60 s (the first at board 1, all others at board 12), ten answers there, and eleven
/// moves for which board 12 has to wait in the first round.
#[test]
fn the_path_at_south_station() {
    let (path, ..) = play(&station(10), 0, usize::MAX);
    let parts: Vec<_> = path
        .unwrap()
        .parts()
        .iter()
        .map(|part| (part.activity, part.elsewhere, part.links, part.length_ns / 1_000_000_000))
        .collect();
    assert_eq!(
        parts,
        [
            (Activity::OpponentThinks, false, 10, 600),
            (Activity::MasterThinks, true, 11, 55),
            (Activity::MasterThinks, false, 10, 50),
        ]
    );
}

/// A long run with little memory: with varying times, the chains of 12 boards share most of 72,000 thinks.
#[test]
fn long_runs_need_no_more_than_their_path() {
    let mut exhibition = station(3_000);
    exhibition.groups[0].think = Distribution::Exponential { mean: Duration::from_secs(60) };
    let (path, makespan, _) = play(&exhibition, 0, 65_000);
    let path = path.expect("there is room");
    assert_eq!((path.length(), path.links.last().map(Link::length)), (makespan, Some(Duration::from_secs(5))));
    let (none, ..) = play(&exhibition, 0, 5_000);
    assert_eq!(none, None);
}
