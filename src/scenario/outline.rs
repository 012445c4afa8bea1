//! The outline of a RON text: which value stands where.
//!
//! A tree of entries (`field: value`, or a value without a field) with their places in the text. It
//! serves to find the place of a path such as `opponents[0].think.mean`, and the entry around a place.
//! It is only drawn when something is wrong or is to be changed; reading a good file needs none. It
//! takes at most a few dozen times the memory of the text, and no recursion.

use super::scanner::{Scanner, Token, Unclosed};
use std::ops::Range;

/// An entry: its index in the outline.
pub type EntryId = usize;

/// `field: Head(…)`, `field: atom`, or either without the field.
#[derive(Debug)]
pub struct Entry {
    key: Option<Span>,
    head: Option<Span>,
    value: Span,
    parent: Option<u32>,
    /// The bracket that opens, if the value has parts.
    open: Option<u8>,
    children: Vec<u32>,
}

/// A range of bytes in half the space; texts are far shorter than 4 GiB.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    #[expect(clippy::cast_possible_truncation)]
    fn of(range: &Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    fn is_empty(self) -> bool {
        self.start == self.end
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Why a text has no outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A text or comment without an end.
    Unclosed(Unclosed),
    /// A bracket (at this byte) that is never closed.
    Unbalanced(usize),
    /// A closing bracket that closes nothing.
    Superfluous(usize),
    /// A closing bracket (the second) of another kind than the opening one (the first).
    Mismatched(usize, usize),
}

impl Broken {
    /// The same, where the text begins `by` bytes later.
    pub fn moved(self, by: usize) -> Self {
        match self {
            Self::Unclosed(Unclosed { what, at }) => Self::Unclosed(Unclosed { what, at: at + by }),
            Self::Unbalanced(at) => Self::Unbalanced(at + by),
            Self::Superfluous(at) => Self::Superfluous(at + by),
            Self::Mismatched(open, at) => Self::Mismatched(open + by, at + by),
        }
    }
}

/// The entries of a text.
pub struct Outline<'a> {
    text: &'a str,
    entries: Vec<Entry>,
    roots: Vec<u32>,
}

impl<'a> Outline<'a> {
    /// The outline of `text`.
    pub fn new(text: &'a str) -> Result<Self, Broken> {
        let mut drawing =
            Drawing { outline: Self { text, entries: Vec::new(), roots: Vec::new() }, open: Vec::new(), current: None };
        for token in Scanner::new(text) {
            let (token, span) = token.map_err(Broken::Unclosed)?;
            drawing.add(token, &span)?;
        }
        match drawing.open.last() {
            Some(&(_, at)) => Err(Broken::Unbalanced(at)),
            None => Ok(drawing.outline),
        }
    }

    /// The outermost value.
    pub fn root(&self) -> Option<EntryId> {
        self.roots.last().map(|&root| root as usize)
    }

    /// All that stands outermost: a single value, if all is well.
    pub fn roots(&self) -> Vec<EntryId> {
        self.roots.iter().map(|&root| root as usize).collect()
    }

    /// The innermost entry around byte `at`: its field, its value, or anything between.
    pub fn around(&self, at: usize) -> Option<EntryId> {
        let mut found = None;
        let mut among = &self.roots;
        loop {
            let next = among.partition_point(|&id| self.whole(id as usize).start <= at);
            let inside = next.checked_sub(1).map(|index| among[index] as usize);
            match inside.filter(|&id| at < self.whole(id).end) {
                Some(id) => (found, among) = (Some(id), &self.entries[id].children),
                None => return found,
            }
        }
    }

    /// Field and value.
    pub fn whole(&self, id: EntryId) -> Range<usize> {
        let entry = &self.entries[id];
        let start = entry.key.unwrap_or(entry.value).start as usize;
        start..(entry.value.end as usize)
    }

    /// The value.
    pub fn value(&self, id: EntryId) -> Range<usize> {
        self.entries[id].value.range()
    }

