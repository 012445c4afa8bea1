//! From what a file says to [`crate::model`]'s types: defaults that depend on other fields, and every
//! parametrisation of a distribution taken to its canonical one.
//!
//! Whether the exhibition makes sense is judged later, by [`Exhibition::check`]; here only what the
//! conversion itself can't do is a problem. Problems are collected, and the conversion goes on with a
//! stand-in, so that all of them are found at once.

use super::column::{self, Columns};
use super::diagnostic::Diagnostic;
use super::grammar::{ArriveText, LastMove, MasterText, OpponentText, ScenarioText, Time, WalkText};
use super::spelling::{Spelling, Values};
use crate::model::{Arrival, Distribution, Exhibition, Group, Master, Problem, Walk};
use crate::time::{Decimal, Duration};
use std::path::Path;

/// What has been found on the way.
pub struct Converter<'a> {
    /// The folder to which the names of CSV files are relative.
    base_dir: Option<&'a Path>,
    /// Those that are in use already.
    columns: &'a Columns,
    /// What is wrong in the scenario file.
    pub problems: Vec<Problem>,
    /// What is wrong in CSV files.
    pub foreign: Vec<Diagnostic>,
}

/// Stands in for a distribution that could not be made out; never leaves the loader.
const STAND_IN: Distribution = Distribution::Constant(Duration::from_secs(1));

impl<'a> Converter<'a> {
    pub fn new(base_dir: Option<&'a Path>, columns: &'a Columns) -> Self {
        Self { base_dir, columns, problems: Vec::new(), foreign: Vec::new() }
    }

    /// The exhibition that the file describes.
    pub fn exhibition(&mut self, text: ScenarioText) -> Exhibition {
        Exhibition {
            master: self.master(text.master),
            groups: text.opponents.into_iter().enumerate().map(|(index, group)| self.group(index, group)).collect(),
            boards: text.boards,
            visit: text.visit,
            walk: text.walk.map(|walk| match walk {
                WalkText::Between(spelling) => Walk::Between(self.distribution("walk", spelling)),
                WalkText::PerBoard(spelling) => Walk::PerBoard(self.distribution("walk", spelling)),
            }),
            first_move: text.first_move,
            last_move: text.last_move.map_or(text.first_move.other(), |LastMove(side)| side),
            warm_up: text.warm_up.map_or(Duration::ZERO, |time| time.0),
            horizon: text.horizon.map(|time| time.0),
            quantiles: false,
        }
    }

    fn master(&mut self, text: MasterText) -> Master {
        Master { name: text.name, count: text.count, think: self.distribution("master.think", text.think) }
    }

    fn group(&mut self, index: usize, text: OpponentText) -> Group {
        let field = |name: &str| format!("opponents[{index}].{name}");
        Group {
            name: text.name,
            count: text.count,
            think: self.distribution(&field("think"), text.think),
            moves: text.moves,
            arrive: match text.arrive {
                ArriveText::AtStart => Arrival::AtStart,
                ArriveText::At(times) => Arrival::At(durations(times)),
                ArriveText::Every(gap) => Arrival::Every(self.distribution(&field("arrive"), gap)),
            },
            patience: text.patience.map(|time| time.0),
            master_think: text.master_think.map(|think| self.distribution(&field("master_think"), think)),
        }
    }

    /// The canonical form of the distribution at `path`.
    pub fn distribution(&mut self, path: &str, spelling: Spelling) -> Distribution {
        use Distribution as D;
        match spelling {
            Spelling::Constant(Time(value)) => D::Constant(value),
            Spelling::Uniform(Time(min), Time(max)) => D::Uniform { min, max },
            Spelling::Triangular { min: Time(min), mode: Time(mode), max: Time(max) } => {
                D::Triangular { min, mode, max }
            }
            Spelling::Pert { min: Time(min), mode: Time(mode), max: Time(max) } => D::Pert { min, mode, max },
            Spelling::Exponential { mean: Time(mean) } => D::Exponential { mean },
            Spelling::Normal { mean: Time(mean), sd: Time(sd) } => D::Normal { mean, sd },
            Spelling::Pareto { min: Time(min), shape } => D::Pareto { min, shape },
            Spelling::HyperExponential { mean: Time(mean), cv } => D::HyperExponential { mean, cv },
            Spelling::Mixture(parts) => D::Mixture(self.mixture(path, parts)),
            Spelling::Empirical(Values::Listed(values)) => D::Empirical(durations(values)),
            Spelling::Empirical(Values::Column(wanted)) => self.column(path, &wanted.file, &wanted.column),
            Spelling::Replay(values) => D::Replay(durations(values)),
            Spelling::ByMove(stretches) => D::ByMove(
                stretches
                    .into_iter()
                    .enumerate()
                    .map(|(i, stretch)| (stretch.from, self.distribution(&format!("{path}[{i}].think"), stretch.think)))
                    .collect(),
            ),
            Spelling::Shifted { by: Time(by), of } => D::Shifted { by, of: Box::new(self.inner(path, *of)) },
            Spelling::Clamped { min: Time(min), max: Time(max), of } => {
                D::Clamped { min, max, of: Box::new(self.inner(path, *of)) }
            }
            Spelling::Scaled { factor, of } => self.scaled(path, factor, *of),
            parametrised @ (Spelling::Erlang { .. }
            | Spelling::Gamma { .. }
            | Spelling::Weibull { .. }
            | Spelling::LogNormal { .. }) => super::parameters::canonical(&parametrised).unwrap_or_else(|problem| {
                self.problems.push(problem.below(path));
                STAND_IN
            }),
        }
    }

    fn inner(&mut self, path: &str, spelling: Spelling) -> Distribution {
        self.distribution(&format!("{path}.of"), spelling)
    }

    fn scaled(&mut self, path: &str, factor: f64, of: Spelling) -> Distribution {
        let of = self.inner(path, of);
        // Its shortest notation is what was written.
        let product = match factor.to_string().parse::<Decimal>() {
            Ok(decimal) => of.scaled(decimal).ok_or_else(|| "the times would be longer than time itself".to_owned()),
            Err(_) => Err(format!("the factor is {factor:?}, but must be a number above 0 with at most 15 digits")),
        };
        product.unwrap_or_else(|what| {
            let instead = "write a number such as 1.5".to_owned();
            self.problems.push(Problem { path: format!("{path}.factor"), what, instead });
            STAND_IN
        })
    }

    fn mixture(&mut self, path: &str, parts: Vec<(f64, Spelling)>) -> Vec<(f64, Distribution)> {
        let part = |(i, (weight, spelling))| (weight, self.distribution(&format!("{path}[{i}][1]"), spelling));
        parts.into_iter().enumerate().map(part).collect()
    }

    fn column(&mut self, path: &str, file: &str, name: &str) -> Distribution {
        match self.columns.values(self.base_dir, file, name) {
            Ok(values) => Distribution::Empirical(values),
            Err(column::Failure::Unreadable { what, instead }) => {
                self.problems.push(Problem { path: format!("{path}.file"), what, instead });
                STAND_IN
            }
            Err(column::Failure::Within(diagnostics)) => {
                self.foreign.extend(diagnostics);
                STAND_IN
            }
        }
    }
}

fn durations<L: FromIterator<Duration>>(times: Vec<Time>) -> L {
    times.into_iter().map(|time| time.0).collect()
}
