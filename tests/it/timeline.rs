//! Tests of `timeline` and `run --trace` from outside: the picture of the README, small files, and no incomplete files.

use crate::command::{folder, output_of, printed, refused, zeitnot};
use crate::width::fits;
use std::fs;
use std::path::{Path, PathBuf};

#[track_caller]
fn timeline(arguments: &[&str], chart: &Path) -> String {
    printed(&zeitnot().arg("timeline").args(arguments).arg("--chart").arg(chart).output().unwrap())
}

/// Rewritten with `ZEITNOT_PICTURES=overwrite`.
#[test]
fn the_picture_of_the_readme_is_what_its_command_draws() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let command = readme.split_once("\nzeitnot timeline ").expect("it is there").1.split_once("```").unwrap().0;
    let arguments: Vec<_> = command.split_whitespace().filter(|word| *word != "\\").collect();
    let (chart, arguments) = arguments.split_last().unwrap();
    let drawn = folder("timeline/readme").join(chart);
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
    let folder = folder("timeline/small");
    for (scenario, settings, bytes_max) in [
        ("record-604-boards", vec![], 60_000),
        ("web-scraper", vec!["opponents[0].count=20000", "boards=20000"], 60_000),
        ("repair-shop", vec!["horizon=3000h"], 120_000),
        ("club-evening", vec!["master.count=9"], 120_000),
    ] {
        let (file, chart) = (format!("scenarios/{scenario}.ron"), folder.join("chart.svg"));
        let set = settings.iter().flat_map(|setting| ["--set", *setting]);
        let drawn = ["timeline", &file, "--chart", chart.to_str().unwrap()];
        fits(&drawn.into_iter().chain(set).collect::<Vec<_>>());
        let bytes = fs::metadata(&chart).unwrap().len();
        assert!(bytes < bytes_max, "{scenario}: {bytes} bytes");
    }
}

#[test]
fn what_cant_be_drawn_is_refused() {
    let refused = |arguments: &[&str]| refused(&output_of(arguments));
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
    let missing = folder("timeline/missing").join("no/x.pftrace");
    assert!(refused(&["run", station, "--trace", missing.to_str().unwrap()]).contains("can't write"));
}

#[test]
fn the_trace_of_a_part_holds_that_part() {
    let path = folder("timeline/part").join("part.csv");
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
    use crate::command::{interrupted, told, with_full_disk};

    /// A run that would take hours.
    const ENDLESS: [&str; 4] = ["tests/cases/scenarios/endless.ron", "--set", "horizon=1000000h", "--set"];

    fn left_in(folder: &Path) -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn an_interruption_leaves_no_half_file() {
        let folder = folder("timeline/interrupted");
        for (command, option, file) in
            [("timeline", "--chart", "x.svg"), ("run", "--trace", "x.pftrace"), ("run", "--trace", "x.csv")]
        {
            let mut zeitnot = zeitnot();
            zeitnot.arg(command).args(ENDLESS).args(["warm_up=0s", option]).arg(folder.join(file));
            let output = interrupted(&mut zeitnot);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(130), 0), "{output:?}");
            assert!(told(&output).contains("interrupted after"), "{output:?}");
            assert_eq!(left_in(&folder), [""; 0].map(PathBuf::from), "{command} {file}");
        }
    }

    #[test]
    fn a_full_disk_ends_with_a_message() {
        let folder = folder("timeline/full");
        for file in ["full.pftrace", "full.csv"] {
            let mut run = zeitnot();
            run.args(["run", "scenarios/club-evening.ron", "--trace"]).arg(folder.join(file));
            let told = with_full_disk(&run, 8);
            assert!(told.contains("can't write `"), "{told}");
            assert_eq!(left_in(&folder), [""; 0].map(PathBuf::from));
        }
    }
}
