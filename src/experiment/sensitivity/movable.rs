//! The settings that are moved, and how: by a factor for times, by a step for whole numbers.

use super::proportion::Proportion;
use crate::scenario::{
    Diagnostic, Diagnostics, NumericKind, NumericSetting, Scenario, Setting, Template, did_you_mean, is_within,
};

/// A setting that can be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MovableSetting {
    /// What it is.
    pub setting: NumericSetting,
    /// The whole number within it, by path and value, if there is just one; it is counted up and down if no factor
    /// fits.
    whole: Option<(String, u64)>,
}

/// A scenario with a setting moved.
pub(super) struct Variation {
    /// The setting.
    pub setting: String,
    /// New value ÷ old value − 1.
    pub share: f64,
    /// The result.
    pub scenario: Scenario,
}

/// All settings that can be moved, or only those at the paths `only` and below.
///
/// The only parameter of a distribution is the same as the whole, and is left out unless it is requested.
pub(super) fn movable_settings(template: &Template, only: &[String]) -> Result<Vec<MovableSetting>, Diagnostics> {
    let all = template.numeric_settings();
    let listed = only.iter().map(|path| as_listed(template, &all, path).ok_or(path)).collect::<Result<Vec<_>, _>>();
    let only = listed.map_err(|unknown| {
        let paths = all.iter().map(|setting| setting.path.as_str());
        let what = format!("`{}` has no numeric setting `{unknown}`", template.name());
        Diagnostic::new(what).help(did_you_mean(unknown, paths, "settings"))
    })?;
    // The parts of a setting follow it.
    let parts = |index: usize| -> Vec<&NumericSetting> {
        let path = &all[index].path;
        all[index + 1..].iter().take_while(|part| is_within(&part.path, path)).collect()
    };
    let asked_for = |setting: &NumericSetting| only.iter().any(|path| is_within(&setting.path, path));
    let repeats = |index: usize| index > 0 && parts(index - 1).len() == 1 && !only.contains(&all[index].path);
    let wanted = |index: &usize| (only.is_empty() || asked_for(&all[*index])) && !repeats(*index);
    let movable =
        |index: usize| MovableSetting { setting: all[index].clone(), whole: whole(&all[index], &parts(index)) };
    Ok((0..all.len()).filter(wanted).map(movable).collect())
}

/// The path as listed, for a path that is written differently, or without `opponents.` as in tables.
fn as_listed(template: &Template, all: &[NumericSetting], path: &str) -> Option<String> {
    if all.iter().any(|setting| is_within(&setting.path, path)) {
        return Some(path.to_owned());
    }
    let wanted = template.canonical(path).or_else(|_| template.canonical(&format!("opponents.{path}"))).ok()?;
    all.iter().find_map(|setting| {
        let found = template.canonical(&setting.path).ok().filter(|found| is_within(found, &wanted))?;
        setting.path.strip_suffix(&found[wanted.len()..]).map(str::to_owned)
    })
}

fn whole(setting: &NumericSetting, parts: &[&NumericSetting]) -> Option<(String, u64)> {
    let number = match (setting.kind, parts) {
        (NumericKind::Count | NumericKind::Parameter, _) => setting,
        (NumericKind::Moves, [only]) => only,
        _ => return None,
    };
    Some((number.path.clone(), number.value.replace('_', "").parse().ok()?))
}

impl MovableSetting {
    /// The scenario with this setting up or down; or why that is impossible.
    pub fn moved(
        &self,
        template: &Template,
        base: &Scenario,
        share: Proportion,
        up: bool,
    ) -> Result<Variation, String> {
        let sign = if up { 1.0 } else { -1.0 };
        let scaled = format!("{}*={}", self.setting.path, share.factor(up));
        let (setting, share) = match (with(template, &scaled), &self.whole) {
            (Ok(_), _) | (_, None) => (scaled, sign * share.as_f64()),
            (Err(_), Some((path, number))) => {
                let step = share.step_of(*number);
                let moved = if up { number.checked_add(step) } else { number.checked_sub(step) };
                let moved = moved.ok_or_else(|| format!("{number} can't be moved by {step}"))?;
                (format!("{path}={moved}"), sign * step as f64 / *number as f64)
            }
        };
        let scenario = with(template, &setting).and_then(|template| template.scenario()).map_err(|why| first(&why))?;
        if scenario == *base {
            return Err(format!("a share of {} is nothing", self.setting.value));
        }
        Ok(Variation { setting, share, scenario })
    }
}

