//! Tests of `zeitnot check`: saved cases can be played, stored cases come first, and it can be stopped.

use crate::command::{self, json_in, printed, refused, told, zeitnot};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A law that fails whenever opponents think: the smallest case is 1 opponent who thinks for 1 s, 12 s instead of 10 s.
const LAW: &str = r#"Law(
    title: "As long as Larry thinks",
    template: Scenario(
        master: (think: Constant("5s")),
        opponents: [(count: 3, think: Constant("60s"), moves: Exactly(2))],
    ),
    variables: { "N": "opponents[0].count = 1..9", "T": "opponents[0].think[0] = 0s..60s step 1s" },
    claims: ["makespan == 2 * N * 5s"],
)"#;

/// A law that fails in single runs.
const RANDOM: &str = r#"Law(
    title: "Never four times as long",
    template: Scenario(
        master: (think: Exponential(mean: "10s")),
        opponents: [(think: Constant("10s"), moves: Exactly(1))],
    ),
    claims: ["master_thinking < 40s"],
)"#;

/// A law with too many cases to wait for.
const LONG: &str = r#"Law(
    title: "The lap",
    template: Scenario(
        master: (think: Constant("5s")),
        opponents: [(count: 3, think: Constant("60s"), moves: Exactly(2))],
    ),
    variables: {
        "N": "opponents[0].count = 1..24",
        "M": "opponents[0].moves[0] = 1..24",
        "S": "master.think[0] = 0s..1h step 1ns",
        "T": "opponents[0].think[0] = 0s..1h step 1ns",
    },
    claims: ["makespan == (M - 1) * max(N * S, S + T) + N * S + T"],
)"#;
const NO_END: [&str; 2] = ["--cases", "1000000000000"];

/// A folder for one test, with nothing but the laws in it.
fn folder(name: &str, laws: &str) -> PathBuf {
    let folder = command::folder(&format!("check/{name}"));
    fs::write(folder.join("laws.ron"), laws).unwrap();
    folder
}

fn piped_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = zeitnot();
    command.current_dir(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    piped_in(folder, &[&["check", "laws.ron"], arguments].concat()).output().unwrap()
}

/// The output of a check that refutes the first law.
fn refuted(folder: &Path, arguments: &[&str]) -> Value {
    let output = check(folder, &[&["--format", "json"], arguments].concat());
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    json_in(&output)[0].clone()
}

/// A measure of one run of a scenario file, in seconds.
fn played_s(folder: &Path, arguments: &[&str], measure: &str) -> f64 {
    let output = piped_in(folder, &[&["run", "--format", "json"], arguments].concat()).output().unwrap();
    let json: Value = serde_json::from_str(&printed(&output)).unwrap();
    let value = &json["measures"][measure];
    value.as_f64().or_else(|| value["mean"].as_f64()).unwrap_or_else(|| panic!("{json}"))
}

#[test]
fn a_saved_case_plays_as_the_check_said() {
    let folder = folder("saved", LAW);
    let refutation = &refuted(&folder, &["--forget", "--save", "cases"])["refutation"];
    assert_eq!((&refutation["left"], &refutation["right"]), (&Value::from("12s"), &Value::from("10s")));
    assert!((played_s(&folder, &["cases/laws-1.ron"], "makespan_s") - 12.0).abs() < 1e-9);
    let saved = fs::read_to_string(folder.join("cases/laws-1.ron")).unwrap();
    assert!(saved.starts_with("// Refutes \"As long as Larry thinks\" of laws.ron:\n"), "{saved}");
}

#[test]
fn a_saved_replication_plays_as_the_check_said() {
    let folder = folder("saved-replication", RANDOM);
    let refutation = &refuted(&folder, &["--forget", "--save", "cases", "--seed", "7"])["refutation"];
    let saved = fs::read_to_string(folder.join("cases/laws-1.ron")).unwrap();
    let (_, rest) = saved.split_once("--replication ").unwrap();
    let replication = rest.lines().next().unwrap();
    let arguments = ["cases/laws-1.ron", "--replication", replication.trim_end_matches(['.', '\n'])];
    let thinking_s = played_s(&folder, &arguments, "master_thinking_s");
    let said: zeitnot::time::Duration = refutation["left"].as_str().unwrap().parse().unwrap();
    assert!(thinking_s >= 40.0 && (thinking_s - said.as_secs_f64()).abs() < 1e-6, "{thinking_s} {said}");
}

