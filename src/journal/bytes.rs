//! A scenario as bytes: all that is played, and nothing else.
//!
//! Equal scenarios have the same bytes, however they are written, and different ones have different bytes: before each
//! choice stands its number, and before each list and text its length. Everything is destructured in full, so that
//! nothing can be forgotten. The bytes are only digested, and never read back; a scenario's text would do, but takes
//! ten times as long.

use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
use crate::scenario::Scenario;
use crate::time::Duration;

/// The bytes of a scenario, without what is measured.
pub(super) fn of(scenario: &Scenario) -> Vec<u8> {
    let Scenario { title, seed, exhibition } = scenario;
    let mut bytes = Bytes(Vec::with_capacity(256));
    bytes.text(title);
    bytes.number(*seed);
    bytes.exhibition(exhibition);
    bytes.0
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn choice(&mut self, number: u8) {
        self.0.push(number);
    }

    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn real(&mut self, number: f64) {
        self.number(number.to_bits());
    }

    fn time(&mut self, time: Duration) {
        self.number(time.as_ns());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        for one in items {
            item(self, one);
        }
    }

    fn option<T>(&mut self, value: Option<T>, item: impl FnOnce(&mut Self, T)) {
        self.choice(value.is_some().into());
        if let Some(value) = value {
            item(self, value);
        }
    }

    fn exhibition(&mut self, exhibition: &Exhibition) {
        let Exhibition { master, groups, boards, visit, walk, first_move, last_move, warm_up, horizon, quantiles: _ } =
            exhibition;
        let Master { name, count, think } = master;
        self.text(name);
        self.number((*count).into());
        self.distribution(think);
        self.list(groups, Self::group);
        self.option(*boards, |bytes, boards| bytes.number(boards.into()));
        self.visit(*visit);
        self.option(walk.as_ref(), Self::walk);
        for side in [first_move, last_move] {
            self.choice((*side == Side::Master).into());
        }
        self.time(*warm_up);
        self.option(*horizon, Self::time);
    }

    fn group(&mut self, group: &Group) {
        let Group { name, count, think, moves, arrive, patience, master_think } = group;
        self.text(name);
        self.number((*count).into());
        self.distribution(think);
        self.moves(moves);
        self.arrival(arrive);
        self.option(*patience, Self::time);
        self.option(master_think.as_ref(), Self::distribution);
    }

    fn moves(&mut self, moves: &GameLength) {
        match moves {
            GameLength::Exactly(moves) => self.numbers(0, &[*moves]),
            GameLength::Uniform(least, most) => self.numbers(1, &[*least, *most]),
            GameLength::Geometric { mean } => self.numbers(2, &[mean.to_bits()]),
            GameLength::Empirical(lengths) => {
                self.choice(3);
                self.list(lengths, |bytes, length| bytes.number(*length));
            }
            GameLength::Endless => self.choice(4),
        }
    }

    fn arrival(&mut self, arrival: &Arrival) {
        match arrival {
            Arrival::AtStart => self.choice(0),
            Arrival::At(instants) => {
                self.choice(1);
                self.times(instants);
            }
            Arrival::Every(gap) => {
                self.choice(2);
                self.distribution(gap);
            }
        }
    }

    fn visit(&mut self, visit: Visit) {
        self.choice(match visit {
            Visit::Sequential => 0,
            Visit::Cyclic => 1,
            Visit::CyclicSkip => 2,
            Visit::FirstReady => 3,
            Visit::LastReady => 4,
            Visit::RandomReady => 5,
            Visit::FewestMovesLeft => 6,
            Visit::MostMovesLeft => 7,
            Visit::GroupOrder => 8,
        });
    }

    fn walk(&mut self, walk: &Walk) {
        self.choice(match walk {
            Walk::Between(_) => 0,
            Walk::PerBoard(_) => 1,
        });
        self.distribution(walk.time());
    }

    fn times(&mut self, times: &[Duration]) {
        self.list(times, |bytes, time| bytes.time(*time));
    }

    /// A choice with a fixed number of parameters.
    fn numbers(&mut self, choice: u8, parameters: &[u64]) {
        self.choice(choice);
        for parameter in parameters {
            self.number(*parameter);
        }
    }

    fn distribution(&mut self, distribution: &Distribution) {
        match distribution {
            Distribution::Constant(time) => self.numbers(0, &[time.as_ns()]),
            Distribution::Uniform { min, max } => self.numbers(1, &[min, max].map(|time| time.as_ns())),
            Distribution::Triangular { min, mode, max } => self.numbers(2, &[min, mode, max].map(|time| time.as_ns())),
            Distribution::Pert { min, mode, max } => self.numbers(3, &[min, mode, max].map(|time| time.as_ns())),
            Distribution::Exponential { mean } => self.numbers(4, &[mean.as_ns()]),
            Distribution::Gamma { shape, scale_s } => self.numbers(5, &[shape, scale_s].map(|number| number.to_bits())),
            Distribution::Weibull { shape, scale_s } => {
                self.numbers(6, &[shape, scale_s].map(|number| number.to_bits()));
            }
            Distribution::LogNormal { mu, sigma } => self.numbers(7, &[mu, sigma].map(|number| number.to_bits())),
            Distribution::Normal { mean, sd } => self.numbers(8, &[mean, sd].map(|time| time.as_ns())),
            Distribution::Pareto { min, shape } => self.numbers(9, &[min.as_ns(), shape.to_bits()]),
            Distribution::HyperExponential { mean, cv } => self.numbers(10, &[mean.as_ns(), cv.to_bits()]),
            Distribution::Mixture(parts) => {
                self.choice(11);
                self.list(parts, |bytes, (weight, part)| {
                    bytes.real(*weight);
                    bytes.distribution(part);
                });
            }
            Distribution::Empirical(values) => {
                self.choice(12);
                self.times(values);
            }
            Distribution::Replay(values) => {
                self.choice(13);
                self.times(values);
            }
            Distribution::ByMove(parts) => {
                self.choice(14);
                self.list(parts, |bytes, (from, part)| {
                    bytes.number(*from);
                    bytes.distribution(part);
                });
            }
            Distribution::Shifted { by, of } => {
                self.numbers(15, &[by.as_ns()]);
                self.distribution(of);
            }
            Distribution::Clamped { min, max, of } => {
                self.numbers(16, &[min, max].map(|time| time.as_ns()));
                self.distribution(of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Template;
    use std::collections::HashMap;

    /// The canary uses every distribution and has every kind of arrival, game, patience and walk.
    const TEXT: &str = include_str!("canary.ron");

    fn scenario(text: &str) -> Scenario {
        Scenario::from_text("canary.ron", text, None).unwrap()
    }

    /// Whatever number or word of a scenario is another, its bytes are as different as its text.
    #[test]
    fn what_differs_has_other_bytes() {
        let template = Template::from_text("canary.ron", TEXT, None).unwrap();
        let mut texts = vec![TEXT.to_owned()];
        for (at, _) in TEXT.match_indices(|c: char| c.is_ascii_digit()) {
            texts.push(format!("{}8{}", &TEXT[..at], &TEXT[at + 1..]));
        }
        let names = 'a'..='r';
        texts.extend(names.map(|name| TEXT.replace(&format!("\"{name}\""), "\"other\"")));
        let settings =
            ["title=\"x\"", "seed=7", "first_move=Master", "last_move=Opponent", "boards=7", "walk=PerBoard(1s)"];
        let visits = Visit::ALL.map(|visit| format!("visit={visit}"));
        let settings = settings.map(str::to_owned).into_iter().chain(visits);
        texts.extend(settings.map(|setting| template.with(&setting.parse().unwrap()).unwrap().text().clone()));
        let (mut known, mut different) = (HashMap::new(), 0);
        for text in texts {
            // Some changes make no sense.
            let Ok(scenario) = Scenario::from_text("canary.ron", &text, None) else { continue };
            let canonical = scenario.to_ron();
            let before = known.insert(of(&scenario), canonical.clone());
            assert!(before.as_ref().is_none_or(|before| *before == canonical), "{before:?} is not {canonical}");
            different += usize::from(before.is_none());
        }
        assert!(different > 90, "{different}");
    }

    #[test]
    fn how_it_is_written_makes_no_difference() {
        let text = r#"(master: (think: Constant("60s")), opponents: [(name: "a", think: Erlang(k: 1, mean: "5s"), moves: Exactly(2))])"#;
        let same = scenario(text);
        assert_eq!(of(&same), of(&scenario(&same.to_ron())));
        assert_eq!(of(&same), of(&scenario(&text.replace("60s", "1min"))));
        let quantiles = Exhibition { quantiles: true, ..same.exhibition.clone() };
        assert_eq!(of(&same), of(&Scenario { exhibition: quantiles, ..same.clone() }));
    }
}
