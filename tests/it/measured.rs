//! Every file in `tests/measured` is recognised without options, or refused: `FILE.expected` holds what comes of it.
//!
//! `UPDATE_EXPECT=1 cargo test --test it measured` writes them anew; read them before you commit them.

use proptest::prelude::*;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use zeitnot::measured::{Class, Data, Measured, ReadOptions, Sign, read};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/measured");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending != "expected")).collect();
    files.sort();
    files
}

/// What comes of a file, in a text.
fn outcome(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    told(&path.file_name().unwrap().to_string_lossy(), &text, &ReadOptions::default())
}

/// What comes of a text, with its message where it is wrong.
fn told(name: &str, text: &str, request: &ReadOptions) -> String {
    match read(name, text, request) {
        Ok(measured) => described(&measured),
        Err(wrong) => zeitnot::document::Diagnostics::from(wrong).to_string(),
    }
}

fn described(measured: &Measured) -> String {
    let mut text = format!("{}: {}\n", measured.recognised.format, measured.recognised.figure);
    for Class { data, is_service, .. } in &measured.classes {
        let what = if *is_service { "busy" } else { "values" };
        match data {
            Data::Values { values, sequences } => {
                let shown: Vec<_> = values.iter().take(5).map(ToString::to_string).collect();
                let rest = if values.len() > 5 { ", …" } else { "" };
                writeln!(text, "{} {what}: {}{rest}", values.len(), shown.join(", ")).unwrap();
                let names: Vec<_> = sequences.iter().map(|it| format!("{} from {}", it.name, it.first)).collect();
                if !names.is_empty() {
                    writeln!(text, "sequences: {}", names.join(", ")).unwrap();
                }
            }
            Data::Slices { slices, count } => {
                for slice in slices {
                    writeln!(text, "{:.4} from {} to {}", slice.share, slice.low, slice.high).unwrap();
                }
                writeln!(text, "of {count:?}").unwrap();
            }
        }
    }
    for left_out in &measured.left_out {
        writeln!(text, "left out: {left_out}").unwrap();
    }
    for doubt in &measured.doubts {
        writeln!(text, "doubt: {doubt}").unwrap();
    }
    text
}

