//! The text of a tree, with all changes.

use super::entry::{EntryId, Joint, NONE, NodeId};
use super::tree::Document;
use std::collections::BTreeMap;

impl Document {
    /// The text of a value whose parts may have been changed.
    pub(super) fn rendered(&self, id: EntryId, texts: &BTreeMap<NodeId, String>) -> String {
        let mut text = String::new();
        self.render(id, texts, &mut text);
        text
    }

    /// The builder limits how deep this recursion goes.
    fn render(&self, id: EntryId, texts: &BTreeMap<NodeId, String>, out: &mut String) {
        if let Some(text) = texts.get(&NodeId(id)) {
            out.push_str(text);
            return;
        }
        let entry = self.entries[id as usize];
        let source = &self.sources[entry.source as usize].text;
        let mut at = entry.value.start as usize;
        let mut next = entry.first;
        while next != NONE {
            let (child, this) = (self.entries[next as usize], next);
            next = child.next;
            let Some(edit) = self.edits.iter().find(|edit| edit.entry == this) else {
                out.push_str(&source[at..child.value.start as usize]);
                self.render(this, texts, out);
                at = child.value.end as usize;
                continue;
            };
            out.push_str(&source[at..edit.slot.start as usize]);
            if edit.joint != Joint::Replaced {
                out.push_str(&self.sources[edit.key_source as usize].text[child.key.range()]);
                out.push_str(": ");
            }
            self.render(this, texts, out);
            if edit.joint == Joint::Before {
                out.push_str(", ");
            }
            at = edit.slot.end as usize;
        }
        out.push_str(&source[at..entry.value.end as usize]);
    }
}
