//! What a share of replications says of the probability behind it: Chernoff's bound on a binomial tail, which holds for
//! any number of replications, however rare the event.

/// The Kullback-Leibler divergence of a coin with probability `share` from one with `level`: the probability that n
/// throws of the latter show a share as far off is at most exp(−n · divergence).
pub fn divergence(share: f64, level: f64) -> f64 {
    let part = |a: f64, b: f64| match (a, b) {
        (0.0, _) => 0.0,
        (_, b) if b <= 0.0 => f64::INFINITY,
        (a, b) => a * libm::log(a / b),
    };
    part(share, level.min(1.0)) + part(1.0 - share, (1.0 - level).min(1.0))
}

/// Between which probabilities the true one lies, if it is a `share` of `n` replications; each end fails with a
/// probability of at most half of `alpha`.
pub fn bounds(share: f64, n: usize, alpha: f64) -> [f64; 2] {
    const HALVINGS: u32 = 60;
    let most = -libm::log(alpha / 2.0) / n as f64;
    [0.0, 1.0].map(|mut outside: f64| {
        let mut inside = share;
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(outside, inside);
            if divergence(share, middle) > most { outside = middle } else { inside = middle }
        }
        outside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_happened_may_happen_in_a_few_percent() {
        let [low, high] = bounds(0.0, 100, 0.05);
        // (1 − p)¹⁰⁰ = 2.5 %.
        assert!(low == 0.0 && (high - (1.0 - libm::pow(0.025, 0.01))).abs() < 1e-9, "{low} {high}");
        let [low, high] = bounds(0.3, 1_000, 0.05);
        assert!((0.25..0.27).contains(&low) && (0.33..0.35).contains(&high), "{low} {high}");
    }
}
