//! Variables of laws: one setting of the template, and its values.

use crate::experiment::Factor;
use crate::expression::{Kind, Value};
use crate::scenario::Setting;
use std::cmp::Ordering;

/// A variable of a law.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name in the law.
    pub name: String,
    /// Its setting and its values.
    pub factor: Factor,
}

impl Variable {
    /// The kind of its values.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.factor.kind().into()
    }

    /// Its value at `index`, which is below the factor's length.
    #[must_use]
    pub fn value(&self, index: u64) -> Value {
        match self.factor.amount(index) {
            Some(amount) if self.kind() != Kind::Choice => Value::of_amount(amount),
            _ => self.read(&self.factor.value(index)),
        }
    }

    /// The value of a text, however it is spelled: `60s` and `1min` are the same.
    pub(super) fn read(&self, text: &str) -> Value {
        // Among policies and distributions, a number is just a word.
        if self.kind() == Kind::Choice { Value::Choice(text.to_owned()) } else { Value::of_setting(text) }
    }

    /// The index of the value of a text, if the variable has that value.
    pub(super) fn position(&self, text: &str) -> Option<u64> {
        let wanted = self.read(text);
        self.factor.position(|value| match (Value::of_setting(value), Value::of_setting(text)) {
            (Value::Quantity(here), Value::Quantity(there)) => here.amount().cmp(&there.amount()),
            _ if self.read(value) == wanted => Ordering::Equal,
            _ => Ordering::Less,
        })
    }

    /// The setting for its value at `index`.
    pub(super) fn setting(&self, index: u64) -> Option<Setting> {
        self.factor.setting_text(index).parse().ok().map(|setting: Setting| setting.given_by("variables"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_however_it_is_spelled() {
        let variable = |text: &str| Variable { name: "v".to_owned(), factor: text.parse().unwrap() };
        let long = variable("master.think[0]=0s..1h step 1us");
        assert_eq!(long.position("59min"), Some(59 * 60 * 1_000_000), "far behind the first values");
        assert_eq!(long.position("1500ns"), None);
        assert_eq!(
            (long.position("1h"), long.position("2h"), long.position("0s")),
            (Some(3_600_000_000), None, Some(0))
        );
        let mixed = variable("boards=7,1..5,9");
        let found = ["7", "1", "5", "9", "6", "1.0"].map(|text| mixed.position(text));
        assert_eq!(found, [Some(0), Some(1), Some(5), Some(6), None, Some(1)]);
        let words = variable("visit=Cyclic,FirstReady");
        assert_eq!((words.position("FirstReady"), words.position("Sequential")), (Some(1), None));
    }
}
