//! The binomial distribution: how many of n independent trials succeed.

use super::special::beta_lower;

/// P(X ≤ k) for X binomial with `n` trials of success probability `p`.
///
/// By the incomplete beta function: NIST *Digital Library of Mathematical Functions*, 8.17.5. For up to a few thousand
/// trials, 11 decimals are correct, for a million, 7.
///
/// # Panics
/// If `p` is not from 0 to 1.
#[must_use]
pub fn binomial_cdf(k: u64, n: u64, p: f64) -> f64 {
    assert!((0.0..=1.0).contains(&p), "a probability is from 0 to 1, not {p}");
    if k >= n { 1.0 } else { beta_lower((n - k) as f64, (k + 1) as f64, 1.0 - p) }
}

/// P(X ≥ k): the other tail, without the cancellation of 1 − P(X ≤ k − 1).
///
/// # Panics
/// If `p` is not from 0 to 1.
#[must_use]
pub fn binomial_upper(k: u64, n: u64, p: f64) -> f64 {
    assert!((0.0..=1.0).contains(&p), "a probability is from 0 to 1, not {p}");
    match k {
        0 => 1.0,
        _ if k > n => 0.0,
        _ => beta_lower(k as f64, (n - k + 1) as f64, p),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum of the probabilities, by their ratio.
    fn naive(k: u64, n: u64, p: f64) -> f64 {
        let mut term = libm::pow(1.0 - p, n as f64);
        let mut sum = 0.0;
        for j in 0..=k.min(n) {
            sum += term;
            term *= (n - j) as f64 / (j + 1) as f64 * p / (1.0 - p);
        }
        sum
    }

    #[test]
    fn both_tails_are_those_of_the_sum() {
        for n in [1, 2, 7, 30, 200] {
            for p in [0.01, 0.3, 0.5, 0.95] {
                for k in 0..=n {
                    let below = naive(k, n, p);
                    assert!((binomial_cdf(k, n, p) - below).abs() < 1e-11, "{k} of {n} at {p}");
                    assert!((binomial_upper(k + 1, n, p) - (1.0 - below)).abs() < 1e-11, "{k} of {n} at {p}");
                }
            }
        }
    }

    #[test]
    fn certainty_is_certain() {
        assert_eq!((binomial_cdf(4, 5, 0.0), binomial_cdf(4, 5, 1.0), binomial_cdf(5, 5, 1.0)), (1.0, 0.0, 1.0));
        assert_eq!((binomial_upper(1, 5, 0.0), binomial_upper(5, 5, 1.0), binomial_upper(6, 5, 1.0)), (0.0, 1.0, 0.0));
        assert_eq!((binomial_cdf(0, 0, 0.3), binomial_upper(0, 0, 0.3)), (1.0, 1.0));
    }

    #[test]
    fn far_tails_keep_their_digits() {
        // Sums of the probabilities, from mpmath with 40 digits.
        for (value, expected) in [
            (binomial_upper(200, 200, 0.95), 3.505_266_624_882_87e-5),
            (binomial_cdf(42, 50, 0.95), 0.003_188_343_222_297_6),
            (binomial_cdf(9_300, 10_000, 0.95), 2.288_000_346_466_348e-18),
            (binomial_upper(9_650, 10_000, 0.95), 2.498_585_786_347_665e-13),
            (binomial_upper(600, 1_000, 0.5), 1.364_232_078_033_009e-10),
            (binomial_cdf(949_000, 1_000_000, 0.95), 2.411_396_683_083_583e-6),
        ] {
            assert!((value / expected - 1.0).abs() < 1e-7, "{value}, not {expected}");
        }
    }
}
