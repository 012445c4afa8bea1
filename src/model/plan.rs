//! An exhibition prepared for playing: samplers, rules and tables that replications do not change.

use super::by_group::ByGroup;
use super::distribution::Distribution;
use super::exhibition::{Arrival, Exhibition, GameLength, Side, Walk};
use super::gamma::UnitGamma;
use super::purpose::Purpose;
use super::sampler::Sampler;
use crate::engine::Streams;
use crate::time::{Duration, Instant};

/// Everything that is the same for all replications.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent rules")]
pub(super) struct Plan {
    pub masters: u32,
    pub opponents: u32,
    /// The largest number of open games.
    pub boards: u32,
    pub walk: Option<WalkPlan>,
    pub opponent_leads: bool,
    pub opponent_ends: bool,
    pub groups: ByGroup<GroupPlan>,
    pub all_at_start: bool,
    pub lengths_vary: bool,
    /// Whether the run ends with the last game, and not at a horizon.
    pub ends_with_last_game: bool,
}

/// The times of walks, prepared for drawing.
#[derive(Clone, Debug)]
pub(super) enum WalkPlan {
    Between(Sampler),
    PerBoard { step: Sampler, gammas: Vec<UnitGamma> },
}

/// One group, prepared for playing.
#[derive(Clone, Debug)]
pub(super) struct GroupPlan {
    pub first_board: u32,
    pub count: u32,
    pub think: Sampler,
    pub master_think: Sampler,
    pub moves: GameLength,
    /// The length of every game, unless lengths vary; `u64::MAX` for endless games.
    pub fixed_moves: u64,
    pub arrive: ArrivalPlan,
    /// The longest think time that is not a forfeit.
    pub patience: Duration,
}

/// The arrivals of a group, prepared for drawing.
#[derive(Clone, Debug)]
pub(super) enum ArrivalPlan {
    AtStart,
    At(Vec<Duration>),
    Every(Sampler),
}

impl Plan {
    /// Prepares a checked exhibition.
    pub fn new(exhibition: &Exhibition) -> Self {
        let opponents = u32::try_from(exhibition.opponents()).expect("the check limits the number of opponents");
        let master_think = exhibition.master.think.sampler();
        let mut first_board = 0;
        let groups = exhibition.groups.iter().map(|group| {
            let plan = GroupPlan {
                first_board,
                count: group.count,
                think: group.think.sampler(),
                master_think: group.master_think.as_ref().map_or_else(|| master_think.clone(), Distribution::sampler),
                moves: group.moves.clone(),
                fixed_moves: if let GameLength::Exactly(moves) = group.moves { moves } else { u64::MAX },
                arrive: ArrivalPlan::new(&group.arrive),
                patience: group.patience.unwrap_or(Duration::MAX),
            };
            first_board += group.count;
            plan
        });
        let groups: Vec<_> = groups.collect();
        let varies = |moves: &GameLength| !matches!(moves, GameLength::Exactly(_) | GameLength::Endless);
        Self {
            masters: exhibition.master.count,
            opponents,
            boards: exhibition.boards.unwrap_or(opponents),
            walk: exhibition.walk.as_ref().map(WalkPlan::new),
            opponent_leads: exhibition.first_move == Side::Opponent,
            opponent_ends: exhibition.last_move == Side::Opponent,
            all_at_start: groups.iter().all(|group| matches!(group.arrive, ArrivalPlan::AtStart)),
            lengths_vary: groups.iter().any(|group| varies(&group.moves)),
            ends_with_last_game: exhibition.horizon.is_none(),
            groups: ByGroup::new(groups, exhibition.groups.iter().map(|group| group.count)),
        }
    }

    /// Whether one master plays everybody from start to end without walks, lines and forfeits, with opponents moving
    /// first and the master last.
    pub fn is_plain(&self) -> bool {
        self.masters == 1
            && self.boards >= self.opponents
            && self.walk.is_none()
            && self.all_at_start
            && self.opponent_leads
            && !self.opponent_ends
            && self.ends_with_last_game
            && self.groups.as_slice().iter().all(|group| group.patience == Duration::MAX)
    }

    /// How long a master walks from one board to another, for his `nth` move there.
    pub fn walking_time(&self, from: u32, to: u32, nth: u64, streams: &Streams) -> Duration {
        let mut stream = streams.stream(Purpose::Walk as usize, to, nth);
        match &self.walk {
            None => Duration::ZERO,
            _ if from == to => Duration::ZERO,
            Some(WalkPlan::Between(walk)) => walk.draw_from(nth, &mut stream),
            Some(WalkPlan::PerBoard { step, gammas }) => {
                let steps = if to > from { to - from } else { self.opponents - from + to };
                step.draw_sum(steps, nth, gammas, &mut stream)
            }
        }
    }

    /// How many moves the side that moves first makes at a board; `u64::MAX` for an endless game.
    pub fn draw_length(&self, board: u32, streams: &Streams) -> u64 {
        let mut stream = streams.stream(Purpose::GameLength as usize, board, 0);
        match &self.groups.of(board).moves {
            GameLength::Exactly(moves) => *moves,
            GameLength::Uniform(min, max) => min + stream.below(max - min + 1),
            GameLength::Geometric { mean } => geometric(*mean, stream.exponential()),
            GameLength::Empirical(lengths) => {
                let place = stream.below(lengths.len() as u64);
                lengths[usize::try_from(place).expect("below the length of a list")]
            }
            GameLength::Endless => u64::MAX,
        }
    }

    /// Puts the arrivals of all opponents into `arrivals`, in the order in which they happen.
    pub fn draw_arrivals(&self, streams: &Streams, arrivals: &mut Vec<(Instant, u32)>) {
        arrivals.clear();
        for group in self.groups.as_slice() {
            let mut last = Instant::START;
            for place in 0..group.count {
                let board = group.first_board + place;
                let at = match &group.arrive {
                    ArrivalPlan::AtStart => Instant::START,
                    ArrivalPlan::At(instants) => Instant::START.saturating_add(instants[place as usize]),
                    ArrivalPlan::Every(gap) => {
                        let nth = u64::from(place) + 1;
                        last.saturating_add(gap.draw(nth, || streams.stream(Purpose::Arrival as usize, board, nth)))
                    }
                };
                last = at;
                arrivals.push((at, board));
            }
        }
        arrivals.sort_unstable();
    }
}

impl WalkPlan {
    fn new(walk: &Walk) -> Self {
        match walk {
            Walk::Between(time) => Self::Between(time.sampler()),
            Walk::PerBoard(time) => {
                let step = time.sampler();
                Self::PerBoard { gammas: step.gammas_of_sums(), step }
            }
        }
    }
}

impl ArrivalPlan {
    fn new(arrive: &Arrival) -> Self {
        match arrive {
            Arrival::AtStart => Self::AtStart,
            Arrival::At(instants) => Self::At(instants.clone()),
            Arrival::Every(gap) => Self::Every(gap.sampler()),
        }
    }
}

/// A geometric variate on 1, 2, 3, …, from an exponential one: the number of steps after which the probability of
/// continuing, 1 − 1/mean per step, falls to exp(−`exponential`).
fn geometric(mean: f64, exponential: f64) -> u64 {
    if mean <= 1.0 {
        return 1;
    }
    let beyond = exponential / -libm::log1p(-1.0 / mean);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative; saturates")]
    let length = beyond as u64;
    length.saturating_add(1).min(super::event::Event::MOVES_MAX)
}
