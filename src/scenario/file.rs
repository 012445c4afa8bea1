//! A scenario, read from a file and written as one.

use super::checked::checked;
use super::column::ColumnCache;
use super::content::Content;
use super::fields::lines;
use crate::document::{self, Diagnostics, Document};
use crate::model::Exhibition;
use std::path::Path;

/// A scenario file's content: an exhibition, and how to play it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Title of the results; by default the file's name.
    pub title: String,
    /// Seed of all random numbers.
    pub seed: u64,
    /// The exhibition to play. It has passed [`Exhibition::check`].
    pub exhibition: Exhibition,
}

impl Scenario {
    /// Reads the scenario file at `path`. CSV files it names are looked for in the same folder.
    ///
    /// # Errors
    /// All errors in the file, or the reason why it can't be read.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let text = document::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// Reads a scenario from `text`, which messages call `name`. CSV files it names are looked for in
    /// `base_dir`, or else in the working directory.
    ///
    /// # Errors
    /// All errors in the text.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        let document = Document::new(name, text)?;
        checked(&document, base_dir, &ColumnCache::default()).map(|content| content.scenario(name))
    }

    /// The scenario as RON, with every default filled in, in a canonical layout. Reading this text gives the identical
    /// scenario.
    #[must_use]
    pub fn to_ron(&self) -> String {
        let Self { title, seed, exhibition } = self.clone();
        format!("Scenario(\n{})\n", lines("    ", &Content::of(title, seed, exhibition)))
    }
}

impl Content {
    /// The scenario, in a file of this name.
    pub fn scenario(&self, name: &str) -> Scenario {
        let title = self.title.clone().unwrap_or_else(|| stem(name));
        Scenario { title, seed: self.seed, exhibition: self.exhibition() }
    }
}

/// The name of a file without its folder and its ending.
fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
