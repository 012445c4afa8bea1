//! The text of a scenario, and where each part of it came from: the file, or a setting.
//!
//! Settings change the text; what is wrong with a changed part must be told at the place where its author wrote it.

use super::diagnostic::Place;
use std::ops::Range;

/// A text under way.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What messages call it: the file's name.
    pub name: String,
    text: String,
    /// The last one comes last.
    patches: Vec<Patch>,
}

/// A part of the text that did not come from the file.
#[derive(Clone, Debug)]
struct Patch {
    /// Where it stands in the text.
    span: Range<usize>,
    origin: Origin,
}

/// Where the new text of a part was written.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What messages call the place: `--set`.
    pub name: &'static str,
    /// What was written there.
    pub text: String,
    /// The part of it that became the new text; all of it is meant where the new text was computed.
    pub written: Range<usize>,
    /// Where, in the new text, quotation marks were added that the author had left out.
    pub quotes: Option<Vec<usize>>,
}

impl Origin {
    /// The place of the part `span` of the new text.
    fn place(&self, span: &Range<usize>) -> Place {
        let Some(quotes) = &self.quotes else {
            return Place::in_text(self.name, &self.text, 0..self.text.len());
        };
        let back = |at: usize| {
            let added = quotes.iter().filter(|&&quote| quote < at).count();
            self.text.floor_char_boundary((self.written.start + at - added).min(self.written.end))
        };
        Place::in_text(self.name, &self.text, back(span.start)..back(span.end))
    }
}

impl Draft {
    /// The text of a file.
    pub fn new(name: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { name: name.to_owned(), text: text.to_owned(), patches: Vec::new() }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts `new` where `span` was.
    pub fn replace(&mut self, span: Range<usize>, new: &str, origin: Option<Origin>) {
        let end = span.start + new.len();
        self.patches.retain(|patch| !(span.start <= patch.span.start && patch.span.end <= span.end));
        for patch in &mut self.patches {
            if patch.span.start >= span.end {
                patch.span = patch.span.start - span.end + end..patch.span.end - span.end + end;
            } else if patch.span.end >= span.end {
                // Changed within: what stands where can no longer be told.
                patch.span.end = patch.span.end - span.end + end;
                patch.origin.quotes = None;
            }
        }
        self.text.replace_range(span.clone(), new);
        self.patches.extend(origin.map(|origin| Patch { span: span.start..end, origin }));
    }

    /// The place of a part of the text: in the file, or in the setting that it came from.
    pub fn place(&self, span: Range<usize>) -> Place {
        let patch =
            self.patches.iter().rev().find(|patch| patch.span.start <= span.start && span.end <= patch.span.end);
        match patch {
            Some(patch) => patch.origin.place(&(span.start - patch.span.start..span.end - patch.span.start)),
            None => Place::in_text(&self.name, &self.text, span),
        }
    }

    /// What was set so far, as it was written: `--set visit=Cyclic`.
    pub fn settings(&self) -> Vec<String> {
        self.patches.iter().map(|patch| format!("{} {}", patch.origin.name, patch.origin.text)).collect()
    }
}