#[test]
fn no_saved_case_is_overwritten() {
    let folder = folder("not-overwritten", LAW);
    let names = || {
        let entries = fs::read_dir(folder.join("cases")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let save = ["--forget", "--save", "cases"];
    refuted(&folder, &save);
    refuted(&folder, &save);
    assert_eq!(names(), ["laws-1.ron"], "the same case is there already");
    fs::write(folder.join("cases/laws-1.ron"), "mine").unwrap();
    refuted(&folder, &save);
    assert_eq!(names(), ["laws-1.ron", "laws-2.ron"]);
    assert_eq!(fs::read_to_string(folder.join("cases/laws-1.ron")).unwrap(), "mine");
    let told = refused(&check(&folder, &["--forget", "--save", "laws.ron"]));
    assert!(told.contains("`laws.ron` is a file, not a folder"), "{told}");
    assert_eq!(fs::read_to_string(folder.join("laws.ron")).unwrap(), LAW);
}

#[test]
fn what_refuted_a_law_comes_first_the_next_time() {
    let folder = folder("remembered", LAW);
    let memory = folder.join("laws.ron.failures");
    assert!(refuted(&folder, &["--forget"])["cases"].as_u64() > Some(1));
    assert!(!memory.exists(), "--forget writes nothing");
    let first = refuted(&folder, &[]);
    let written = fs::read_to_string(&memory).unwrap();
    assert!(written.ends_with("\nAs long as Larry thinks\tN=1\tT=1s\n"), "{written}");
    let second = refuted(&folder, &[]);
    assert_eq!(second["cases"], 1);
    assert_eq!(second["refutation"], first["refutation"]);
    assert_eq!(fs::read_to_string(&memory).unwrap(), written, "nothing new");
    // A line of a law that no longer exists stays; the cases in the file must come first.
    fs::write(&memory, "Another law\tN=1\nAs long as Larry thinks\tN=9\tT=59s\n").unwrap();
    let before = refuted(&folder, &["--forget"]);
    assert_eq!(before["cases"], refuted(&folder, &["--forget"])["cases"]);
    assert_eq!(fs::read_to_string(&memory).unwrap().lines().count(), 2, "--forget leaves it alone");
    assert_eq!(refuted(&folder, &[])["cases"], 1);
    let lines: Vec<_> = fs::read_to_string(&memory).unwrap().lines().skip(1).map(str::to_owned).collect();
    let law = "As long as Larry thinks";
    assert_eq!(lines, ["Another law\tN=1", &format!("{law}\tN=9\tT=59s"), &format!("{law}\tN=1\tT=1s")]);
}

#[test]
fn what_is_remembered_may_be_spelled_in_any_way() {
    let folder = folder("spelled", LAW);
    fs::write(folder.join("laws.ron.failures"), "As long as Larry thinks\tN=9.0\tT=59000ms\n").unwrap();
    assert_eq!(refuted(&folder, &[])["cases"], 1);
}

#[test]
fn a_damaged_memory_is_told_and_left_as_it_is() {
    let folder = folder("damaged", LAW);
    let memory = folder.join("laws.ron.failures");
    let nonsense =
        "As long as Larry thinks\tN=\tT=no time\nAs long as Larry thinks\t\t=\n\t\nAs long as Larry thinks\tN=1\n";
    fs::write(&memory, nonsense).unwrap();
    assert!(refuted(&folder, &[])["cases"].as_u64() > Some(1), "no line names a case");
    let bytes = b"As long as Larry thinks\tN=\xff\xfe\n";
    fs::write(&memory, bytes).unwrap();
    let output = check(&folder, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("can't read laws.ron.failures") && told(&output).contains("it was not changed"));
    assert_eq!(fs::read(&memory).unwrap(), bytes);
}

#[test]
fn a_check_stops_in_time_and_says_so() {
    let folder = folder("in-time", LONG);
    let output = check(&folder, &[&NO_END[..], &["--max-time", "1s"]].concat());
    assert_eq!(output.status.code(), Some(0), "nothing was refuted");
    assert!(told(&output).contains("time limit reached; "), "{}", told(&output));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("stopped  The lap") && shown.contains("before it was stopped"), "{shown}");
}

/// No case is not a law that holds.
#[test]
fn a_check_without_a_case_is_unknown() {
    let folder = folder("no-time", LONG);
    let output = check(&folder, &[&NO_END[..], &["--max-time", "1ns"]].concat());
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("raise --max-time"), "{}", told(&output));
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("unknown  The lap"), "{shown}");
    let output = check(&folder, &["--max-time", "1ns", "--format", "json"]);
    let json = json_in(&output);
    assert_eq!((&json[0]["verdict"], &json[0]["cases"]), (&"unknown".into(), &0.into()));
}

