//! Where the settings and factors of a study stand in its file, so that what is wrong with one is told there.

use crate::scenario::{Diagnostic, Diagnostics, Item, Place, Setting};

/// Where `PATH=VALUE` is written.
#[derive(Clone, Debug)]
pub struct Written {
    path: Place,
    value: Place,
}

impl Written {
    /// The places of the two in the text that `item` is; `None` if it is none.
    pub(super) fn of(item: &Item<'_>, path: &str) -> Option<Self> {
        let text = item.text().ok()?;
        let from = text.find(path)?;
        let to = from + path.len();
        let value = to + text[to..].len() - text[to..].trim_start_matches(['*', '=', ' ']).len();
        let place = |span| item.wrong_within(&span, "", "").place.map(|place| *place);
        Some(Self { path: place(from..to)?, value: place(value..text.trim_end().len())? })
    }

    /// The place of what is marked in the text of a setting that was made of it.
    fn place(&self, setting: &Setting, marked: &Place) -> Place {
        let from = setting.to_string().find(setting.path()).unwrap_or(0);
        if marked.marked.end > from + setting.path().len() {
            return self.value.clone();
        }
        let mut place = self.path.clone();
        // Unless something is escaped in the file, a step of the path has its own place.
        if place.excerpt.get(place.marked.clone()) == Some(setting.path()) {
            let start = place.marked.start;
            place.marked = start + marked.marked.start - from..start + marked.marked.end - from;
            place.column += place.excerpt[start..place.marked.start].chars().count();
        }
        place
    }
}

/// What is wrong with `settings` that messages say stood at `origin`, told where they are written.
pub(super) fn at_home(wrong: &Diagnostics, origin: &str, settings: &[Setting], written: &[Written]) -> Diagnostics {
    let home = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().filter(|place| place.file == origin)?;
        let mut pairs = settings.iter().zip(written);
        let (setting, written) = pairs.find(|(setting, _)| setting.to_string() == place.excerpt)?;
        Some(written.place(setting, place))
    };
    let told = |diagnostic: &Diagnostic| match home(diagnostic) {
        Some(place) => diagnostic.clone().at(place),
        None => diagnostic.clone(),
    };
    wrong.iter().map(told).collect::<Vec<_>>().into()
}
