//! Tests of study files: reading, errors, and writing.

use super::*;
use crate::replicate::Stop;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");

fn study(text: &str) -> Result<Study, String> {
    study_with(text, &[])
}

fn study_with(text: &str, settings: &[&str]) -> Result<Study, String> {
    let settings: Vec<_> = settings.iter().map(|setting| setting.parse().unwrap()).collect();
    Study::from_text("s.ron", text, Path::new(FOLDER), &settings).map_err(|wrong| wrong.to_string())
}

const FULL: &str = r#"Study(
    scenario: "south-station-async.ron",
    set: ["master.count=2"],
    vary: ["opponents[0].count=1..12", "visit=Cyclic,FirstReady"],
    where: "opponents[0].count > 2 or visit == Cyclic",
    measures: ["makespan", "utilisation"],
    replications: 3,
    level: 0.9,
    seed: 7,
)"#;

fn assert_same(a: &Study, b: &Study) {
    assert_eq!(
        (&a.grid, &a.measures, a.effort, a.level.to_bits()),
        (&b.grid, &b.measures, b.effort, b.level.to_bits())
    );
    assert_eq!(a.points(), b.points());
    assert_eq!(scenario_of(a, 1), scenario_of(b, 1));
}

fn scenario_of(study: &Study, point: u64) -> Result<Scenario, Diagnostics> {
    study.scenario(point, &mut Variations::new(study.baseline.clone()))
}

