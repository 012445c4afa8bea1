//! Tests that `--max-time` ends every command, also within an endless replication, with the results so far.

use crate::command::{self, json_in, refused, told, zeitnot};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant};

/// A replication takes hours.
const LONG: &str = r#"Scenario(
    title: "Long evening",
    master: (think: Exponential(mean: "5ms")),
    opponents: [(name: "hobbyist", count: 10, think: Exponential(mean: "60ms"), moves: Endless)],
    horizon: "3000000h",
)"#;

const LAW: &str = r#"Law(
    title: "Busy enough",
    template: "long.ron",
    variables: { "N": "opponents[0].count = 5..10" },
    claims: [CLAIM],
)"#;

/// The wall-clock time that each command is allowed.
const MAX_TIME: Duration = Duration::from_millis(500);

/// The extra time of a busy machine. Without the limit, no command here would end within a test.
const PATIENCE: Duration = Duration::from_mins(1);

fn folder(name: &str) -> PathBuf {
    let folder = command::folder(&format!("deadlines/{name}"));
    fs::write(folder.join("long.ron"), LONG).unwrap();
    folder
}

/// The output of a command that is stopped by the time limit.
fn stopped(folder: &Path, arguments: &[&str]) -> Output {
    let begin = Instant::now();
    let time = format!("{}ms", MAX_TIME.as_millis());
    let output = zeitnot().current_dir(folder).args(arguments).args(["--max-time", &time]).output().unwrap();
    assert!(begin.elapsed() >= MAX_TIME, "{arguments:?}: {output:?}");
    assert!(begin.elapsed() < MAX_TIME + PATIENCE, "{arguments:?} took {:?}", begin.elapsed());
    output
}

#[test]
fn a_replication_without_an_end_ends_with_the_time() {
    let folder = folder("within");
    let unlimited = ["--event-limit", "17000000000"];
    for arguments in [
        &["run", "long.ron", "-n", "5"][..],
        &["run", "long.ron", "-n", "5", "--jobs", "1"],
        &["run", "long.ron", "--precision", "1%"],
        &["compare", "long.ron", "--with", "master.count=2"],
        &["sweep", "long.ron", "--vary", "master.count=1..3"],
        &["sweep", "long.ron", "--vary", "master.count=1..3", "--out", "nothing-stored"],
        &["seek", "long.ron", "--vary", "master.count=1..9", "--such-that", "utilisation >= 0.5"],
        &["sensitivity", "long.ron"],
        &["explain", "long.ron"],
        &["timeline", "long.ron", "--chart", "long.svg"],
        &["show", "long.ron", "--html", "long.html"],
    ] {
        let told = refused(&stopped(&folder, &[arguments, &unlimited[..]].concat()));
        assert!(!folder.join("long.svg").exists() && !folder.join("long.html").exists(), "half a picture");
        assert!(told.contains("Long evening: time limit reached: "), "{arguments:?}: {told}");
        assert!(told.contains("--max-time"), "{arguments:?}: {told}");
    }
}

#[test]
fn a_fit_ends_with_the_time_also_while_it_reads() {
    let folder = folder("fit");
    fs::write(folder.join("few.txt"), "10ms\n20ms\n40ms\n").unwrap();
    let endless = ["fit", "few.txt", "--into", "long.ron", "--format", "json"];
    let output = stopped(&folder, &endless);
    let json = json_in(&output);
    assert_eq!((&json["stopped_by"], &json["classes"][0]["values"]), (&"max_time".into(), &3.into()), "{json}");
    assert_eq!(json["predictions"].as_array().unwrap().len(), 0);
    assert!(told(&output).contains("time limit reached: the values are fitted, but nothing is predicted yet"));
    // So many values are not read in a millisecond.
    fs::write(folder.join("many.txt"), "10ms\n".repeat(500_000)).unwrap();
    let many = ["fit", "many.txt", "--max-time", "1ms"];
    let told = refused(&zeitnot().current_dir(&folder).args(many).output().unwrap());
    assert!(
        told.contains("time limit reached: the values are not fitted yet") && told.contains("--max-time"),
        "{told}"
    );
}

#[test]
fn a_check_ends_with_the_time_however_long_its_cases_take() {
    let folder = folder("laws");
    for (name, claim) in [("one", r#""utilisation >= 0""#), ("all", r#""E(utilisation) >= 0""#)] {
        fs::write(folder.join(name), LAW.replace("CLAIM", claim)).unwrap();
        let output = stopped(&folder, &["check", name, "--forget"]);
        let (told, shown) = (told(&output), String::from_utf8_lossy(&output.stdout).into_owned());
        assert_eq!(output.status.code(), Some(2), "no case was finished: {told}");
        assert!(told.contains("time limit reached; untried cases are unknown"), "{told}");
        assert!(shown.starts_with("unknown  Busy enough"), "{shown}");
    }
}

#[test]
fn what_is_known_by_then_is_printed_and_marked() {
    let folder = folder("partial");
    fs::write(folder.join("short.ron"), LONG.replace("3000000h", "1h").replace("ms", "s")).unwrap();
    let many = ["-n", "1000000000"];
    for arguments in [
        &["run", "short.ron"][..],
        &["compare", "short.ron", "--with", "master.count=2"],
        &["explain", "short.ron"],
        &["sensitivity", "short.ron", "--only", "master.think"],
    ] {
        let output = stopped(&folder, &[arguments, &many].concat());
        let (told, shown) = (told(&output), String::from_utf8_lossy(&output.stdout).into_owned());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
        assert!(shown.contains("PARTIAL: "), "{arguments:?}: {shown}");
        assert!(told.contains("time limit reached: "), "{arguments:?}: {told}");
    }
    let output = stopped(&folder, &["explain", "short.ron", "-n", "1000000000", "--format", "json"]);
    let json = json_in(&output);
    assert_eq!(json["stopped_by"], "max_time");
    assert!((1..1_000_000_000).contains(&json["replications"].as_u64().unwrap()));
    assert_eq!(json["changes"].as_array().unwrap().len(), 2, "one more opponent, one more master");
}
