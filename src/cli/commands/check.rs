//! `zeitnot check`: tests laws.

use crate::cli::arguments::{CheckOptions, LawFormat};
use crate::cli::ending::interrupt;
use crate::cli::ending::stopped::MORE_TIME;
use crate::cli::failure::{Failure, note, warn};
use crate::cli::input::load;
use crate::cli::input::refuted::Refuted;
use crate::cli::output;
use crate::cli::output::counterexample;
use crate::cli::output::destination::check_folder;
use crate::cli::progress::Progress;
use crate::law::{Budget, Check, Conclusion, Faulty, Finding, Law};
use crate::replicate::{Cause, Stop};
use crate::report::{law, laws_in_all, laws_json};
use crate::scenario::{Diagnostic, Place};
use std::io::Write;
use std::process::ExitCode;

pub(in crate::cli) fn check(options: &CheckOptions) -> Result<ExitCode, Failure> {
    let stop = interrupt::stop_after(options.time.max_time)?;
    let laws = load::all(options.files.iter().map(Law::read))?;
    options.save.as_deref().map_or(Ok(()), check_folder)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.count()).build();
    let pool = pool.map_err(Failure::no_threads)?;
    interrupt::watch(&stop);
    let mut out = output::judged(output::stream_for(options.format == LawFormat::Table));
    let mut findings = Vec::new();
    let mut left: u32 = laws.iter().map(|laws| u32::try_from(laws.len()).unwrap_or(u32::MAX)).sum();
    for (file, laws) in options.files.iter().zip(&laws) {
        let mut failures = if options.forget { Refuted::none() } else { Refuted::beside(file) };
        for each in laws {
            // What one law leaves of its share goes to those after it.
            let share = stop.left().map(|time| stop.part(time / left)).transpose()?;
            left -= 1;
            let finding = pool.install(|| test(each, options, share.as_ref().unwrap_or(&stop), &failures))?;
            if let Some(refutation) = &finding.refutation {
                failures.remember(&finding.title, refutation);
                if let Some(folder) = &options.save {
                    counterexample::save(folder, each, refutation, options.seed)?;
                }
            }
            if options.format == LawFormat::Table {
                let refutation = finding.refutation.as_ref();
                let play = refutation.and_then(|refutation| counterexample::command(each, refutation, options.seed));
                if !findings.is_empty() {
                    writeln!(out)?;
                }
                law(&finding, play.as_deref(), &mut *out)?;
                out.flush()?;
            }
            findings.push(finding);
        }
        failures.write();
    }
    match options.format {
        LawFormat::Table => laws_in_all(&findings, &mut *out)?,
        LawFormat::Json => laws_json(&findings, &mut *out)?,
    }
    out.flush()?;
    Ok(exit_code(&findings))
}

fn exit_code(findings: &[Finding]) -> ExitCode {
    let some = |conclusion| findings.iter().any(|finding| finding.conclusion() == conclusion);
    let causes = || findings.iter().filter_map(|finding| finding.stopped);
    if let Some(cause) = causes().find(|cause| *cause == Cause::Interrupt).or_else(|| causes().next()) {
        warn(&format!("{cause}; untried cases are unknown"));
        if cause == Cause::Interrupt {
            return ExitCode::from(interrupt::EXIT_CODE);
        }
        if findings.iter().any(|finding| finding.stopped.is_some() && finding.cases == 0) {
            note(MORE_TIME);
        }
    }
    if some(Conclusion::Vacuous) {
        warn("a law that applies to no case is neither right nor wrong: widen its ranges, or `given`");
    }
    ExitCode::from(match () {
        () if some(Conclusion::Refuted) => 1,
        () if some(Conclusion::Vacuous) || some(Conclusion::Unknown) => 2,
        () => 0,
    })
}

fn test(law: &Law, options: &CheckOptions, stop: &Stop, failures: &Refuted) -> Result<Finding, Failure> {
    let default = Budget::default();
    let budget = Budget {
        cases: options.cases.unwrap_or(default.cases),
        statistical_cases: options.cases.unwrap_or(default.statistical_cases),
        replications: options.replications,
        error_rate: options.error_rate,
        seed: options.seed,
        ..default
    };
    let total = if law.is_statistical() { budget.statistical_cases } else { budget.cases };
    let progress = Progress::counting(total, "cases");
    let tell = |done| progress.reach(done);
    let finding = Check::new(law, budget, stop, &tell).and_then(|check| check.run(&failures.of(&law.title)));
    drop(progress);
    finding.map_err(|fault| unplayable(&fault))
}

fn unplayable(fault: &Faulty) -> Failure {
    let values: Vec<_> = fault.case.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let at = if values.is_empty() { String::new() } else { format!(" at {}", values.join(", ")) };
    let what = format!("the law \"{}\" can't be tested{at}: {}", fault.law, fault.what);
    let wrong = Diagnostic::new(what).help("make `given` exclude such cases, or choose other ranges");
    match &fault.place {
        Some(place) => wrong.at(Place::clone(place)).into(),
        None => wrong.into(),
    }
}
