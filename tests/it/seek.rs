//! Tests of `zeitnot seek` and its search on shipped scenarios: against trying every value, with any number of jobs.

use crate::command::{folder, json_in, refused, told, zeitnot};
use serde_json::Value;
use std::process::Output;
use zeitnot::model::Simulator;
use zeitnot::scenario::Template;

fn seek(arguments: &[&str]) -> Output {
    zeitnot().arg("seek").args(arguments).output().unwrap()
}

fn json(arguments: &[&str]) -> Value {
    json_in(&seek(&[arguments, &["--format", "json"]].concat()))
}

const POLGAR: &str = "scenarios/polgar-async.ron";

/// For how many boards of 1 to 200 one or several Judits take at most two hours, by trying each.
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
        for condition in ["P(makespan <= 2h) >= 95%", "q95(makespan) <= 2h"] {
            let vary = "opponents.amateur.count=1..200";
            let found = json(&[POLGAR, "--vary", vary, "--such-that", condition, "--set", &set]);
            assert_eq!(found["answer"], boards.to_string(), "{condition}");
            assert_eq!(found["fails_at"], (boards + 1).to_string(), "{condition}");
            assert_eq!((&found["exact"], &found["edge"]), (&true.into(), &"largest".into()));
            assert_eq!((&found["complete"], &found["values_tried"]), (&true.into(), &200.into()), "this costs little");
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
        let is_all = found["values_tried"] == found["values"];
        assert_eq!((&found["complete"], &found["exact"]), (&is_all.into(), &is_all.into()));
        assert_eq!(found["assumes_monotone"].as_array().unwrap().is_empty(), is_all);
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
        let rest = ["--vary", vary, "--such-that", condition, "--max-replications", "300", "--format", format];
        let output = |jobs| seek(&[&CLUB, &rest[..], &["--jobs", jobs]].concat());
        let expected = output("1");
        assert_eq!(expected.status.code(), Some(0), "{}", told(&expected));
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
    let largest = json(&[&arguments[..], &["--largest"]].concat());
    assert_eq!(largest["tried"].as_array().unwrap().len(), 60);
    assert!(largest["contradiction"].is_array() && largest["complete"] == true);
    assert!(largest["stretches"].as_array().unwrap().len() > 5, "{largest}");
    let smallest = json(&[&arguments[..], &["--smallest"]].concat());
    assert_eq!(smallest["answer"], "7");
}

/// Seeks on a scenario that is written into a folder of this name.
fn json_of(name: &str, scenario: &str, arguments: &[&str]) -> Value {
    let file = folder(&format!("seek/{name}")).join("s.ron");
    std::fs::write(&file, scenario).unwrap();
    json(&[&[file.to_str().unwrap()], arguments].concat())
}

#[test]
fn what_lies_between_the_first_values_tried_is_found() {
    // Bisection between five values ends at 41: the throughput has a sawtooth.
    let fewest = r#"Scenario(visit: FewestMovesLeft, master: (count: 2, think: Constant("6s")),
        opponents: [(name: "g0", count: 11, think: Constant("27s"), moves: Exactly(2))])"#;
    let condition = "E(throughput * 1s) <= 0.282051564";
    let found = json_of("fewest", fewest, &["--vary", "opponents.g0.count=1..64", "--such-that", condition]);
    assert_eq!((&found["answer"], &found["complete"]), (&"49".into(), &true.into()));
    // All five values fail, and yet three hold.
    let idle = r#"Scenario(master: (count: 4, think: Constant("4s")), opponents: [
        (name: "g0", count: 10, think: Constant("7s"), moves: Exactly(3)),
        (name: "g1", count: 2, think: Constant("21s"), moves: Exactly(8))])"#;
    let vary = "opponents.g0.moves[0]=1..64";
    for (edge, answer) in [("--smallest", "17"), ("--largest", "19")] {
        let found = json_of("idle", idle, &["--vary", vary, "--such-that", "master_idle <= 100s", edge]);
        assert_eq!((&found["answer"], &found["exact"]), (&answer.into(), &true.into()));
    }
    // At all five values one of the two holds, but at 7 to 9 neither does.
    let either = "E(waiting_max) > 110ms or E(makespan) > 40s";
    let arguments = ["--vary", "boards=1..64", "--such-that", either, "--max-replications", "300"];
    let found = json(&[&["scenarios/web-scraper.ron"], &arguments[..]].concat());
    assert_eq!((&found["outcome"], &found["complete"]), (&"value".into(), &false.into()), "{found}");
    let failing = found["stretches"].as_array().unwrap().iter().filter(|stretch| stretch["verdict"] == "fails");
    let ends: Vec<_> = failing.map(|stretch| (&stretch["from"], &stretch["to"])).collect();
    assert_eq!(ends, [(&"7".into(), &"9".into())], "{found}");
}

