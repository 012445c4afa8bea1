//! Drawing pictures into files.

use crate::cli::failure::{Failure, warn};
use crate::file;
use std::path::PathBuf;

/// Draws one picture into each of the files, as SVG or PNG by its ending; warns with `nothing` if there is nothing to
/// draw.
pub(in crate::cli) fn draw(
    paths: &[PathBuf],
    svg: impl Fn() -> Option<String>,
    png: impl Fn() -> Option<Vec<u8>>,
    nothing: &str,
) -> Result<(), Failure> {
    for path in paths {
        let is_svg = path.extension().is_some_and(|ending| ending == "svg");
        let Some(picture) = (if is_svg { svg().map(String::into_bytes) } else { png() }) else {
            warn(&format!("there is nothing to draw: {nothing}"));
            return Ok(());
        };
        file::replace(path, &picture).map_err(|error| Failure::cant_write(path, &error))?;
    }
    Ok(())
}
