//! Commands to copy to a shell.

/// The text quoted for a shell, unless it means the same without quotes.
pub(in crate::cli) fn quoted(text: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "._-/=:,".contains(c);
    if !text.is_empty() && text.chars().all(harmless) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
