//! Standard exponential and normal variates, by the ziggurat, the same to the last bit on every platform.
//!
//! The area under a falling density is cut into 256 layers of equal area (Marsaglia & Tsang, "The Ziggurat Method for
//! Generating Random Variables", J. Statistical Software 5, 2000, in the form of Doornik, "An Improved Ziggurat Method
//! to Generate Normal Random Samples", 2005). About 99 draws in 100 take one number, one look-up and one
//! multiplication. The rest check whether a point lies under the density (`libm`), or come from the tail, which needs
//! no logarithm: beyond any point an exponential variate is again exponential, and a normal one is drawn from
//! exponential ones.
//!
//! `rand_distr` draws the same numbers (a test compares them), except in the tails, where it uses the platform's
//! logarithm.

use super::random::Stream;

/// How many layers there are.
const LAYERS: usize = 256;

/// The layers under a density that is 1 at 0 and falls from there.
///
/// Layer i, for i from 1, lies between the densities at `edge[i]` and `edge[i + 1]`, and reaches to `edge[i]`. Layer 0
/// is the strip below the density at `edge[1]` with the tail beyond; `edge[0]` is the width of a rectangle of the same
/// area.
pub(crate) struct Ziggurat {
    pub edge: [f64; LAYERS + 1],
    density: [f64; LAYERS + 1],
}

// Where the tail begins, the density there, and the area of a layer: the one solution for 256 layers, computed with 40
// digits. A test below checks that the top layer has the same area as the others.
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;
const EXPONENTIAL_DENSITY: f64 = 4.541_343_538_414_967e-4;
const EXPONENTIAL_AREA: f64 = 3.949_659_822_581_557e-3;
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;
const NORMAL_DENSITY: f64 = 1.260_285_930_498_597_6e-3;
const NORMAL_AREA: f64 = 4.928_673_233_974_655e-3;

/// The layers under exp(−x).
pub(crate) static EXPONENTIAL: Ziggurat = Ziggurat::new(EXPONENTIAL_TAIL, EXPONENTIAL_DENSITY, EXPONENTIAL_AREA, false);
/// The layers under exp(−x²/2), on one side.
pub(crate) static NORMAL: Ziggurat = Ziggurat::new(NORMAL_TAIL, NORMAL_DENSITY, NORMAL_AREA, true);

impl Ziggurat {
    /// Computes the layers from the bottom up. The compiler does this, and rounds as IEEE 754 says on every machine.
    const fn new(tail: f64, density_at_tail: f64, area: f64, normal: bool) -> Self {
        let (mut edge, mut density) = ([0.0; LAYERS + 1], [1.0; LAYERS + 1]);
        (edge[0], density[0]) = (area / density_at_tail, 0.0);
        (edge[1], density[1]) = (tail, density_at_tail);
        let mut layer = 1;
        while layer < LAYERS - 1 {
            density[layer + 1] = density[layer] + area / edge[layer];
            let minus_ln = -ln(density[layer + 1]);
            edge[layer + 1] = if normal { sqrt(2.0 * minus_ln) } else { minus_ln };
            layer += 1;
        }
        Self { edge, density }
    }

    /// Whether the point at `x`, at the height `u` of a layer, lies under the density that is `density_at_x` there.
    #[inline]
    fn is_under(&self, layer: usize, u: f64, density_at_x: f64) -> bool {
        let (low, high) = (self.density[layer], self.density[layer + 1]);
        high + (low - high) * u < density_at_x
    }
}

/// The layer that random bits choose.
#[inline]
pub(crate) const fn layer_of(bits: u64) -> usize {
    (bits & 0xFF) as usize
}

/// A number between 0 and 1, both excluded, from the upper 52 of random bits.
#[inline]
pub(crate) const fn open_unit(bits: u64) -> f64 {
    f64::from_bits(bits >> 12 | 0x3FF0_0000_0000_0000) - (1.0 - f64::EPSILON / 2.0)
}

