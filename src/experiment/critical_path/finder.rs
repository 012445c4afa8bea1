//! Finding the critical path while a replication is played.
//!
//! Every activity that ends becomes a node with its predecessor: the activity after whose end it could begin. As
//! everything begins at an instant at which something else ends, the chain of predecessors from the last node leads
//! back to the start without a gap.

use super::{Activity, CriticalPath, Link};
use crate::engine::Observer;
use crate::model::{Exhibition, Happening};
use crate::time::Instant;
use std::fmt;

/// At most this many nodes are kept: about 80 MB.
pub const NODES_MAX: usize = 1 << 21;

/// The start of the run, before any node.
const START: u32 = u32::MAX;

/// Why there is no critical path: it would need too much memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathTooLong {
    /// The largest number of links in memory.
    pub links_max: usize,
}

impl fmt::Display for PathTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} thinks and walks would have to be kept in memory", self.links_max / 2)
    }
}

impl std::error::Error for PathTooLong {}

/// No master.
const NOBODY: u32 = u32::MAX;

/// An activity that has ended.
#[derive(Clone, Copy, Debug)]
struct Node {
    end: Instant,
    nth: u64,
    before: u32,
    board: u32,
    master: u32,
    activity: Activity,
}

/// The last activities at a board.
#[derive(Clone, Copy, Debug)]
struct Board {
    /// The activity after which the opponent could begin to think.
    think_after: u32,
    /// The activity that made the board ready.
    ready_after: u32,
    /// The number of the opponent's next move.
    nth: u32,
    /// The master who walks there, or [`NOBODY`].
    walker: u32,
}

/// The activity of a master.
#[derive(Clone, Copy, Debug)]
struct Master {
    /// The activity after which he could begin his current one.
    after: u32,
    /// The activity that he finished last: since its end he is free, or stands at his board.
    at_hand_after: u32,
    walks_to: Option<u32>,
}

/// Observes a replication of an exhibition whose games end, and finds its critical path.
///
/// Nodes that no chain can need any more are dropped, so memory is bounded by [`NODES_MAX`].
#[derive(Clone, Debug)]
pub struct PathFinder {
    nodes: Vec<Node>,
    boards: Vec<Board>,
    masters: Vec<Master>,
    /// The activity that ended last.
    last: u32,
    /// The activity that ended the last game so far.
    game_over: u32,
    links_max: usize,
    too_long: bool,
}

impl PathFinder {
    /// A finder for one replication of `exhibition`.
    #[must_use]
    pub fn new(exhibition: &Exhibition) -> Self {
        Self::with_limit(exhibition, NODES_MAX)
    }

    /// The same, with at most `links_max` links in memory.
    #[must_use]
    pub fn with_limit(exhibition: &Exhibition, links_max: usize) -> Self {
        let opponents = usize::try_from(exhibition.opponents()).unwrap_or(usize::MAX);
        Self {
            nodes: Vec::new(),
            boards: vec![Board { think_after: START, ready_after: START, nth: 1, walker: NOBODY }; opponents],
            masters: vec![
                Master { after: START, at_hand_after: START, walks_to: None };
                exhibition.master.count as usize
            ],
            last: START,
            game_over: START,
            links_max,
            too_long: false,
        }
    }

    /// The path, when the replication is over.
    ///
    /// # Errors
    /// If it needs too much memory.
    pub fn path(&self) -> Result<CriticalPath, PathTooLong> {
        if self.too_long {
            return Err(PathTooLong { links_max: self.links_max });
        }
        let mut links = Vec::new();
        let mut at = self.game_over;
        while let Some(node) = self.nodes.get(at as usize) {
            let is_masters = matches!(node.activity, Activity::MasterThinks | Activity::Walks);
            let start = self.end(node.before);
            links.push(Link {
                activity: node.activity,
                board: node.board,
                master: is_masters.then_some(node.master),
                nth: node.nth,
                start,
                end: node.end,
            });
            at = node.before;
        }
        links.retain(|link| link.start < link.end);
        links.reverse();
        Ok(CriticalPath { links })
    }

    fn end(&self, node: u32) -> Instant {
        self.nodes.get(node as usize).map_or(Instant::START, |node| node.end)
    }

    fn ended(&mut self, node: Node) -> u32 {
        self.last = u32::try_from(self.nodes.len()).unwrap_or(START);
        self.nodes.push(node);
        self.last
    }

    /// The first of `candidates` that ended now, or else any activity that did.
    fn cause(&self, now: Instant, candidates: [u32; 2]) -> u32 {
        candidates.into_iter().find(|&node| self.end(node) == now).unwrap_or(self.last)
    }

    /// If the master was walking, he has arrived.
    fn arrive(&mut self, now: Instant, master: u32) {
        if let Some(board) = self.masters[master as usize].walks_to.take() {
            self.boards[board as usize].walker = NOBODY;
            let before = self.masters[master as usize].after;
            let walk = Node { end: now, nth: 0, before, board, master, activity: Activity::Walks };
            self.masters[master as usize].at_hand_after = self.ended(walk);
        }
    }

