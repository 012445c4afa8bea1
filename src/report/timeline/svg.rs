//! The timeline as SVG: plain text and a few long paths, so it stays small. Lengths are whole hundredths of a pixel, so
//! every machine draws the same.

use super::axis::{marks, place};
use super::words::{self, Meaning, stack};
use super::{Timeline, TimelineRun, colour};
use crate::model::Names;
use crate::report::picture::escaped;
use crate::report::shortening::without_end;
use crate::trace::{Body, Shares, Span, State, Strip, TimeColumns, Who};
use std::fmt::Write as _;

/// In pixels: the picture, the part left of the rows and the rows themselves.
const WIDTH: u64 = 1_000;
const LEFT: u64 = 132;
const PLOT: u64 = 768;
/// As many columns as pixels, if there is room.
pub(super) const COLUMNS: usize = 768;
/// Hundredths of a pixel.
const FINE: u64 = 100;
const MARGIN: u64 = 20;
/// Of a text of 12 pixels, in tenths of a pixel: more than most letters have.
const LETTER: u64 = 66;

/// The picture as SVG, for light and dark backgrounds.
#[must_use]
pub fn svg(timeline: &Timeline<'_>) -> String {
    let mut body = Canvas { text: String::new(), y: MARGIN };
    body.headline(timeline);
    body.legend(timeline);
    let (head, top) = (std::mem::take(&mut body.text), body.y);
    for run in &timeline.runs {
        body.panel(run, timeline);
    }
    let (rows, bottom) = (std::mem::take(&mut body.text), body.y);
    // The grid goes behind the rows.
    body.grid(timeline, top, bottom);
    let height = body.y + MARGIN / 2;
    let (title, description) = (escaped(&words::title(timeline)), escaped(&words::description(timeline)));
    let [sheet, dark] = [&colour::LIGHT, &colour::DARK].map(colour::sheet);
    let (patterned, patterns) = (colour::PATTERNED, colour::patterns());
    let grid = body.text;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title about\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<title id=\"title\">{title}</title>\n<desc id=\"about\">{description}</desc>\n\
         <style>{sheet}{patterned}@media(prefers-color-scheme:dark){{{dark}}}</style>\n{patterns}<rect class=\"ground\" width=\"100%\" \
         height=\"100%\"/>\n{head}{grid}{rows}</svg>\n"
    )
}

/// The drawing so far, and its height.
struct Canvas {
    text: String,
    y: u64,
}

/// The style of a text.
struct Pen {
    anchor: &'static str,
    size: u64,
    bold: bool,
    quiet: bool,
}

const PLAIN: Pen = Pen { anchor: "start", size: 12, bold: false, quiet: false };

