//! Reading scenario files: all of them, or all that is wrong with them.

use super::failure::Failure;
use crate::scenario::Scenario;
use std::path::PathBuf;

/// Reads all files.
///
/// # Errors
/// What is wrong with any of them.
pub(super) fn load(files: &[PathBuf]) -> Result<Vec<Scenario>, Failure> {
    let (mut scenarios, mut broken) = (Vec::new(), Vec::new());
    for file in files {
        match Scenario::read(file) {
            Ok(scenario) => scenarios.push(scenario),
            Err(diagnostics) => broken.push(diagnostics),
        }
    }
    if broken.is_empty() { Ok(scenarios) } else { Err(Failure::Scenarios(broken)) }
}