/// The first of two laws that could go on for ever does not take the time of the second.
#[test]
fn laws_share_the_time() {
    let folder = folder("shared-time", &format!("[{LONG}, {}]", LONG.replace("The lap", "Again")));
    let output = check(&folder, &[&NO_END[..], &["--max-time", "2s", "--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let json = json_in(&output);
    for law in [&json[0], &json[1]] {
        assert!(law["verdict"] == "stopped" && law["cases"].as_u64() > Some(0), "{json}");
    }
}

/// A law about all runs whose times stand in a CSV file.
const MEASURED: &str = r#"Law(
    title: "Under 3 s",
    template: Scenario(
        master: (think: Empirical(file: "think.csv", column: "think_s")),
        opponents: [(think: Constant("0s"), moves: Exactly(1))],
    ),
    claims: ["E(makespan) <= 3s"],
)"#;

#[test]
fn a_saved_case_finds_its_csv_file_and_has_its_seed() {
    let folder = folder("saved-csv", MEASURED);
    fs::write(folder.join("think.csv"), "think_s\n1\n4\n7\n").unwrap();
    let object = refuted(&folder, &["--forget", "--save", "deep/cases", "--seed", "9"]);
    let replications = object["refutation"]["replications"].as_u64().unwrap();
    let saved = fs::read_to_string(folder.join("deep/cases/laws-1.ron")).unwrap();
    assert!(saved.contains("file: \"../../think.csv\"") && saved.contains("seed: 9"), "{saved}");
    assert!(saved.contains(&format!("-n {replications}.\n")), "{saved}");
    assert!((played_s(&folder, &["deep/cases/laws-1.ron", "-n", "1000"], "makespan_s") - 4.0).abs() < 0.5);
}

/// The command below a refutation of a claim about all runs plays many.
#[test]
fn the_command_of_a_claim_about_all_runs_says_how_many() {
    let folder = folder(
        "replay",
        &MEASURED.replace("template: Scenario(", "template: \"s.ron\",").replace(
            "        master: (think: Empirical(file: \"think.csv\", column: \"think_s\")),
        opponents: [(think: Constant(\"0s\"), moves: Exactly(1))],
    ),\n",
            "",
        ),
    );
    let scenario =
        r#"(master: (think: Exponential(mean: "4s")), opponents: [(think: Constant("0s"), moves: Exactly(1))])"#;
    fs::write(folder.join("s.ron"), scenario).unwrap();
    let shown = String::from_utf8(check(&folder, &["--forget", "--seed", "3"]).stdout).unwrap();
    assert!(shown.contains("zeitnot run s.ron --seed 3 -n 4000\n"), "{shown}");
    // What is estimated has the digits that the estimate allows.
    let line = shown.lines().find(|line| line.contains("E(makespan) =")).unwrap();
    let digits = line.split("= ").nth(1).unwrap().split("s ±").next().unwrap();
    assert!(line.contains(" ± ") && digits.len() <= 5, "{line}");
}

#[test]
fn fractions_and_decimals_stand_side_by_side() {
    let law = LAW.replace("makespan == 2 * N * 5s", "N * 5s / (N * 5s + T) == 0.25");
    let law = law.replace("claims:", "given: \"T > 0s\", claims:");
    let folder = folder("fractions", &law);
    let refutation = &refuted(&folder, &["--forget", "--cases", "5"])["refutation"];
    assert_eq!((&refutation["left"], &refutation["right"]), (&"5/6 (0.833333…)".into(), &"0.25".into()));
}

#[cfg(unix)]
#[test]
fn an_interrupted_check_keeps_what_it_has_found() {
    let folder = folder("interrupted", &format!("[{LAW}, {LONG}]"));
    let mut child = piped_in(&folder, &[&["check", "laws.ron"], &NO_END[..]].concat()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    // When the first law is refuted, the second is being tried.
    assert_eq!(lines.next().unwrap(), "refuted  As long as Larry thinks");
    command::signal(&child, "INT");
    let shown: Vec<_> = lines.collect();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(told(&output).contains("interrupted; untried cases are unknown"), "{}", told(&output));
    assert!(shown.iter().any(|line| line == "stopped  The lap" || line == "unknown  The lap"), "{shown:#?}");
    assert!(fs::read_to_string(folder.join("laws.ron.failures")).unwrap().contains("N=1\tT=1s"));
}
