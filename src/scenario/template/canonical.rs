//! Canonical paths: one name for each value, to find out whether two paths lead to the same value.

use super::Template;
use super::setting::{ParseSettingError, Setting};
use super::target::write_defaults;
use crate::document::{Diagnostic, Diagnostics};

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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::is_within;

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
