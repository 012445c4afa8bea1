//! Rounds: boards that are all alike, times that never vary. Exact to the nanosecond.
//!
//! Number the masters' moves in the order of rounds, n = 0, 1, …, m·N − 1, and let move n start at sₙ. A master must
//! have finished move n − c, and board n mod N must be ready again after move n − N:
//!
//! ```text
//! sₙ = max(sₙ₋꜀ + S, sₙ₋ₙ + S + Z)        the last move starts at the longest path back to the first
//! ```
//!
//! A path takes k steps of the second kind and as many of the first as then fit, so the makespan is
//!
//! ```text
//! max over 0 ≤ k < m of  k (S + Z) + ⌈(m − k) N / c⌉ S
//! (plus Z before the first move, and after the last, if opponents do those)
//! ```
//!
//! With one master that is (m − 1)·max(N·S, S + Z) + N·S. No policy can be faster: the moves of round k and later can't
//! begin before k (S + Z), and c masters need the rest of the time for them.

use super::game::{alike, fixed_moves};
use super::{Assumption, Characteristic, Entry, PredictedValue, Statement};
use crate::model::{Exhibition, Measure, Side, Visit};
use crate::time::Duration;

pub(super) const TOTAL: Entry = Entry {
    name: "rounds",
    title: "All at once, constant times",
    equation: "(M - 1) max(N S, S + Z) + N S + Z; similarly for c masters",
    source: "the longest path through the rounds, see docs/formulas.md",
    assumptions: &[
        Assumption::InRounds,
        Assumption::Alike,
        Assumption::AllAtStart,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
        Assumption::ConstantTimes,
        Assumption::FixedLengths,
        Assumption::ConstantWalks,
        Assumption::OneMasterOrNoWalks,
        Assumption::RoundsStayInOrder,
    ],
    says: |exhibition| {
        let rounds = Rounds::of(exhibition)?;
        let makespan = Statement::new(Measure::Makespan, rounds.makespan()?);
        let lap = rounds.lap().map(|lap| Statement::new(Characteristic::Lap, lap));
        Some([makespan].into_iter().chain(lap).collect())
    },
};

pub(super) const LEAST: Entry = Entry {
    name: "least_time",
    title: "No way of visiting is faster",
    equation: "max over k of k (S + Z) + ceil((M - k) N/c) S, and Z",
    source: "rounds k and later begin after k (S + Z), see docs/formulas.md",
    assumptions: &[Assumption::Alike, Assumption::NobodyForfeits, Assumption::ConstantTimes, Assumption::FixedLengths],
    says: |exhibition| {
        let least = Rounds { walk: Duration::ZERO, ..Rounds::of(exhibition)? }.makespan()?;
        Some(vec![Statement::new(Measure::Makespan, PredictedValue::at_least(least.as_secs_f64()))])
    },
};

/// An exhibition in rounds: every board alike, all times constant, everybody there from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// How many boards, N.
    pub boards: u32,
    /// How many masters, c.
    pub masters: u32,
    /// How many moves the side that begins makes in each game, M.
    pub moves: u64,
    /// How long an opponent thinks, Z.
    pub think: Duration,
    /// How long a master thinks, S.
    pub service: Duration,
    /// Who makes the first move of every game.
    pub first_move: Side,
    /// Whose move ends every game.
    pub last_move: Side,
    /// How long a master walks to the next board, W; counted with one master only.
    pub walk: Duration,
    /// Whether he walks as soon as he has moved (`Cyclic`), or only when the next board is ready.
    pub walks_at_once: bool,
}

impl Rounds {
    /// An exhibition's rounds, if its boards are alike and its times constant. Whether it is played in rounds is
    /// another question, which the assumptions of [`super::Formula::Rounds`] answer.
    #[must_use]
    pub fn of(exhibition: &Exhibition) -> Option<Self> {
        let group = alike(exhibition)?;
        let walk = exhibition.walk.as_ref().map_or(Some(Duration::ZERO), |walk| walk.time().constant())?;
        Some(Self {
            boards: u32::try_from(exhibition.opponents()).ok()?,
            masters: exhibition.master.count,
            moves: fixed_moves(group)?,
            think: group.think.constant()?,
            service: exhibition.service(group).constant()?,
            first_move: exhibition.first_move,
            last_move: exhibition.last_move,
            walk,
            walks_at_once: exhibition.visit == Visit::Cyclic,
        })
    }

