//! Tests of sweeps and studies from outside: the same bytes for any number of threads, from a file, and against single
//! runs.

use crate::command::zeitnot;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

fn run(arguments: &[&str]) -> Output {
    let output = zeitnot().args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sweep").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

const SWEEP: [&str; 8] = [
    "sweep",
    "scenarios/club-evening.ron",
    "--vary",
    "boards=6..14 step 2",
    "--vary",
    "opponents.beginner.think*=0.5,1",
    "--where",
    "boards < 14 or opponents.beginner.think == 1",
];

#[test]
fn the_number_of_jobs_changes_no_byte() {
    for effort in [["-n", "5"], ["--precision", "9%"]] {
        for format in ["table", "csv"] {
            let output = |jobs| run(&[&SWEEP[..], &effort, &["--format", format, "--jobs", jobs]].concat()).stdout;
            let expected = output("1");
            assert!(["2", "5"].iter().all(|jobs| output(jobs) == expected), "{effort:?} {format}");
        }
    }
}

#[test]
fn a_point_is_what_run_makes_of_the_same_settings() {
    let rows = |output: Output| {
        let mut reader = csv::Reader::from_reader(&output.stdout[..]);
        let columns: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let measured = columns.iter().position(|column| column == "digest").unwrap();
        let rows = reader
            .records()
            .map(|row| row.unwrap().iter().skip(measured).take(12).map(str::to_owned).collect::<Vec<_>>());
        rows.collect::<Vec<_>>()
    };
    let swept = rows(run(&["sweep", SWEEP[1], "--vary", "boards=7,9", "-n", "5", "--format", "csv"]));
    let single =
        |boards| rows(run(&["run", SWEEP[1], "--set", &format!("boards={boards}"), "-n", "5", "--format", "csv"]));
    assert!(swept.len() > 20 && swept == [single(7), single(9)].concat());
}

#[test]
fn a_saved_study_is_the_sweep_again() {
    let folder = folder("saved");
    let file = folder.join("study.ron");
    let more = ["--set", "master.count=2", "--seed", "7", "--measure", "makespan", "--level", "0.9", "-n", "4"];
    let swept = run(&[&SWEEP[..], &more, &["--save-study", file.to_str().unwrap(), "--format", "csv"]].concat());
    assert!(fs::read_to_string(&file).unwrap().contains("scenarios/club-evening.ron\""));
    let studied = run(&["study", file.to_str().unwrap(), "--format", "csv"]);
    assert_eq!(String::from_utf8(studied.stdout), String::from_utf8(swept.stdout));
}

#[test]
fn what_the_command_line_says_of_a_study_is_the_sweep_that_says_it() {
    let folder = folder("overridden");
    let [file, kept] = ["study.ron", "kept"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    run(&[&SWEEP[..], &["-n", "2", "--save-study", &file]].concat());
    let more = ["--set", "master.count=2", "--seed", "7", "--measure", "makespan", "--level", "0.9", "-n", "4"];
    let swept = run(&[&SWEEP[..], &more, &["--format", "json"]].concat()).stdout;
    let studied = run(&[&["study", &file, "--out", &kept, "--format", "json"], &more[..]].concat());
    assert_eq!(String::from_utf8(studied.stdout), String::from_utf8(swept));
    // The journal distinguishes the settings: the file alone has another meaning, but the stored outcomes are the same.
    let refused = zeitnot().args(["study", &file, "--out", &kept, "--set", "master.count=2"]).output().unwrap();
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(2) && told.contains("its seed is 7, but now it is 1904"), "{told}");
    let again = run(&["study", &format!("{kept}/study.ron"), "--out", &kept, "--format", "csv"]);
    assert_eq!(fs::read(folder.join("kept/results.csv")).unwrap(), again.stdout);
    assert!(String::from_utf8(again.stderr).unwrap().starts_with("0 replications played"));
}

#[test]
fn charts_are_drawn_and_fit_into_files() {
    let folder = folder("charts");
    let [svg, png] = ["a.svg", "a.png"].map(|name| folder.join(name));
    run(&[&SWEEP[..], &["-n", "3", "--chart", svg.to_str().unwrap(), "--chart", png.to_str().unwrap()]].concat());
    for (name, begin) in [("a.svg", &b"<svg"[..]), ("a.png", b"\x89PNG")] {
        let picture = fs::read(folder.join(name)).unwrap();
        assert!(picture.starts_with(begin) && picture.len() > 4_000, "{name}: {} bytes", picture.len());
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 2, "nothing else is left behind");
}

/// The study beside results names CSV files from there, whether they are varied or not, and does not hold their values.
#[test]
fn the_study_beside_results_finds_its_csv_files() {
    let folder = folder("csv");
    let file = |name: &str, first: u64| {
        let rows: Vec<_> = (0..20_000).map(|row| (first + row % 7).to_string()).collect();
        fs::write(folder.join(name), format!("think_s\n{}\n", rows.join("\n"))).unwrap();
    };
    file("master.csv", 1);
    file("slow \"b\".csv", 40);
    file("quick.csv", 3);
    let scenario = r#"(seed: 4, master: (think: Empirical(file: "master.csv", column: "think_s")), opponents: [(count: 3, moves: Exactly(4))])"#;
    fs::write(folder.join("s.ron"), scenario).unwrap();
    let of = |name: &str| format!(r#"Empirical(file: "{name}", column: "think_s")"#);
    let vary = format!("opponents[0].think={}, {}", of(r#"slow \"b\".csv"#), of("quick.csv"));
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let sweep = ["sweep", &at("s.ron"), "--vary", &vary, "-n", "3", "--format", "csv"];
    let digests = |output: Output| {
        let mut reader = csv::Reader::from_reader(&output.stdout[..]);
        let digest = reader.headers().unwrap().iter().position(|column| column == "digest").unwrap();
        reader.records().map(|row| row.unwrap()[digest].to_owned()).collect::<Vec<_>>()
    };
    for seed in [&[][..], &["--seed", "8"]] {
        let out = at(&format!("deep/results{}", seed.len()));
        let expected = digests(run(&[&sweep[..], seed, &["--out", &out]].concat()));
        let study = format!("{out}/study.ron");
        let text = fs::read_to_string(&study).unwrap();
        assert!(text.len() < 10_000 && text.contains("../../master.csv"), "{}", &text[..text.len().min(2_000)]);
        assert_eq!(digests(run(&["study", &study, "--format", "csv"])), expected);
    }
}
