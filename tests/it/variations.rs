//! Scenarios that are varied again and again, against settings made one by one: equal exhibitions, equal messages.

use crate::scenario_properties::{exhibition, tidied};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use zeitnot::experiment::Factor;
use zeitnot::scenario::{Level, Scenario, Setting, Template, Variations};

/// A scenario with parametrisations that no program writes, and fields left out.
const BY_HAND: &str = r#"(walk: Between(Constant("1s")), boards: Some(3), opponents: [
    (name: "é", think: Gamma(mean: "9s", sd: "2s"), moves: Uniform(2, 9)),
    (name: "b", count: 4, think: Weibull(median: "8s", p95: "20s"), patience: "1min"),
    (name: "c.d", think: LogNormal(mean: "8s", sd: "20s"), master_think: Erlang(k: 3, mean: "5s"), arrive: At(["0s"])),
    (name: "e", think: Scaled(factor: 1.5, of: Mixture([(0.5, Constant("1s")), (0.5, Exponential(mean: "2s"))]))),
])"#;

/// Values that fit somewhere, and values that fit nowhere.
const VALUES: [&str; 36] = [
    "1",
    "2",
    "3",
    "5",
    "12",
    "007",
    "0",
    "0.5",
    "2.50",
    "1.0",
    "9007199254740993",
    "18446744073709551615",
    "1_000",
    "1e3",
    "-1",
    "5s",
    "7s",
    "\"9s\"",
    "0s",
    "1500ms",
    "1h30min",
    "1min",
    "20s",
    "900s",
    "584y",
    "Cyclic",
    "FirstReady",
    "None",
    "Some(4)",
    "b",
    "Constant(3s)",
    "Exponential(mean: 4s)",
    "Uniform(5s, 1s)",
    "Exactly(4)",
    "[1, 2]",
    "(",
];

/// Where values are set, besides numbers and durations.
const PLACES: [&str; 9] = [
    "visit",
    "title",
    "seed",
    "walk",
    "horizon",
    "master",
    "opponents.b.count",
    "opponents[0].name",
    "opponents[1].think",
];

fn levels_agree(
    text: &str,
    places: &[Index],
    choices: &[Vec<Index>],
    multiplied: Option<Index>,
) -> Result<(), TestCaseError> {
    let template = Template::from_text("random.ron", text, None).unwrap();
    let known = template.numeric_settings();
    let paths: Vec<_> = known.iter().map(|setting| setting.path.as_str()).chain(PLACES).collect();
    let paths: Vec<_> = places.iter().map(|place| *place.get(&paths)).collect();
    let mut variations = Variations::new(template.clone());
    for choice in choices {
        let factor = |(at, (path, value)): (usize, (&&str, &Index))| {
            let is_multiplied = multiplied.is_some_and(|index| index.index(paths.len()) == at);
            format!("{path}{}{}", if is_multiplied { "*=" } else { "=" }, value.get(&VALUES)).parse::<Factor>().ok()
        };
        let factors: Option<Vec<_>> = paths.iter().zip(choice).enumerate().map(factor).collect();
        let Some(factors) = factors else { continue };
        let settings: Result<Vec<Setting>, _> = factors.iter().map(|factor| factor.setting(0)).collect();
        let Ok(settings) = settings else { continue };
        let levels: Vec<_> = factors.iter().map(|factor| factor.level(0)).collect();
        agree(&template, &mut variations, &levels, &settings)?;
    }
    Ok(())
}

