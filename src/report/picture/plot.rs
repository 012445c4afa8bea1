//! What charts are drawn with: texts, headings, and a plot between two axes. All places are pixels of the SVG.

use super::FONT;
use super::axis::Axis;
use super::palette::LIGHT;
use plotters::prelude::*;
pub(in crate::report) use plotters::style::text_anchor::HPos;
use plotters::style::text_anchor::{Pos, VPos};

/// Drawing into memory can't fail; the library's types say that it can.
pub(in crate::report) type Drawn = Result<(), Box<dyn std::error::Error>>;
pub(in crate::report) type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// The distance of texts from the edges of the picture.
pub(in crate::report) const MARGIN: i32 = 20;
const TITLE: i32 = 20;
const TITLE_LINES: usize = 3;
/// Of marks, and the room that they need beside a vertical axis.
const TICK: i32 = 13;

/// A picture of this size that has only a background so far.
pub(in crate::report) fn blank(
    text: &mut String,
    (width, height): (i32, i32),
) -> Result<Area<'_>, Box<dyn std::error::Error>> {
    let root = SVGBackend::with_string(text, (width.unsigned_abs(), height.unsigned_abs())).into_drawing_area();
    root.fill(&LIGHT.paper)?;
    Ok(root)
}

/// Writes a text, centred vertically at the place.
pub(in crate::report) fn write(
    root: &Area<'_>,
    text: &str,
    at: (i32, i32),
    size: i32,
    colour: RGBColor,
    horizontal: HPos,
) -> Drawn {
    let style = TextStyle::from((FONT, size)).pos(Pos::new(horizontal, VPos::Center)).color(&colour);
    root.draw(&Text::new(text.to_owned(), at, style))?;
    Ok(())
}

/// About how wide a text is: no less than in most typefaces.
#[expect(clippy::cast_possible_truncation, reason = "texts are short")]
pub(in crate::report) fn width(text: &str, size: i32) -> i32 {
    (text.chars().count() as f64 * 0.58 * f64::from(size)) as i32
}

/// A text in lines of at most this many pixels, broken between words; a longer word is cut.
pub(in crate::report) fn wrapped(text: &str, breadth: i32, size: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}"));
        match joined.filter(|joined| width(joined, size) <= breadth) {
            Some(joined) => *lines.last_mut().expect("it was joined to one") = joined,
            None => lines.push(word.to_owned()),
        }
    }
    for line in &mut lines {
        while width(line, size) > breadth && line.pop().is_some() {
            line.pop();
            line.push('…');
        }
    }
    lines
}

/// A title in as many lines as it needs, at most three.
pub(in crate::report) fn title_lines(title: &str, breadth: i32) -> Vec<String> {
    let mut lines = wrapped(title, breadth, TITLE);
    if lines.len() > TITLE_LINES {
        lines.truncate(TITLE_LINES);
        lines.last_mut().expect("there are three").push('…');
    }
    lines
}

/// The height of [`heading`].
pub(in crate::report) fn heading_height(title: &str, notes: &[String], breadth: i32) -> i32 {
    24 + 26 * count(&title_lines(title, breadth)) + 20 * count(notes)
}

/// Writes a title, and quiet lines below it.
pub(in crate::report) fn heading(root: &Area<'_>, title: &str, notes: &[String], breadth: i32) -> Drawn {
    let mut y = 30;
    for line in title_lines(title, breadth) {
        write(root, &line, (MARGIN, y), TITLE, LIGHT.ink, HPos::Left)?;
        y += 26;
    }
    for note in notes {
        write(root, note, (MARGIN, y), 14, LIGHT.quiet, HPos::Left)?;
        y += 20;
    }
    Ok(())
}

/// How many there are, as pixels are counted.
pub(in crate::report) fn count<T>(of: &[T]) -> i32 {
    i32::try_from(of.len()).unwrap_or(i32::MAX / 64)
}

/// A plot between a horizontal axis and a vertical one.
pub(in crate::report) struct Plot<'p> {
    pub x: &'p Axis,
    pub y: &'p Axis,
    pub left: i32,
    pub right: i32,
    pub top: i32,
    pub bottom: i32,
}

impl Plot<'_> {
    /// The room that the texts of a vertical axis take.
    pub fn room_of_texts(axis: &Axis) -> i32 {
        axis.ticks.iter().map(|(_, text)| width(text, TICK)).max().unwrap_or(0) + 10
    }

    /// Where a pair of values is.
    pub fn at(&self, x: f64, y: f64) -> (i32, i32) {
        (self.across(self.x.share(x)), self.up(self.y.share(y)))
    }

    /// A little room beside the first and the last point.
    fn across(&self, share: f64) -> i32 {
        let inset = f64::from(self.right - self.left) * 0.03;
        pixels(f64::from(self.left) + inset + share * (f64::from(self.right - self.left) - 2.0 * inset))
    }

    fn up(&self, share: f64) -> i32 {
        pixels(f64::from(self.bottom) - share * f64::from(self.bottom - self.top))
    }

    /// Draws the axes, with a line through the plot at each mark of the vertical one, and the texts of the marks that
    /// have room, if there are to be any.
    pub fn frame(&self, root: &Area<'_>, (below, beside): (bool, bool)) -> Drawn {
        for (place, text) in &self.y.ticks {
            let y = self.up(self.y.share_of_place(*place));
            root.draw(&PathElement::new([(self.left, y), (self.right, y)], LIGHT.grid.stroke_width(1)))?;
            if beside {
                write(root, text, (self.left - 8, y), TICK, LIGHT.quiet, HPos::Right)?;
            }
        }
        let corner = [(self.left, self.top), (self.left, self.bottom), (self.right, self.bottom)];
        root.draw(&PathElement::new(corner, LIGHT.quiet.stroke_width(1)))?;
        let mut free = i32::MIN;
        for (place, text) in &self.x.ticks {
            let x = self.across(self.x.share_of_place(*place));
            root.draw(&PathElement::new([(x, self.bottom), (x, self.bottom + 5)], LIGHT.quiet.stroke_width(1)))?;
            let half = width(text, TICK) / 2;
            if below && x - half >= free {
                write(root, text, (x, self.bottom + 15), TICK, LIGHT.quiet, HPos::Center)?;
                free = x + half + 6;
            }
        }
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within the picture")]
fn pixels(at: f64) -> i32 {
    libm::round(at) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_broken_and_never_lost_without_a_sign() {
        assert_eq!(title_lines("A short one", 860), ["A short one"]);
        let long = "word ".repeat(40);
        let lines = title_lines(&long, 860);
        assert!(lines.len() == 3 && lines.iter().all(|line| width(line, TITLE) <= 860), "{lines:?}");
        assert!(lines.concat().matches("word").count() == 40, "{lines:?}");
        assert!(title_lines(&"word ".repeat(400), 860)[2].ends_with('…'));
        let word = wrapped(&"x".repeat(500), 860, TITLE);
        assert!(word.len() == 1 && word[0].ends_with('…') && width(&word[0], TITLE) <= 860, "{word:?}");
    }
}
