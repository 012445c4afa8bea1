//! The examples in the help of every command work, one after another, in a folder with the files that they name.

use crate::command::{self, LAW};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Commands whose examples need what a test does not have: another program, or somebody's home.
const ELSEWHERE: [&str; 3] = ["emit", "completions", "man"];

/// Two groups, so that alternatives can be compared by them.
const TWO_GROUPS: &str = r#"Scenario(
    master: (think: Uniform("4s", "6s")),
    opponents: [
        (name: "hobbyist", count: 8, think: Exponential(mean: "60s"), moves: Exactly(5)),
        (name: "club", count: 4, think: Exponential(mean: "90s"), moves: Exactly(5)),
    ],
)"#;

/// Every example, with the command whose help it is in, in the order of the help.
fn examples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/arguments");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files.sort();
    let mut examples = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        // A command goes on below a backslash.
        let text = text.split("\\\\\n").map(str::trim_start).collect::<Vec<_>>().join(" ");
        for line in text.lines().filter(|line| line.starts_with("  zeitnot ")) {
            // What stands far to the right explains the command.
            let line = line.trim().trim_end_matches("\")]").split("     ").next().unwrap().to_owned();
            let command = line.split_whitespace().nth(1).unwrap().to_owned();
            examples.push((command, line));
        }
    }
    examples
}

/// A folder with the files that examples name.
fn folder() -> PathBuf {
    let folder = command::folder("help");
    fs::create_dir_all(folder.join("laws")).unwrap();
    for name in ["evening", "one-at-a-time", "all-at-once", "before", "after"] {
        fs::write(folder.join(format!("{name}.ron")), TWO_GROUPS).unwrap();
    }
    fs::write(folder.join("mine.ron"), LAW).unwrap();
    fs::write(folder.join("site.ron"), TWO_GROUPS.replace("hobbyist", "page")).unwrap();
    let times: Vec<_> = (1..=40).map(|number| (20 + number * number % 83).to_string()).collect();
    let labels = ["GET /", "POST /login"].into_iter().cycle();
    let requests: Vec<_> = labels.zip(&times).map(|(label, time)| format!("{label},{time}")).collect();
    fs::write(folder.join("latencies.txt"), times.join("\n")).unwrap();
    fs::write(folder.join("latencies.csv"), format!("latency_ms\n{}", times.join("\n"))).unwrap();
    fs::write(folder.join("requests.csv"), format!("label,elapsed_ms\n{}", requests.join("\n"))).unwrap();
    fs::write(folder.join("laws/tutorial.ron"), LAW.replace("5s", "60s")).unwrap();
    folder
}

/// Runs a line as a shell does, with fewer replications; nothing waits for a reader or takes minutes.
fn run(folder: &Path, line: &str) -> Output {
    let words = line.replace("| less", "| cat").replace("*.ron -n 1000", "before.ron after.ron -n 1000");
    let words = words.replace("zeitnot fit ", "zeitnot fit -n 20 ");
    let words: Vec<_> = words.split(' ').collect();
    let shortened = words.iter().enumerate().map(|(at, word)| match words[at.saturating_sub(1)] {
        "--max-time" => "3s",
        // What decides a gate decides it still.
        "-n" if !line.contains("--fail-if") => "40",
        _ => *word,
    });
    let bin = Path::new(env!("CARGO_BIN_EXE_zeitnot")).parent().unwrap();
    let path = std::env::join_paths([bin.to_owned(), "/usr/bin".into(), "/bin".into()]).unwrap();
    let mut shell = Command::new("sh");
    shell.current_dir(folder).env("PATH", path).stdin(Stdio::null());
    shell.arg("-c").arg(shortened.collect::<Vec<_>>().join(" ")).output().unwrap()
}

#[cfg(unix)]
#[test]
fn every_example_works() {
    let folder = folder();
    let mut all = examples();
    all.retain(|(command, _)| !ELSEWHERE.contains(&command.as_str()));
    // What makes files comes before what needs them.
    all.sort_by_key(|(command, line)| (command != "new", !line.contains("--save-study")));
    assert!(all.len() > 45, "{}", all.len());
    for (_, line) in all {
        let output = run(&folder, &line);
        let told = command::told(&output);
        // 1 is an answer, too: the law is refuted, as its example expects.
        let is_answer =
            output.status.success() || line.starts_with("zeitnot check ") && output.status.code() == Some(1);
        // On a busy machine the time may be up before there is a result.
        let is_late = line.contains("--max-time") && told.contains("time limit reached");
        assert!(is_late || is_answer && !told.contains("error"), "{line}\n{told}");
    }
}
