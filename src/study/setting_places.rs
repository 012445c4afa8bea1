//! The places of the settings and factors of a study in its file, for error messages.

use crate::document::{Diagnostic, Diagnostics, Node, Place};
use crate::scenario::Setting;
use std::ops::Range;

/// The place of `PATH=VALUE`.
#[derive(Clone, Debug)]
pub struct SettingPlaces {
    path: Place,
    value: Place,
}

impl SettingPlaces {
    /// The places of both, which are these parts of the text of `node`.
    pub(super) fn of(node: Node<'_>, path: &Range<usize>, value: &Range<usize>) -> Self {
        Self { path: node.place_within(path), value: node.place_within(value) }
    }

    /// The place in the file of a marked part of a setting.
    fn place(&self, setting: &Setting, marked: &Place) -> Place {
        let path = setting.path_span();
        if marked.marked.end > path.end {
            return self.value.clone();
        }
        let mut place = self.path.clone();
        // Unless something is escaped in the file, each step of the path has its own place.
        if place.excerpt.get(place.marked.clone()) == Some(setting.path()) {
            let start = place.marked.start;
            place.marked = start + marked.marked.start - path.start..start + marked.marked.end - path.start;
            place.column += place.excerpt[start..place.marked.start].chars().count();
        }
        place
    }
}

/// The errors of `settings`, which messages attribute to `origin`, moved to the places where they are written.
pub(super) fn at_home(
    wrong: &Diagnostics,
    origin: &str,
    settings: &[Setting],
    places: &[SettingPlaces],
) -> Diagnostics {
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