    /// The field's name, if the entry has one.
    pub fn key(&self, id: EntryId) -> Option<&'a str> {
        self.entries[id].key.map(|span| self.named(span))
    }

    /// Where the field's name stands.
    pub fn key_span(&self, id: EntryId) -> Option<Range<usize>> {
        self.entries[id].key.map(Span::range)
    }

    /// The bare word with which the value begins: `Exponential`, `FirstReady`.
    pub fn head(&self, id: EntryId) -> Option<&'a str> {
        self.entries[id].head.map(|span| self.named(span))
    }

    /// Where that word stands.
    pub fn head_span(&self, id: EntryId) -> Option<Range<usize>> {
        self.entries[id].head.map(Span::range)
    }

    /// The bracket that opens the value, if it has parts.
    pub fn bracket(&self, id: EntryId) -> Option<u8> {
        self.entries[id].open
    }

    /// The byte behind the bracket that opens, if it is a round one.
    pub fn inside(&self, id: EntryId) -> Option<usize> {
        let value = self.value(id);
        let mut tokens = Scanner::new(&self.text[value.clone()]).map_while(Result::ok);
        let (_, bracket) = tokens.find(|(token, _)| *token == Token::Open(b'('))?;
        (self.bracket(id) == Some(b'(')).then_some(value.start + bracket.end)
    }

    /// What the value consists of.
    pub fn children(&self, id: EntryId) -> impl ExactSizeIterator<Item = EntryId> + '_ {
        self.entries[id].children.iter().map(|&child| child as usize)
    }

    /// The entry of which this one is a part.
    pub fn parent(&self, id: EntryId) -> Option<EntryId> {
        self.entries[id].parent.map(|parent| parent as usize)
    }

    /// The text of a span.
    pub fn slice(&self, span: Range<usize>) -> &'a str {
        &self.text[span]
    }

    fn named(&self, span: Span) -> &'a str {
        let name = &self.text[span.range()];
        name.strip_prefix("r#").unwrap_or(name)
    }
}

/// An outline while it is being drawn.
struct Drawing<'a> {
    outline: Outline<'a>,
    /// The entries whose brackets are open, and where these stand.
    open: Vec<(u32, usize)>,
    /// The entry that the last token belongs to.
    current: Option<u32>,
}

impl Drawing<'_> {
    fn add(&mut self, token: Token, span: &Range<usize>) -> Result<(), Broken> {
        match token {
            Token::Comma => self.current = None,
            Token::Colon => self.name_the_field(span),
            Token::Close(bracket) => self.close(bracket, span)?,
            Token::Open(bracket) => {
                let id = self.extend(span);
                self.outline.entries[id as usize].open.get_or_insert(bracket);
                self.open.push((id, span.start));
                self.current = None;
            }
            Token::Name | Token::Atom => {
                let first = self.current.is_none_or(|id| self.outline.entries[id as usize].value.is_empty());
                let id = self.extend(span) as usize;
                if first && token == Token::Name {
                    self.outline.entries[id].head = Some(Span::of(span));
                }
            }
        }
        Ok(())
    }

    /// The current entry, or a new one, made to reach to the end of `span`.
    fn extend(&mut self, span: &Range<usize>) -> u32 {
        let span = Span::of(span);
        if let Some(id) = self.current {
            let value = &mut self.outline.entries[id as usize].value;
            *value = if value.is_empty() { span } else { Span { start: value.start, end: span.end } };
            return id;
        }
        let parent = self.open.last().map(|&(id, _)| id);
        let entry = Entry { key: None, head: None, value: span, parent, open: None, children: Vec::new() };
        let id = u32::try_from(self.outline.entries.len()).unwrap_or(u32::MAX);
        self.outline.entries.push(entry);
        match parent {
            Some(parent) => self.outline.entries[parent as usize].children.push(id),
            None => self.outline.roots.push(id),
        }
        self.current = Some(id);
        id
    }

    /// A colon: what stands before it was not a value but the name of the field.
    fn name_the_field(&mut self, colon: &Range<usize>) {
        let id = self.extend(colon) as usize;
        let entry = &mut self.outline.entries[id];
        if entry.key.is_none() && entry.open.is_none() {
            entry.key =
                Some(Span { start: entry.value.start, end: entry.head.map_or(entry.value.end, |head| head.end) });
            entry.head = None;
            entry.value = Span { start: entry.value.end, end: entry.value.end };
        }
    }

    fn close(&mut self, bracket: u8, span: &Range<usize>) -> Result<(), Broken> {
        let (id, at) = self.open.pop().ok_or(Broken::Superfluous(span.start))?;
        let opening = self.outline.text.as_bytes()[at];
        if !matches!((opening, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            return Err(Broken::Mismatched(at, span.start));
        }
        self.current = Some(id);
        self.extend(span);
        let attribute =
            self.open.is_empty() && self.outline.text.as_bytes()[self.outline.whole(id as usize).start] == b'#';
        if attribute {
            // `#![enable(…)]` is no value; the next token begins one.
            self.current = None;
        }
        Ok(())
    }
}
