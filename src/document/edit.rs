//! Changes to a document: replacing a value, or adding a field. The rest of the text stays, and every part keeps the
//! place where it was written.

use super::builder::Builder;
use super::diagnostic::Diagnostic;
use super::entry::{ByteRange, Edit, Entry, EntryId, Joint, NONE, NodeId};
use super::node::Node;
use super::source::{Original, SourceText};
use super::tree::Document;
use std::sync::Arc;

/// Text to be put into a document.
pub struct Patch<'p> {
    /// The name that messages use for its source: `--set`.
    pub origin: &'p str,
    /// The text.
    pub text: String,
    /// The text as its author wrote it.
    pub written: Original,
}

impl Document {
    /// Replaces the value at `node`, which must be a node of this document, by the value in a patch.
    ///
    /// # Errors
    /// If the patch is not exactly one value.
    pub fn replace(&mut self, node: NodeId, patch: &Patch<'_>) -> Result<(), NotOneValue> {
        let id = node.0;
        let (source, root) = self.add(patch)?;
        let old = self.entries[id as usize];
        let Entry { value, head, open, first, .. } = self.entries[root as usize];
        self.entries[id as usize] = Entry { source, value, head, open, first, ..old };
        let mut child = first;
        while child != NONE {
            self.entries[child as usize].parent = id;
            child = self.entries[child as usize].next;
        }
        if id != self.root && !self.edits.iter().any(|edit| edit.entry == id) {
            let edit = Edit { entry: id, key_source: old.source, slot: old.value, joint: Joint::Replaced };
            self.edits.push(edit);
        }
        Ok(())
    }

    /// Puts the field in a patch (`name: value`) before all others of the record at `node`, which must be a node of
    /// this document, in round brackets.
    ///
    /// # Errors
    /// If the patch is not exactly one field.
    pub fn insert(&mut self, node: NodeId, patch: &Patch<'_>) -> Result<(), NotOneValue> {
        let Some(at) = self.node(node.0).and_then(Node::inside) else { return Err(NotOneValue) };
        let (source, root) = self.add(patch)?;
        let parent = node.0 as usize;
        let first = self.entries[parent].first;
        let entry = &mut self.entries[root as usize];
        (entry.parent, entry.next) = (node.0, first);
        self.entries[parent].first = root;
        let joint = if first == NONE { Joint::Alone } else { Joint::Before };
        self.edits.push(Edit { entry: root, key_source: source, slot: ByteRange::of(&(at..at)), joint });
        Ok(())
    }

    /// The entries of a patch; the number of its source, and the outermost entry.
    fn add(&mut self, patch: &Patch<'_>) -> Result<(u32, EntryId), NotOneValue> {
        let source = patch.source();
        let number = u32::try_from(self.sources.len()).map_err(|_| NotOneValue)?;
        let before = self.entries.len();
        let mut builder = Builder::new(&source, number, &mut self.entries);
        let built = builder.build().is_ok();
        let (roots, complaints) = (builder.roots, builder.complaints);
        let ([root], true) = (&roots[..], built && complaints.is_empty()) else {
            self.entries.truncate(before);
            return Err(NotOneValue);
        };
        self.sources.push(Arc::new(source));
        Ok((number, *root))
    }

    /// The whole text, with all changes.
    #[must_use]
    pub fn text(&self) -> String {
        let text = &self.sources[0].text;
        let Some(root) = self.node(self.root) else { return text.clone() };
        let Some(original) = self.original_root().filter(|_| !self.is_part) else { return root.text().into_owned() };
        [&text[..original.start as usize], &root.text(), &text[original.end as usize..]].concat()
    }

    /// Where the root stood in the file, unless it was replaced.
    fn original_root(&self) -> Option<ByteRange> {
        let root = self.entries[self.root as usize];
        (root.source == 0).then_some(root.value)
    }
}

/// A patch is not exactly one value, or one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOneValue;

impl Patch<'_> {
    fn source(&self) -> SourceText {
        SourceText { name: self.origin.to_owned(), text: self.text.clone(), written: Some(self.written.clone()) }
    }

    /// What is wrong with the patch as a text: unclosed brackets, a missing comma.
    #[must_use]
    pub fn complaints(&self) -> Vec<Diagnostic> {
        let source = self.source();
        let mut entries = Vec::new();
        let mut builder = Builder::new(&source, 0, &mut entries);
        let built = builder.build();
        let mut complaints = builder.complaints;
        if let Err(broken) = built {
            complaints.add(|| broken.diagnostic(&source));
        }
        complaints.into_list()
    }
}