    /// Whether boards that get ready in the same instant always belong to the same round, so going to the board that
    /// became ready first keeps the order of rounds: with one master (unless only walking takes time), if the masters
    /// divide the boards evenly, or if they have to wait for the opponents in each round.
    #[must_use]
    pub fn ties_stay_within_a_round(&self) -> bool {
        let [think, service, walk] = [self.think, self.service, self.walk].map(|time| u128::from(time.as_ns()));
        let batches = self.boards.div_ceil(self.masters.max(1));
        match self.masters {
            1 => walk == 0 || think + service > 0,
            masters => self.boards.is_multiple_of(masters) || service + think >= u128::from(batches) * service,
        }
    }

    /// How many moves the masters make at a board, m: one less than M if opponents have the first and the last move.
    #[must_use]
    pub fn masters_moves(&self) -> u64 {
        let spared = self.first_move == Side::Opponent && self.last_move == Side::Opponent;
        self.moves.saturating_sub(u64::from(spared))
    }

    /// How long a round takes in the long run, for one master: max(N·S, S + Z). With a walk, max(N (S + W), S + Z), and
    /// W more in the second case, if he only walks when the next board is ready.
    ///
    /// `None` if there are several masters, whose rounds overlap, or if it is longer than a [`Duration`] can be.
    #[must_use]
    pub fn lap(&self) -> Option<Duration> {
        let (visit, cycle) = self.steps()?;
        (self.masters == 1).then(|| duration(u128::from(self.boards).checked_mul(visit)?.max(cycle))).flatten()
    }

    /// From the start to the end of the last game, if masters come to the boards in the order of rounds.
    ///
    /// `None` if that is longer than a [`Duration`] can be, or if several masters walk.
    #[must_use]
    pub fn makespan(&self) -> Option<Duration> {
        let thinks = |side| u128::from(side == Side::Opponent) * u128::from(self.think.as_ns());
        let (before, after) = (thinks(self.first_move), thinks(self.last_move));
        let rounds = self.masters_moves();
        if rounds == 0 {
            // The opponent makes the only move.
            return duration(before.max(after));
        }
        let masters_part = if self.masters == 1 { self.by_one(rounds)? } else { self.by_several(rounds)? };
        duration(before.checked_add(masters_part)?.checked_add(after)?)
    }

    /// The time a master spends on a visit, and the time from one visit of a board to the next, in nanoseconds.
    fn steps(&self) -> Option<(u128, u128)> {
        let [think, service, mut walk] = [self.think, self.service, self.walk].map(|time| u128::from(time.as_ns()));
        if self.boards <= 1 {
            walk = 0;
        }
        if walk > 0 && self.masters > 1 {
            return None;
        }
        Some((service + walk, service + think + if self.walks_at_once { 0 } else { walk }))
    }

    /// The longest path is at one of the two extremes, since the length is linear in k.
    fn by_one(&self, rounds: u64) -> Option<u128> {
        let (visit, cycle) = self.steps()?;
        let lap = u128::from(self.boards).checked_mul(visit)?.max(cycle);
        let last_visits = (u128::from(self.boards) - 1).checked_mul(visit)? + u128::from(self.service.as_ns());
        u128::from(rounds - 1).checked_mul(lap)?.checked_add(last_visits)
    }

    /// In steps of c, the terms change by a constant, so one of the first c or of the last c is the largest.
    fn by_several(&self, rounds: u64) -> Option<u128> {
        let (visit, cycle) = self.steps()?;
        let (boards, masters) = (u128::from(self.boards), u128::from(self.masters.max(1)));
        let rounds = u128::from(rounds);
        let path = |k: u128| {
            let batches = (rounds - k).checked_mul(boards)?.div_ceil(masters);
            k.checked_mul(cycle)?.checked_add(batches.checked_mul(visit)?)
        };
        let period = masters.min(rounds);
        (0..period).chain(rounds - period..rounds).map(path).try_fold(0, |longest, path| Some(path?.max(longest)))
    }
}

fn duration(ns: u128) -> Option<Duration> {
    u64::try_from(ns).ok().map(Duration::from_ns)
}
