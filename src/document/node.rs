//! A part of a document.

use super::complaints::Complaints;
use super::diagnostic::{Diagnostic, Place};
use super::entry::{ByteRange, Entry, EntryId, NONE, NodeId};
use super::scanner::{Scanner, Token};
use super::tree::Document;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// `field: Head(…)`, `field: atom`, or either without the field.
#[derive(Clone, Copy, Debug)]
pub struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) id: EntryId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Document {
    /// The outermost value; `None` if there are only comments.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        self.node(self.root)
    }

    /// Text after the outermost value, which is an error.
    #[must_use]
    pub fn surplus(&self) -> Option<Node<'_>> {
        self.node(self.surplus)
    }

    /// The node of this identity.
    ///
    /// # Panics
    /// If there is no such node.
    #[must_use]
    pub fn at(&self, id: NodeId) -> Node<'_> {
        self.node(id.0).expect("a node of this document")
    }

    pub(super) fn node(&self, id: EntryId) -> Option<Node<'_>> {
        (id != NONE).then_some(Node { document: self, id })
    }

    /// A part of this document as a document. Its places are those in the file.
    #[must_use]
    pub fn part(node: Node<'_>) -> Self {
        let whole = node.document;
        let mut entries =
            vec![Entry { key: ByteRange::default(), parent: NONE, next: NONE, ..whole.entries[node.id as usize] }];
        let mut at = 0;
        while at < entries.len() {
            let (mut from, mut previous) = (entries[at].first, NONE);
            while from != NONE {
                let id = EntryId::try_from(entries.len()).unwrap_or(NONE);
                let copy = whole.entries[from as usize];
                from = copy.next;
                entries.push(Entry { parent: EntryId::try_from(at).unwrap_or(NONE), next: NONE, ..copy });
                if previous == NONE {
                    entries[at].first = id;
                } else {
                    entries[previous as usize].next = id;
                }
                previous = id;
            }
            at += 1;
        }
        let (sources, complaints) = (whole.sources.clone(), Complaints::default());
        Self { sources, entries, root: 0, surplus: NONE, edits: Vec::new(), complaints, is_part: true }
    }
}

impl<'d> Node<'d> {
    /// Its identity.
    #[must_use]
    pub const fn id(self) -> NodeId {
        NodeId(self.id)
    }

    /// The source of the field's name.
    pub(super) fn key_source(self) -> usize {
        let edit = self.document.edits.iter().find(|edit| edit.entry == self.id);
        edit.map_or(self.document.entries[self.id as usize].source, |edit| edit.key_source) as usize
    }

