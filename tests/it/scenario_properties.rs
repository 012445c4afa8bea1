//! Properties of reading and writing scenarios: written scenarios read back, and nothing makes the reader panic.

use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::time::{Duration as WallTime, Instant as WallInstant};
use zeitnot::model::{Arrival, Distribution, Exhibition, GameLength, Group, Master, Side, Visit, Walk};
use zeitnot::scenario::{Scenario, Setting, Template};
use zeitnot::time::Duration;

fn duration() -> impl Strategy<Value = Duration> {
    prop_oneof![0_u64..5, 1_u64..1_000_000_000_000, any::<u32>().prop_map(|s| u64::from(s) * 1_000_000_000)]
        .prop_map(Duration::from_ns)
}

/// Durations in ascending order.
fn rising() -> impl Strategy<Value = [Duration; 3]> {
    [duration(), duration(), duration()].prop_map(|mut three| {
        three.sort();
        three
    })
}

fn positive() -> impl Strategy<Value = f64> {
    prop_oneof![1e-6..1e6_f64, (1_u32..9).prop_map(f64::from)]
}

fn leaf() -> impl Strategy<Value = Distribution> {
    use Distribution as D;
    let values = || prop::collection::vec(duration(), 1..20);
    prop_oneof![
        duration().prop_map(D::Constant),
        rising().prop_map(|[min, max, _]| D::Uniform { min, max }),
        rising().prop_map(|[min, mode, max]| D::Triangular { min, mode, max }),
        rising().prop_map(|[min, mode, max]| D::Pert { min, mode, max }),
        duration().prop_map(|mean| D::Exponential { mean }),
        (positive(), positive()).prop_map(|(shape, scale_s)| D::Gamma { shape, scale_s }),
        (positive(), positive()).prop_map(|(shape, scale_s)| D::Weibull { shape, scale_s }),
        (-30.0..30.0, 0.0..5.0).prop_map(|(mu, sigma)| D::LogNormal { mu, sigma }),
        (duration(), duration()).prop_map(|(mean, sd)| D::Normal { mean, sd }),
        (duration(), positive()).prop_map(|(min, shape)| D::Pareto { min, shape }),
        (duration(), 1.0..9.0).prop_map(|(mean, cv)| D::HyperExponential { mean, cv }),
        values().prop_map(|values| D::Empirical(values.into())),
        values().prop_map(|values| D::Replay(values.into())),
    ]
}

fn distribution() -> impl Strategy<Value = Distribution> {
    use Distribution as D;
    leaf().prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec((positive(), inner.clone()), 1..4).prop_map(D::Mixture),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| D::ByMove((1..).step_by(5).zip(parts).collect())),
            (duration(), inner.clone()).prop_map(|(by, of)| D::Shifted { by, of: Box::new(of) }),
            (rising(), inner).prop_map(|([min, max, _], of)| D::Clamped { min, max, of: Box::new(of) }),
        ]
    })
}

fn moves() -> impl Strategy<Value = GameLength> {
    prop_oneof![
        (1_u64..100).prop_map(GameLength::Exactly),
        (1_u64..50, 50_u64..90).prop_map(|(least, most)| GameLength::Uniform(least, most)),
        (1.0..100.0).prop_map(|mean| GameLength::Geometric { mean }),
        prop::collection::vec(1_u64..100, 1..5).prop_map(GameLength::Empirical),
        Just(GameLength::Endless),
    ]
}

fn group(index: usize) -> impl Strategy<Value = Group> {
    let arrive = prop_oneof![
        Just(Arrival::AtStart),
        prop::collection::vec(duration(), 1..4).prop_map(Arrival::At),
        distribution().prop_map(Arrival::Every),
    ];
    let think = prop::option::of(distribution());
    (any::<String>(), 1_u32..9, distribution(), moves(), arrive, prop::option::of(duration()), think).prop_map(
        move |(name, count, think, moves, arrive, patience, master_think)| {
            let count = if let Arrival::At(instants) = &arrive { instants.len().try_into().unwrap() } else { count };
            Group { name: format!("{index}{name}"), count, think, moves, arrive, patience, master_think }
        },
    )
}

pub fn exhibition() -> impl Strategy<Value = Exhibition> {
    let side = prop_oneof![Just(Side::Opponent), Just(Side::Master)];
    let walk = prop_oneof![distribution().prop_map(Walk::Between), distribution().prop_map(Walk::PerBoard)];
    let master = (1_u32..4, distribution()).prop_map(|(count, think)| Master { name: "Larry".into(), count, think });
    let groups = (group(0), group(1)).prop_map(|(a, b)| vec![a, b]);
    let hours = prop::option::of(1_u64..9);
    (
        master,
        groups,
        prop::option::of(1_u32..20),
        prop::sample::select(Visit::ALL.to_vec()),
        prop::option::of(walk),
        [side.clone(), side],
        hours,
    )
        .prop_map(|(master, groups, boards, visit, walk, [first_move, last_move], hours)| Exhibition {
            master,
            boards,
            visit,
            walk,
            first_move,
            last_move,
            warm_up: Duration::from_secs(hours.unwrap_or(0) * 1_800),
            horizon: hours.map(|hours| Duration::from_secs(hours * 3_600)),
            groups,
            quantiles: false,
        })
}

