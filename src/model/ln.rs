//! Natural logarithms for draws, the same on every platform, in less time than `libm::log` takes.
//!
//! A number is 2ᵏ · m with m between 11/16 and 11/8. The nearest of 65 nodes c is taken from a table with 1/c and ln c,
//! so that what is left, ln(m/c), is a short polynomial in r = (m − c)/c, without a division. The method is that of
//! Tang, "Table-Driven Implementation of the Logarithm Function in IEEE Floating-Point Arithmetic", ACM Transactions on
//! Mathematical Software 16 (1990). IEEE 754 defines each step exactly.

use std::f64::consts::LN_2;

/// The first node, 11/16.
const FIRST: u64 = 0x3FE6 << 48;
/// The bits of a number below its exponent, and those of them below the number of a node.
const MANTISSA: u32 = 52;
const BELOW_NODE: u32 = MANTISSA - 6;
const LAST: usize = 64;

struct Node {
    c: f64,
    inverse: f64,
    ln: f64,
}

static NODES: [Node; LAST + 1] = {
    let mut nodes = [const { Node { c: 1.0, inverse: 1.0, ln: 0.0 } }; LAST + 1];
    let mut at = 0;
    while at <= LAST {
        let c = f64::from_bits(FIRST + ((at as u64) << BELOW_NODE));
        nodes[at] = Node { c, inverse: 1.0 / c, ln: ln_near_1(c) };
        at += 1;
    }
    nodes
};

/// By the series of 2 artanh((c − 1)/(c + 1)), whose argument is below 0.19 at the nodes; summed from its smallest term.
const fn ln_near_1(c: f64) -> f64 {
    let s = (c - 1.0) / (c + 1.0);
    let (mut sum, mut power) = (0.0, 25);
    while power > 0 {
        sum = sum * s * s + 1.0 / power as f64;
        power -= 2;
    }
    2.0 * s * sum
}

/// The natural logarithm of a number of at least 0, within two units in the last place of it or 2⁻⁵².
#[inline]
pub(super) fn ln(x: f64) -> f64 {
    if !(f64::MIN_POSITIVE..=f64::MAX).contains(&x) {
        return libm::log(x);
    }
    let from_first = x.to_bits().wrapping_sub(FIRST);
    let k = from_first.cast_signed() >> MANTISSA;
    let m = f64::from_bits(x.to_bits().wrapping_sub(k.cast_unsigned() << MANTISSA));
    let place = from_first & ((1 << MANTISSA) - 1);
    let node = &NODES[((place + (1 << (BELOW_NODE - 1))) >> BELOW_NODE) as usize];
    let r = (m - node.c) * node.inverse;
    let square = r * r;
    let tail = (1.0 / 3.0 - r * 0.25) + square * ((0.2 - r * (1.0 / 6.0)) + square * (1.0 / 7.0));
    (k as f64 * LN_2 + node.ln) + (r + square * (r * tail - 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Streams;

    fn compare(x: f64) {
        let (found, expected) = (ln(x), libm::log(x));
        let bound = 2.0_f64.powi(-52).max(expected.abs() * 2.0_f64.powi(-51));
        assert!((found - expected).abs() <= bound, "ln({x:e}) is {found}, not {expected}");
    }

    #[test]
    fn is_near_that_of_libm() {
        let mut stream = Streams::new(1, 0).stream(0, 0, 0);
        for _ in 0..100_000 {
            compare(stream.exponential());
            compare(stream.unit() + 0.5);
            let x = f64::from_bits(stream.next_bits()).abs();
            if x < f64::INFINITY {
                compare(x);
            }
        }
    }

    #[test]
    fn is_near_that_of_libm_between_the_nodes_and_at_the_ends() {
        for half in 0..=2 * LAST as u64 {
            for steps in -3..=3 {
                let x = f64::from_bits((FIRST + (half << (BELOW_NODE - 1))).saturating_add_signed(steps));
                [x, x * 2.0, x / 64.0].into_iter().for_each(compare);
            }
        }
        let ends = [f64::MIN_POSITIVE, f64::MIN_POSITIVE / 8.0, f64::MAX];
        ends.into_iter().chain([1.0, 1.0 + f64::EPSILON, 1.0 - f64::EPSILON]).for_each(compare);
        assert_eq!((ln(1.0), ln(0.0), ln(f64::INFINITY)), (0.0, f64::NEG_INFINITY, f64::INFINITY));
    }
}
