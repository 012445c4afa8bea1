//! Scenario files: RON in, a checked [`Exhibition`] out.
//!
//! A text becomes a [`Document`], whose tree is read by the tables of `fields`, `choices` and `distribution` into what the
//! file says, and judged by [`Exhibition::check`]. Whatever is wrong on the way becomes a [`Diagnostic`] at its place. A
//! [`Template`] is a document that [`Setting`]s can change before it is judged. Nothing here plays a game, prints, or ends
//! the process.

mod choices;
mod column;
mod distribution;
mod fields;
mod kind;
mod misfit;
mod path;
mod reading;
mod said;
mod template;
mod value;
mod variant;

use crate::document::{self, Document};
pub use crate::document::{
    Diagnostic, Diagnostics, Place, did_you_mean, is_same_path, is_within, quoted_step, step_to as step_to_group,
};
use crate::model::Exhibition;
use column::Columns;
use fields::{Said, lines};
pub use path::through_group;
use said::judged;
use std::path::Path;
pub use template::{NumericKind, NumericSetting, ParseSettingError, Setting, Template};

/// What a scenario file says: an exhibition, and how to play it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What results are headed by; the file's name, unless the file says otherwise.
    pub title: String,
    /// From which all random numbers follow.
    pub seed: u64,
    /// What is to be played. It has passed [`Exhibition::check`].
    pub exhibition: Exhibition,
}

impl Scenario {
    /// Reads the scenario file at `path`. CSV files it names are looked for in the same folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file, or the reason why it can't be read.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let text = document::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// Reads a scenario from `text`, which messages call `name`. CSV files it names are looked for in
    /// `base_dir`, or else in the working directory.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        let document = Document::new(name, text)?;
        judged(&document, base_dir, &Columns::default()).map(|said| said.scenario(name))
    }

    /// The scenario as it was understood: as RON, with every default filled in, in a canonical layout.
    /// Read again, it gives the identical scenario.
    #[must_use]
    pub fn to_ron(&self) -> String {
        format!("Scenario(\n{})\n", lines("    ", &Said::of(self)))
    }
}

#[cfg(test)]
mod tests;
