//! Exact mean value analysis of a master and his opponents, in one class or in several.

use super::{Assumption, Entry, Statement, SteadyState, window};
use crate::model::{Exhibition, Measure};

pub(super) const ENTRY: Entry = Entry {
    name: "mean_value_analysis",
    title: "Mean value analysis (MVA)",
    equation: "R(n) = S (1 + Q(n - 1)),  X(n) = n/(Z + R(n)),  Q(n) = X(n) R(n)",
    source: "Reiser & Lavenberg, J. ACM 27 (1980)",
    assumptions: &[
        Assumption::Endless,
        Assumption::LongWindow,
        Assumption::BoardsSpreadOut,
        Assumption::OneMaster,
        Assumption::ExponentialService,
        Assumption::SameService,
        Assumption::SameAtEveryMove,
        Assumption::FirstCome,
        Assumption::NoWalks,
        Assumption::AllAtStart,
        Assumption::AllBoards,
        Assumption::NobodyForfeits,
        Assumption::FewCombinations,
    ],
    says,
};

/// At most this many combinations of numbers of customers.
const COMBINATIONS_MAX: u64 = 20_000_000;

fn says(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let service_s = exhibition.service(exhibition.groups.first()?).mean_s();
    let classes: Vec<_> = exhibition.groups.iter().map(|group| (group.count, group.think.mean_s())).collect();
    let states = mean_value_analysis(&classes, service_s)?;
    let throughput_per_s: f64 = states.iter().map(|state| state.throughput_per_s).sum();
    let waits = states.iter().map(|state| state.throughput_per_s * state.waiting_s).sum::<f64>();
    let all = SteadyState {
        utilisation: throughput_per_s * service_s,
        throughput_per_s,
        waiting_s: waits / throughput_per_s,
    };
    let mut statements = all.statements(exhibition);
    if states.len() > 1 && window::every_wait_ends(exhibition) {
        statements.extend(states.iter().enumerate().map(|(group, state)| Statement {
            group: Some(group),
            ..Statement::new(Measure::WaitingMean, state.waiting_s)
        }));
    }
    Some(statements)
}

/// Whether the recursion over this many customers of each class is short enough: at most 20 million steps.
pub(super) fn is_feasible(customers: impl Iterator<Item = u32>) -> bool {
    let mut combinations = 1_u64;
    for count in customers {
        combinations = combinations.saturating_mul(u64::from(count) + 1);
    }
    combinations <= COMBINATIONS_MAX
}

/// Exact mean value analysis of one server and a delay, for any number of classes that are served alike: `classes` are
/// (customers, mean think time in seconds), and everybody is served in `service_s` seconds on average, first come first
/// served. Gives the steady state as each class sees it: `utilisation` is the share of time that the server works for
/// this class.
///
/// An arriving customer sees the steady state of the network without that customer: Reiser & Lavenberg, "Mean-Value
/// Analysis of Closed Multichain Queueing Networks", J. ACM 27 (1980). Exact for exponential services and any
/// distribution of thinking. Takes a step for each combination of numbers of customers: with one class as many as there
/// are customers.
///
/// `None` if there are more than 20 million combinations, if a time is negative or not finite, or if nobody takes time.
#[must_use]
pub fn mean_value_analysis(classes: &[(u32, f64)], service_s: f64) -> Option<Vec<SteadyState>> {
    let takes_time = |&(count, think_s): &(u32, f64)| count == 0 || (think_s >= 0.0 && think_s + service_s > 0.0);
    let finite = classes.iter().all(|(_, think_s)| think_s.is_finite()) && service_s.is_finite() && service_s >= 0.0;
    if !finite || !classes.iter().all(takes_time) || !is_feasible(classes.iter().map(|class| class.0)) {
        return None;
    }
    match classes {
        [(customers, think_s)] => Some(vec![one_class(*customers, *think_s, service_s)]),
        _ => Some(several_classes(classes, service_s)),
    }
}