/// Whether a scenario that is known is the one with these settings; the next one like it may be known.
fn agree(
    template: &Template,
    variations: &mut Variations,
    levels: &[Level<'_>],
    settings: &[Setting],
) -> Result<bool, TestCaseError> {
    let one_by_one = template.with_all(settings).and_then(|changed| changed.scenario());
    let known = variations.known(levels);
    let is_known = known.is_some();
    match (known, one_by_one) {
        (Some(known), one_by_one) => prop_assert_eq!(Ok(known), one_by_one, "{:?}\n{}", settings, template.text()),
        (None, Ok(_)) => variations.learn(levels, settings),
        (None, Err(_)) => {}
    }
    Ok(is_known)
}

fn choices() -> impl Strategy<Value = Vec<Vec<Index>>> {
    prop::collection::vec(prop::collection::vec(any::<Index>(), 3), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_varied_scenario_is_the_one_with_these_settings(
        exhibition in exhibition(),
        places in prop::collection::vec(any::<Index>(), 1..4),
        choices in choices(),
        multiplied in prop::option::weighted(0.1, any::<Index>()),
    ) {
        let exhibition = tidied(exhibition);
        let text = Scenario { title: "random".into(), seed: 1, exhibition }.to_ron();
        levels_agree(&text, &places, &choices, multiplied)?;
    }

    #[test]
    fn so_is_one_that_people_wrote(
        places in prop::collection::vec(any::<Index>(), 1..4),
        choices in choices(),
        multiplied in prop::option::weighted(0.1, any::<Index>()),
    ) {
        levels_agree(BY_HAND, &places, &choices, multiplied)?;
    }

    #[test]
    fn single_numbers_and_durations_are_set_without_a_text(counts in prop::collection::vec(1..5_u32, 3..6), visit in select(vec!["Cyclic", "FirstReady"])) {
        let template = Template::from_text("a.ron", BY_HAND, None).unwrap();
        let mut variations = Variations::new(template.clone());
        for (index, count) in counts.iter().enumerate() {
            let texts = [
                format!("opponents.b.count={count}"),
                format!("opponents.b.think.p95={}s", 20 + count),
                format!("visit={visit}"),
                format!("opponents.b.think.median={count}s"),
                format!("opponents.e.think.factor={count}.5"),
                format!("boards={count}"),
                format!("boards={}", count + 1),
            ];
            let factors = texts.map(|text| text.parse::<Factor>().unwrap());
            let levels: Vec<_> = factors.iter().map(|factor| factor.level(0)).collect();
            let settings: Vec<_> = factors.iter().map(|factor| factor.setting(0).unwrap()).collect();
            prop_assert_eq!(agree(&template, &mut variations, &levels, &settings)?, index > 0);
        }
    }
}

#[test]
fn a_part_and_its_whole_are_set_in_their_order() {
    let template = Template::from_text("a.ron", BY_HAND, None).unwrap();
    let think = "opponents.b.think";
    for (one, other) in [
        (format!("{think}.p95"), format!("{think}=Weibull(median: 8s, p95: 1h)")),
        (format!("{think}.p95"), format!("{think}=Constant(7s)")),
        ("boards".to_owned(), "boards=None".to_owned()),
        ("boards[0]".to_owned(), "boards=2".to_owned()),
        ("opponents[0].count".to_owned(), "opponents=[(count: 3)]".to_owned()),
        ("opponents[0].count".to_owned(), "opponents[0]=(count: 3)".to_owned()),
        ("master.count".to_owned(), "master=(count: 3)".to_owned()),
    ] {
        for is_last in [false, true] {
            let mut variations = Variations::new(template.clone());
            for value in [21, 22, 23] {
                let unit = if one.ends_with("p95") { "s" } else { "" };
                let mut texts = [format!("{one}={value}{unit}"), other.clone()];
                if is_last {
                    texts.reverse();
                }
                let factors = texts.map(|text| text.parse::<Factor>().unwrap());
                let levels: Vec<_> = factors.iter().map(|factor| factor.level(0)).collect();
                let settings: Vec<_> = factors.iter().map(|factor| factor.setting(0).unwrap()).collect();
                agree(&template, &mut variations, &levels, &settings).unwrap();
            }
        }
    }
}

/// A scenario with a text and a number, asked for; what is not known is learnt.
fn ask(variations: &mut Variations, texts: [String; 2]) -> bool {
    let factors = texts.map(|text| text.parse::<Factor>().unwrap());
    let levels: Vec<_> = factors.iter().map(|factor| factor.level(0)).collect();
    let settings: Vec<_> = factors.iter().map(|factor| factor.setting(0).unwrap()).collect();
    let template = Template::from_text("a.ron", BY_HAND, None).unwrap();
    agree(&template, variations, &levels, &settings).unwrap()
}

#[test]
fn many_texts_do_not_crowd_each_other_out() {
    let settings = |title: usize, count: usize| [format!("title=t{title}"), format!("opponents.b.count={count}")];
    let mut variations = Variations::new(Template::from_text("a.ron", BY_HAND, None).unwrap());
    let mut known = 0;
    for count in 1..4 {
        known += (0..100).filter(|title| ask(&mut variations, settings(*title, count))).count();
    }
    assert_eq!(known, 2 * 64, "those that were learnt first");
    let in_a_row: Vec<_> = (1..6).map(|count| ask(&mut variations, settings(200, count))).collect();
    assert_eq!(in_a_row, [false, false, true, true, true], "what comes again at once is learnt");
}
