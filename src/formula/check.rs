//! Whether an assumption holds, and if not, what the exhibition has instead.

use super::assumption::Assumption;
use super::game::{alike, fixed_moves, length_moments};
use super::{Rounds, erlang, independent, mean_value, window};
use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group, Visit, Walk};

impl Assumption {
    /// What the exhibition has instead, in words; `None` if the assumption holds.
    #[must_use]
    pub fn broken_by(self, exhibition: &Exhibition) -> Option<String> {
        let visit = exhibition.visit;
        let unless = |holds: bool, instead: &str| (!holds).then(|| instead.to_owned());
        let policy = |holds: bool| (!holds).then(|| format!("the policy is {visit}"));
        let masters = u64::from(exhibition.master.count);
        let some_masters = || format!("there are {masters} masters");
        let walks = exhibition.walk.is_some();
        match self {
            Self::Sequential => policy(visit == Visit::Sequential),
            Self::InRounds => policy(keeps_rounds(exhibition)),
            Self::ReadyDriven => policy(!visit.waits_at_boards()),
            Self::FirstCome => policy(visit == Visit::FirstReady || only_class_counts(exhibition)),
            Self::OneMaster => (masters != 1).then(some_masters),
            Self::OneMasterOrAlike => (masters != 1 && alike(exhibition).is_none()).then(some_masters),
            Self::OneMasterOrNoWalks => (masters != 1 && walks).then(some_masters),
            Self::NoWalks => unless(!walks, "the masters walk"),
            Self::ConstantWalks => unless(walk(exhibition).is_none_or(|time| time.constant().is_some()), "walks vary"),
            Self::ConstantTimes => first_think(exhibition, |time| time.constant().is_none()).map(|who| who + " vary"),
            Self::SameAtEveryMove => {
                let walks = walk(exhibition).filter(|time| !is_same_at_every_move(time)).map(|_| "walks".to_owned());
                let changes = |who| who + " change or have no mean";
                first_think(exhibition, |time| !is_same_at_every_move(time)).or(walks).map(changes)
            }
            Self::Alike => unless(alike(exhibition).is_some(), "the groups differ"),
            Self::OneGroup => unless(exhibition.groups.len() == 1, "there are several groups"),
            Self::SameService => unless(has_one_service(exhibition), "they think longer at some boards than at others"),
            Self::ExponentialService => unless(
                exhibition.groups.iter().all(|group| is_exponential(exhibition.service(group))),
                "it has another distribution",
            ),
            Self::FixedLengths => unless(
                exhibition.groups.iter().all(|group| fixed_moves(group).is_some()),
                "it varies, or games are endless",
            ),
            Self::Ends => unless(!exhibition.is_endless(), "some are endless"),
            Self::Endless => {
                unless(is_all_endless(exhibition), "games end here, and fewer and fewer are open towards the end")
            }
            Self::SeveralRounds => unless(plays_several_rounds(exhibition), "there are one or two"),
            Self::LongWindow => window::is_short(exhibition),
            Self::BoardsSpreadOut => window::is_in_step(exhibition),
            Self::AllAtStart => unless(exhibition.is_all_there(), "some arrive later"),
            Self::PoissonArrivals => unless(arrive_at_random(exhibition), "they do not"),
            Self::AllBoards => exhibition.few_boards().map(|boards| format!("there are {boards} boards only")),
            Self::LimitedBoards => unless(exhibition.few_boards().is_some(), "there are enough for all"),
            Self::NobodyForfeits => unless(exhibition.groups.iter().all(never_forfeits), "some may"),
            Self::TakesTime => {
                unless(exhibition.groups.iter().all(|group| think_s(exhibition, group) > 0.0), "it does not")
            }
            Self::MastersTakeTime => unless(
                exhibition.groups.iter().any(|group| exhibition.service(group).mean_s() > 0.0)
                    || walk(exhibition).is_some_and(|time| time.mean_s() > 0.0),
                "it takes none",
            ),
            Self::MastersTakeNoTime => unless(serve_in_no_time(exhibition), "they take some"),
            Self::MastersAtHand => unless(
                masters >= exhibition.opponents() || serve_in_no_time(exhibition) && !visit.waits_at_boards(),
                "the masters are fewer than the opponents",
            ),
            Self::OneMastersMove => {
                unless(erlang::masters_moves(exhibition) == Some(1), "there are more, or none, or the number varies")
            }
            Self::OneExponentialThink => unless(
                erlang::opponents_moves(exhibition) == Some(1)
                    && exhibition.groups.iter().all(|group| is_exponential(&group.think)),
                "there are more, or they have another distribution",
            ),
            Self::MastersKeepUp => erlang::masters_overrun(exhibition),
            Self::BoardsKeepUp => erlang::boards_overrun(exhibition),
            Self::GameOfKnownLaw => {
                unless(independent::GameTime::of(exhibition).is_some(), "the sum has no known distribution")
            }
            Self::RoundsStayInOrder => unless(
                matches!(visit, Visit::Cyclic | Visit::CyclicSkip | Visit::MostMovesLeft)
                    || Rounds::of(exhibition).is_none_or(|rounds| rounds.ties_stay_within_a_round()),
                "boards of two rounds can be ready in the same instant, and the lower one comes first",
            ),
            Self::SomethingVaries => unless(!exhibition.is_deterministic(), "nothing is random"),
            Self::FewCombinations => unless(
                mean_value::is_feasible(exhibition.groups.iter().map(|group| group.count)),
                "there are too many combinations",
            ),
            Self::InRange => None,
        }
    }
}

