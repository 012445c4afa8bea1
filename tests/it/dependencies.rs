//! `docs/dependencies.md` against `Cargo.toml` and `Cargo.lock`.

use std::collections::BTreeSet;

/// The names in the sections of dependencies.
fn named() -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in include_str!("../../Cargo.toml").lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| inside && !line.starts_with('#')) {
            names.insert(name);
        }
    }
    names
}

/// The versions of a package in the lock file.
fn locked(name: &str) -> Vec<&'static str> {
    let heading = format!("name = \"{name}\"");
    let mut lines = include_str!("../../Cargo.lock").lines();
    let mut versions = Vec::new();
    while lines.any(|line| line == heading) {
        versions.extend(lines.next().and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"')));
    }
    versions
}

#[test]
fn every_dependency_is_described_with_its_version() {
    // One row each, even if it is also needed by the tests.
    let page = include_str!("../../docs/dependencies.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let rows: Vec<_> = rows.map(|(name, rest)| (name, rest.split(" | ").next().unwrap())).collect();
    assert_eq!(rows.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>(), named());
    for (name, version) in rows {
        assert!(locked(name).contains(&version), "{name} {version} is not in Cargo.lock, but {:?}", locked(name));
    }
}