#[test]
fn a_study_says_all_that_a_command_line_can_say() {
    let full = study(FULL).unwrap();
    assert_eq!((full.grid.len(), full.points().unwrap().len(), full.effort), (24, 22, Effort::Replications(3)));
    let scenario = scenario_of(&full, 23).unwrap();
    assert_eq!((scenario.seed, scenario.exhibition.opponents(), scenario.exhibition.master.count), (7, 12, 2));
    let short =
        study(r#"(scenario: Scenario(opponents: [(count: 3)]), vary: ["master.count=1,2", "boards=1,2"], zip: true)"#)
            .unwrap();
    assert_eq!((short.points().unwrap(), scenario_of(&short, 1).unwrap().exhibition.boards), (vec![0, 1], Some(2)));
}

#[test]
fn what_is_written_reads_back() {
    let full = study(FULL).unwrap();
    let named = full.to_ron(Path::new(FOLDER), false);
    assert!(
        named.starts_with("Study(\n    scenario: \"south-station-async.ron\",\n    set: [\"master.count=2\"],\n"),
        "{named}"
    );
    assert_same(&study(&named).unwrap(), &full);
    let whole = full.to_ron(Path::new(FOLDER), true);
    assert!(whole.contains("scenario: Scenario("), "{whole}");
    assert_same(&study(&whole).unwrap(), &full);
    assert_eq!(study(&whole).unwrap().to_ron(Path::new(FOLDER), true), whole);
    let precise = FULL.replace("replications: 3", "precision: \"0.5 %\", max_replications: 50");
    let precise = study(&precise).unwrap();
    assert_same(&study(&precise.to_ron(Path::new(FOLDER), true)).unwrap(), &precise);
}

#[test]
fn what_is_set_from_outside_comes_on_top() {
    let with = study_with(FULL, &["master.count=3", "title=More"]).unwrap();
    assert_eq!((with.baseline().unwrap().exhibition.master.count, with.settings.len()), (3, 3));
    assert!(
        with.to_ron(Path::new(FOLDER), false).contains(r#"set: ["master.count=2", "master.count=3", "title=More"]"#)
    );
    for (setting, expected) in [
        ("visit=Cyclic", "`visit=Cyclic` has no effect: `visit` is varied"),
        ("master.cuont=3", "--set:1:8\n"),
        ("master.count=0", "--set:1:14\n"),
    ] {
        let message = study_with(FULL, &[setting]).unwrap_err();
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn endless_games_are_measured_by_their_throughput() {
    const MIXED: &str = r#"(
        scenario: Scenario(opponents: [(count: 3, moves: Endless)], horizon: "1h"),
        vary: ["opponents[0].moves=Endless,Exactly(2)", "horizon=1h,None"],
        zip: true,
        precision: "1%",
    )"#;
    let games = |text: &str| Agenda::new(&study(text).unwrap(), &Stop::new()).unwrap().unwrap().games;
    let mixed = games(MIXED);
    assert_eq!((mixed.principal_measure(), mixed.endless), (Measure::Throughput, 1));
    // Even if all lose patience, the run ends at the horizon.
    let given_up = games(&MIXED.replace("count: 3", r#"count: 3, patience: "9s""#));
    assert_eq!((given_up.principal_measure(), given_up.endless), (Measure::Throughput, 1));
    assert_eq!(games(FULL).principal_measure(), Measure::Makespan);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (text, expected) in [
        ("Study(scenari: \"a.ron\")", "s.ron:1:7\n"),
        ("Study(scenari: \"a.ron\")", "did you mean `scenario`?"),
        ("Study(vary: [\"a=1,2\"])", "does not say what to play"),
        (&FULL.replace("1..12", "12..1"), "s.ron:4:32\n"),
        (&FULL.replace("1..12", "12..1"), "write `1..12`"),
        (&FULL.replace("== Cyclic", "== Cyclicc"), "s.ron:5:48\n"),
        (&FULL.replace("\"utilisation\"", "\"utilization\""), "did you mean `utilisation`?"),
        (&FULL.replace("replications: 3", "replications: 0"), "a whole number, at least 1"),
        (&FULL.replace("replications: 3", "replications: many"), "not `many`"),
        (&FULL.replace("replications: 3", "replications: 3, precision: \"1%\""), "remove one of the two"),
        (&FULL.replace("replications: 3", "precision: \"much\""), "such as 1%"),
        (&FULL.replace("replications: 3", "precision: \"2s\""), "not all of the measures are times"),
        (&FULL.replace("replications: 3", "max_replications: 3"), "and there is none"),
        (&FULL.replace("0.9", "95"), "between 0 and 1"),
        (&FULL.replace("seed: 7", "seed: 7, seed: 8"), "`seed` is given twice"),
        (&FULL.replace("\"utilisation\"", "\"makespan\""), "`makespan` is listed twice"),
        (&FULL.replace("south", "north"), "north-station-async.ron`: there is no such file"),
        (&FULL.replace("visit=Cyclic,FirstReady", "opponents[0].count=1,2"), "is varied twice"),
        (&FULL.replace(')', ""), "never closed"),
        (&FULL.replace("master.count=2", "master.cuont=2"), "s.ron:3:19\n"),
        (&FULL.replace("master.count=2", "master.count=0"), "s.ron:3:25\n"),
        // Values that begin like an operator.
        (&FULL.replace("master.count=2", "visit== "), "s.ron:3:18\n"),
        (&FULL.replace("master.count=2", "visit=* "), "s.ron:3:18\n"),
        (&FULL.replace("visit=Cyclic,FirstReady", "seed=1,2").replace(" or visit == Cyclic", ""), "s.ron:9:5\n"),
        (&FULL.replace("visit=Cyclic,FirstReady", "seed=1,2").replace(" or visit == Cyclic", ""), "`seed` is varied"),
        ("Study(scenario: Scenario(\n  sed: 7))", "s.ron:2:3\n"),
        ("Study(scenario: 7)", "this must be a scenario"),
        ("Scenario()", "this is a scenario, not a study"),
        ("Law()", "this is a law, not a study"),
        ("Other()", "this is not a study"),
        ("", "is empty"),
        ("Study(1)", "a field is expected here"),
    ] {
        let message = study(text).unwrap_err();
        assert!(message.contains(expected), "{text}: {message}");
    }
    let several = study(&FULL.replace("3,", "0,").replace("0.9", "9")).unwrap_err();
    assert_eq!(several.matches("error").count(), 2, "{several}");
    let points = |text: &str| Agenda::new(&study(text).unwrap(), &Stop::new()).unwrap_err().to_string();
    for (from, to, expected) in [
        ("visit=Cyclic,FirstReady", "boards=2,0", "s.ron:4:48\n"),
        ("visit=Cyclic,FirstReady", "visit=Cyclic,FirstRedy", "s.ron:4:47\n"),
        ("visit=Cyclic,FirstReady", " visit== ", "s.ron:4:48\n"),
        ("visit=Cyclic,FirstReady", " visit=* ", "s.ron:4:48\n"),
        ("visit=Cyclic,FirstReady", "opponents[0].thnik.mean*=1,2", "s.ron:4:54\n"),
    ] {
        let message = points(&FULL.replace(from, to).replace(" or visit == Cyclic", ""));
        assert!(message.contains(expected) && !message.contains("--vary"), "{message}");
    }
    let nothing = study(&FULL.replace("> 2 or visit == Cyclic", "> 20")).unwrap().points().unwrap_err();
    assert!(nothing.to_string().contains("none of the 24 points"), "{nothing}");
}