fn keeps_rounds(exhibition: &Exhibition) -> bool {
    match exhibition.visit {
        Visit::Cyclic | Visit::CyclicSkip | Visit::FirstReady | Visit::MostMovesLeft => true,
        Visit::GroupOrder => exhibition.groups.len() == 1,
        Visit::Sequential | Visit::LastReady | Visit::RandomReady | Visit::FewestMovesLeft => false,
    }
}

/// Whether opponents who are alike are served in an order that does not depend on who they are, so only their number
/// counts.
fn only_class_counts(exhibition: &Exhibition) -> bool {
    !exhibition.visit.waits_at_boards() && alike(exhibition).is_some()
}

fn walk(exhibition: &Exhibition) -> Option<&Distribution> {
    exhibition.walk.as_ref().map(Walk::time)
}

/// The first in the list whose think times have a property.
fn first_think(exhibition: &Exhibition, has_it: impl Fn(&Distribution) -> bool) -> Option<String> {
    let of_group = |group: &Group| {
        if has_it(&group.think) {
            return Some(format!("those of {}", group.name));
        }
        has_it(exhibition.service(group)).then(|| format!("those of {}", exhibition.master.name))
    };
    exhibition.groups.iter().find_map(of_group)
}

/// Whether all draws are of one distribution, which has a mean.
fn is_same_at_every_move(time: &Distribution) -> bool {
    let changes = matches!(time, Distribution::Replay(_) | Distribution::ByMove(_)) || holds_a_replay(time);
    time.mean_s().is_finite() && (!changes || time.constant().is_some())
}

fn holds_a_replay(time: &Distribution) -> bool {
    match time {
        Distribution::Replay(_) | Distribution::ByMove(_) => true,
        Distribution::Mixture(parts) => parts.iter().any(|(_, part)| holds_a_replay(part)),
        Distribution::Shifted { of, .. } | Distribution::Clamped { of, .. } => holds_a_replay(of),
        _ => false,
    }
}

fn is_exponential(time: &Distribution) -> bool {
    match time {
        Distribution::Exponential { .. } => true,
        Distribution::Gamma { shape, .. } | Distribution::Weibull { shape, .. } => (*shape - 1.0).abs() < f64::EPSILON,
        Distribution::HyperExponential { cv, .. } => (*cv - 1.0).abs() < f64::EPSILON,
        _ => false,
    }
}

fn has_one_service(exhibition: &Exhibition) -> bool {
    exhibition.groups.windows(2).all(|pair| exhibition.service(&pair[0]) == exhibition.service(&pair[1]))
}

fn serve_in_no_time(exhibition: &Exhibition) -> bool {
    let zero = |group: &Group| exhibition.service(group).constant().is_some_and(crate::time::Duration::is_zero);
    exhibition.groups.iter().all(zero)
}

fn is_all_endless(exhibition: &Exhibition) -> bool {
    exhibition.groups.iter().all(|group| group.moves == GameLength::Endless)
}

/// Whether at least 3 moves are made at each board, on average: in the first round nobody has been served before.
fn plays_several_rounds(exhibition: &Exhibition) -> bool {
    let moves = |group: &Group| {
        length_moments(&group.moves).map_or(f64::INFINITY, |length| f64::from(group.count) * length.mean)
    };
    let opponents = exhibition.opponents() as f64;
    let boards = exhibition.boards.map_or(opponents, f64::from).min(opponents);
    exhibition.groups.iter().map(moves).sum::<f64>() >= 3.0 * boards
}

fn arrive_at_random(exhibition: &Exhibition) -> bool {
    let at_random = |group: &Group| matches!(&group.arrive, Arrival::Every(gap) if is_exponential(gap));
    exhibition.groups.iter().all(at_random)
}

/// Patience that no think exceeds.
fn never_forfeits(group: &Group) -> bool {
    group
        .patience
        .is_none_or(|patience| group.think.survival(patience.as_secs_f64()) == 0.0 && holds_still(&group.think))
}

/// Whether the survival function speaks for every move.
fn holds_still(time: &Distribution) -> bool {
    !holds_a_replay(time) || time.constant().is_some()
}

/// What one move of each side takes at a group's boards.
fn think_s(exhibition: &Exhibition, group: &Group) -> f64 {
    group.think.mean_s() + exhibition.service(group).mean_s()
}
