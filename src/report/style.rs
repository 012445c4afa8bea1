//! The styles of the output, and bars. Writers that do not want them strip them, see `anstream`.

use anstyle::{AnsiColor, Style};

/// Titles.
pub(super) const TITLE: Style = Style::new().bold();
/// Less important text: time stamps, explanations.
pub(super) const QUIET: Style = Style::new().dimmed();
/// The main result.
pub(super) const RESULT: Style = AnsiColor::Green.on_default().bold();
/// Bars.
pub(super) const BAR: Style = AnsiColor::Cyan.on_default();
/// Warnings.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Everything else.
pub(super) const PLAIN: Style = Style::new();

/// A bar as long as this many eighths of a character.
pub(super) fn bar(eighths: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
