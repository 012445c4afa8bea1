//! Laws: claims about how long things take, tested on thousands of random cases.
//!
//! A law file is read by `load` into [`Law`]s: a template scenario, variables that set something in it, and claims. A
//! [`Check`] draws cases of a law (`draw`), plays each (`trial`, or `sample` for claims about all runs) and evaluates
//! the claims exactly; it stops at the first case that refutes the law, shrinks it (`shrink`), and searches for the
//! condition under which the law holds (`condition`). The result is a [`Finding`]. The same file, seed and version give
//! the same finding on any number of threads. Nothing here prints or reads a clock; files are only read by
//! [`Law::read`].

mod case;
mod check;
mod chernoff;
mod condition;
mod draw;
mod estimate;
mod evidence;
mod finding;
mod grammar;
mod intervals;
mod irrelevant;
mod judgement;
mod load;
mod names;
mod problem;
mod quantile;
mod sample;
mod shrink;
mod sides;
mod spread;
mod trial;
mod variable;
mod variations;

pub use case::Case;
pub use check::{Budget, Check};
pub use finding::{Conclusion, Faulty, Finding, MissingCondition, Refutation, Result, Skewed, Statistical};
pub use variable::Variable;

use crate::document::Diagnostics;
use crate::expression::{Expression, Value};
use crate::scenario::{Setting, Template};
use grammar::Text;
use names::Referent;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A law: claims about every scenario made from a template and its variables.
#[derive(Clone, Debug)]
pub struct Law {
    /// The law's title.
    pub title: String,
    /// The name of its file.
    pub file: String,
    /// The file of the template; `None` if the template is in the law file.
    pub template_file: Option<PathBuf>,
    /// The text of the whole file, for messages.
    text: Arc<str>,
    template: Template,
    variables: Vec<Variable>,
    given: Option<Claim>,
    claims: Vec<Claim>,
}

/// A condition on a case.
#[derive(Clone, Debug)]
struct Claim {
    expression: Expression,
    /// The meaning of each symbol of the expression.
    known: Vec<Referent>,
    /// Its place in the law's file.
    written: Text,
}

impl Claim {
    /// Whether it names a measure that needs records of single visits or games.
    fn asks_for_quantiles(&self) -> bool {
        self.known.iter().any(|known| matches!(known, Referent::Measure(measure, _) if measure.is_quantile()))
    }
}

impl Law {
    /// Reads the laws in the file at `path`. Templates are looked for in the same folder.
    ///
    /// # Errors
    /// All errors in the file, or the reason why it can't be read.
    pub fn read(path: impl AsRef<Path>) -> std::result::Result<Vec<Self>, Diagnostics> {
        let path = path.as_ref();
        let text = crate::document::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent())
    }

    /// Reads the laws in `text`, which messages call `name`. Templates are looked for in `base_dir`, or else in the
    /// working directory.
    ///
    /// # Errors
    /// All errors in the text.
    pub fn from_text(name: &str, text: &str, base_dir: Option<&Path>) -> std::result::Result<Vec<Self>, Diagnostics> {
        load::laws(name, text, base_dir)
    }

    /// The condition under which the law should hold.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        self.given.as_ref().map(|given| given.expression.text())
    }

    /// The claims, in the order of the file.
    #[must_use]
    pub fn claims(&self) -> impl ExactSizeIterator<Item = &str> {
        self.claims.iter().map(|claim| claim.expression.text())
    }

    /// Whether the claims are about the distribution of all runs, not about single ones.
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

    /// The scenario of a case as a file in `folder` says it: with the seed, if there is one, and with CSV files named
    /// from there.
    ///
    /// # Errors
    /// If the case makes no scenario.
    pub fn scenario_in(
        &self,
        folder: &Path,
        case: &Case,
        seed: Option<u64>,
    ) -> std::result::Result<String, Diagnostics> {
        let template = self.seeded(case, seed)?;
        Ok(template.text_in(folder).unwrap_or_else(|| template.text()))
    }

    /// The scenario of a case, with this seed.
    fn seeded(&self, case: &Case, seed: Option<u64>) -> std::result::Result<Template, Diagnostics> {
        let template = self.template_of(case)?;
        match seed.map(|seed| Setting::new("seed", &seed.to_string())) {
            Some(Ok(setting)) => template.with(&setting),
            _ => Ok(template),
        }
    }

    /// The settings that turn the template into the scenario of a case.
    fn settings(&self, case: &Case) -> Vec<Setting> {
        self.variables.iter().zip(case.positions()).filter_map(|(variable, &at)| variable.setting(at)).collect()
    }
}
