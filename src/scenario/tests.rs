//! Reading whole scenarios.

use super::kind::FieldKind;
use super::{Scenario, Setting, Template};
use crate::model::{Arrival, Distribution, GameLength, Side, Visit, Walk};
use crate::time::Duration;

fn read(text: &str) -> Scenario {
    Scenario::from_text("dir/evening.ron", text, None).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn think(spelling: &str) -> Distribution {
    read(&format!("Scenario(master: (think: {spelling}))")).exhibition.master.think
}

#[test]
fn everything_has_its_default() {
    let scenario = read("Scenario()");
    assert_eq!((scenario.title.as_str(), scenario.seed), ("evening", 1));
    let it = scenario.exhibition;
    assert_eq!((it.master.name.as_str(), it.master.count), ("Larry", 1));
    assert_eq!(it.master.think, Distribution::Exponential { mean: secs(5) });
    assert_eq!((it.boards, it.visit, it.walk), (None, Visit::FirstReady, None));
    assert_eq!((it.first_move, it.last_move), (Side::Opponent, Side::Master));
    assert_eq!((it.warm_up, it.horizon), (Duration::ZERO, None));
    let group = &it.groups[0];
    assert_eq!((group.name.as_str(), group.count), ("opponent", 1));
    assert_eq!(group.think, Distribution::LogNormal { mu: 3.9, sigma: 0.6 });
    assert_eq!((&group.moves, &group.arrive), (&GameLength::Exactly(10), &Arrival::AtStart));
    assert_eq!((group.patience, &group.master_think), (None, &None));
}

#[test]
fn every_field_is_read() {
    let it = read(
        r#"(
            master: (name: "Judit", count: 2, think: Constant("1s")),
            opponents: [(
                name: "club", count: 2, think: Constant("2s"), moves: Endless,
                arrive: At(["0s", "40s"]), patience: Some("2min"), master_think: Constant("8s"),
            )],
            boards: 8, visit: CyclicSkip, walk: Some(PerBoard(Constant("1s"))),
            first_move: Master, last_move: Master, warm_up: "1h", horizon: Some("10h"),
        )"#,
    )
    .exhibition;
    assert_eq!((it.master.name.as_str(), it.master.count), ("Judit", 2));
    assert_eq!(it.groups[0].arrive, Arrival::At(vec![secs(0), secs(40)]));
    assert_eq!(it.groups[0].patience, Some(secs(120)));
    assert_eq!(it.groups[0].master_think, Some(Distribution::Constant(secs(8))));
    assert_eq!((it.boards, it.visit), (Some(8), Visit::CyclicSkip));
    assert_eq!(it.walk, Some(Walk::PerBoard(Distribution::Constant(secs(1)))));
    assert_eq!((it.first_move, it.last_move), (Side::Master, Side::Master));
    assert_eq!((it.warm_up, it.horizon), (secs(3_600), Some(secs(36_000))));
}

#[test]
fn whoever_does_not_begin_ends() {
    assert_eq!(read("(first_move: Master)").exhibition.last_move, Side::Opponent);
}

#[test]
fn every_advised_spelling_is_right() {
    for variant in FieldKind::Distribution.variants() {
        for spelling in variant.spellings.iter().filter(|spelling| !spelling.contains("file:")) {
            think(spelling);
        }
    }
    for (field, kind) in [("moves", FieldKind::Moves), ("arrive", FieldKind::Arrival), ("walk", FieldKind::Walk)] {
        let spellings = kind.variants().into_iter().flat_map(|variant| variant.spellings);
        for spelling in spellings.filter(|spelling| !spelling.contains("file:")) {
            let horizon = if *spelling == "Endless" { "\"1h\"" } else { "None" };
            let text = match kind {
                FieldKind::Walk => format!("(walk: {spelling})"),
                _ => format!("(opponents: [(count: 2, {field}: {spelling})], boards: 9, horizon: {horizon})"),
            };
            read(&text);
        }
    }
}

#[test]
fn the_reference_page_has_every_field_and_every_spelling() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scenario.md")).unwrap();
    for field in [FieldKind::Scenario, FieldKind::Master, FieldKind::Opponent].iter().flat_map(|kind| kind.fields()) {
        let row = format!("| `{}` | {} | `{}` | {} |", field.name, field.kind.short_name(), field.default, field.about);
        assert!(page.contains(&row), "the page lacks this row:\n{row}");
    }
    let kinds = [FieldKind::Distribution, FieldKind::Moves, FieldKind::Arrival, FieldKind::Walk];
    for spelling in kinds.iter().flat_map(|kind| kind.variants()).flat_map(|variant| variant.spellings) {
        // Nested records are left out if they say nothing.
        let plain = spelling.replace("of: Exponential(mean: \"5s\")", "of: …");
        let plain =
            plain.replace("think: Constant(\"5s\")", "think: …").replace("think: Constant(\"20s\")", "think: …");
        assert!(page.contains(&format!("`{plain}`")), "the page lacks {plain}");
    }
    let contract = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/contract.md")).unwrap();
    for visit in Visit::ALL {
        let named = format!("`{visit}`");
        assert!(page.contains(&named) && contract.contains(&named), "scenario.md or contract.md lacks {named}");
    }
}

