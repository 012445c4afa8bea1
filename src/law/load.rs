//! From a law file's text to checked laws, or to all its errors.

use super::grammar::{self, LawText, Text};
use super::names::{LawNames, NO_SEED, Referent};
use super::problem::Problems;
use super::variable::Variable;
use super::{Claim, Law};
use crate::document::{Diagnostics, Document, Node, is_within};
use crate::experiment::FactorError;
use crate::expression::{Expression, Flaw, Parsed, measure_named};
use crate::line::is_plain;
use crate::scenario::Template;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Words that can't be names of variables and definitions.
const WORDS: [&str; 13] =
    ["and", "or", "not", "implies", "with", "true", "false", "E", "P", "sum", "min", "max", "quantile"];

/// The laws in `text`, which messages call `name`; templates are looked for in `base_dir`.
pub fn laws(name: &str, text: &str, base_dir: Option<&Path>) -> Result<Vec<Law>, Diagnostics> {
    let document = Document::new(name, text)?;
    let mut problems = Problems::new(&document);
    let whole: Arc<str> = text.into();
    let mut laws: Vec<Law> = Vec::new();
    for text in &grammar::laws(&document, &mut problems) {
        let loader = Loader { file: name, base_dir, problems: &mut problems, whole: Arc::clone(&whole) };
        laws.extend(loader.law(text));
    }
    problems.into_result(laws)
}

struct Loader<'a, 'd> {
    file: &'a str,
    base_dir: Option<&'a Path>,
    problems: &'a mut Problems<'d>,
    /// The text of the file, for the laws to keep.
    whole: Arc<str>,
}

/// A template, and the file from which it was read.
type Found = (Template, Option<PathBuf>);

impl Loader<'_, '_> {
    fn law(mut self, text: &LawText<'_>) -> Option<Law> {
        let title = text.title.and_then(|title| Text::read(title, "a title", self.problems));
        if let Some(title) = title.as_ref().filter(|title| title.value.trim().is_empty() || !is_plain(&title.value)) {
            self.problems.at(title.span.clone(), "a title is one line of text", "describe the law in a few words");
        }
        let (template, template_file) = text.template.and_then(|template| self.template(template))?;
        let scenario = template.scenario().map_err(|wrong| self.problems.elsewhere(&wrong)).ok()?;
        let groups = scenario.exhibition.groups.iter().map(|group| group.name.clone()).collect();
        let mut names = LawNames::new(&template, groups);
        self.variables(text, &template, &mut names);
        self.definitions(text, &mut names);
        let given = text.given.and_then(|given| self.given(given, &names));
        let claimed = text.claims.as_deref()?;
        let claims: Vec<_> = claimed.iter().filter_map(|claim| self.claim(*claim, &names)).collect();
        if claimed.is_empty() {
            let at = text.title.unwrap_or(text.node);
            self.problems.add(at.wrong("this law claims nothing", "write `claims: [\"makespan <= 2h\"]`"));
        }
        self.one_sort(claimed, &claims);
        let file = self.file.to_owned();
        let variables = names.variables;
        let source = Arc::clone(&self.whole);
        Some(Law { title: title?.value, file, text: source, template, template_file, variables, given, claims })
    }

    /// A file's name, or an inline scenario.
    fn template(&mut self, node: Node<'_>) -> Option<Found> {
        if node.as_text().is_err() {
            let template = Template::from_node(node, self.base_dir);
            return template.map(|template| (template, None)).map_err(|wrong| self.problems.elsewhere(&wrong)).ok();
        }
        let name = Text::read(node, "a template", self.problems)?;
        let path = self.base_dir.map_or_else(|| PathBuf::from(&name.value), |folder| folder.join(&name.value));
        match Template::read(&path) {
            Ok(template) => Some((template, Some(path))),
            Err(wrong) if wrong.iter().all(|problem| problem.place.is_none()) => {
                let message = wrong.iter().next().map(|problem| problem.message.clone());
                let help = "the template's path is relative to the law file's folder";
                self.problems.at(name.span, message.unwrap_or_default(), help);
                None
            }
            Err(wrong) => {
                self.problems.elsewhere(&wrong);
                None
            }
        }
    }

    fn variables(&mut self, text: &LawText<'_>, template: &Template, names: &mut LawNames) {
        for (name, node) in &text.variables {
            match self.variable(name, *node, template, names) {
                Some(variable) => names.variables.push(variable),
                None => names.broken.push(name.clone()),
            }
        }
    }

    fn variable(&mut self, name: &str, node: Node<'_>, template: &Template, names: &LawNames) -> Option<Variable> {
        let written = Text::read(node, "a variable's range", self.problems)?;
        if let Some(why) = name_problem(name, names) {
            self.problems.at(written.span, why, "choose another name, such as `N`");
            return None;
        }
        let factor: Result<_, FactorError> = written.value.parse();
        let factor =
            factor.map_err(|wrong| self.problems.at(written.place(wrong.span), wrong.what, wrong.instead)).ok()?;
        let variable = Variable { name: name.to_owned(), factor };
        if variable.factor.path() == "seed" {
            self.problems.at(written.place(0.."seed".len()), NO_SEED.0, NO_SEED.1);
            return None;
        }
        let overlap = names.variables.iter().find(|other| {
            let [one, other] = [&variable, other].map(|each| template.canonical(each.factor.path()).ok());
            one.zip(other).is_some_and(|(one, other)| is_within(&one, &other) || is_within(&other, &one))
        });
        if let Some(other) = overlap {
            let what = format!("`{name}` and `{}` set the same value, or a part of it", other.name);
            let path = written.place(0..variable.factor.path().len());
            self.problems.at(path, what, "each variable must set a different value");
            return None;
        }
        self.fits(&variable, &written, template).then_some(variable)
    }

