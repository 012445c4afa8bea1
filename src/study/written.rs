//! Where the settings and factors of a study stand in its file, so that what is wrong with one is told there.

use crate::document::{Diagnostic, Diagnostics, Node, Place};
use crate::scenario::Setting;
use std::ops::Range;

/// Where `PATH=VALUE` is written.
#[derive(Clone, Debug)]
pub struct Written {
    path: Place,
    value: Place,
}

impl Written {
    /// The places of the two, which are these parts of the text that `node` is.
    pub(super) fn of(node: Node<'_>, path: &Range<usize>, value: &Range<usize>) -> Self {
        Self { path: node.place_within(path), value: node.place_within(value) }
    }

    /// The place of what is marked in the text of a setting that was made of it.
    fn place(&self, setting: &Setting, marked: &Place) -> Place {
        let path = setting.path_span();
        if marked.marked.end > path.end {
            return self.value.clone();
        }
        let mut place = self.path.clone();
        // Unless something is escaped in the file, a step of the path has its own place.
        if place.excerpt.get(place.marked.clone()) == Some(setting.path()) {
            let start = place.marked.start;
            place.marked = start + marked.marked.start - path.start..start + marked.marked.end - path.start;
            place.column += place.excerpt[start..place.marked.start].chars().count();
        }
        place
    }
}

/// What is wrong with `settings` that messages say stood at `origin`, told where they are written.
pub(super) fn at_home(wrong: &Diagnostics, origin: &str, settings: &[Setting], places: &[Written]) -> Diagnostics {
    let home = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().filter(|place| place.file == origin)?;
        let mut pairs = settings.iter().zip(places);
        let (setting, written) = pairs.find(|(setting, _)| setting.to_string() == place.excerpt)?;
        Some(written.place(setting, place))
    };
    let told = |diagnostic: &Diagnostic| match home(diagnostic) {
        Some(place) => diagnostic.clone().at(place),
        None => diagnostic.clone(),
    };
    wrong.iter().map(told).collect::<Vec<_>>().into()
}
