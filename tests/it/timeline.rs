//! Tests of `timeline` and `run --trace` from outside: the picture of the README, small files, and no incomplete files.

use crate::command::zeitnot;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("timeline").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

#[track_caller]
fn timeline(arguments: &[&str], chart: &Path) -> String {
    let output = zeitnot().arg("timeline").args(arguments).arg("--chart").arg(chart).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Rewritten with `ZEITNOT_PICTURES=overwrite`.
#[test]
fn the_picture_of_the_readme_is_what_its_command_draws() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let command = readme.split_once("\nzeitnot timeline ").expect("it is there").1.split_once("```").unwrap().0;
    let arguments: Vec<_> = command.split_whitespace().filter(|word| *word != "\\").collect();
    let (chart, arguments) = arguments.split_last().unwrap();
    let drawn = folder("readme").join(chart);
    timeline(&arguments[..arguments.len() - 1], &drawn);
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(chart);
    if std::env::var_os("ZEITNOT_PICTURES").is_some_and(|value| value == "overwrite") {
        fs::copy(&drawn, &kept).unwrap();
    }
    assert!(
        fs::read(&drawn).unwrap() == fs::read(&kept).unwrap(),
        "{} differs from {}",
        kept.display(),
        drawn.display()
    );
}

#[test]
fn pictures_of_many_boards_stay_small_and_fit_80_columns() {
    let folder = folder("small");
    for (scenario, settings, bytes_max) in [
        ("record-604-boards", vec![], 60_000),
        ("web-scraper", vec!["opponents[0].count=20000", "boards=20000"], 60_000),
        ("repair-shop", vec!["horizon=3000h"], 120_000),
        ("club-evening", vec!["master.count=9"], 120_000),
    ] {
        let (file, chart) = (format!("scenarios/{scenario}.ron"), folder.join("chart.svg"));
        let set = settings.iter().flat_map(|setting| ["--set", *setting]);
        let text = timeline(&[file.as_str()].into_iter().chain(set).collect::<Vec<_>>(), &chart);
        let bytes = fs::metadata(&chart).unwrap().len();
        assert!(bytes < bytes_max, "{scenario}: {bytes} bytes");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn what_cant_be_drawn_is_refused() {
    let refused = |arguments: &[&str]| {
        let output = zeitnot().args(arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let station = "scenarios/south-station-async.ron";
    assert!(refused(&["timeline", station, "--from", "1h"]).contains("the longest ends at 11m45s"));
    assert!(refused(&["timeline", station, "--from", "1h", "--to", "1h"]).contains("ends before it begins"));
    let none = ["timeline", station, "--set", "master.think=Constant(0s)", "--set", "opponents[0].think=Constant(0s)"];
    assert!(refused(&none).contains("no run takes any time"));
    assert!(refused(&["timeline", station, "--chart", "x.gif"]).contains("must end in .svg or .png"));
    assert!(refused(&["run", station, "--trace", "x.json"]).contains("must end in .pftrace or .csv"));
    assert!(refused(&["run", station, "-n", "2", "--trace", "x.csv"]).contains("needs a single replication"));
    assert!(refused(&["run", station, station, "--trace", "x.csv"]).contains("the run of one scenario"));
    assert!(refused(&["run", station, "--from", "1s"]).contains("--trace"));
    let missing = folder("missing").join("no/x.pftrace");
    assert!(refused(&["run", station, "--trace", missing.to_str().unwrap()]).contains("can't write"));
}

#[test]
fn the_trace_of_a_part_holds_that_part() {
    let path = folder("part").join("part.csv");
    let part = ["--from", "1m", "--to", "2m", "--trace"];
    let run = |more: &[&str]| zeitnot().args(["run", "scenarios/south-station-async.ron"]).args(more).output().unwrap();
    let traced = zeitnot().args(["run", "scenarios/south-station-async.ron"]).args(part).arg(&path).output().unwrap();
    assert_eq!(traced.stdout, run(&[]).stdout, "a trace changes nothing else");
    let text = fs::read_to_string(&path).unwrap();
    let span = |line: &str| {
        let fields: Vec<_> = line.split(',').collect();
        fields[5].parse::<u64>().unwrap()..fields[6].parse().unwrap()
    };
    let larry: Vec<_> = text.lines().filter(|line| line.starts_with("Larry,")).map(span).collect();
    assert_eq!((larry[0].start, larry.last().unwrap().end), (60_000_000_000, 120_000_000_000));
    assert_eq!(larry.len(), 12, "{text}");
}

#[cfg(unix)]
mod ends {
    use super::*;

    /// A run that would take hours.
    const ENDLESS: [&str; 4] = ["tests/cases/scenarios/endless.ron", "--set", "horizon=1000000h", "--set"];

    fn interrupted(command: &mut Command) -> Output {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_secs(1));
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        child.wait_with_output().unwrap()
    }

    fn left_in(folder: &Path) -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn an_interruption_leaves_no_half_file() {
        let folder = folder("interrupted");
        for (command, option, file) in
            [("timeline", "--chart", "x.svg"), ("run", "--trace", "x.pftrace"), ("run", "--trace", "x.csv")]
        {
            let mut zeitnot = zeitnot();
            zeitnot.arg(command).args(ENDLESS).args(["warm_up=0s", option]).arg(folder.join(file));
            let output = interrupted(&mut zeitnot);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(130), 0), "{output:?}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted after"), "{output:?}");
            assert_eq!(left_in(&folder), [""; 0].map(PathBuf::from), "{command} {file}");
        }
    }

    #[test]
    fn a_full_disk_ends_with_a_message() {
        let folder = folder("full");
        for file in ["full.pftrace", "full.csv"] {
            // A limit on the size of files stands in for a full disk: writing fails in the same way.
            let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
            let mut full = Command::new("sh");
            full.current_dir(env!("CARGO_MANIFEST_DIR")).args(["-c", limited, env!("CARGO_BIN_EXE_zeitnot"), "run"]);
            let output = full.args(["scenarios/club-evening.ron", "--trace"]).arg(folder.join(file)).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{told}");
            assert!(told.contains("can't write `") && told.contains("help:"), "{told}");
            assert_eq!(left_in(&folder), [""; 0].map(PathBuf::from));
        }
        let full = || fs::File::options().write(true).open("/dev/full").unwrap();
        let output = zeitnot().args(["timeline", "scenarios/club-evening.ron"]).stdout(full()).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("can't write the result"), "{told}");
    }

    #[test]
    fn whoever_closes_a_pipe_has_seen_enough() {
        let mut child =
            zeitnot().args(["timeline", "scenarios/club-evening.ron"]).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert!(child.wait().unwrap().success());
    }
}
