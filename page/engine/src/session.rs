//! The requests of the page, and their answers.

use serde::Serialize;
use std::collections::BTreeMap;
use zeitnot::model::{Measure, Outcome, Simulator};
use zeitnot::scenario::{Diagnostics, NumericKind, Scenario, Setting, Template};

/// A session with a scenario.
///
/// Every answer is a JSON object. It has a member `error`, a text for people with several lines, if and only if the
/// request could not be carried out. Whole numbers that a JavaScript number can't hold are texts of digits.
#[derive(Debug, Default)]
pub struct Session {
    template: Option<Template>,
}

impl Session {
    /// No scenario yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { template: None }
    }

    /// Reads and checks a scenario. If it is wrong, the one before stays.
    ///
    /// The answer: `title`; `seed` as text; `groups`, each with `name` and `count`; `masters`, how many; and
    /// `settings`, everything numeric that can be changed, each with `path`, `kind` (`count`, `duration`,
    /// `distribution`, `moves` or `parameter`) and `value` in the scenario's notation.
    pub fn load(&mut self, text: &str) -> String {
        let loaded = Template::from_text("scenario", text, None).and_then(|template| {
            let scenario = template.scenario()?;
            Ok((template, scenario))
        });
        let (template, scenario) = match loaded {
            Ok(loaded) => loaded,
            Err(wrong) => return error(&wrong),
        };
        let settings = template.numeric_settings();
        let settings = settings.iter().map(|setting| Tunable {
            path: &setting.path,
            kind: name(setting.kind),
            value: &setting.value,
        });
        let loaded = json(&Loaded {
            title: &scenario.title,
            seed: scenario.seed.to_string(),
            masters: scenario.exhibition.master.count,
            groups: groups(&scenario),
            settings: settings.collect(),
        });
        self.template = Some(template);
        loaded
    }

    /// Plays a replication (its number from 0) of the scenario, with settings: one `PATH=VALUE` or `PATH*=FACTOR` a line.
    /// After `events_max` events it gives up.
    ///
    /// The answer: `groups` as in [`Session::load`]; `masters`; `makespan`, as text with units; `end_ns`, the last
    /// instant, as text; `digest` as hexadecimal text; `events`; and `measures`, by name, each with `value` (absent
    /// where there is nothing to measure), `label` and `unit`.
    pub fn play(&mut self, settings: &str, replication: u64, events_max: u64) -> String {
        let Some(template) = &self.template else { return error(&"there is no scenario yet") };
        match changed(template, settings) {
            Err(wrong) => wrong,
            Ok(scenario) => played(&scenario, replication, events_max),
        }
    }
}

/// The scenario with settings, or the answer that says what is wrong with them.
fn changed(template: &Template, settings: &str) -> Result<Scenario, String> {
    let mut template = template.clone();
    for line in settings.lines().filter(|line| !line.trim().is_empty()) {
        for setting in Setting::list(line).map_err(|wrong| error(&wrong))? {
            template = template.with(&setting).map_err(|wrong| error(&wrong))?;
        }
    }
    template.scenario().map_err(|wrong: Diagnostics| error(&wrong))
}

fn played(scenario: &Scenario, replication: u64, events_max: u64) -> String {
    let mut simulator = match Simulator::new(&scenario.exhibition) {
        Ok(simulator) => simulator,
        Err(invalid) => return error(&invalid),
    };
    simulator.limit_events(events_max);
    match simulator.play(scenario.seed, replication) {
        Ok(outcome) => json(&Played::new(scenario, outcome)),
        Err(halt) => error(&halt),
    }
}

#[derive(Serialize)]
struct Loaded<'a> {
    title: &'a str,
    seed: String,
    masters: u32,
    groups: Vec<Group<'a>>,
    settings: Vec<Tunable<'a>>,
}

#[derive(Serialize)]
struct Tunable<'a> {
    path: &'a str,
    kind: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct Group<'a> {
    name: &'a str,
    count: u32,
}

#[derive(Serialize)]
struct Played<'a> {
    masters: u32,
    groups: Vec<Group<'a>>,
    makespan: String,
    end_ns: String,
    digest: String,
    events: u64,
    measures: BTreeMap<&'static str, Measured>,
}

#[derive(Serialize)]
struct Measured {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    label: &'static str,
    unit: &'static str,
}

impl<'a> Played<'a> {
    fn new(scenario: &'a Scenario, outcome: &Outcome) -> Self {
        let measured = |measure: Measure| {
            let value = Some(outcome.value(measure)).filter(|value| value.is_finite());
            (measure.name(), Measured { value, label: measure.label(), unit: measure.unit().suffix() })
        };
        let end = outcome.observed_from.saturating_add(outcome.makespan);
        Self {
            masters: scenario.exhibition.master.count,
            groups: groups(scenario),
            makespan: outcome.makespan.to_string(),
            end_ns: end.as_ns().to_string(),
            digest: format!("{:016x}", outcome.digest),
            events: outcome.events,
            measures: Measure::ALL.into_iter().map(measured).collect(),
        }
    }
}

fn groups(scenario: &Scenario) -> Vec<Group<'_>> {
    scenario.exhibition.groups.iter().map(|group| Group { name: &group.name, count: group.count }).collect()
}

const fn name(kind: NumericKind) -> &'static str {
    match kind {
        NumericKind::Count => "count",
        NumericKind::Duration => "duration",
        NumericKind::Distribution => "distribution",
        NumericKind::Moves => "moves",
        NumericKind::Parameter => "parameter",
    }
}

fn json(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_else(|wrong| error(&wrong))
}

fn error(wrong: &impl ToString) -> String {
    let quoted = serde_json::Value::from(wrong.to_string());
    format!("{{\"error\":{quoted}}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn value(answer: &str) -> Value {
        serde_json::from_str(answer).unwrap()
    }

    const STATION: &str = r#"(
        master: (think: Constant("5s")),
        opponents: [(name: "hobbyist", count: 12, think: Constant("60s"), moves: Exactly(10))],
    )"#;

    #[test]
    fn a_scenario_is_loaded_changed_and_played() {
        let mut session = Session::new();
        let loaded = value(&session.load(STATION));
        assert_eq!(loaded["groups"][0]["count"], 12);
        let settings = loaded["settings"].as_array().unwrap();
        let think = settings.iter().find(|setting| setting["path"] == "opponents.hobbyist.think").unwrap();
        assert_eq!((&think["kind"], &think["value"]), (&"distribution".into(), &"Constant(\"60s\")".into()));

        let played = value(&session.play("", 0, 1_000_000));
        assert_eq!((&played["makespan"], &played["end_ns"]), (&"11m45s".into(), &"705000000000".into()));
        assert_eq!(played["measures"]["makespan_s"]["value"], 705.0);

        let faster = value(&session.play("opponents.hobbyist.think*=0.5\nmaster.think*=0.2", 0, 1_000_000));
        assert!(faster["measures"]["makespan_s"]["value"].as_f64().unwrap() < 400.0, "{faster}");
    }

    #[test]
    fn what_is_wrong_is_said_and_loses_nothing() {
        let mut session = Session::new();
        let error = |answer: String| value(&answer)["error"].as_str().unwrap().to_owned();
        assert!(error(session.play("", 0, 1)).contains("no scenario yet"));
        session.load(STATION);
        assert!(error(session.load("(sed: 7)")).contains("did you mean `seed`?"));
        assert!(error(session.play("master.cont=2", 0, 1_000_000)).contains("count"));
        assert!(error(session.play("", 0, 10)).contains("10 events"));
        assert!(value(&session.play("", 0, 1_000_000))["error"].is_null());
    }
}
