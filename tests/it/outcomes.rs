//! `--outcomes` from outside: a row for each replication, in order, the same bytes for any number of threads, whole or
//! not at all; and the results are those of the rows.

use crate::command::{folder, output_of, refused, text, told, zeitnot};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::Stdio;

const CLUB: &str = "scenarios/club-evening.ron";

/// A file in an empty folder.
fn new_file(name: &str) -> PathBuf {
    folder(&format!("outcomes/{name}")).join("o.csv")
}

fn outcomes(name: &str, arguments: &[&str]) -> String {
    let file = new_file(name);
    text(&[arguments, &["--outcomes", file.to_str().unwrap()]].concat());
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing else is left behind");
    fs::read_to_string(file).unwrap()
}

/// Rows by the names of their columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        headings.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

#[test]
fn results_are_those_of_the_rows() {
    let (measures, group) = (["makespan_s", "moves", "waiting_max_s", "forfeits", "waiting_q99_s"], "beginner");
    let arguments = ["run", CLUB, "-n", "200", "--quantiles"];
    let rows = rows(&outcomes("results", &arguments));
    assert_eq!(rows.len(), 200);
    let result = text(&[&arguments[..], &["--format", "csv"]].concat());
    let mut compared = 0;
    for row in self::rows(&result).iter().filter(|row| measures.contains(&row["measure"].as_str())) {
        let column = match row["group"].as_str() {
            "" => row["measure"].clone(),
            of if of == group => format!("{of}.{}", row["measure"]),
            _ => continue,
        };
        let mean = rows.iter().map(|of| of[&column].parse::<f64>().unwrap()).sum::<f64>() / 200.0;
        let told: f64 = row["mean"].parse().unwrap();
        assert!((mean - told).abs() <= 1e-12 * told, "{column}: {mean}, not {told}");
        compared += 1;
    }
    assert!(compared >= 8, "{compared}");
    // Each row is that of the replication it names.
    let seventh = self::rows(&outcomes("one", &["run", CLUB, "--replication", "7", "--quantiles"]));
    assert_eq!((seventh.len(), &seventh[0]), (1, &rows[6]));
    assert_eq!(seventh[0]["replication"], "7");
}

#[test]
fn rows_are_in_order_for_any_number_of_threads() {
    let run: [&str; 2] = ["run", CLUB];
    let sweep = ["sweep", CLUB, "--vary", "boards=6..14 step 2", "--vary", "opponents.beginner.think*=0.5,1"];
    let mut seen = 0;
    for command in [&run[..], &sweep] {
        for effort in [["-n", "60"], ["--precision", "3%"]] {
            let written = |jobs| outcomes("order", &[command, &effort, &["--jobs", jobs]].concat());
            let expected = written("1");
            for jobs in ["2", "3", "8"] {
                assert!(written(jobs) == expected, "{command:?} {effort:?} {jobs} jobs");
            }
            let rows = rows(&expected);
            let number = |row: &BTreeMap<String, String>, name| row.get(name).map_or(0.0, |cell| cell.parse().unwrap());
            let place = |row| ["boards", "opponents.beginner.think*", "replication"].map(|name| number(row, name));
            assert!(rows.windows(2).all(|pair| place(&pair[0]) < place(&pair[1])), "{command:?} {effort:?}");
            let points = if command.len() > 2 { 10 } else { 1 };
            assert_eq!(rows.iter().filter(|row| row["replication"] == "1").count(), points);
            seen += rows.len();
        }
    }
    assert!(seen > 11 * (60 + 30), "{seen}");
}

#[test]
fn a_sweep_has_the_rows_of_its_points() {
    let wanted = ["--measure", "makespan", "--measure", "moves"];
    let swept = rows(&outcomes("sweep", &[&["sweep", CLUB, "--vary", "boards=6,7", "-n", "40"][..], &wanted].concat()));
    assert_eq!(swept.len(), 80);
    for (boards, swept) in ["6", "7"].into_iter().zip(swept.chunks(40)) {
        let alone = rows(&outcomes("point", &["run", CLUB, "--set", &format!("boards={boards}"), "-n", "40"]));
        for (mut swept, alone) in swept.iter().cloned().zip(alone) {
            assert_eq!(swept.remove("boards").as_deref(), Some(boards));
            assert!(swept.len() > 6 && swept.iter().all(|(name, cell)| alone[name] == *cell), "{swept:?}");
        }
    }
    // Kept outcomes are as good as played ones.
    let out = new_file("kept").parent().unwrap().join("out");
    let kept = ["sweep", CLUB, "--vary", "boards=6,7", "--out", out.to_str().unwrap(), "-n"];
    let first = outcomes("first", &[&kept[..], &["20"]].concat());
    let again = outcomes("again", &[&kept[..], &["40"]].concat());
    let plain = outcomes("plain", &["sweep", CLUB, "--vary", "boards=6,7", "-n", "40"]);
    assert!(again == plain && first.lines().count() == 41);
}

