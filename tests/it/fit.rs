//! `zeitnot fit` from outside: what it writes can be played, is the same for any number of threads, and replaces
//! nothing.

use crate::command::{folder, printed, refused, told, zeitnot};
use std::fs;
use std::path::Path;
use std::process::Output;

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    zeitnot().current_dir(folder).args(arguments).output().unwrap()
}

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/measured").join(name).display().to_string()
}

#[test]
fn what_is_written_plays_and_is_never_replaced() {
    let folder = folder("fit/written");
    let csv = sample("csv.csv");
    let fit = |output: &str| run_in(&folder, &["fit", &csv, "-n", "5", "-o", output]);
    let first = fit("new.ron");
    assert!(told(&first).contains("Written: new.csv, new.ron"), "{first:?}");
    assert!(!printed(&first).contains("Written"), "talk does not belong to the data");
    assert!(printed(&run_in(&folder, &["run", "new.ron"])).contains("makespan"));
    assert!(fit("new.ron").status.success(), "the same again");
    fs::write(folder.join("new.csv"), "mine").unwrap();
    assert!(refused(&fit("new.ron")).contains("new.csv already exists"));
    assert_eq!(fs::read_to_string(folder.join("new.csv")).unwrap(), "mine");
    assert!(refused(&fit("new.csv")).contains("must end in .ron"));
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = folder("fit/threads");
    let csv = sample("csv.csv");
    let with = |jobs: &str, format: &str| {
        let output = run_in(&folder, &["fit", &csv, "-n", "20", "-j", jobs, "--format", format]);
        let again =
            format!("To write a scenario with it: zeitnot fit {csv} -n 20 -j {jobs} --format {format} -o NEW.ron");
        assert_eq!(told(&output).trim(), again);
        printed(&output)
    };
    for format in ["table", "json"] {
        let one = with("1", format);
        assert!(one.contains("body and tail"), "{one}");
        assert_eq!((with("2", format), with("5", format)), (one.clone(), one));
    }
}

#[test]
fn messages_name_the_option_that_was_used() {
    let folder = folder("fit/options");
    let (har, root) = (sample("network.har"), Path::new(env!("CARGO_MANIFEST_DIR")));
    let scraper = root.join("scenarios/web-scraper.ron").display().to_string();
    let told = |path: &str| refused(&run_in(&folder, &["fit", &har, "--into", &scraper, "--for", path]));
    for path in ["opponents.pages.think", "boards", "opponents.page", "nothing", "a b"] {
        let told = told(path);
        assert!(told.contains("--for") && !told.contains("--set"), "{told}");
    }
}

#[test]
fn what_is_not_clear_is_asked_for() {
    let folder = folder("fit/asked");
    let told = |text: &str, more: &[&str]| {
        fs::write(folder.join("x.csv"), text).unwrap();
        let output = run_in(&folder, &[&["fit", "x.csv", "-n", "2"], more].concat());
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let either = "latency_ms\n\"1,234\"\n\"2,500\"\n";
    assert!(told(either, &["--decimal", ","]).contains("1.867ms"));
    assert!(told(either, &["--decimal", "."]).contains("1.867s"));
    assert!(told(either, &["--decimal", "x"]).contains("write a point or a comma"));
    let pairs = "1,120\n2,118\n";
    assert!(told(pairs, &["--column", "2", "--unit", "ms"]).contains("119.0ms"));
    assert!(told(pairs, &["--decimal", ",", "--unit", "ms"]).contains("1.619ms"));
    assert!(told("latency_min\n250\n300\n", &["--unit", "ms"]).contains("275.0ms"));
    let object = told("{\"a_ms\":[1,2],\"b_ms\":[3,5]}", &["--column", "b_ms"]);
    assert!(object.contains("JSON: `b_ms`, in ms") && object.contains("4.000ms"), "{object}");
}

#[test]
fn a_scenario_keeps_its_comments_and_its_place() {
    let folder = folder("fit/into");
    let scraper = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/web-scraper.ron").display().to_string();
    let har = sample("network.har");
    printed(&run_in(&folder, &["fit", &har, "--into", &scraper, "-n", "2", "-o", "measured.ron", "--as", "gamma"]));
    let written = fs::read_to_string(folder.join("measured.ron")).unwrap();
    assert!(written.contains("// permits of the semaphore") && written.contains("think: Gamma(mean: "), "{written}");
    let master = ["fit", &har, "--into", &scraper, "--for", "master.think", "-n", "2", "-o", "parser.ron"];
    printed(&run_in(&folder, &master));
    let written = fs::read_to_string(folder.join("parser.ron")).unwrap();
    assert!(written.contains(r#"master: (name: "parser", think: Empirical(file: "parser.csv", column: "think_s"))"#));
    let nowhere = run_in(&folder, &["fit", &har, "--into", &scraper, "--for", "opponents.pages.think"]);
    assert!(refused(&nowhere).contains("did you mean"));
}

#[test]
fn classes_become_groups_and_games_are_replayed() {
    let folder = folder("fit/classes");
    printed(&run_in(&folder, &["fit", &sample("jmeter.jtl"), "--by", "label", "-n", "2", "-o", "all.ron"]));
    let all = fs::read_to_string(folder.join("all.ron")).unwrap();
    assert!(all.contains("name: \"Home\"") && all.contains("name: \"Item\""), "{all}");
    let report =
        printed(&run_in(&folder, &["fit", &sample("simul.pgn"), "--as", "recorded", "-n", "2", "-o", "games.ron"]));
    assert!(report.contains("as recorded *") && report.contains("of Larry, who plays in every game"), "{report}");
    let games = fs::read_to_string(folder.join("games.ron")).unwrap();
    assert!(games.contains("Replay([") && games.contains("\"Chen\"") && !games.contains("\"Boris (2)\""), "{games}");
    assert!(printed(&run_in(&folder, &["run", "games.ron"])).contains("makespan"));
    printed(&run_in(
        &folder,
        &["fit", &sample("trace.csv"), "-n", "2", "-o", "trace.ron", "--chart", "trace.svg", "--chart", "trace.png"],
    ));
    let trace = fs::read_to_string(folder.join("trace.ron")).unwrap();
    assert!(
        trace.contains("first_move: Master") && trace.contains("count: 4") && trace.contains("Exactly(4)"),
        "{trace}"
    );
    assert!(fs::read(folder.join("trace.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn every_sample_that_is_read_can_be_fitted() {
    let folder = folder("fit/samples");
    let samples = fs::read_dir(sample("")).unwrap().map(|entry| entry.unwrap().path());
    let expected = |path: &Path| fs::read_to_string(format!("{}.expected", path.display()));
    for path in samples.filter(|path| expected(path).is_ok_and(|text| !text.starts_with("error: "))) {
        let name = path.display().to_string();
        let output = run_in(&folder, &["fit", &name, "-n", "2", "-j", "1"]);
        let text = printed(&output);
        assert!(text.contains("95 % of") || text.contains("percentiles"), "{text}");
    }
}
