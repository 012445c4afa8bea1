//! Writing a study as text that reads back as the same study.

use super::file::{LEVEL, REPLICATIONS};
use super::{Effort, Study};
use crate::experiment::Sequential;
use std::fs;
use std::path::{Component, Path, PathBuf};

impl Study {
    /// The study as RON. For a file in the folder `beside`, a baseline that came from a file is written by name;
    /// otherwise, or if it can't be named, the whole scenario is written with its settings.
    #[must_use]
    pub fn to_ron(&self, beside: Option<&Path>) -> String {
        let named = self.origin.as_ref().zip(beside).and_then(|(file, folder)| path(file, folder));
        let mut fields = Vec::new();
        if let Some(file) = &named {
            fields.push(("scenario", quoted(file)));
            let settings: Vec<_> = self.settings.iter().map(|setting| quoted(&setting.to_string())).collect();
            fields.extend((!settings.is_empty()).then(|| ("set", list(&settings))));
        } else if let Ok(baseline) = self.baseline() {
            fields.push(("scenario", baseline.to_ron().trim_end().replace('\n', "\n    ")));
        }
        let factors: Vec<_> = self.grid.factors().iter().map(|factor| quoted(&factor.to_string())).collect();
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
        fields.extend(self.seed.filter(|_| named.is_some()).map(|seed| ("seed", seed.to_string())));
        let lines: String = fields.iter().flat_map(|(field, value)| ["    ", field, ": ", value, ",\n"]).collect();
        format!("Study(\n{lines})\n")
    }
}

/// The path of a file relative to a folder; `None` if its name is not valid text.
fn path(file: &Path, folder: &Path) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (file, folder) = (fs::canonicalize(file).ok()?, fs::canonicalize(folder).ok()?);
    let (mut there, mut here) = (file.components().peekable(), folder.components().peekable());
    while there.peek().is_some() && there.peek() == here.peek() {
        there.next();
        here.next();
    }
    let up = here.map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(there).collect();
    Some(path.to_str()?.replace('\\', "/"))
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// A text in quotation marks, with the necessary escapes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
