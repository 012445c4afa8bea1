//! `zeitnot fit`: think times from measured ones.

mod fitted;
mod games;
mod subject;
mod target;
mod write;

use crate::cli::arguments::{As, FitFormat, FitOptions};
use crate::cli::ending::{interrupt, stopped};
use crate::cli::failure::{Failure, note};
use crate::cli::output::destination::check_file;
use crate::cli::output::draw::draw;
use crate::cli::output::{columns, stream_for};
use crate::cli::progress::Progress;
use crate::file;
use crate::fit::{Forecast, ForecastPlan, NoForecast, Resampled, Sample, forecast};
use crate::replicate::{Cause, PlayError, Session, Stop};
use crate::report::{FitReport, QuantilePicture};
use fitted::{Fitted, model_of};
use std::io::Write;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

pub(in crate::cli) fn fit(options: &FitOptions) -> Result<ExitCode, Failure> {
    options.check();
    let stop = interrupt::stop_after(options.time.max_time)?;
    file::protect(&options.file);
    options.charts.iter().try_for_each(|path| check_file(path))?;
    let name = options.file.to_string_lossy();
    let Some(fitted) = in_time(&stop, options)? else {
        let known = "the values are not fitted yet";
        return stopped::without_answer(Cause::Deadline, &name, known, stopped::MORE_TIME);
    };
    interrupt::watch(&stop);
    let Fitted { measured, target, .. } = &fitted;
    let plan = ForecastPlan {
        candidates: &fitted.candidates,
        seed: options.seed.map_or_else(|| target.template().scenario().map(|scenario| scenario.seed), Ok)?,
        replications: options.effort.replications,
        level: options.effort.level(),
        session: Session { jobs: options.effort.threads.count(), stop: &stop, progress: &|_| () },
    };
    let (found, resampled, stopped) = match predict(&plan, &fitted, options) {
        Ok((found, resampled, stopped)) => (Some(found), resampled, stopped),
        Err(NoForecast::Play(PlayError::Stopped(cause))) => (None, None, Some(cause)),
        Err(NoForecast::Play(error)) => return Err(error.into()),
        Err(NoForecast::Scenario(wrong)) => return Err(wrong.into()),
    };
    fitted.written.write()?;
    let report = FitReport {
        file: &name,
        recognised: &measured.recognised,
        left_out: &measured.left_out,
        doubts: &fitted.doubts,
        measurements: &fitted.measurements,
        scenario: &fitted.of,
        seed: plan.seed,
        stopped,
        forecast: found.as_ref(),
        chosen: fitted.chosen,
        resampled,
        level: plan.level,
        distributions: fitted.distributions(),
    };
    let undrawn = chart(&fitted, &name, options)?;
    let mut out = stream_for(options.format == FitFormat::Table);
    match options.format {
        FitFormat::Table => report.table(columns(), &mut out)?,
        FitFormat::Json => report.json(&mut out)?,
    }
    out.flush()?;
    note(fitted.written.note());
    let missing = if found.is_some() { "no other samples are drawn yet" } else { "nothing is predicted yet" };
    let partial = |cause| {
        stopped::with_results(cause, &name, &format!("the values are fitted, but {missing}"), stopped::MORE_TIME)
    };
    match (stopped, undrawn) {
        (Some(cause), _) => Ok(partial(cause)),
        (None, Some(undrawn)) => Err(undrawn),
        (None, None) => Ok(ExitCode::SUCCESS),
    }
}

/// Reads and fits the file; `None` if time is over before that is done. Its steps can't be stopped half-way, so that
/// then their thread is left alone: it ends with the process, and has changed nothing.
fn in_time(stop: &Stop, options: &FitOptions) -> Result<Option<Fitted>, Failure> {
    let Some(left) = stop.left() else { return Fitted::new(options).map(Some) };
    let (sender, receiver) = mpsc::channel();
    let options = options.clone();
    let work = move || drop(sender.send(Fitted::new(&options)));
    let thread = thread::Builder::new().spawn(work).map_err(Failure::no_threads)?;
    match receiver.recv_timeout(left) {
        Ok(result) => result.map(Some),
        Err(RecvTimeoutError::Timeout) => Ok(None),
        Err(RecvTimeoutError::Disconnected) => {
            thread.join().map_or_else(|panic| std::panic::resume_unwind(panic), |()| Ok(None))
        }
    }
}

fn chart(fitted: &Fitted, name: &str, options: &FitOptions) -> Result<Option<Failure>, Failure> {
    let pairs: Vec<_> = fitted
        .subjects
        .iter()
        .zip(&fitted.models)
        .filter_map(|(subject, model)| Some((subject.name.as_str(), subject.sample.as_ref()?, model)))
        .collect();
    let picture = QuantilePicture { title: options.title.or(name), model: fitted.chosen, pairs: &pairs };
    draw(&options.charts, || picture.svg(), "only percentiles are known")
}

/// Plays the candidates, and the chosen one with other samples, unless that is stopped.
fn predict(
    plan: &ForecastPlan<'_>,
    fitted: &Fitted,
    options: &FitOptions,
) -> Result<(Forecast, Option<Resampled>, Option<Cause>), NoForecast> {
    let _progress = Progress::counting(1, "forecasts");
    let found = forecast(plan)?;
    let samples: Option<Vec<&Sample>> = fitted.subjects.iter().map(|subject| subject.sample.as_ref()).collect();
    let Some(samples) = samples.filter(|_| options.model != As::Recorded) else { return Ok((found, None, None)) };
    match plan.resample(&found, &samples, &fitted.target, |sample| model_of(sample, options.model).ok()) {
        Ok(resampled) => Ok((found, resampled, None)),
        Err(NoForecast::Play(PlayError::Stopped(cause))) => Ok((found, None, Some(cause))),
        Err(error) => Err(error),
    }
}
