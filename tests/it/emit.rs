//! `emit`: programs that do what the simulation does, checked by Python's own scheduler. Where there is no Python, the tests
//! that need it say so, and pass.

use crate::shipped;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use zeitnot::model::{Exhibition, Visit};
use zeitnot::scenario::Scenario;
use zeitnot::strategies::exhibition;
use zeitnot::time::Duration;

/// How many random scenarios are played; `ZEITNOT_EMIT_CASES` says otherwise.
const CASES: u32 = 24;

fn zeitnot(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zeitnot"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.args(arguments).output().unwrap()
}

/// Whether this machine has an interpreter; says so if not.
fn has(interpreter: &str) -> bool {
    let found = Command::new(interpreter).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("SKIPPED: there is no {interpreter} here");
    }
    found
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emit").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

fn program(scenario: &str, arguments: &[&str]) -> String {
    let file = format!("scenarios/{scenario}.ron");
    let output = zeitnot(&[&["emit", &file], arguments].concat());
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a program looks like when all that makes it asynchronous is taken away.
fn without_async(text: &str) -> Vec<String> {
    let plain = text
        .replace("async def", "def")
        .replace("await asyncio.sleep", "time.sleep")
        .replace("await ", "")
        .replace("asyncio.run(main())", "main()");
    plain.lines().filter(|line| !line.starts_with('#') && *line != "import asyncio").map(str::to_owned).collect()
}

#[test]
fn sync_and_asyncio_differ_by_async_await_and_gather_only() {
    let sync = program("tutorial-one-at-a-time", &["--as", "sync"]);
    assert_eq!(without_async(&program("tutorial-one-at-a-time", &["--as", "asyncio"])), without_async(&sync));
    let gather = "    asyncio.gather(*(play_game(board) for board in GAMES))";
    let with_loop: Vec<_> = without_async(&program("tutorial-async", &["--as", "asyncio"]))
        .into_iter()
        .flat_map(|line| {
            if line == gather {
                vec!["    for board in GAMES:".to_owned(), "        play_game(board)".to_owned()]
            } else {
                vec![line]
            }
        })
        .collect();
    assert_eq!(with_loop, without_async(&sync));
}

#[test]
fn programs_have_at_most_60_lines_without_tables() {
    let folder = folder("lines");
    for name in ["club-evening", "record-604-boards", "tutorial-async"] {
        for visit in Visit::ALL {
            let path = folder.join(format!("{name}-{visit}.py"));
            let (file, set) = (format!("scenarios/{name}.ron"), format!("visit={visit}"));
            let output = zeitnot(&["emit", &file, "--as", "asyncio", "--set", &set, "-o", path.to_str().unwrap()]);
            if !output.status.success() {
                assert_eq!(output.status.code(), Some(2), "{output:?}");
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let table = |line: &str| {
                line.starts_with("    {\"board\"") || line == "GAMES = [" || line == "]" || line.starts_with("CHOICES")
            };
            let lines = text.lines().filter(|line| !line.trim().is_empty() && !table(line));
            assert!(lines.count() <= 60, "{name}, {visit}:\n{text}");
        }
    }
}

#[test]
fn shipped_scenarios_that_end_are_the_same_to_the_nanosecond() {
    if !has("python3") {
        return;
    }
    let mut ended = 0;
    for name in shipped::names() {
        if shipped::scenario(&name, &[]).exhibition.is_endless() {
            continue;
        }
        let output = zeitnot(&["emit", &format!("scenarios/{name}.ron"), "--as", "asyncio", "--run", "instantly"]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{name}: {output:?}");
        assert!(text.contains("to the nanosecond as simulated; the order of all"), "{name}: {text}");
        ended += 1;
    }
    assert_eq!(ended, 9);
}

/// Random scenarios in whole seconds, so that things often happen at the same instant.
fn random(cases: u32) -> Vec<(Exhibition, u64)> {
    let strategy = (exhibition().times(Duration::from_secs(1)..=Duration::from_secs(60)), 0..1_000_000_u64);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"the same random scenarios always");
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    (0..cases).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn random_scenarios_are_the_same_to_the_nanosecond_or_refused() {
    if !has("python3") {
        return;
    }
    let cases = std::env::var("ZEITNOT_EMIT_CASES").map_or(CASES, |cases| cases.parse().unwrap());
    let (folder, mut refused, mut same) = (folder("random"), BTreeMap::new(), 0);
    let mut different = Vec::new();
    for (number, (exhibition, seed)) in random(cases).into_iter().enumerate() {
        let path = folder.join(format!("{number}.ron"));
        let scenario = Scenario { title: format!("case {number}"), seed, exhibition };
        fs::write(&path, scenario.to_ron()).unwrap();
        let output = zeitnot(&["emit", path.to_str().unwrap(), "--as", "asyncio", "--run", "instantly"]);
        match output.status.code() {
            Some(0) => same += 1,
            Some(2) => {
                let said = String::from_utf8(output.stderr).unwrap();
                *refused.entry(said.lines().next().unwrap().to_owned()).or_insert(0) += 1;
            }
            _ => different.push((path, output)),
        }
    }
    assert!(different.is_empty(), "{} differ: {different:#?}", different.len());
    assert!(refused.keys().all(|said| !said.contains("did not run") && !said.contains("not like")), "{refused:#?}");
    assert!(same >= cases / 2, "{same} of {cases}; refused: {refused:#?}");
}
