//! Columns: a window of time cut into equal parts, with the time in each state for each part.

use super::span::{Span, State};
use crate::time::{Duration, Instant};

/// A window of time, cut into columns of whole nanoseconds whose widths differ by at most one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeColumns {
    from: Instant,
    length_ns: u64,
    count: usize,
}

impl TimeColumns {
    /// At most `count` columns between two instants: fewer if the window has fewer nanoseconds than that.
    ///
    /// # Panics
    /// If the window is empty, or `count` is 0.
    #[must_use]
    pub fn new(from: Instant, to: Instant, count: usize) -> Self {
        let length_ns = to.since(from).as_ns();
        assert!(length_ns > 0 && count > 0, "there is nothing to cut into columns");
        Self { from, length_ns, count: usize::try_from(length_ns).map_or(count, |most| count.min(most)) }
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// When a column begins, in nanoseconds from the start of the window. Column [`TimeColumns::count`] begins at its
    /// end.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "at most the length")]
    pub const fn start_ns(&self, column: usize) -> u64 {
        (column as u128 * self.length_ns as u128 / self.count as u128) as u64
    }

    /// How long a column lasts, in nanoseconds.
    #[must_use]
    pub const fn width_ns(&self, column: usize) -> u64 {
        self.start_ns(column + 1) - self.start_ns(column)
    }

    /// The column of an instant, given in nanoseconds from the start of the window and before its end: the last that
    /// begins no later.
    #[expect(clippy::cast_possible_truncation, reason = "below the count")]
    const fn column_of(&self, ns: u64) -> usize {
        let count = self.count as u64;
        match (ns + 1).checked_mul(count) {
            Some(product) => ((product - 1) / self.length_ns) as usize,
            None => (((ns as u128 + 1) * count as u128 - 1) / self.length_ns as u128) as usize,
        }
    }

    /// The part of a span within the window, in nanoseconds from the start of the window.
    fn clipped(&self, span: &Span) -> Option<(u64, u64)> {
        let (from, to) =
            (span.from.max(self.from), span.to.min(self.from.saturating_add(Duration::from_ns(self.length_ns))));
        (from < to).then(|| (from.since(self.from).as_ns(), to.since(self.from).as_ns()))
    }
}

/// How long one row, or several together, were in each state, column by column.
///
/// A span costs the same however many columns it covers: columns that it covers completely are counted by the
/// difference between neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    columns: TimeColumns,
    /// By column, then by [`State::place`].
    cells: Vec<[Cell; State::OF_A_ROW]>,
}

/// The time of one state in one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// The time of spans that cover the column partly.
    part_ns: u128,
    /// How many more spans cover this column completely than the one before it.
    whole_more: i64,
}

impl Shares {
    /// The state before any span.
    #[must_use]
    pub fn new(columns: TimeColumns) -> Self {
        Self { columns, cells: vec![[Cell::default(); State::OF_A_ROW]; columns.count() + 1] }
    }

    /// The columns.
    #[must_use]
    pub const fn columns(&self) -> TimeColumns {
        self.columns
    }

    /// Adds the part of a span within the window.
    pub fn add(&mut self, span: &Span) {
        let Some((from, to)) = self.columns.clipped(span) else { return };
        let place = span.state.place();
        let (first, last) = (self.columns.column_of(from), self.columns.column_of(to - 1));
        if first == last {
            self.cells[first][place].part_ns += u128::from(to - from);
            return;
        }
        self.cells[first][place].part_ns += u128::from(self.columns.start_ns(first + 1) - from);
        self.cells[last][place].part_ns += u128::from(to - self.columns.start_ns(last));
        self.cells[first + 1][place].whole_more += 1;
        self.cells[last][place].whole_more -= 1;
    }

    /// For each column from left to right, the nanoseconds of each state, by [`State::place`]: of all rows together.
    pub fn by_column(&self) -> impl Iterator<Item = [u128; State::OF_A_ROW]> + '_ {
        let mut whole = [0_i64; State::OF_A_ROW];
        (0..self.columns.count()).map(move |column| {
            let width_ns = u128::from(self.columns.width_ns(column));
            std::array::from_fn(|place| {
                let cell = self.cells[column][place];
                whole[place] += cell.whole_more;
                cell.part_ns + width_ns * u128::from(whole[place].unsigned_abs())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::span::Row;
    use super::*;

    fn span(from: u64, to: u64, state: State) -> Span {
        let [from, to] = [from, to].map(Instant::from_ns);
        Span { row: Row::Board(0), state, with: None, from, to }
    }

    #[test]
    fn columns_tile_the_window() {
        for (from, to, count) in [(0, 7, 3), (5, 6, 80), (0, u64::MAX - 1, 780), (1 << 60, (1 << 60) + 12_345, 999)] {
            let columns = TimeColumns::new(Instant::from_ns(from), Instant::from_ns(to), count);
            assert_eq!((columns.start_ns(0), columns.start_ns(columns.count())), (0, to - from));
            for column in 0..columns.count() {
                let (start, width) = (columns.start_ns(column), columns.width_ns(column));
                assert!(width > 0, "{from} {to} {column}");
                assert_eq!([start, start + width - 1].map(|ns| columns.column_of(ns)), [column; 2]);
            }
        }
    }

    #[test]
    fn shares_are_exact() {
        let columns = TimeColumns::new(Instant::from_ns(10), Instant::from_ns(110), 7);
        let spans = [(0, 12), (12, 13), (13, 90), (90, 300), (10, 110)].map(|(a, b)| span(a, b, State::Ready));
        let mut shares = Shares::new(columns);
        for span in &spans {
            shares.add(span);
        }
        shares.add(&span(0, 10, State::InLine));
        for (column, cell) in shares.by_column().enumerate() {
            let from = Instant::from_ns(10 + columns.start_ns(column));
            let to = from.saturating_add(Duration::from_ns(columns.width_ns(column)));
            let expected: u64 = spans.iter().map(|span| span.ns_within(from, to)).sum();
            assert_eq!((cell[State::Ready.place()], cell[State::InLine.place()]), (u128::from(expected), 0));
        }
    }
}
