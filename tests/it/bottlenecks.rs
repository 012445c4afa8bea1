//! The bottleneck that `explain` names, against the simulated effects beside it: known cases, and random scenarios.

use crate::command::{folder, json, printed, zeitnot};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use zeitnot::model::{Arrival, Exhibition, GameLength, Visit};
use zeitnot::scenario::Scenario;
use zeitnot::strategies::exhibition;
use zeitnot::time::Duration;

/// How many random scenarios are explained, unless this variable says otherwise.
const CASES: u32 = 60;
const CASES_VARIABLE: &str = "ZEITNOT_EXPLANATIONS";

fn explain(path: &Path, arguments: &[&str]) -> String {
    printed(&zeitnot().arg("explain").arg(path).args(arguments).output().unwrap())
}

/// The page and the data of the explanation of a scenario, and what contradicts each other in them.
fn explained(path: &Path, exhibition: &Exhibition, replications: &str) -> (String, Value, Vec<String>) {
    let page = explain(path, &["-n", replications]);
    let data: Value = serde_json::from_str(&explain(path, &["-n", replications, "--format", "json"])).unwrap();
    let wrong = [contradictions(&data, exhibition), contradictions_of_page(&page, &data, exhibition)].concat();
    (page, data, wrong)
}

/// A constraint with its gain, and the half-width of it, as shares of the measure.
#[derive(Clone, Debug)]
struct Gain {
    name: String,
    whole: String,
    share: f64,
    chance: f64,
}

fn gains(data: &Value, exhibition: &Exhibition) -> Vec<Gain> {
    let gain = |one: &Value| {
        let text = |key: &str| one[key].as_str().map(str::to_owned);
        let measure = data["measures"][text("measure")?]["mean"].as_f64()?;
        let kind = text("constraint")?;
        let chance = one["half_width"].as_f64();
        let chance = chance.unwrap_or(if exhibition.is_deterministic() { 0.0 } else { f64::INFINITY });
        Some(Gain {
            whole: text("part_of").unwrap_or_else(|| kind.clone()),
            name: text("group").unwrap_or(kind),
            share: one["gain"].as_f64()? / measure,
            chance: chance / measure,
        })
    };
    data["constraints"].as_array().unwrap().iter().filter_map(gain).collect()
}

/// What in the data contradicts the rule of docs/explain.md.
fn contradictions(data: &Value, exhibition: &Exhibition) -> Vec<String> {
    let mut wrong = Vec::new();
    let statements = data["formulas"].as_array().unwrap().iter().flat_map(|it| it["statements"].as_array().unwrap());
    wrong.extend(statements.filter(|it| it["holds"] == false).map(|it| format!("broken: {it}")));
    let (gains, bottleneck) = (gains(data, exhibition), data["bottleneck"].as_str().unwrap());
    let Some(first) = gains.iter().max_by(|one, other| one.share.total_cmp(&other.share)) else { return wrong };
    if bottleneck == "undecided" {
        let sure = |rival: &Gain| first.share - first.chance > rival.share + rival.chance + 0.001;
        let mut rivals = gains.iter().filter(|rival| rival.whole != first.whole);
        if first.share >= 0.01 && first.share > first.chance && rivals.all(sure) {
            wrong.push(format!("undecided, although {first:?} stands out"));
        }
        return wrong;
    }
    let name = match bottleneck {
        "master_thinking" => "masters",
        "one_opponent" | "one_group" => data["bottleneck_group"].as_str().unwrap(),
        name => name,
    };
    let Some(named) = gains.iter().find(|gain| gain.name == name) else {
        return vec![format!("{name} was not played")];
    };
    if named.whole != first.whole || named.share < 0.5 * first.share {
        wrong.push(format!("{named:?} is named, but {first:?} gains more"));
    }
    if first.share < 0.01 || first.share <= first.chance {
        wrong.push(format!("{named:?} is named, but that may be chance, or little"));
    }
    let utilisation = data["measures"]["utilisation"]["mean"].as_f64().unwrap();
    let one_more = format!("master.count={}", exhibition.master.count + 1);
    let one_more = data["changes"].as_array().unwrap().iter().find(|change| change["set"] == *one_more);
    let gain = one_more.map_or(0.0, |change| {
        let measure = change["measure"].as_str().unwrap();
        change["difference"].as_f64().unwrap().abs() / data["measures"][measure]["mean"].as_f64().unwrap()
    });
    let least = 0.02_f64.min(0.2 / f64::from(exhibition.master.count));
    if bottleneck == "masters" && (utilisation < 0.5 || gain < least) {
        wrong.push(format!("masters are named, who are busy for {utilisation}, and one more gains {gain}"));
    }
    wrong
}

