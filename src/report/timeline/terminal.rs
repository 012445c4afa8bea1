//! The timeline in a terminal. A cell shows one state; time that a cell can't show counts in the next.

use super::axis::{marks, place};
use super::words::{self, Meaning, stack};
use super::{Timeline, TimelineRun};
use crate::model::Names;
use crate::report::shortening::without_end;
use crate::report::style;
use crate::trace::{Body, Shares, State, Strip, Who};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

/// For names, and a space.
const NAME: usize = 14;
/// For the end of a row: a line and when it ends.
const END: usize = 11;

/// How many columns of a terminal of `width` columns are for the rows.
pub(super) const fn columns(width: usize) -> usize {
    width.saturating_sub(NAME + END)
}

/// Writes it in lines of `width` columns: as many as the [room](super::room_of_terminal) of its panels had.
///
/// # Errors
/// If `out` can't be written to.
pub fn write(timeline: &Timeline<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for run in &timeline.runs {
        let title = style::TITLE;
        writeln!(out, "{title}{}{title:#}", without_end(&run.title, width))?;
        let names = Names::new(run.exhibition);
        for (index, strip) in run.panels.terminal.strips.iter().enumerate() {
            let Body::Shares(shares) = &strip.body else { continue };
            let end = if index == 0 && run.ends_by(timeline.to) { end(run, timeline) } else { None };
            rows(strip, shares, &names, end.as_ref(), out)?;
        }
        writeln!(out)?;
    }
    axis(timeline, width, out)?;
    if let Some(headline) = words::headline(timeline) {
        let result = style::RESULT;
        writeln!(out, "\n{result}{headline}{result:#}")?;
    }
    writeln!(out)?;
    legend(timeline, width, out)
}

/// The column after which the run ends, and the text there.
fn end(run: &TimelineRun<'_>, timeline: &Timeline<'_>) -> Option<(usize, String)> {
    let columns = columns_of(run)?;
    let at = place(run.outcome.end(), (timeline.from, timeline.to), columns as u64);
    Some((usize::try_from(at).ok()?, without_end(&words::end(run), END - 1)))
}

fn columns_of(run: &TimelineRun<'_>) -> Option<usize> {
    match &run.panels.terminal.strips.first()?.body {
        Body::Shares(shares) => Some(shares.columns().count()),
        Body::Spans(_) => None,
    }
}