#[test]
fn stdout_has_rows_and_nothing_else() {
    let expected = outcomes("stdout", &["run", CLUB, "-n", "50"]);
    for path in ["-", "/dev/stdout"] {
        let text = text(&["run", CLUB, "-n", "50", "--outcomes", path]);
        if path == "-" {
            assert_eq!(text, expected);
        } else {
            assert!(text.contains("makespan_s") && text.contains("50 replications"), "rows and the table");
        }
    }
    let swept = text(&["sweep", CLUB, "--vary", "boards=6,7", "-n", "3", "--outcomes", "-"]);
    assert_eq!(swept.lines().count(), 7);
    // Who has seen enough may go.
    let arguments = ["run", CLUB, "-n", "100000", "--outcomes", "-"];
    let mut child = zeitnot().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0; 1000]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{output:?}");
}

#[test]
fn what_is_stopped_leaves_whole_rows_of_what_was_completed() {
    let long = ["--set", "horizon=3000000h", "--set", "opponents[0].moves=Endless"];
    let file = new_file("stopped");
    let path = file.to_str().unwrap();
    let stopped = |arguments: &[&str]| {
        let output = output_of(&[arguments, &["--outcomes", path]].concat());
        (output.status.code(), told(&output))
    };
    let (code, told) = stopped(&["run", CLUB, "-n", "1000000000", "--max-time", "500ms"]);
    assert!(code == Some(0) && told.contains("time limit reached"), "{told}");
    let written = fs::read_to_string(&file).unwrap();
    let whole = outcomes("whole", &["run", CLUB, "-n", "100"]);
    assert!(written.ends_with('\n') && written.lines().zip(whole.lines()).all(|(one, other)| one == other));
    assert!(written.lines().count() > 1);
    fs::remove_file(&file).unwrap();
    // Nothing completed, or a run that does not end: nothing is left.
    let endless =
        [&["run", CLUB, "-n", "5", "--event-limit", "17000000000"][..], &long, &["--max-time", "300ms"]].concat();
    assert_eq!(stopped(&endless).0, Some(2));
    assert_eq!(stopped(&["run", CLUB, "-n", "5", "--event-limit", "20"]).0, Some(2));
    let folder = file.parent().unwrap();
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0, "no file, and no temporary one");
}

#[test]
fn what_cant_be_written_or_makes_no_table_is_refused() {
    let refused = |arguments: &[&str]| refused(&output_of(arguments));
    let missing = new_file("missing").join("no/o.csv");
    assert!(refused(&["run", CLUB, "--outcomes", missing.to_str().unwrap()]).contains("can't write"));
    assert!(refused(&["run", CLUB, "--outcomes", "o.txt"]).contains("must end in .csv or .parquet"));
    assert!(refused(&["run", CLUB, CLUB, "--outcomes", "o.csv"]).contains("the outcomes of one scenario"));
    for other in [&["--format", "json"][..], &["--log"]] {
        assert!(
            refused(&[&["run", CLUB, "--outcomes", "-"][..], other].concat()).contains("nothing else can go there")
        );
    }
    let sweep = ["sweep", CLUB, "--vary", "boards=6,7", "--outcomes"];
    assert!(refused(&[&sweep[..], &["-", "--format", "csv"]].concat()).contains("nothing else can go there"));
    assert!(refused(&[&sweep[..], &["o.csv", "--dry-run"]].concat()).contains("--dry-run"));
    if cfg!(feature = "parquet") {
        let file = new_file("parquet").with_extension("parquet");
        text(&["run", CLUB, "-n", "20", "--outcomes", file.to_str().unwrap()]);
        assert!(fs::read(file).unwrap().starts_with(b"PAR1"));
    } else {
        assert!(refused(&["run", CLUB, "--outcomes", "o.parquet"]).contains("without the feature `parquet`"));
    }
    #[cfg(target_os = "linux")]
    assert!(refused(&["run", CLUB, "-n", "5", "--outcomes", "/dev/full"]).contains("can't write `/dev/full`"));
}
