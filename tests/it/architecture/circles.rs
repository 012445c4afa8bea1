//! No circle of files: of any two, at most one needs the other, also through others, and also within a module.
//!
//! A file needs another if it names something of it in a `use`, or by a path from `crate`, `self` or `super`. What a
//! module hands on (`pub use`) belongs to the file that defines it; handing on alone needs nothing. Methods are not
//! seen.

use super::source::{Source, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Segments of a path from the crate.
type Path = Vec<String>;

/// What a file says of others.
#[derive(Default)]
struct Names {
    /// The paths that it names.
    used: Vec<Path>,
    /// What it hands on, under which name, and where that comes from.
    handed_on: BTreeMap<String, Path>,
}

/// All files, by their modules.
struct Files(BTreeMap<Path, Names>);

impl Files {
    fn new(sources: &[Source]) -> Self {
        let modules: BTreeSet<Path> = sources.iter().map(module).collect();
        Self(sources.iter().map(|source| (module(source), names(source, &modules))).collect())
    }

    /// The module whose file defines what is at a path.
    fn definer<'a>(&'a self, path: &[String]) -> Option<&'a Path> {
        let (module, rest) = (0..=path.len()).rev().find_map(|at| {
            let (module, names) = self.0.get_key_value(&path[..at])?;
            Some((
                module,
                path.get(at).and_then(|name| names.handed_on.get(name)).map(|from| [from, &path[at + 1..]].concat()),
            ))
        })?;
        match rest {
            Some(elsewhere) if elsewhere != path => self.definer(&elsewhere),
            _ => Some(module),
        }
    }

    /// For each module, the others that it needs.
    fn needs(&self) -> BTreeMap<&Path, BTreeSet<&Path>> {
        let needed = |(module, names): (_, &Names)| {
            let of: BTreeSet<_> = names.used.iter().filter_map(|path| self.definer(path)).collect();
            (module, of.into_iter().filter(|other| *other != module && !other.is_empty()).collect())
        };
        self.0.iter().map(needed).collect()
    }

    /// Each need that is part of a circle, or lies between two circles: `a::b needs a::c`.
    fn circles(&self) -> Vec<String> {
        let mut needs = self.needs();
        loop {
            let needed: BTreeSet<_> = needs.values().flatten().copied().collect();
            let before = needs.len();
            needs.retain(|module, others| needed.contains(module) && !others.is_empty());
            let left: BTreeSet<_> = needs.keys().copied().collect();
            for others in needs.values_mut() {
                others.retain(|other| left.contains(other));
            }
            if needs.len() == before {
                break;
            }
        }
        let line = |(module, other): (&Path, &Path)| format!("{} needs {}", module.join("::"), other.join("::"));
        needs.into_iter().flat_map(|(module, others)| others.into_iter().map(move |it| line((module, it)))).collect()
    }
}

fn module(source: &Source) -> Path {
    source.module().into_iter().map(str::to_owned).collect()
}

fn names(source: &Source, modules: &BTreeSet<Path>) -> Names {
    let here = module(source);
    let code = source.code.split("\nmod tests {").next().unwrap_or_default();
    let tree_char = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_:{},*".contains(c);
    let mut names = Names::default();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let split = statement.trim_end_matches(';').rsplit_once("use ");
        let Some((before, tree)) = split.filter(|(_, tree)| tree.chars().all(tree_char)) else {
            rest.push_str(statement);
            continue;
        };
        let public = before.trim_end().ends_with("pub") || before.trim_end().ends_with(')');
        for (path, name) in leaves(tree, &[]) {
            let Some(path) = from_crate(&path, &here, modules) else { continue };
            if public {
                names.handed_on.insert(name, path.clone());
            }
            if !(public && path.starts_with(&here)) {
                names.used.push(path);
            }
        }
        rest.push_str(before);
    }
    let path_char = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = rest
        .split(|c| !path_char(c))
        .filter(|word| ["crate::", "self::", "super::"].iter().any(|start| word.starts_with(start)));
    let split = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
    names.used.extend(paths.filter_map(|path| from_crate(&split(path), &here, modules)));
    names
}

/// The paths of a tree of `use`, each with the name that it gets.
fn leaves(tree: &str, prefix: &[String]) -> Vec<(Path, String)> {
    let segments =
        |text: &str| text.split("::").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let Some((start, inner)) = tree.split_once('{') else {
        let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
        let mut path = [prefix, &segments(path) as &Path].concat();
        path.pop_if(|last| last == "self");
        let name = alias.map(str::to_owned).or_else(|| path.last().cloned()).unwrap_or_default();
        return vec![(path, name)];
    };
    let prefix = [prefix, &segments(start) as &Path].concat();
    let (mut depth, mut parts) = (0_usize, vec![String::new()]);
    for c in inner.trim_end().strip_suffix('}').unwrap_or(inner).chars() {
        depth = depth + usize::from(c == '{') - usize::from(c == '}');
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().expect("there is a first").push(c),
        }
    }
    parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| leaves(part, &prefix)).collect()
}

/// A path as the crate sees it, if it leads into the crate.
fn from_crate(path: &[String], here: &[String], modules: &BTreeSet<Path>) -> Option<Path> {
    match path.first()?.as_str() {
        "crate" | "zeitnot" => Some(path[1..].to_vec()),
        "self" => Some([here, &path[1..]].concat()),
        "super" => {
            let up = path.iter().take_while(|segment| *segment == "super").count();
            Some([&here[..here.len().checked_sub(up)?], &path[up..]].concat())
        }
        child => {
            let child = [here, &[child.to_owned()]].concat();
            modules.contains(&child).then(|| [here, path].concat())
        }
    }
}

#[test]
fn no_files_need_each_other() {
    let tests = |source: &Source| source.path.split('/').any(|part| part.trim_end_matches(".rs") == "tests");
    let sources: Vec<_> = sources().into_iter().filter(|source| !tests(source)).collect();
    super::assert_none(&Files::new(&sources).circles());
}

#[test]
fn circles_are_found() {
    let circles = |files: &[(&str, &str)]| {
        let source = |&(path, code): &(&str, &str)| Source { path: path.into(), code: code.into() };
        Files::new(&files.iter().map(source).collect::<Vec<_>>()).circles()
    };
    let face = ("a/mod.rs", "mod b;\nmod c;\npub use b::B;\npub use c::{C, D as E};");
    let b = ("a/b.rs", "use super::c::C;");
    assert_eq!(circles(&[face, b, ("a/c.rs", "struct C;")]), [""; 0]);
    let both = ["a::b needs a::c", "a::c needs a::b"];
    assert_eq!(circles(&[face, b, ("a/c.rs", "use super::{B};")]), both);
    assert_eq!(circles(&[face, b, ("a/c.rs", "fn f() { crate::a::B::new() }")]), both);
    assert_eq!(circles(&[face, b, ("a/c.rs", "#[cfg(test)]\nmod tests {\n    use super::super::B;")]), [""; 0]);
    assert_eq!(circles(&[("a/mod.rs", "mod b;\nuse b::B;\nstruct A;"), ("a/b.rs", "use super::A;")]).len(), 2);
    assert_eq!(circles(&[("x.rs", "use crate::y;"), ("y.rs", "use crate::z::Z;"), ("z.rs", "use super::x;")]).len(), 3);
}
