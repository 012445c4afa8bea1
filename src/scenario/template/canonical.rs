//! Canonical paths: one name for each value, to find out whether two paths lead to the same value.

use super::Template;
use super::setting::{ParseSettingError, Setting};
use super::target::write_defaults;
use crate::document::{Diagnostic, Diagnostics, Place, is_within};

impl Template {
    /// The canonical path of the value at `path`: groups by their numbers, parameters by their names if the text has
    /// them.
    ///
    /// ```
    /// use zeitnot::scenario::{Template, is_within};
    /// let text = r#"(opponents: [(name: "caller", count: 12)])"#;
    /// let template = Template::from_text("a.ron", text, None).unwrap();
    /// let count = template.canonical("opponents.caller.count").unwrap();
    /// assert_eq!(count, "opponents[0].count");
    /// assert_eq!(template.canonical("opponents.0.count").unwrap(), count);
    /// assert!(is_within(&count, &template.canonical("opponents").unwrap()));
    /// ```
    ///
    /// # Errors
    /// If it is not a path, or nothing is there.
    pub fn canonical(&self, path: &str) -> Result<String, Diagnostics> {
        let setting: Setting =
            format!("{path}=0").parse().map_err(|why: ParseSettingError| Diagnostic::new(why.to_string()))?;
        let mut document = self.document.clone();
        let node = write_defaults(&mut document, &setting)?;
        Ok(document.at(node).path())
    }

    /// Refuses settings of which a later one replaces an earlier one.
    ///
    /// # Errors
    /// Each setting that has no effect, with the one that replaces it.
    pub fn none_replaced(&self, settings: &[Setting]) -> Result<(), Diagnostics> {
        // Paths that lead nowhere are reported when they are set.
        let path = |setting: &Setting| self.canonical(setting.path()).unwrap_or_else(|_| setting.path().to_owned());
        let paths: Vec<_> = settings.iter().map(path).collect();
        let replaced = |(index, setting): (usize, &Setting)| {
            let mut later = settings.iter().zip(&paths).skip(index + 1);
            let (by, _) = later.find(|(by, whole)| by.factor().is_none() && is_within(&paths[index], whole))?;
            let text = setting.to_string();
            let wrong = Diagnostic::new(format!("`{setting}` has no effect: `{by}` replaces it"));
            let place = Place::in_text(setting.origin(), &text, 0..text.len());
            Some(wrong.at(place).help("leave out one of the two"))
        };
        let wrong: Vec<_> = settings.iter().enumerate().filter_map(replaced).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_not_replaced_by_a_later_one() {
        let text = r#"(master: (think: Exponential(mean: "2s")), opponents: [(name: "caller", count: 12)])"#;
        let template = Template::from_text("a.ron", text, None).unwrap();
        let told = |list: &str| {
            let refused = template.none_replaced(&Setting::list(list).unwrap()).err();
            refused.map(|all| all.iter().map(|wrong| wrong.message.clone()).collect::<Vec<_>>())
        };
        let no_effect = |one: &str, other: &str| Some(vec![format!("`{one}` has no effect: `{other}` replaces it")]);
        for (one, other) in [
            ("boards=4", "boards=5"),
            ("boards=4", "boards=4"),
            ("opponents.caller.count=3", "opponents[0].count=4"),
            ("master.think.mean=3s", "master.think=Constant(1s)"),
            ("master.think*=2", "master.think=Constant(1s)"),
        ] {
            assert_eq!(told(&format!("{one}; seed=7; {other}")), no_effect(one, other));
        }
        for list in
            ["boards=4; visit=Cyclic", "master.think=Exponential(7s); master.think.mean=3s", "boards=4; boards*=2"]
        {
            assert_eq!(told(list), None, "{list}");
        }
        assert_eq!(told("boards=4; boards=5; boards=6").unwrap().len(), 2);
    }

    #[test]
    fn many_paths_lead_to_the_same() {
        let text = r#"(walk: Some(Between(Constant("2s"))), opponents: [
            (name: "caller", count: 12),
            (name: "A. B.", think: Mixture([(0.5, Constant("1s")), (0.5, Exponential(mean: "2s"))])),
        ])"#;
        let template = Template::from_text("a.ron", text, None).unwrap_or_else(|error| panic!("{error}"));
        for (paths, canonical) in [
            (&["opponents.caller.count", "opponents[0].count", "opponents.0.count"][..], "opponents[0].count"),
            (&["opponents[\"A. B.\"].count", "opponents[1].count"], "opponents[1].count"),
            (&["opponents[1].think[1][1].mean", "opponents[1].think[1][1][0]"], "opponents[1].think[1][1].mean"),
            (&["walk"], "walk"),
            (&["walk[0]"], "walk[0]"),
            (&["master.think.mean", "master.think[0]"], "master.think.mean"),
            (&["seed"], "seed"),
        ] {
            for path in paths {
                assert_eq!(template.canonical(path).as_deref(), Ok(canonical), "{path}");
            }
        }
        for wrong in ["", "=", "a..b", "opponents[2].count", "opponents.callr", "master.thnk", "boards[0]"] {
            assert!(template.canonical(wrong).is_err(), "{wrong}");
        }
        assert!(is_within("a.b", "a") && is_within("a[0]", "a") && is_within("a", "a"));
        assert!(!is_within("ab", "a") && !is_within("a", "a.b"));
    }
}
