//! Writing a study as text that reads back as the same study.

use super::file::{LEVEL, REPLICATIONS};
use super::{Effort, Study};
use crate::document::path_from;
use crate::experiment::Sequential;
use crate::scenario::{Setting, Template};
use std::borrow::Cow;
use std::path::Path;

impl Study {
    /// The study as RON, for a file in `folder`: a baseline that came from a file is named; or, if `whole`, and if it
    /// can't be named, the scenario itself is written, with what was set in it. CSV files are named from `folder`.
    #[must_use]
    pub fn to_ron(&self, folder: &Path, whole: bool) -> String {
        let origin = self.origin.as_ref().filter(|_| !whole);
        let named = origin.and_then(|file| path_from(folder, file));
        let moved = if named.is_none() { self.titled().text_in(folder) } else { None };
        let mut fields = Vec::new();
        if let Some(file) = &named {
            fields.push(("scenario", quoted(file)));
            let settings: Vec<_> = self.settings.iter().map(|setting| quoted(&setting.to_string())).collect();
            fields.extend((!settings.is_empty()).then(|| ("set", list(&settings))));
        } else if let Some(text) = &moved {
            fields.push(("scenario", text.clone()));
        } else if let Ok(baseline) = self.baseline() {
            fields.push(("scenario", baseline.to_ron().trim_end().replace('\n', "\n    ")));
        }
        let factors = self.grid.factors().iter().map(|factor| match &named {
            Some(_) => quoted(&factor.to_string()),
            None => quoted(&self.baseline.factor_in(folder, &factor.to_string())),
        });
        let factors: Vec<_> = factors.collect();
        fields.push(("vary", list(&factors)));
        fields.extend(self.grid.is_lockstep().then(|| ("zip", "true".to_owned())));
        fields.extend(self.condition.as_ref().map(|condition| ("where", quoted(condition.text()))));
        let measures: Vec<_> = self.measures.iter().map(|measure| quoted(measure.name())).collect();
        fields.extend((!measures.is_empty()).then(|| ("measures", list(&measures))));
        match self.effort {
            Effort::Replications(REPLICATIONS) => {}
            Effort::Replications(count) => fields.push(("replications", count.to_string())),
            Effort::Precision { precision, max_replications } => {
                fields.push(("precision", quoted(&precision.to_string())));
                fields.extend(
                    (max_replications != Sequential::MAX_REPLICATIONS)
                        .then(|| ("max_replications", max_replications.to_string())),
                );
            }
        }
        if self.level.to_bits() != LEVEL.to_bits() {
            fields.push(("level", self.level.to_string()));
        }
        // Otherwise it stands in the scenario.
        fields.extend(self.seed.filter(|_| named.is_some() || moved.is_some()).map(|seed| ("seed", seed.to_string())));
        let lines: String = fields.iter().flat_map(|(field, value)| ["    ", field, ": ", value, ",\n"]).collect();
        format!("Study(\n{lines})\n")
    }

    /// The baseline with its title, which would else be the name of the file.
    fn titled(&self) -> Cow<'_, Template> {
        let title = self.baseline().ok().and_then(|baseline| Setting::new("title", &quoted(&baseline.title)).ok());
        let titled = title.and_then(|title| self.baseline.with(&title).ok());
        titled.map_or(Cow::Borrowed(&self.baseline), Cow::Owned)
    }
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// A text in quotation marks, with the necessary escapes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
