//! Powers of e for draws, one or several side by side, the same on every platform. A draw waits for its result a
//! shorter time than for that of `libm::exp`.
//!
//! A number is k ln 2 + r with |r| ≤ ln 2 / 2, and its power 2ᵏ times a polynomial in r, whose terms are summed in pairs:
//! no division, no branch, and few steps that wait for each other. IEEE 754 defines each step exactly.

// Always inline: functions that are not inlined are not compiled for the processor's wider instructions.
#![expect(clippy::inline_always)]

/// The first 32 bits of ln 2, so that k times it is exact, and the rest.
const LN_2_HIGH: f64 = f64::from_bits(0x3FE6_2E42_FEE0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3DEA_39EF_3579_3C76);
/// Beyond, results may be subnormal or infinite.
const FAR: f64 = 700.0;
/// 1/n!: beyond the last, what is left is less than an eighth of a unit in the last place.
const COEFFICIENTS: [f64; 14] = {
    let mut coefficients = [1.0; 14];
    let mut n = 2;
    while n < 14 {
        coefficients[n] = coefficients[n - 1] / n as f64;
        n += 1;
    }
    coefficients
};

/// e to the power of a number, within two units in the last place.
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    if x.abs() < FAR { near(x) } else { libm::exp(x) }
}

/// e to the power of each number.
#[inline(always)]
pub(super) fn exp_of_each<const L: usize>(x: &[f64; L]) -> [f64; L] {
    let power = std::array::from_fn(|lane| near(x[lane]));
    let is_near = |x: &f64| x.abs() < FAR;
    // All of them, without a branch in between.
    if x.iter().fold(true, |all, x| all & is_near(x)) { power } else { x.map(exp) }
}

/// e to the power of a number between −[`FAR`] and [`FAR`].
#[inline(always)]
fn near(x: f64) -> f64 {
    const WHOLE_FROM: f64 = (1_u64 << 52) as f64;
    // A sum of this size is a whole number.
    const TO_WHOLE: f64 = 1.5 * WHOLE_FROM;
    let k = (x * std::f64::consts::LOG2_E + TO_WHOLE) - TO_WHOLE;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let pair = |n: usize| COEFFICIENTS[n] + COEFFICIENTS[n + 1] * r;
    let low = pair(2) + r2 * pair(4);
    let high = (pair(6) + r2 * pair(8)) + r4 * (pair(10) + r2 * pair(12));
    let power = 1.0 + (r + r2 * (low + r4 * high));
    // 2ᵏ: the low bits of k + 1023 + 2⁵² are those of k + 1023.
    power * f64::from_bits((k + (WHOLE_FROM + 1023.0)).to_bits() << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Streams;

    fn compare(x: f64) {
        let [power, other, ..] = exp_of_each(&[x, 0.5, 1.0, -1.0]);
        assert_eq!(exp(x).to_bits(), power.to_bits(), "exp({x:e})");
        assert_eq!(other.to_bits(), exp(0.5).to_bits(), "exp(0.5) beside exp({x:e})");
        let units = power.to_bits().abs_diff(libm::exp(x).to_bits());
        assert!(units <= 2, "exp({x:e}) is {units} units off");
    }

    #[test]
    fn is_near_that_of_libm() {
        let mut stream = Streams::new(1, 0).stream(0, 0, 0);
        for _ in 0..50_000 {
            for scale in [1.0, 30.0, 800.0] {
                compare(scale * (2.0 * stream.unit() - 1.0));
            }
            // Any bits at all: tiny, huge, infinite, not a number.
            let x = f64::from_bits(stream.next_bits());
            if !x.is_nan() {
                compare(x);
            }
        }
    }

    #[test]
    fn is_near_that_of_libm_halfway_between_powers_of_2_and_at_the_ends() {
        let halves = (0..2_100).step_by(7).map(|half| f64::from(half) * 0.5 * std::f64::consts::LN_2);
        for corner in halves.chain([FAR, 709.78, 745.13]) {
            for steps in -9..=9_i64 {
                let x = f64::from_bits(corner.to_bits().saturating_add_signed(steps));
                for x in [x, -x].into_iter().filter(|x| !x.is_nan()) {
                    compare(x);
                }
            }
        }
        assert_eq!((exp(0.0), exp(-0.0), exp(f64::NEG_INFINITY)), (1.0, 1.0, 0.0));
    }
}
