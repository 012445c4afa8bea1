//! Exact fractions: in machine words as long as they fit, which is almost always.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// An exact fraction.
#[derive(Clone, Debug)]
pub(super) enum Rational {
    /// One number over another, which is above zero. They may have common divisors: finding these takes longer than all
    /// else.
    Small(i128, i128),
    /// What does not fit.
    Large(Box<BigRational>),
}

impl Rational {
    /// A whole number.
    pub const fn whole(number: i128) -> Self {
        Self::Small(number, 1)
    }

    /// `above` ÷ `below`; zero if `below` is zero.
    pub fn ratio(
        above: impl Clone + TryInto<i128> + Into<BigInt>,
        below: impl Clone + TryInto<i128> + Into<BigInt>,
    ) -> Self {
        match (above.clone().try_into(), below.clone().try_into()) {
            (_, Ok(0)) => Self::whole(0),
            (Ok(above), Ok(below)) if below > 0 => Self::Small(above, below),
            _ => BigRational::new(above.into(), below.into()).into(),
        }
    }

    /// The same in any size, without common divisors.
    pub fn large(&self) -> BigRational {
        match self {
            Self::Small(above, 1) => BigRational::from_integer((*above).into()),
            Self::Small(above, below) => BigRational::new((*above).into(), (*below).into()),
            Self::Large(large) => BigRational::clone(large),
        }
    }

    /// The whole number, if it is one that fits.
    pub fn to_whole(&self) -> Option<i128> {
        match self {
            Self::Small(above, below) => (above % below == 0).then(|| above / below),
            Self::Large(large) => large.is_integer().then(|| large.to_integer().to_i128())?,
        }
    }

    pub fn is_zero(&self) -> bool {
        match self {
            Self::Small(above, _) => *above == 0,
            Self::Large(large) => large.is_zero(),
        }
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        if self < Self::whole(0) { -self } else { self }
    }

    /// The next whole number at or above.
    pub fn ceil(&self) -> Self {
        self.large().ceil().into()
    }

    /// The next whole number at or below.
    pub fn floor(&self) -> Self {
        self.large().floor().into()
    }
}

impl From<BigRational> for Rational {
    fn from(large: BigRational) -> Self {
        match (large.numer().to_i128(), large.denom().to_i128()) {
            (Some(above), Some(below)) => Self::Small(above, below),
            _ => Self::Large(Box::new(large)),
        }
    }
}

impl PartialEq for Rational {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rational {}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other)
            && let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b))
        {
            return left.cmp(&right);
        }
        self.large().cmp(&other.large())
    }
}

impl Neg for Rational {
    type Output = Self;

    fn neg(self) -> Self {
        Self::whole(0) - self
    }
}

/// An operator on a ÷ b and c ÷ d: what is above and below the line, if nothing overflows.
macro_rules! operator {
    ($trait:ident, $method:ident: |$a:ident, $b:ident, $c:ident, $d:ident| $small:expr) => {
        impl $trait for Rational {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                if let (&Self::Small($a, $b), &Self::Small($c, $d)) = (&self, &other) {
                    let small = || -> Option<(i128, i128)> { $small };
                    if let Some((above, below)) = small().filter(|(_, below)| *below > 0) {
                        return Self::Small(above, below);
                    }
                }
                self.large().$method(other.large()).into()
            }
        }
    };
}

operator! { Add, add: |a, b, c, d| {
    if b == d {
        return Some((a.checked_add(c)?, b));
    }
    Some((a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?))
}}
operator! { Sub, sub: |a, b, c, d| {
    if b == d {
        return Some((a.checked_sub(c)?, b));
    }
    Some((a.checked_mul(d)?.checked_sub(c.checked_mul(b)?)?, b.checked_mul(d)?))
}}
operator! { Mul, mul: |a, b, c, d| Some((a.checked_mul(c)?, b.checked_mul(d)?)) }
operator! { Div, div: |a, b, c, d| Some((a.checked_mul(d)?, b.checked_mul(c)?)) }

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::Signed;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = i128> {
        prop_oneof![-3..4_i128, -1_000_000..1_000_000_i128, any::<i64>().prop_map(i128::from), any::<i128>()]
    }

    proptest! {
        #[test]
        fn small_or_large_the_values_are_the_same(a in number(), b in number(), c in number(), d in number()) {
            prop_assume!(b != 0 && d != 0);
            let large = [BigRational::new(a.into(), b.into()), BigRational::new(c.into(), d.into())];
            let [x, y] = &large;
            let [left, right] = [Rational::ratio(a, b), Rational::ratio(c, d)];
            let same = |fraction: Rational, large: BigRational| {
                prop_assert_eq!(fraction.large(), large);
                Ok(())
            };
            same(left.clone() + right.clone(), x + y)?;
            same(left.clone() - right.clone(), x - y)?;
            same(left.clone() * right.clone(), x * y)?;
            if c != 0 {
                same(left.clone() / right.clone(), x / y)?;
            }
            same(-left.clone(), -x.clone())?;
            same(left.clone().abs(), x.abs())?;
            same(left.ceil(), x.ceil())?;
            same(left.floor(), x.floor())?;
            prop_assert_eq!(left.cmp(&right), x.cmp(y));
            let whole = Some(x.to_integer()).filter(|whole| x.is_integer() && whole.to_i128().is_some());
            prop_assert_eq!((left.is_zero(), left.to_whole().map(BigInt::from)), (x.is_zero(), whole));
            prop_assert_eq!(Rational::from(x.clone()), left);
        }
    }
}
