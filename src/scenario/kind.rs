//! What is expected where: the kind of value at each field of the scenario language.

use super::forms;
use super::outline::{EntryId, Outline};

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
}

impl Kind {
    /// What is expected of the entry: told from its field, or from what it is a part of.
    pub fn expected(outline: &Outline<'_>, entry: EntryId) -> Option<Self> {
        let Some(parent) = outline.parent(entry) else { return Some(Self::Scenario) };
        if let Some(key) = outline.key(entry) {
            return Self::of_field(key, outline.head(parent) == Some("Geometric"));
        }
        let whole = Self::expected(outline, parent)?;
        if outline.bracket(parent) == Some(b'[') && outline.head(parent).is_none() {
            return whole.element();
        }
        match outline.head(parent) {
            Some("Some") => Some(whole),
            Some(variant) => whole.parameter(variant),
            None if whole == Self::Component => {
                let first = outline.children(parent).next() == Some(entry);
                Some(if first { Self::Number } else { Self::Distribution })
            }
            None => None,
        }
    }

    fn of_field(field: &str, of_geometric: bool) -> Option<Self> {
        Some(match field {
            "mean" if of_geometric => Self::Number,
            "title" | "name" | "file" | "column" => Self::Text,
            "seed" | "count" | "boards" | "k" | "from" => Self::Whole,
            "factor" | "shape" | "scale_s" | "mu" | "sigma" | "cv" => Self::Number,
            "think" | "master_think" | "of" => Self::Distribution,
            "patience" | "warm_up" | "horizon" | "mean" | "sd" | "min" | "mode" | "max" | "scale" | "by" => {
                Self::Duration
            }
            "moves" => Self::Moves,
            "arrive" => Self::Arrival,
            "walk" => Self::Walk,
            "visit" => Self::Policy,
            "first_move" | "last_move" => Self::Side,
            "master" => Self::Master,
            "opponents" => Self::Opponents,
            _ => return None,
        })
    }

    /// What a list of this kind consists of.
    fn element(self) -> Option<Self> {
        Some(match self {
            Self::Opponents => Self::Opponent,
            Self::Durations => Self::Duration,
            Self::MoveCounts => Self::Whole,
            Self::Components => Self::Component,
            Self::Stretches => Self::Stretch,
            _ => return None,
        })
    }

    /// What stands, without a name, in the round brackets of a variant of this kind.
    fn parameter(self, variant: &str) -> Option<Self> {
        Some(match (self, variant) {
            (Self::Distribution, "Constant" | "Uniform") => Self::Duration,
            (Self::Distribution, "Empirical" | "Replay") | (Self::Arrival, "At") => Self::Durations,
            (Self::Distribution, "Mixture") => Self::Components,
            (Self::Distribution, "ByMove") => Self::Stretches,
            (Self::Moves, "Exactly" | "Uniform") => Self::Whole,
            (Self::Moves, "Empirical") => Self::MoveCounts,
            (Self::Arrival, "Every") | (Self::Walk, "Between" | "PerBoard") => Self::Distribution,
            _ => return None,
        })
    }

    /// With its article: "a duration".
    pub fn name(self) -> &'static str {
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
        }
    }

    /// In the plural: "the distributions are …".
    pub fn plural(self) -> &'static str {
        match self {
            Self::Distribution => "distributions",
            Self::Policy => "policies",
            Self::Side => "sides",
            _ => "choices",
        }
    }

    /// How such a value is written.
    pub fn example(self) -> &'static str {
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
        }
    }

    /// The correct spellings of a variant of this kind.
    pub fn spellings(self, variant: &str) -> &'static [&'static str] {
        let forms = if self == Self::Distribution { &forms::DISTRIBUTIONS[..] } else { &forms::OTHERS[..] };
        forms.iter().find(|form| form.name == variant).map_or(&[], |form| form.spellings)
    }
}
