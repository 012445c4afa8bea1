//! Tests of the command line. Terminal output is in `tests/cases/*.md`; other tests are here.
//!
//! `TRYCMD=overwrite cargo test --test it cli` rewrites the outputs in `tests/cases`; read them before you commit them.

use crate::command::zeitnot;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    zeitnot().args(arguments).output().unwrap()
}

/// A path in an empty folder of its own.
fn new_path(folder: &str, file: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder.join(file)
}

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
                run(&[&["run", "--format", format, "--jobs", jobs], &effort[..], &files[..]].concat())
            };
            let expected = output("1");
            assert!(expected.status.success());
            for jobs in ["2", "3", "8"] {
                assert_eq!(output(jobs).stdout, expected.stdout, "{jobs} jobs, {format}, {effort:?}");
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
                run(&[&to[..], &with[..], &effort[..]].concat())
            };
            let expected = output("1");
            assert!(expected.status.success());
            for jobs in ["2", "5"] {
                assert_eq!(output(jobs).stdout, expected.stdout, "{jobs} jobs, {format}, {effort:?}");
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
        let output = run(&to.chain(measures.clone()).chain(with).collect::<Vec<_>>());
        let text = String::from_utf8(output.stdout).unwrap();
        let too_wide: Vec<_> = text.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(output.status.success() && too_wide.is_empty(), "{too_wide:#?}");
        assert!(!text.contains('\x1b'), "no colours in a pipe");
    }
}

#[test]
fn the_event_queue_changes_no_byte() {
    let files = ["scenarios/club-evening.ron", "scenarios/web-scraper.ron", "scenarios/record-604-boards.ron"];
    let output = |queue| run(&[&["run", "-n", "3", "--format", "json", "--event-queue", queue], &files[..]].concat());
    let expected = output("keyed");
    assert!(expected.status.success());
    for queue in ["auto", "heap", "radix"] {
        assert_eq!(output(queue).stdout, expected.stdout, "{queue}");
    }
}

#[test]
fn a_replication_alone_is_the_same_as_among_others() {
    let mean = |arguments: &[&str]| {
        let output = run(&[&["run", "tests/cases/scenarios/two.ron", "--format", "json"], arguments].concat());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["measures"]["makespan_s"]["mean"].as_f64().unwrap()
    };
    let (first, second) = (mean(&["--replication", "1"]), mean(&["--replication", "2"]));
    assert!((mean(&["-n", "2"]) - f64::midpoint(first, second)).abs() < 1e-9);
}

#[test]
fn tables_fit_80_columns_and_the_single_one_24_lines() {
    for (scenario, replications, lines_max) in
        [("two", "1", 24), ("two", "100", 60), ("endless", "1", 24), ("endless", "5", 60)]
    {
        let output = run(&["run", &format!("tests/cases/scenarios/{scenario}.ron"), "-n", replications]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.lines().count() < lines_max, "{text}");
        let too_wide: Vec<_> = text.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(too_wide.is_empty(), "{too_wide:#?}");
        assert!(!text.contains('\x1b'), "no colours in a pipe");
    }
}