impl Canvas {
    /// A text at hundredths of a pixel to the right, on a base line in pixels.
    fn write(&mut self, x: u64, y: u64, pen: &Pen, text: &str) {
        let anchor = if pen.anchor == "start" { String::new() } else { format!(" text-anchor=\"{}\"", pen.anchor) };
        let size = if pen.size == 12 { String::new() } else { format!(" font-size=\"{}\"", pen.size) };
        let bold = if pen.bold { " font-weight=\"bold\"" } else { "" };
        let quiet = if pen.quiet { " class=\"quiet\"" } else { "" };
        let (x, text) = (fine(x), escaped(text));
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\"{anchor}{size}{bold}{quiet}>{text}</text>\n"));
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        self.text.write_fmt(text).expect("a String takes it all");
    }

    fn headline(&mut self, timeline: &Timeline<'_>) {
        let large = Pen { size: 18, bold: true, ..PLAIN };
        if let Some(title) = &timeline.title {
            self.y += 14;
            self.write(LEFT * FINE, self.y, &large, &without_end(title, 80));
            self.y += 10;
        }
        if let Some(headline) = words::headline(timeline) {
            self.y += 14;
            let pen = if timeline.title.is_some() { Pen { bold: false, size: 14, ..large } } else { large };
            self.write(LEFT * FINE, self.y, &pen, &headline);
            self.y += 14;
        }
    }

    fn legend(&mut self, timeline: &Timeline<'_>) {
        let strips = timeline.runs.iter().flat_map(|run| &run.panels.picture.strips);
        let (mut x, mut line) = (LEFT, self.y);
        for meaning in words::meanings(&strips.collect::<Vec<_>>()) {
            let text = without_end(&meaning.text(words::masters(timeline)), 60);
            let width = 24 + LETTER * text.chars().count() as u64 / 10;
            if x > LEFT && x + width > WIDTH {
                (x, line) = (LEFT, line + 18);
            }
            let class = colour::class(meaning);
            self.put(format_args!("<rect class=\"{class}\" x=\"{x}\" y=\"{line}\" width=\"14\" height=\"12\"/>\n"));
            self.write((x + 19) * FINE, line + 10, &PLAIN, &text);
            x += width + 12;
        }
        self.y = line + 22;
    }

    fn panel(&mut self, run: &TimelineRun<'_>, timeline: &Timeline<'_>) {
        self.y += 20;
        let bold = Pen { bold: true, ..PLAIN };
        self.write(LEFT * FINE, self.y, &bold, &without_end(&run.title, 110));
        self.y += 7;
        let (top, names) = (self.y, Names::new(run.exhibition));
        let pitch = pitch(&run.panels.picture.strips);
        for strip in &run.panels.picture.strips {
            let (height, gap) = match strip.who {
                Who::Master(_) => (20, 6),
                Who::Masters => (40, 6),
                Who::Opponent(_) | Who::Seat(_) => (pitch - pitch / 6, pitch / 6),
                Who::InLine => (60, 4),
                Who::Boards => (180, 4),
            };
            self.label(strip, &names, height);
            match &strip.body {
                Body::Spans(spans) => self.spans(strip, spans, timeline, height),
                Body::Shares(shares) => self.shares(strip, shares, height),
            }
            self.y += height + gap;
        }
        if run.ends_by(timeline.to) && run.outcome.end() >= timeline.from {
            let x = LEFT * FINE + place(run.outcome.end(), (timeline.from, timeline.to), PLOT * FINE);
            let (bottom, at) = (self.y, fine(x));
            self.put(format_args!("<path class=\"end\" d=\"M{at} {}V{bottom}\" stroke-width=\"1.5\"/>\n", top - 3));
            self.write(x + 6 * FINE, top + 14, &bold, &words::end(run));
        }
    }

    /// A row's name, and for an area the value of its full height.
    fn label(&mut self, strip: &Strip, names: &Names, height: u64) {
        let (x, name) = ((LEFT - 8) * FINE, words::name(strip, names));
        let bold = matches!(strip.who, Who::Master(_) | Who::Masters);
        let size = if height < 10 { 8 } else { 12 - u64::from(height < 12) };
        let pen = Pen { anchor: "end", bold, size, ..PLAIN };
        let name = without_end(&name, if size < 12 { 22 } else { 17 });
        if height < 40 {
            return self.write(x, self.y + height / 2 + size * 3 / 8, &pen, &name);
        }
        self.write(x, self.y + 11, &pen, &name);
        let quiet = Pen { anchor: "end", quiet: true, size: 10, ..PLAIN };
        let at_most = if strip.who == Who::InLine { format!("at most {}", strip.of) } else { String::new() };
        self.write(x, self.y + 24, &quiet, &at_most);
        self.write(x, self.y + height, &quiet, "0");
    }

    /// Every span as a rectangle, those of one state in one path.
    fn spans(&mut self, strip: &Strip, spans: &[Span], timeline: &Timeline<'_>, height: u64) {
        let (top, window) = (self.y, (timeline.from, timeline.to));
        for state in stack(strip.who) {
            let mut path = String::new();
            for span in spans.iter().filter(|span| span.state == *state) {
                let [from, to] = [span.from, span.to].map(|at| LEFT * FINE + place(at, window, PLOT * FINE));
                if from < to {
                    let (from, width) = (fine(from), fine(to - from));
                    write!(path, "M{from} {top}h{width}v{height}h-{width}z").expect("a String takes it all");
                }
            }
            self.path(*state, &path);
        }
    }

    /// Each state as an area that reaches down to the base; lower states are drawn over it.
    fn shares(&mut self, strip: &Strip, shares: &Shares, height: u64) {
        let columns = shares.columns();
        let states = stack(strip.who);
        let heights: Vec<Vec<u64>> = shares
            .by_column()
            .enumerate()
            .map(|(index, column)| {
                let whole = (u128::from(strip.of) * u128::from(columns.width_ns(index))).max(1);
                let mut below = 0;
                let levels = states.iter().map(|state| {
                    below += column[state.place()];
                    // To a fifth of a pixel.
                    let fifths = (below * u128::from(height * 5) + whole / 2) / whole;
                    u64::try_from(fifths).unwrap_or(0) * (FINE / 5)
                });
                levels.collect()
            })
            .collect();
        for (level, state) in states.iter().enumerate().rev() {
            let is_seen = |column: &Vec<u64>| column[level] > if level == 0 { 0 } else { column[level - 1] };
            if heights.iter().any(is_seen) {
                let outline = outline(heights.iter().map(|column| column[level]), columns, (self.y + height) * FINE);
                self.path(*state, &outline);
            }
        }
    }

    fn path(&mut self, state: State, path: &str) {
        if let Some(meaning) = Meaning::of(state).filter(|_| !path.is_empty()) {
            self.put(format_args!("<path class=\"{}\" d=\"{path}\"/>\n", colour::class(meaning)));
        }
    }

    fn grid(&mut self, timeline: &Timeline<'_>, top: u64, bottom: u64) {
        let quiet = Pen { anchor: "middle", quiet: true, size: 11, ..PLAIN };
        for (at, text) in marks(timeline.from, timeline.to, 7) {
            let x = LEFT * FINE + place(at, (timeline.from, timeline.to), PLOT * FINE);
            let at = fine(x);
            self.put(format_args!("<path class=\"grid\" d=\"M{at} {top}V{}\"/>\n", bottom + 6));
            self.write(x, bottom + 20, &quiet, &text);
        }
        self.y = bottom + 24;
    }
}

