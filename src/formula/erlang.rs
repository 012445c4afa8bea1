//! Erlang's formulas, and the exhibitions for which they hold: opponents who come for a single move.

use super::game::{fixed_moves, moves_of_sides};
use super::{Assumption, Entry, Statement};
use crate::model::{Arrival, Distribution, Exhibition, Measure};

pub(super) const MASTERS: Entry = Entry {
    name: "erlang_c_masters",
    title: "Open queue at the masters, M/M/c",
    equation: "wait = C(c, a) S/(c - a), with a = arrivals per S",
    source: "Erlang 1917; Gross et al., Fundamentals of Queueing Theory, 4th ed., chapter 2",
    assumptions: &[
        Assumption::OneGroup,
        Assumption::PoissonArrivals,
        Assumption::OneMastersMove,
        Assumption::ExponentialService,
        Assumption::ReadyDriven,
        Assumption::NoWalks,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
        Assumption::SameAtEveryMove,
        Assumption::MastersKeepUp,
    ],
    says: at_the_masters,
};

pub(super) const BOARDS: Entry = Entry {
    name: "erlang_c_boards",
    title: "Open queue at the boards, M/M/n",
    equation: "wait in line = C(n, a) Z/(n - a), with a = arrivals per Z",
    source: "Erlang 1917; Gross et al., Fundamentals of Queueing Theory, 4th ed., chapter 2",
    assumptions: &[
        Assumption::OneGroup,
        Assumption::PoissonArrivals,
        Assumption::LimitedBoards,
        Assumption::OneExponentialThink,
        Assumption::MastersTakeNoTime,
        Assumption::ReadyDriven,
        Assumption::NoWalks,
        Assumption::NobodyForfeits,
        Assumption::BoardsKeepUp,
    ],
    says: at_the_boards,
};

/// Erlang's loss formula B(c, a): the share of customers who find all `servers` busy and go away, where `load` is the
/// arrival rate times the mean service time. For Poisson arrivals and any distribution of services.
///
/// By the recursion B(0) = 1, B(k) = a B(k − 1)/(k + a B(k − 1)), which only adds and divides positive numbers, so no
/// digit is lost (Gross et al., *Fundamentals of Queueing Theory*, 4th ed., chapter 2). A load below 0 or not-a-number
/// gives not-a-number, an infinite one 1.
///
/// In an exhibition nobody leaves because the masters are busy, so B applies to no scenario; [`erlang_c`] uses it.
#[must_use]
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    if load.is_nan() || load < 0.0 {
        return f64::NAN;
    }
    if load == f64::INFINITY {
        return 1.0;
    }
    let mut blocked = 1.0;
    for k in 1..=servers {
        blocked = load * blocked / (f64::from(k) + load * blocked);
    }
    blocked
}

/// Erlang's delay formula C(c, a): the share of customers who have to wait in M/M/c. 1 if `load` is `servers` or more,
/// since the queue then grows without limit. See [`erlang_b`].
#[must_use]
pub fn erlang_c(servers: u32, load: f64) -> f64 {
    let servers_f = f64::from(servers);
    if load >= servers_f {
        return 1.0;
    }
    let blocked = erlang_b(servers, load);
    servers_f * blocked / (servers_f - load * (1.0 - blocked))
}

/// The mean wait in M/M/c, in the unit of `service`; infinite if the servers can't keep up.
#[must_use]
pub fn erlang_wait(servers: u32, load: f64, service: f64) -> f64 {
    let spare = f64::from(servers) - load;
    if spare <= 0.0 { f64::INFINITY } else { erlang_c(servers, load) * service / spare }
}

/// The mean gap between arrivals in seconds, if they are a Poisson process.
fn gap_s(exhibition: &Exhibition) -> Option<f64> {
    match &exhibition.groups.first()?.arrive {
        Arrival::Every(gap @ Distribution::Exponential { .. }) => Some(gap.mean_s()),
        _ => None,
    }
}

/// Arrivals in the time of a service by a master.
fn load_of_masters(exhibition: &Exhibition) -> Option<f64> {
    let group = exhibition.groups.first()?;
    Some(exhibition.service(group).mean_s() / gap_s(exhibition)?)
}

/// Arrivals in the time of a think.
fn load_of_boards(exhibition: &Exhibition) -> Option<f64> {
    Some(exhibition.groups.first()?.think.mean_s() / gap_s(exhibition)?)
}