/// The lines of a row: more than one if it is an area.
fn rows(
    strip: &Strip,
    shares: &Shares,
    names: &Names,
    end: Option<&(usize, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let height = match strip.who {
        Who::Master(_) | Who::Opponent(_) | Who::Seat(_) => 1,
        Who::Masters | Who::InLine => 4,
        Who::Boards => 12,
    };
    for line in 0..height {
        let cells = if height == 1 { with_carry(strip, shares) } else { slice(strip, shares, line, height) };
        let name = if line == 0 { without_end(&words::name(strip, names), NAME - 1) } else { String::new() };
        let mut text = Line::default();
        text.plain(&format!("{name:<NAME$}"));
        for cell in cells {
            text.cell(cell);
        }
        if let Some((at, end)) = end.filter(|_| line == 0) {
            text.truncate_blank(NAME + at);
            let quiet = style::TITLE;
            text.plain(&format!("▏{quiet}{end}{quiet:#}"));
        }
        writeln!(out, "{}", text.finish())?;
    }
    Ok(())
}

/// For each cell the state with the most time, counting time in earlier cells that was not shown; `None` if there is
/// nothing to show.
fn with_carry(strip: &Strip, shares: &Shares) -> Vec<Option<Meaning>> {
    let columns = shares.columns();
    let mut owed = [0_i128; State::OF_A_ROW + 1];
    let mut cells = Vec::new();
    for (index, column) in shares.by_column().enumerate() {
        let width = i128::from(columns.width_ns(index));
        let share = |state: &State| i128::try_from(column[state.place()]).unwrap_or(i128::MAX);
        let nothing = width - stack(strip.who).iter().map(share).sum::<i128>();
        // A state that is not in the cell is never shown, whatever time it has left over.
        let mut best = (nothing > 0).then(|| (nothing + owed[State::OF_A_ROW], State::OF_A_ROW, None));
        owed[State::OF_A_ROW] += nothing;
        for state in stack(strip.who) {
            owed[state.place()] += share(state);
            let credit = owed[state.place()];
            if share(state) > 0 && best.is_none_or(|(most, ..)| credit > most) {
                best = Some((credit, state.place(), Meaning::of(*state)));
            }
        }
        if let Some((_, place, _)) = best {
            owed[place] -= width;
        }
        cells.push(best.and_then(|(.., meaning)| meaning));
    }
    cells
}

/// One line of an area, counted from its top: the state at the line's middle.
fn slice(strip: &Strip, shares: &Shares, line: usize, height: usize) -> Vec<Option<Meaning>> {
    let columns = shares.columns();
    let cell = |(index, column): (usize, [u128; State::OF_A_ROW])| {
        let whole = u128::from(strip.of) * u128::from(columns.width_ns(index));
        let middle = whole * (2 * (height - line) - 1) as u128;
        let mut below = 0;
        stack(strip.who).iter().find_map(|state| {
            below += column[state.place()];
            (below * 2 * height as u128 > middle).then_some(Meaning::of(*state)?)
        })
    };
    shares.by_column().enumerate().map(cell).collect()
}

/// The look of a cell: its letter says as much as its colour.
fn look(meaning: Meaning) -> (char, Style) {
    let colour = |colour: AnsiColor| colour.on_default();
    match meaning {
        Meaning::Thinks => ('█', colour(AnsiColor::Blue)),
        Meaning::OpponentThinks => ('░', colour(AnsiColor::Cyan)),
        Meaning::Ready => ('!', colour(AnsiColor::Yellow)),
        Meaning::Walks => ('>', colour(AnsiColor::Green)),
        Meaning::Attends => ('/', colour(AnsiColor::Red)),
        Meaning::InLine => ('·', style::QUIET),
    }
}

/// A line with styles, which change only between different cells.
#[derive(Default)]
struct Line(String, Option<Meaning>);

impl Line {
    fn plain(&mut self, text: &str) {
        self.0 += text;
    }

    fn cell(&mut self, cell: Option<Meaning>) {
        if self.1 != cell {
            self.close();
            if let Some(meaning) = cell {
                self.0 += &look(meaning).1.render().to_string();
            }
            self.1 = cell;
        }
        self.0.push(cell.map_or(' ', |meaning| look(meaning).0));
    }

    fn close(&mut self) {
        if let Some(meaning) = self.1.take() {
            let style = look(meaning).1;
            self.plain(&format!("{style:#}"));
        }
    }

    /// Removes or adds blanks at the end, so the line is `length` long if possible.
    fn truncate_blank(&mut self, length: usize) {
        self.close();
        let seen = |text: &str| anstream::adapter::strip_str(text).to_string().chars().count();
        while self.0.ends_with(' ') && seen(&self.0) > length {
            self.0.pop();
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.0.truncate(self.0.trim_end_matches(' ').len());
        self.0
    }
}

/// The axis below all rows: each mark comes before its text.
fn axis(timeline: &Timeline<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let columns = timeline.runs.iter().filter_map(columns_of).max().unwrap_or(columns(width));
    let mut line = " ".repeat(NAME);
    for (at, text) in marks(timeline.from, timeline.to, (columns / 9).max(2) as u64) {
        let at = place(at, (timeline.from, timeline.to), columns as u64);
        let at = NAME + usize::try_from(at).unwrap_or(columns);
        let length = line.chars().count();
        if at >= length && at + text.chars().count() < width {
            line.push_str(&" ".repeat(at - length));
            line.extend(["|", &text, " "]);
        }
    }
    let quiet = style::QUIET;
    writeln!(out, "{quiet}{}{quiet:#}", line.trim_end())
}

/// The legend, in as many lines as needed.
fn legend(timeline: &Timeline<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let strips = timeline.runs.iter().flat_map(|run| &run.panels.terminal.strips);
    let mut length = 0;
    for meaning in words::meanings(&strips.collect::<Vec<_>>()) {
        let (letter, style) = look(meaning);
        let text = without_end(&meaning.text(words::masters(timeline)), width - 4);
        let needed = text.chars().count() + 5;
        if length > 0 && length + needed > width {
            writeln!(out)?;
            length = 0;
        }
        let gap = if length > 0 { "   " } else { "" };
        write!(out, "{gap}{style}{letter}{style:#} {text}")?;
        length += needed;
    }
    writeln!(out)
}
