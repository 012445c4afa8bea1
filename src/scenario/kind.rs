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

    /// With its article: "a duration".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scenario => "a scenario",
            Self::Text => "a text in quotes",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::Duration => "a duration",
            Self::Durations => "a list of durations",
            Self::Distribution => "a distribution",
            Self::Moves => "a length of games",
            Self::MoveCounts => "a list of whole numbers",
            Self::Arrival => "a way to arrive",
            Self::Walk => "a way to walk",
            Self::Policy => "a policy",
            Self::Side => "a side",
            Self::Master => "a master in round brackets",
            Self::Opponents => "a list of groups in square brackets",
            Self::Opponent => "a group in round brackets",
            Self::Component => "a weight and a distribution in round brackets",
            Self::Components => "a list of weights and distributions",
            Self::Stretch => "a stretch of moves in round brackets",
            Self::Stretches => "a list of stretches of moves",
            Self::Rows => "columns with their texts in round brackets",
        }
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

    /// An example of such a value.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Scenario => "Scenario(opponents: [(count: 12)])",
            Self::Text => "\"hobbyist\"",
            Self::Whole => "12",
            Self::Number => "2.5",
            Self::Duration => "\"5s\"",
            Self::Durations => "[\"5s\", \"7s\"]",
            Self::Distribution => "Exponential(mean: \"5s\")",
            Self::Moves => "Exactly(10)",
            Self::MoveCounts => "[18, 25, 40]",
            Self::Arrival => "Every(Exponential(mean: \"100s\"))",
            Self::Walk => "Between(Constant(\"2s\"))",
            Self::Policy => "FirstReady",
            Self::Side => "Opponent",
            Self::Master => "(name: \"Larry\", count: 1)",
            Self::Opponents => "[(name: \"hobbyist\", count: 12)]",
            Self::Opponent => "(name: \"hobbyist\", count: 12)",
            Self::Component => "(0.9, Constant(\"5s\"))",
            Self::Components => "[(0.9, Constant(\"5s\")), (0.1, Constant(\"1min\"))]",
            Self::Stretch => "(from: 1, think: Constant(\"5s\"))",
            Self::Stretches => "[(from: 1, think: Constant(\"5s\"))]",
            Self::Rows => "(label: \"GET /\")",
        }
    }
}