#[test]
fn new_writes_a_playable_scenario_and_never_overwrites() {
    let path = new_path("new", "larry.ron");
    let path = path.to_str().unwrap();
    assert!(run(&["new", path]).status.success());
    assert!(run(&["run", path]).status.success());
    fs::write(path, "mine").unwrap();
    let output = run(&["new", path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("already exists"));
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

/// An exhibition that takes too long to finish.
fn endless() -> PathBuf {
    let path = new_path("endless", "endless.ron");
    let text = r#"Scenario(
        master: (think: Constant("1ms")),
        opponents: [(count: 2, think: Constant("1s"), moves: Endless)],
        horizon: "5000000h",
    )"#;
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_reader_who_has_seen_enough_ends_the_run_quietly() {
    let mut child =
        zeitnot().arg("run").arg(endless()).arg("--log").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "[   0.000 s] OPPONENT 1 sits down at board 1");
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(unix)]
mod interrupted {
    use super::*;
    use std::thread::sleep;
    use std::time::Duration;

    /// Starts `command`, interrupts it as Ctrl-C does, and returns its output.
    fn interrupt(command: &mut Command) -> Output {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        sleep(Duration::from_secs(1));
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        child.wait_with_output().unwrap()
    }

    #[test]
    fn a_single_replication_tells_how_far_it_got() {
        let output = interrupt(zeitnot().arg("run").arg(endless()));
        assert_eq!(output.status.code(), Some(130));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains("interrupted after") && stderr.contains("at virtual time"), "{stderr}");
    }

    #[test]
    fn many_replications_give_a_partial_result() {
        let mut command = zeitnot();
        let output = interrupt(command.args(["run", "tests/cases/scenarios/endless.ron", "-n", "1000000000"]));
        assert_eq!(output.status.code(), Some(130));
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(stdout.contains("PARTIAL: only"), "{stdout}");
        assert!(stderr.contains("of 1,000,000,000 replications completed"), "{stderr}");
    }

    #[test]
    fn what_was_asked_for_in_vain_is_told() {
        let mut command = zeitnot();
        command.args([
            "run",
            "tests/cases/scenarios/endless.ron",
            "--precision",
            "0.001%",
            "--measure",
            "waiting_mean",
        ]);
        let output = interrupt(command.args(["--max-replications", "1000000000"]));
        assert_eq!(output.status.code(), Some(130));
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(stdout.contains("PARTIAL: interrupted after"), "{stdout}");
        assert!(stderr.contains("± 0.001 % needs"), "{stderr}");
    }

    #[test]
    fn a_comparison_gives_a_partial_result() {
        let mut command = zeitnot();
        command.args(["compare", "tests/cases/scenarios/endless.ron", "--with", "visit=Cyclic", "-n", "1000000000"]);
        let output = interrupt(&mut command);
        assert_eq!(output.status.code(), Some(130));
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(stdout.contains("PARTIAL: only"), "{stdout}");
        assert!(stderr.contains("replications of each scenario completed"), "{stderr}");
    }

    #[test]
    fn a_sensitivity_analysis_gives_a_partial_result() {
        let mut command = zeitnot();
        command.args(["sensitivity", "tests/cases/scenarios/endless.ron", "-n", "1000000000"]);
        // So short that some are played however busy the machine is.
        let output = interrupt(command.args(["--set", "warm_up=1s", "--set", "horizon=1min"]));
        assert_eq!(output.status.code(), Some(130));
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(stdout.contains("PARTIAL: interrupted after") && stdout.contains("master.think"), "{stdout}");
        assert!(stderr.contains("interrupted: ") && stderr.contains(" completed"), "{stderr}");
    }

    #[test]
    fn a_seek_tells_where_the_edge_can_be() {
        let mut command = zeitnot();
        command.args(["seek", "tests/cases/scenarios/endless.ron", "--vary", "opponents[0].count=1..64"]);
        command.args(["--set", "warm_up=1min", "--set", "horizon=1h"]);
        // One opponent makes about 55 moves. No number of replications shows that 16 always make more than 300.
        let condition = ["--such-that", "P(moves >= 300) >= 100%"];
        let output = interrupt(command.args(condition).args(["--max-replications", "1000000000"]));
        let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(130), "{stderr}");
        assert!(stdout.contains("PARTIAL: interrupted: "), "{stdout}");
        assert!(stderr.contains(": interrupted: 1 of at most 49 values completed; fails at 1 value"), "{stderr}");
    }

    #[test]
    fn in_json_the_number_of_replications_tells() {
        let mut command = zeitnot();
        command.args(["run", "tests/cases/scenarios/endless.ron", "-n", "1000000000", "--format", "json"]);
        let output = interrupt(&mut command);
        assert_eq!(output.status.code(), Some(130));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
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
        let output = run(&["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("sensitivity") && script.contains("max-time"), "{shell}");
    }
}

#[test]
fn man_pages_replace_no_other_file() {
    let page = new_path("man", "man1/zeitnot-run.1");
    let folder = page.parent().unwrap();
    let man = || run(&["man", folder.to_str().unwrap()]);
    assert!(man().status.success());
    assert!(fs::read_to_string(&page).unwrap().starts_with(".ie"));
    assert!(man().status.success(), "the same pages again");
    fs::write(&page, "mine").unwrap();
    assert_eq!(man().status.code(), Some(2));
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
    let text = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    for command in [&["run"][..], &["run", "-n", "5"], &["explain"], &["timeline"], &["validate"]] {
        let output = given(&[command, &["-"]].concat(), &text);
        let expected = run(&[command, &[path]].concat());
        assert_eq!((output.status.code(), &output.stdout), (Some(0), &expected.stdout), "{command:?}");
    }
    let output = given(&["run", "-"], b"Scenario(sed: 7)");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && told.contains("stdin:1:10") && told.contains("`seed`"), "{told}");
}
