//! Sweeps of a small scenario with `--out`, each test's in a folder of its own, for other tests.

use crate::command::{self, told, zeitnot};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SCENARIO: &str = "scenarios/club-evening.ron";
pub(crate) const RESULTS: [&str; 3] = ["results.csv", "results.json", "study.ron"];

/// The path of a folder that is not there yet.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = command::folder(&format!("sweeping/{name}"));
    fs::remove_dir(&path).unwrap();
    path
}

pub(crate) fn sweep(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = zeitnot();
    command.args(["sweep", SCENARIO, "--out"]).arg(folder).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the sweep to its end. Returns its output and result files.
pub(crate) fn finished(folder: &Path, arguments: &[&str]) -> (Output, Vec<Vec<u8>>) {
    let output = sweep(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let files = RESULTS.map(|name| fs::read(folder.join(name)).unwrap());
    (output, files.into())
}

/// The same, without the journal's counts.
pub(crate) fn undisturbed(name: &str, arguments: &[&str]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let folder = folder(name);
    let (output, files) = finished(&folder, arguments);
    fs::remove_dir_all(folder).unwrap();
    (output.stdout, files)
}

/// How many replications were played, and how many reused.
pub(crate) fn counts(output: &Output) -> (u64, u64) {
    let told = told(output).replace(',', "");
    let line = told.lines().find(|line| line.ends_with("reused")).unwrap_or_else(|| panic!("{told}"));
    let line = line.rsplit(": ").next().unwrap();
    let mut numbers = line.split_whitespace().filter_map(|word| word.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Numbers that look random: `SplitMix64`.
fn mixed(i: u64) -> u64 {
    let z = i.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

pub(crate) fn below(i: u64, limit: usize) -> usize {
    usize::try_from(mixed(i) % limit as u64).unwrap()
}
