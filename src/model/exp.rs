//! Powers of e, one or several side by side, to the last bit those of `libm`.
//!
//! The steps are those of `libm::exp` (`FreeBSD`, `e_exp.c`), without branches. IEEE 754 defines each of them exactly.

// Always inline: functions that are not inlined are not compiled for the processor's wider instructions.
#![expect(clippy::inline_always)]

const LN_2_HIGH: f64 = f64::from_bits(0x3FE6_2E42_FEE0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3DEA_39EF_3579_3C76);
/// Of the polynomial in x², from the lowest power on.
const COEFFICIENTS: [f64; 5] = [
    f64::from_bits(0x3FC5_5555_5555_553E),
    f64::from_bits(0xBF66_C16C_16BE_BD93),
    f64::from_bits(0x3F11_566A_AF25_DE2C),
    f64::from_bits(0xBEBB_BD41_C5D2_6BF1),
    f64::from_bits(0x3E66_3769_72BE_A4D0),
];
/// Beyond, results may be subnormal or infinite.
const FAR: f64 = 700.0;

/// e to the power of a number.
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
    let high_word = x.abs().to_bits() >> 32;
    // How often ln 2 goes into |x|, rounded: 0.5 added, and the fraction cut off.
    let times = std::f64::consts::LOG2_E * x.abs() + 0.5;
    let nearest = (times + WHOLE_FROM) - WHOLE_FROM;
    let cut = if nearest > times { nearest - 1.0 } else { nearest };
    let k = if high_word <= 0x3FD6_2E42 { 0.0 } else { cut };
    let signed = k.copysign(x);
    let (high, low) = (x - signed * LN_2_HIGH, signed * LN_2_LOW);
    let rest = high - low;
    let square = rest * rest;
    let [p1, p2, p3, p4, p5] = COEFFICIENTS;
    let c = rest - square * (p1 + square * (p2 + square * (p3 + square * (p4 + square * p5))));
    let power = 1.0 + (rest * c / (2.0 - c) - low + high);
    // 2ᵏ: the low bits of k + 1023 + 2⁵² are those of k + 1023.
    let scale = f64::from_bits((signed + (WHOLE_FROM + 1023.0)).to_bits() << 52);
    if high_word <= 0x3E30_0000 { 1.0 + x } else { power * scale }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Streams;

    fn compare(x: f64) {
        let [power, other, ..] = exp_of_each(&[x, 0.5, 1.0, -1.0]);
        assert_eq!(power.to_bits(), libm::exp(x).to_bits(), "exp({x:e})");
        assert_eq!(exp(x).to_bits(), power.to_bits(), "exp({x:e})");
        assert_eq!(other.to_bits(), libm::exp(0.5).to_bits(), "exp(0.5) beside exp({x:e})");
    }

    #[test]
    fn every_bit_is_that_of_libm() {
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
    fn every_bit_is_that_of_libm_where_its_branches_meet() {
        let corners = [0x3FD6_2E42_u64, 0x3FF0_A2B2, 0x3E30_0000, 0x4086_232B].map(|high| f64::from_bits(high << 32));
        let halves = (1..2_100).step_by(7).map(|half| f64::from(half) * 0.5 * std::f64::consts::LN_2);
        for corner in corners.into_iter().chain(halves).chain([0.0, FAR, f64::INFINITY]) {
            for steps in -100..100_i64 {
                let x = f64::from_bits(corner.to_bits().saturating_add_signed(steps * (1 << 26)));
                let near = f64::from_bits(corner.to_bits().saturating_add_signed(steps));
                for x in [x, -x, near, -near] {
                    if !x.is_nan() {
                        compare(x);
                    }
                }
            }
        }
    }
}
