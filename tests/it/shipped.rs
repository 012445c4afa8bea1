//! The scenarios in `scenarios/`: to read them, to change a value, to play them.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zeitnot::experiment::{Summariser, Summary};
use zeitnot::model::{Outcome, Simulator};
use zeitnot::replicate::{Order, Prepared, Session, Stop, replicate};
use zeitnot::scenario::{Scenario, Setting, Template};

/// The folder.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// The names of all of them, without `.ron`, in order.
pub fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let ron = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    let mut names: Vec<_> = ron.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// One of them, with other values at some paths.
pub fn scenario(name: &str, changes: &[(&str, &str)]) -> Scenario {
    let path = folder().join(name).with_extension("ron");
    let settings = changes.iter().map(|(path, value)| Setting::new(path, value).unwrap());
    let read =
        Template::read(path).and_then(|file| settings.into_iter().try_fold(file, |it, setting| it.with(&setting)));
    read.and_then(|changed| changed.scenario()).unwrap_or_else(|wrong| panic!("{name}: {wrong}"))
}

/// The first replication of a scenario.
pub fn play(scenario: &Scenario) -> Outcome {
    Simulator::new(&scenario.exhibition).unwrap().play(scenario.seed, 0).unwrap().clone()
}

/// The summary of the first `replications` of a scenario, with confidence intervals of `level`.
pub fn summary(scenario: &Scenario, replications: u64, level: f64) -> Summary {
    let (stop, mut summariser) = (Stop::new(), Summariser::new(level));
    let prepared = Prepared::new(&scenario.exhibition, scenario.seed, &scenario.title, &stop).unwrap();
    let session = Session { jobs: 2, stop: &stop, progress: &|_| () };
    let stopped = replicate(&session, &[prepared], Order::one(replications), |_, _, outcome| {
        summariser.add(outcome);
        ControlFlow::Continue(())
    });
    assert_eq!(stopped.unwrap(), None);
    summariser.summary().unwrap()
}
