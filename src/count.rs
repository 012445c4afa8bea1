//! Counts for people: `10,000,000`, `1 opponent`, `8 boards`. This module uses no other module.

/// A whole number, with a comma after every three digits.
///
/// ```
/// assert_eq!([0, 999, 1_000, 1_234_567].map(zeitnot::count::grouped), ["0", "999", "1,000", "1,234,567"]);
/// ```
#[must_use]
pub fn grouped(count: u64) -> String {
    with_commas(&count.to_string())
}

/// A count with its noun, whose plural only adds an s.
///
/// ```
/// assert_eq!([1, 8_000].map(|count| zeitnot::count::counted(count, "board")), ["1 board", "8,000 boards"]);
/// ```
#[must_use]
pub fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(count))
}

/// Digits with a comma after every three, from the right.
#[must_use]
pub fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
