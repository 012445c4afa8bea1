//! The chart as a picture: SVG, and PNG, which is the same SVG drawn with the embedded typeface.

use super::Sweep;
use super::chart::{Axis, Chart, Line};
use crate::report::picture::{FONT, rasterised};
use plotters::prelude::*;
use std::fmt::Display;

/// In pixels of the SVG.
const SIZE: (u32, u32) = (900, 560);

/// Eight colours that are distinct for people with colour-vision deficiency: M. Okabe & K. Ito, "Color Universal
/// Design" (2008), with a darker yellow for a white background.
const COLOURS: [RGBColor; super::chart::LINES_MAX] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(120, 110, 20),
    RGBColor(0, 0, 0),
];

/// The chart of the first shown measure as SVG; `None` if there is nothing to compare.
#[must_use]
pub fn svg(sweep: &Sweep<'_>) -> Option<String> {
    let chart = Chart::new(sweep, sweep.shown()[0], (10, 6))?;
    let mut text = String::new();
    // Drawing into memory can't fail.
    let title =
        chart.left_out().map_or_else(|| sweep.title.to_owned(), |left_out| format!("{} ({left_out})", sweep.title));
    draw(&title, &chart, &mut text).ok()?;
    Some(text)
}

/// The same as PNG. Needs no fonts on the machine.
#[must_use]
pub fn png(sweep: &Sweep<'_>) -> Option<Vec<u8>> {
    rasterised(&svg(sweep)?)
}

type Drawn = Result<(), Box<dyn std::error::Error>>;

fn draw(title: &str, chart: &Chart, text: &mut String) -> Drawn {
    let root = SVGBackend::with_string(text, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let (x, y) = (widened(&chart.x), chart.y.from..chart.y.to);
    let mut plot = ChartBuilder::on(&root)
        .caption(title, (FONT, 22))
        .margin(16)
        .x_label_area_size(56)
        .y_label_area_size(84)
        .build_cartesian_2d(x, y)?;
    let grey = RGBColor(225, 225, 225);
    // Marks are drawn where the chart has them, not where the library would put them.
    plot.configure_mesh()
        .disable_mesh()
        .x_labels(0)
        .y_labels(0)
        .x_desc(chart.x.name.as_str())
        .y_desc(format!("{} (mean, {} confidence interval)", chart.y.name, chart.level))
        .axis_desc_style((FONT, 16))
        .axis_style(RGBColor(90, 90, 90))
        .draw()?;
    for (at, _) in &chart.y.ticks {
        plot.draw_series([PathElement::new([(widened(&chart.x).start, *at), (widened(&chart.x).end, *at)], grey)])?;
    }
    for (line, colour) in chart.lines.iter().zip(COLOURS) {
        draw_line(&mut plot, line, colour)?;
    }
    labels(&root, &plot, chart)?;
    if chart.lines.len() > 1 {
        plot.configure_series_labels()
            .position(freest_corner(chart))
            .background_style(WHITE.mix(0.85))
            .border_style(grey)
            .label_font((FONT, 14))
            .draw()?;
    }
    root.present()?;
    Ok(())
}

/// The place where the names of the lines hide the fewest points.
fn freest_corner(chart: &Chart) -> SeriesLabelPosition {
    use SeriesLabelPosition::{LowerLeft, LowerRight, UpperLeft, UpperRight};
    // About as much as the names take.
    let (width, height) = (0.35, 0.05 * (chart.lines.len() + 1) as f64);
    let share = |axis: &Axis, value: f64| (value - axis.from) / (axis.to - axis.from);
    let hidden = |corner: &SeriesLabelPosition| {
        let dots = chart.lines.iter().flat_map(|line| &line.points);
        let places = dots.map(|dot| (share(&chart.x, dot.x), share(&chart.y, dot.y)));
        let is_hidden = |(x, y): &(f64, f64)| {
            let beside = if matches!(corner, UpperLeft | LowerLeft) { *x <= width } else { *x >= 1.0 - width };
            let behind = if matches!(corner, UpperLeft | UpperRight) { *y >= 1.0 - height } else { *y <= height };
            beside && behind
        };
        places.filter(is_hidden).count()
    };
    // If equal, the first.
    [UpperLeft, UpperRight, LowerRight, LowerLeft].into_iter().min_by_key(hidden).unwrap_or(UpperLeft)
}

type Plot<'a, 'b> = ChartContext<
    'a,
    SVGBackend<'b>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;

fn draw_line(plot: &mut Plot<'_, '_>, line: &Line, colour: RGBColor) -> Drawn {
    plot.draw_series(LineSeries::new(line.points.iter().map(|dot| (dot.x, dot.y)), colour.stroke_width(2)))?
        .label(line.name.as_str())
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 22, y)], colour.stroke_width(2)));
    let with_interval = line.points.iter().filter(|dot| dot.half_width > 0.0);
    plot.draw_series(with_interval.map(|dot| {
        ErrorBar::new_vertical(dot.x, dot.y - dot.half_width, dot.y, dot.y + dot.half_width, colour.stroke_width(1), 8)
    }))?;
    plot.draw_series(line.points.iter().map(|dot| Circle::new((dot.x, dot.y), 4, colour.filled())))?;
    Ok(())
}

/// The marks' texts, beside the plot.
fn labels(root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>, plot: &Plot<'_, '_>, chart: &Chart) -> Drawn {
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    let (left, bottom) = (
        plot.backend_coord(&(widened(&chart.x).start, chart.y.from)).0,
        plot.backend_coord(&(chart.x.from, chart.y.from)).1,
    );
    let style = |horizontal, vertical| {
        TextStyle::from((FONT, 13)).pos(Pos::new(horizontal, vertical)).color(&RGBColor(60, 60, 60))
    };
    for (at, text) in &chart.y.ticks {
        let y = plot.backend_coord(&(chart.x.from, *at)).1;
        write(root, text, (left - 8, y), &style(HPos::Right, VPos::Center))?;
    }
    for (at, text) in &chart.x.ticks {
        let x = plot.backend_coord(&(*at, chart.y.from)).0;
        root.draw(&PathElement::new([(x, bottom), (x, bottom + 5)], RGBColor(90, 90, 90)))?;
        write(root, text, (x, bottom + 9), &style(HPos::Center, VPos::Top))?;
    }
    Ok(())
}

fn write(
    root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    text: &dyn Display,
    at: (i32, i32),
    style: &TextStyle<'_>,
) -> Drawn {
    root.draw(&Text::new(text.to_string(), at, style.clone()))?;
    Ok(())
}

/// A little room beside the first and the last point.
fn widened(axis: &Axis) -> std::ops::Range<f64> {
    let room = if axis.to > axis.from { (axis.to - axis.from) * 0.03 } else { 0.5 };
    axis.from - room..axis.to + room
}
