//! Drawing pictures into files.

use crate::cli::failure::Failure;
use crate::file;
use crate::report::rasterised;
use std::path::PathBuf;

/// Draws one picture into each of the files, as SVG or PNG by its ending. If there is nothing to draw, because of
/// `nothing`, that is what comes back: nobody should take an older file for the picture.
///
/// # Errors
/// If a file can't be written.
pub(in crate::cli) fn draw(
    paths: &[PathBuf],
    svg: impl Fn() -> Option<String>,
    nothing: &str,
) -> Result<Option<Failure>, Failure> {
    for path in paths {
        let is_svg = path.extension().is_some_and(|ending| ending == "svg");
        let drawn = if is_svg { svg().map(String::into_bytes) } else { svg().and_then(|svg| rasterised(&svg)) };
        let Some(picture) = drawn else {
            let what = format!("`{}` is not written, because there is nothing to draw: {nothing}", path.display());
            return Ok(Some(Failure::new(what, "leave --chart out")));
        };
        file::replace(path, &picture).map_err(|error| Failure::cant_write(path, &error))?;
    }
    Ok(None)
}
