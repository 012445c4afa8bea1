//! Laws: claims about how long things take, tested on thousands of random cases.
//!
//! A law file is read by `load` into [`Law`]s: a template scenario, variables that set something in it, and claims. A
//! [`Check`] draws cases of a law (`draw`), plays each (`trial`, or `sample` for claims about all runs) and evaluates the
//! claims exactly; it stops at the first case that refutes the law, makes that smaller (`shrink`), and searches for the
//! condition under which the law holds after all (`condition`). What it found is a [`Finding`]. The same file, seed and
//! version give the same finding on any number of threads. Nothing here prints or reads a clock; files are only read by
//! [`Law::read`].

mod case;
mod check;
mod condition;
mod draw;
mod finding;
mod grammar;
mod irrelevant;
mod judgement;
mod load;
mod names;
mod problem;
mod sample;
mod shrink;
mod trial;
mod variable;

pub use case::Case;
pub use check::{Budget, Check};
pub use condition::Condition;
pub use finding::{Conclusion, Faulty, Finding, Refutation, Result, Sides, Statistical};
pub use variable::Variable;

use crate::document::Diagnostics;
use crate::expression::{Expression, Value};
use crate::scenario::{Setting, Template};
use grammar::Text;
use names::Known;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A law: what is claimed about every scenario that a template and its variables make.
#[derive(Clone, Debug)]
pub struct Law {
    /// What the law is called.
    pub title: String,
    /// The name of the file it stands in.
    pub file: String,
    /// The file of the template; `None` if the template stands in the law file.
    pub template_file: Option<PathBuf>,
    /// All of the file, for messages.
    text: Arc<str>,
    template: Template,
    variables: Vec<Variable>,
    given: Option<Claim>,
    claims: Vec<Claim>,
}

/// Something that is true or false of a case.
#[derive(Clone, Debug)]
struct Claim {
    expression: Expression,
    /// What each of the expression's symbols stands for.
    known: Vec<Known>,
    /// Where it stands in the law's file.
    written: Text,
}

impl Claim {
    /// Whether it names a measure for which visits or games are taken down one by one.
    fn asks_for_quantiles(&self) -> bool {
        self.known.iter().any(|known| matches!(known, Known::Measure(measure, _) if measure.is_quantile()))
    }
}

impl Law {
    /// Reads the laws in the file at `path`. Templates are looked for in the same folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file, or the reason why it can't be read.
    pub fn read(path: impl AsRef<Path>) -> std::result::Result<Vec<Self>, Diagnostics> {
        let path = path.as_ref();
        let text = crate::document::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// Reads the laws in `text`, which messages call `name`. Templates are looked for in `base_dir`, or else in the working
    /// directory.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> std::result::Result<Vec<Self>, Diagnostics> {
        load::laws(name, text, base_dir)
    }

    /// The variables, in the order of the file.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The condition under which the law is meant to hold.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        self.given.as_ref().map(|given| given.expression.text())
    }

    /// What is claimed, in the order of the file.
    #[must_use]
    pub fn claims(&self) -> impl ExactSizeIterator<Item = &str> {
        self.claims.iter().map(|claim| claim.expression.text())
    }

    /// Whether the claims are about all runs that chance may give, not about single ones.
    #[must_use]
    pub fn is_statistical(&self) -> bool {
        self.claims.iter().any(|claim| !claim.expression.statistics().is_empty())
    }

    /// The values of the variables in a case.
    fn values(&self, case: &Case) -> Vec<Value> {
        self.variables.iter().zip(case.positions()).map(|(variable, &at)| variable.value(at)).collect()
    }

    /// The scenario of a case.
    fn template_of(&self, case: &Case) -> std::result::Result<Template, Diagnostics> {
        self.template.with_all(&self.settings(case))
    }

    /// What makes the template the scenario of a case.
    fn settings(&self, case: &Case) -> Vec<Setting> {
        self.variables.iter().zip(case.positions()).filter_map(|(variable, &at)| variable.setting(at)).collect()
    }
}
