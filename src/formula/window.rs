//! Whether the measured window of endless games is long enough, and late enough, to show the long run.

use crate::model::{Distribution, Exhibition, Group, Visit};

/// The minimum number of rounds in the warm-up.
const WARM_UP_ROUNDS: f64 = 5.0;
/// The minimum number of rounds to be measured.
const ROUNDS: f64 = 100.0;

/// Why warm-up or horizon are too short for the long run; `None` if they are not.
pub(super) fn is_short(exhibition: &Exhibition) -> Option<String> {
    let Some(horizon) = exhibition.horizon else { return Some("there is no horizon".to_owned()) };
    let round_s = round_s(exhibition);
    let warm_up_s = exhibition.warm_up.as_secs_f64();
    if warm_up_s < WARM_UP_ROUNDS * round_s {
        return Some(format!("the warm-up is shorter than {WARM_UP_ROUNDS} rounds of {round_s:.3} s"));
    }
    let window_s = horizon.as_secs_f64() - warm_up_s;
    (window_s < ROUNDS * round_s).then(|| format!("less than {ROUNDS} rounds of {round_s:.3} s are measured"))
}

/// Why the warm-up is too short for boards that began together to spread out; `None` if it is not.
///
/// Boards that begin together get ready together, and then wait for each other. With rounds of length T, whose standard
/// deviation is σ, the lead of one board over another does a random walk on a circle of circumference T. Its slowest
/// mode decays by exp(−2π²σ²/T²) a round: in (T/σ)² rounds to exp(−19.7). If times vary more than exponential ones, the
/// warm-up must also last until the long ones have ended: their mean residual life is (1 + cv²)/2 of the mean (Gross et
/// al., *Fundamentals of Queueing Theory*).
pub(super) fn is_in_step(exhibition: &Exhibition) -> Option<String> {
    let needed_s = exhibition.groups.iter().map(|group| spread_out_s(exhibition, group)).fold(0.0, f64::max);
    if needed_s.is_infinite() {
        return Some("think times have no variance, or never vary".to_owned());
    }
    (exhibition.warm_up.as_secs_f64() < needed_s)
        .then(|| format!("times vary so little that it needs about {} s", libm::ceil(needed_s)))
}

/// How long it takes until the boards of a group have spread out, in seconds.
fn spread_out_s(exhibition: &Exhibition, group: &Group) -> f64 {
    let service = exhibition.service(group);
    let round_s = group.think.mean_s() + service.mean_s() + all_services_s(exhibition);
    let variance_s2 = group.think.variance_s2() + service.variance_s2();
    let residual = WARM_UP_ROUNDS * (1.0 + squared_variation(&group.think)) / 2.0;
    let in_step = if exhibition.opponents() == 1 { 0.0 } else { round_s * round_s / variance_s2 };
    in_step.max(residual) * round_s
}

/// Variance ÷ mean²; 0 for a time of zero.
pub(super) fn squared_variation(time: &Distribution) -> f64 {
    let mean_s = time.mean_s();
    if mean_s > 0.0 { time.variance_s2() / (mean_s * mean_s) } else { 0.0 }
}

/// Whether every wait ends eventually; not if others can always be served first.
pub(super) fn every_wait_ends(exhibition: &Exhibition) -> bool {
    match exhibition.visit {
        Visit::LastReady => false,
        Visit::GroupOrder => exhibition.groups.len() == 1,
        Visit::Sequential
        | Visit::Cyclic
        | Visit::CyclicSkip
        | Visit::FirstReady
        | Visit::RandomReady
        | Visit::FewestMovesLeft
        | Visit::MostMovesLeft => true,
    }
}

/// The longest mean length of a round, in seconds: S + Z, and all services of others.
fn round_s(exhibition: &Exhibition) -> f64 {
    let longest = |of: &dyn Fn(&Group) -> f64| exhibition.groups.iter().map(of).fold(0.0, f64::max);
    longest(&|group| group.think.mean_s())
        + longest(&|group| exhibition.service(group).mean_s())
        + all_services_s(exhibition)
}

/// The time of the masters for one move at every board, in seconds.
fn all_services_s(exhibition: &Exhibition) -> f64 {
    let service_s = |group: &Group| f64::from(group.count) * exhibition.service(group).mean_s();
    exhibition.groups.iter().map(service_s).sum::<f64>() / f64::from(exhibition.master.count)
}
