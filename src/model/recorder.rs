//! The recorder: the observer that takes the standard measures of a run.
//!
//! It receives all happenings and fills an [`Outcome`] with exact sums of whole nanoseconds and counts. It does not
//! depend on policies.

use super::by_group::ByGroup;
use super::exhibition::{Exhibition, Visit};
use super::happening::Happening;
use super::outcome::{GroupOutcome, MasterAccount, Outcome};
use super::plan::Plan;
use crate::engine::Observer;
use crate::time::{Duration, Instant};

/// Takes the measures from the end of the warm-up.
#[derive(Clone, Debug)]
pub(super) struct OutcomeRecorder {
    start: Instant,
    groups: ByGroup<GroupOutcome>,
    account: MasterAccount,
    masters: Vec<Activity>,
    /// How many games of each group are not over yet, and how many there are.
    games_left: ByGroup<u32>,
    games: ByGroup<u32>,
    /// How long each opponent stood in line; empty if there is never a line.
    line_waits: Vec<Duration>,
}

/// What a master has been doing, and, unless he is idle, since when and where.
#[derive(Clone, Copy, Debug)]
struct Activity {
    doing: Doing,
    since: Instant,
    board: u32,
}

impl Activity {
    const IDLE: Self = Self { doing: Doing::Idling, since: Instant::START, board: 0 };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Idling,
    Walking,
    Attending,
    Thinking,
}

impl OutcomeRecorder {
    pub fn new(plan: &Plan, exhibition: &Exhibition) -> Self {
        let games = plan.groups.map(|group| group.count);
        let has_line = exhibition.visit == Visit::Sequential || plan.boards < plan.opponents;
        Self {
            start: Instant::START.saturating_add(exhibition.warm_up),
            groups: plan.groups.map(|_| GroupOutcome::default()),
            account: MasterAccount::default(),
            masters: vec![Activity::IDLE; plan.masters as usize],
            games_left: games.clone(),
            games,
            line_waits: vec![Duration::ZERO; if has_line { plan.opponents as usize } else { 0 }],
        }
    }

    /// Forgets the last run; memory is reused.
    pub fn reset(&mut self) {
        self.groups.as_mut_slice().fill(GroupOutcome::default());
        self.account = MasterAccount::default();
        self.masters.fill(Activity::IDLE);
        self.games_left.as_mut_slice().copy_from_slice(self.games.as_slice());
    }

    /// Whether there is only one group, and no warm-up.
    pub fn has_only_group(&self) -> bool {
        matches!(self.groups, ByGroup::One(_)) && self.start == Instant::START
    }

    /// Replaces the figures by those of the only group. All its games must be over, and the master idle.
    pub fn take_only_group(&mut self, figures: GroupOutcome) {
        self.groups = ByGroup::One(figures);
        self.games_left = ByGroup::One(0);
    }

    /// Completes the sums at the end of a run and writes them to `outcome`.
    pub fn close(&mut self, end: Instant, outcome: &mut Outcome) {
        for master in 0..self.masters.len() {
            self.turn(master, end, Activity::IDLE);
        }
        outcome.observed_from = self.start;
        outcome.makespan = end.since(self.start);
        outcome.account = self.account;
        outcome.groups.clear();
        outcome.groups.extend_from_slice(self.groups.as_slice());
        for (group, games_left) in outcome.groups.iter_mut().zip(self.games_left.as_slice()) {
            if *games_left > 0 {
                group.ended = end;
            }
        }
        let account = &mut outcome.account;
        account.thinking_ns = outcome.groups.iter().map(|group| group.thinking_ns).sum();
        let present_ns = u128::from(outcome.makespan.as_ns()) * self.masters.len() as u128;
        account.idle_ns = present_ns - account.thinking_ns - account.walking_ns - account.attending_ns;
    }

    /// Records the activity that a master ends. Idle time is not recorded: it is the rest.
    #[inline]
    fn turn(&mut self, master: usize, now: Instant, next: Activity) {
        let last = self.masters[master];
        self.masters[master] = next;
        if last.doing != Doing::Idling {
            self.book(last, now);
        }
    }

    fn book(&mut self, activity: Activity, now: Instant) {
        let ns = u128::from(now.since(activity.since.max(self.start)).as_ns());
        match activity.doing {
            Doing::Idling => {}
            Doing::Walking => self.account.walking_ns += ns,
            Doing::Attending => self.account.attending_ns += ns,
            Doing::Thinking => self.groups.of_mut(activity.board).thinking_ns += ns,
        }
    }
}

impl Observer<Happening> for OutcomeRecorder {
    #[expect(clippy::inline_always, reason = "see Context::tell")]
    #[inline(always)]
    fn observe(&mut self, now: Instant, happening: &Happening) {
        let counts = now >= self.start;
        match *happening {
            Happening::Arrived { .. } | Happening::OpponentMoved { .. } => {}
            Happening::Thinks { master, board, waited } => {
                self.turn(master as usize, now, Activity { doing: Doing::Thinking, since: now, board });
                if counts {
                    let group = self.groups.of_mut(board);
                    group.visits += 1;
                    group.waiting_ns += u128::from(waited.as_ns());
                    group.waiting_max = group.waiting_max.max(waited);
                }
            }
            Happening::MasterMoved { master, board, .. } => {
                // The same as `turn`, for a known activity.
                let activity = &mut self.masters[master as usize];
                debug_assert_eq!(activity.doing, Doing::Thinking);
                let thought = now.since(activity.since.max(self.start));
                activity.doing = Doing::Idling;
                if counts {
                    let group = self.groups.of_mut(board);
                    group.thinking_ns += u128::from(thought.as_ns());
                    group.moves += 1;
                    group.last_master_move = now;
                }
            }
            Happening::Walks { master, board } => {
                self.turn(master as usize, now, Activity { doing: Doing::Walking, since: now, board });
            }
            Happening::Attends { master, board } => {
                self.turn(master as usize, now, Activity { doing: Doing::Attending, since: now, board });
            }
            Happening::Released { master, .. } => self.turn(master as usize, now, Activity::IDLE),
            Happening::Seated { board, line_wait } => {
                if let Some(of_board) = self.line_waits.get_mut(board as usize) {
                    *of_board = line_wait;
                }
                if counts {
                    let group = self.groups.of_mut(board);
                    group.seated += 1;
                    group.line_wait_ns += u128::from(line_wait.as_ns());
                }
            }
            Happening::Forfeited { board } => self.groups.of_mut(board).forfeits += u64::from(counts),
            Happening::GameOver { board, sojourn } => {
                *self.games_left.of_mut(board) -= 1;
                let group = self.groups.of_mut(board);
                group.ended = now;
                if counts {
                    let line_wait = self.line_waits.get(board as usize).map_or(0, |wait| wait.as_ns());
                    group.games += 1;
                    group.sojourn_ns += u128::from(sojourn.as_ns());
                    group.game_ns += u128::from(sojourn.as_ns() - line_wait);
                }
            }
        }
    }
}
