//! Tests of `zeitnot sensitivity` on shipped scenarios: against runs of the changed scenarios, with any number of jobs.

use crate::command::{folder, json, output_of, refused, text};
use crate::width::fits;
use serde_json::Value;

const TWO: &str = "tests/cases/scenarios/two.ron";

#[test]
fn every_effect_is_the_difference_of_two_runs() {
    let found = json(&["sensitivity", TWO, "-n", "20", "--measure", "sojourn_mean"]);
    let run =
        |settings: &[&str]| json(&[&["run", TWO, "-n", "20"], settings].concat())["measures"]["sojourn_mean_s"].clone();
    let base = run(&[])["mean"].as_f64().unwrap();
    assert!((found["mean"].as_f64().unwrap() / base - 1.0).abs() < 1e-12);
    let settings = found["settings"].as_array().unwrap();
    assert_eq!(settings.len() + 1, 18, "all settings but the one that can't be moved");
    for setting in settings {
        for side in [&setting["down"], &setting["up"]].into_iter().filter(|side| !side.is_null()) {
            let moved = run(&["--set", side["setting"].as_str().unwrap()])["mean"].as_f64().unwrap();
            let effect = side["effect"].as_f64().unwrap();
            assert!((moved - base - effect).abs() < 1e-9 * base, "{side}: {moved} - {base}");
        }
    }
    let magnitude = |setting: &Value| {
        let sides = [&setting["down"], &setting["up"]].map(|side| side["effect"].as_f64().unwrap_or(0.0).abs());
        sides[0].max(sides[1])
    };
    assert!(settings.is_sorted_by(|a, b| magnitude(a) >= magnitude(b)), "the greatest effect comes first");
    let not_moved: Vec<_> = found["not_moved"].as_array().unwrap().iter().map(|row| &row["path"]).collect();
    assert_eq!(not_moved, ["opponents.hobbyist.moves", "opponents.hobbyist.moves"]);
}

#[test]
fn where_larry_is_the_bottleneck_the_makespan_is_his_think_time() {
    // 604 boards: one lap takes 604 of his moves, without waiting.
    let found = json(&["sensitivity", "scenarios/polgar-async.ron", "--only", "master.think", "--only", "opponents"]);
    let elasticity = |path: &str| {
        let all = found["settings"].as_array().unwrap();
        all.iter().find(|setting| setting["path"] == path).unwrap()["elasticity"].as_f64().unwrap()
    };
    // 3655 s = 55 s + 24 × 30 × 5 s.
    for (path, share) in [
        ("master.think", 3_600.0 / 3_655.0),
        ("opponents.amateur.count", 3_600.0 / 3_655.0),
        ("opponents.amateur.moves", 3_600.0 / 3_655.0),
        ("opponents.amateur.think", 55.0 / 3_655.0),
    ] {
        assert!((elasticity(path) - share).abs() < 1e-9, "{path}: {} instead of {share}", elasticity(path));
    }
    assert_eq!((&found["replications"], &found["half_width"]), (&1.into(), &Value::Null), "nothing is random");
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    for format in ["table", "json", "csv"] {
        // More than one round of 25, and the last is shorter.
        let output = |jobs| output_of(&["sensitivity", TWO, "-n", "30", "--format", format, "--jobs", jobs]);
        let expected = output("1");
        assert!(expected.status.success());
        assert_eq!(output("3").stdout, expected.stdout, "{format}");
    }
}

#[test]
fn the_tornado_fits_80_columns() {
    for file in [TWO, "scenarios/club-evening.ron", "scenarios/repair-shop.ron", "tests/cases/scenarios/endless.ron"] {
        for measure in ["makespan", "utilisation", "throughput", "waiting_mean", "moves"] {
            let text = fits(&["sensitivity", file, "-n", "2", "--measure", measure]);
            assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
        }
    }
}

#[test]
fn the_chart_has_every_setting_that_moves_the_measure() {
    let folder = folder("sensitivity/chart");
    let draw = |name: &str, title: &str| {
        let (path, set) = (folder.join(name), format!("title={title}"));
        text(&["sensitivity", TWO, "-n", "5", "--set", &set, "--chart", path.to_str().unwrap()]);
        std::fs::read(path).unwrap()
    };
    let svg = String::from_utf8(draw("tornado.svg", "Larry & <his> guests")).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("Larry &amp; &lt;his&gt; guests"), "{svg}");
    for name in ["master.think", "walk[1]", "club player.patience", "boards ±1", "elasticity (± 95 % CI)"] {
        assert!(svg.contains(name), "{name}");
    }
    assert_eq!(
        svg.matches("#D55E00").count() + svg.matches("#d55e00").count(),
        7,
        "a bar down for each that is significant, and the legend"
    );
    assert!(draw("tornado.png", "Larry").starts_with(b"\x89PNG"));
    for nowhere in ["no/such/folder/tornado.svg", "tornado.jpg"] {
        refused(&output_of(&["sensitivity", TWO, "-n", "2", "--chart", nowhere]));
    }
}

#[test]
fn the_end_of_the_time_leaves_what_is_known_by_then() {
    let endless = "tests/cases/scenarios/endless.ron";
    let short = ["--set", "warm_up=1s", "--set", "horizon=1min"];
    let within =
        |time| output_of(&[&["sensitivity", endless, "-n", "1000000000", "--max-time", time], &short[..]].concat());
    // As long as a busy machine takes for the first settings; it is never done with all.
    let outputs = ["1s", "5s", "25s", "2min"].into_iter().map(within);
    let output = outputs.into_iter().find(|output| !output.stdout.is_empty()).expect("some settings are played");
    let [stdout, stderr] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stdout.contains("PARTIAL: time limit reached after ") && stdout.contains("master.think"), "{stdout}");
    assert!(stderr.contains("time limit reached: ") && stderr.contains("--max-time"), "{stderr}");
    let plenty = output_of(&["sensitivity", TWO, "-n", "3", "--max-time", "1h"]);
    assert_eq!(plenty.stdout, output_of(&["sensitivity", TWO, "-n", "3"]).stdout);
    let none = output_of(&["sensitivity", TWO, "-n", "1000000000", "--max-time", "1ns"]);
    assert!(refused(&none).contains("there is no result yet"));
}

#[test]
fn nonsense_is_exit_code_2() {
    for arguments in [
        &["--only", "master.thnk"][..],
        &["--by", "100%"],
        &["--by", "0"],
        &["--by", "-10%"],
        &["--measure", "makspan"],
        &["-n", "0"],
        &["--set", "master.think*=0"],
        &["--event-limit", "5"],
        &["--max-time", "0s"],
    ] {
        let told = refused(&output_of(&[&["sensitivity", TWO], arguments].concat()));
        assert!(told.contains("error") && !told.contains("panicked"), "{arguments:?}: {told}");
    }
}
