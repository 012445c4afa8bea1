//! The scenario that fitted think times go into: the user's own, or a new one.

use super::Model;
use crate::document::{Diagnostic, quoted};
use crate::scenario::{Diagnostics, Setting, Template};
use crate::time::Duration;
use std::fmt::Write;

/// A new scenario assumes this many opponents where the file does not say how many there are, each with this many
/// moves.
const OPPONENTS: usize = 12;
const MOVES: usize = 10;

/// A distribution of a scenario that is to be a fitted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it stands: `opponents[0].think`.
    pub path: String,
    /// The name of the CSV file for its values, relative to the scenario's.
    pub file: String,
}

/// A scenario with slots.
#[derive(Clone, Debug)]
pub struct Target {
    template: Template,
    slots: Vec<Slot>,
    /// Which option says where the slots are: messages about a slot name it.
    origin: &'static str,
}

impl Target {
    /// The scenario of a template with these slots, which the option `origin` names.
    #[must_use]
    pub const fn new(template: Template, slots: Vec<Slot>, origin: &'static str) -> Self {
        Self { template, slots, origin }
    }

    /// The scenario as it is.
    #[must_use]
    pub const fn template(&self) -> &Template {
        &self.template
    }

    /// The slots.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The scenario with a model in each slot.
    ///
    /// # Errors
    /// If a path leads nowhere, or what is there is not a distribution.
    pub fn with<'m>(&self, models: impl IntoIterator<Item = &'m Model>) -> Result<Template, Diagnostics> {
        let (mut template, mut settings) = (self.template.clone(), Vec::new());
        for (slot, model) in self.slots.iter().zip(models) {
            if let Some(values) = model.file_values() {
                template = template.with_column(&slot.file, Model::COLUMN, values.clone());
            }
            let setting = Setting::new(&slot.path, &model.to_ron(&slot.file));
            settings.push(setting.map_err(|error| Diagnostic::new(error.to_string()))?.given_by(self.origin));
        }
        template.with_all(&settings)
    }
}

/// What a group of a new scenario is to be: its name, its values, and the lengths of its games, if they are known.
#[derive(Clone, Debug)]
pub struct Starter {
    /// What the group is called.
    pub name: String,
    /// Its games, by their lengths; empty where the values are not of games.
    pub lengths: Vec<usize>,
    /// The mean of its think times.
    pub mean: Duration,
}

/// A new scenario of these groups, with a placeholder for each one's think times. `comment` is its head, in lines.
/// `service` says whether the master's think times were measured, too: then he begins and ends every game.
#[must_use]
pub fn starter(title: &str, comment: &[String], groups: &[Starter], service: bool) -> String {
    let mut text = String::new();
    for line in comment {
        let _ = writeln!(text, "// {line}");
    }
    let shortest =
        groups.iter().map(|group| group.mean).filter(|mean| !mean.is_zero()).min().unwrap_or(Duration::from_secs(1));
    let _ = writeln!(text, "Scenario(\n    title: {},", quoted(title));
    if service {
        text += "    master: (think: Constant(\"1s\")),\n";
    } else {
        text += "    // Not measured: how long Larry (or the event loop) is busy with each answer. Set it.\n";
        let _ = writeln!(text, "    master: (think: Constant(\"{}\")),", about(shortest));
    }
    text += "    opponents: [\n";
    for group in groups {
        let (count, moves) = match group.lengths.as_slice() {
            [] => (OPPONENTS, format!("Exactly({MOVES})")),
            lengths => (lengths.len(), moves(lengths)),
        };
        if group.lengths.is_empty() {
            text += "        // Not measured: how many there are at once, and how often each waits. Set both.\n";
        }
        let name = quoted(&group.name);
        let _ = writeln!(text, "        (name: {name}, count: {count}, think: Constant(\"1s\"), moves: {moves}),");
    }
    text += "    ],\n";
    if service {
        text += "    first_move: Master,\n    last_move: Master,\n";
    }
    text + ")\n"
}

/// Lengths of games as files write them.
fn moves(lengths: &[usize]) -> String {
    let mut rising = lengths.to_vec();
    rising.sort_unstable();
    if rising.first() == rising.last() {
        return format!("Exactly({})", rising[0]);
    }
    format!("Empirical([{}])", rising.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))
}

/// A twelfth of a time, with one digit.
fn about(mean: Duration) -> Duration {
    let mut ns = (mean.as_ns() / 12).max(1);
    let mut power = 1;
    while ns >= 10 {
        (ns, power) = (ns / 10, power * 10);
    }
    Duration::from_ns(ns * power)
}
