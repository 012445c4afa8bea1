//! Scenario files: RON in, a checked [`Exhibition`] out.
//!
//! A text goes through `source` (bytes to text), `parse` (RON to the types of `grammar`), `convert` (to the
//! model's types) and [`Exhibition::check`]. Whatever is wrong on the way becomes a [`Diagnostic`] with its
//! place, found by way of the text's `outline`. A [`Template`] is a text that [`Setting`]s can change before
//! it is read; its `draft` knows which part came from where. Nothing here plays a game, prints, or ends the process.

mod canonical;
mod column;
mod convert;
mod diagnostic;
mod draft;
mod fields;
mod forms;
mod grammar;
mod kind;
mod numeric;
mod outline;
mod parameters;
mod parse;
mod path;
mod record;
mod scale;
mod scanner;
mod setting;
mod shorthand;
mod source;
mod spelling;
mod suggest;
mod template;
mod wording;
mod write;

use crate::count::counted;
use crate::line::is_plain;
use crate::model::{Exhibition, Problem};
pub use canonical::is_within;
use column::Columns;
use convert::Converter;
pub use diagnostic::{Diagnostic, Diagnostics, Place};
use draft::Draft;
pub use numeric::{NumericKind, NumericSetting};
use outline::Outline;
pub use path::{is_same_path, quoted_step, step_to_group, through_group};
pub use record::{Item, Record};
pub use setting::{ParseSettingError, Setting};
pub use source::read as read_text;
use std::ops::Range;
use std::path::Path;
pub use suggest::one_of as did_you_mean;
pub use template::Template;

/// What a scenario file says: an exhibition, and how to play it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What results are headed by; the file's name, unless the file says otherwise.
    pub title: String,
    /// From which all random numbers follow.
    pub seed: u64,
    /// What is to be played. It has passed [`Exhibition::check`].
    pub exhibition: Exhibition,
}

impl Scenario {
    /// Reads the scenario file at `path`. CSV files it names are looked for in the same folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file, or the reason why it can't be read.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let text = source::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// Reads a scenario from `text`, which messages call `name`. CSV files it names are looked for in
    /// `base_dir`, or else in the working directory.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> Result<Self, Diagnostics> {
        Self::from_draft(&Draft::new(name, text), base_dir, &Columns::default())
    }

    fn from_draft(draft: &Draft, base_dir: Option<&Path>, columns: &Columns) -> Result<Self, Diagnostics> {
        if draft.text().len() > source::MAX_BYTES {
            return Err(source::too_large(&draft.name).into());
        }
        let mut parsed = parse::parse(draft);
        let Some(mut grammar) = parsed.scenario.take() else { return Err(Diagnostics::new(parsed.errors)) };
        let title = grammar.title.take().unwrap_or_else(|| stem(&draft.name));
        let title_is_broken = !is_plain(&title);
        let seed = grammar.seed;
        let mut converter = Converter::new(base_dir, columns);
        let exhibition = converter.exhibition(grammar);
        let Converter { mut problems, foreign, .. } = converter;
        // Rules between settings are only judged when every setting says what its author meant.
        problems.extend(if parsed.errors.is_empty() { exhibition.check() } else { exhibition.check_values() });
        if title_is_broken {
            problems.push(Problem {
                path: "title".to_owned(),
                what: "this title holds a line break or another control character".to_owned(),
                instead: "write a title that is one line of text".to_owned(),
            });
        }
        let mut diagnostics = parsed.errors;
        diagnostics.extend(located(draft, &parsed.text, &problems, &parsed.blanked));
        diagnostics.extend(foreign);
        if diagnostics.is_empty() { Ok(Self { title, seed, exhibition }) } else { Err(Diagnostics::new(diagnostics)) }
    }

    /// The scenario as it was understood: as RON, with every default filled in, in a canonical layout.
    /// Read again, it gives the identical scenario.
    #[must_use]
    pub fn to_ron(&self) -> String {
        write::scenario(&self.title, self.seed, &self.exhibition)
    }
}

/// Of more problems than this only the number is told.
const MAX_PROBLEMS: usize = 20;

/// The problems at their places in the text, except where blanking was their cause.
fn located(draft: &Draft, parsed: &str, problems: &[Problem], blanked: &[Range<usize>]) -> Vec<Diagnostic> {
    if problems.is_empty() {
        return Vec::new();
    }
    // The parser has accepted the text, so there is an outline; if not, the problems go without places.
    let outline = Outline::new(parsed).ok();
    let place =
        |problem: &Problem| outline.as_ref().and_then(|outline| outline.locate(&problem.path)).map(|found| found.span);
    let diagnostic = |problem: &Problem| {
        let diagnostic = Diagnostic::new(problem.what.as_str()).help(problem.instead.as_str());
        match place(problem) {
            Some(span) if blanked.iter().any(|gap| span.start <= gap.start && gap.end <= span.end) => None,
            Some(span) => Some(diagnostic.at(draft.place(span))),
            None => Some(diagnostic),
        }
    };
    let mut diagnostics: Vec<_> = problems.iter().take(MAX_PROBLEMS).filter_map(diagnostic).collect();
    if problems.len() > MAX_PROBLEMS {
        let more = counted((problems.len() - MAX_PROBLEMS) as u64, "more problem");
        diagnostics.push(Diagnostic::new(format!("and {more}")).help("mend these first"));
    }
    diagnostics
}

/// The name of a file without its folder and its ending.
fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests;
