//! `zeitnot seek` and the search behind it, on shipped scenarios: against a look at every value, and whatever the jobs.

use serde_json::Value;
use std::process::{Command, Output};
use zeitnot::model::Simulator;
use zeitnot::scenario::Template;

fn seek(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zeitnot"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("seek").args(arguments).output().unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = seek(&[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

const POLGAR: &str = "scenarios/polgar-async.ron";

/// For how many boards of 1 to 200 Judit, or several of her, takes at most two hours: a look at each.
fn counts_within_two_hours(masters: u32) -> Vec<u32> {
    let template = Template::read(POLGAR).unwrap();
    let template = template.with(&format!("master.count={masters}").parse().unwrap()).unwrap();
    let fits = |count: &u32| {
        let setting = format!("opponents.amateur.count={count}").parse().unwrap();
        let scenario = template.with(&setting).unwrap().scenario().unwrap();
        let mut simulator = Simulator::new(&scenario.exhibition).unwrap();
        simulator.play(scenario.seed, 0).unwrap().makespan.as_ns() <= 7_200_000_000_000
    };
    (1..=200).filter(fits).collect()
}

#[test]
fn polgar_has_47_boards_in_two_hours_and_95_if_there_are_two_of_her() {
    for (masters, boards) in [(1, 47), (2, 95)] {
        assert_eq!(counts_within_two_hours(masters), (1..=boards).collect::<Vec<_>>(), "every count");
        let set = format!("master.count={masters}");
        for condition in ["P(makespan <= 2h) >= 95%", "makespan <= 2h", "E(makespan) <= 2h", "q95(makespan) <= 2h"] {
            let vary = "opponents.amateur.count=1..200";
            let found = json(&[POLGAR, "--vary", vary, "--such-that", condition, "--set", &set]);
            assert_eq!(found["answer"], boards.to_string(), "{condition}");
            assert_eq!(found["fails_at"], (boards + 1).to_string(), "{condition}");
            assert_eq!((&found["exact"], &found["edge"]), (&true.into(), &"largest".into()));
            assert!(found["tried"].as_array().unwrap().len() < 25, "it does not look at every count itself");
        }
    }
}

#[test]
fn durations_are_sought_to_their_step() {
    // 55 s + 30 × 24 × think ≤ 2 h: think ≤ 9.923611… s.
    for (step, answer) in [("100ms", "9.9s"), ("1ms", "9.923s"), ("1us", "9.923611s")] {
        let vary = format!("master.think[0]=1s..1min step {step}");
        let found = json(&[POLGAR, "--vary", &vary, "--such-that", "makespan <= 2h"]);
        assert_eq!(found["answer"], answer);
    }
}

/// Short games with random times.
const CLUB: [&str; 5] =
    [POLGAR, "--set", "opponents.amateur.think=Exponential(mean: 20s)", "--set", "opponents.amateur.moves=Exactly(5)"];

#[test]
fn the_number_of_jobs_changes_no_byte() {
    for format in ["table", "json", "csv"] {
        let condition = "P(makespan <= 6min) >= 90% and E(waiting_mean) < 2min";
        let vary = "opponents.amateur.count=1..40";
        let rest = ["--vary", vary, "--such-that", condition, "--max-replications", "1000", "--format", format];
        let output = |jobs| seek(&[&CLUB, &rest[..], &["--jobs", jobs]].concat());
        let expected = output("1");
        assert_eq!(expected.status.code(), Some(0), "{}", String::from_utf8_lossy(&expected.stderr));
        for jobs in ["2", "5"] {
            assert_eq!(output(jobs).stdout, expected.stdout, "{jobs} jobs, {format}");
        }
    }
}

#[test]
fn a_probability_and_the_quantile_that_it_means_have_the_same_answer() {
    let answer = |condition| {
        let vary = "opponents.amateur.count=1..40";
        json(&[&CLUB, &["--vary", vary, "--such-that", condition, "--max-replications", "2000"][..]].concat())
    };
    let (share, quantile) = (answer("P(makespan <= 6min) >= 95%"), answer("q95(makespan) <= 6min"));
    assert_eq!((&share["answer"], &share["undecided"]), (&quantile["answer"], &quantile["undecided"]));
    let tried = |found: &Value| {
        let rows = found["tried"].as_array().unwrap().iter();
        rows.map(|row| (row["value"].clone(), row["verdict"].clone(), row["replications"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(tried(&share), tried(&quantile));
    assert_eq!(share["exact"], false);
}

#[test]
fn what_comes_and_goes_is_told_and_every_value_can_be_tried() {
    // With seven masters and `Sequential` games, boards come in sevens: the utilisation has a sawtooth.
    let arguments = [
        POLGAR,
        "--set",
        "master.count=7",
        "--set",
        "visit=Sequential",
        "--vary",
        "opponents.amateur.count=1..60",
        "--such-that",
        "utilisation >= 0.079",
    ];
    let exhaustive = json(&[&arguments[..], &["--exhaustive", "--largest"]].concat());
    assert_eq!(exhaustive["tried"].as_array().unwrap().len(), 60);
    assert!(exhaustive["contradiction"].is_array() && exhaustive["complete"] == true);
    let all = json(&[&arguments[..], &["--exhaustive", "--smallest"]].concat());
    assert_eq!(all["answer"], "7");
    let bisected = json(&[&arguments[..], &["--smallest"]].concat());
    assert!(bisected["answer"] != "7" && bisected["contradiction"].is_array(), "{bisected}");
}

#[test]
fn without_an_edge_neither_end_is_the_answer() {
    let everywhere = ["scenarios/polgar-async.ron", "--vary", "master.count=1..4", "--such-that", "makespan <= 10h"];
    let found = json(&everywhere);
    assert_eq!((&found["outcome"], &found["answer"], &found["edge"]), (&"all".into(), &Value::Null, &Value::Null));
    let text = String::from_utf8(seek(&everywhere).stdout).unwrap();
    assert!(text.contains("holds everywhere from 1 to 4\n") && text.contains("--smallest"), "{text}");
    for (edge, answer) in [("--smallest", "1"), ("--largest", "4")] {
        assert_eq!(json(&[&everywhere[..], &[edge]].concat())["answer"], answer);
    }
}

#[test]
fn not_knowing_is_not_the_same_as_no() {
    // No number of replications shows that something has the probability 1.
    let arguments = ["--vary", "opponents.amateur.count=1..5", "--such-that", "P(makespan <= 9h) >= 100%"];
    let output = seek(&[&CLUB, &arguments[..], &["--max-replications", "64"]].concat());
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stdout.contains("answer  unknown") && stderr.contains("--max-replications"), "{stdout}{stderr}");
}

#[test]
fn the_end_of_the_time_leaves_what_is_decided_by_then() {
    let boards = "opponents[0].count=1..64";
    let seek = |more: &[&str]| {
        let short = ["--set", "warm_up=1min", "--set", "horizon=1h"];
        let arguments = ["tests/cases/scenarios/endless.ron", "--vary", boards, "--such-that"];
        seek(&[&short[..], &arguments, more].concat())
    };
    // Many of them always make more than 300 moves, which no number of replications shows.
    let endless = ["P(moves >= 300) >= 100%", "--max-replications", "1000000000", "--max-time"];
    let within = |time: &str| seek(&[&endless[..], &[time]].concat());
    // As long as a busy machine takes for the first value, which fails; it is never done with the others.
    let (time, output) = ["1s", "5s", "25s", "2min"]
        .into_iter()
        .map(|time| (time, within(time)))
        .find(|(_, output)| !output.stdout.is_empty())
        .expect("a value is decided");
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stdout.contains("PARTIAL: time limit reached: 1 of at most 30 values completed"), "{stdout}");
    assert!(stdout.contains("answer  not found yet") && stderr.contains("--max-time"), "{stdout}{stderr}");
    let told: Value =
        serde_json::from_slice(&seek(&[&endless[..], &[time, "--format", "json"]].concat()).stdout).unwrap();
    assert_eq!(
        (&told["outcome"], &told["answer"], &told["stopped_by"]),
        (&"unfinished".into(), &Value::Null, &"max_time".into())
    );
    let none = within("1ns");
    assert_eq!((none.status.code(), none.stdout.len()), (Some(2), 0));
    let short = ["P(moves >= 300) >= 90%", "--max-replications", "64"];
    assert_eq!(seek(&short).stdout, seek(&[&short[..], &["--max-time", "1h"]].concat()).stdout);
}

#[test]
fn no_value_is_exit_code_1_and_nonsense_2() {
    let code = |vary: &str, condition: &str| {
        let output = seek(&[POLGAR, "--vary", vary, "--such-that", condition]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(stderr.is_empty(), output.status.code() != Some(2), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
        output.status.code()
    };
    let boards = "opponents.amateur.count=1..200";
    assert_eq!(code(boards, "makespan <= 2h"), Some(0));
    assert_eq!(code(boards, "makespan <= 1min"), Some(1));
    for (vary, condition) in [
        (boards, "makespan"),
        (boards, "makespan <= 2"),
        (boards, "makespan / forfeits <= 2h"),
        (boards, ""),
        (boards, "P(makespan <= 2h) >= 95"),
        ("opponents.amateur.count", "makespan <= 2h"),
        ("opponents.amateur.count=0..9", "makespan <= 2h"),
        ("opponents.nobody.count=1..9", "makespan <= 2h"),
        ("opponents.amateur.count=3,2,1", "makespan <= 2h"),
        ("visit=Cyclic,FirstReady", "makespan <= 2h"),
        ("master.think=1s..9s step 1s", "makespan <= 2h"),
        ("opponents.amateur.count=1..18446744073709551615", "makespan <= 2h"),
    ] {
        assert_eq!(code(vary, condition), Some(2), "{vary}, {condition}");
    }
}
