//! `zeitnot fit`: think times from measured ones.

mod subject;
mod target;
mod write;

use crate::cli::arguments::{As, FitOptions};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::Failure;
use crate::cli::input;
use crate::cli::output::destination::check_file;
use crate::cli::output::draw::draw;
use crate::cli::output::{columns, stream};
use crate::cli::progress::Progress;
use crate::count::counted;
use crate::file;
use crate::fit::{
    Candidate, Family, Forecast, Model, NoForecast, Plan, Resampled, Sample, Target, forecast, replayed, themselves,
};
use crate::measured::{self, Measured};
use crate::replicate::{Cause, PlayError, Session};
use crate::report::{FitReport, Measurement, QuantilePicture};
use crate::scenario::{Diagnostics, Scenario};
use std::io::Write;
use std::process::ExitCode;
use subject::Subject;

/// What the candidates are called.
const RECORDED: &str = "as recorded";
const THEMSELVES: &str = "the values themselves";
const BODY_AND_TAIL: &str = "body and tail";
const PERCENTILES: &str = "even between percentiles";

pub(in crate::cli) fn fit(options: &FitOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::limit(options.time.max_time)?;
    file::protect(&options.file);
    options.charts.iter().try_for_each(|path| check_file(path))?;
    let name = options.file.to_string_lossy();
    let text = input::measured::text(&options.file)?;
    let measured = measured::read(&name, &text, &options.request())?;
    drop(text);
    let subjects = subject::all(&name, &measured, options)?;
    let (target, of) = target::find(&name, &measured, &subjects, options)?;
    let chosen = chosen(&subjects, options.model)?;
    let models: Vec<_> = subjects.iter().map(|subject| model(subject, options.model)).collect::<Result<_, _>>()?;
    let written = write::Written::new(&subjects, &target, &models, options)?;
    interrupt::watch(&stop);
    let candidates = candidates(&subjects, &target, options)?;
    let plan = Plan {
        candidates: &candidates,
        seed: options.seed.map_or_else(|| target.template().scenario().map(|scenario| scenario.seed), Ok)?,
        replications: options.effort.replications,
        level: options.effort.level(),
        session: Session { jobs: options.effort.threads.count(), stop: &stop, progress: &|_| () },
    };
    let (found, cut) = match predict(&plan, &subjects, &target, options) {
        Ok((found, resampled)) => (Some((found, resampled)), None),
        Err(NoForecast::Play(PlayError::Stopped(cause))) => (None, Some(cause)),
        Err(NoForecast::Play(error)) => return Err(error.into()),
        Err(NoForecast::Scenario(wrong)) => return Err(wrong.into()),
    };
    written.write()?;
    let report = FitReport {
        file: &name,
        recognised: &measured.recognised,
        left_out: &measured.left_out,
        doubts: measured.doubts.iter().cloned().chain(subjects.iter().filter_map(time_outs)).collect(),
        notes: written.notes(),
        measurements: subjects.iter().map(|subject| subject.measurement(&measured, plan.level)).collect(),
        forecast: found.as_ref().map(|(found, _)| (found, of.as_str())),
        chosen,
        resampled: found.as_ref().and_then(|(_, resampled)| *resampled),
        level: plan.level,
        distributions: target.slots().iter().zip(&models).map(|(slot, model)| model.to_ron(&slot.file)).collect(),
    };
    let pairs: Vec<_> = subjects
        .iter()
        .zip(&models)
        .filter_map(|(subject, model)| Some((subject.name.as_str(), subject.sample.as_ref()?, model)))
        .collect();
    let picture = QuantilePicture { title: options.title.or(&name), model: chosen, pairs: &pairs };
    draw(&options.charts, || picture.svg(), || picture.png(), "only percentiles are known")?;
    let mut out = stream();
    report.table(columns(), &mut out)?;
    out.flush()?;
    Ok(cut.map_or(ExitCode::SUCCESS, |cause| partial(cause, &name)))
}

