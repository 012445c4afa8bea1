//! M/M/c//N: machines that break down and are repaired, as a birth–death process.

use super::{Assumption, Entry, Statement, SteadyState, game::alike};
use crate::model::Exhibition;

pub(super) const ENTRY: Entry = Entry {
    name: "machine_repair",
    title: "Machine repair, M/M/c//N",
    equation: "birth rate (N - n)/Z, death rate min(n, c)/S",
    source: "Gross et al., Fundamentals of Queueing Theory, 4th ed., section 2.8",
    assumptions: &[
        Assumption::Endless,
        Assumption::LongWindow,
        Assumption::BoardsSpreadOut,
        Assumption::Alike,
        Assumption::ExponentialService,
        Assumption::SameAtEveryMove,
        Assumption::ReadyDriven,
        Assumption::NoWalks,
        Assumption::AllAtStart,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
    ],
    says,
};

fn says(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let group = alike(exhibition)?;
    let (think_s, service_s) = (group.think.mean_s(), exhibition.service(group).mean_s());
    let state = machine_repair(exhibition.master.count, exhibition.opponents(), think_s, service_s)?;
    Some(state.statements(exhibition))
}

/// The steady state of M/M/c//N: `customers` think for `think_s` seconds on average and are served in `service_s`
/// seconds on average (exponential) by any of `servers`. Only the mean of the thinking matters.
///
/// The number of customers at the servers is a birth–death process: with n of them there, births have the rate (N −
/// n)/Z and deaths min(n, c)/S (Gross et al., *Fundamentals of Queueing Theory*, 4th ed., section 2.8). The states are
/// summed from the most likely one outwards, as long as they matter, so nothing overflows.
///
/// `None` without servers or customers, if a time is negative or not finite, or if neither takes time.
#[must_use]
pub fn machine_repair(servers: u32, customers: u64, think_s: f64, service_s: f64) -> Option<SteadyState> {
    let times_make_sense = think_s >= 0.0 && service_s >= 0.0 && (think_s + service_s).is_finite();
    if servers == 0 || customers == 0 || !times_make_sense || think_s + service_s <= 0.0 {
        return None;
    }
    let (customers_f, servers_f) = (customers as f64, f64::from(servers));
    let here = if service_s == 0.0 {
        return Some(SteadyState { utilisation: 0.0, throughput_per_s: customers_f / think_s, waiting_s: 0.0 });
    } else if think_s == 0.0 {
        Here { busy: customers_f.min(servers_f), queue: (customers_f - servers_f).max(0.0) }
    } else {
        numbers_here(servers, customers, service_s / think_s)
    };
    let throughput_per_s = here.busy / service_s;
    Some(SteadyState { utilisation: here.busy / servers_f, throughput_per_s, waiting_s: here.queue / throughput_per_s })
}

/// Mean numbers of customers at the servers.
struct Here {
    busy: f64,
    queue: f64,
}

/// The solution if a service is `ratio` times as long as a think.
fn numbers_here(servers: u32, customers: u64, ratio: f64) -> Here {
    let at_work = |n: u64| n.min(servers.into()) as f64;
    // How much more likely n customers are than n − 1; it falls with n.
    let rise = |n: u64| (customers - n + 1) as f64 * ratio / at_work(n);
    let likeliest = partition_point(customers, |n| rise(n) >= 1.0);
    let (mut total, mut busy, mut queue) = (0.0, 0.0, 0.0);
    let mut count = |n: u64, weight: f64| {
        total += weight;
        busy += weight * at_work(n);
        queue += weight * n.saturating_sub(servers.into()) as f64;
        weight > total * f64::EPSILON * 1e-4
    };
    let mut weight = 1.0;
    count(likeliest, weight);
    for n in likeliest + 1..=customers {
        weight *= rise(n);
        if !count(n, weight) {
            break;
        }
    }
    weight = 1.0;
    for n in (0..likeliest).rev() {
        weight /= rise(n + 1);
        if !count(n, weight) {
            break;
        }
    }
    Here { busy: busy / total, queue: queue / total }
}

/// The largest n from 1 to `last` for which `holds` is true, if it is true up to some n and false beyond; 0 if there is
/// none.
fn partition_point(last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut yes, mut no) = (0, last + 1);
    while no - yes > 1 {
        let middle = yes + (no - yes) / 2;
        if holds(middle) { yes = middle } else { no = middle }
    }
    yes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All states, from the first, for systems that are small enough for that.
    fn plainly(servers: u32, customers: u32, ratio: f64) -> f64 {
        let (mut weight, mut total, mut busy) = (1.0, 1.0, 0.0);
        for n in 1..=customers {
            weight *= f64::from(customers - n + 1) * ratio / f64::from(n.min(servers));
            total += weight;
            busy += weight * f64::from(n.min(servers));
        }
        busy / total
    }

    #[test]
    fn from_the_middle_is_the_same_as_from_the_first() {
        for servers in [1, 2, 5, 20] {
            for customers in [1, 2, 7, 30, 100] {
                for ratio in [1e-3, 0.08, 0.5, 1.0, 12.0] {
                    let (fast, plain) =
                        (numbers_here(servers, customers.into(), ratio).busy, plainly(servers, customers, ratio));
                    assert!((fast / plain - 1.0).abs() < 1e-12, "{servers}, {customers}, {ratio}: {fast}, {plain}");
                }
            }
        }
    }

    #[test]
    fn extremes_have_plain_answers() {
        let of = |c, n, z, s| machine_repair(c, n, z, s).unwrap();
        // As many servers as customers: nobody waits.
        let plenty = of(7, 7, 60.0, 5.0);
        assert!(plenty.waiting_s < 1e-9 && (plenty.throughput_per_s - 7.0 / 65.0).abs() < 1e-12);
        assert!((of(3, 9, 0.0, 6.0).throughput_per_s - 0.5).abs() < 1e-15, "always busy");
        assert!((of(3, 9, 6.0, 0.0).throughput_per_s - 1.5).abs() < 1e-15, "never busy");
        let crowd = of(1, 10_000_000, 60.0, 5.0);
        assert!((crowd.throughput_per_s - 0.2).abs() < 1e-12 && (crowd.waiting_s / 49_999_935.0 - 1.0).abs() < 1e-9);
        let masters = of(1_000_000, 10_000_000, 90.0, 10.0);
        assert!((masters.utilisation - 1.0).abs() < 1e-3, "{masters:?}");
        for nonsense in [(0, 1, 1.0, 1.0), (1, 0, 1.0, 1.0), (1, 1, 0.0, 0.0), (1, 1, f64::NAN, 1.0), (1, 1, -1.0, 5.0)]
        {
            let (c, n, z, s) = nonsense;
            assert_eq!(machine_repair(c, n, z, s), None);
        }
        assert_eq!(machine_repair(1, 5, f64::INFINITY, 1.0), None);
    }
}
