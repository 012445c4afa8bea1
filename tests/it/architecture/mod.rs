//! The architecture as a test: which module may import which, and forbidden names.
//!
//! It reads the sources as text, without comments. This is coarse, but nobody has to remember the rules.

mod circles;
mod source;

use source::{Source, folder, read, rust_files, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What stands at the top level of the repository, and nothing else.
const TOP_LEVEL: [&str; 27] = [
    ".ci",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICES.txt",
    "README.md",
    "action.yml",
    "benchmarks",
    "deny.toml",
    "docs",
    "examples",
    "fuzz",
    "laws",
    "page",
    "proptest-regressions",
    "pyproject.toml",
    "rustfmt.toml",
    "scenarios",
    "src",
    "studies",
    "tests",
];

/// Each top-level module, and which others it may import.
const MAY_IMPORT: [(&str, &[&str]); 26] = [
    ("count", &[]),
    ("time", &[]),
    ("line", &[]),
    ("file", &[]),
    ("engine", &["time"]),
    ("stats", &["time"]),
    ("model", &["count", "line", "time", "engine", "stats"]),
    ("replicate", &["time", "engine", "model"]),
    ("trace", &["time", "engine", "model"]),
    ("document", &["count"]),
    ("cells", &["count", "time", "document"]),
    ("measured", &["count", "time", "document", "cells"]),
    ("scenario", &["count", "line", "time", "document", "cells", "stats", "model"]),
    ("playback", &["model", "replicate", "scenario", "trace"]),
    ("program", &["time", "engine", "model", "scenario"]),
    ("expression", &["count", "time", "model", "scenario"]),
    ("formula", &["time", "stats", "model", "scenario"]),
    ("experiment", &["count", "time", "engine", "stats", "model", "replicate", "scenario", "expression", "formula"]),
    ("fit", &["count", "time", "document", "measured", "engine", "stats", "model", "replicate", "scenario"]),
    (
        "journal",
        &[
            "count",
            "time",
            "file",
            "engine",
            "stats",
            "model",
            "replicate",
            "scenario",
            "expression",
            "formula",
            "experiment",
        ],
    ),
    (
        "study",
        &[
            "count",
            "time",
            "document",
            "engine",
            "stats",
            "model",
            "replicate",
            "scenario",
            "expression",
            "formula",
            "experiment",
            "journal",
        ],
    ),
    ("law", &["line", "time", "document", "stats", "model", "replicate", "scenario", "expression", "experiment"]),
    (
        "report",
        &[
            "count",
            "time",
            "engine",
            "stats",
            "model",
            "replicate",
            "trace",
            "scenario",
            "playback",
            "expression",
            "formula",
            "experiment",
            "journal",
            "law",
            "measured",
            "fit",
        ],
    ),
    (
        "cli",
        &[
            "count",
            "line",
            "time",
            "file",
            "document",
            "cells",
            "measured",
            "fit",
            "engine",
            "stats",
            "model",
            "replicate",
            "trace",
            "scenario",
            "playback",
            "program",
            "expression",
            "formula",
            "experiment",
            "journal",
            "study",
            "law",
            "report",
        ],
    ),
    ("strategies", &["time", "model"]),
    ("main", &["cli"]),
];

/// Words that are allowed only in few places: the words, the places (beginnings of paths in `src`), and why.
const ONLY_IN: [(&[&str], &[&str], &str); 6] = [
    (&["serde", "serde_json"], &["report/", "playback/", "measured/"], "data formats are the business of the edge"),
    (
        &["std::io", "fs", "File", "stdin", "stdout", "stderr"],
        &["file.rs", "document/", "scenario/", "journal/", "study/", "report/", "cli/"],
        "the middle does no I/O",
    ),
    (&["println", "print", "eprintln", "eprint", "dbg"], &["report/", "cli/"], "the middle prints nothing"),
    // The wall clock there only decides how much work is handed out, or written, at a time, and when it is stopped.
    (
        &["SystemTime", "std::time"],
        &["cli/", "replicate/", "journal/queue.rs", "journal/writer.rs"],
        "simulated time is the only time",
    ),
    (&["process::exit"], &["cli/", "main.rs"], "only the command line ends the program"),
    (&["Rc", "RefCell", "downcast_ref"], &[], "dispatch is static, and states have one owner"),
];

const NAMES_THAT_SAY_NOTHING: [&str; 8] = ["util", "utils", "common", "helper", "helpers", "misc", "manager", "shared"];

/// Types with a name in two modules, for the same idea: events and nodes of trees.
const TWICE: [&str; 2] = ["Event", "Node"];

const LINES_MAX: usize = 400;

/// Whether `word` stands in the code as a whole word.
fn names(code: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(part_of_word) && !code[at + word.len()..].starts_with(part_of_word))
}

