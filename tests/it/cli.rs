//! Tests of the command line. Terminal output is in `tests/cases/*.md`; other tests are here.
//!
//! `TRYCMD=overwrite cargo test --test it cli` rewrites the outputs in `tests/cases`; read them before you commit them.

use crate::command::{self, folder, json, output_of, printed, refused, text, told, zeitnot};
use crate::width::fits;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

#[test]
fn every_case_is_as_written() {
    trycmd::TestCases::new().env("COLUMNS", "100").case("tests/cases/*.md");
}

/// The outputs in `README.md` and `docs/*.md` after `$ zeitnot …` in console blocks. They are rewritten in the same
/// way.
#[test]
fn every_output_in_the_documentation_is_real() {
    trycmd::TestCases::new().env("COLUMNS", "80").case("README.md").case("docs/*.md");
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    for format in ["table", "json", "csv"] {
        for effort in [["-n", "20"], ["--precision", "3%"]] {
            let output = |jobs| {
                let files = ["tests/cases/scenarios/two.ron", "tests/cases/scenarios/endless.ron"];
                text(&[&["run", "--format", format, "--jobs", jobs], &effort[..], &files[..]].concat())
            };
            let expected = output("1");
            for jobs in ["2", "3", "8"] {
                assert_eq!(output(jobs), expected, "{jobs} jobs, {format}, {effort:?}");
            }
        }
    }
}

#[test]
fn the_number_of_jobs_changes_no_byte_of_a_comparison() {
    for format in ["table", "json", "csv"] {
        for effort in [["-n", "20"], ["--precision", "2%"]] {
            let output = |jobs| {
                let with = ["--with", "master.count=1", "--with", "visit=LastReady; master.think*=1.1"];
                let to = ["compare", "tests/cases/scenarios/two.ron", "--jobs", jobs, "--format", format];
                text(&[&to[..], &with[..], &effort[..]].concat())
            };
            let expected = output("1");
            for jobs in ["2", "5"] {
                assert_eq!(output(jobs), expected, "{jobs} jobs, {format}, {effort:?}");
            }
        }
    }
}

#[test]
fn a_comparison_fits_80_columns() {
    let measures =
        ["makespan", "waiting_mean", "utilisation", "throughput", "moves", "forfeits", "events", "master_idle"];
    let measures = measures.iter().flat_map(|measure| ["--measure", *measure]);
    let alternatives = ["master.think*=9", "title=Sixteen it", "opponents[1].think*=1.37; visit=LastReady"];
    for wide in [2, 3] {
        let with = alternatives[..wide].iter().flat_map(|settings| ["--with", *settings]);
        let to = ["compare", "tests/cases/scenarios/two.ron", "-n", "12"].into_iter();
        let text = fits(&to.chain(measures.clone()).chain(with).collect::<Vec<_>>());
        assert!(!text.contains('\x1b'), "no colours in a pipe");
    }
}

#[test]
fn the_event_queue_changes_no_byte() {
    let files = ["scenarios/club-evening.ron", "scenarios/web-scraper.ron", "scenarios/record-604-boards.ron"];
    let output = |queue| text(&[&["run", "-n", "3", "--format", "json", "--event-queue", queue], &files[..]].concat());
    let expected = output("keyed");
    for queue in ["auto", "heap", "radix"] {
        assert_eq!(output(queue), expected, "{queue}");
    }
}

#[test]
fn a_replication_alone_is_the_same_as_among_others() {
    let mean = |arguments: &[&str]| {
        let run = json(&[&["run", "tests/cases/scenarios/two.ron"], arguments].concat());
        run["measures"]["makespan_s"]["mean"].as_f64().unwrap()
    };
    let (first, second) = (mean(&["--replication", "1"]), mean(&["--replication", "2"]));
    assert!((mean(&["-n", "2"]) - f64::midpoint(first, second)).abs() < 1e-9);
}

#[test]
fn tables_fit_80_columns_and_the_single_one_24_lines() {
    for (scenario, replications, lines_max) in
        [("two", "1", 24), ("two", "100", 60), ("endless", "1", 24), ("endless", "5", 60)]
    {
        let text = fits(&["run", &format!("tests/cases/scenarios/{scenario}.ron"), "-n", replications]);
        assert!(text.lines().count() < lines_max, "{text}");
        assert!(!text.contains('\x1b'), "no colours in a pipe");
    }
}

#[test]
fn new_writes_a_playable_scenario_and_never_overwrites() {
    let path = folder("cli/new").join("larry.ron");
    let path = path.to_str().unwrap();
    text(&["new", path]);
    text(&["run", path]);
    fs::write(path, "mine").unwrap();
    assert!(refused(&output_of(&["new", path])).contains("already exists"));
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

/// A run that no test waits for.
const LONG: [&str; 6] =
    ["run", "tests/cases/scenarios/endless.ron", "--set", "horizon=5000000h", "--set", "warm_up=0s"];

#[test]
fn a_reader_who_has_seen_enough_ends_the_run_quietly() {
    let mut child = zeitnot().args(LONG).arg("--log").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().ends_with(" OPPONENT 1 sits down at board 1"));
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
}

