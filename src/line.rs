//! Plain one-line text, as allowed in names and titles. This module uses no other module.

/// Whether a text has neither control characters nor marks that change the direction of text, so it can be shown in a
/// table, a log or a terminal.
///
/// ```
/// use zeitnot::line::is_plain;
/// assert!(is_plain("Łarry & Müller, אבג"));
/// assert!(!is_plain("two\nlines") && !is_plain("\x1b[2J") && !is_plain("\u{202e}drawkcab"));
/// ```
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.chars().all(is_plain_char)
}

/// The same for a character: letters of any script are plain.
#[must_use]
pub fn is_plain_char(c: char) -> bool {
    let turns = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(turns || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}