/// The imports of a file that its module may not have.
fn forbidden_imports(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(&top) = module.first() else { return Vec::new() };
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == top) else {
        return vec![format!("{}: no such module in the table", source.path)];
    };
    let is_module = |name: &str| name == "{" || MAY_IMPORT.iter().any(|(module, _)| *module == name);
    let mut wrong = source.imports();
    wrong.retain(|name| is_module(name) && *name != top && !allowed.contains(name));
    wrong.into_iter().map(|name| format!("{}: `{top}` imports `{name}`", source.path)).collect()
}

/// The types that a file shows to the rest of the crate.
fn types(source: &Source) -> Vec<(String, &str)> {
    let shown = |line: &str| {
        let rest = line.trim_start().strip_prefix("pub")?;
        let rest = rest.strip_prefix("(crate)").unwrap_or(rest).trim_start();
        let rest = ["struct ", "enum ", "trait ", "type "].iter().find_map(|kind| rest.strip_prefix(kind))?;
        Some(rest.split(|c: char| !c.is_alphanumeric()).next()?.to_owned())
    };
    source.code.lines().filter_map(shown).map(|name| (name, source.path.as_str())).collect()
}

fn assert_none(found: &[impl AsRef<str>]) {
    let found: Vec<_> = found.iter().map(AsRef::as_ref).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn modules_import_only_what_is_below_them() {
    assert_none(&sources().iter().flat_map(forbidden_imports).collect::<Vec<_>>());
}

#[test]
fn some_things_are_named_in_few_places_only() {
    let mut found = Vec::new();
    for Source { path, code } in sources() {
        for (words, places, why) in ONLY_IN {
            let allowed = places.iter().any(|place| path.starts_with(place));
            let named = words.iter().filter(|word| !allowed && names(&code, word));
            found.extend(named.map(|word| format!("{path} names `{word}`, but {why}")));
        }
    }
    assert_none(&found);
}

#[test]
fn every_module_says_in_its_name_what_it_is() {
    let says_nothing = |source: &Source| {
        source.path.trim_end_matches(".rs").split('/').any(|part| NAMES_THAT_SAY_NOTHING.contains(&part))
    };
    let found: Vec<_> = sources().into_iter().filter(says_nothing).map(|source| source.path).collect();
    assert_none(&found);
}

#[test]
fn a_name_of_a_type_means_one_thing() {
    let sources = sources();
    let mut all: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, path) in sources.iter().flat_map(types) {
        all.entry(name).or_default().insert(path);
    }
    all.retain(|name, paths| paths.len() > 1 && !TWICE.contains(&name.as_str()));
    let found: Vec<_> = all.into_iter().map(|(name, paths)| format!("`{name}` is in {paths:?}")).collect();
    assert_none(&found);
}

#[test]
fn files_are_short_enough_to_be_read() {
    let files = ["src", "tests", "examples"].map(|name| rust_files(&folder(name)));
    let lines = files.iter().flatten().map(|path| (path, read(path).lines().count()));
    let found: Vec<_> = lines
        .filter(|(_, lines)| *lines > LINES_MAX)
        .map(|(path, n)| format!("{}: {n} lines", path.display()))
        .collect();
    assert_none(&found);
}

#[test]
fn the_top_level_holds_what_it_should() {
    let tracked = Command::new("git").args(["ls-files"]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let Some(tracked) = tracked.ok().filter(|listed| listed.status.success()) else {
        return println!("skipped: this is not a checkout");
    };
    let tracked = String::from_utf8(tracked.stdout).unwrap();
    let entries: BTreeSet<_> = tracked.lines().filter_map(|path| path.split('/').next()).collect();
    assert_none(&entries.into_iter().filter(|entry| !TOP_LEVEL.contains(entry)).collect::<Vec<_>>());
}

#[test]
fn what_is_forbidden_is_found() {
    let found = |path: &str, code: &str| forbidden_imports(&Source { path: path.into(), code: code.into() });
    assert_eq!(found("engine/heap.rs", "use crate::time::Instant;\nuse super::event;"), [""; 0]);
    assert_eq!(found("engine/heap.rs", "use crate::model::Visit;"), ["engine/heap.rs: `engine` imports `model`"]);
    assert_eq!(found("time/mod.rs", "use super::stats::Tally;"), ["time/mod.rs: `time` imports `stats`"]);
    assert_eq!(
        found("model/hall/mod.rs", "super::super::scenario::read()"),
        ["model/hall/mod.rs: `model` imports `scenario`"]
    );
    assert_eq!(found("stats/tally.rs", "use crate::{model, time};"), ["stats/tally.rs: `stats` imports `{`"]);
    assert_eq!(found("util.rs", ""), ["util.rs: no such module in the table"]);
    let source =
        Source { path: "a.rs".into(), code: "pub struct A<T>(T);\n    pub(crate) type B = u8;\nstruct C;".into() };
    assert_eq!(types(&source), [("A".to_owned(), "a.rs"), ("B".to_owned(), "a.rs")]);
    assert!(names("std::process::exit(1)", "process::exit") && !names("println!()", "print"));
}
