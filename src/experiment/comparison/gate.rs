//! Gates: limits on how much worse than the baseline an alternative may be.

use super::Subject;
use crate::experiment::observations::{Differences, Observations};
use crate::expression::measure_advice_among;
use crate::model::{Measure, Unit};
use crate::stats::{MeanEstimate, t_quantile};
use crate::time::{Decimal, Duration};
use std::fmt;
use std::ops::Range;

/// The difference that may be due to rounding, as a share of the values.
const ROUNDING: f64 = 1e-12;

/// A change that must not happen: `makespan > +2%`, `makespan > +10s`, `throughput < -5%`, `moves < -3`.
///
/// The bound is a change against the baseline: a share of its mean, or an amount in the unit of the measure.
///
/// ```
/// use zeitnot::experiment::Gate;
/// let gate = |text| Gate::new(text, &["hobbyist"]);
/// let slower = gate("makespan > +2%").unwrap();
/// assert!(slower.excess(100.0, 101.0) < 0.0 && slower.excess(100.0, 103.0) > 0.0);
/// let fewer = gate("hobbyist.moves < -5%").unwrap();
/// assert!(fewer.excess(100.0, 96.0) < 0.0 && fewer.excess(100.0, 94.0) > 0.0);
/// assert!(gate("makespan > 2h").is_err(), "this is not a change");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    text: String,
    subject: Subject,
    /// 1 if more is too much, −1 if less is too little.
    sense: f64,
    /// The allowed share of the baseline, and the allowed amount.
    share: f64,
    amount: f64,
}

impl Gate {
    /// Reads `makespan > +2%`, or `hobbyist.makespan > +2%` if the baseline has such a group.
    ///
    /// # Errors
    /// See [`ParseGateError`].
    pub fn new(text: &str, groups: &[impl AsRef<str>]) -> Result<Self, ParseGateError> {
        // The name of a group may also contain such a sign.
        let at = text.rfind(['<', '>']).ok_or(ParseGateError::Shape)?;
        let (name, bound) = (text[..at].trim(), text[at + 1..].trim());
        let unknown = || ParseGateError::Measure(name.to_owned(), measure_advice_among(name, groups));
        let subject = Subject::new(name, groups).ok_or_else(unknown)?;
        let (sign, size) = match (bound.strip_prefix('+'), bound.strip_prefix('-')) {
            (Some(size), _) => (1.0, size.trim()),
            (_, Some(size)) => (-1.0, size.trim()),
            _ if bound.is_empty() || bound.starts_with('=') => return Err(ParseGateError::Shape),
            _ => return Err(ParseGateError::NoSign(bound.to_owned())),
        };
        let (share, amount) = change(size, subject.measure)?;
        let sense = if text.as_bytes()[at] == b'>' { 1.0 } else { -1.0 };
        Ok(Self { text: text.trim().to_owned(), subject, sense, share: sign * share, amount: sign * amount })
    }

    /// The subject.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// How far an alternative is beyond the bound, given a value of the baseline and its own: above 0 if it is beyond.
    #[must_use]
    pub fn excess(&self, base: f64, own: f64) -> f64 {
        let excess = own - base - self.share * base - self.amount;
        // The bound itself is allowed, and rounding must not lead beyond it.
        if excess.abs() <= ROUNDING * (own.abs() + base.abs()) { 0.0 } else { self.sense * excess }
    }

    /// The same for the means of both.
    pub(super) fn excess_of_means(
        &self,
        base: &Observations,
        own: &Observations,
        differences: &Differences,
    ) -> Option<MeanEstimate> {
        let mean = self.excess(base.estimate()?.mean, own.estimate()?.mean);
        Some(MeanEstimate { mean, ..differences.excess(base, own, 1.0 + self.share)? })
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether an alternative passes a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateVerdict {
    /// It is significantly beyond the bound.
    Failed,
    /// It is significantly within the bound.
    Passed,
    /// Neither is significant.
    Undecided,
    /// Neither is shown by any number of replications: a quantile is not exact, and the bound is nearer than its error.
    TooClose,
}

impl GateVerdict {
    /// The verdict from the mean excess of pairs; each verdict is wrong with a probability of at most `error`.
    pub(super) fn new(excess: &MeanEstimate, error: f64) -> Self {
        if excess.count < 2 {
            return Self::Undecided;
        }
        let t = -t_quantile(error, (excess.count - 1) as f64);
        let margin = if excess.variance > 0.0 { t * excess.standard_error } else { 0.0 };
        match excess.mean {
            mean if mean > margin && mean > 0.0 => Self::Failed,
            mean if mean <= -margin => Self::Passed,
            _ => Self::Undecided,
        }
    }

    /// Its name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Passed => "passed",
            Self::Undecided | Self::TooClose => "undecided",
        }
    }
}

/// Why a text is not a [`Gate`]. Its message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseGateError {
    /// It has another form.
    Shape,
    /// There is no such measure; with advice.
    Measure(String, String),
    /// The bound has no sign.
    NoSign(String),
    /// A share can't change by this much.
    TooFar(String),
    /// The bound is neither a share nor an amount of the measure; with examples.
    Bound(String, &'static str),
}

impl ParseGateError {
    /// The place of what is wrong in the text that was read, in bytes.
    #[must_use]
    pub fn span(&self, text: &str) -> Range<usize> {
        let (at, part) = match self {
            Self::Measure(name, _) => (text.find(name.as_str()), name),
            Self::NoSign(bound) | Self::TooFar(bound) | Self::Bound(bound, _) => (text.rfind(bound.as_str()), bound),
            Self::Shape => return 0..text.len(),
        };
        at.map_or(0..text.len(), |at| at..at + part.len())
    }
}