/// Repairs settings that do not affect writing, so most random exhibitions can be played.
pub fn tidied(mut exhibition: Exhibition) -> Exhibition {
    if exhibition.is_endless() {
        exhibition.boards = None;
        exhibition.visit = Visit::Cyclic;
        exhibition.horizon.get_or_insert(Duration::from_secs(36_000));
    } else {
        (exhibition.horizon, exhibition.warm_up) = (None, Duration::ZERO);
    }
    exhibition
}

proptest! {
    #[test]
    fn what_is_written_reads_back(exhibition in exhibition(), title: String, seed: u64) {
        let exhibition = tidied(exhibition);
        prop_assume!(exhibition.check().is_empty() && zeitnot::line::is_plain(&title));
        let scenario = Scenario { title, seed, exhibition };
        let text = scenario.to_ron();
        let again = Scenario::from_text("again.ron", &text, None);
        prop_assert_eq!(again.as_ref(), Ok(&scenario), "{}\n{}", again.as_ref().err().map(ToString::to_string).unwrap_or_default(), text);
    }

    #[test]
    fn a_mutated_scenario_never_panics(which: prop::sample::Index, edits in prop::collection::vec(edit(), 1..6)) {
        let texts = samples();
        let mut text = which.get(&texts).clone();
        for (place, length, insert) in edits {
            let at = text.floor_char_boundary(place.index(text.len() + 1));
            let end = text.ceil_char_boundary((at + length).min(text.len()));
            text.replace_range(at..end, &insert);
        }
        read(&text)?;
    }

    #[test]
    fn no_setting_makes_the_reader_panic(
        paths in prop::collection::vec(0..60_usize, 1..4),
        values in prop::collection::vec(prop::collection::vec(token(), 0..8), 3),
        factor in prop::option::of(1_u32..30),
    ) {
        let text = r#"(walk: Between(Constant("1s")), opponents: [(name: "é", think: Gamma(mean: "9s", sd: "2s")), (name: "b")])"#;
        let mut template = Template::from_text("random.ron", text, None).unwrap();
        let known = template.numeric_settings();
        for (path, value) in paths.into_iter().zip(values) {
            let path = known.get(path).map_or("opponents.é.think", |setting| setting.path.as_str());
            let text = factor.map_or_else(|| format!("{path}={}", value.concat()), |by| format!("{path}*={by}"));
            let Ok(setting) = text.parse::<Setting>() else { continue };
            prop_assert_eq!(setting.to_string(), text);
            match template.with(&setting) {
                Ok(changed) => {
                    let scenario = changed.scenario();
                    prop_assert!(scenario.is_ok() || !scenario.unwrap_err().render(true).is_empty());
                    template = changed;
                }
                Err(wrong) => prop_assert!(!wrong.render(true).is_empty()),
            }
        }
    }

    #[test]
    fn token_soup_never_panics(tokens in prop::collection::vec(token(), 0..80)) {
        read(&tokens.concat())?;
        read(&format!("Scenario({})", tokens.concat()))?;
    }

    #[test]
    fn random_text_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&String::from_utf8_lossy(&bytes))?;
    }
}

/// Where to edit a text, how much to take out, and what to put in.
fn edit() -> impl Strategy<Value = (prop::sample::Index, usize, String)> {
    (any::<prop::sample::Index>(), 0..8_usize, prop_oneof![Just(String::new()), token()])
}

fn token() -> impl Strategy<Value = String> {
    let words = "( ) [ ] { } : , \" ' // /* */ \\ # = - . 0 1 -1 1.5 1e999 4294967295 NaN inf \"5s\" \"x\" r#\" b\" é 🙂 \
                 Some( None true Scenario( opponents: master: think: mean: of: moves: seed: count: from: file: \
                 Constant( Exponential( Gamma( Mixture( Empirical( Shifted( ByMove( Uniform( Endless Cyclic #![enable(";
    let words: Vec<String> = words.split_whitespace().map(|word| format!("{word} ")).chain(["\n".into()]).collect();
    prop::sample::select(words)
}

/// The broken scenarios of other tests, as starting points for edits.
fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario_errors");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rons = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    rons.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Reads the text; if it fails, the message must not be empty and must come quickly.
fn read(text: &str) -> Result<(), TestCaseError> {
    let start = WallInstant::now();
    if let Err(diagnostics) = Scenario::from_text("random.ron", text, None) {
        prop_assert!(diagnostics.iter().next().is_some());
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.place.is_none()) {
            let concerns_all = ["`random.ron` is empty", "too many errors", "and "]
                .iter()
                .any(|beginning| diagnostic.message.starts_with(beginning));
            prop_assert!(concerns_all, "without a place: {}", diagnostic.message);
        }
        prop_assert!(!diagnostics.to_string().is_empty());
    }
    prop_assert!(start.elapsed() < WallTime::from_secs(10));
    Ok(())
}

#[test]
fn large_nonsense_is_refused_soon() {
    for piece in ["(", "[", "a(", "Some(", "(a:", "[(", "1,", ",", "\"", "/*", "//\n", "'", "Shifted(of:", "é"] {
        let many = piece.repeat(300_000 / piece.len());
        for text in [many.clone(), format!("(seed: {many}"), format!("(opponents: [(think: {many}")] {
            read(&text).unwrap_or_else(|error| panic!("{piece}: {error}"));
        }
    }
}

#[test]
fn undisturbed_samples_are_told_with_places() {
    for text in samples() {
        read(&text).unwrap_or_else(|error| panic!("{error}"));
    }
}
