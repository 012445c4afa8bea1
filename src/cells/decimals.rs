//! Whether a point or a comma stands before decimals: all cells of a column decide together, because `1,234` alone may
//! be either.

use super::number::{NoDuration, duration};
use super::sign::Sign;
use crate::document::{Diagnostic, Place};
use crate::time::TimeUnit;

/// What the cells of a column say of the sign, and where.
#[derive(Clone, Debug, Default)]
pub struct SignEvidence {
    /// The first cell that is a number only with this sign.
    only: [Option<(String, Place)>; 2],
    /// The first cell that is a different number with the other sign, by the sign in it.
    either: [Option<(String, Place)>; 2],
}

impl SignEvidence {
    /// Sees a cell, whose place is made only if it tells something new.
    pub fn see(&mut self, cell: &str, place: impl FnOnce() -> Place) {
        let has_comma = cell.contains(',');
        // Most cells tell nothing new.
        if !has_comma && (self.only[0].is_some() || !cell.contains('.')) {
            return;
        }
        let of = |sign| duration(cell, Some(TimeUnit::SECONDS.ns), sign);
        let slot = match (of(Sign::Point), of(Sign::Comma)) {
            (point, comma) if point == comma => return,
            (_, Err(NoDuration::NotANumber)) => &mut self.only[0],
            (Err(NoDuration::NotANumber), _) => &mut self.only[1],
            _ => &mut self.either[usize::from(has_comma)],
        };
        if slot.is_none() {
            *slot = Some((cell.to_owned(), place()));
        }
    }

    /// The sign, if cells are separated by this, or by nothing.
    ///
    /// # Errors
    /// If cells contradict each other, or all may be read in two ways that are both usual; without advice.
    pub fn decide(self, separator: Option<u8>) -> Result<Sign, Diagnostic> {
        let Self { only: [point, comma], either: [with_point, with_comma] } = self;
        match (point, comma, with_point, with_comma) {
            (Some((point, _)), Some((comma, place)), ..) => {
                let what = format!("`{comma}` has a decimal comma, but elsewhere `{point}` has a point");
                Err(Diagnostic::new(what).at(place))
            }
            (Some(_), None, ..) | (None, None, None, None) => Ok(Sign::Point),
            (None, Some(_), ..) => Ok(Sign::Comma),
            // Semicolons separate where the comma is the decimal sign; elsewhere a single point has never set thousands
            // apart.
            (None, None, None, Some(_)) if separator == Some(b';') => Ok(Sign::Comma),
            (None, None, Some(_), None) if separator != Some(b';') => Ok(Sign::Point),
            (None, None, Some((cell, place)), _) | (None, None, None, Some((cell, place))) => {
                let signs = |c: char| c == '.' || c == ',';
                let what = format!("`{cell}` may be {} or {}", cell.replace(signs, ""), cell.replace(signs, "."));
                Err(Diagnostic::new(what).at(place))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(cells: &[&str], separator: Option<u8>) -> Result<Sign, String> {
        let mut evidence = SignEvidence::default();
        for cell in cells {
            evidence.see(cell, || Place::whole_line("a.csv", 1, cell));
        }
        evidence.decide(separator).map_err(|doubt| doubt.message)
    }

    #[test]
    fn all_cells_decide_together() {
        let (comma, semicolon, tab) = (Some(b','), Some(b';'), Some(b'\t'));
        for (cells, separator, sign) in [
            (&["12", "7"][..], comma, Sign::Point),
            (&["1,5", "2,5"], comma, Sign::Comma),
            (&["1,234", "0,567"], comma, Sign::Comma),
            (&["1,234", "1,234.5"], comma, Sign::Point),
            (&["1,234", "1,234,567"], comma, Sign::Point),
            (&["1.234"], tab, Sign::Point),
            (&["1.234"], None, Sign::Point),
            (&["1,234"], semicolon, Sign::Comma),
            (&["1.234", "0.5"], semicolon, Sign::Point),
            (&["1.234", "0,5"], semicolon, Sign::Comma),
            (&["1.234,5", "7"], tab, Sign::Comma),
            (&["1m30s", "0:01:30.5", "1e-3", "soon", ""], semicolon, Sign::Point),
        ] {
            assert_eq!(decided(cells, separator), Ok(sign), "{cells:?}");
        }
        for (cells, separator, what) in [
            (&["1,234", "567"][..], comma, "`1,234` may be 1234 or 1.234"),
            (&["1,234 ms"], tab, "`1,234 ms` may be 1234 ms or 1.234 ms"),
            (&["1.234"], semicolon, "`1.234` may be 1234 or 1.234"),
            (&["1.234", "1,234"], None, "`1.234` may be 1234 or 1.234"),
            (&["1,5", "2.5"], comma, "`1,5` has a decimal comma, but elsewhere `2.5` has a point"),
        ] {
            assert_eq!(decided(cells, separator), Err(what.to_owned()), "{cells:?}");
        }
    }
}
