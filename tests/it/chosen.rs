//! One of many replications: `run --worst`, `--best` and `--quantile` show the very one that the other commands show by
//! its number.

use crate::command::{json, output_of, refused, text};

const CLUB: &str = "scenarios/club-evening.ron";

/// The makespans of 80 replications.
fn makespans() -> Vec<f64> {
    let rows = text(&["run", CLUB, "-n", "80", "--outcomes", "-"]);
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let column = reader.headers().unwrap().iter().position(|name| name == "makespan_s").unwrap();
    reader.records().map(|row| row.unwrap()[column].parse().unwrap()).collect()
}

#[test]
fn the_chosen_one_is_the_one_of_its_number() {
    let makespans = makespans();
    let mut sorted = makespans.clone();
    sorted.sort_by(f64::total_cmp);
    for (choice, value) in [
        (&["--worst", "makespan"][..], sorted[79]),
        (&["--best", "makespan"], sorted[0]),
        (&["--quantile", "90%"], sorted[71]),
        (&["--quantile", "0.5", "--measure", "makespan"], sorted[39]),
    ] {
        let number = (makespans.iter().position(|of| of.total_cmp(&value).is_eq()).unwrap() + 1).to_string();
        let many = [&["run", CLUB, "-n", "80"][..], choice].concat();
        let one = ["run", CLUB, "--replication", &number];
        let chosen = json(&many);
        assert_eq!(chosen["chosen"]["replication"].to_string(), number, "{choice:?}");
        assert_eq!(
            (&chosen["chosen"]["value"], &chosen["measures"]["makespan_s"]["mean"]),
            (&value.into(), &value.into())
        );
        let alone = json(&one);
        assert_eq!((&chosen["measures"], &chosen["digest"]), (&alone["measures"], &alone["digest"]));
        // Its table and its log, but for the line that says how it was chosen.
        for option in [&[][..], &["--log"]] {
            let with_line = text(&[&many[..], option].concat());
            let (lines, without) = (with_line.lines(), text(&[&one[..], option].concat()));
            let (of, rest): (Vec<_>, Vec<_>) =
                lines.partition(|line| line.starts_with(&format!("replication {number} of 80 has")));
            assert_eq!((of.len(), rest.join("\n") + "\n"), (1, without), "{choice:?} {option:?}");
        }
        // The timeline ends when it ends.
        let timeline = text(&["timeline", CLUB, "--replication", &number]);
        let makespan = text(&one)
            .lines()
            .find(|line| line.contains("makespan"))
            .unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
            .to_owned();
        assert!(
            (number == "1" || timeline.contains(&format!("replication {number}"))) && timeline.contains(&makespan),
            "{makespan}: {timeline}"
        );
    }
}

#[test]
fn a_change_in_one_replication_is_a_run_of_the_changed_scenario() {
    let explained = json(&["explain", CLUB, "-n", "3", "--replication", "7"]);
    let path = &explained["critical_path"];
    let makespan = |settings: &[&str]| {
        json(&[&["run", CLUB, "--replication", "7"][..], settings].concat())["measures"]["makespan_s"]["mean"]
            .as_f64()
            .unwrap()
    };
    assert_eq!(path["length_ns"].as_f64().map(|ns| ns / 1e9), Some(makespan(&[])));
    let changes = path["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["set"] == "master.count=2"), "{changes:?}");
    for change in changes {
        let with = makespan(&["--set", change["set"].as_str().unwrap()]);
        assert_eq!(change["mean"].as_f64(), Some(with), "{change}");
        assert_eq!(change["difference"].as_f64(), Some(with - makespan(&[])), "{change}");
    }
    assert!(text(&["explain", CLUB, "-n", "3", "--replication", "7"]).contains("The same replication with a change:"));
    let certain = json(&["explain", "scenarios/south-station-async.ron", "--replication", "7"]);
    assert!(certain["critical_path"]["changes"].is_null(), "all are alike");
}

#[test]
fn what_leaves_no_choice_is_refused() {
    for (arguments, what) in [
        (&["--worst", "makespan"][..], "of one replication there is nothing to choose"),
        (&["-n", "9", "--worst", "utilisation"], "neither more nor less of utilisation is worse"),
        (&["-n", "9", "--worst", "makespan", "--best", "makespan"], "cannot be used with"),
        (&["-n", "9", "--worst", "makespan", "--replication", "3"], "cannot be used with"),
        (&["-n", "9", "--quantile", "99"], "such as 99%"),
        (&["-n", "9", "--quantile", "99%", "--measure", "moves", "--measure", "games"], "games"),
        (&["-n", "9", "--quantile", "99%", "--measure", "moves", "--measure", "makespan"], "about one measure"),
        (&["-n", "9", "--measure", "moves"], "--quantile"),
    ] {
        let told = refused(&output_of(&[&["run", CLUB][..], arguments].concat()));
        assert!(told.contains(what), "{arguments:?}: {told}");
    }
    let least = json(&["run", CLUB, "-n", "9", "--quantile", "0%", "--measure", "utilisation"]);
    let rows = json(&["run", CLUB, "-n", "9"]);
    assert_eq!(least["chosen"]["value"], rows["measures"]["utilisation"]["min"]);
}
