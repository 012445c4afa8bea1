//! From tokens to entries. A slip (a missing comma, an equals sign instead of a colon) is noted, and building continues
//! as if it were not there, so one reading finds all slips.

use super::broken::{Broken, DEPTH_MAX};
use super::complaints::Complaints;
use super::diagnostic::Diagnostic;
use super::entry::{ByteRange, Entry, EntryId, NONE};
use super::scanner::{Scanner, Token};
use super::source::SourceText;
use std::ops::Range;

/// Builds the entries of one source.
pub(super) struct Builder<'a> {
    source: &'a SourceText,
    /// The number of the source in its document.
    number: u32,
    entries: &'a mut Vec<Entry>,
    scanner: Scanner<'a>,
    open: Vec<Open>,
    /// The entry to which the next token may belong.
    current: EntryId,
    state: State,
    /// Whether several words are one value: values from the command line may lack quotation marks.
    loose: bool,
    /// Whether there was a slip since the last comma or bracket. Errors that follow from it are not reported.
    slipped: bool,
    /// Whether there is a `#`; the rest of its line was skipped.
    pub has_hash: bool,
    /// The outermost entries.
    pub roots: Vec<EntryId>,
    pub complaints: Complaints,
}

/// A bracket that is open.
struct Open {
    entry: EntryId,
    /// Where it stands.
    at: usize,
    /// The last entry found in it.
    last: EntryId,
}

/// How much of the current entry has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing; there is no current entry.
    Nothing,
    /// A field's name and the colon.
    Field,
    /// A bare word: a field, or a value, perhaps with brackets to come.
    Word,
    /// A number or a text.
    Atom,
    /// Everything, to its closing bracket.
    Closed,
}

impl<'a> Builder<'a> {
    pub fn new(source: &'a SourceText, number: u32, entries: &'a mut Vec<Entry>) -> Self {
        let scanner = Scanner::new(&source.text);
        let (open, roots, complaints) = (Vec::new(), Vec::new(), Complaints::default());
        let (current, state, loose, slipped) = (NONE, State::Nothing, source.written.is_some(), false);
        Self {
            source,
            number,
            entries,
            scanner,
            open,
            current,
            state,
            loose,
            slipped,
            has_hash: false,
            roots,
            complaints,
        }
    }

    /// Reads all tokens.
    pub fn build(&mut self) -> Result<(), Broken> {
        while let Some(token) = self.scanner.next() {
            let (token, span) = token.map_err(Broken::Unclosed)?;
            match token {
                Token::Comma => self.comma(&span),
                Token::Colon => self.colon(&span),
                Token::Open(bracket) => self.bracket(bracket, &span)?,
                Token::Close(bracket) => self.close(bracket, &span)?,
                Token::Atom if self.text(&span) == "#" => self.hash(span),
                Token::Name | Token::Atom => self.word(token, &span),
            }
        }
        match self.open.last() {
            Some(open) => Err(Broken::Unbalanced(open.at)),
            None => Ok(()),
        }
    }