/// In constant memory.
fn one_class(customers: u32, think_s: f64, service_s: f64) -> SteadyState {
    let (mut queue, mut state) = (0.0, NOBODY);
    for n in 1..=customers {
        state = seen_by(f64::from(n), think_s, service_s, queue);
        queue = state.throughput_per_s * (state.waiting_s + service_s);
    }
    state
}

const NOBODY: SteadyState = SteadyState { utilisation: 0.0, throughput_per_s: 0.0, waiting_s: 0.0 };

/// The steady state as `customers` of a class see it, each of whom finds `queue` others at the server.
fn seen_by(customers: f64, think_s: f64, service_s: f64, queue: f64) -> SteadyState {
    let waiting_s = service_s * queue;
    let throughput_per_s = customers / (think_s + waiting_s + service_s);
    SteadyState { utilisation: throughput_per_s * service_s, throughput_per_s, waiting_s }
}

/// Combinations are numbered in a mixed base: taking a customer of a class away is going back by the class's stride.
fn several_classes(classes: &[(u32, f64)], service_s: f64) -> Vec<SteadyState> {
    let mut strides = Vec::new();
    let mut combinations = 1_usize;
    for (count, _) in classes {
        strides.push(combinations);
        combinations *= *count as usize + 1;
    }
    let mut queues = vec![0.0; combinations];
    let mut numbers = vec![0_u32; classes.len()];
    let mut states = vec![NOBODY; classes.len()];
    for place in 1..combinations {
        count_up(&mut numbers, classes);
        let mut queue = 0.0;
        for (class, &(_, think_s)) in classes.iter().enumerate() {
            let n = numbers[class];
            states[class] =
                if n == 0 { NOBODY } else { seen_by(f64::from(n), think_s, service_s, queues[place - strides[class]]) };
            queue += states[class].throughput_per_s * (states[class].waiting_s + service_s);
        }
        queues[place] = queue;
    }
    states
}

/// The next combination.
fn count_up(numbers: &mut [u32], classes: &[(u32, f64)]) {
    for (number, (most, _)) in numbers.iter_mut().zip(classes) {
        if *number < *most {
            *number += 1;
            return;
        }
        *number = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::machine_repair;

    #[test]
    fn two_ways_to_the_same_steady_state() {
        for customers in [1, 2, 12, 13, 14, 500, 1_000_000] {
            let birth_death = machine_repair(1, customers.into(), 60.0, 5.0).unwrap();
            let mean_value = mean_value_analysis(&[(customers, 60.0)], 5.0).unwrap()[0];
            assert!((birth_death.throughput_per_s / mean_value.throughput_per_s - 1.0).abs() < 1e-9, "{customers}");
            assert!((birth_death.waiting_s - mean_value.waiting_s).abs() <= 1e-9 * f64::from(customers), "{customers}");
        }
    }

    #[test]
    fn classes_that_are_alike_are_one() {
        let one = mean_value_analysis(&[(9, 60.0)], 5.0).unwrap()[0];
        let three = mean_value_analysis(&[(3, 60.0), (0, 7.0), (4, 60.0), (2, 60.0)], 5.0).unwrap();
        for state in [three[0], three[2], three[3]] {
            assert!((state.waiting_s - one.waiting_s).abs() < 1e-12);
        }
        let throughput: f64 = three.iter().map(|state| state.throughput_per_s).sum();
        assert!((throughput - one.throughput_per_s).abs() < 1e-12 && three[1] == NOBODY);
    }

    #[test]
    fn what_it_cannot_do_it_does_not_pretend() {
        assert_eq!(mean_value_analysis(&[(5_000, 1.0), (5_000, 2.0)], 1.0), None, "25 million combinations");
        assert_eq!(mean_value_analysis(&[(5, 0.0)], 0.0), None);
        assert_eq!(mean_value_analysis(&[(5, f64::INFINITY)], 1.0), None);
        assert_eq!(mean_value_analysis(&[(5, -3.0)], 5.0), None);
        assert_eq!(mean_value_analysis(&[], 1.0), Some(vec![]));
    }
}
