//! The grid of a study: factors that do not undo each other.

use crate::document::{Diagnostic, is_within};
use crate::experiment::{Factor, Grid, GridError};
use crate::scenario::{Setting, Template};

/// The grid of these factors, crossed or in lockstep, over a baseline with these settings.
///
/// # Errors
/// If they don't form a grid, if two of them change the same value, or one changes a part of the other's value, or if a
/// setting has no effect.
pub fn grid(
    factors: Vec<Factor>,
    lockstep: bool,
    baseline: &Template,
    settings: &[Setting],
) -> Result<Grid, Diagnostic> {
    let grid = if lockstep { Grid::in_lockstep(factors) } else { Grid::crossed(factors) };
    let grid = grid.map_err(|error| Diagnostic::new(error.to_string()).help(advice(&error)))?;
    let paths = canonical_paths(&grid, baseline);
    for (index, (factor, path)) in paths.iter().enumerate() {
        for (other, earlier) in &paths[..index] {
            overlap((other.path(), earlier), (factor.path(), path))?;
        }
    }
    none_undone(&grid, baseline, settings)?;
    Ok(grid)
}

/// Refuses settings that have no effect because they are varied.
pub(super) fn none_undone(grid: &Grid, baseline: &Template, settings: &[Setting]) -> Result<(), Diagnostic> {
    for (factor, path) in canonical_paths(grid, baseline).iter().filter(|(factor, _)| !factor.multiplies()) {
        let undone = |setting: &&Setting| is_within(&canonical(baseline, setting.path()), path);
        if let Some(setting) = settings.iter().find(undone) {
            let what = format!("`{setting}` has no effect: `{}` is varied", factor.path());
            return Err(Diagnostic::new(what).help("leave out one of the two"));
        }
    }
    Ok(())
}

fn canonical_paths<'g>(grid: &'g Grid, baseline: &Template) -> Vec<(&'g Factor, String)> {
    grid.factors().iter().map(|factor| (factor, canonical(baseline, factor.path()))).collect()
}

/// Paths that lead nowhere are reported when they are set.
fn canonical(baseline: &Template, path: &str) -> String {
    baseline.canonical(path).unwrap_or_else(|_| path.to_owned())
}

/// Refuses two paths, each as written and in canonical form, if they lead to the same value, or one to a part of the
/// other.
fn overlap((one, first): (&str, &str), (other, second): (&str, &str)) -> Result<(), Diagnostic> {
    if first == second {
        let what = format!("`{one}` and `{other}` are the same setting");
        return Err(Diagnostic::new(what).help("give all its values at once, separated by commas"));
    }
    let (part, whole) = match (is_within(first, second), is_within(second, first)) {
        (true, _) => (one, other),
        (_, true) => (other, one),
        _ => return Ok(()),
    };
    let what = format!("`{part}` is a part of `{whole}`, and both are varied");
    Err(Diagnostic::new(what).help("vary one of the two only"))
}

/// Advice about factors that don't form a grid.
const fn advice(error: &GridError) -> &'static str {
    match error {
        GridError::Twice(_) => "give all its values at once, separated by commas",
        GridError::Repeated(..) => "write each value once",
        GridError::Unequal(_) => "take all combinations, or give as many values to each",
        GridError::TooMany => "vary fewer things, or take larger steps: `1..50 step 7`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"(master: (think: Exponential(mean: "2s")), opponents: [(name: "caller", count: 3)])"#;

    fn refusal(factors: &[&str], settings: &[&str]) -> Option<String> {
        let template = Template::from_text("a.ron", TEXT, None).unwrap();
        let factors = factors.iter().map(|text| text.parse().unwrap()).collect();
        let settings: Vec<_> = settings.iter().map(|text| text.parse().unwrap()).collect();
        grid(factors, false, &template, &settings).err().map(|wrong| wrong.message)
    }

    #[test]
    fn what_is_varied_is_varied_once() {
        let same = |one: &str, other: &str| Some(format!("`{one}` and `{other}` are the same setting"));
        let part = |part: &str, whole: &str| Some(format!("`{part}` is a part of `{whole}`, and both are varied"));
        let [number, name, digit] = ["opponents[0].count", "opponents.caller.count", "opponents.0.count"];
        let both = |one: &str, other: &str| refusal(&[&format!("{one}=1,2"), "boards=1", &format!("{other}=3,4")], &[]);
        for (one, other) in [(number, name), (digit, number), ("master.think[0]", "master.think.mean")] {
            assert_eq!(both(one, other), same(one, other));
        }
        let [whole, mean] = ["master.think", "master.think.mean"];
        assert_eq!(both(whole, mean), part(mean, whole));
        assert_eq!(both(mean, whole), part(mean, whole));
        assert_eq!(both("master.count", mean), None);
    }

    #[test]
    fn a_setting_has_an_effect() {
        let no_effect = |setting: &str, path: &str| Some(format!("`{setting}` has no effect: `{path}` is varied"));
        let count = "opponents.caller.count";
        assert_eq!(
            refusal(&[&format!("{count}=1,2")], &["opponents[0].count=7"]),
            no_effect("opponents[0].count=7", count)
        );
        let think = "master.think";
        assert_eq!(
            refusal(&["master.think=Constant(1s)"], &["master.think.mean=7s"]),
            no_effect("master.think.mean=7s", think)
        );
        // One is derived from the other.
        assert_eq!(refusal(&["master.think.mean=1s,2s"], &["master.think=Exponential(7s)"]), None);
        assert_eq!(refusal(&["master.think*=1,2"], &["master.think.mean=7s"]), None);
    }
}
