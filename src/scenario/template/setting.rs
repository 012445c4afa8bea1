//! A change to a scenario from outside: `master.count=2`, `master.think*=1.5`.
//!
//! Here it is only read; [`super::Template`] applies it.

use crate::document;
use crate::time::Decimal;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// `PATH=VALUE`, with the value in the scenario's own notation, or `PATH*=FACTOR`.
///
/// In values, durations need no quotes (`patience=90s`), and neither do texts (`title=What if`). A factor stretches a
/// distribution or a duration, or multiplies a number.
///
/// ```
/// use zeitnot::scenario::Setting;
/// let setting: Setting = "opponents.hobbyist.think*=1.5".parse().unwrap();
/// assert_eq!(setting.path(), "opponents.hobbyist.think");
/// assert_eq!(setting.to_string(), "opponents.hobbyist.think*=1.5");
/// assert!("master.count".parse::<Setting>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    text: String,
    path: Range<usize>,
    value: Range<usize>,
    /// The factor, if the value is to be multiplied.
    factor: Option<Decimal>,
    origin: &'static str,
}

impl Setting {
    /// Sets the value at `path`.
    ///
    /// # Errors
    /// If `path` is not a path, or the value is empty.
    pub fn new(path: &str, value: &str) -> Result<Self, ParseSettingError> {
        format!("{path}={value}").parse()
    }

    /// Several settings, separated by semicolons: `visit=Cyclic; master.count=2`.
    ///
    /// # Errors
    /// If one of them is not a setting.
    pub fn list(text: &str) -> Result<Vec<Self>, ParseSettingError> {
        let (mut settings, mut rest) = (Vec::new(), text);
        while let Some(at) = outside(rest, b';') {
            settings.push(rest[..at].trim().parse()?);
            rest = &rest[at + 1..];
        }
        // A semicolon at the end is allowed.
        if settings.is_empty() || !rest.trim().is_empty() {
            settings.push(rest.trim().parse()?);
        }
        Ok(settings)
    }

    /// The same, but messages say `origin` instead of `--set`.
    #[must_use]
    pub const fn given_by(mut self, origin: &'static str) -> Self {
        self.origin = origin;
        self
    }

    /// The path of the value in a scenario.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.text[self.path.clone()]
    }

    /// The value, or the factor, as written.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.text[self.value.clone()]
    }

    pub(super) const fn factor(&self) -> Option<Decimal> {
        self.factor
    }

    pub(super) const fn origin(&self) -> &'static str {
        self.origin
    }

    /// The place of the path in the setting's text, in bytes.
    #[must_use]
    pub fn path_span(&self) -> Range<usize> {
        self.path.clone()
    }

    /// The place of the value, or the factor.
    #[must_use]
    pub fn value_span(&self) -> Range<usize> {
        self.value.clone()
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Why a text is not a [`Setting`]. The message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseSettingError {
    /// There is no equals sign.
    NoEquals,
    /// The text before it is not a path.
    NoPath(String),
    /// Nothing follows it.
    NoValue,
    /// The factor is not a number above zero.
    BadFactor(String, crate::time::ParseDecimalError),
}

impl fmt::Display for ParseSettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEquals => {
                f.write_str("write PATH=VALUE, such as master.count=2, or PATH*=FACTOR, such as master.think*=2")
            }
            Self::NoPath(path) => write!(
                f,
                "`{path}` is not a path; write, for example, master.count, opponents[0].think.mean or \
                 opponents.hobbyist.count"
            ),
            Self::NoValue => f.write_str("there is no value after the equals sign; write, for example, master.count=2"),
            Self::BadFactor(factor, why) => write!(f, "the factor `{factor}` can't be used: {why}"),
        }
    }
}

impl std::error::Error for ParseSettingError {}

impl FromStr for Setting {
    type Err = ParseSettingError;

    /// Reads `PATH=VALUE` or `PATH*=FACTOR`.
    ///
    /// # Errors
    /// See [`ParseSettingError`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let equals = outside(text, b'=').ok_or(ParseSettingError::NoEquals)?;
        let times = text[..equals].ends_with('*');
        let path = trimmed(text, 0..equals - usize::from(times));
        let value = trimmed(text, equals + 1..text.len());
        if document::steps(&text[path.clone()]).is_none() {
            return Err(ParseSettingError::NoPath(text[path].to_owned()));
        }
        if value.is_empty() {
            return Err(ParseSettingError::NoValue);
        }
        let wrong = |why| ParseSettingError::BadFactor(text[value.clone()].to_owned(), why);
        let factor = times.then(|| text[value.clone()].parse().map_err(wrong)).transpose()?;
        Ok(Self { text: text.to_owned(), path, value, factor, origin: "--set" })
    }
}

/// The first place of `wanted` outside quotes and brackets.
fn outside(text: &str, wanted: u8) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    text.bytes().position(|byte| {
        let found = byte == wanted && depth == 0 && !quoted;
        match byte {
            b'"' if !escaped => quoted = !quoted,
            b'(' | b'[' | b'{' if !quoted => depth += 1,
            b')' | b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = quoted && byte == b'\\' && !escaped;
        found
    })
}

/// The part of `text` without white space around it.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let start = span.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, String, bool), String> {
        let setting: Setting = text.parse().map_err(|error: ParseSettingError| error.to_string())?;
        Ok((setting.path().to_owned(), setting.value().to_owned(), setting.factor().is_some()))
    }

    #[test]
    fn path_and_value_are_told_apart() {
        let is = |text, path: &str, value: &str, times| {
            assert_eq!(read(text), Ok((path.into(), value.into(), times)), "{text}");
        };
        is("master.count=2", "master.count", "2", false);
        is(" master.count = 2 ", "master.count", "2", false);
        is("master.think*=1.5", "master.think", "1.5", true);
        is("title=a = b *= c", "title", "a = b *= c", false);
        is("opponents[\"a=b\"].count=7", "opponents[\"a=b\"].count", "7", false);
    }

    #[test]
    fn what_is_none_is_told() {
        for (text, what) in [
            ("", "write PATH=VALUE"),
            ("master.count", "write PATH=VALUE"),
            ("master.count=", "no value"),
            ("=2", "is not a path"),
            ("master..count=2", "`master..count` is not a path"),
            ("master.think*=x", "`x` can't be used"),
            ("master.think*=-1", "must be a number above 0"),
            ("master.think*=0", "must be a number above 0"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(what), "{text}: {error}");
        }
    }

    #[test]
    fn a_list_is_separated_by_semicolons() {
        let texts = |text| -> Vec<_> { Setting::list(text).unwrap().iter().map(ToString::to_string).collect() };
        assert_eq!(texts("visit=Cyclic; master.count=2;"), ["visit=Cyclic", "master.count=2"]);
        assert_eq!(texts("title=\"a; b\""), ["title=\"a; b\""]);
        for wrong in ["", ";", "a=1;;b=2", "a=1; b"] {
            assert!(Setting::list(wrong).is_err(), "{wrong}");
        }
    }
}