fn at_the_masters(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let (masters, load) = (exhibition.master.count, load_of_masters(exhibition)?);
    let service_s = exhibition.service(exhibition.groups.first()?).mean_s();
    Some(vec![
        Statement::new(Measure::Utilisation, load / f64::from(masters)),
        Statement::new(Measure::WaitingMean, erlang_wait(masters, load, service_s)),
    ])
}

fn at_the_boards(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let (boards, load) = (exhibition.boards?, load_of_boards(exhibition)?);
    let think_s = exhibition.groups.first()?.think.mean_s();
    Some(vec![Statement::new(Measure::LineWaitMean, erlang_wait(boards, load, think_s))])
}

/// Why the masters are not an open queue in its steady state.
pub(super) fn masters_overrun(exhibition: &Exhibition) -> Option<String> {
    overrun(exhibition, exhibition.master.count, load_of_masters(exhibition)?, "masters")
}

/// The same for the boards.
pub(super) fn boards_overrun(exhibition: &Exhibition) -> Option<String> {
    overrun(exhibition, exhibition.boards?, load_of_boards(exhibition)?, "boards")
}

/// A queue that begins empty reaches its steady state after some relaxation times, each about 1/(√c − √a)² services
/// long, but at least one service. Also, the first to arrive finds nobody, and the queue ends only when the games after
/// the last arrival are over.
fn overrun(exhibition: &Exhibition, servers: u32, load: f64, what: &str) -> Option<String> {
    const RELAXATION_TIMES: f64 = 100.0;
    let servers_f = f64::from(servers);
    if load.is_nan() || load >= servers_f {
        return Some(format!("{load:.3} {what} would have to work without a break, and there are {servers}"));
    }
    let root = libm::sqrt(servers_f) - libm::sqrt(load);
    let relaxation = 1.0 + load * (1.0 / (root * root)).max(1.0);
    let think = &exhibition.groups.first()?.think;
    let beside = (think.mean_s() + 3.0 * libm::sqrt(think.variance_s2())) / gap_s(exhibition)?;
    let needed = libm::ceil(RELAXATION_TIMES * relaxation.max(beside));
    if needed.is_infinite() {
        return Some("opponents' think times have no variance".to_owned());
    }
    let opponents = exhibition.opponents() as f64;
    (opponents < needed).then(|| format!("{opponents} opponents come; the long run needs about {needed}"))
}

/// How many moves the masters make in a game of the first group, if that is certain.
pub(super) fn masters_moves(exhibition: &Exhibition) -> Option<u64> {
    Some(moves_of_sides(exhibition, fixed_moves(exhibition.groups.first()?)?).1)
}

/// The same for opponents.
pub(super) fn opponents_moves(exhibition: &Exhibition) -> Option<u64> {
    Some(moves_of_sides(exhibition, fixed_moves(exhibition.groups.first()?)?).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// aᶜ/c! ÷ Σ aᵏ/k!, which is the definition.
    fn plainly(servers: u32, load: f64) -> f64 {
        let (mut term, mut sum) = (1.0, 1.0);
        for k in 1..=servers {
            term *= load / f64::from(k);
            sum += term;
        }
        term / sum
    }

    #[test]
    fn the_recursion_is_the_definition() {
        for servers in [0, 1, 2, 10, 50] {
            for load in [0.0, 0.3, 1.0, 9.5, 60.0] {
                assert!((erlang_b(servers, load) - plainly(servers, load)).abs() < 1e-14, "{servers}, {load}");
            }
        }
        // A million servers under full load: about √(2/(π c)) are turned away.
        let blocked = erlang_b(1_000_000, 1e6);
        assert!((blocked / libm::sqrt(2.0 / std::f64::consts::PI / 1e6) - 1.0).abs() < 1e-2, "{blocked}");
        assert!(erlang_b(3, f64::NAN).is_nan() && erlang_b(3, -1.0).is_nan());
        assert_eq!(erlang_b(3, f64::INFINITY).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn one_server_is_m_m_1() {
        for load in [0.1, 0.5, 0.9] {
            assert!((erlang_c(1, load) - load).abs() < 1e-15);
            assert!((erlang_wait(1, load, 5.0) - 5.0 * load / (1.0 - load)).abs() < 1e-12);
        }
        assert_eq!(erlang_c(2, 2.0).to_bits(), 1.0_f64.to_bits());
        assert!(erlang_wait(2, 2.5, 5.0).is_infinite());
    }
}
