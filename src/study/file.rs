//! Study files: RON in, a [`Study`] out, or all errors with their places.

use super::setting_places::at_home;
use super::{Effort, PointFilter, SettingPlaces, Study, grid};
use crate::document::{self, Complaints, Diagnostic, Diagnostics, Document, FieldNames, Fields, Node, did_you_mean};
use crate::experiment::{Factor, FactorError, Grid, ParsePrecisionError, Precision, Sequential};
use crate::expression::{measure_named, measure_names};
use crate::model::Measure;
use crate::scenario::{ParseSettingError, Setting, Template};
use std::path::{Path, PathBuf};

/// The fields of a study, in the order in which they are written.
pub(super) const FIELDS: [&str; 11] = [
    "scenario",
    "set",
    "vary",
    "zip",
    "where",
    "measures",
    "replications",
    "precision",
    "max_replications",
    "level",
    "seed",
];

/// The default number of replications of each point.
pub const REPLICATIONS: u64 = 100;
/// The default level of confidence intervals.
pub const LEVEL: f64 = 0.95;

/// The content of a file, field by field.
#[derive(Default)]
struct Content {
    baseline: Option<(Template, Option<PathBuf>)>,
    settings: Vec<(Setting, SettingPlaces)>,
    factors: Vec<(Factor, SettingPlaces)>,
    zip: bool,
    measures: Vec<Measure>,
    replications: Option<u64>,
    precision: Option<Precision>,
    max_replications: Option<u64>,
    level: Option<f64>,
    seed: Option<u64>,
}

impl Study {
    /// Reads the study file at `path`, with these additional settings in its scenario. The scenario that it names is
    /// looked for in the same folder.
    ///
    /// # Errors
    /// All errors in it, and in its scenario; or if a setting has no effect because it is varied.
    pub fn read(path: &Path, settings: &[Setting]) -> Result<Self, Diagnostics> {
        let text = document::read(path)?;
        Self::from_text(&path.to_string_lossy(), &text, path.parent().unwrap_or(Path::new("")), settings)
    }

    /// Reads a study from `text`, which messages call `name`, with these additional settings in its scenario. Files
    /// that it names are looked for in `folder`.
    ///
    /// # Errors
    /// As for [`Study::read`].
    pub fn from_text(name: &str, text: &str, folder: &Path, settings: &[Setting]) -> Result<Self, Diagnostics> {
        Self::from_document(&Document::new(name, text)?, folder, settings)
    }

    fn from_document(document: &Document, folder: &Path, settings: &[Setting]) -> Result<Self, Diagnostics> {
        let mut wrong = document.complaints().clone();
        let fields = fields(document, &mut wrong)?;
        let mut said = Content::default();
        for (field, node) in fields.iter() {
            said.read(field, node, folder, &mut wrong);
        }
        if fields.lacks("scenario") {
            let what = format!("`{}` does not say what to play", document.name());
            let help = "add `scenario: \"evening.ron\"`, or a whole `scenario: Scenario(…)`";
            wrong.add(|| Diagnostic::new(what).help(help));
        }
        wrong.into_result(())?;
        said.study(&fields, settings)
    }
}

/// The fields of the study that a document is.
fn fields<'d>(document: &'d Document, wrong: &mut Complaints) -> Result<Fields<'d>, Diagnostics> {
    let help = "write `Study(…)`";
    let Some(root) = document.root() else {
        return Err(Diagnostic::new(format!("`{}` is empty", document.name())).help(help).into());
    };
    let is_record = root.bracket() == Some(b'(') && root.head().is_none_or(|found| found == "Study");
    if !is_record || root.key().is_some() {
        let (what, help) = match root.head() {
            Some("Scenario") => {
                let vary = "`zeitnot sweep FILE --vary …`; with `--save-study` that writes a study";
                ("this is a scenario, not a study", format!("play it with `zeitnot run`, or vary it with {vary}"))
            }
            Some("Law") => ("this is a law, not a study", "test it with `zeitnot check`".to_owned()),
            _ => ("this is not a study", help.to_owned()),
        };
        return Err(root.wrong_first(what, help).into());
    }
    if let Some(surplus) = document.surplus() {
        let help = "remove it, or move it into the study";
        wrong.add(|| surplus.wrong_first("there is text after the end of the study", help));
    }
    let names =
        FieldNames { owner: "a study", one: "field", all: FIELDS.into_iter().map(|field| (field, "")), hidden: "" };
    Ok(Fields::new(root, &names, wrong))
}

