//! Readers of option values, and the messages about invalid ones.

use crate::expression::{measure_advice, measure_named};
use crate::model::Measure;
use crate::time::{self, TimeUnit};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

/// What an option was given, each once: to name a measure again adds nothing.
pub(in crate::cli) fn each_once<T: Clone + PartialEq>(given: &[T]) -> Vec<T> {
    let is_new = |at: usize| !given[..at].contains(&given[at]);
    (0..given.len()).filter(|at| is_new(*at)).map(|at| given[at].clone()).collect()
}

/// A whole number within a range; digits may be grouped: `1_000`.
pub(in crate::cli::arguments) fn whole(text: &str, range: RangeInclusive<u64>) -> Result<u64, String> {
    let (least, most) = (range.start(), range.end());
    if let Some(number) = digits(text).filter(|number| range.contains(number)) {
        return Ok(number);
    }
    let meant = as_if_real(text).filter(|meant| range.contains(meant));
    let advice = meant.map_or_else(String::new, |meant| format!("; for {text} write {meant}"));
    let range = if *most == u64::MAX { format!("at least {least}") } else { format!("from {least} to {most}") };
    Err(format!("expected a whole number, {range}{advice}"))
}

/// A whole number, at least 1.
pub(in crate::cli::arguments) fn count(text: &str) -> Result<u64, String> {
    whole(text, 1..=u64::MAX)
}

/// A seed: a whole number.
pub(in crate::cli::arguments) fn seed(text: &str) -> Result<u64, String> {
    digits(text).ok_or_else(|| "expected a whole number from 0 to 18446744073709551615, such as 2017".to_owned())
}

fn digits(text: &str) -> Option<u64> {
    let grouped = text.split('_').all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    grouped.then(|| text.replace('_', "").parse().ok())?
}

/// The whole number in `1e3`, `1,000`, `1'000` or `1000.0`.
fn as_if_real(text: &str) -> Option<u64> {
    /// Up to this value, floating-point numbers represent whole numbers exactly.
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    let real: f64 = text.replace([',', '\'', ' '], "").parse().ok()?;
    let is_whole = real <= EXACT_MAX && real.fract() == 0.0;
    is_whole.then(|| format!("{real:.0}").parse().ok())?
}

/// A number, or a percentage of one: `0.05` or `5%`.
pub(in crate::cli::arguments) fn number_or_percent(text: &str) -> Option<f64> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    text.strip_suffix('%').map_or_else(|| number(text), |percent| Some(number(percent)? / 100.0))
}

/// A confidence level: `0.95` or `95%`.
pub(in crate::cli::arguments) fn level(text: &str) -> Result<f64, String> {
    match number_or_percent(text) {
        Some(level) if level > 0.0 && level < 1.0 => Ok(level),
        Some(number) if !text.ends_with('%') && number > 1.0 && number < 100.0 => {
            Err(format!("expected a number between 0 and 1; for {number} % write {}", number / 100.0))
        }
        _ => Err("expected a number between 0 and 1, such as 0.95 or 95%".to_owned()),
    }
}

/// A share, both ends included: `0.99` or `99%`.
pub(in crate::cli::arguments) fn share(text: &str) -> Result<f64, String> {
    let share = number_or_percent(text);
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "expected a share, such as 99% or 0.99".to_owned())
}

/// A measure by its name, with or without its unit.
pub(in crate::cli::arguments) fn measure(name: &str) -> Result<Measure, String> {
    measure_named(name).ok_or_else(|| measure_advice(name))
}

/// A length of wall-clock time.
pub(in crate::cli::arguments) fn wall_time(text: &str) -> Result<Duration, String> {
    let duration: time::Duration = text.parse().map_err(|error: time::ParseDurationError| error.to_string())?;
    if duration.is_zero() {
        Err("expected a time above zero, such as 90s".to_owned())
    } else {
        Ok(Duration::from_nanos(duration.as_ns()))
    }
}

/// An instant of a run: a length of virtual time since its start.
pub(in crate::cli::arguments) fn instant(text: &str) -> Result<time::Instant, String> {
    let since_start: time::Duration = text.parse().map_err(|error: time::ParseDurationError| error.to_string())?;
    Ok(time::Instant::START.saturating_add(since_start))
}

