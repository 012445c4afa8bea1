//! Feeds a reader of zeitnot with inputs that libFuzzer derives from what they reach.
//!
//! The environment variable `TARGET` names the reader; one binary for all of them is built once. See `README.md`.
#![no_main]

mod words;

use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::OnceLock;
use zeitnot::expression::Expression;
use zeitnot::law::Law;
use zeitnot::model::Simulator;
use zeitnot::scenario::{Scenario, Setting, Template};
use zeitnot::study::Study;

/// After this many events a game is stopped: an input must take milliseconds.
const EVENTS_MAX: u64 = 20_000;
/// Beyond that, building an exhibition takes longer than an input may.
const OPPONENTS_MAX: u64 = 10_000;

fuzz_target!(|text: &str| {
    static TARGET: OnceLock<fn(&str)> = OnceLock::new();
    let target = TARGET.get_or_init(|| match std::env::var("TARGET").as_deref() {
        Ok("scenario") => scenario,
        Ok("settings") => settings,
        Ok("expression") => expression,
        Ok("law") => law,
        Ok("study") => study,
        Ok("csv") => csv,
        Ok("play") => play,
        other => panic!("TARGET is {other:?}: see fuzz/README.md"),
    });
    target(text);
});

/// A valid scenario is unchanged by writing and reading; any other text gets messages.
fn scenario(text: &str) {
    match Scenario::from_text("fuzz.ron", text, None) {
        Ok(scenario) => {
            let written = scenario.to_ron();
            let again = Scenario::from_text("fuzz.ron", &written, None);
            assert_eq!(again.as_ref().map(Scenario::to_ron).as_ref(), Ok(&written));
        }
        Err(wrong) => assert!(!wrong.to_string().is_empty()),
    }
}

/// The first line is a setting, the rest a scenario.
fn settings(text: &str) {
    let (setting, scenario) = text.split_once('\n').unwrap_or((text, "()"));
    let Ok(setting) = setting.parse::<Setting>() else { return };
    let Ok(template) = Template::from_text("fuzz.ron", scenario, None) else { return };
    if let Ok(changed) = template.with(&setting) {
        drop(changed.scenario());
    }
}

fn expression(text: &str) {
    if let Ok(expression) = Expression::new(text, &words::Words) {
        drop(expression.root().evaluate(&mut words::Values(&expression)));
    }
}

fn law(text: &str) {
    if let Err(wrong) = Law::from_text("fuzz.ron", text, None) {
        assert!(!wrong.to_string().is_empty());
    }
}

fn study(text: &str) {
    let file = in_file("study.ron", text);
    match Study::read(&file, &[]) {
        Ok(study) => drop(study.to_ron(file.parent().expect("it has a folder"), false)),
        Err(wrong) => assert!(!wrong.to_string().is_empty()),
    }
}

/// The first line is the name of a column, the rest the file it is in.
fn csv(text: &str) {
    let (column, table) = text.split_once('\n').unwrap_or(("think_s", text));
    let file = in_file("t.csv", table);
    let scenario = format!("(master: (think: Empirical(file: \"t.csv\", column: {column:?})))");
    drop(Scenario::from_text("fuzz.ron", &scenario, file.parent()));
}

/// A valid scenario can be played, or is stopped with a reason.
fn play(text: &str) {
    let Ok(scenario) = Scenario::from_text("fuzz.ron", text, None) else { return };
    let exhibition = &scenario.exhibition;
    if u64::from(exhibition.opponents()) > OPPONENTS_MAX || exhibition.master.count > 1_000 {
        return;
    }
    let Ok(mut simulator) = Simulator::new(exhibition) else { return };
    simulator.limit_events(EVENTS_MAX);
    let first = simulator.play(scenario.seed, 0).cloned();
    assert_eq!(simulator.play(scenario.seed, 0).cloned(), first, "the same again");
}

/// A temporary file with this text.
fn in_file(name: &str, text: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("zeitnot-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    });
    let file = folder.join(name);
    std::fs::write(&file, text).expect("a temporary file");
    file
}
