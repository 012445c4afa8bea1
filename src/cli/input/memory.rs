//! Outcomes that a sweep has stored, for other commands.

use crate::cli::arguments::MemoryOptions;
use crate::cli::failure::{Failure, note, warn};
use crate::count::counted;
use crate::scenario::Scenario;
use crate::study::Remembered;
use std::sync::Arc;

/// What is stored of variations of `baseline`, if the options name a folder.
///
/// # Errors
/// If there is no such folder, or what it holds belongs to another scenario.
pub(in crate::cli) fn remembered(
    options: &MemoryOptions,
    baseline: &Scenario,
) -> Result<Option<Arc<Remembered>>, Failure> {
    let Some(folder) = &options.out else { return Ok(None) };
    if !folder.is_dir() {
        return Err(Failure::new(
            format!("`{}`: there is no such folder", folder.display()),
            "name the folder of a sweep, as in `zeitnot sweep … --out DIR`",
        ));
    }
    let remembered = Remembered::new(folder, baseline)?;
    remembered.warnings().iter().for_each(|warning| warn(warning));
    Ok(Some(Arc::new(remembered)))
}

/// Says how many outcomes were used in place of being played.
pub(in crate::cli) fn note_given(remembered: Option<&Remembered>) {
    if let Some(remembered) = remembered {
        note(&format!("{} reused", counted(remembered.given(), "replication")));
    }
}