/// The distance of the rows of boards.
fn pitch(strips: &[Strip]) -> u64 {
    match strips.len() {
        ..20 => 16,
        20..40 => 12,
        _ => 9,
    }
}

/// The outline of an area above a base line, column by column. Equal neighbours are one step.
fn outline(heights: impl Iterator<Item = u64>, columns: TimeColumns, base: u64) -> String {
    let edge = |column: usize| column as u64 * PLOT * FINE / columns.count() as u64;
    let heights: Vec<u64> = heights.collect();
    let Some(first) = heights.iter().position(|height| *height > 0) else { return String::new() };
    let mut path = format!("M{} {}", fine(LEFT * FINE + edge(first)), fine(base));
    let (mut level, mut column) = (0, first);
    while column < heights.len() {
        let height = heights[column];
        let next = heights[column..].iter().position(|other| *other != height).map_or(heights.len(), |at| column + at);
        if height == 0 && next == heights.len() {
            break;
        }
        let (sign, step) = if height > level { ("-", height - level) } else { ("", level - height) };
        let _ = write!(path, "v{sign}{}h{}", fine(step), fine(edge(next) - edge(column)));
        (level, column) = (height, next);
    }
    path + &format!("V{}z", fine(base))
}

/// Hundredths of a pixel in pixels, with as few digits as possible.
fn fine(hundredths: u64) -> String {
    match (hundredths / FINE, hundredths % FINE) {
        (whole, 0) => whole.to_string(),
        (whole, part) => {
            let text = format!("{whole}.{part:02}");
            let text = text.trim_end_matches('0');
            text.strip_prefix('0').unwrap_or(text).to_owned()
        }
    }
}
