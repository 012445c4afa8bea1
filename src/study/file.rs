//! Study files: RON in, a [`Study`] out, or all that is wrong, with its place.

use super::written::at_home;
use super::{Condition, Effort, Study, Written, grid};
use crate::experiment::{Factor, FactorError, Grid, ParsePrecisionError, Precision, Sequential};
use crate::expression::{Flaw, measure_named, measure_names};
use crate::model::Measure;
use crate::scenario::{Diagnostic, Diagnostics, Item, Record, Setting, Template, did_you_mean};
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

/// How many replications each point gets, where nothing is said.
pub const REPLICATIONS: u64 = 100;
/// The level of confidence intervals, where nothing is said.
pub const LEVEL: f64 = 0.95;

/// What a file says, field by field.
#[derive(Default)]
struct Said {
    baseline: Option<(Template, Option<PathBuf>)>,
    settings: Vec<(Setting, Written)>,
    factors: Vec<(Factor, Written)>,
    zip: bool,
    measures: Vec<Measure>,
    replications: Option<u64>,
    precision: Option<Precision>,
    max_replications: Option<u64>,
    level: Option<f64>,
    seed: Option<u64>,
}

impl Study {
    /// Reads the study file at `path`. The scenario that it names is looked for in the same folder.
    ///
    /// # Errors
    /// Everything that is wrong with it, and with its scenario.
    pub fn read(path: &Path) -> Result<Self, Diagnostics> {
        Self::from_record(&Record::read(path)?, path.parent().unwrap_or(Path::new("")))
    }

    /// Reads a study from `text`, which messages call `name`. Files that it names are looked for in `folder`.
    ///
    /// # Errors
    /// Everything that is wrong with it, and with its scenario.
    #[cfg(test)]
    pub fn from_text(name: &str, text: &str, folder: &Path) -> Result<Self, Diagnostics> {
        Self::from_record(&Record::from_text(name, text), folder)
    }

    fn from_record(record: &Record, folder: &Path) -> Result<Self, Diagnostics> {
        let mut said = Said::default();
        let mut broken_baseline = None;
        record.fields("Study", &FIELDS, |field, item| {
            let one = |result: Result<(), Diagnostic>| result.map_err(|wrong| vec![wrong]);
            match field {
                "scenario" => match baseline(item, record.name(), folder) {
                    Ok(baseline) => said.baseline = Some(baseline),
                    Err(Wrong::Here(diagnostic)) => return Err(vec![diagnostic]),
                    Err(Wrong::There(diagnostics)) => broken_baseline = Some(diagnostics),
                },
                "set" => said.settings = all(item, setting)?,
                "vary" => said.factors = all(item, factor)?,
                "measures" => said.measures = all(item, measure)?,
                "zip" => return one(item.word("`true` or `false`", "write one of the two").map(|zip| said.zip = zip)),
                "replications" => return one(replications(item).map(|count| said.replications = Some(count))),
                "max_replications" => {
                    return one(replications(item).map(|count| said.max_replications = Some(count)));
                }
                "precision" => return one(precision(item).map(|precision| said.precision = Some(precision))),
                "level" => return one(level(item).map(|level| said.level = Some(level))),
                "seed" => {
                    let help = "write, for example, 2017";
                    return one(item.word("a whole number", help).map(|seed| said.seed = Some(seed)));
                }
                // The condition needs the factors first.
                _ => {}
            }
            Ok(())
        })?;
        if let Some(diagnostics) = broken_baseline {
            return Err(diagnostics);
        }
        said.study(record)
    }
}

impl Said {
    /// The study, once every field makes sense by itself.
    fn study(self, record: &Record) -> Result<Study, Diagnostics> {
        let missing = |field: &str, help: &str| {
            Diagnostics::from(Diagnostic::new(format!("`{}` does not say what to {field}", record.name())).help(help))
        };
        let Some((baseline, file)) = self.baseline else {
            return Err(missing("play", "add `scenario: \"evening.ron\"`, or a whole `scenario: Scenario(…)`"));
        };
        let (settings, setting_places): (Vec<_>, Vec<_>) = self.settings.into_iter().unzip();
        let (factors, factor_places) = self.factors.into_iter().unzip();
        let baseline = settings.iter().try_fold(baseline, |template, setting| template.with(setting));
        let baseline = baseline
            .and_then(|baseline| baseline.scenario().map(|_| baseline))
            .map_err(|wrong| at_home(&wrong, "set", &settings, &setting_places))?;
        let grid = grid(factors, self.zip, &baseline, &settings);
        let grid = grid.map_err(|wrong| at_field(record, "vary", wrong))?;
        let condition = condition(record, &grid)?;
        let effort = effort(record, self.replications, self.precision, self.max_replications)?;
        if let Effort::Precision { precision, .. } = effort
            && self.measures.iter().any(|measure| !precision.suits(*measure))
        {
            let wrong = Diagnostic::new("not all of the measures are times");
            return Err(at_field(record, "precision", wrong.help("write a share of the mean, such as \"1%\"")));
        }
        let study = Study {
            baseline,
            origin: file,
            settings,
            seed: None,
            grid,
            factor_places,
            condition,
            measures: self.measures,
            effort,
            level: self.level.unwrap_or(LEVEL),
        };
        study.with_seed(self.seed).map_err(|wrong| at_field(record, "seed", wrong))
    }
}

