//! Textbook theory: birth–death processes, mean value analysis, integrals.

/// The averages of a service centre in the steady state.
#[derive(Clone, Copy, Debug)]
pub struct SteadyState {
    /// The share of time that a server is busy.
    pub utilisation: f64,
    /// Services per second.
    pub throughput: f64,
    /// Mean seconds from becoming ready to being served.
    pub waiting: f64,
}

/// M/M/c//N, the machine-repair model: `customers` think for `think` seconds on average, and are served by any of
/// `servers` in `service` seconds on average.
///
/// The number of customers at the centre is a birth–death process: with n of them there, births have the rate (N − n)/Z
/// and deaths min(n, c)/S (Gross et al., *Fundamentals of Queueing Theory*, 4th ed., section 2.8).
pub fn machine_repair(servers: u32, customers: u32, think: f64, service: f64) -> SteadyState {
    let mut weights = vec![1.0];
    for n in 1..=customers {
        let birth = f64::from(customers - n + 1) / think;
        let death = f64::from(n.min(servers)) / service;
        weights.push(weights.last().expect("there is a first weight") * birth / death);
    }
    let total: f64 = weights.iter().sum();
    let busy: f64 = (0..).zip(&weights).map(|(n, weight)| f64::from(servers.min(n)) * weight).sum::<f64>() / total;
    let throughput = busy / service;
    // Little's law around the whole circle: N = X (Z + W + S).
    let waiting = f64::from(customers) / throughput - think - service;
    SteadyState { utilisation: busy / f64::from(servers), throughput, waiting }
}

/// Exact mean value analysis of one queue and a delay, for any number of classes that are served alike.
///
/// Takes (customers, mean think time) of each class; gives (throughput, mean waiting time) of each. An arriving
/// customer sees the steady state of the network without that customer: Reiser & Lavenberg, "Mean-Value Analysis of
/// Closed Multichain Queueing Networks", J. ACM 27 (1980). By plain recursion, so for few customers only, unless there
/// is but one class.
pub fn mean_value_analysis(classes: &[(u32, f64)], service: f64) -> Vec<(f64, f64)> {
    let of_class = |class: usize| {
        let (customers, think) = classes[class];
        if customers == 0 {
            return (0.0, 0.0);
        }
        let mut without_him = classes.to_vec();
        without_him[class].0 -= 1;
        let others = mean_value_analysis(&without_him, service);
        let met: f64 = others.iter().map(|(throughput, waiting)| throughput * (waiting + service)).sum();
        let waiting = service * met;
        (f64::from(customers) / (think + waiting + service), waiting)
    };
    (0..classes.len()).map(of_class).collect()
}

/// The integral of a smooth function, by Simpson's rule.
pub fn integral(function: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    const PAIRS: u32 = 20_000;
    let step = (to - from) / f64::from(2 * PAIRS);
    let weighted = (0..=2 * PAIRS).map(|i| {
        let weight = if i == 0 || i == 2 * PAIRS { 1.0 } else { f64::from(2 + 2 * (i % 2)) };
        weight * function(from + f64::from(i) * step)
    });
    weighted.sum::<f64>() * step / 3.0
}

#[test]
fn two_ways_to_the_same_steady_state() {
    for customers in 1..=30 {
        let closed = machine_repair(1, customers, 60.0, 5.0);
        let (throughput, waiting) = mean_value_analysis(&[(customers, 60.0)], 5.0)[0];
        assert!((closed.throughput / throughput - 1.0).abs() < 1e-12, "{customers}: {closed:?}, {throughput}");
        assert!((closed.waiting - waiting).abs() < 1e-9, "{customers}: {closed:?}, {waiting}");
    }
    // With as many servers as customers nobody waits.
    assert!(machine_repair(7, 7, 60.0, 5.0).waiting.abs() < 1e-12);
    // Two classes that are alike in all are one.
    let [(one, _), (other, _)] = mean_value_analysis(&[(3, 60.0), (4, 60.0)], 5.0)[..] else { panic!("two classes") };
    assert!((one + other - machine_repair(1, 7, 60.0, 5.0).throughput).abs() < 1e-12);
}

#[test]
fn simpson_integrates_the_exponential() {
    assert!((integral(|x| (-x).exp(), 0.0, 40.0) - 1.0).abs() < 1e-10);
}