/// A number from −1 up to, not including, 1, from the upper 52 of random bits.
#[inline]
pub(crate) const fn signed_unit(bits: u64) -> f64 {
    f64::from_bits(bits >> 12 | 0x4000_0000_0000_0000) - 3.0
}

impl Stream {
    /// A standard exponential variate: above 0, of mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        let bits = self.next_bits();
        let layer = layer_of(bits);
        let x = open_unit(bits) * EXPONENTIAL.edge[layer];
        if x < EXPONENTIAL.edge[layer + 1] { x } else { self.exponential_beyond(layer, x) }
    }

    /// The same, if the point lies beyond the rectangle that is completely under the density.
    #[cold]
    #[inline(never)]
    fn exponential_beyond(&mut self, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return EXPONENTIAL_TAIL + self.exponential();
        }
        if EXPONENTIAL.is_under(layer, self.unit(), libm::exp(-x)) { x } else { self.exponential() }
    }

    /// A standard normal variate, of mean 0 and variance 1.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        let bits = self.next_bits();
        let layer = layer_of(bits);
        let x = signed_unit(bits) * NORMAL.edge[layer];
        if x.abs() < NORMAL.edge[layer + 1] { x } else { self.normal_beyond(layer, x) }
    }

    /// The same, if the point lies beyond the rectangle that is completely under the density.
    #[cold]
    #[inline(never)]
    fn normal_beyond(&mut self, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return self.normal_tail().copysign(x);
        }
        if NORMAL.is_under(layer, self.unit(), libm::exp(-0.5 * x * x)) { x } else { self.normal() }
    }

    /// A normal variate beyond where the tail begins (Marsaglia, "Generating a Variable from the Tail of the Normal
    /// Distribution", Technometrics 6, 1964), with exponential variates instead of the logarithms of uniform ones.
    fn normal_tail(&mut self) -> f64 {
        loop {
            let beyond = self.exponential() / NORMAL_TAIL;
            if 2.0 * self.exponential() > beyond * beyond {
                return NORMAL_TAIL + beyond;
            }
        }
    }
}

/// The natural logarithm of a number from 2⁻¹⁰²² to 1, to about 15 digits: by the power of 2 and the series of artanh.
const fn ln(x: f64) -> f64 {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = x.to_bits();
    let (mut exponent, mut fraction) =
        ((bits >> 52).cast_signed() - 1023, f64::from_bits(bits & FRACTION | 0x3FF0_0000_0000_0000));
    if fraction > std::f64::consts::SQRT_2 {
        (exponent, fraction) = (exponent + 1, fraction / 2.0);
    }
    let z = (fraction - 1.0) / (fraction + 1.0);
    // z² is at most 0.0295: the omitted terms are below 10⁻¹⁸.
    let (mut sum, mut k) = (0.0, 23);
    while k > 0 {
        sum = sum * z * z + 1.0 / k as f64;
        k -= 2;
    }
    exponent as f64 * std::f64::consts::LN_2 + 2.0 * z * sum
}

