//! The scenarios of a template that differ in the values of a few settings: of laws and sweeps, thousands each.
//!
//! Settings are texts, and making them costs many times as much as a short replication. So it is done once for each
//! combination of texts that are not [`Amount`]s. Where the other settings are single numbers and durations in the
//! result, they are read again with other amounts in their places, by the same reader, and the same rules are checked.
//! Whatever is wrong, and whatever is not that simple, must be made with [`Template::with_all`], which says what is
//! wrong.

use super::{Setting, Template};
use crate::document::NodeId;
use crate::scenario::Scenario;
use crate::scenario::amount::{Amount, Level};
use crate::scenario::content::Content;
use crate::scenario::kind::FieldKind;
use crate::scenario::reading::Reading;
use std::collections::HashMap;
use std::fmt::Write;

/// More combinations of texts are not kept at the same time.
const KEPT_MAX: usize = 64;

/// The scenarios of a template that differ in the values of settings, for one thread.
///
/// ```
/// use zeitnot::scenario::{Amount, Level, Setting, Template, Variations};
/// let template = Template::from_text("a.ron", "Scenario(opponents: [(count: 12)])", None).unwrap();
/// let mut variations = Variations::new(template);
/// let count = |digits| [Level::Amount(Amount::Number { digits, places: 0 })];
/// assert_eq!(variations.known(&count(30)), None);
/// variations.learn(&count(30), &["opponents[0].count=30".parse().unwrap()]);
/// assert_eq!(variations.known(&count(7)).unwrap().exhibition.opponents(), 7);
/// assert_eq!(variations.known(&count(0)), None, "somebody must play");
/// ```
#[derive(Clone, Debug)]
pub struct Variations {
    template: Template,
    /// By the settings' texts; `None` for what can't be varied.
    kept: HashMap<String, Option<Variation>>,
    key: String,
    /// The last key that found no room.
    crowded_out: String,
}

/// The scenarios that differ in amounts alone.
#[derive(Clone, Debug)]
struct Variation {
    template: Template,
    /// With the present amounts.
    content: Content,
    /// In the places of these nodes' texts.
    amounts: Vec<(NodeId, Amount)>,
    /// For each of them, whether the field around it must be read again.
    are_new: Vec<bool>,
    /// For each setting the place of its amount, if it has one that counts.
    places: Vec<Option<usize>>,
}

impl Variations {
    /// Those of a template.
    #[must_use]
    pub fn new(template: Template) -> Self {
        Self { template, kept: HashMap::new(), key: String::new(), crowded_out: String::new() }
    }

    /// The scenario with settings of these levels, if such settings were [learnt](Self::learn) and nothing is wrong.
    /// All settings have a level, in their order.
    pub fn known(&mut self, levels: &[Level<'_>]) -> Option<Scenario> {
        self.key.clear();
        for level in levels {
            // With the length before it, no text can be taken for two.
            let written = match level {
                Level::Amount(_) => self.key.write_char('#'),
                Level::Text(text) => write!(self.key, "{}:{text}", text.len()),
            };
            written.ok()?;
        }
        self.kept.get_mut(&self.key)?.as_mut()?.scenario(levels)
    }

    /// Prepares for settings like these, for which [`Variations::known`] has just been asked in vain, and which are not
    /// wrong.
    pub fn learn(&mut self, levels: &[Level<'_>], settings: &[Setting]) {
        if self.kept.contains_key(&self.key) {
            return;
        }
        if self.kept.len() >= KEPT_MAX {
            // What comes again only after many others would be forgotten before it helps.
            if self.crowded_out != self.key {
                self.crowded_out.clone_from(&self.key);
                return;
            }
            self.kept.clear();
        }
        self.kept.insert(self.key.clone(), Variation::new(&self.template, levels, settings));
    }
}

impl Variation {
    /// `None` if a setting multiplies, an amount stands where none fits or where a later setting replaces the whole, or
    /// the template can't be understood.
    fn new(template: &Template, levels: &[Level<'_>], settings: &[Setting]) -> Option<Self> {
        let mut template = template.clone();
        let mut nodes = Vec::with_capacity(settings.len());
        for setting in settings {
            nodes.push(template.set(setting).ok()?);
        }
        if levels.len() != settings.len() || settings.iter().any(|setting| setting.factor().is_some()) {
            return None;
        }
        let content = Content::clone(template.content.as_ref()?);
        let document = &template.document;
        let mut amounts = Vec::new();
        let mut places = vec![None; levels.len()];
        for (index, (level, &node)) in levels.iter().zip(&nodes).enumerate() {
            let Level::Amount(amount) = *level else { continue };
            let at = document.at(node);
            let kind = FieldKind::of(at).filter(|_| at.bracket().is_none());
            if !matches!(kind, Some(FieldKind::Whole | FieldKind::Number | FieldKind::Duration)) {
                return None;
            }
            let later = &nodes[index + 1..];
            if later.iter().any(|&whole| whole != node && at.is_within(document.at(whole))) {
                return None;
            }
            // Of several settings of the same value the last counts.
            if !later.contains(&node) {
                places[index] = Some(amounts.len());
                amounts.push((node, amount));
            }
        }
        Some(Self { content, are_new: vec![true; amounts.len()], amounts, places, template })
    }

    /// The scenario with these amounts, if nothing is wrong with it.
    fn scenario(&mut self, levels: &[Level<'_>]) -> Option<Scenario> {
        for (place, level) in self.places.iter().zip(levels) {
            if let (&Some(place), &Level::Amount(amount)) = (place, level)
                && self.amounts[place].1 != amount
            {
                (self.amounts[place].1, self.are_new[place]) = (amount, true);
            }
        }
        let template = &self.template;
        let mut reading = Reading::new(template.base_dir.as_deref(), &template.columns);
        reading.amounts = &self.amounts;
        for ((node, _), _) in self.amounts.iter().zip(&self.are_new).filter(|(_, is_new)| **is_new) {
            self.content.refresh(template.document.at(*node), &mut reading);
        }
        // After a fault, all fields are read again for the next scenario.
        let is_clean = reading.is_clean();
        self.are_new.fill(!is_clean);
        template.sound(&self.content).filter(|_| is_clean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_varied_is_not_tried_again() {
        let template = Template::from_text("a.ron", "Scenario(opponents: [(count: 12)])", None).unwrap();
        let mut variations = Variations::new(template);
        let doubled = ["opponents[0].count*=2".parse().unwrap()];
        let level = [Level::Amount(Amount::Number { digits: 2, places: 0 })];
        assert_eq!(variations.known(&level), None);
        variations.learn(&level, &doubled);
        assert!(variations.kept.values().all(Option::is_none) && variations.kept.len() == 1);
        assert_eq!(variations.known(&level), None);
    }
}
