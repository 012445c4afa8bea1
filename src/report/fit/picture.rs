//! Quantiles of the values against those of the model: on the line where both agree.

use crate::fit::{Model, Sample};
use crate::report::picture::axis::{Axis, place, powers, times};
use crate::report::picture::palette::{COLOURS, LIGHT};
use crate::report::picture::plot::{Drawn, HPos, MARGIN, Plot, blank, heading, heading_height, write};
use plotters::prelude::*;

/// The width in pixels of the SVG, and the height of the plot.
const WIDTH: i32 = 720;
const HEIGHT: i32 = 540;
/// The room for the texts and the name of the horizontal axis, and the height of a row of the legend.
const FOOT: i32 = 56;
const LEGEND: i32 = 22;
/// Quantiles of each class, and of its rarest values besides.
const POINTS: u32 = 200;
const RARE: u32 = 20;

type Pair = (f64, f64);

/// The quantiles of samples against those of their models.
#[derive(Clone, Copy, Debug)]
pub struct QuantilePicture<'q> {
    /// What stands above it.
    pub title: &'q str,
    /// What the models are called.
    pub model: &'q str,
    /// Each class: its name, its values, its model.
    pub pairs: &'q [(&'q str, &'q Sample, &'q Model)],
}

impl QuantilePicture<'_> {
    /// The picture as SVG; `None` if there are no values above zero.
    #[must_use]
    pub fn svg(&self) -> Option<String> {
        let clouds: Vec<_> =
            self.pairs.iter().take(COLOURS.len()).map(|(_, sample, model)| cloud(sample, model)).collect();
        let all = || clouds.iter().flatten().flat_map(|(x, y)| [*x, *y]);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        let mut text = String::new();
        // Drawing into memory can't fail.
        self.draw(&clouds, &axis(low, high), &mut text).ok()?;
        (low <= high).then_some(text)
    }

    fn draw(&self, clouds: &[Vec<Pair>], axis: &Axis, text: &mut String) -> Drawn {
        let notes = [format!("upwards: quantiles of the values; to the right: of the model ({})", self.model)];
        let breadth = WIDTH - 2 * MARGIN;
        let legend = if clouds.len() > 1 { LEGEND * i32::try_from(clouds.len())? } else { 0 };
        let top = heading_height(self.title, &notes, breadth) + legend + 8;
        let root = blank(text, (WIDTH, top + HEIGHT + FOOT))?;
        heading(&root, self.title, &notes, breadth)?;
        let left = MARGIN + Plot::room_of_texts(axis);
        let plot = Plot { x: axis, y: axis, left, right: WIDTH - MARGIN, top, bottom: top + HEIGHT };
        plot.frame(&root, (true, true))?;
        let [from, to] = [axis.from, axis.to].map(|place| libm::pow(10.0, place));
        root.draw(&PathElement::new([plot.at(from, from), plot.at(to, to)], LIGHT.quiet.stroke_width(1)))?;
        for ((cloud, colour), ((name, ..), row)) in clouds.iter().zip(COLOURS).zip(self.pairs.iter().zip(0..)) {
            for (x, y) in cloud {
                root.draw(&Circle::new(plot.at(*x, *y), 3, colour.mix(0.6).filled()))?;
            }
            if legend > 0 {
                let y = top - 8 - legend + row * LEGEND + LEGEND / 2;
                root.draw(&Circle::new((MARGIN + 6, y), 4, colour.filled()))?;
                write(&root, name, (MARGIN + 18, y), 14, LIGHT.ink, HPos::Left)?;
            }
        }
        root.present()?;
        Ok(())
    }
}

/// The logarithmic axis of both.
fn axis(low: f64, high: f64) -> Axis {
    let [from, to] = [low / 1.12, high * 1.12];
    let marks = powers(from, to, 12, true);
    let ticks = marks.iter().map(|at| place(*at, true)).zip(times(&marks)).collect();
    Axis { name: String::new(), from: place(from, true), to: place(to, true), ticks, is_logarithmic: true }
}

/// Quantiles in seconds, of the model and of the sample; those of zero are left out, because they have no logarithm.
fn cloud(sample: &Sample, model: &Model) -> Vec<Pair> {
    let n = sample.count() as f64;
    let themselves = Model::Values(sample.all().collect());
    let even = (0..POINTS).map(|index| (f64::from(index) + 0.5) / f64::from(POINTS));
    let rare = (0..RARE).rev().map(|index| 1.0 - (f64::from(index) + 0.5) / n).filter(|p| *p > 0.0);
    let points = even.filter(|p| 0.5 / n <= *p && *p <= 1.0 - 0.5 / n).chain(rare);
    points.map(|p| (model.quantile(p), themselves.quantile(p))).filter(|(x, y)| *x > 0.0 && *y > 0.0).collect()
}