impl Content {
    /// Reads one of the fields.
    fn read(&mut self, field: &str, node: Node<'_>, folder: &Path, wrong: &mut Complaints) {
        match field {
            "scenario" => match baseline(node, folder) {
                Ok(baseline) => self.baseline = Some(baseline),
                Err(diagnostics) => wrong.extend(diagnostics.iter().cloned()),
            },
            "set" => self.settings = all(node, setting, wrong),
            "vary" => self.factors = all(node, factor, wrong),
            "measures" => {
                let mut known = Vec::new();
                self.measures = all(node, |node| new_measure(node, &mut known), wrong);
            }
            "zip" => {
                let what = || format!("this must be `true` or `false`, not `{}`", node.text());
                let zip = node.as_truth().map_err(|_| node.wrong(what(), "write one of the two"));
                self.zip = kept(zip, wrong).unwrap_or(false);
            }
            "replications" => self.replications = kept(replications(node), wrong),
            "max_replications" => self.max_replications = kept(replications(node), wrong),
            "precision" => self.precision = kept(precision(node), wrong),
            "level" => self.level = kept(level(node), wrong),
            "seed" => self.seed = kept(whole(node, "a whole number", "write, for example, 2017"), wrong),
            // The condition needs the factors first.
            _ => {}
        }
    }

    /// The study with more settings, once every field is valid by itself.
    fn study(self, fields: &Fields<'_>, more: &[Setting]) -> Result<Study, Diagnostics> {
        let Some((baseline, file)) = self.baseline else {
            return Err(Diagnostic::new("this study has no scenario").into());
        };
        let (settings, setting_places): (Vec<_>, Vec<_>) = self.settings.into_iter().unzip();
        let (factors, factor_places) = self.factors.into_iter().unzip();
        let changed = baseline
            .none_replaced(&settings)
            .and_then(|()| baseline.none_replaced(more))
            .and_then(|()| baseline.with_all(&settings))
            .and_then(|baseline| baseline.with_all(more))
            .and_then(|baseline| baseline.scenario().map(|_| baseline));
        let baseline = changed.map_err(|wrong| at_home(&wrong, "set", &settings, &setting_places))?;
        let grid = grid(factors, self.zip, &baseline, &settings).map_err(|wrong| at_field(fields, "vary", wrong))?;
        super::grid::none_undone(&grid, &baseline, more)?;
        let condition = fields.get("where").map(|node| condition(node, &grid)).transpose()?;
        let effort = effort(fields, self.replications, self.precision, self.max_replications)?;
        if let Effort::Precision { precision, .. } = effort
            && self.measures.iter().any(|measure| !precision.suits(*measure))
        {
            let wrong = Diagnostic::new("not all of the measures are times");
            return Err(at_field(fields, "precision", wrong.help("write a share of the mean, such as \"1%\"")));
        }
        let study = Study {
            baseline,
            origin: file,
            settings: [&settings, more].concat(),
            seed: None,
            grid,
            factor_places,
            condition,
            measures: self.measures,
            effort,
            level: self.level.unwrap_or(LEVEL),
        };
        study.with_seed(self.seed).map_err(|wrong| at_field(fields, "seed", wrong))
    }
}

/// The value if it is valid; otherwise `None`, after a complaint.
fn kept<T>(result: Result<T, Diagnostic>, wrong: &mut Complaints) -> Option<T> {
    result.map_err(|diagnostic| wrong.add(|| diagnostic)).ok()
}

/// How much to play: a number or a precision, not both.
fn effort(
    fields: &Fields<'_>,
    replications: Option<u64>,
    precision: Option<Precision>,
    max_replications: Option<u64>,
) -> Result<Effort, Diagnostics> {
    match (replications, precision, max_replications) {
        (Some(_), Some(_), _) => {
            let wrong = Diagnostic::new("`replications` and `precision` can't be combined");
            Err(at_field(fields, "precision", wrong.help("remove one of the two")))
        }
        (_, None, Some(_)) => {
            let wrong = Diagnostic::new("`max_replications` needs a precision, and there is none");
            let wrong = wrong.help("write `replications`, or add `precision: \"1%\"`");
            Err(at_field(fields, "max_replications", wrong))
        }
        (_, Some(precision), most) => {
            let max_replications = most.unwrap_or(Sequential::MAX_REPLICATIONS);
            Ok(Effort::Precision { precision, max_replications })
        }
        (count, None, None) => Ok(Effort::Replications(count.unwrap_or(REPLICATIONS))),
    }
}

/// A complaint about a whole field, at its place.
fn at_field(fields: &Fields<'_>, field: &str, wrong: Diagnostic) -> Diagnostics {
    match fields.get(field) {
        Some(node) => wrong.at(node.whole_place()).into(),
        None => wrong.into(),
    }
}

