//! Gamma variates of scale 1, the same on every platform.

use super::exp::exp;
use super::ln::ln;
use crate::engine::Stream;

/// Draws gamma variates of one shape and of scale 1 (Marsaglia & Tsang, "A Simple Method for Generating Gamma
/// Variables", ACM Transactions on Mathematical Software 26, 2000).
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitGamma {
    /// The shape, or one more if it is below 1, less 1/3.
    d: f64,
    /// 1/√(9d).
    c: f64,
    draw: Draw,
}

#[derive(Clone, Copy, Debug)]
enum Draw {
    /// Of shape 1: exponential.
    Exponential,
    /// Of a shape above 1.
    Large,
    /// Of a shape below 1, with its inverse: a variate of the shape + 1, times U^(1/shape) (section 6).
    Small(f64),
}

impl UnitGamma {
    /// Of this shape, which is finite and above 0.
    pub fn new(shape: f64) -> Self {
        let (large, draw) = match shape {
            1.0 => (shape, Draw::Exponential),
            _ if shape > 1.0 => (shape, Draw::Large),
            _ => (shape + 1.0, Draw::Small(1.0 / shape)),
        };
        let d = large - 1.0 / 3.0;
        Self { d, c: 1.0 / (9.0 * d).sqrt(), draw }
    }

    pub fn draw(&self, stream: &mut Stream) -> f64 {
        match self.draw {
            Draw::Exponential => stream.exponential(),
            Draw::Large => self.large(stream),
            // U^(1/shape) is exp(−E/shape) with an exponential variate E: half the time of a power.
            Draw::Small(inverse_shape) => exp(-stream.exponential() * inverse_shape) * self.large(stream),
        }
    }

    fn large(&self, stream: &mut Stream) -> f64 {
        loop {
            let x = stream.normal();
            let cube_root = 1.0 + self.c * x;
            if cube_root <= 0.0 {
                continue;
            }
            let v = cube_root * cube_root * cube_root;
            let (u, square) = (stream.unit(), x * x);
            if u < 1.0 - 0.0331 * square * square || ln(u) < 0.5 * square + self.d * (1.0 - v + ln(v)) {
                return self.d * v;
            }
        }
    }
}
