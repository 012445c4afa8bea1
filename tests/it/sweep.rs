//! Tests of sweeps and studies from outside: the same bytes for any number of threads, from a file, and against single
//! runs.

use crate::command::{folder, output_of, refused, text, told};
use std::fs;

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
            let output = |jobs| text(&[&SWEEP[..], &effort, &["--format", format, "--jobs", jobs]].concat());
            let expected = output("1");
            assert!(["2", "5"].iter().all(|jobs| output(jobs) == expected), "{effort:?} {format}");
        }
    }
}

#[test]
fn a_point_is_what_run_makes_of_the_same_settings() {
    let rows = |table: String| {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let columns: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let measured = columns.iter().position(|column| column == "digest").unwrap();
        let rows = reader
            .records()
            .map(|row| row.unwrap().iter().skip(measured).take(12).map(str::to_owned).collect::<Vec<_>>());
        rows.collect::<Vec<_>>()
    };
    let swept = rows(text(&["sweep", SWEEP[1], "--vary", "boards=7,9", "-n", "5", "--format", "csv"]));
    let single =
        |boards| rows(text(&["run", SWEEP[1], "--set", &format!("boards={boards}"), "-n", "5", "--format", "csv"]));
    assert!(swept.len() > 20 && swept == [single(7), single(9)].concat());
}

#[test]
fn a_saved_study_is_the_sweep_again() {
    let folder = folder("sweep/saved");
    let file = folder.join("study.ron");
    let more = ["--set", "master.count=2", "--seed", "7", "--measure", "makespan", "--level", "0.9", "-n", "4"];
    let swept = text(&[&SWEEP[..], &more, &["--save-study", file.to_str().unwrap(), "--format", "csv"]].concat());
    assert!(fs::read_to_string(&file).unwrap().contains("scenarios/club-evening.ron\""));
    assert_eq!(text(&["study", file.to_str().unwrap(), "--format", "csv"]), swept);
}

#[test]
fn what_the_command_line_says_of_a_study_is_the_sweep_that_says_it() {
    let folder = folder("sweep/overridden");
    let [file, kept] = ["study.ron", "kept"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    text(&[&SWEEP[..], &["-n", "2", "--save-study", &file]].concat());
    let more = ["--set", "master.count=2", "--seed", "7", "--measure", "makespan", "--level", "0.9", "-n", "4"];
    let swept = text(&[&SWEEP[..], &more, &["--format", "json"]].concat());
    assert_eq!(text(&[&["study", &file, "--out", &kept, "--format", "json"], &more[..]].concat()), swept);
    // The journal distinguishes the settings: the file alone has another meaning, but the stored outcomes are the same.
    let refused = refused(&output_of(&["study", &file, "--out", &kept, "--set", "master.count=2"]));
    assert!(refused.contains("its seed is 7, but now it is 1904"), "{refused}");
    let again = output_of(&["study", &format!("{kept}/study.ron"), "--out", &kept, "--format", "csv"]);
    assert_eq!((again.status.code(), &again.stdout), (Some(0), &fs::read(folder.join("kept/results.csv")).unwrap()));
    assert!(told(&again).starts_with("0 replications played"), "{again:?}");
}

#[test]
fn charts_are_drawn_and_fit_into_files() {
    let folder = folder("sweep/charts");
    let [svg, png] = ["a.svg", "a.png"].map(|name| folder.join(name));
    text(&[&SWEEP[..], &["-n", "3", "--chart", svg.to_str().unwrap(), "--chart", png.to_str().unwrap()]].concat());
    for (name, begin) in [("a.svg", &b"<svg"[..]), ("a.png", b"\x89PNG")] {
        let picture = fs::read(folder.join(name)).unwrap();
        assert!(picture.starts_with(begin) && picture.len() > 4_000, "{name}: {} bytes", picture.len());
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 2, "nothing else is left behind");
}

/// The study beside results names CSV files from there, whether they are varied or not, and does not hold their values.
#[test]
fn the_study_beside_results_finds_its_csv_files() {
    let folder = folder("sweep/csv");
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
    let digests = |table: String| {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let digest = reader.headers().unwrap().iter().position(|column| column == "digest").unwrap();
        reader.records().map(|row| row.unwrap()[digest].to_owned()).collect::<Vec<_>>()
    };
    for seed in [&[][..], &["--seed", "8"]] {
        let out = at(&format!("deep/results{}", seed.len()));
        let expected = digests(text(&[&sweep[..], seed, &["--out", &out]].concat()));
        let study = format!("{out}/study.ron");
        let written = fs::read_to_string(&study).unwrap();
        let begin = &written[..written.len().min(2_000)];
        assert!(written.len() < 10_000 && written.contains("../../master.csv"), "{begin}");
        assert_eq!(digests(text(&["study", &study, "--format", "csv"])), expected);
    }
}