fn condition(node: Node<'_>, grid: &Grid) -> Result<PointFilter, Diagnostic> {
    let text = text(node)?;
    PointFilter::new(&text, grid, "where")
        .map_err(|flaw| Diagnostic::new(flaw.message).at(node.place_within(&flaw.span)).help(flaw.advice))
}

/// Every valid element of a list; a single value counts as a list.
fn all<T>(node: Node<'_>, mut each: impl FnMut(Node<'_>) -> Result<T, Diagnostic>, wrong: &mut Complaints) -> Vec<T> {
    let is_list = node.bracket() == Some(b'[');
    let elements: Vec<_> = if is_list { node.children().collect() } else { vec![node] };
    elements.into_iter().filter_map(|element| kept(each(element), wrong)).collect()
}

/// The text of a node.
fn text(node: Node<'_>) -> Result<String, Diagnostic> {
    let instead = || format!("write it in quotation marks: \"{}\"", node.text().replace('"', ""));
    node.as_text().map(Into::into).map_err(|_| node.wrong("this must be a text", instead()))
}

fn whole(node: Node<'_>, what: &str, help: &str) -> Result<u64, Diagnostic> {
    node.as_whole().map_err(|_| node.wrong(format!("this must be {what}, not `{}`", node.text()), help))
}

fn baseline(node: Node<'_>, folder: &Path) -> Result<(Template, Option<PathBuf>), Diagnostics> {
    if node.head() == Some("Scenario") {
        return Ok((Template::from_node(node, Some(folder))?, None));
    }
    let file = node.as_text().map_err(|_| {
        let help = "write a file's name, \"evening.ron\", or a whole scenario, `Scenario(…)`";
        node.wrong("this must be a scenario, or the name of a scenario file", help)
    })?;
    let path = folder.join(&*file);
    Ok((Template::read(&path)?, Some(path)))
}

fn setting(node: Node<'_>) -> Result<(Setting, SettingPlaces), Diagnostic> {
    let setting: Setting = text(node)?.parse().map_err(|error: ParseSettingError| {
        node.wrong(error.to_string(), "write a setting as for --set: \"master.count=2\"")
    })?;
    let written = SettingPlaces::of(node, &setting.path_span(), &setting.value_span());
    Ok((setting.given_by("set"), written))
}

fn factor(node: Node<'_>) -> Result<(Factor, SettingPlaces), Diagnostic> {
    let text = text(node)?;
    let wrong = |error: FactorError| Diagnostic::new(error.what).at(node.place_within(&error.span)).help(error.instead);
    let factor: Factor = text.parse().map_err(wrong)?;
    // The factor's text begins with its path.
    let blank = text.len() - text.trim_start().len();
    let [path, values] = [factor.path_span(), factor.value_span()].map(|span| blank + span.start..blank + span.end);
    let written = SettingPlaces::of(node, &path, &values);
    Ok((factor, written))
}

fn new_measure(node: Node<'_>, known: &mut Vec<Measure>) -> Result<Measure, Diagnostic> {
    let measure = measure(node)?;
    if known.contains(&measure) {
        return Err(node.wrong(format!("`{}` is listed twice", text(node)?), "remove one of the two"));
    }
    known.push(measure);
    Ok(measure)
}

fn measure(node: Node<'_>) -> Result<Measure, Diagnostic> {
    let name = text(node)?;
    let names: Vec<_> = measure_names().collect();
    let unknown = || node.wrong(format!("there is no measure `{name}`"), did_you_mean(&name, names, "measures"));
    measure_named(&name).ok_or_else(unknown)
}

fn replications(node: Node<'_>) -> Result<u64, Diagnostic> {
    let help = "write, for example, 100";
    let count = whole(node, "a whole number, at least 1", help)?;
    if count == 0 { Err(node.wrong("this must be a whole number, at least 1, not `0`", help)) } else { Ok(count) }
}

fn precision(node: Node<'_>) -> Result<Precision, Diagnostic> {
    text(node)?.parse().map_err(|error: ParsePrecisionError| node.wrong("this is not a precision", error.to_string()))
}

fn level(node: Node<'_>) -> Result<f64, Diagnostic> {
    let help = "write, for example, 0.95";
    let what = || format!("this must be a number between 0 and 1, not `{}`", node.text());
    let level = node.as_number().map_err(|_| node.wrong(what(), help))?;
    if level > 0.0 && level < 1.0 { Ok(level) } else { Err(node.wrong("a level is between 0 and 1", help)) }
}
