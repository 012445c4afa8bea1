//! What the commands print as JSON is what the published schemas in `docs/schema` say.

use crate::command::{json_in, zeitnot};
use jsonschema::Validator;
use serde_json::Value;
use std::fs;

/// The schema's name, and the command.
const OUTPUTS: [(&str, &str); 17] = [
    ("run", "run scenarios/club-evening.ron"),
    ("run", "run scenarios/tutorial-async.ron scenarios/web-scraper.ron -n 5 --fail-if q95(makespan)>1h"),
    ("run", "run scenarios/web-scraper.ron -n 20 --worst makespan"),
    ("run", "run scenarios/web-scraper.ron --precision 5%"),
    ("compare", "compare scenarios/web-scraper.ron --with boards=7 --with boards=9 -n 10 --fail-if makespan>+2%"),
    ("sweep", "sweep scenarios/club-evening.ron --vary visit=FirstReady,LastReady --vary boards=2..4 -n 3"),
    ("sweep", "study studies/how-many-requests.ron -n 3"),
    ("seek", "seek scenarios/web-scraper.ron --vary boards=1..16 --such-that E(makespan)<=40s --max-replications 64"),
    ("seek", "seek scenarios/tutorial-async.ron --vary opponents.mortal.count=1..8 --such-that E(makespan)>0s"),
    ("sensitivity", "sensitivity scenarios/web-scraper.ron -n 3"),
    ("explain", "explain scenarios/tutorial-async.ron"),
    ("explain", "explain scenarios/tutorial-async.ron scenarios/south-station-async.ron -n 3"),
    ("check", "check laws/tutorial.ron --forget"),
    ("check", "check laws/laps.ron --forget --cases 20"),
    ("fit", "fit docs/data/answers.csv -n 2"),
    ("fit", "fit tests/measured/jmeter.jtl --by label -n 2 --limit 300ms"),
    ("fit", "fit tests/measured/locust_stats.csv -n 2"),
];

fn schema(name: &str) -> Validator {
    let path = format!("{}/docs/schema/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn output(command: &str) -> Value {
    json_in(&zeitnot().args(command.split(' ')).args(["--format", "json"]).output().unwrap())
}

#[test]
fn outputs_are_what_their_schemas_say() {
    for (name, command) in OUTPUTS {
        let (schema, output) = (schema(name), output(command));
        let wrong: Vec<_> = schema.iter_errors(&output).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{command}: {wrong:#?}");
    }
}

#[test]
fn another_output_is_not() {
    let mut output = output("run scenarios/tutorial-async.ron");
    let schema = schema("run");
    assert!(schema.is_valid(&output));
    output["seed"] = "one".into();
    assert!(!schema.is_valid(&output), "a seed is a number");
    output["seed"] = 1.into();
    output.as_object_mut().unwrap().remove("measures");
    assert!(!schema.is_valid(&output), "measures are required");
}
