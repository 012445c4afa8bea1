//! The fields of a scenario, a master and a group, each with its default as a file would write it.
//!
//! Settings may reach what a file leaves out: then the default is written into the text first. That these are the
//! defaults of `grammar` is tested here.

use super::kind::Kind;

/// A field's name, and its default.
pub type Field = (&'static str, &'static str);

const SCENARIO: [Field; 11] = [
    ("title", "None"),
    ("seed", "1"),
    ("master", "()"),
    ("opponents", "[()]"),
    ("boards", "None"),
    ("visit", "FirstReady"),
    ("walk", "None"),
    ("first_move", "Opponent"),
    ("last_move", "None"),
    ("warm_up", "None"),
    ("horizon", "None"),
];

const MASTER: [Field; 3] = [("name", "\"Larry\""), ("count", "1"), ("think", "Exponential(mean: \"5s\")")];

const OPPONENT: [Field; 7] = [
    ("name", "\"opponent\""),
    ("count", "1"),
    ("think", "LogNormal(mu: 3.9, sigma: 0.6)"),
    ("moves", "Exactly(10)"),
    ("arrive", "AtStart"),
    ("patience", "None"),
    ("master_think", "None"),
];

impl Kind {
    /// What has a default, of a value of this kind.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Scenario => &SCENARIO,
            Self::Master => &MASTER,
            Self::Opponent => &OPPONENT,
            _ => &[],
        }
    }

    /// The default of a field of this kind.
    pub fn default_of(self, field: &str) -> Option<&'static str> {
        self.fields().iter().find(|(name, _)| *name == field).map(|(_, default)| *default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn the_defaults_are_those_of_the_reader() {
        let written = |kind: Kind, but: &[(&str, String)]| {
            let fields = kind.fields().iter().map(|(name, default)| {
                let other = but.iter().find(|(field, _)| field == name);
                format!("{name}: {}", other.map_or(*default, |(_, value)| value))
            });
            format!("({})", fields.collect::<Vec<_>>().join(", "))
        };
        let opponents = format!("[{}]", written(Kind::Opponent, &[]));
        let text = written(Kind::Scenario, &[("master", written(Kind::Master, &[])), ("opponents", opponents)]);
        let read = |text: &str| Scenario::from_text("a.ron", text, None).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read(&text), read("()"));
        assert_eq!(text.matches(": ").count(), SCENARIO.len() + MASTER.len() + OPPONENT.len() + 3);
    }
}
