//! Bounds on results.

use super::game::{alike, constant_game_ns, game_moments};
use super::{Assumption, Entry, PredictedValue, Statement, window};
use crate::model::{Exhibition, Measure};

pub(super) const WORK_AND_SPAN: Entry = Entry {
    name: "work_and_span",
    title: "Work and span",
    equation: "makespan >= max(all masters' thinking / c, the longest game)",
    source: "Graham, SIAM J. Appl. Math. 17 (1969); for means by Jensen's inequality",
    assumptions: &[Assumption::Ends, Assumption::NobodyForfeits, Assumption::SameAtEveryMove],
    says: work_and_span,
};

pub(super) const LIST_SCHEDULING: Entry = Entry {
    name: "list_scheduling",
    title: "No idling while a board is ready",
    equation: "makespan <= the greatest of: a game, and the masters' thinking elsewhere / c",
    source: "Graham, SIAM J. Appl. Math. 17 (1969)",
    assumptions: &[
        Assumption::ReadyDriven,
        Assumption::NoWalks,
        Assumption::AllAtStart,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
        Assumption::ConstantTimes,
        Assumption::FixedLengths,
    ],
    says: list_scheduling,
};

const LONG_RUN: [Assumption; 10] = [
    Assumption::Endless,
    Assumption::LongWindow,
    Assumption::Alike,
    Assumption::SameAtEveryMove,
    Assumption::ReadyDriven,
    Assumption::NoWalks,
    Assumption::AllAtStart,
    Assumption::AllBoards,
    Assumption::NobodyForfeits,
    Assumption::TakesTime,
];

pub(super) const ASYMPTOTIC: Entry = Entry {
    name: "asymptotic_bounds",
    title: "Asymptotic bounds",
    equation: "N/(Z + S + (N - c)+ S/c) <= X <= min(c/S, N/(S + Z))",
    source: "Denning & Buzen, Computing Surveys 10 (1978); Lazowska et al. 1984, ch. 5",
    assumptions: &LONG_RUN,
    says: |exhibition| statements(exhibition, asymptotic_bounds),
};

pub(super) const BALANCED: Entry = Entry {
    name: "balanced_job_bounds",
    title: "Balanced job bounds",
    equation: "N/(Z + S + (N-1) S/(1 + Z/(N S))) <= X <= min(1/S, N/(Z + S + (N-1) S/(1 + Z/S)))",
    source: "Zahorjan et al., Comm. ACM 25 (1982); Lazowska et al. 1984, ch. 5",
    assumptions: &[
        Assumption::OneMaster,
        Assumption::ExponentialService,
        Assumption::Endless,
        Assumption::LongWindow,
        Assumption::BoardsSpreadOut,
        Assumption::Alike,
        Assumption::SameAtEveryMove,
        Assumption::ReadyDriven,
        Assumption::NoWalks,
        Assumption::AllAtStart,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
        Assumption::TakesTime,
    ],
    says: |exhibition| {
        statements(exhibition, |_, customers, think_s, service_s| balanced_job_bounds(customers, think_s, service_s))
    },
};

/// Bounds of the throughput in services per second: it lies between the first and the second.
///
/// `servers` serve, in `service_s` seconds on average, `customers` who think for `think_s` seconds on average. Upper
/// bound: no server does more than one service at a time, and no customer comes around faster than without waiting.
/// Lower bound: at worst a customer waits for all customers who are not in service. They hold for any distributions.
/// Denning & Buzen, "The operational analysis of queueing network models", Computing Surveys 10 (1978); Lazowska et
/// al., *Quantitative System Performance* (1984), chapter 5.
#[must_use]
pub fn asymptotic_bounds(servers: u32, customers: u64, think_s: f64, service_s: f64) -> (f64, f64) {
    let (servers, customers) = (f64::from(servers), customers as f64);
    let worst_wait_s = (customers - servers).max(0.0) * service_s / servers;
    (customers / (think_s + service_s + worst_wait_s), (servers / service_s).min(customers / (think_s + service_s)))
}

/// Tighter bounds of the throughput in services per second, for one server with exponential services: it lies between
/// the first and the second. Zahorjan, Sevcik, Eager & Galler, "Balanced job bound analysis of queueing networks",
/// Comm. ACM 25 (1982), in the form for terminals of Lazowska et al., *Quantitative System Performance* (1984), chapter
/// 5, with a single centre.
#[must_use]
pub fn balanced_job_bounds(customers: u64, think_s: f64, service_s: f64) -> (f64, f64) {
    let n = customers as f64;
    if service_s == 0.0 {
        return (n / think_s, n / think_s);
    }
    let with_queue = |queue_s: f64| n / (think_s + service_s + queue_s);
    let all_s = n * service_s;
    let low = with_queue((n - 1.0) * service_s / (1.0 + think_s / all_s));
    let high = with_queue((n - 1.0) * service_s / (1.0 + think_s / service_s));
    (low, high.min(1.0 / service_s))
}

