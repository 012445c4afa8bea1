//! The functions of values (not statistics).

use std::fmt;

/// A function of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// The smallest of its arguments.
    Min,
    /// The largest of its arguments.
    Max,
    /// The next whole number at or above.
    Ceil,
    /// The next whole number at or below.
    Floor,
    /// Without its sign.
    Abs,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 5] = [Self::Min, Self::Max, Self::Ceil, Self::Floor, Self::Abs];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::Ceil => "ceil",
            Self::Floor => "floor",
            Self::Abs => "abs",
        }
    }

    /// The function of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
