//! Every `tests/scenario_errors/NAME.ron` is broken, and gets exactly the messages in `NAME.stderr`; other files that
//! are not scenarios.

use crate::broken::Broken;
use std::fs;
use std::path::Path;
use zeitnot::scenario::{Diagnostics, Scenario};

const BROKEN: Broken = Broken { folder: "scenario_errors", read };

/// Reads a scenario, which messages call by its bare name.
fn read(path: &Path) -> Result<(), Diagnostics> {
    let read = match String::from_utf8(fs::read(path).unwrap()) {
        Ok(text) => Scenario::from_text(&path.file_name().unwrap().to_string_lossy(), &text, path.parent()),
        Err(_) => Scenario::read(path),
    };
    read.map(drop)
}

#[test]
fn every_broken_scenario_gets_its_message() {
    BROKEN.assert(60);
}

#[test]
fn what_is_no_scenario_file_is_refused() {
    let missing = Scenario::read("no/such/file.ron").unwrap_err().to_string();
    assert!(missing.contains("there is no such file"), "{missing}");
    let directory = Scenario::read(BROKEN.folder()).unwrap_err().to_string();
    assert!(directory.contains("it is a directory"), "{directory}");
}

#[test]
fn a_text_beyond_the_limit_is_refused() {
    let text = " ".repeat((16 << 20) + 1);
    let message = Scenario::from_text("large.ron", &text, None).unwrap_err().to_string();
    assert!(message.contains("larger than 16 MiB"), "{message}");
}

#[test]
fn colours_only_on_demand() {
    let diagnostics = Scenario::from_text("a.ron", "Scenario(seed: )", None).unwrap_err();
    assert!(!diagnostics.to_string().contains('\u{1b}'));
    assert!(diagnostics.render(true).contains('\u{1b}'));
}

#[test]
fn the_examples_of_the_reference_are_right() {
    let reference = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scenario.md")).unwrap();
    let blocks = |opening: &str| {
        let parts = reference.split(opening).skip(1).map(|part| part.split("```").next().unwrap().to_owned());
        parts.collect::<Vec<_>>()
    };
    for scenario in blocks("```ron\n") {
        Scenario::from_text("reference.ron", &scenario, None).unwrap();
    }
    let messages: String = BROKEN.files().iter().map(|path| BROKEN.message(path)).collect();
    for example in blocks("```text\n") {
        assert!(messages.contains(&example), "{example}");
    }
}
