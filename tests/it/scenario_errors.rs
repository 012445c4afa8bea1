//! Every `tests/scenario_errors/NAME.ron` is broken, and gets exactly the messages in `NAME.stderr`.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the messages anew; read them before you commit them.

use std::fs;
use std::path::{Path, PathBuf};
use zeitnot::scenario::Scenario;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario_errors")
}

/// The broken scenarios, in order of their names.
fn cases() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect();
    cases.sort();
    cases
}

/// The message for the scenario at `path`, which is called by its bare name.
fn message(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let result = match String::from_utf8(bytes) {
        Ok(text) => Scenario::from_text(&path.file_name().unwrap().to_string_lossy(), &text, path.parent()),
        Err(_) => Scenario::read(path),
    };
    match result {
        Ok(_) => panic!("{} is not broken at all", path.display()),
        Err(diagnostics) => diagnostics.to_string().replace(&format!("{}/", folder().display()), ""),
    }
}

#[test]
fn every_broken_scenario_gets_its_message() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for path in cases() {
        let (message, expected) = (message(&path), path.with_extension("stderr"));
        if update {
            fs::write(expected, message).unwrap();
        } else if fs::read_to_string(expected).unwrap_or_default().replace("\r\n", "\n") != message {
            wrong.push(format!("{}:\n{message}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "unexpected messages:\n\n{}", wrong.join("\n"));
}

#[test]
fn there_are_many_cases() {
    assert!(cases().len() >= 60, "{}", cases().len());
}

#[test]
fn what_is_no_scenario_file_is_refused() {
    let missing = Scenario::read("no/such/file.ron").unwrap_err().to_string();
    assert!(missing.contains("there is no such file"), "{missing}");
    let directory = Scenario::read(folder()).unwrap_err().to_string();
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
    let messages: String = cases().iter().map(|path| message(path)).collect();
    for example in blocks("```text\n") {
        assert!(messages.contains(&example), "{example}");
    }
}