#[test]
fn a_prepared_template_says_what_its_text_says() {
    let text =
        r#"(walk: Between(Constant("1s")), opponents: [(name: "a", think: Gamma(mean: "9s", sd: "2s")), (name: "b")])"#;
    let plain = Template::from_text("a.ron", text, None).unwrap();
    let settings = [
        "seed=7",
        "title=What if",
        "boards=1",
        "visit=Cyclic",
        "walk=None",
        "walk[0]=3s",
        "first_move=Master",
        "last_move=Master",
        "master.count=2",
        "master=(count: 3)",
        "master.think*=2",
        "opponents.a.count=4",
        "opponents[1].moves[0]=7",
        "opponents.b.patience=1h 30min",
        "opponents.a.think.sd=1s",
        "opponents[1]=(count: 2)",
        "opponents=[(name: c), (name: b)]",
        "opponents[0].master_think=Exponential(mean: 2s)",
        "opponents.b.arrive=At([1s])",
    ];
    for first in settings {
        for second in settings {
            let both = [first, second].map(|setting| setting.parse::<Setting>().unwrap());
            let Ok(changed) = plain.with_all(&both) else { continue };
            let read = Scenario::from_text("a.ron", &changed.text(), None);
            assert_eq!(changed.scenario().ok(), read.ok(), "{first}; {second}: {}", changed.text());
        }
    }
}

#[test]
fn settings_complete_a_file() {
    let text = "(opponents: [(count: 12, moves: Endless)])";
    let template = Template::from_text("a.ron", text, None).unwrap();
    assert!(template.scenario().unwrap_err().to_string().contains("need a horizon"));
    let completed = template.with(&"horizon=10h".parse().unwrap()).unwrap().scenario().unwrap();
    assert_eq!(completed.exhibition.horizon, Some(secs(36_000)));
    // Errors that the file has without the setting are not blamed on the setting.
    let wrong = template.with(&"seed=7".parse().unwrap()).unwrap().scenario().unwrap_err().to_string();
    assert!(wrong.contains("need a horizon") && !wrong.contains("(with"), "{wrong}");
}

#[test]
fn what_is_wrong_twice_is_told_twice() {
    let wrong = Scenario::from_text("a.ron", "(boards: -1, boards: 2)", None).unwrap_err().to_string();
    assert!(wrong.contains("can't be negative") && wrong.contains("`boards` is given twice"), "{wrong}");
}

#[test]
fn parametrisations_are_taken_to_the_canonical_one() {
    assert_eq!(think("Erlang(k: 4, mean: \"10s\")"), Distribution::Gamma { shape: 4.0, scale_s: 2.5 });
    assert_eq!(think("Gamma(mean: \"10s\", sd: \"5s\")"), Distribution::Gamma { shape: 4.0, scale_s: 2.5 });
    assert_eq!(think("Gamma(shape: 4, scale: \"2.5s\")"), Distribution::Gamma { shape: 4.0, scale_s: 2.5 });
    // Γ(1 + 1/1) = 1: a Weibull distribution of shape 1 is exponential.
    assert_eq!(think("Weibull(shape: 1, mean: \"9s\")"), Distribution::Weibull { shape: 1.0, scale_s: 9.0 });
    let Distribution::LogNormal { mu, sigma } = think("LogNormal(mean: \"60s\", sd: \"40s\")") else { panic!() };
    assert!(((mu + sigma * sigma / 2.0).exp() - 60.0).abs() < 1e-9);
    assert!(((sigma * sigma).exp_m1().sqrt() * 60.0 - 40.0).abs() < 1e-9);
}

#[test]
fn a_byte_order_mark_is_no_matter() {
    assert_eq!(read("\u{feff}Scenario(seed: 7)").seed, 7);
}

#[test]
fn a_scenario_is_written_in_full() {
    let text = read("(opponents: [(think: Gamma(mean: \"3s\", sd: \"2s\"))])").to_ron();
    assert_eq!(
        text,
        r#"Scenario(
    title: "evening",
    seed: 1,
    master: (name: "Larry", count: 1, think: Exponential(mean: "5s")),
    opponents: [
        (
            name: "opponent",
            count: 1,
            think: Gamma(mean: "3s", sd: "2s"),
            moves: Exactly(10),
            arrive: AtStart,
            patience: None,
            master_think: None,
        ),
    ],
    boards: None,
    visit: FirstReady,
    walk: None,
    first_move: Opponent,
    last_move: Master,
    warm_up: None,
    horizon: None,
)
"#
    );
}

#[test]
fn what_is_not_told_is_counted() {
    let last = |groups: usize| {
        let list: Vec<_> = (0..groups).map(|number| format!("(name: \"g{number}\", count: 0)")).collect();
        let text = format!("(opponents: [{}])", list.join(", "));
        let problems = Scenario::from_text("evening.ron", &text, None).unwrap_err().to_string();
        problems.lines().filter(|line| line.starts_with("error: and")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(last(20), [""; 0]);
    assert_eq!(last(21), ["error: and 1 more problem"]);
    assert_eq!(last(22), ["error: and 2 more problems"]);
}