fn with(template: &Template, setting: &str) -> Result<Template, Diagnostics> {
    let setting: Setting =
        setting.parse().map_err(|why: crate::scenario::ParseSettingError| Diagnostic::new(why.to_string()))?;
    template.with(&setting)
}

fn first(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().next().map_or_else(String::new, |diagnostic| diagnostic.message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"(
        master: (think: Constant("5s")),
        opponents: [(name: "hobbyist", count: 12, think: LogNormal(mean: "60s", sd: "40s"), moves: Exactly(10)),
            (name: "guest", count: 3, think: Shifted(by: "0s", of: Constant("9s")), moves: Uniform(7, 9))],
    )"#;

    fn template() -> Template {
        Template::from_text("a.ron", TEXT, None).unwrap()
    }

    fn moved(path: &str, share: &str, up: bool) -> Result<String, String> {
        let template = template();
        let all = movable_settings(&template, &[path.to_owned()]).unwrap();
        let found = all.iter().find(|movable| movable.setting.path == path).unwrap();
        let variation = found.moved(&template, &template.scenario().unwrap(), share.parse().unwrap(), up)?;
        Ok(format!("{} by {:.4}", variation.setting, variation.share))
    }

    #[test]
    fn a_parameter_that_stands_alone_is_the_whole() {
        let all = movable_settings(&template(), &[]).unwrap();
        let paths: Vec<_> = all.iter().map(|movable| movable.setting.path.as_str()).collect();
        let expected = [
            "master.count",
            "master.think",
            "opponents.hobbyist.count",
            "opponents.hobbyist.think",
            "opponents.hobbyist.think.mean",
            "opponents.hobbyist.think.sd",
            "opponents.hobbyist.moves",
            "opponents.guest.count",
            "opponents.guest.think",
            "opponents.guest.think.by",
            "opponents.guest.think.of",
            "opponents.guest.moves",
            "opponents.guest.moves[0]",
            "opponents.guest.moves[1]",
        ];
        assert_eq!(paths, expected);
        let below =
            movable_settings(&template(), &["opponents.hobbyist".to_owned(), "master.think[0]".to_owned()]).unwrap();
        let paths: Vec<_> = below.iter().map(|movable| movable.setting.path.as_str()).collect();
        assert_eq!(paths, [&["master.think[0]"], &expected[2..7]].concat());
        for same in ["opponents[1].think", "guest.think", "opponents.1.think"] {
            let found = movable_settings(&template(), &[same.to_owned()]).unwrap();
            let paths: Vec<_> = found.iter().map(|movable| movable.setting.path.as_str()).collect();
            assert_eq!(paths, expected[8..11], "{same}");
        }
        for same in ["opponents[0]", "hobbyist"] {
            assert_eq!(movable_settings(&template(), &[same.to_owned()]).unwrap().len(), 5, "{same}");
        }
        let wrong = movable_settings(&template(), &["master.thnk".to_owned()]).unwrap_err().to_string();
        assert!(wrong.contains("did you mean `master.think`?"), "{wrong}");
    }

    #[test]
    fn times_are_stretched_and_numbers_counted() {
        let moves = |path, share| [moved(path, share, false), moved(path, share, true)].map(Result::unwrap);
        assert_eq!(moves("master.think", "10%"), ["master.think*=0.9 by -0.1000", "master.think*=1.1 by 0.1000"]);
        let count = "opponents.hobbyist.count";
        assert_eq!(moves(count, "25%"), [format!("{count}*=0.75 by -0.2500"), format!("{count}*=1.25 by 0.2500")]);
        assert_eq!(moves(count, "10%"), [format!("{count}=11 by -0.0833"), format!("{count}=13 by 0.0833")]);
        let length = "opponents.hobbyist.moves";
        assert_eq!(moves(length, "5%"), [format!("{length}[0]=9 by -0.1000"), format!("{length}[0]=11 by 0.1000")]);
    }

    #[test]
    fn what_cant_be_moved_says_why() {
        let why = |path, up| moved(path, "10%", up).unwrap_err();
        assert!(why("master.count", false).starts_with("0 masters"), "{}", why("master.count", false));
        assert_eq!(why("opponents.guest.think.by", true), "a share of \"0s\" is nothing");
        assert!(why("opponents.guest.moves", true).contains("not a whole number"));
    }
}