    fn text(&self, span: &Range<usize>) -> &'a str {
        &self.source.text[span.clone()]
    }

    fn complain(&mut self, span: Range<usize>, what: impl Into<String>, help: impl Into<String>) {
        let source = self.source;
        if std::mem::replace(&mut self.slipped, true) {
            return;
        }
        self.complaints.add(|| Diagnostic::new(what).at(source.place(span)).help(help));
    }

    /// A new entry that begins with `span`.
    fn begin(&mut self, span: &Range<usize>, head: bool) {
        let id = EntryId::try_from(self.entries.len()).unwrap_or(NONE);
        let parent = self.open.last().map_or(NONE, |open| open.entry);
        let value = ByteRange::of(span);
        let head = if head { value.end - value.start } else { 0 };
        let (source, key) = (self.number, ByteRange::default());
        self.entries.push(Entry { source, key, value, head, open: 0, parent, first: NONE, next: NONE });
        match self.open.last_mut() {
            None => self.roots.push(id),
            Some(open) => {
                let before = std::mem::replace(&mut open.last, id);
                let link = if before == NONE {
                    &mut self.entries[parent as usize].first
                } else {
                    &mut self.entries[before as usize].next
                };
                *link = id;
            }
        }
        self.current = id;
    }

    /// A value begins with `span`: that of the current field, or of a new entry.
    fn value(&mut self, span: &Range<usize>, head: bool) {
        if self.state == State::Field {
            let entry = &mut self.entries[self.current as usize];
            entry.value = ByteRange::of(span);
            entry.head = if head { entry.value.end - entry.value.start } else { 0 };
        } else {
            self.begin(span, head);
        }
    }

    /// Whether the current entry may still turn out to be the name of a field.
    fn may_be_field(&self) -> bool {
        matches!(self.state, State::Word | State::Atom) && self.entries[self.current as usize].key.is_empty()
    }

    /// The word taken for a value is the name of a field.
    fn name_the_field(&mut self, behind: usize) {
        let entry = &mut self.entries[self.current as usize];
        entry.key = entry.value;
        entry.value = ByteRange::of(&(behind..behind));
        entry.head = 0;
        self.state = State::Field;
    }

    fn word(&mut self, token: Token, span: &Range<usize>) {
        let is_keyed = || !self.entries[self.current as usize].key.is_empty();
        if self.loose
            && (self.state == State::Atom || self.state == State::Word && (self.open.is_empty() || is_keyed()))
        {
            let entry = &mut self.entries[self.current as usize];
            (entry.value.end, entry.head) = (ByteRange::of(span).end, 0);
            self.state = State::Atom;
            return;
        }
        let in_round = self.open.last().is_some_and(|open| self.source.text.as_bytes()[open.at] == b'(');
        if matches!(self.state, State::Word | State::Atom | State::Closed) && !self.open.is_empty() {
            let is_equals = self.text(span) == "=";
            if in_round && self.may_be_field() && (is_equals || self.state == State::Word) {
                let field = self.text(&self.entries[self.current as usize].value.range());
                let what = if is_equals {
                    "a field and its value are joined by a colon"
                } else {
                    "a field needs a colon and a value"
                };
                self.complain(span.clone(), what, format!("write `{field}: …`"));
                self.name_the_field(span.start);
                if is_equals {
                    return;
                }
            } else {
                self.no_comma(span);
            }
        }
        self.value(span, token == Token::Name);
        self.state = if token == Token::Name { State::Word } else { State::Atom };
    }

    fn no_comma(&mut self, span: &Range<usize>) {
        let what = format!("a comma is missing before `{}`", self.text(span));
        self.complain(span.clone(), what, "separate fields and values by commas");
        self.state = State::Nothing;
    }

    fn colon(&mut self, span: &Range<usize>) {
        if self.may_be_field() {
            self.slipped = false;
            self.name_the_field(span.end);
        } else if self.open.is_empty() && self.state != State::Field {
            self.begin(span, false);
            self.state = State::Atom;
        } else if self.state == State::Nothing {
            self.complain(span.clone(), "there is nothing before this colon", "write the name of a field before it");
        } else {
            self.complain(span.clone(), "this colon does not belong here", "remove it; or separate fields by commas");
        }
    }

    fn comma(&mut self, span: &Range<usize>) {
        match self.state {
            _ if self.open.is_empty() => {
                self.state = State::Nothing;
                self.begin(span, false);
            }
            State::Nothing => {
                self.complain(
                    span.clone(),
                    "there is nothing before this comma",
                    "remove the comma, or write what is missing",
                );
            }
            State::Field => self.lacks_value(span),
            _ => {}
        }
        self.state = State::Nothing;
        self.slipped = false;
    }

    /// The field's value is missing before the next token.
    fn lacks_value(&mut self, span: &Range<usize>) {
        self.entries[self.current as usize].value = ByteRange::of(&(span.start..span.start));
    }

    fn bracket(&mut self, bracket: u8, span: &Range<usize>) -> Result<(), Broken> {
        match self.state {
            State::Word => {}
            State::Atom | State::Closed if !self.open.is_empty() => {
                self.no_comma(span);
                self.value(span, false);
            }
            _ => self.value(span, false),
        }
        if self.open.len() >= DEPTH_MAX {
            return Err(Broken::TooDeep(span.start));
        }
        self.entries[self.current as usize].open = bracket;
        self.open.push(Open { entry: self.current, at: span.start, last: NONE });
        (self.state, self.slipped) = (State::Nothing, false);
        Ok(())
    }

    fn close(&mut self, bracket: u8, span: &Range<usize>) -> Result<(), Broken> {
        if self.state == State::Field && !self.open.is_empty() {
            self.lacks_value(span);
        }
        let open = self.open.pop().ok_or(Broken::Superfluous(span.start))?;
        let opening = self.source.text.as_bytes()[open.at];
        if !matches!((opening, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            return Err(Broken::Mismatched(open.at, span.start));
        }
        self.current = open.entry;
        self.entries[open.entry as usize].value.end = ByteRange::of(span).end;
        (self.state, self.slipped) = (State::Closed, false);
        Ok(())
    }

    /// `#` begins an attribute at the top of the file; elsewhere it was probably meant as a comment.
    fn hash(&mut self, span: Range<usize>) {
        let text = &self.source.text;
        let is_attribute = self.roots.is_empty() && text[span.end..].trim_start().starts_with('!');
        if let Some(length) = text[span.start..].find(']').filter(|_| is_attribute) {
            let attribute = span.start..span.start + length + 1;
            self.attribute(&attribute);
            self.scanner.go_to(attribute.end);
            return;
        }
        self.scanner.go_to(text[span.start..].find('\n').map_or(text.len(), |length| span.start + length));
        self.slipped = false;
        self.complain(span, "`#` does not begin a comment here", "begin it with two slashes: `//`");
        (self.slipped, self.has_hash) = (false, true);
    }

    /// Everything that attributes can allow is always allowed here; they only need to be correct.
    fn attribute(&mut self, span: &Range<usize>) {
        let wrong = ron::from_str::<()>(&format!("{}()", self.text(span))).err();
        let Some(wrong) = wrong.map(|error| error.code) else { return };
        let what = match wrong {
            ron::Error::NoSuchExtension(name) => format!("there is no extension `{name}`"),
            other => format!("this line can't be read: {other}"),
        };
        self.complain(span.clone(), what, "remove the line `#![enable(…)]`");
    }
}
