//! Tests that tables of the shipped scenarios fit in 80 columns, and all output in narrower terminals. The tables of
//! `explain` are tested in [`crate::explain`].

use crate::command::text;
use crate::shipped;
use std::process::Command;

/// No line that the command prints is longer than 80 columns.
#[track_caller]
pub fn fits(arguments: &[&str]) -> String {
    let text = text(arguments);
    let too_wide: Vec<_> = text.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(too_wide.is_empty(), "{arguments:?}: {too_wide:#?}");
    text
}

#[test]
fn tables_of_all_shipped_scenarios_fit_in_80_columns() {
    let names = shipped::names();
    assert!(names.len() > 5);
    for name in names {
        let file = format!("scenarios/{name}.ron");
        fits(&["run", &file]);
        fits(&["run", "-n", "3", "--level", "0.999", &file]);
        let is_endless = shipped::scenario(&name, &[]).exhibition.is_endless();
        let only: &[_] = if is_endless { &["--only", "master", "--only", "horizon"] } else { &["--only", "master"] };
        fits(&[&["sensitivity", "-n", "2", &file], only].concat());
    }
}

/// The lines that a command prints on a terminal of this width; `None` where no program `script` makes one.
fn on_terminal(command: &str, columns: usize) -> Option<Vec<String>> {
    let zeitnot = env!("CARGO_BIN_EXE_zeitnot");
    let text = format!("'{zeitnot}' {command} 2>/dev/null");
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &text, "/dev/null"]);
    let output = script.env("COLUMNS", columns.to_string()).env("SHELL", "/bin/sh").output().ok()?;
    let text = String::from_utf8(anstream::adapter::strip_bytes(&output.stdout).into_vec()).unwrap();
    let lines: Vec<_> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    assert!(lines.len() > 5, "{command}: {lines:?}");
    Some(lines)
}

#[test]
fn output_fits_narrow_terminals_and_fills_wide_ones() {
    let station = "scenarios/south-station-async.ron";
    let commands = [
        format!("run {station}"),
        format!("run {station} --set master.count=2 --set visit=Cyclic --set 'master.think=Constant(\"9s\")'"),
        format!("run {station} --log"),
        "run scenarios/club-evening.ron -n 20 --chart -".to_owned(),
        format!("compare {station} --with master.count=2"),
        format!("sweep {station} --vary 'opponents[0].count=1..12'"),
        format!("seek {station} --vary 'master.count=1..3' --such-that 'makespan <= 10min'"),
        format!("sensitivity {station} --only master"),
        "explain scenarios/club-evening.ron".to_owned(),
        "check laws/tutorial.ron --forget --cases 5".to_owned(),
        "timeline scenarios/web-scraper.ron".to_owned(),
        "fit docs/data/lesson-trace.csv".to_owned(),
    ];
    for command in commands {
        for columns in [44, 60] {
            let Some(lines) = on_terminal(&command, columns) else {
                return eprintln!("SKIPPED: there is no program `script` here (Debian: bsdutils)");
            };
            // A word may be longer, and commands stay whole.
            let too_long = |line: &&String| line.chars().count() > columns && line.trim().contains(' ');
            let broken: Vec<_> = lines.iter().filter(too_long).filter(|line| !line.contains("zeitnot ")).collect();
            assert!(broken.is_empty(), "{columns} columns: {command}: {broken:#?}");
        }
    }
    let widest = |columns| {
        let lines = on_terminal("timeline scenarios/web-scraper.ron", columns).unwrap();
        lines.iter().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(widest(140) > widest(80) + 50);
}
