//! A variable of a law: one setting of the template, and the values that are tried.

use crate::experiment::{Factor, FactorKind};
use crate::expression::{Kind, Value};
use crate::scenario::Setting;

/// A variable of a law.
#[derive(Clone, Debug)]
pub struct Variable {
    /// What the law calls it.
    pub name: String,
    /// What it sets, and the values it takes.
    pub factor: Factor,
}

impl Variable {
    /// Of what sort its values are.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.factor.kind() {
            FactorKind::Number => Kind::NUMBER,
            FactorKind::Duration => Kind::DURATION,
            FactorKind::Choice => Kind::Choice,
        }
    }

    /// Its value at `index`, which is below the factor's length.
    #[must_use]
    pub fn value(&self, index: u64) -> Value {
        self.read(&self.factor.value(index))
    }

    /// The value that a text means here, however it is spelled: `60s` and `1min` are one.
    pub(super) fn read(&self, text: &str) -> Value {
        // Among policies and distributions a number is just another word.
        if self.kind() == Kind::Choice { Value::Choice(text.to_owned()) } else { Value::of_setting(text) }
    }

    /// What sets it to its value at `index`.
    pub(super) fn setting(&self, index: u64) -> Option<Setting> {
        self.factor.setting_text(index).parse().ok().map(|setting: Setting| setting.given_by("variables"))
    }
}