    fn entry(self) -> &'d Entry {
        &self.document.entries[self.id as usize]
    }

    fn named(text: &'d str) -> &'d str {
        text.strip_prefix("r#").unwrap_or(text)
    }

    /// The field's name, if there is one.
    #[must_use]
    pub fn key(self) -> Option<&'d str> {
        let key = self.entry().key;
        (!key.is_empty()).then(|| Self::named(&self.document.sources[self.key_source()].text[key.range()]))
    }

    /// The bare word with which the value begins: `Exponential`, `FirstReady`.
    #[must_use]
    pub fn head(self) -> Option<&'d str> {
        let Entry { source, value, head, .. } = *self.entry();
        let span = ByteRange { start: value.start, end: value.start + head };
        (head > 0).then(|| Self::named(&self.document.sources[source as usize].text[span.range()]))
    }

    /// The bracket that opens, if the value has parts.
    #[must_use]
    pub fn bracket(self) -> Option<u8> {
        Some(self.entry().open).filter(|&open| open != 0)
    }

    /// Whether the value is missing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.entry().value.is_empty()
    }

    /// The parts of the value.
    pub fn children(self) -> impl Iterator<Item = Self> + Clone {
        let document = self.document;
        let next = move |node: &Self| document.node(node.entry().next);
        std::iter::successors(document.node(self.entry().first), next)
    }

    /// The node of which this is a part.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.document.node(self.entry().parent)
    }

    /// Whether this is `whole`, or a part of it.
    #[must_use]
    pub fn is_within(self, whole: Self) -> bool {
        std::iter::successors(Some(self), |node| node.parent()).any(|node| node == whole)
    }

    /// The value as written, if it has no parts.
    #[must_use]
    pub fn word(self) -> &'d str {
        let Entry { source, value, .. } = *self.entry();
        &self.document.sources[source as usize].text[value.range()]
    }

    /// The value as written, including changes within it.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        if self.document.edits.is_empty() || self.bracket().is_none() {
            return Cow::Borrowed(self.word());
        }
        Cow::Owned(self.text_with(&BTreeMap::new()))
    }

    /// The same with these texts for some of its parts.
    #[must_use]
    pub fn text_with(self, texts: &BTreeMap<NodeId, String>) -> String {
        self.document.rendered(self.id, texts)
    }

    /// The wrapped value: the only thing in round brackets, if it has parts itself.
    #[must_use]
    pub fn wrapped(self) -> Option<Self> {
        let mut children = self.children();
        let only = children.next().filter(|_| children.next().is_none() && self.bracket() == Some(b'('))?;
        (only.key().is_none() && only.bracket().is_some()).then_some(only)
    }

    /// The path from the root to this node, with elements of lists by their numbers.
    #[must_use]
    pub fn path(self) -> String {
        let (mut steps, mut here) = (Vec::new(), self);
        while let Some(parent) = here.parent() {
            if let Some(key) = here.key() {
                steps.push(format!(".{key}"));
            } else if parent.wrapped() != Some(here) {
                let index = parent.children().position(|child| child == here).unwrap_or(0);
                steps.push(format!("[{index}]"));
            }
            here = parent;
        }
        steps.reverse();
        steps.concat().trim_start_matches('.').to_owned()
    }

    /// The byte after the opening bracket, if it is a round one.
    pub(super) fn inside(self) -> Option<usize> {
        let Entry { value, head, .. } = *self.entry();
        let at = value.start + head;
        let mut tokens = Scanner::new(&self.word()[head as usize..]).map_while(Result::ok);
        let (_, bracket) = tokens.find(|(token, _)| *token == Token::Open(b'('))?;
        (self.bracket() == Some(b'(')).then_some(at as usize + bracket.end)
    }

    /// The place of the value in its source, in bytes.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        self.entry().value.range()
    }

    /// Those parts of the value, or itself, that have no parts; in the order of the text.
    #[must_use]
    pub fn leaves(self) -> Vec<Self> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(next) = open.pop() {
            if next.bracket().is_none() {
                found.push(next);
            }
            let before = open.len();
            open.extend(next.children());
            open[before..].reverse();
        }
        found
    }

    /// The place of the value; if it is missing, where it should be.
    #[must_use]
    pub fn place(self) -> Place {
        self.at(self.entry().value.range())
    }

    /// The place of field and value.
    #[must_use]
    pub fn whole_place(self) -> Place {
        let Entry { key, value, .. } = *self.entry();
        if key.is_empty() { self.place() } else { self.at(key.start as usize..value.end as usize) }
    }

    /// The place of the field's name; without a name, of the value.
    #[must_use]
    fn key_place(self) -> Place {
        let key = self.entry().key;
        if key.is_empty() { self.place() } else { self.document.sources[self.key_source()].place(key.range()) }
    }

    /// The place of the word with which the value begins; without one, of the value.
    #[must_use]
    fn head_place(self) -> Place {
        let Entry { value, head, .. } = *self.entry();
        if head == 0 { self.place() } else { self.at(value.start as usize..(value.start + head) as usize) }
    }

    /// The place of a part of [`Node::word`], in bytes.
    #[must_use]
    pub fn place_of(self, part: &Range<usize>) -> Place {
        let start = self.entry().value.start as usize;
        self.at(start + part.start..start + part.end)
    }

    /// A place in the source of the value.
    fn at(self, span: Range<usize>) -> Place {
        self.document.sources[self.entry().source as usize].place(span)
    }

    /// A complaint about the value.
    #[must_use]
    pub fn wrong(self, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(what).at(self.place()).help(help)
    }

    /// A complaint about the word with which the value begins.
    #[must_use]
    pub fn wrong_head(self, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(what).at(self.head_place()).help(help)
    }

    /// A complaint about the word with which it begins, field or value.
    #[must_use]
    pub fn wrong_first(self, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        let place = if self.key().is_some() { self.key_place() } else { self.head_place() };
        Diagnostic::new(what).at(place).help(help)
    }

    /// A complaint about the field's name.
    #[must_use]
    pub fn wrong_key(self, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        Diagnostic::new(what).at(self.key_place()).help(help)
    }
}