#[cfg(unix)]
mod interrupted {
    use super::*;

    const ENDLESS: &str = "tests/cases/scenarios/endless.ron";

    /// What a command prints and says that is interrupted.
    fn interrupted(arguments: &[&str]) -> (String, String) {
        let output = command::interrupted(zeitnot().args(arguments));
        assert_eq!(output.status.code(), Some(130), "{output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    #[test]
    fn a_single_replication_tells_how_far_it_got() {
        let (stdout, stderr) = interrupted(&LONG);
        assert_eq!(stdout, "");
        assert!(stderr.contains("interrupted after") && stderr.contains("at virtual time"), "{stderr}");
    }

    #[test]
    fn many_replications_give_a_partial_result() {
        let (stdout, stderr) = interrupted(&["run", ENDLESS, "-n", "1000000000"]);
        assert!(stdout.contains("PARTIAL: only"), "{stdout}");
        assert!(stderr.contains("of 1,000,000,000 replications completed"), "{stderr}");
    }

    #[test]
    fn what_was_asked_for_in_vain_is_told() {
        let wanted = ["--precision", "0.001%", "--measure", "waiting_mean", "--max-replications", "1000000000"];
        let (stdout, stderr) = interrupted(&[&["run", ENDLESS], &wanted[..]].concat());
        assert!(stdout.contains("PARTIAL: interrupted after"), "{stdout}");
        assert!(stderr.contains("± 0.001 % needs"), "{stderr}");
    }

    #[test]
    fn a_comparison_gives_a_partial_result() {
        let (stdout, stderr) = interrupted(&["compare", ENDLESS, "--with", "visit=Cyclic", "-n", "1000000000"]);
        assert!(stdout.contains("PARTIAL: only"), "{stdout}");
        assert!(stderr.contains("replications of each scenario completed"), "{stderr}");
    }

    #[test]
    fn a_sensitivity_analysis_gives_a_partial_result() {
        // So short that some are played however busy the machine is.
        let short = ["--set", "warm_up=1s", "--set", "horizon=1min"];
        let (stdout, stderr) = interrupted(&[&["sensitivity", ENDLESS, "-n", "1000000000"], &short[..]].concat());
        assert!(stdout.contains("PARTIAL: interrupted after") && stdout.contains("master.think"), "{stdout}");
        assert!(stderr.contains("interrupted: ") && stderr.contains(" completed"), "{stderr}");
    }

    #[test]
    fn a_seek_tells_where_the_edge_can_be() {
        let seek = ["seek", ENDLESS, "--vary", "opponents[0].count=1..64", "--max-replications", "1000000000"];
        let short = ["--set", "warm_up=1min", "--set", "horizon=1h"];
        // One opponent makes about 55 moves. No number of replications shows that 16 always make more than 300.
        let condition = ["--such-that", "P(moves >= 300) >= 100%"];
        let (stdout, stderr) = interrupted(&[&seek[..], &short, &condition].concat());
        assert!(stdout.contains("PARTIAL: interrupted: "), "{stdout}");
        assert!(stderr.contains(": interrupted: 1 of at most 49 values completed; fails at 1 value"), "{stderr}");
    }

    #[test]
    fn in_json_the_number_of_replications_tells() {
        let (stdout, _) = interrupted(&["run", ENDLESS, "-n", "1000000000", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
        assert!((1..1_000_000_000).contains(&json["replications"].as_u64().unwrap()));
    }
}

#[test]
fn an_unwritable_stderr_is_nobodys_panic() {
    let mut child = zeitnot().args(["run", "no-such-file.ron"]).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn every_shell_gets_completions_that_know_the_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = text(&["completions", shell]);
        assert!(script.contains("sensitivity") && script.contains("max-time"), "{shell}");
    }
}

#[test]
fn man_pages_replace_no_other_file() {
    let page = folder("cli/man").join("man1/zeitnot-run.1");
    let folder = page.parent().unwrap();
    let man = ["man", folder.to_str().unwrap()];
    text(&man);
    assert!(fs::read_to_string(&page).unwrap().starts_with(".ie"));
    // The same pages again.
    text(&man);
    fs::write(&page, "mine").unwrap();
    refused(&output_of(&man));
    assert_eq!(fs::read_to_string(&page).unwrap(), "mine");
}

#[test]
fn a_scenario_may_come_from_stdin() {
    use std::io::Write;
    let given = |arguments: &[&str], text: &[u8]| {
        let mut child = zeitnot()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        child.wait_with_output().unwrap()
    };
    let path = "tests/cases/scenarios/tutorial.ron";
    let scenario = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    for command in [&["run"][..], &["run", "-n", "5"], &["explain"], &["timeline"], &["validate"]] {
        let output = given(&[command, &["-"]].concat(), &scenario);
        assert_eq!(printed(&output), text(&[command, &[path]].concat()), "{command:?}");
    }
    let told = refused(&given(&["run", "-"], b"Scenario(sed: 7)"));
    assert!(told.contains("stdin:1:10") && told.contains("`seed`"), "{told}");
}
