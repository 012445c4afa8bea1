//! Programs as texts with gaps.
//!
//! `@name@` stands for a value. The lines from `%if name` (or `%if not name`) to `%else` or `%end` are there if the
//! condition of this name holds. Conditions may stand within others. Values are not looked into: whatever a name holds,
//! it stays as it is.

/// What goes into the gaps of a template.
pub(super) struct Filling<'a> {
    /// Names and what they stand for.
    pub values: Vec<(&'a str, String)>,
    /// The names of the conditions that hold.
    pub holding: Vec<&'a str>,
}

impl Filling<'_> {
    /// The template with everything in its place.
    ///
    /// # Panics
    /// If the template names a value that there is not: the tests fill every template.
    pub fn fill(&self, template: &str) -> String {
        let (mut text, mut shown) = (String::new(), vec![true]);
        for line in template.lines() {
            if let Some(condition) = line.strip_prefix("%if ") {
                let holds = match condition.strip_prefix("not ") {
                    Some(name) => !self.holding.contains(&name),
                    None => self.holding.contains(&condition),
                };
                shown.push(holds);
            } else if line == "%else" {
                if let Some(last) = shown.last_mut() {
                    *last = !*last;
                }
            } else if line == "%end" {
                shown.pop();
            } else if shown.iter().all(|shown| *shown) {
                self.fill_line(line, &mut text);
                text.push('\n');
            }
        }
        text
    }

    fn fill_line(&self, line: &str, text: &mut String) {
        for (place, part) in line.split('@').enumerate() {
            if place % 2 == 0 {
                text.push_str(part);
                continue;
            }
            let value = self.values.iter().find(|(name, _)| *name == part);
            text.push_str(&value.unwrap_or_else(|| panic!("a template names `{part}`, which has no value")).1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_conditions_followed() {
        let filling = Filling { values: vec![("who", "@me@ %if".to_owned())], holding: vec!["a"] };
        let template =
            "I am @who@.\n%if a\na\n%if b\nb\n%else\nnot b\n%end\n%else\nnot a\n%end\n%if not b\nno b\n%end\n";
        assert_eq!(filling.fill(template), "I am @me@ %if.\na\nnot b\nno b\n");
    }
}