impl fmt::Display for ParseGateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape => f.write_str("write MEASURE > +CHANGE or MEASURE < -CHANGE, such as 'makespan > +2%'"),
            Self::Measure(name, advice) => write!(f, "there is no measure `{name}`; {advice}"),
            Self::NoSign(bound) => {
                write!(
                    f,
                    "the bound is a change against the baseline, with its sign: write `+{bound}` or `-{bound}`; a \
                     gate on the alternative itself needs brackets, as in `E(makespan) > 2h`"
                )
            }
            Self::TooFar(size) => {
                let advice = format!("write `{size}%` for a part of the baseline's mean, `0.1` for ten points");
                write!(f, "utilisation is a share from 0 to 1 and can't change by {size}; {advice}")
            }
            Self::Bound(bound, what) => write!(f, "`{bound}` can't be a change of this measure; write {what}"),
        }
    }
}

impl std::error::Error for ParseGateError {}

/// A share and an amount, one of which is 0.
fn change(size: &str, measure: Measure) -> Result<(f64, f64), ParseGateError> {
    let is_time = measure.unit() == Unit::Seconds;
    let what = if is_time { "+2% or +10s" } else { "+2% or +0.5" };
    let wrong = || ParseGateError::Bound(size.to_owned(), what);
    // Zero is allowed as a bound, but not as a factor.
    let number = |text: &str| match text.trim() {
        "0" => Ok(0.0),
        text => text.parse::<Decimal>().map(Decimal::as_f64).map_err(|_| wrong()),
    };
    match size.strip_suffix('%') {
        Some(percent) => Ok((number(percent)? / 100.0, 0.0)),
        None if is_time => Ok((0.0, size.parse::<Duration>().map_err(|_| wrong())?.as_secs_f64())),
        None => match number(size)? {
            amount if amount > 1.0 && measure.unit() == Unit::Share => Err(ParseGateError::TooFar(size.to_owned())),
            amount => Ok((0.0, amount)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(text: &str) -> Result<Gate, ParseGateError> {
        Gate::new(text, &["hobbyist"])
    }

    #[test]
    fn a_gate_is_a_measure_and_a_change() {
        let excess = |text: &str, base, own| gate(text).unwrap().excess(base, own);
        assert!((excess("makespan_s>+10s", 100.0, 111.0) - 1.0).abs() < 1e-12);
        assert!((excess("moves < -3", 10.0, 6.0) - 1.0).abs() < 1e-12);
        assert!((excess(" utilisation > +0 ", 0.5, 0.6) - 0.1).abs() < 1e-12);
        assert!((excess("makespan > -50%", 100.0, 60.0) - 10.0).abs() < 1e-12, "it should at least be halved");
        for (text, what) in [
            ("makespan", "write MEASURE > +CHANGE"),
            ("makespan >= +2%", "write MEASURE > +CHANGE"),
            ("makespan >", "write MEASURE > +CHANGE"),
            ("makspan > +2%", "did you mean `makespan`?"),
            ("club.makespan > +2%", "there is only `hobbyist`"),
            ("hobbyist.utilisation > +2%", "of all boards only"),
            ("hobbyist.moves > +2s", "write +2% or +0.5"),
            ("makespan > 2h", "`+2h` or `-2h`"),
            ("makespan > +2", "write +2% or +10s"),
            ("moves > +2s", "write +2% or +0.5"),
            ("makespan > +x%", "`x%` can't be a change"),
            ("utilisation < -50", "can't change by 50; write `50%`"),
        ] {
            let error = gate(text).unwrap_err().to_string();
            assert!(error.contains(what), "{text}: {error}");
        }
    }

    #[test]
    fn only_the_wrong_part_is_marked() {
        for (text, wrong) in
            [("makspan > +2%", "makspan"), ("makespan > 2h", "2h"), ("makespan > +x%", "x%"), ("makespan", "makespan")]
        {
            assert_eq!(&text[gate(text).unwrap_err().span(text)], wrong, "{text}");
        }
    }

    #[test]
    fn the_bound_itself_is_allowed() {
        let gate = gate("makespan > +2%").unwrap();
        assert_eq!(gate.excess(705.0, 719.1).to_bits(), 0.0_f64.to_bits(), "719.1 − 705 is more than 14.1 in f64");
        assert!(gate.excess(705.0, 719.1 + 1e-8) > 0.0);
    }

    #[test]
    fn a_gate_fails_only_when_that_is_shown() {
        let verdict = |excesses: &[f64]| {
            GateVerdict::new(&MeanEstimate::of_mean(&excesses.iter().copied().collect()).unwrap(), 0.05)
        };
        assert_eq!(verdict(&[1.0, 2.0, 3.0, 2.0]), GateVerdict::Failed);
        assert_eq!(verdict(&[-1.0, -2.0, -3.0, -2.0]), GateVerdict::Passed);
        assert_eq!(verdict(&[-1.0, 2.0, -3.0, 2.0]), GateVerdict::Undecided);
        assert_eq!(verdict(&[2.0, 2.0]), GateVerdict::Failed, "without randomness there is no doubt");
        assert_eq!(verdict(&[0.0, 0.0]), GateVerdict::Passed, "the bound itself is allowed");
        assert_eq!(verdict(&[2.0]), GateVerdict::Undecided);
    }
}
