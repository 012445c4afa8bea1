//! What a tree is made of: entries, which lie one after the other in a list and point to each other.

use std::ops::Range;

/// The index of an entry.
pub(super) type EntryId = u32;

/// No entry.
pub(super) const NONE: EntryId = EntryId::MAX;

/// `field: Head(…)`, `field: atom`, or either without the field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The source in which it is.
    pub source: u32,
    /// The field's name; empty if there is none.
    pub key: ByteRange,
    pub value: ByteRange,
    /// The length of the bare word with which the value begins; 0 if it begins otherwise.
    pub head: u32,
    /// The bracket that opens, if the value has parts; otherwise 0.
    pub open: u8,
    pub parent: EntryId,
    /// The first part.
    pub first: EntryId,
    /// The next entry in the same brackets.
    pub next: EntryId,
}

/// A range of bytes in half the space; texts are far shorter than 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ByteRange {
    pub start: u32,
    pub end: u32,
}

impl ByteRange {
    #[expect(clippy::cast_possible_truncation)]
    pub fn of(range: &Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How an entry from another source is joined to the text around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    pub entry: EntryId,
    /// The source of the field's name.
    pub key_source: u32,
    /// The part that it replaces in the source of its parent: the old value, or nothing.
    pub slot: ByteRange,
    pub joint: Joint,
}

/// Where a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// It replaces a value.
    Replaced,
    /// A field before others.
    Before,
    /// The only field.
    Alone,
}

/// A node's identity, which stays the same when its document changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub(super) EntryId);