/// What on the page contradicts the data, or has no meaning here.
fn contradictions_of_page(page: &str, data: &Value, exhibition: &Exhibition) -> Vec<String> {
    let mut wrong = Vec::new();
    if page.contains("BROKEN") {
        wrong.push("the page says BROKEN".to_owned());
    }
    let comes_late = exhibition.groups.iter().any(|group| group.arrive != Arrival::AtStart);
    let waits = matches!(exhibition.visit, Visit::Sequential | Visit::Cyclic);
    if page.contains("The saturation point") && (comes_late || waits) {
        wrong.push("a saturation point without a meaning".to_owned());
    }
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let most = gains(data, exhibition).into_iter().map(|gain| gain.share + gain.chance);
    if words.contains("No like change of one thing gains much") && most.fold(0.0, f64::max) > 0.01 + 1e-9 {
        wrong.push("something gains much, whether or not by chance".to_owned());
    }
    let stands_out = data["bottleneck"] != "undecided";
    if words.contains("gains as much") != stands_out || words.contains("Nothing stands out") == stands_out {
        wrong.push("the page and the data differ in whether anything stands out".to_owned());
    }
    wrong
}

/// Small exhibitions of all kinds; of every four, one with endless games.
fn exhibitions() -> impl Strategy<Value = Exhibition> {
    let endless = exhibition().prop_map(|exhibition| {
        let mut endless = Exhibition {
            boards: None,
            warm_up: Duration::from_secs(300),
            horizon: Some(Duration::from_secs(2_100)),
            ..exhibition
        };
        for group in &mut endless.groups {
            (group.moves, group.patience) = (GameLength::Endless, None);
        }
        endless
    });
    prop_oneof![3 => exhibition(), 1 => endless]
        .prop_filter("it makes sense, and takes time", |it| it.check().is_empty() && takes_time(it))
}

/// Endless games in which hardly any time passes never reach their horizon.
fn takes_time(exhibition: &Exhibition) -> bool {
    let long = |group: &zeitnot::model::Group| group.think.mean_s() + exhibition.service(group).mean_s() >= 3.0;
    !exhibition.is_endless() || exhibition.groups.iter().all(long)
}

/// The same exhibitions at every run.
fn random(cases: u32) -> Vec<(Exhibition, u64)> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"what stands out of the scenarios");
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = (exhibitions(), 0..1_000_000_u64);
    (0..cases).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// `ZEITNOT_EXPLANATIONS=2000` explains 2,000.
#[test]
fn no_explanation_of_a_random_scenario_contradicts_itself() {
    let cases = std::env::var(CASES_VARIABLE).map_or(CASES, |cases| cases.parse().expect("a number of scenarios"));
    let (folder, mut named, mut all_wrong) = (folder("bottlenecks/random"), BTreeMap::new(), Vec::new());
    for (number, (exhibition, seed)) in random(cases).into_iter().enumerate() {
        let path = folder.join(format!("{number}.ron"));
        let scenario = Scenario { title: format!("case {number}"), seed, exhibition };
        fs::write(&path, scenario.to_ron()).unwrap();
        let (_, data, wrong) = explained(&path, &scenario.exhibition, "20");
        *named.entry(data["bottleneck"].as_str().unwrap().to_owned()).or_insert(0) += 1;
        all_wrong.extend(wrong.into_iter().map(|wrong| format!("{}: {wrong}", path.display())));
    }
    println!("{named:?}");
    assert!(all_wrong.is_empty(), "{} of {cases}: {all_wrong:#?}", all_wrong.len());
    assert!(named.len() >= 6, "hardly anything else is named than {named:?}");
}

/// Explains a scenario: its bottleneck, and the group that it is.
fn bottleneck_of(name: &str, text: &str) -> (String, Option<String>, String) {
    let path = folder(&format!("bottlenecks/{name}")).join("scenario.ron");
    fs::write(&path, text).unwrap();
    let scenario = Scenario::read(&path).unwrap();
    let (page, data, wrong) = explained(&path, &scenario.exhibition, "30");
    assert!(wrong.is_empty(), "{wrong:#?}\n{page}");
    let text = |key: &str| data[key].as_str().map(str::to_owned);
    (text("bottleneck").unwrap(), text("bottleneck_group"), page)
}

