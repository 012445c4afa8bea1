//! Every file in `tests/measured` is recognised without options, or refused: `FILE.expected` holds what comes of it.
//!
//! `UPDATE_EXPECT=1 cargo test --test it measured` writes them anew; read them before you commit them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use zeitnot::measured::{Class, Data, Measured, Request, read};

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
    match read(&path.file_name().unwrap().to_string_lossy(), &text, &Request::default()) {
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
        for cut in (0..text.len()).step_by(text.len() / 40 + 1).filter(|cut| text.is_char_boundary(*cut)) {
            drop(read("cut", &text[..cut], &Request::default()));
            let by = Request { by: Some("name".into()), only: Some("x".into()), ..Request::default() };
            drop(read("cut", &text[cut..], &by));
        }
    }
}
