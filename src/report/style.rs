//! The few styles of the output. What does not want them strips them: the writer decides, see `anstream`.

use anstyle::{AnsiColor, Style};

/// What stands out: titles.
pub(super) const TITLE: Style = Style::new().bold();
/// What stands back: time stamps, explanations.
pub(super) const QUIET: Style = Style::new().dimmed();
/// What one came for.
pub(super) const RESULT: Style = AnsiColor::Green.on_default().bold();
/// Bars.
pub(super) const BAR: Style = AnsiColor::Cyan.on_default();
/// What must not be overlooked.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Everything else.
pub(super) const PLAIN: Style = Style::new();
