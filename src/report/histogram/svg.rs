//! The histogram as SVG: bars for the bins, a curve for the share that is reached by each value.

use super::bins::{Bins, Histogram};
use crate::count::grouped;
use crate::report::picture::axis::{marks, number};
use crate::report::picture::{escaped, palette};
use crate::report::shortening::without_end;
use std::fmt::Write as _;

/// In pixels: the picture, and the plot in it.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 520.0;
const LEFT: f64 = 76.0;
const RIGHT: f64 = 824.0;
const TOP: f64 = 84.0;
const BOTTOM: f64 = 452.0;
/// At most about this many bins.
const BINS_MAX: f64 = 40.0;
/// The quantiles that are marked, with what is said of each.
const MARKED: [(f64, &str); 3] = [(0.5, "half"), (0.9, "90 %"), (0.99, "99 %")];

/// The histogram's own rules of the style sheet, on a light ground and on a dark one.
const LIGHT: &str = ".axis{stroke:#8a8a8a}.bar{fill:#8ec7ea}.curve{stroke:#b34700}.share{fill:#b34700}\
                     .mark{stroke:#595959}";
const DARK: &str = ".axis{stroke:#6a6f7a}.bar{fill:#1f5d85}.curve{stroke:#f08a4b}.share{fill:#f08a4b}\
                    .mark{stroke:#a8a8a8}";

/// The picture as SVG, which suits a light ground and a dark one.
#[must_use]
pub fn svg(histogram: &Histogram) -> String {
    let bins = histogram.bins(about(histogram.count()));
    let mut canvas = Canvas { histogram, from: bins.edge(-1), to: 0.0, text: String::new() };
    canvas.to = bins.edge(i32::try_from(bins.counts.len()).unwrap_or(i32::MAX) - 1);
    canvas.head();
    canvas.shares();
    canvas.bars(&bins);
    canvas.values();
    canvas.curve();
    canvas.quantiles();
    let (title, about) = (escaped(&histogram.title), escaped(&description(histogram)));
    let [ground, dark] = [palette::LIGHT, palette::DARK].map(|colours| colours.sheet());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" \
         role=\"img\" aria-labelledby=\"title about\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"about\">{about}</desc>\n<style>{ground}{LIGHT}\
         @media(prefers-color-scheme:dark){{{dark}{DARK}}}</style>\n\
         <rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
        canvas.text
    )
}

/// How many bins suit this many values: 2 ∛n, the rule of Rice. Of few values narrow bins show chance alone.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 5 to 40")]
fn about(values: u64) -> usize {
    (2.0 * libm::cbrt(values as f64)).clamp(5.0, BINS_MAX) as usize
}

/// The result in words.
fn description(histogram: &Histogram) -> String {
    let said = |(order, share): (f64, &str)| {
        format!("{share} {} {}", histogram.by(), exactly(histogram, histogram.quantile(order)))
    };
    format!(
        "Of {} runs, {}; the longest bar of the histogram is where most are. From {} to {}.",
        grouped(histogram.count()),
        MARKED.map(said).join(", "),
        exactly(histogram, histogram.least()),
        exactly(histogram, histogram.greatest())
    )
}

/// A value that need not be round.
fn exactly(histogram: &Histogram, value: f64) -> String {
    let text = histogram.text(value);
    if histogram.is_time() { text } else { number(libm::round(value * 1_000.0) / 1_000.0) + histogram.unit }
}

struct Canvas<'a> {
    histogram: &'a Histogram,
    /// What is at the left end and at the right.
    from: f64,
    to: f64,
    text: String,
}

