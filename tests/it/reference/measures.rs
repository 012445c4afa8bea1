//! The figures of a run, counted by looking at the hall once in every nanosecond.
//!
//! Nothing here subtracts instants: a time is the number of ticks during which it was seen.

use super::hall::{Board, Doing, Master, Stage};
use zeitnot::model::{Exhibition, GroupOutcome, Happening, MasterAccount};
use zeitnot::time::{Duration, Instant};

/// The figures, within the observed time only (§11).
pub struct Measures {
    pub makespan: Duration,
    pub account: MasterAccount,
    pub groups: Vec<GroupOutcome>,
    /// The observed time begins here.
    warm_up: u64,
    boards: Vec<Ticks>,
    /// For each group, games that are not over.
    games_left: Vec<u32>,
}

/// Ticks seen at one board, the warm-up included.
#[derive(Clone, Default)]
struct Ticks {
    group: usize,
    /// In line.
    in_line: u64,
    /// Ready, since the last visit.
    waiting: u64,
    /// Arrived, and not yet over.
    present: u64,
    /// At his board, and not yet over.
    playing: u64,
}

impl Measures {
    /// Nothing counted yet.
    pub fn new(exhibition: &Exhibition, boards: usize) -> Self {
        let groups = exhibition.groups.iter().enumerate();
        let boards_of_groups: Vec<_> = groups
            .flat_map(|(index, group)| vec![Ticks { group: index, ..Ticks::default() }; group.count as usize])
            .collect();
        assert_eq!(boards_of_groups.len(), boards);
        Self {
            makespan: Duration::ZERO,
            account: MasterAccount::default(),
            groups: vec![GroupOutcome::default(); exhibition.groups.len()],
            warm_up: exhibition.warm_up.as_ns(),
            boards: boards_of_groups,
            games_left: exhibition.groups.iter().map(|group| group.count).collect(),
        }
    }

    /// Counts the nanosecond from `now` on.
    pub fn count_the_tick(&mut self, now: u64, boards: &[Board], masters: &[Master]) {
        for (board, ticks) in boards.iter().zip(&mut self.boards) {
            ticks.in_line += u64::from(matches!(board.stage, Stage::InLine | Stage::Awaited));
            ticks.waiting += u64::from(matches!(board.stage, Stage::Ready { .. }));
            ticks.present += u64::from(!matches!(board.stage, Stage::Away | Stage::Over));
            let is_playing = !matches!(board.stage, Stage::Away | Stage::InLine | Stage::Awaited | Stage::Over);
            ticks.playing += u64::from(is_playing);
        }
        if now < self.warm_up {
            return;
        }
        for master in masters {
            match master.doing {
                Doing::Nothing => self.account.idle_ns += 1,
                Doing::Walking { .. } => self.account.walking_ns += 1,
                Doing::Attending => self.account.attending_ns += 1,
                Doing::Thinking { .. } => {
                    self.account.thinking_ns += 1;
                    let board = master.stands.expect("a board where he thinks");
                    self.groups[boards[board].group].thinking_ns += 1;
                }
            }
        }
        self.makespan = Duration::from_ns(self.makespan.as_ns() + 1);
    }

    /// Records what happens now.
    pub fn hear(&mut self, now: u64, happening: &Happening) {
        let ticks = &mut self.boards[board_of(happening) as usize];
        let waiting = match happening {
            Happening::Thinks { .. } => std::mem::take(&mut ticks.waiting),
            _ => 0,
        };
        let group = &mut self.groups[ticks.group];
        if matches!(happening, Happening::GameOver { .. }) {
            group.ended = Instant::from_ns(now);
            self.games_left[ticks.group] -= 1;
        }
        if now < self.warm_up {
            return;
        }
        match happening {
            Happening::Seated { .. } => {
                group.seated += 1;
                group.line_wait_ns += u128::from(ticks.in_line);
            }
            Happening::Thinks { .. } => {
                group.visits += 1;
                group.waiting_ns += u128::from(waiting);
                group.waiting_max = group.waiting_max.max(Duration::from_ns(waiting));
            }
            Happening::MasterMoved { .. } => {
                group.moves += 1;
                group.last_master_move = Instant::from_ns(now);
            }
            Happening::Forfeited { .. } => group.forfeits += 1,
            Happening::GameOver { .. } => {
                group.games += 1;
                group.sojourn_ns += u128::from(ticks.present);
                group.game_ns += u128::from(ticks.playing);
            }
            _ => {}
        }
    }

    /// It is the end: a group with games that are not over ends here.
    pub fn close(&mut self, now: u64) {
        for (group, games_left) in self.groups.iter_mut().zip(&self.games_left) {
            if *games_left > 0 {
                group.ended = Instant::from_ns(now);
            }
        }
    }
}

/// The board where it happened.
pub fn board_of(happening: &Happening) -> u32 {
    match *happening {
        Happening::Arrived { board }
        | Happening::Seated { board, .. }
        | Happening::OpponentMoved { board, .. }
        | Happening::Forfeited { board }
        | Happening::Walks { board, .. }
        | Happening::Attends { board, .. }
        | Happening::Thinks { board, .. }
        | Happening::MasterMoved { board, .. }
        | Happening::Released { board, .. }
        | Happening::GameOver { board, .. } => board,
    }
}
