//! The kinds of value that the scenario language knows.

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Scenario,
    Text,
    Whole,
    Number,
    Duration,
    Durations,
    Distribution,
    Moves,
    MoveCounts,
    Arrival,
    Walk,
    Policy,
    Side,
    Master,
    Opponents,
    Opponent,
    Component,
    Components,
    Stretch,
    Stretches,
    Rows,
}

/// The names in a stretch of moves.
pub const STRETCH: [(&str, FieldKind); 2] = [("from", FieldKind::Whole), ("think", FieldKind::Distribution)];

impl FieldKind {
    /// The kind of the elements of a list of this kind.
    pub const fn element(self) -> Option<Self> {
        Some(match self {
            Self::Opponents => Self::Opponent,
            Self::Durations => Self::Duration,
            Self::MoveCounts => Self::Whole,
            Self::Components => Self::Component,
            Self::Stretches => Self::Stretch,
            _ => return None,
        })
    }

    /// Its name with an article, and an example.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Scenario => ("a scenario", "Scenario(opponents: [(count: 12)])"),
            Self::Text => ("a text in quotes", "\"hobbyist\""),
            Self::Whole => ("a whole number", "12"),
            Self::Number => ("a number", "2.5"),
            Self::Duration => ("a duration", "\"5s\""),
            Self::Durations => ("a list of durations", "[\"5s\", \"7s\"]"),
            Self::Distribution => ("a distribution", "Exponential(mean: \"5s\")"),
            Self::Moves => ("a length of games", "Exactly(10)"),
            Self::MoveCounts => ("a list of whole numbers", "[18, 25, 40]"),
            Self::Arrival => ("a way to arrive", "Every(Exponential(mean: \"100s\"))"),
            Self::Walk => ("a way to walk", "Between(Constant(\"2s\"))"),
            Self::Policy => ("a policy", "FirstReady"),
            Self::Side => ("a side", "Opponent"),
            Self::Master => ("a master in round brackets", "(name: \"Larry\", count: 1)"),
            Self::Opponents => ("a list of groups in square brackets", "[(name: \"hobbyist\", count: 12)]"),
            Self::Opponent => ("a group in round brackets", "(name: \"hobbyist\", count: 12)"),
            Self::Component => ("a weight and a distribution in round brackets", "(0.9, Constant(\"5s\"))"),
            Self::Components => {
                ("a list of weights and distributions", "[(0.9, Constant(\"5s\")), (0.1, Constant(\"1min\"))]")
            }
            Self::Stretch => ("a stretch of moves in round brackets", "(from: 1, think: Constant(\"5s\"))"),
            Self::Stretches => ("a list of stretches of moves", "[(from: 1, think: Constant(\"5s\"))]"),
            Self::Rows => ("columns with their texts in round brackets", "(label: \"GET /\")"),
        }
    }

    /// With its article: "a duration".
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// An example of such a value.
    pub const fn example(self) -> &'static str {
        self.words().1
    }

    /// As in the reference page: "duration".
    #[cfg(test)]
    pub fn short_name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Walk => "walk",
            Self::Moves => "length of games",
            Self::Arrival => "way to arrive",
            Self::Master => "master",
            Self::Opponents => "list of groups",
            Self::Side => "`Opponent`, `Master`",
            _ => self.name().trim_start_matches("a "),
        }
    }

    /// In the plural: "the distributions are …".
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Distribution => "distributions",
            Self::Policy => "policies",
            Self::Side => "sides",
            _ => "choices",
        }
    }
}
