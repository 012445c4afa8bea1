//! `zeitnot explain` on the shipped scenarios.

use crate::command::{json, text};
use crate::shipped;
use crate::width::fits;
use serde_json::Value;

#[test]
fn tables_fit_80_columns_and_no_formula_is_wrong() {
    for path in shipped::names().into_iter().map(|name| format!("scenarios/{name}.ron")) {
        let text = fits(&["explain", &path, "-n", "2", "--replication", "2"]);
        assert!(!text.contains("BROKEN") && !text.contains('\x1b'), "{path}:\n{text}");
        assert_eq!(text.matches("What set the makespan").count(), usize::from(text.contains("  makespan      ")));
    }
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    for path in ["scenarios/club-evening.ron", "tests/cases/scenarios/two.ron"] {
        for format in ["table", "json"] {
            let with = |jobs| text(&["explain", path, "-n", "9", "--format", format, "--jobs", jobs]);
            assert_eq!(with("1"), with("4"), "{path}, {format}");
        }
    }
}

/// Exact values are equal, links have no gap, and parts add up.
#[test]
fn numbers_in_json_add_up() {
    let object = json(&["explain", "scenarios/south-station-async.ron"]);
    let formulas = object["formulas"].as_array().unwrap();
    let rounds = formulas.iter().find(|formula| formula["name"] == "rounds").unwrap();
    assert_eq!(rounds["statements"][0]["exact_ns"], 705_000_000_000_u64);
    assert_eq!(rounds["statements"][0]["deviation"], 0.0);
    let path = &object["critical_path"];
    let mut now = 0;
    for link in path["links"].as_array().unwrap() {
        assert_eq!(link["start_ns"], now);
        now = link["end_ns"].as_u64().unwrap();
    }
    let parts: u64 = path["parts"].as_array().unwrap().iter().map(|part| part["length_ns"].as_u64().unwrap()).sum();
    assert_eq!((now, parts), (705_000_000_000, 705_000_000_000));
    assert_eq!(path["length_ns"], 705_000_000_000_u64);
}

/// A change can be made with the setting that the explanation names, and has the stated effect.
#[test]
fn changes_are_settings() {
    for path in ["scenarios/web-scraper.ron", "scenarios/repair-shop.ron"] {
        let object = json(&["explain", path, "-n", "2"]);
        let changes = object["changes"].as_array().unwrap();
        assert!(changes.len() >= 2);
        for change in changes {
            let (set, measure) = (change["set"].as_str().unwrap(), change["measure"].as_str().unwrap());
            let other = json(&["explain", path, "-n", "2", "--set", set]);
            let of = |object: &Value| object["measures"][measure]["mean"].as_f64().unwrap();
            let (mean, difference) = (change["mean"].as_f64().unwrap(), change["difference"].as_f64().unwrap());
            assert!((of(&other) - mean).abs() < 1e-9 * mean, "{set}");
            assert!((of(&other) - of(&object) - difference).abs() < 1e-9 * mean, "{set}");
        }
    }
}

/// Several files make an array, in their order.
#[test]
fn several_scenarios_make_an_array() {
    let array = json(&["explain", "scenarios/tutorial-async.ron", "scenarios/tutorial-one-at-a-time.ron"]);
    let titles: Vec<_> = array.as_array().unwrap().iter().map(|object| object["scenario"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Three mortals, all at once", "Three mortals, one at a time"]);
}