#[test]
fn what_was_not_tried_is_not_denied() {
    // A range of ten million values, at five of which, and 16 more, it fails.
    let arguments = ["--vary", "master.think[0]=1s..10s step 1us", "--such-that", "makespan <= 1min"];
    let output = seek(&[&[POLGAR], &arguments[..]].concat());
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stdout.contains("answer  unknown") && stdout.contains("21 of 9,000,001 values tried"), "{stdout}");
    assert!(
        stdout.contains("assumes that E(makespan) is monotone") && stderr.contains("--exhaustive"),
        "{stdout}{stderr}"
    );
}

#[test]
fn a_step_that_does_not_divide_the_range_says_where_it_ends() {
    let arguments = ["--vary", "opponents.amateur.count=1..200 step 30", "--such-that", "makespan <= 2h"];
    let found = json(&[&[POLGAR], &arguments[..]].concat());
    assert_eq!((&found["last_value"], &found["values"], &found["answer"]), (&"181".into(), &7.into(), &"31".into()));
    let text = String::from_utf8(seek(&[&[POLGAR], &arguments[..]].concat()).stdout).unwrap();
    assert!(text.contains("the step does not lead to 200: the last value is 181"), "{text}");
}

#[test]
fn a_mean_that_never_varies_is_decided_and_said_to_be_so() {
    // Chance plays a part, but not in the number of moves.
    let arguments = ["--vary", "opponents.amateur.count=1..4", "--such-that", "E(moves) <= 15"];
    let found = json(&[&CLUB, &arguments[..]].concat());
    assert_eq!((&found["answer"], &found["exact"]), (&"3".into(), &false.into()));
    assert_eq!((&found["tried"][0]["replications"], &found["complete"]), (&1024.into(), &true.into()));
    assert_eq!(found["tried"][0]["estimates"][0]["never_varied"], true);
    let text = String::from_utf8(seek(&[&CLUB, &arguments[..]].concat()).stdout).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("never varied may depend on events that no replication has shown"), "{text}");
}

#[test]
fn without_an_edge_neither_end_is_the_answer() {
    let everywhere = ["scenarios/polgar-async.ron", "--vary", "master.count=1..4", "--such-that", "makespan <= 10h"];
    let found = json(&everywhere);
    assert_eq!((&found["outcome"], &found["answer"], &found["edge"]), (&"all".into(), &Value::Null, &Value::Null));
    let text = String::from_utf8(seek(&everywhere).stdout).unwrap();
    assert!(text.contains("holds at all of the 4 values\n") && text.contains("--smallest"), "{text}");
    for (edge, answer) in [("--smallest", "1"), ("--largest", "4")] {
        assert_eq!(json(&[&everywhere[..], &[edge]].concat())["answer"], answer);
    }
}

#[test]
fn not_knowing_is_not_the_same_as_no() {
    // No number of replications shows that an event has probability 1.
    let arguments = ["--vary", "opponents.amateur.count=1..5", "--such-that", "P(makespan <= 9h) >= 100%"];
    let output = seek(&[&CLUB, &arguments[..], &["--max-replications", "64"]].concat());
    let [stdout, stderr] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stdout.contains("answer  unknown") && stderr.contains("compare it with 99.9%"), "{stdout}{stderr}");
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
    assert!(stdout.contains("PARTIAL: time limit reached: 1 of at most 49 values completed"), "{stdout}");
    assert!(stdout.contains("answer  not found yet") && stderr.contains("--max-time"), "{stdout}{stderr}");
    let told = json_in(&seek(&[&endless[..], &[time, "--format", "json"]].concat()));
    assert_eq!(
        (&told["outcome"], &told["answer"], &told["stopped_by"]),
        (&"unfinished".into(), &Value::Null, &"max_time".into())
    );
    refused(&within("1ns"));
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
