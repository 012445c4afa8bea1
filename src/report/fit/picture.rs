//! Quantiles of the values against those of the model: on the line where both agree.

use crate::fit::{Model, Sample};
use crate::report::clock::rounded;
use crate::report::picture::{FONT, rasterised};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::ops::Range;

/// In pixels of the SVG.
const SIZE: (u32, u32) = (720, 640);
/// Quantiles of each class, and of its rarest values besides.
const POINTS: u32 = 200;
const RARE: u32 = 20;
/// Classes that are drawn, each in a colour of M. Okabe & K. Ito, "Color Universal Design" (2008).
const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
];
const INK: RGBColor = RGBColor(60, 60, 60);
const GREY: RGBColor = RGBColor(225, 225, 225);

type Drawn = Result<(), Box<dyn std::error::Error>>;
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
        self.draw(&clouds, low - 0.05..high + 0.05, &mut text).ok()?;
        (low <= high).then_some(text)
    }

    /// The same as PNG. Needs no fonts on the machine.
    #[must_use]
    pub fn png(&self) -> Option<Vec<u8>> {
        rasterised(&self.svg()?)
    }

    fn draw(&self, clouds: &[Vec<Pair>], range: Range<f64>, text: &mut String) -> Drawn {
        let root = SVGBackend::with_string(text, SIZE).into_drawing_area();
        root.fill(&WHITE)?;
        let mut plot = ChartBuilder::on(&root)
            .caption(self.title, (FONT, 20))
            .margin(16)
            .x_label_area_size(52)
            .y_label_area_size(84)
            .build_cartesian_2d(range.clone(), range.clone())?;
        plot.configure_mesh()
            .disable_mesh()
            .x_labels(0)
            .y_labels(0)
            .x_desc(format!("quantiles of the model ({})", self.model))
            .y_desc("quantiles of the values")
            .axis_desc_style((FONT, 15))
            .axis_style(RGBColor(90, 90, 90))
            .draw()?;
        let style = |horizontal, vertical| TextStyle::from((FONT, 13)).pos(Pos::new(horizontal, vertical)).color(&INK);
        for (at, name) in ticks(&range) {
            plot.draw_series([
                PathElement::new([(at, range.start), (at, range.end)], GREY),
                PathElement::new([(range.start, at), (range.end, at)], GREY),
            ])?;
            let ((x, bottom), (left, y)) =
                (plot.backend_coord(&(at, range.start)), plot.backend_coord(&(range.start, at)));
            root.draw(&Text::new(name.clone(), (x, bottom + 8), style(HPos::Center, VPos::Top)))?;
            root.draw(&Text::new(name, (left - 8, y), style(HPos::Right, VPos::Center)))?;
        }
        plot.draw_series([PathElement::new(
            [(range.start, range.start), (range.end, range.end)],
            INK.stroke_width(1),
        )])?;
        for ((cloud, colour), (name, ..)) in clouds.iter().zip(COLOURS).zip(self.pairs) {
            let dots = cloud.iter().map(|point| Circle::new(*point, 3, colour.mix(0.6).filled()));
            plot.draw_series(dots)?.label(*name).legend(move |at| Circle::new(at, 4, colour.filled()));
        }
        if clouds.len() > 1 {
            plot.configure_series_labels()
                .position(SeriesLabelPosition::UpperLeft)
                .background_style(WHITE.mix(0.85))
                .border_style(GREY)
                .label_font((FONT, 14))
                .draw()?;
        }
        root.present()?;
        Ok(())
    }
}

/// The decimal logarithms of quantiles, of the model and of the sample; those of zero are left out.
fn cloud(sample: &Sample, model: &Model) -> Vec<Pair> {
    let n = sample.count() as f64;
    let themselves = Model::Values(sample.all().collect());
    let even = (0..POINTS).map(|index| (f64::from(index) + 0.5) / f64::from(POINTS));
    let rare = (0..RARE).rev().map(|index| 1.0 - (f64::from(index) + 0.5) / n).filter(|p| *p > 0.0);
    let points = even.filter(|p| 0.5 / n <= *p && *p <= 1.0 - 0.5 / n).chain(rare);
    let pairs = points.map(|p| (model.quantile(p), themselves.quantile(p))).filter(|(x, y)| *x > 0.0 && *y > 0.0);
    pairs.map(|(x, y)| (libm::log10(x), libm::log10(y))).collect()
}

/// Times with one digit in a range of logarithms of seconds: 1, 2, 5, 10 … if there is room for them, else powers of ten.
fn ticks(range: &Range<f64>) -> Vec<(f64, String)> {
    let digits: &[u64] = if range.end - range.start > 3.0 { &[1] } else { &[1, 2, 5] };
    let powers = (0..19).map(|power| 10_u64.pow(power));
    let ticks = powers.flat_map(|power| digits.iter().filter_map(move |digit| digit.checked_mul(power)));
    ticks
        .map(|ns| (libm::log10(ns as f64) - 9.0, rounded(u128::from(ns))))
        .filter(|(at, _)| range.contains(at))
        .collect()
}