/// The square root of a number above 0, to the last bit or nearly, by Newton's iteration from above.
const fn sqrt(x: f64) -> f64 {
    let mut root = if x > 1.0 { x } else { 1.0 };
    loop {
        let next = 0.5 * (root + x / root);
        if next >= root {
            return root;
        }
        root = next;
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::Streams;
    use super::*;
    use rand_distr::{Distribution, Exp1, StandardNormal};

    fn stream(index: u64) -> Stream {
        Streams::new(4, 0).stream(0, 1, index)
    }

    fn assert_close(value: f64, expected: f64, relative: f64) {
        assert!((value - expected).abs() <= relative * expected.abs(), "{value}, not {expected}");
    }

    #[test]
    fn all_layers_have_the_same_area_and_follow_the_density() {
        for (ziggurat, area, density) in [
            (&EXPONENTIAL, EXPONENTIAL_AREA, (|x| libm::exp(-x)) as fn(f64) -> f64),
            (&NORMAL, NORMAL_AREA, |x| libm::exp(-0.5 * x * x)),
        ] {
            for layer in 1..LAYERS {
                let height = ziggurat.density[layer + 1] - ziggurat.density[layer];
                assert_close(ziggurat.edge[layer] * height, area, 1e-11);
                assert_close(ziggurat.density[layer], density(ziggurat.edge[layer]), 1e-14);
            }
            assert_close(ziggurat.edge[0] * ziggurat.density[1], area, 1e-15);
        }
        // The strip at the bottom, with its tail: ∫ exp(−x) and ∫ exp(−x²/2) from there on.
        assert_close((EXPONENTIAL_TAIL + 1.0) * EXPONENTIAL_DENSITY, EXPONENTIAL_AREA, 1e-15);
        let tail = libm::sqrt(std::f64::consts::PI / 2.0) * libm::erfc(NORMAL_TAIL / std::f64::consts::SQRT_2);
        assert_close(NORMAL_TAIL * NORMAL_DENSITY + tail, NORMAL_AREA, 1e-14);
    }

    /// `rand_distr` is the reference: it gives the same numbers, except in the tails, which use other random numbers.
    /// The digits of its tables are exact to about 10⁻¹⁰ near the top, where the error of an area with 12 digits has
    /// added up.
    #[test]
    fn draws_are_those_of_rand_distr_but_in_the_tails() {
        let n = 200_000;
        let (mut exponential_tails, mut normal_tails) = (0, 0);
        for index in 0..n {
            let (ours, theirs): (f64, f64) = (stream(index).exponential(), Exp1.sample(&mut stream(index)));
            if theirs > EXPONENTIAL_TAIL {
                assert!(ours > EXPONENTIAL_TAIL);
                exponential_tails += 1;
            } else {
                assert_close(ours, theirs, 1e-9);
            }
            let (ours, theirs): (f64, f64) = (stream(index).normal(), StandardNormal.sample(&mut stream(index)));
            if theirs.abs() > NORMAL_TAIL {
                assert!(ours.abs() > NORMAL_TAIL && ours.signum() == theirs.signum());
                normal_tails += 1;
            } else {
                assert_close(ours, theirs, 1e-9);
            }
        }
        assert!(exponential_tails > 50 && normal_tails > 20, "{exponential_tails}, {normal_tails}");
    }

    /// Far out, where draws are rare: the mean excess over the beginning of the tail, and its second moment.
    #[test]
    fn tails_have_the_right_moments() {
        let n = 40_000_u32;
        let mut sums = [0.0; 3];
        for index in 0..n {
            let x = stream(index.into()).normal_tail();
            let (excess, exponential) = (x - NORMAL_TAIL, stream(index.into()).exponential_beyond(0, 0.0));
            sums = [sums[0] + excess, sums[1] + excess * excess, sums[2] + exponential - EXPONENTIAL_TAIL];
        }
        let [mean, square, exponential] = sums.map(|sum| sum / f64::from(n));
        // With r = φ(t)/Q(t): E[X − t] = r − t, E[(X − t)²] = 1 + t² − t r.
        let density = NORMAL_DENSITY / libm::sqrt(2.0 * std::f64::consts::PI);
        let r = density / (0.5 * libm::erfc(NORMAL_TAIL / std::f64::consts::SQRT_2));
        assert_close(mean, r - NORMAL_TAIL, 0.02);
        assert_close(square, 1.0 + NORMAL_TAIL * NORMAL_TAIL - NORMAL_TAIL * r, 0.05);
        assert_close(exponential, 1.0, 0.02);
    }

    #[test]
    fn the_compilers_logarithm_and_root_are_those_of_libm() {
        for x in [1.0, 0.999, 0.75, 0.7, 0.5, 0.1, 4.5e-4, 1e-9] {
            assert_close(ln(x), libm::log(x), 1e-14);
            assert_close(sqrt(x), libm::sqrt(x), 1e-15);
        }
        assert_close(sqrt(26.7), libm::sqrt(26.7), 1e-15);
    }
}