/// Bounds of the throughput, and by Little's law of utilisation and mean wait.
fn statements(exhibition: &Exhibition, bounds: impl Fn(u32, u64, f64, f64) -> (f64, f64)) -> Option<Vec<Statement>> {
    let group = alike(exhibition)?;
    let (servers, customers) = (exhibition.master.count, exhibition.opponents());
    let (think_s, service_s) = (group.think.mean_s(), exhibition.service(group).mean_s());
    let (low, high) = bounds(servers, customers, think_s, service_s);
    let waiting_s = |throughput: f64| (customers as f64 / throughput - think_s - service_s).max(0.0);
    let between =
        |measure, low, high| Statement::new(measure, PredictedValue::Between { low: Some(low), high: Some(high) });
    let busy = service_s / f64::from(servers);
    let mut statements = vec![
        between(Measure::Utilisation, low * busy, (high * busy).min(1.0)),
        between(Measure::Throughput, low, high),
    ];
    if window::every_wait_ends(exhibition) {
        statements.push(between(Measure::WaitingMean, waiting_s(high), waiting_s(low)));
    }
    (low.is_finite() && high.is_finite()).then_some(statements)
}

fn work_and_span(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let (mut work_s, mut span_s) = (0.0, 0.0_f64);
    for group in &exhibition.groups {
        let (game, masters_s) = game_moments(exhibition, group)?;
        work_s += f64::from(group.count) * masters_s;
        span_s = span_s.max(game.mean);
    }
    let least_s = span_s.max(work_s / f64::from(exhibition.master.count));
    least_s.is_finite().then(|| vec![Statement::new(Measure::Makespan, PredictedValue::at_least(least_s))])
}

/// As long as a board is ready but not served, all masters are busy elsewhere. So the last game is delayed at most by
/// all thinking of masters at other boards, divided among the masters.
fn list_scheduling(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let parts: Vec<_> =
        exhibition.groups.iter().map(|group| constant_game_ns(exhibition, group)).collect::<Option<_>>()?;
    let masters = u128::from(exhibition.master.count.max(1));
    let mut work_ns = 0_u128;
    for (group, (_, masters_part)) in exhibition.groups.iter().zip(&parts) {
        work_ns = work_ns.checked_add(masters_part.checked_mul(group.count.into())?)?;
    }
    let latest = parts.iter().map(|(opponents, own)| opponents + own + (work_ns - own) / masters).max()?;
    let latest_s = u64::try_from(latest).ok()? as f64 / 1e9;
    Some(vec![Statement::new(Measure::Makespan, PredictedValue::at_most(latest_s))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{machine_repair, saturation_point};

    /// Exact throughputs lie between the bounds, and the tighter bounds between the wider.
    #[test]
    fn bounds_hold_what_is_exact_between_them() {
        for think_s in [0.0, 0.1, 5.0, 60.0, 1e6] {
            for customers in [1, 2, 5, 13, 14, 100, 100_000] {
                let exact = machine_repair(1, customers, think_s, 5.0).unwrap().throughput_per_s;
                let (low, high) = balanced_job_bounds(customers, think_s, 5.0);
                let (lower, higher) = asymptotic_bounds(1, customers, think_s, 5.0);
                let rising = [lower, low, exact, high, higher];
                let what = format!("{customers} who think for {think_s} s: {rising:?}");
                assert!(rising.windows(2).all(|pair| pair[0] <= pair[1] * (1.0 + 1e-12)), "{what}");
                for servers in [2, 7] {
                    let exact = machine_repair(servers, customers, think_s, 5.0).unwrap().throughput_per_s;
                    let (lower, higher) = asymptotic_bounds(servers, customers, think_s, 5.0);
                    assert!(lower <= exact * (1.0 + 1e-12) && exact <= higher * (1.0 + 1e-12), "{servers} for {what}");
                }
            }
        }
        assert_eq!(balanced_job_bounds(12, 6.0, 0.0), (2.0, 2.0));
    }

    /// The upper bounds cross where the masters become the bottleneck.
    #[test]
    fn asymptotes_cross_at_the_saturation_point() {
        assert!((saturation_point(1, 60.0, 5.0) - 13.0).abs() < 1e-12);
        assert!((saturation_point(3, 55.0, 5.0) - 36.0).abs() < 1e-12);
        assert!(saturation_point(1, 60.0, 0.0).is_infinite());
        let upper = |customers| asymptotic_bounds(3, customers, 55.0, 5.0).1;
        assert!(upper(35) < upper(36) && (upper(36) - upper(37)).abs() < 1e-15);
    }
}
