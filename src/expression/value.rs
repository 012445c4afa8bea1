//! Exact values: fractions of time to a power, truth, choices.

use super::kind::Kind;
use super::lexer::Token;
use super::rational::Rational;
use crate::scenario::{Amount, Level};
use crate::time::{Duration, NS_PER_SECOND};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive};
use std::borrow::Cow;
use std::fmt;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, a duration, a rate.
    Quantity(Quantity),
    /// True or false.
    Truth(bool),
    /// A word, such as a policy's name.
    Choice(String),
}

/// An exact fraction of nanoseconds to some power.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    amount: Rational,
    power: i16,
}

impl Quantity {
    /// `amount` nanoseconds to the power `power`.
    #[must_use]
    pub fn new(amount: BigRational, power: i16) -> Self {
        Self { amount: amount.into(), power }
    }

    pub(super) const fn of(amount: Rational, power: i16) -> Self {
        Self { amount, power }
    }

    /// A number without a unit.
    #[must_use]
    pub fn number(number: impl Into<i128>) -> Self {
        Self::of(Rational::whole(number.into()), 0)
    }

    /// This many nanoseconds.
    #[must_use]
    pub fn ns(ns: impl Into<i128>) -> Self {
        Self::of(Rational::whole(ns.into()), 1)
    }

    /// `numerator` ÷ `denominator` nanoseconds to the power `power`; zero if `denominator` is zero.
    #[must_use]
    pub fn ratio(
        numerator: impl Clone + TryInto<i128> + Into<BigInt>,
        denominator: impl Clone + TryInto<i128> + Into<BigInt>,
        power: i16,
    ) -> Self {
        Self::of(Rational::ratio(numerator, denominator), power)
    }

    /// The amount, of nanoseconds to the power of [`Quantity::power`].
    #[must_use]
    pub fn amount(&self) -> BigRational {
        self.amount.large()
    }

    pub(super) const fn fraction(&self) -> &Rational {
        &self.amount
    }

    /// The amount as a whole number, if it is one of at most 128 bits.
    #[must_use]
    pub fn to_whole(&self) -> Option<i128> {
        self.amount.to_whole()
    }

    /// The power of time that the unit is.
    #[must_use]
    pub const fn power(&self) -> i16 {
        self.power
    }

    /// The nearest floating-point number, of seconds to the power.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.in_seconds().to_f64().unwrap_or(f64::NAN)
    }

    /// This many seconds to the power; `None` for infinities and not-a-number.
    #[must_use]
    pub fn from_f64(seconds: f64, power: i16) -> Option<Self> {
        Some(Self::new(BigRational::from_float(seconds)? / scale(power), power))
    }

    /// The amount, of seconds to the power.
    #[must_use]
    pub fn in_seconds(&self) -> BigRational {
        self.amount() * scale(self.power)
    }

    /// The duration, if it is one: whole nanoseconds, not negative.
    #[must_use]
    pub fn to_duration(&self) -> Option<Duration> {
        self.to_whole().filter(|_| self.power == 1)?.try_into().ok().map(Duration::from_ns)
    }

    /// The whole number, if it is one without a unit and not negative.
    #[must_use]
    pub(super) fn to_count(&self) -> Option<u64> {
        self.to_whole().filter(|_| self.power == 0)?.try_into().ok()
    }
}

/// One nanosecond to the power, in seconds to the power.
fn scale(power: i16) -> BigRational {
    let ns = BigRational::from_integer(NS_PER_SECOND.into());
    let factor = (0..power.unsigned_abs()).fold(BigRational::one(), |factor, _| factor * &ns);
    if power > 0 { factor.recip() } else { factor }
}