/// How much is played: a number, or a precision, and not both.
fn effort(
    record: &Record,
    replications: Option<u64>,
    precision: Option<Precision>,
    max_replications: Option<u64>,
) -> Result<Effort, Diagnostics> {
    match (replications, precision, max_replications) {
        (Some(_), Some(_), _) => {
            let wrong = Diagnostic::new("either a number of replications is given or a precision");
            Err(at_field(record, "precision", wrong.help("remove one of the two")))
        }
        (_, None, Some(_)) => {
            let wrong = Diagnostic::new("`max_replications` limits a precision, of which there is none");
            let wrong = wrong.help("write `replications`, or add `precision: \"1%\"`");
            Err(at_field(record, "max_replications", wrong))
        }
        (_, Some(precision), most) => {
            let max_replications = most.unwrap_or(Sequential::MAX_REPLICATIONS);
            Ok(Effort::Precision { precision, max_replications })
        }
        (count, None, None) => Ok(Effort::Replications(count.unwrap_or(REPLICATIONS))),
    }
}

/// A complaint about a whole field, at its place.
fn at_field(record: &Record, field: &str, wrong: Diagnostic) -> Diagnostics {
    let found =
        record.fields(
            "Study",
            &FIELDS,
            |name, item| {
                if name == field { Err(vec![wrong.clone().at(item.place())]) } else { Ok(()) }
            },
        );
    found.err().unwrap_or_else(|| wrong.into())
}

fn condition(record: &Record, grid: &Grid) -> Result<Option<Condition>, Diagnostics> {
    let mut condition = None;
    record.fields("Study", &FIELDS, |field, item| {
        if field == "where" {
            let text = item.text().map_err(|wrong| vec![wrong])?;
            let wrong = |flaw: Flaw| vec![item.wrong_within(&flaw.span, flaw.message, flaw.advice)];
            condition = Some(Condition::new(&text, grid, "where").map_err(wrong)?);
        }
        Ok(())
    })?;
    Ok(condition)
}

/// Every element of a list, or all that is wrong with them.
fn all<T>(item: Item<'_>, each: impl Fn(Item<'_>) -> Result<T, Diagnostic>) -> Result<Vec<T>, Vec<Diagnostic>> {
    let (mut good, mut wrong) = (Vec::new(), Vec::new());
    for element in item.list() {
        match each(element) {
            Ok(it) => good.push(it),
            Err(diagnostic) => wrong.push(diagnostic),
        }
    }
    if wrong.is_empty() { Ok(good) } else { Err(wrong) }
}

enum Wrong {
    /// With the study.
    Here(Diagnostic),
    /// With the scenario.
    There(Diagnostics),
}

fn baseline(item: Item<'_>, name: &str, folder: &Path) -> Result<(Template, Option<PathBuf>), Wrong> {
    if let Some(text) = item.record("Scenario") {
        let template = Template::from_text(name, &text, Some(folder)).map_err(Wrong::There)?;
        return Ok((template, None));
    }
    let file = item.text().map_err(|_| {
        let help = "write a file's name, \"evening.ron\", or a whole scenario, `Scenario(…)`";
        Wrong::Here(item.wrong("this must be a scenario, or the name of a scenario file", help))
    })?;
    let path = folder.join(file);
    Ok((Template::read(&path).map_err(Wrong::There)?, Some(path)))
}

fn setting(item: Item<'_>) -> Result<(Setting, Written), Diagnostic> {
    let setting: Setting = item.text()?.parse().map_err(|error: crate::scenario::ParseSettingError| {
        item.wrong(error.to_string(), "a setting is written as for --set: \"master.count=2\"")
    })?;
    let written = Written::of(&item, &setting.path_span(), &setting.value_span());
    Ok((setting.given_by("set"), written))
}

fn factor(item: Item<'_>) -> Result<(Factor, Written), Diagnostic> {
    let text = item.text()?;
    let wrong = |error: FactorError| item.wrong_within(&error.span, error.what, error.instead);
    let factor: Factor = text.parse().map_err(wrong)?;
    // The factor's text begins with its path.
    let blank = text.len() - text.trim_start().len();
    let [path, values] = [factor.path_span(), factor.value_span()].map(|span| blank + span.start..blank + span.end);
    let written = Written::of(&item, &path, &values);
    Ok((factor, written))
}

fn measure(item: Item<'_>) -> Result<Measure, Diagnostic> {
    let name = item.text()?;
    let names: Vec<_> = measure_names().collect();
    let unknown = || item.wrong(format!("there is no measure `{name}`"), did_you_mean(&name, names, "measures"));
    measure_named(&name).ok_or_else(unknown)
}

fn replications(item: Item<'_>) -> Result<u64, Diagnostic> {
    let help = "write, for example, 100";
    let count: u64 = item.word("a whole number from 1 on", help)?;
    if count == 0 { Err(item.wrong("this must be a whole number from 1 on, not `0`", help)) } else { Ok(count) }
}

fn precision(item: Item<'_>) -> Result<Precision, Diagnostic> {
    item.text()?.parse().map_err(|error: ParsePrecisionError| item.wrong("this is no precision", error.to_string()))
}

fn level(item: Item<'_>) -> Result<f64, Diagnostic> {
    let help = "write, for example, 0.95";
    let level: f64 = item.word("a number between 0 and 1", help)?;
    if level > 0.0 && level < 1.0 { Ok(level) } else { Err(item.wrong("a level is between 0 and 1", help)) }
}
