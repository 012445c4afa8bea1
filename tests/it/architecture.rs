//! The architecture as a test: which module may import which, and forbidden names.
//!
//! It reads the sources as text, without comments. This is coarse, but nobody has to remember the rules.

use std::fs;
use std::path::{Path, PathBuf};

/// Each top-level module, and which others it may import.
const MAY_IMPORT: [(&str, &[&str]); 25] = [
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
    ("measured", &["count", "time", "document"]),
    ("scenario", &["count", "line", "time", "document", "model"]),
    ("playback", &["model", "replicate", "scenario", "trace"]),
    ("program", &["time", "engine", "model", "scenario"]),
    ("expression", &["count", "time", "model", "scenario"]),
    ("formula", &["time", "stats", "model", "scenario"]),
    ("experiment", &["count", "time", "engine", "stats", "model", "replicate", "scenario", "expression", "formula"]),
    ("fit", &["count", "time", "document", "measured", "engine", "stats", "model", "replicate", "scenario"]),
    (
        "journal",
        &["count", "time", "file", "engine", "stats", "model", "scenario", "expression", "formula", "experiment"],
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
    (&["SystemTime", "std::time"], &["cli/", "replicate/", "journal/writer.rs"], "simulated time is the only time"),
    (&["process::exit"], &["cli/", "main.rs"], "only the command line ends the program"),
    (&["Rc", "RefCell", "downcast_ref"], &[], "dispatch is static, and states have one owner"),
];

const NAMES_THAT_SAY_NOTHING: [&str; 8] = ["util", "utils", "common", "helper", "helpers", "misc", "manager", "shared"];

const LINES_MAX: usize = 400;

/// A source file: its path below `src`, and its text without comments.
struct Source {
    path: String,
    code: String,
}

/// All Rust files below a folder, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let below = |path: PathBuf| if path.is_dir() { rust_files(&path) } else { vec![path] };
    paths
        .into_iter()
        .flat_map(below)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a readable source file")
}

fn sources() -> Vec<Source> {
    let src = folder("src");
    let source = |path: PathBuf| {
        let below_src = path.strip_prefix(&src).expect("it was found there");
        let code = read(&path).lines().map(without_comment).collect::<Vec<_>>().join("\n");
        Source { path: below_src.to_string_lossy().replace('\\', "/"), code }
    };
    rust_files(&src).into_iter().map(source).collect()
}

/// `//` in a text takes the rest of the line with it, which does no harm here.
fn without_comment(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}

impl Source {
    /// The modules around this file's code: `a/b.rs` and `a/b/mod.rs` are both module `a::b`.
    fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').filter(|part| *part != "lib").collect()
    }

    /// Top-level names that follow `crate::`, `zeitnot::`, or as many `super::` as lead up to the crate.
    fn imports(&self) -> Vec<&str> {
        let up = "super::".repeat(self.module().len());
        let absolute = ["crate::", "zeitnot::", &up].map(|prefix| after(&self.code, prefix));
        absolute.into_iter().flatten().collect()
    }
}

/// The identifiers that follow `prefix`, or `{` where a list does.
fn after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let whole = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let name = |at: usize| {
        let rest = &code[at + prefix.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end.max(usize::from(rest.starts_with('{')))]
    };
    code.match_indices(prefix).map(|(at, _)| at).filter(|&at| !prefix.is_empty() && whole(at)).map(name).collect()
}

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

fn assert_none(found: &[String]) {
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
    assert!(names("std::process::exit(1)", "process::exit") && !names("println!()", "print"));
}
