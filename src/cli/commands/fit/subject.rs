//! What is fitted: a class of values, each by itself.

use crate::cli::arguments::FitOptions;
use crate::cli::failure::Failure;
use crate::document::is_same_path;
use crate::fit::{Figures, Model, Provenance, RecordedGame, Sample, warnings};
use crate::line::is_plain_char;
use crate::measured::{Class, Data, Measured, Slice};
use crate::time::Duration;
use std::mem;

/// A class of values.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// What it is called; nothing if it is the only one.
    pub name: String,
    /// The values, if they are known one by one.
    pub sample: Option<Sample>,
    /// If not, what is known.
    slices: Vec<Slice>,
    count: u64,
    /// The games or tasks that the values are of.
    pub games: Vec<RecordedGame>,
    /// Whether the values are the master's think times.
    pub is_service: bool,
}

/// All classes of a file, whose values are taken out of it.
///
/// # Errors
/// If nothing of a class is below the limit.
pub(super) fn all(file: &str, measured: &mut Measured, options: &FitOptions) -> Result<Vec<Subject>, Failure> {
    let of_master = options.path.as_deref().is_some_and(|path| is_same_path(path, "master.think"));
    // A scenario that is there already has room for one of both.
    let wanted = |class: &&mut Class| options.into.is_none() || class.is_service == of_master;
    let has_service = measured.classes.iter().any(|class| class.is_service);
    let classes = measured.classes.iter_mut().filter(|class| !has_service || wanted(class));
    classes.map(|class| one(file, class, options.limit)).collect()
}

fn one(file: &str, class: &mut Class, limit: Option<Duration>) -> Result<Subject, Failure> {
    let is_service = class.is_service;
    let name = class.name.as_deref().unwrap_or(if is_service { "steps" } else { "" });
    let name: String = name.chars().filter(|c| is_plain_char(*c)).take(60).collect();
    let games = RecordedGame::all(class);
    match &mut class.data {
        Data::Slices { slices, count } => {
            Ok(Subject { name, sample: None, slices: slices.clone(), count: count.unwrap_or(0), games, is_service })
        }
        Data::Values { values, .. } => {
            let sample = Sample::new(mem::take(values), limit).ok_or_else(|| {
                Failure::new(
                    format!("no value in `{file}` is below the limit"),
                    "raise --limit: it is the time from which values are time-outs",
                )
            })?;
            Ok(Subject { name, sample: Some(sample), slices: Vec::new(), count: 0, games, is_service })
        }
    }
}

impl Subject {
    /// What is known where only percentiles are.
    pub fn percentiles(&self) -> Model {
        Model::Slices(self.slices.clone())
    }

    /// What describes it in a few figures.
    pub fn figures(&self, level: f64) -> Figures {
        if let Some(sample) = &self.sample {
            return sample.figures(level);
        }
        let model = self.percentiles();
        let mean = |slice: &Slice| f64::midpoint(slice.low.as_secs_f64(), slice.high.as_secs_f64());
        let share: f64 = self.slices.iter().map(|slice| slice.share).sum();
        Figures {
            count: self.count,
            mean_s: self.slices.iter().map(|slice| slice.share * mean(slice)).sum::<f64>() / share,
            half_width_s: None,
            median_s: model.quantile(0.5),
            q95_s: model.quantile(0.95),
            max_s: model.quantile(1.0),
            cv: None,
        }
    }

    /// What speaks against it.
    pub fn warnings(&self, measured: &Measured) -> Vec<String> {
        let context = Provenance { unit_given: measured.recognised.unit_given, in_order: self.games.is_empty() };
        match &self.sample {
            Some(sample) => warnings(sample, context),
            None => {
                vec!["Only percentiles are known: what lies between them is guessed, and so is the mean.".to_owned()]
            }
        }
    }
}
