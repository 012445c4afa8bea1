//! Tests of output into a pipe whose reader closes it: no command treats that as an error, in any format.

use crate::command::{folder, told, zeitnot};
use std::io::Read;
use std::process::{Child, Command, Stdio};

const SMALL: &str = "scenarios/club-evening.ron";
/// A pipe holds 64 KiB, and a buffer of ours as much.
const ENOUGH: usize = 140_000;

fn piped(arguments: &[&str]) -> Command {
    let mut command = zeitnot();
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The process must end successfully, without messages.
fn ends_well(child: Child, arguments: &[&str]) {
    let output = child.wait_with_output().unwrap();
    let told = told(&output);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    assert!(!told.contains("error") && !told.contains("panicked"), "{arguments:?}: {told}");
}

#[test]
fn a_reader_that_is_gone_is_no_failure_of_any_command() {
    let page = folder("pipes/gone").join("page.html");
    let commands: [&[&str]; 13] = [
        &["run", SMALL],
        &["run", SMALL, "-n", "3"],
        &["compare", SMALL, "--with", "master.count=3", "-n", "3"],
        &["seek", SMALL, "--vary", "master.count=1..3", "--such-that", "makespan <= 9h", "--max-replications", "64"],
        &["sensitivity", SMALL, "-n", "3"],
        &["sweep", SMALL, "--vary", "master.count=1..3", "-n", "3"],
        &["study", "tests/cases/studies/boards.ron", "-n", "3"],
        &["explain", SMALL, "-n", "3"],
        &["timeline", SMALL],
        &["show", SMALL, "--html", page.to_str().unwrap()],
        &["check", "laws/laps.ron", "--forget", "--cases", "50"],
        &["validate", SMALL],
        &["new"],
    ];
    for command in commands {
        for format in ["table", "json", "csv"] {
            let format = match (command[0], format) {
                ("timeline" | "show" | "validate" | "new", "table") => &[][..],
                ("timeline" | "show" | "validate" | "new", _) | ("explain" | "check", "csv") => continue,
                _ => &["--format", format],
            };
            let arguments = [command, format].concat();
            let mut child = piped(&arguments).spawn().unwrap();
            drop(child.stdout.take());
            ends_well(child, &arguments);
        }
    }
    let log = ["run", SMALL, "--log"];
    let mut child = piped(&log).spawn().unwrap();
    drop(child.stdout.take());
    ends_well(child, &log);
}

/// Not even help and the version are lost without a message.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_whatever_is_printed() {
    let page = folder("pipes/full").join("page.html");
    let commands: [&[&str]; 14] = [
        &["--help"],
        &["-h"],
        &["--version"],
        &["run", "--help"],
        &["help", "run"],
        &["completions", "bash"],
        &["new"],
        &["validate", SMALL],
        &["run", SMALL],
        &["run", SMALL, "--log"],
        &["explain", SMALL, "-n", "3"],
        &["timeline", SMALL],
        &["show", SMALL, "--html", page.to_str().unwrap()],
        &["check", "laws/laps.ron", "--forget", "--cases", "5"],
    ];
    for arguments in commands {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = zeitnot().args(arguments).stdout(full).output().unwrap();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("can't write the result: No space left on device"), "{arguments:?}: {told}");
    }
}

/// A scenario with many groups, so its output is long.
fn long_scenario(name: &str) -> String {
    let group = |number: usize| {
        format!(r#"(name: "quite a long name, number {number}", think: Exponential(mean: "9s"), moves: Exactly(2)),"#)
    };
    let path = folder(&format!("pipes/{name}")).join("long.ron");
    let groups: String = (0..400).map(group).collect();
    std::fs::write(&path, format!(r#"(master: (think: Constant("1s")), opponents: [{groups}])"#)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_reader_that_stops_in_the_middle_is_no_failure_either() {
    let long = long_scenario("middle");
    let commands: [&[&str]; 2] =
        [&["run", &long, "-n", "2"], &["sweep", &long, "--vary", "boards=9,10", "-n", "2", "--measure", "makespan"]];
    for command in commands {
        for format in ["table", "json", "csv"] {
            let arguments = [command, &["--format", format]].concat();
            let whole = piped(&arguments).output().unwrap();
            let told = told(&whole);
            if format != "table" {
                assert!(whole.stdout.len() > ENOUGH, "{arguments:?}: only {} bytes; {told}", whole.stdout.len());
            }
            let mut child = piped(&arguments).spawn().unwrap();
            let mut first = [0; 100];
            child.stdout.take().unwrap().read_exact(&mut first).unwrap();
            ends_well(child, &arguments);
        }
    }
}

/// Who reads to the end or not: a gate that fails is told by the exit code, and all files are played.
#[test]
fn a_failed_gate_is_told_whoever_reads() {
    let long = long_scenario("gate");
    let commands: [&[&str]; 3] = [
        &["run", &long, &long, "-n", "40", "--fail-if", "makespan > 1s"],
        &["compare", &long, "--with", "boards=9", "-n", "40", "--fail-if", "makespan > +1s"],
        &["check", "laws/tutorial.ron", "--forget", "--cases", "200"],
    ];
    for command in commands {
        let mut child = piped(command).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {told}");
        assert!(!told.contains("error"), "{command:?}: {told}");
    }
}