impl Value {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Quantity(quantity) => Kind::Quantity(quantity.power),
            Self::Truth(_) => Kind::Truth,
            Self::Choice(_) => Kind::Choice,
        }
    }

    /// A number without a unit.
    #[must_use]
    pub fn number(number: impl Into<i128>) -> Self {
        Self::Quantity(Quantity::number(number))
    }

    /// A duration.
    #[must_use]
    pub fn duration(duration: Duration) -> Self {
        Self::Quantity(Quantity::ns(duration.as_ns()))
    }

    /// The value that a setting is given: a number, a duration with or without quotes, or else the text as a word.
    ///
    /// ```
    /// use zeitnot::{expression::Value, time::Duration};
    /// assert_eq!(Value::of_setting("\"90s\""), Value::duration(Duration::from_secs(90)));
    /// assert_eq!(Value::of_setting("Cyclic"), Value::Choice("Cyclic".to_owned()));
    /// ```
    #[must_use]
    pub fn of_setting(text: &str) -> Self {
        let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        match super::lexer::tokens(bare).as_deref() {
            Ok([(Token::Number(number), _), (Token::End, _)]) => Self::Quantity(Quantity::new(number.clone(), 0)),
            _ => bare.parse().map_or_else(|_| Self::Choice(text.to_owned()), Self::duration),
        }
    }

    /// The same of a value without a text.
    #[must_use]
    pub fn of_amount(amount: Amount) -> Self {
        match amount {
            Amount::Duration(duration) => Self::duration(duration),
            Amount::Number { digits, places: 0 } => Self::number(digits),
            Amount::Number { digits, places } => {
                Self::Quantity(Quantity::ratio(digits, BigInt::from(10).pow(places), 0))
            }
        }
    }

    /// What gives a setting this value, as [`Value::to_setting`].
    #[must_use]
    pub fn to_level(&self) -> Option<Level<'static>> {
        let count = |quantity: &Quantity| {
            let digits = quantity.to_count()?.try_into().ok()?;
            Some(Amount::Number { digits, places: 0 })
        };
        let amount = match self {
            Self::Choice(word) => return Some(Level::Text(Cow::Owned(word.clone()))),
            Self::Truth(_) => return None,
            Self::Quantity(quantity) => quantity.to_duration().map(Amount::Duration).or_else(|| count(quantity)),
        };
        // A fraction: its text is as long as its decimals need.
        amount.or_else(|| Amount::of_text(&self.to_setting()?)).map(Level::Amount)
    }

    /// The text that gives a setting this value; `None` if no setting can have it, because it is not a whole number of
    /// nanoseconds, or negative, or has another unit.
    #[must_use]
    pub fn to_setting(&self) -> Option<String> {
        match self {
            Self::Choice(text) => Some(text.clone()),
            Self::Truth(_) => None,
            Self::Quantity(quantity) if quantity.power == 1 => {
                quantity.to_duration().map(|duration| duration.to_string())
            }
            Self::Quantity(quantity) => {
                let text = quantity.to_string();
                let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                (quantity.power == 0 && plain).then_some(text)
            }
        }
    }

    /// Whether it is the truth value "true".
    #[must_use]
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::Truth(true))
    }

    /// As a number: a quantity in seconds to the power of its unit, true and false as 1 and 0; a choice is none.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Quantity(quantity) => quantity.to_f64(),
            Self::Truth(truth) => f64::from(u8::from(truth)),
            Self::Choice(_) => f64::NAN,
        }
    }

    /// True and false as the numbers 1 and 0; anything else as it is.
    #[must_use]
    pub fn counted(self) -> Self {
        if let Self::Truth(truth) = self { Self::number(u8::from(truth)) } else { self }
    }

    /// As a quantity, if it is one.
    #[must_use]
    pub const fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity(quantity) => quantity.fmt(f),
            Self::Truth(truth) => truth.fmt(f),
            Self::Choice(word) => word.fmt(f),
        }
    }
}

impl fmt::Display for Quantity {
    /// As people write it: `11m45s`, `-5s`, `0.95`, `1/3`, `2.5/s`. A rounded value begins with `≈`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount();
        let (positive, sign) = (Self::new(amount.abs(), self.power), if amount.is_negative() { "-" } else { "" });
        if let Some(duration) = positive.to_duration() {
            return f.pad(&format!("{sign}{duration}"));
        }
        // A time that is not a whole number of nanoseconds: rounded to the millisecond from one second up.
        let ms = BigRational::from_integer(BigInt::from(1_000_000));
        if self.power == 1 && amount.abs() >= &ms * BigInt::from(1_000) {
            let rounded = Self::new((amount.abs() / &ms).round() * &ms, 1);
            if let Some(duration) = rounded.to_duration() {
                return f.pad(&format!("≈{sign}{duration}"));
            }
        }
        let number = decimal(&positive.in_seconds());
        let unit = match self.power {
            0 => String::new(),
            1 => "s".to_owned(),
            -1 => "/s".to_owned(),
            power if power > 0 => format!("s^{power}"),
            power => format!("/s^{}", power.unsigned_abs()),
        };
        f.pad(&match number.strip_prefix('≈') {
            Some(approximate) => format!("≈{sign}{approximate}{unit}"),
            None => format!("{sign}{number}{unit}"),
        })
    }
}

/// A number that is not negative: exact with up to 12 decimals, or as a short fraction, or else rounded.
fn decimal(number: &BigRational) -> String {
    const DECIMALS: u32 = 12;
    if number.is_integer() {
        return number.to_integer().to_string();
    }
    let scaled = number * BigRational::from_integer(BigInt::from(10_u64.pow(DECIMALS)));
    let digits = format!("{:0>13}", scaled.round().to_integer().to_string());
    let (whole, fraction) = digits.split_at(digits.len() - DECIMALS as usize);
    if scaled.is_integer() {
        return format!("{whole}.{}", fraction.trim_end_matches('0'));
    }
    match (number.numer().to_u32(), number.denom().to_u32()) {
        (Some(numerator @ ..1_000), Some(denominator @ ..1_000)) => format!("{numerator}/{denominator}"),
        _ => format!("≈{:.9}", number.to_f64().unwrap_or(f64::NAN)),
    }
}