/// A length of virtual time above zero.
pub(in crate::cli::arguments) fn duration(text: &str) -> Result<time::Duration, String> {
    let duration: time::Duration = text.parse().map_err(|error: time::ParseDurationError| error.to_string())?;
    if duration.is_zero() { Err("expected a time above zero, such as 5s".to_owned()) } else { Ok(duration) }
}

/// A unit of time.
pub(in crate::cli::arguments) fn unit(text: &str) -> Result<TimeUnit, &'static str> {
    TimeUnit::named(text).ok_or("expected ns, us, ms, s, min, h or d")
}

/// A file whose name has one of these endings, or what is wrong.
fn with_ending(text: &str, endings: &[&str], wrong: &'static str) -> Result<PathBuf, &'static str> {
    let path = PathBuf::from(text);
    let has_one = path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one));
    if has_one { Ok(path) } else { Err(wrong) }
}

/// A file for a scenario or a study.
pub(in crate::cli::arguments) fn ron_file(text: &str) -> Result<PathBuf, &'static str> {
    with_ending(text, &["ron"], "its name must end in .ron")
}

/// A file for a trace.
pub(in crate::cli::arguments) fn trace(text: &str) -> Result<PathBuf, &'static str> {
    with_ending(text, &["pftrace", "csv"], "its name must end in .pftrace or .csv")
}

/// A file for a picture.
pub(in crate::cli::arguments) fn picture(text: &str) -> Result<PathBuf, &'static str> {
    with_ending(text, &["svg", "png"], "its name must end in .svg or .png")
}

/// A file that outcomes are written to; `-` is stdout.
pub(in crate::cli::arguments) fn outcomes(text: &str) -> Result<PathBuf, &'static str> {
    let path = PathBuf::from(text);
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending {
        Some("csv") => Ok(path),
        Some("parquet") if cfg!(feature = "parquet") => Ok(path),
        Some("parquet") => {
            Err("this zeitnot was built without the feature `parquet`; write a .csv file, or build it with \
                                `cargo install zeitnot --features parquet`")
        }
        _ if text == "-" || text.starts_with("/dev/") => Ok(path),
        _ => Err("its name must end in .csv or .parquet; `-` is stdout"),
    }
}

/// A file that a page is written to.
pub(in crate::cli::arguments) fn page(text: &str) -> Result<PathBuf, &'static str> {
    with_ending(text, &["html", "htm"], "its name must end in .html")
}

/// A file that a picture is drawn into; `-` is the terminal.
pub(in crate::cli::arguments) fn picture_or_terminal(text: &str) -> Result<PathBuf, &'static str> {
    if text == "-" { Ok(PathBuf::from(text)) } else { picture(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_between_0_and_1() {
        assert_eq!(level("0.99"), Ok(0.99));
        assert_eq!(level("99%"), Ok(0.99));
        assert_eq!(level("95").unwrap_err(), "expected a number between 0 and 1; for 95 % write 0.95");
        for wrong in ["0", "0%", "100%", "%", "1000", "-1", "NaN", "high", ""] {
            assert!(level(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whole_numbers_may_be_grouped() {
        assert_eq!(count("1000"), Ok(1_000));
        assert_eq!(count("1_000_000"), Ok(1_000_000));
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        for wrong in ["0", "-1", "_1", "1_", "1__0", "", "many", "18446744073709551616", "NaN", "inf", "٣"] {
            let said = count(wrong).unwrap_err();
            assert_eq!(said, "expected a whole number, at least 1", "{wrong}");
        }
    }

    #[test]
    fn who_writes_a_whole_number_otherwise_is_told_how() {
        for meant in ["1e3", "+1000", "1,000", "1'000", "1 000", "1000.0", "1E3"] {
            let said = whole(meant, 1..=4096).unwrap_err();
            assert_eq!(said, format!("expected a whole number, from 1 to 4096; for {meant} write 1000"));
        }
        for wrong in ["1e9", "2.5", "1e300", "-1e3"] {
            assert_eq!(whole(wrong, 1..=4096).unwrap_err(), "expected a whole number, from 1 to 4096", "{wrong}");
        }
    }
}
