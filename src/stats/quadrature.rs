//! Integrals of smooth functions over pieces: adaptive Gauss–Legendre quadrature.

/// Nodes on (0, 1) and weights of the ten-point rule on (−1, 1), which is symmetric: Abramowitz & Stegun, *Handbook of
/// Mathematical Functions*, table 25.4.
const RULE: [(f64, f64); 5] = [
    (0.148_874_338_981_631_2, 0.295_524_224_714_752_9),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_3),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_1),
];
/// A piece is halved as long as its halves differ from it by more than this part of the whole integral.
const TOLERANCE: f64 = 1e-13;
/// At most this many halvings in one integral; only rounding noise in the integrand would need more.
const HALVINGS: u32 = 4_000;

/// ∫f over the pieces between consecutive `breaks`, which rise. About 12 digits, if f is smooth within the pieces or
/// has few kinks.
pub(crate) fn integral(f: &impl Fn(f64) -> f64, breaks: &[f64]) -> f64 {
    let pieces = || breaks.windows(2).map(|ends| (ends[0], ends[1])).filter(|(a, b)| a < b);
    let scale: f64 = pieces().map(|(a, b)| gauss(f, a, b).abs()).sum();
    let mut halving = Halving { f, tolerance: TOLERANCE * scale, left: HALVINGS };
    pieces().map(|(a, b)| halving.integral(a, b, gauss(f, a, b))).sum()
}

struct Halving<'a, F> {
    f: &'a F,
    tolerance: f64,
    left: u32,
}

impl<F: Fn(f64) -> f64> Halving<'_, F> {
    /// ∫f from `a` to `b`; the rule alone gives `whole`.
    fn integral(&mut self, a: f64, b: f64, whole: f64) -> f64 {
        let middle = a + (b - a) / 2.0;
        let (left, right) = (gauss(self.f, a, middle), gauss(self.f, middle, b));
        let halves = left + right;
        if (halves - whole).abs() <= self.tolerance || self.left == 0 || middle <= a || middle >= b {
            return halves;
        }
        self.left -= 1;
        self.integral(a, middle, left) + self.integral(middle, b, right)
    }
}

/// ∫f from `a` to `b` by the ten-point rule: exact for polynomials up to degree 19.
fn gauss(f: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    let half = (b - a) / 2.0;
    let centre = a + half;
    half * RULE.iter().map(|(node, weight)| weight * (f(centre - half * node) + f(centre + half * node))).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(value: f64, expected: f64) {
        assert!((value / expected - 1.0).abs() < 1e-12, "{value}, not {expected}");
    }

    #[test]
    fn polynomials_are_integrated_exactly() {
        assert_close(gauss(|x| libm::pow(x, 19.0), 0.0, 1.0), 0.05);
        assert_close(gauss(|x| libm::pow(x, 18.0), -1.0, 1.0), 2.0 / 19.0);
        assert_close(gauss(|_| 1.0, 3.0, 5.0), 2.0);
    }

    #[test]
    fn kinks_and_steep_ends_are_found() {
        assert_close(integral(&|x: f64| (x - 0.3).abs(), &[0.0, 1.0]), 0.29);
        assert_close(integral(&libm::sqrt, &[0.0, 1.0]), 2.0 / 3.0);
        assert_close(integral(&|x| libm::pow(x, 0.01), &[0.0, 0.5, 0.5, 2.0]), libm::pow(2.0, 1.01) / 1.01);
        assert_eq!(integral(&|x| x, &[1.0]).to_bits(), (-0.0_f64).to_bits());
    }

    #[test]
    fn noise_does_not_keep_it_busy_for_ever() {
        let noisy = |x: f64| 1.0 + 1e-9 * f64::from(u8::from(x.to_bits().count_ones().is_multiple_of(2)));
        assert!((integral(&noisy, &[0.0, 1.0]) - 1.0).abs() < 2e-9);
    }
}
