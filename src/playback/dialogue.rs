//! A dialogue: what the page asks its engine, and what it is answered.

use super::run::play;
use crate::model::Visit;
use crate::replicate::{Prepared, Stop};
use crate::scenario::{NumericKind, Scenario, Setting, Template};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Display;

/// A scenario that can be played with other settings again and again.
///
/// Every answer is a JSON object. It has a member `error`, a text for people, if and only if the request could not be
/// carried out.
#[derive(Debug, Default)]
pub struct Dialogue {
    template: Option<Template>,
}

/// What of a scenario can be changed.
#[derive(Serialize)]
struct Loaded {
    settings: Vec<Tunable>,
    visit: String,
    /// All there are.
    visits: Vec<String>,
}

#[derive(Serialize)]
struct Tunable {
    path: String,
    /// `count`, `duration`, `distribution`, `moves` or `parameter`.
    kind: &'static str,
    /// In the scenario's notation.
    value: String,
}

/// A run, and the settings as they are in it.
#[derive(Serialize)]
struct Played {
    run: super::Run,
    settings: Vec<Tunable>,
}

impl Dialogue {
    /// No scenario yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { template: None }
    }

    /// Reads and checks a scenario. If it is wrong, the one before stays.
    ///
    /// The answer: `settings`, everything numeric that can be changed, each with `path`, `kind` and `value`; `visit`,
    /// the policy, and `visits`, all policies.
    pub fn load(&mut self, text: &str) -> String {
        let loaded = Template::from_text("scenario", text, None).and_then(|template| {
            let scenario = template.scenario()?;
            Ok((template, scenario))
        });
        let (template, scenario) = match loaded {
            Ok(loaded) => loaded,
            Err(wrong) => return error(&wrong),
        };
        let loaded = json(&Loaded {
            settings: tunable(&template),
            visit: scenario.exhibition.visit.to_string(),
            visits: Visit::ALL.iter().map(ToString::to_string).collect(),
        });
        self.template = Some(template);
        loaded
    }

    /// Plays a replication (its number from 0) of the scenario with settings: one `PATH=VALUE` or `PATH*=FACTOR` a
    /// line. After `events_max` events it gives up.
    ///
    /// The answer: `run`, a [`super::Run`]; and `settings`, as in [`Dialogue::load`], as they were played.
    pub fn play(&mut self, settings: &str, replication: u64, events_max: u64) -> String {
        let Some(template) = &self.template else { return error(&"there is no scenario yet") };
        match self::changed(template, settings) {
            Err(wrong) => wrong,
            Ok((template, scenario)) => played(&template, &scenario, replication, events_max),
        }
    }
}

/// The scenario with settings, or the answer that says what is wrong with them.
fn changed(template: &Template, settings: &str) -> Result<(Template, Scenario), String> {
    let mut template = template.clone();
    for line in settings.lines().filter(|line| !line.trim().is_empty()) {
        let settings = Setting::list(line).map_err(|wrong| error(&wrong))?;
        template = template.with_all(&settings).map_err(|wrong| error(&wrong))?;
    }
    let scenario = template.scenario().map_err(|wrong| error(&wrong))?;
    Ok((template, scenario))
}

fn played(template: &Template, scenario: &Scenario, replication: u64, events_max: u64) -> String {
    let prepared = match Prepared::new(&scenario.exhibition, scenario.seed, &scenario.title, &Stop::new()) {
        Ok(prepared) => prepared.limit_events(events_max),
        Err(invalid) => return error(&invalid),
    };
    match play(&prepared, scenario, scenario.title.clone(), replication) {
        Ok(run) => json(&Played { run, settings: tunable(template) }),
        Err(halt) => error(&halt),
    }
}

fn tunable(template: &Template) -> Vec<Tunable> {
    let settings = template.numeric_settings().into_iter();
    settings.map(|it| Tunable { path: it.path, kind: name(it.kind), value: it.value }).collect()
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

fn error(wrong: &impl Display) -> String {
    format!("{{\"error\":{}}}", Value::from(wrong.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(answer: &str) -> Value {
        serde_json::from_str(answer).unwrap()
    }

    const STATION: &str = r#"(
        master: (think: Constant("5s")),
        opponents: [(name: "hobbyist", count: 12, think: Constant("60s"), moves: Exactly(10))],
    )"#;

    #[test]
    fn a_scenario_is_loaded_changed_and_played() {
        let mut dialogue = Dialogue::new();
        let loaded = value(&dialogue.load(STATION));
        let think = |answer: &Value| {
            let settings = answer["settings"].as_array().unwrap();
            settings.iter().find(|setting| setting["path"] == "opponents.hobbyist.think").unwrap().clone()
        };
        assert_eq!(
            (&think(&loaded)["kind"], &think(&loaded)["value"]),
            (&"distribution".into(), &"Constant(\"60s\")".into())
        );
        assert_eq!(
            (&loaded["visit"], loaded["visits"].as_array().unwrap().len()),
            (&"FirstReady".into(), Visit::ALL.len())
        );

        let played = value(&dialogue.play("", 0, 1_000_000));
        assert_eq!(played["run"]["makespan_ns"], "705000000000");
        let faster = value(&dialogue.play("opponents.hobbyist.think*=0.5\nvisit=Sequential", 0, 1_000_000));
        assert_eq!(think(&faster)["value"], "Constant(\"30s\")");
        assert_eq!(faster["run"]["makespan_ns"], "4200000000000");
    }

    #[test]
    fn what_is_wrong_is_said_and_loses_nothing() {
        let mut dialogue = Dialogue::new();
        let error = |answer: String| value(&answer)["error"].as_str().unwrap().to_owned();
        assert!(error(dialogue.play("", 0, 1)).contains("no scenario yet"));
        dialogue.load(STATION);
        assert!(error(dialogue.load("(sed: 7)")).contains("did you mean `seed`?"));
        assert!(error(dialogue.play("master.cont=2", 0, 1_000_000)).contains("count"));
        assert!(error(dialogue.play("", 0, 10)).contains("10 events"));
        assert!(value(&dialogue.play("", 0, 1_000_000))["error"].is_null());
    }
}