impl Canvas<'_> {
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect("a String takes it all");
    }

    fn write(&mut self, (x, y): (f64, f64), attributes: &str, text: &str) {
        let (x, y, text) = (fine(x), fine(y), escaped(text));
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\" {attributes}>{text}</text>\n"));
    }

    fn x(&self, value: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    fn head(&mut self) {
        let (name, count) = (self.histogram.measure.label(), grouped(self.histogram.count()));
        let title = without_end(&self.histogram.title, 72);
        self.write((LEFT, 30.0), "font-size=\"18\" font-weight=\"bold\"", &title);
        self.write((LEFT, 50.0), "class=\"quiet\"", &format!("{name} of {count} runs"));
    }

    /// The right axis: the share that is reached, which the grid belongs to.
    fn shares(&mut self) {
        for tenth in 0..=10 {
            let y = height(f64::from(tenth) / 10.0);
            self.put(format_args!("<path class=\"grid\" d=\"M{LEFT} {}H{RIGHT}\"/>\n", fine(y)));
            self.write((RIGHT + 8.0, y + 4.5), "class=\"share\"", &format!("{} %", tenth * 10));
        }
        let what = match self.histogram.by() {
            "by" => "of the runs are done by then".to_owned(),
            by => format!("of the runs are {by} this value"),
        };
        let middle = f64::midpoint(TOP, BOTTOM);
        let at = format!("class=\"share\" text-anchor=\"middle\" transform=\"rotate(90 {} {middle})\"", WIDTH - 18.0);
        self.write((WIDTH - 18.0, middle), &at, &what);
    }

    fn bars(&mut self, bins: &Bins) {
        let most = bins.most().max(1) as f64;
        let mut path = String::new();
        for (bin, count) in bins.numbered().filter(|(_, count)| *count > 0) {
            let (left, right) = (self.x(bins.edge(bin - 1)), self.x(bins.edge(bin)));
            // A gap of a pixel, where there is room for it.
            let gap = if right - left > 4.0 { 1.0 } else { 0.0 };
            let top = height(count as f64 / most);
            let _ = write!(path, "M{} {BOTTOM}V{}H{}V{BOTTOM}z", fine(left + gap), fine(top), fine(right));
        }
        self.put(format_args!("<path class=\"bar\" d=\"{path}\"/>\n"));
        let share = most / self.histogram.count() as f64;
        for at in marks(0.0, share * 100.0, 5, false).into_iter().filter(|at| *at <= share * 100.0) {
            let y = height(at / 100.0 / share);
            self.write((LEFT - 8.0, y + 4.5), "text-anchor=\"end\" class=\"quiet\"", &format!("{} %", number(at)));
        }
        let (middle, width) = (f64::midpoint(TOP, BOTTOM), self.histogram.text(bins.step));
        let at = format!("class=\"quiet\" text-anchor=\"middle\" transform=\"rotate(-90 22 {middle})\"");
        self.write((22.0, middle), &at, &format!("of the runs in a bar (each {width} wide)"));
    }

    fn values(&mut self) {
        self.put(format_args!("<path class=\"axis\" d=\"M{LEFT} {BOTTOM}H{RIGHT}\"/>\n"));
        let ticks = marks(self.from, self.to, 8, self.histogram.is_time());
        let shown = self.from.max(0.0)..=self.to;
        for at in ticks.into_iter().filter(|at| shown.contains(at)) {
            let (x, text) = (self.x(at), self.histogram.text(at));
            self.put(format_args!("<path class=\"axis\" d=\"M{} {BOTTOM}v5\"/>\n", fine(x)));
            self.write((x, BOTTOM + 20.0), "text-anchor=\"middle\"", &text);
        }
        let beyond = self.histogram.count() - self.histogram.count_up_to(self.to);
        let far = if beyond > 0 {
            let greatest = exactly(self.histogram, self.histogram.greatest());
            format!("; {} beyond, up to {greatest}", grouped(beyond))
        } else {
            String::new()
        };
        let name = format!("{}{far}", self.histogram.measure.label());
        self.write((f64::midpoint(LEFT, RIGHT), HEIGHT - 20.0), "text-anchor=\"middle\" class=\"quiet\"", &name);
    }

    /// The share that is reached by each value, pixel by pixel.
    fn curve(&mut self) {
        let mut path = String::new();
        let (mut x, mut level) = (LEFT, -1.0);
        while x <= RIGHT {
            let value = self.from + (self.to - self.from) * (x - LEFT) / (RIGHT - LEFT);
            let y = height(self.histogram.share_up_to(value));
            // Where it goes level, a long step does.
            if (y - level).abs() > f64::EPSILON {
                let _ = if path.is_empty() {
                    write!(path, "M{} {}", fine(x), fine(y))
                } else {
                    write!(path, "H{}V{}", fine(x), fine(y))
                };
                level = y;
            }
            x += 1.0;
        }
        self.put(format_args!("<path class=\"curve\" fill=\"none\" stroke-width=\"2\" d=\"{path}H{RIGHT}\"/>\n"));
    }

    fn quantiles(&mut self) {
        let mut free = f64::NEG_INFINITY;
        for (order, share) in MARKED {
            let value = self.histogram.quantile(order);
            if value > self.to {
                continue;
            }
            let (x, y) = (self.x(value), height(order));
            self.put(format_args!(
                "<path class=\"mark\" stroke-dasharray=\"4 3\" d=\"M{} {}V{BOTTOM}\"/>\n",
                fine(x),
                fine(y.min(TOP))
            ));
            let text = format!("{share} {} {}", self.histogram.by(), exactly(self.histogram, value));
            let width = 7.0 * text.chars().count() as f64;
            // One above the other, where there is no room beside each other.
            let (anchor, begin) = if x + width > WIDTH - 10.0 { ("end", x - width) } else { ("start", x) };
            let row = if begin < free { TOP - 22.0 } else { TOP - 6.0 };
            self.write((x, row), &format!("text-anchor=\"{anchor}\" font-size=\"12\""), &text);
            free = begin + width + 8.0;
        }
    }
}

/// How high a share stands.
fn height(share: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * share
}

/// To a tenth of a pixel.
fn fine(pixels: f64) -> String {
    number(libm::round(pixels * 10.0) / 10.0)
}
