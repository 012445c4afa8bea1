//! The source files of the crate, as text.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path below `src`, and its text without comments.
pub struct Source {
    pub path: String,
    pub code: String,
}

/// All Rust files below a folder, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
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

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a readable source file")
}

pub fn sources() -> Vec<Source> {
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
    pub fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').filter(|part| *part != "lib").collect()
    }

    /// Top-level names that follow `crate::`, `zeitnot::`, or as many `super::` as lead up to the crate.
    pub fn imports(&self) -> Vec<&str> {
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
