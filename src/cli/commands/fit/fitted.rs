//! Everything that is known before anything is played: the values, their models, and what is to be played.

use super::games::{has_games, recorded, replaces_groups};
use super::subject::{self, Subject};
use super::target;
use super::write::NewFiles;
use crate::cli::arguments::{As, FitOptions};
use crate::cli::failure::Failure;
use crate::cli::input;
use crate::count::counted;
use crate::fit::{Candidate, Family, Model, Sample, Target, themselves};
use crate::measured::{self, Measured};
use crate::report::Measurement;
use crate::scenario::{Diagnostics, Scenario};

/// What the candidates are called.
const RECORDED: &str = "as recorded";
const THEMSELVES: &str = "the values themselves";
const BODY_AND_TAIL: &str = "body and tail";
const PERCENTILES: &str = "even between percentiles";

/// A file with models of its values.
pub(super) struct Fitted {
    /// What is in the file.
    pub measured: Measured,
    /// Its classes, and what describes them.
    pub subjects: Vec<Subject>,
    pub measurements: Vec<Measurement>,
    /// What speaks against all of it.
    pub doubts: Vec<String>,
    /// The scenario, and its title.
    pub target: Target,
    pub of: String,
    /// The model of each class, and what kind it is.
    pub models: Vec<Model>,
    pub chosen: &'static str,
    /// What is to be compared.
    pub candidates: Vec<Candidate>,
    /// What is to be written.
    pub written: NewFiles,
}

impl Fitted {
    /// Reads a file and fits its values.
    ///
    /// # Errors
    /// If something in the file or the scenario is wrong, or the values have no such model.
    pub fn new(options: &FitOptions) -> Result<Self, Failure> {
        let name = options.file.to_string_lossy();
        let text = input::measured::text(&options.file)?;
        let mut measured = measured::read(&name, &text, &options.request())?;
        drop(text);
        let subjects = subject::all(&name, &mut measured, options)?;
        let (target, of) = target::find(&name, &measured, &subjects, options)?;
        let chosen = chosen(&subjects, options.model)?;
        let models: Vec<_> = subjects.iter().map(|subject| model(subject, options.model)).collect::<Result<_, _>>()?;
        let written = NewFiles::new(&subjects, &target, &models, options)?;
        let candidates = candidates(&subjects, &target, options)?;
        let level = options.effort.level();
        let measurement = |subject: &Subject| Measurement {
            name: subject.name.clone(),
            figures: subject.figures(level),
            is_sample: subject.sample.is_some(),
            warnings: subject.warnings(&measured),
        };
        let measurements = subjects.iter().map(measurement).collect();
        let doubts = measured.doubts.iter().cloned().chain(subjects.iter().filter_map(time_outs)).collect();
        Ok(Self { measured, subjects, measurements, doubts, target, of, models, chosen, candidates, written })
    }

    /// The fitted distributions, as scenario files write them.
    pub fn distributions(&self) -> Vec<String> {
        self.target.slots().iter().zip(&self.models).map(|(slot, model)| model.to_ron(&slot.file)).collect()
    }
}

/// What is said of time-outs.
fn time_outs(subject: &Subject) -> Option<String> {
    let (count, limit) = subject.sample.as_ref()?.timed_out()?;
    let of = if subject.name.is_empty() { String::new() } else { format!("{}: ", subject.name) };
    let count = counted(count, "time-out");
    Some(format!("{of}{count} at {limit}, which count as {limit} in the figures above; models take them for longer."))
}

/// The name of the candidate that was asked for.
fn chosen(subjects: &[Subject], wanted: As) -> Result<&'static str, Failure> {
    let refuse = |what: &str, help: &str| Err(Failure::new(what, help));
    let only_percentiles = subjects.iter().any(|subject| subject.sample.is_none());
    match wanted {
        As::BodyAndTail | As::Values if only_percentiles => Ok(PERCENTILES),
        _ if only_percentiles => refuse("of these values only percentiles are known", "leave --as out"),
        As::Recorded if !has_games(subjects) => {
            refuse("this file does not say which values belong to one game or task", "leave `--as recorded` out")
        }
        As::BodyAndTail => Ok(BODY_AND_TAIL),
        As::Values => Ok(THEMSELVES),
        As::Recorded => Ok(RECORDED),
        As::Gamma => Ok(Family::Gamma.name()),
        As::Lognormal => Ok(Family::LogNormal.name()),
        As::Weibull => Ok(Family::Weibull.name()),
        As::Exponential => Ok(Family::Exponential.name()),
    }
}

/// The model of a subject that was asked for.
fn model(subject: &Subject, wanted: As) -> Result<Model, Failure> {
    subject.sample.as_ref().map_or_else(|| Ok(subject.percentiles()), |sample| model_of(sample, wanted))
}

/// The model of a sample that was asked for.
pub(super) fn model_of(sample: &Sample, wanted: As) -> Result<Model, Failure> {
    let family = match wanted {
        As::BodyAndTail => return Ok(Model::body_and_tail(sample)),
        As::Values | As::Recorded => return Ok(themselves(sample)),
        As::Gamma => Family::Gamma,
        As::Lognormal => Family::LogNormal,
        As::Weibull => Family::Weibull,
        As::Exponential => Family::Exponential,
    };
    Model::family(family, sample).map_err(|why| {
        Failure::new(
            format!("no {} distribution can be fitted: {why}", family.name()),
            "leave --as out: body and tail suit any values",
        )
    })
}

/// Everything that is to be compared: the first is what the others are compared with.
fn candidates(subjects: &[Subject], target: &Target, options: &FitOptions) -> Result<Vec<Candidate>, Diagnostics> {
    let candidate = |name, models: &[Model]| {
        let Scenario { exhibition, .. } = target.with(models)?.scenario()?;
        Ok::<_, Diagnostics>(Candidate { name, exhibition })
    };
    let samples: Option<Vec<_>> = subjects.iter().map(|subject| subject.sample.as_ref()).collect();
    let Some(samples) = samples else {
        let models: Vec<_> = subjects.iter().map(Subject::percentiles).collect();
        return Ok(vec![candidate(PERCENTILES, &models)?]);
    };
    let mut all = Vec::new();
    if has_games(subjects) && options.limit.is_none() && replaces_groups(subjects, target)? {
        all.push(Candidate { name: RECORDED, exhibition: recorded(subjects, target)?.exhibition });
    }
    let models: Vec<_> = samples.iter().map(|sample| themselves(sample)).collect();
    all.push(candidate(THEMSELVES, &models)?);
    let models: Vec<_> = samples.iter().map(|sample| Model::body_and_tail(sample)).collect();
    all.push(candidate(BODY_AND_TAIL, &models)?);
    for family in Family::ALL {
        let models: Result<Vec<_>, _> = samples.iter().map(|sample| Model::family(family, sample)).collect();
        if let Ok(models) = models {
            all.push(candidate(family.name(), &models)?);
        }
    }
    Ok(all)
}