/// What is said of time-outs.
fn time_outs(subject: &Subject) -> Option<String> {
    let (count, limit) = subject.sample.as_ref()?.timed_out()?;
    let of = if subject.name.is_empty() { String::new() } else { format!("{}: ", subject.name) };
    let count = counted(count, "time-out");
    Some(format!("{of}{count} at {limit}, which count as {limit} in the figures above; models take them for longer."))
}

/// What is said where there was no time for a forecast.
fn partial(cause: Cause, name: &str) -> ExitCode {
    stopped::with_results(cause, name, "the values are fitted, but nothing is predicted yet", stopped::MORE_TIME)
}

/// The name of the candidate that was asked for.
fn chosen(subjects: &[Subject], wanted: As) -> Result<&'static str, Failure> {
    let refuse = |what: &str, help: &str| Err(Failure::Other { what: what.to_owned(), help: help.to_owned() });
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
fn model_of(sample: &Sample, wanted: As) -> Result<Model, Failure> {
    let family = match wanted {
        As::BodyAndTail => return Ok(Model::body_and_tail(sample)),
        As::Values | As::Recorded => return Ok(themselves(sample)),
        As::Gamma => Family::Gamma,
        As::Lognormal => Family::LogNormal,
        As::Weibull => Family::Weibull,
        As::Exponential => Family::Exponential,
    };
    Model::family(family, sample).map_err(|why| Failure::Other {
        what: format!("no {} distribution can be fitted: {why}", family.name()),
        help: "leave --as out: body and tail suit any values".to_owned(),
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

/// Whether all opponents' values are of games.
fn has_games(subjects: &[Subject]) -> bool {
    subjects.iter().all(|subject| subject.is_service || !subject.games.is_empty())
}

/// Whether the values of opponents go where a group can make way for games.
fn replaces_groups(subjects: &[Subject], target: &Target) -> Result<bool, Diagnostics> {
    let scenario = target.template().scenario()?;
    let mut slots = target.slots().iter().zip(subjects).filter(|(_, subject)| !subject.is_service);
    Ok(slots.all(|(slot, _)| target::group_of(&scenario.exhibition, &slot.path).is_some()))
}

/// The scenario in which each game is replayed.
fn recorded(subjects: &[Subject], target: &Target) -> Result<Scenario, Diagnostics> {
    let models: Vec<_> =
        subjects.iter().filter_map(|subject| subject.sample.as_ref()).map(Model::body_and_tail).collect();
    let mut scenario = target.with(&models)?.scenario()?;
    for (slot, subject) in target.slots().iter().zip(subjects).rev().filter(|(_, subject)| !subject.is_service) {
        if let Some(index) = target::group_of(&scenario.exhibition, &slot.path) {
            scenario.exhibition = replayed(&scenario.exhibition, index, &subject.games);
        }
    }
    Ok(scenario)
}

/// Plays the candidates, and the chosen one with other samples.
fn predict(
    plan: &Plan<'_>,
    subjects: &[Subject],
    target: &Target,
    options: &FitOptions,
) -> Result<(Forecast, Option<Resampled>), NoForecast> {
    let _progress = Progress::counting(1, "forecasts");
    let found = forecast(plan)?;
    let samples: Option<Vec<_>> = subjects.iter().map(|subject| subject.sample.clone()).collect();
    let Some(samples) = samples.filter(|_| options.model != As::Recorded) else { return Ok((found, None)) };
    let resampled = plan.resample(&found, &samples, target, |sample| model_of(sample, options.model).ok())?;
    Ok((found, resampled))
}

impl Subject {
    fn measurement(&self, measured: &Measured, level: f64) -> Measurement {
        Measurement {
            name: self.name.clone(),
            figures: self.figures(level),
            is_sample: self.sample.is_some(),
            warnings: self.warnings(measured),
        }
    }
}