#[test]
fn every_file_is_read_as_expected() {
    let (update, mut wrong) = (std::env::var_os("UPDATE_EXPECT").is_some(), Vec::new());
    for path in files() {
        let mut expected = path.clone().into_os_string();
        expected.push(".expected");
        let found = outcome(&path);
        if update {
            fs::write(expected, found).unwrap();
        } else if fs::read_to_string(expected).unwrap_or_default().replace("\r\n", "\n") != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each format has a sample that is read, and one that is refused with its place or its advice.
#[test]
fn every_format_has_a_sample_and_a_broken_one() {
    let is_broken = |path: &PathBuf| outcome(path).starts_with("error: ");
    let (broken, read): (Vec<_>, Vec<_>) = files().into_iter().partition(is_broken);
    let formats: std::collections::BTreeSet<_> =
        read.iter().map(|path| outcome(path).split(':').next().unwrap().to_owned()).collect();
    assert!(formats.len() >= 20, "{formats:?}");
    let named = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().ends_with("_broken");
    assert!(broken.iter().filter(|path| named(path)).count() >= 20);
    assert!(read.iter().all(|path| !named(path)), "a broken sample was read: {read:?}");
}

#[test]
fn no_text_makes_a_reader_panic() {
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        for cut in (0..text.len()).step_by(text.len() / 12 + 1).filter(|cut| text.is_char_boundary(*cut)) {
            told("cut", &text[..cut], &ReadOptions::default());
            let by = ReadOptions { by: Some("name".into()), only: Some("x".into()), ..ReadOptions::default() };
            told("cut", &text[cut..], &by);
        }
    }
}

#[test]
fn a_mark_never_cuts_a_character() {
    let column = |name: &str| ReadOptions { column: Some(name.into()), ..ReadOptions::default() };
    let unit = ReadOptions { unit: Some(zeitnot::time::TimeUnit::SECONDS), ..ReadOptions::default() };
    for (text, request, place) in [
        ("[12 µs, 15 µs]", ReadOptions::default(), "x:1:5"),
        ("[1 é]", ReadOptions::default(), "x:1:4"),
        ("[1]é", unit, "x:1:4"),
        // What is written with escapes is not found: the element is marked.
        (r#"[{"wait":"x\"éé"}]"#, column("wait"), "x:1:2"),
        (r#"[{"wait":"1s"},{"wait":"\u00e9é"}]"#, column("wait"), "x:1:16"),
    ] {
        let message = told("x", text, &request);
        assert!(message.contains(place), "{message}");
    }
}

/// Texts that begin as any format does, and go on as none.
fn strange() -> impl Strategy<Value = String> {
    let heads = files().into_iter().map(|path| fs::read_to_string(path).unwrap());
    let mut heads: Vec<String> = heads.map(|text| text.chars().take(300).collect()).collect();
    heads.extend(["[", "{", r#"[{"wait":"#, r#"{"wait":["#, "wait_ms\n", "é;wait (µs)\n", ""].map(String::from));
    let piece = prop_oneof![
        3 => "[\\[\\]{}:,;\"\\\\.eE+\\-\n\t #%]{1,2}",
        3 => "[0-9]{1,3}",
        2 => prop::sample::select(vec!["é", "µs", "µ", "\u{2212}", "分", "🂡", "\u{feff}", "\r\n", "\u{85}", "\u{2028}"])
            .prop_map(String::from),
        1 => prop::sample::select(vec!["\"wait\":", "\\u00e9", "null", "NaN", "ms", "1:02", "[%clk ", "\"x\\\"é\"", "min"])
            .prop_map(String::from),
    ];
    let rest = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    (prop::sample::select(heads), 0..=300_usize, rest).prop_map(|(head, kept, rest)| {
        let head: String = head.chars().take(kept).collect();
        head + &rest
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_strange_text_makes_a_reader_panic(
        text in strange(),
        column in prop::option::of(prop::sample::select(vec!["wait", "1", "2", "é"])),
        decimal in prop::option::of(prop::sample::select(vec![Sign::Point, Sign::Comma])),
        unit in any::<bool>(),
    ) {
        let unit = unit.then_some(zeitnot::time::TimeUnit::MILLISECONDS);
        told("x", &text, &ReadOptions { column: column.map(String::from), decimal, unit, ..ReadOptions::default() });
    }
}

#[test]
fn the_sign_before_decimals_is_what_was_asked_for() {
    let with = |text: &str, decimal: Option<Sign>, column: &str| {
        let column = Some(column.to_owned()).filter(|column| !column.is_empty());
        told("x", text, &ReadOptions { decimal, column, ..ReadOptions::default() })
    };
    let (comma, point) = (Some(Sign::Comma), Some(Sign::Point));
    let array = r#"["1,5 ms", "2,25 ms"]"#;
    assert!(with(array, comma, "").contains("values: 1.5ms, 2.25ms"), "{}", with(array, comma, ""));
    assert!(with(array, None, "").contains("--decimal"), "{}", with(array, None, ""));
    assert!(with(r#"["1,500 ms"]"#, point, "").contains("values: 1.5s"));
    let columns = r#"{"a_ms": ["1,5", 2.125], "b": ["x", "y"]}"#;
    assert!(with(columns, comma, "a_ms").contains("values: 1.5ms, 2.125ms"), "{}", with(columns, comma, "a_ms"));
    // JSON's own numbers have points, whatever its texts have.
    let objects = r#"[{"a_ms": "1,5"}, {"a_ms": 2.125}, {"a_ms": 1e-3}]"#;
    let found = with(objects, comma, "a_ms");
    assert!(found.contains("values: 1.5ms, 2.125ms, 1us"), "{found}");
}

#[test]
fn every_option_has_an_effect_or_is_refused() {
    let mut refused = 0;
    for path in files().into_iter().filter(|path| !outcome(path).starts_with("error: ")) {
        let text = fs::read_to_string(&path).unwrap();
        for request in [
            ReadOptions { decimal: Some(Sign::Comma), ..ReadOptions::default() },
            ReadOptions { column: Some("nowhere".into()), ..ReadOptions::default() },
            ReadOptions { unit: Some(zeitnot::time::TimeUnit::NANOSECONDS), ..ReadOptions::default() },
        ] {
            let asked = told("x", &text, &request);
            // Only where all cells show a decimal comma already, to ask for it changes nothing.
            let is_needless = request.decimal.is_some() && asked.contains("with decimal commas");
            assert!(is_needless || asked != outcome(&path), "{}: {request:?}", path.display());
            refused += usize::from(asked.contains(" out\n") || asked.contains("leave --decimal out"));
        }
    }
    assert!(refused >= 40, "{refused}");
}