    fn opponent_ends(&mut self, now: Instant, board: u32, nth: u64, activity: Activity) {
        let before = self.boards[board as usize].think_after;
        let node = self.ended(Node { end: now, nth, before, board, master: 0, activity });
        let board = &mut self.boards[board as usize];
        (board.ready_after, board.nth) = (node, u32::try_from(nth).unwrap_or(u32::MAX).saturating_add(1));
    }

    fn seated(&mut self, now: Instant, board: u32) {
        // `Sequential`: the game opens when the master has walked there.
        let walker = self.boards[board as usize].walker;
        if walker != NOBODY {
            self.arrive(now, walker);
        }
        let seat = &mut self.boards[board as usize];
        (seat.think_after, seat.ready_after) = (self.last, self.last);
    }

    fn thinks(&mut self, now: Instant, master: u32, board: u32) {
        self.arrive(now, master);
        let at_hand = self.masters[master as usize].at_hand_after;
        self.masters[master as usize].after = self.cause(now, [self.boards[board as usize].ready_after, at_hand]);
    }

    fn walks(&mut self, now: Instant, master: u32, board: u32) {
        let free = self.masters[master as usize].at_hand_after;
        let after = self.cause(now, [free, self.boards[board as usize].ready_after]);
        self.boards[board as usize].walker = master;
        let master = &mut self.masters[master as usize];
        (master.after, master.walks_to) = (after, Some(board));
    }

    fn master_moves(&mut self, now: Instant, master: u32, board: u32, nth: u64) {
        let before = self.masters[master as usize].after;
        let node = self.ended(Node { end: now, nth, before, board, master, activity: Activity::MasterThinks });
        self.masters[master as usize].at_hand_after = node;
        self.boards[board as usize].think_after = node;
    }

    /// All nodes with which a chain can still begin.
    fn roots(&mut self) -> impl Iterator<Item = &mut u32> {
        let of_boards = self.boards.iter_mut().flat_map(|board| [&mut board.think_after, &mut board.ready_after]);
        let of_masters = self.masters.iter_mut().flat_map(|master| [&mut master.after, &mut master.at_hand_after]);
        of_boards.chain(of_masters).chain([&mut self.last, &mut self.game_over])
    }

    /// Drops the nodes that are not in any chain any more. Predecessors come before their successors, so one pass from
    /// the back marks and one from the front moves.
    #[cold]
    fn forget(&mut self) {
        let mut places = vec![START; self.nodes.len()];
        let needed = |places: &mut Vec<u32>, node: u32| {
            if let Some(place) = places.get_mut(node as usize) {
                *place = 0;
            }
        };
        for root in self.roots() {
            needed(&mut places, *root);
        }
        for node in (0..self.nodes.len()).rev() {
            if places[node] == 0 {
                needed(&mut places, self.nodes[node].before);
            }
        }
        let new = |places: &[u32], node: u32| places.get(node as usize).copied().unwrap_or(START);
        let mut kept = 0_u32;
        for node in 0..self.nodes.len() {
            if places[node] == 0 {
                places[node] = kept;
                let before = new(&places, self.nodes[node].before);
                self.nodes[kept as usize] = Node { before, ..self.nodes[node] };
                kept += 1;
            }
        }
        self.nodes.truncate(kept as usize);
        self.roots().for_each(|root| *root = new(&places, *root));
        // Otherwise it would soon be full again, and this would take most of the time.
        self.too_long = self.nodes.len() > self.links_max / 2;
    }
}

impl Observer<Happening> for PathFinder {
    fn observe(&mut self, now: Instant, happening: &Happening) {
        // A happening makes at most two nodes.
        if self.nodes.len().saturating_add(2) > self.links_max && !self.too_long {
            self.forget();
        }
        if self.too_long {
            return;
        }
        match *happening {
            Happening::Arrived { board } if now > Instant::START => {
                let arrival = Node { end: now, nth: 0, before: START, board, master: 0, activity: Activity::Arrives };
                self.ended(arrival);
            }
            Happening::Arrived { .. } => {}
            Happening::Seated { board, .. } => self.seated(now, board),
            Happening::OpponentMoved { board, nth } => self.opponent_ends(now, board, nth, Activity::OpponentThinks),
            Happening::Forfeited { board } => {
                let nth = self.boards[board as usize].nth;
                self.opponent_ends(now, board, nth.into(), Activity::RunsOutOfPatience);
            }
            Happening::Walks { master, board } => self.walks(now, master, board),
            Happening::Attends { master, .. } => self.arrive(now, master),
            Happening::Thinks { master, board, .. } => self.thinks(now, master, board),
            Happening::MasterMoved { master, board, nth } => self.master_moves(now, master, board, nth),
            Happening::Released { master, .. } => {
                if self.masters[master as usize].walks_to.is_some() {
                    self.arrive(now, master);
                } else {
                    self.masters[master as usize].at_hand_after = self.last;
                }
            }
            Happening::GameOver { .. } => self.game_over = self.last,
        }
    }
}
