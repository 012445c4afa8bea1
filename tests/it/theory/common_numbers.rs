//! Common random numbers: the draw of an opponent or a master at a board depends only on the board and the move.

use super::{SEED, larry};
use std::collections::BTreeMap;
use zeitnot::engine::Observer;
use zeitnot::model::{Arrival, Distribution, Exhibition, GameLength, Group, Happening, Side, Simulator, Visit, Walk};
use zeitnot::time::{Duration, Instant};

/// How long each move took: (board, number of the move) → think time.
type Thinks = BTreeMap<(u32, u64), Duration>;

/// Records how long opponents and masters thought.
#[derive(Default)]
struct Watch {
    since: BTreeMap<u32, Instant>,
    opponents: Thinks,
    masters: Thinks,
}

impl Observer<Happening> for Watch {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        let since = |board: &u32| now.since(self.since[board]);
        match *happening {
            // Where the master begins, the first of these is not yet the beginning of a think; the next one is.
            Happening::Seated { board, .. } | Happening::Thinks { board, .. } => drop(self.since.insert(board, now)),
            Happening::OpponentMoved { board, nth } => drop(self.opponents.insert((board, nth), since(&board))),
            Happening::MasterMoved { board, nth, .. } => {
                self.masters.insert((board, nth), since(&board));
                self.since.insert(board, now);
            }
            _ => {}
        }
    }
}

/// The think times of opponents and masters at the first `boards` boards.
fn thinks(exhibition: &Exhibition, boards: u32) -> (Thinks, Thinks) {
    let mut watch = Watch::default();
    let mut simulator = Simulator::new(exhibition).expect("the exhibition makes sense");
    simulator.observe(SEED, 3, &mut watch).expect("it comes to its end");
    watch.opponents.retain(|&(board, _), _| board < boards);
    watch.masters.retain(|&(board, _), _| board < boards);
    (watch.opponents, watch.masters)
}

/// Distributions whose draws take different amounts of random numbers: one, several, some more than once.
fn exhibition() -> Exhibition {
    let normal = Distribution::Normal { mean: Duration::from_secs(20), sd: Duration::from_secs(30) };
    let groups = vec![
        Group { count: 5, ..Group::new("normal", normal, GameLength::Geometric { mean: 8.0 }) },
        Group {
            count: 4,
            master_think: Some(Distribution::HyperExponential { mean: Duration::from_secs(4), cv: 2.0 }),
            ..Group::new("gamma", Distribution::Gamma { shape: 0.7, scale_s: 60.0 }, GameLength::Uniform(3, 12))
        },
    ];
    Exhibition { groups, ..Exhibition::new(larry(1, Distribution::LogNormal { mu: 1.0, sigma: 0.8 })) }
}

/// All properties of an exhibition that must not change a think time, changed one by one and all together.
fn variations(exhibition: &Exhibition) -> Vec<Exhibition> {
    let mut crowd = exhibition.clone();
    let think = Distribution::Exponential { mean: Duration::from_secs(9) };
    crowd.groups.push(Group { count: 6, ..Group::new("latecomers", think.clone(), GameLength::Exactly(7)) });
    let mut arriving = crowd.clone();
    arriving.groups[0].arrive = Arrival::Every(think.clone());
    let walk = Some(Walk::Between(think));
    vec![
        exhibition.clone(),
        Exhibition { walk: walk.clone(), ..exhibition.clone() },
        Exhibition { boards: Some(2), ..exhibition.clone() },
        crowd,
        Exhibition { walk, boards: Some(4), ..arriving },
    ]
}

#[test]
fn think_times_depend_on_board_and_move_alone() {
    for (first_move, last_move) in [(Side::Opponent, Side::Master), (Side::Master, Side::Opponent)] {
        let exhibition = Exhibition { first_move, last_move, ..exhibition() };
        let boards = u32::try_from(exhibition.opponents()).expect("few boards");
        let expected = thinks(&exhibition, boards);
        assert!(expected.0.len() > 40 && expected.1.len() > 40, "they play");
        for variation in variations(&exhibition) {
            for visit in Visit::ALL {
                for count in [1, 3] {
                    let variation =
                        Exhibition { visit, master: larry(count, variation.master.think.clone()), ..variation.clone() };
                    assert!(thinks(&variation, boards) == expected, "think times differ in {variation:?}");
                }
            }
        }
    }
}

/// Draws that are the same in every replication and at every board would also pass the test above.
#[test]
fn think_times_differ_from_board_to_board_and_from_move_to_move() {
    let (opponents, masters) = thinks(&exhibition(), 9);
    for thinks in [opponents, masters] {
        let mut times: Vec<_> = thinks.values().collect();
        times.sort_unstable();
        times.dedup();
        assert_eq!(times.len(), thinks.len());
    }
}
