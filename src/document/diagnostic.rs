//! Problems in the style of a compiler: place, line, caret, what is wrong, what to write.
//!
//! A [`Diagnostic`] keeps only the one line that it shows, so it can outlive the text.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt;
use std::ops::Range;

/// The longest part of a line that is shown, in bytes.
const MAX_EXCERPT: usize = 400;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The line itself; if it is very long, only the part around the place.
    pub excerpt: String,
    /// The marked part of the excerpt, in bytes.
    pub marked: Range<usize>,
    /// How many characters of the line come before the excerpt.
    cut: usize,
}

impl Place {
    /// The part `span` (bytes) of `text`; if it has several lines, only the first is marked. Whole characters are
    /// marked, and nothing beyond the text.
    #[must_use]
    pub fn in_text(file: &str, text: &str, span: Range<usize>) -> Self {
        let span = whole_characters(text, &span);
        let line_start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[span.start..].find('\n').map_or(text.len(), |newline| span.start + newline);
        let line = text[..line_start].matches('\n').count() + 1;
        let line_text = text[line_start..line_end].trim_end_matches('\r');
        let clip = |at: usize| at.saturating_sub(line_start).min(line_text.len());
        Self::in_line(file, line, line_text, clip(span.start)..clip(span.end))
    }

    /// The part `marked` (bytes) of line number `line`, whose text is `text`. Whole characters are marked.
    #[must_use]
    pub fn in_line(file: &str, line: usize, text: &str, marked: Range<usize>) -> Self {
        let marked = whole_characters(text, &marked);
        let column = text[..marked.start].chars().count() + 1;
        let (from, to) = if text.len() <= MAX_EXCERPT { (0, text.len()) } else { window(text, marked.start) };
        let marked = marked.start - from..marked.end.min(to) - from;
        let cut = text[..from].chars().count();
        Self { file: file.to_owned(), line, column, excerpt: text[from..to].to_owned(), marked, cut }
    }

    /// The part `word` of line number `line`, whose text is `text`: a slice of it.
    #[cfg(feature = "cli")]
    pub(crate) fn of_word(file: &str, line: usize, text: &str, word: &str) -> Self {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Self::in_line(file, line, text, start..start + word.len())
    }

    /// All of line number `line`, whose text is `text`.
    #[must_use]
    pub fn whole_line(file: &str, line: usize, text: &str) -> Self {
        Self::in_line(file, line, text, 0..text.len())
    }
}

/// A span of a text, or what is near it: it lies within the text, and cuts no character.
fn whole_characters(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}

/// A part of a long line around byte `at`, on character boundaries.
fn window(text: &str, at: usize) -> (usize, usize) {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_EXCERPT / 4));
    (from, text.ceil_char_boundary((from + MAX_EXCERPT).min(text.len())))
}

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, in words.
    pub message: String,
    /// Where it is, if it is in a file.
    pub place: Option<Box<Place>>,
    /// What to write or do instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem without a place and without advice, so far.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None, help: None }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place: Some(Box::new(place)), ..self }
    }

    /// The same, with advice. An empty text counts as no advice.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()).filter(|help| !help.is_empty()), ..self }
    }

    fn rendered(&self, renderer: &Renderer) -> String {
        let Some(place) = &self.place else { return self.rendered_without_place(renderer) };
        let mut group = Level::ERROR.primary_title(self.message.as_str()).element(
            Snippet::source(place.excerpt.as_str())
                .path(place.file.as_str())
                .line_start(place.line)
                .annotation(AnnotationKind::Primary.span(place.marked.clone())),
        );
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let text = renderer.render(&[group]);
        if place.cut > 0 { with_true_column(&text, place) } else { text }
    }

    /// Without a line, the help needs no gutter.
    fn rendered_without_place(&self, renderer: &Renderer) -> String {
        let help = self.help.as_deref().map(|help| Level::HELP.secondary_title(help));
        let titles = std::iter::once(Level::ERROR.primary_title(self.message.as_str())).chain(help);
        let texts: Vec<_> = titles.map(|title| renderer.render(&[Group::with_title(title)])).collect();
        texts.join("\n  ")
    }
}

/// The renderer counts columns from the start of the excerpt; readers count from the start of the line.
fn with_true_column(text: &str, place: &Place) -> String {
    let (shown, wanted) = (place.column - place.cut, place.column);
    text.replacen(&format!(":{}:{shown}", place.line), &format!(":{}:{wanted}", place.line), 1)
}

/// All errors of a scenario; at least one.
///
/// Displayed as plain text; [`Diagnostics::render`] also knows colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// All of `list`, in the order of their places; those without a place come last.
    pub(crate) fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by_key(|diagnostic| {
            diagnostic.place.as_ref().map_or((usize::MAX, 0), |place| (place.line, place.column))
        });
        Self { list }
    }

    /// The same, with a note after every message about a place in `file` that is not among the `known`.
    pub(crate) fn noted_in(mut self, file: &str, note: &str, known: &[Diagnostic]) -> Self {
        for diagnostic in &mut self.list {
            let is_there = diagnostic.place.as_ref().is_some_and(|place| place.file == file);
            if is_there && !known.contains(diagnostic) {
                diagnostic.message.push_str(note);
            }
        }
        self
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The full text, ending in a newline; `styled` with colours for a terminal (ANSI).
    #[must_use]
    pub fn render(&self, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let texts: Vec<String> = self.list.iter().map(|diagnostic| diagnostic.rendered(&renderer)).collect();
        texts.join("\n\n") + "\n"
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(only: Diagnostic) -> Self {
        Self { list: vec![only] }
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(list: Vec<Diagnostic>) -> Self {
        Self::new(list)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}
