//! Standard variates side by side.

// Always inline: functions that are not inlined are not compiled for the processor's wider instructions.
#![expect(clippy::inline_always)]

use super::lanes::{Lanes, each};
use crate::engine::{EXPONENTIAL, NORMAL, Stream, Ziggurat, layer_of, open_unit, signed_unit};

/// Numbers from 0 up to, not including, 1.
#[inline(always)]
pub fn unit<const L: usize>(point: &Lanes<u64, L>) -> Lanes<f64, L> {
    each(|lane| Stream::at(point[lane]).unit())
}

/// Exponential variates of mean 1.
#[inline(always)]
pub fn exponential<const L: usize>(point: &Lanes<u64, L>) -> Lanes<f64, L> {
    by_ziggurat(&EXPONENTIAL, open_unit, Stream::exponential, point)
}

/// Normal variates of mean 0 and variance 1.
#[inline(always)]
pub fn normal<const L: usize>(point: &Lanes<u64, L>) -> Lanes<f64, L> {
    by_ziggurat(&NORMAL, signed_unit, Stream::normal, point)
}

/// The first attempt of the ziggurat in all lanes at once; one draw in a hundred is done again by itself.
#[inline(always)]
fn by_ziggurat<const L: usize>(
    ziggurat: &Ziggurat,
    width: impl Fn(u64) -> f64,
    draw: fn(&mut Stream) -> f64,
    point: &Lanes<u64, L>,
) -> Lanes<f64, L> {
    let bits: Lanes<u64, L> = each(|lane| Stream::at(point[lane]).next_bits());
    let edge: Lanes<f64, L> = each(|lane| ziggurat.edge[layer_of(bits[lane])]);
    let inner: Lanes<f64, L> = each(|lane| ziggurat.edge[layer_of(bits[lane]) + 1]);
    let mut standard: Lanes<f64, L> = each(|lane| width(bits[lane]) * edge[lane]);
    let beyond: Lanes<bool, L> = each(|lane| standard[lane].abs() >= inner[lane]);
    if beyond.iter().fold(false, |any, &beyond| any | beyond) {
        draw_again(&beyond, draw, point, &mut standard);
    }
    standard
}

#[cold]
#[inline(never)]
fn draw_again<const L: usize>(
    beyond: &Lanes<bool, L>,
    draw: fn(&mut Stream) -> f64,
    point: &Lanes<u64, L>,
    standard: &mut Lanes<f64, L>,
) {
    for lane in 0..L {
        if beyond[lane] {
            standard[lane] = draw(&mut Stream::at(point[lane]));
        }
    }
}