#[test]
fn one_slow_opponent_among_twelve_is_named() {
    let text = r#"Scenario(
        master: (think: Constant("5s")),
        opponents: [
            (name: "hobbyist", count: 11, think: Constant("60s"), moves: Exactly(10)),
            (name: "ponderer", think: Constant("5min"), moves: Exactly(10)),
        ],
    )"#;
    let (bottleneck, group, page) = bottleneck_of("slow", text);
    assert_eq!((bottleneck.as_str(), group.as_deref()), ("one_opponent", Some("ponderer")), "{page}");
    assert!(page.contains("One slow opponent, ponderer:"), "{page}");
}

#[test]
fn guests_who_come_seldom_are_waited_for() {
    for gap in [r#"Constant("5min")"#, r#"Exponential(mean: "5min")"#] {
        let text = format!(
            r#"Scenario(
                master: (think: Constant("5s")),
                opponents: [(name: "guest", count: 20, think: Constant("55s"), moves: Exactly(1), arrive: Every({gap}))],
            )"#
        );
        let (bottleneck, _, page) = bottleneck_of("arrivals", &text);
        assert_eq!(bottleneck, "arrivals", "{page}");
        assert!(!page.contains("N*"), "{page}");
    }
}

/// 10 masters and 2 opponents: each of the masters' moves is long, but there are more than enough of them.
#[test]
fn masters_who_are_mostly_idle_are_not_too_few() {
    let text = r#"Scenario(
        master: (count: 10, think: Exponential(mean: "50s")),
        opponents: [(count: 2, think: Constant("10s"), moves: Exactly(5))],
    )"#;
    let (bottleneck, _, page) = bottleneck_of("idle", text);
    assert_eq!(bottleneck, "master_thinking", "{page}");
    assert!(
        page.split_whitespace().collect::<Vec<_>>().join(" ").contains("One more master would change nothing."),
        "{page}"
    );
}

/// Larry walks past boards for most of his time, and a group decides alone when he has company.
#[test]
fn parts_are_named() {
    let text = r#"Scenario(
        master: (think: Constant("1s")),
        opponents: [(count: 12, think: Constant("10s"), moves: Exactly(10))],
        walk: Between(Constant("4s")),
    )"#;
    assert_eq!(bottleneck_of("walking", text).0, "walking");
    let text = r#"Scenario(
        master: (think: Constant("1s")),
        opponents: [
            (name: "a", count: 3, think: Constant("60s"), moves: Exactly(20)),
            (name: "b", count: 3, think: Constant("60s"), moves: Exactly(10)),
        ],
    )"#;
    let (bottleneck, group, _) = bottleneck_of("group", text);
    assert_eq!((bottleneck.as_str(), group.as_deref()), ("one_group", Some("a")));
}

/// At the saturation point neither gains without the other.
#[test]
fn nothing_is_named_where_nothing_stands_out() {
    let text = r#"Scenario(
        master: (think: Constant("5s")),
        opponents: [(count: 13, think: Constant("60s"), moves: Exactly(100))],
    )"#;
    assert_eq!(bottleneck_of("balance", text).0, "undecided");
    let path = folder("bottlenecks/once").join("scenario.ron");
    fs::write(&path, r#"Scenario(opponents: [(count: 3, think: Exponential(mean: "60s"), moves: Exactly(3))])"#)
        .unwrap();
    let page = explain(&path, &["-n", "1"]);
    assert!(page.contains("Nothing stands out") && page.contains("single replication"), "{page}");
}

/// Each constraint is relaxed by the settings that the data names.
#[test]
fn constraints_are_relaxed_by_their_settings() {
    let run = |settings: &[String]| {
        let settings = settings.iter().flat_map(|setting| ["--set", setting]);
        let explain = ["explain", "scenarios/club-evening.ron", "-n", "3"];
        json(&explain.into_iter().chain(settings).collect::<Vec<_>>())
    };
    let data = run(&[]);
    let constraints = data["constraints"].as_array().unwrap();
    assert_eq!(constraints.len(), 9);
    for constraint in constraints {
        let settings: Vec<String> = serde_json::from_value(constraint["set"].clone()).unwrap();
        let makespan = |data: &Value| data["measures"]["makespan_s"]["mean"].as_f64().unwrap();
        let gain = constraint["weight"].as_f64().unwrap() * (makespan(&data) - makespan(&run(&settings)));
        assert!((gain - constraint["gain"].as_f64().unwrap()).abs() < 1e-6, "{constraint}");
    }
}