    /// Whether the template takes the variable's first and last value.
    fn fits(&mut self, variable: &Variable, written: &Text, template: &Template) -> bool {
        let last = variable.factor.len() - 1;
        for index in [0, last] {
            let wrong = variable.setting(index).map(|setting| template.with(&setting));
            if let Some(Err(wrong)) = wrong {
                self.wrong_setting(written, &wrong);
                return false;
            }
        }
        true
    }

    fn wrong_setting(&mut self, written: &Text, wrong: &Diagnostics) {
        let Some(first) = wrong.iter().next() else { return };
        let marked = first.place.as_ref().map(|place| place.marked.clone());
        // A variable's text begins with the path, like a setting.
        let span = marked.filter(|marked| marked.end <= written.value.len()).map(|marked| written.place(marked));
        let help = first.help.clone().unwrap_or_default();
        self.problems.at(span.unwrap_or_else(|| written.span.clone()), first.message.as_str(), help);
    }

    fn definitions(&mut self, text: &LawText<'_>, names: &mut LawNames) {
        for (name, node) in &text.definitions {
            match self.definition(name, *node, names) {
                Some(parsed) => names.definitions.push((name.clone(), parsed)),
                None => names.broken.push(name.clone()),
            }
        }
    }

    fn definition(&mut self, name: &str, node: Node<'_>, names: &LawNames) -> Option<Parsed> {
        let written = Text::read(node, "a definition", self.problems)?;
        if let Some(why) = name_problem(name, names) {
            self.problems.at(written.span, why, "choose another name");
            return None;
        }
        // Checked by itself, so a flaw is shown at its place, not where the definition is used.
        let parsed = Expression::new(&written.value, names).and_then(|_| Parsed::new(&written.value));
        self.reported(&written, parsed, names)
    }

    /// The value read, or `None` after a complaint; no complaint if it only uses something that could not be read.
    fn reported<T>(&mut self, written: &Text, result: Result<T, Flaw>, names: &LawNames) -> Option<T> {
        let excused =
            |parsed: Parsed| parsed.names().iter().any(|name| names.broken.iter().any(|broken| broken == name));
        match result {
            Ok(read) => Some(read),
            Err(_) if Parsed::new(&written.value).is_ok_and(excused) => None,
            Err(flaw) => {
                self.problems.flaw(written.place(flaw.span.clone()), &flaw);
                None
            }
        }
    }

    fn given(&mut self, node: Node<'_>, names: &LawNames) -> Option<Claim> {
        let written = Text::read(node, "a condition", self.problems)?;
        let claim = self.condition(&written, names)?;
        if claim.expression.varies() || !claim.expression.statistics().is_empty() {
            let what = "`given` selects cases before they are played";
            self.problems.at(
                written.span,
                what,
                "use only variables and settings; put results of a run into a claim, before `implies`",
            );
            return None;
        }
        Some(claim)
    }

    fn claim(&mut self, node: Node<'_>, names: &LawNames) -> Option<Claim> {
        let written = Text::read(node, "a claim", self.problems)?;
        self.condition(&written, names)
    }

    fn condition(&mut self, written: &Text, names: &LawNames) -> Option<Claim> {
        let unknown = |name: &str| Flaw::new(0..0, format!("nothing is called `{name}` here"));
        let checked = Expression::condition(&written.value, names).and_then(|expression| {
            let known = expression.symbols().iter();
            let known =
                known.map(|symbol| names.known(&symbol.name, symbol.group).ok_or_else(|| unknown(&symbol.name)));
            let known: Vec<Referent> = known.collect::<Result<_, _>>()?;
            Ok(Claim { expression, known, written: written.clone() })
        });
        self.reported(written, checked, names)
    }

    /// Claims about single runs and claims about all runs are tested differently.
    fn one_sort(&mut self, claimed: &[Node<'_>], claims: &[Claim]) {
        let of_all_runs = |claim: &&Claim| !claim.expression.statistics().is_empty();
        let single = claims.iter().any(|claim| claim.expression.varies());
        if single && claims.iter().any(|claim| of_all_runs(&claim)) {
            let span = claimed.last().map_or(0..0, |claim| claim.span());
            let what = "claims about single runs and claims with `E(…)`, `P(…)` or quantiles can't be in one law";
            self.problems.at(span, what, "write two laws: they are tested in different ways");
        }
    }
}

/// Why this can't be a name.
fn name_problem(name: &str, names: &LawNames) -> Option<String> {
    let letters = |name: &str| {
        name.chars().all(|c| c.is_alphanumeric() || c == '_') && name.starts_with(|c: char| c.is_alphabetic())
    };
    let taken = names.variables.iter().any(|variable| variable.name == name)
        || names.definitions.iter().any(|(defined, _)| defined == name);
    if !letters(name) {
        Some(format!("`{name}` is not a name: write a letter, then letters, digits and `_`"))
    } else if WORDS.contains(&name) {
        Some(format!("`{name}` already has a meaning"))
    } else if measure_named(name).is_some() {
        Some(format!("`{name}` is already a measure"))
    } else if taken {
        Some(format!("`{name}` is given twice"))
    } else {
        None
    }
}
