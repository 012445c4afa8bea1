//! Running a program in a process of its own, until it ends or is stopped.

use crate::cli::failure::Failure;
use crate::replicate::Stop;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// The names under which Python may be installed.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// How often it is seen whether the process has ended.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// The first Python that there is.
///
/// # Errors
/// If there is none, or none that is new enough.
pub(super) fn python() -> Result<&'static str, Failure> {
    let is_there = |name: &&&str| {
        let asked = ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"];
        let answer =
            Command::new(name).args(asked).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        answer.is_ok_and(|status| status.success())
    };
    PYTHONS.iter().find(is_there).copied().ok_or_else(|| {
        Failure::new(
            "there is no Python 3.11 or newer: neither `python3` nor `python`",
            "install it from <https://www.python.org>, or write the program with -o FILE and run it elsewhere",
        )
    })
}

/// Node, if it is there.
///
/// # Errors
/// If it is not.
pub(super) fn node() -> Result<&'static str, Failure> {
    let mut asked = Command::new("node");
    let answer = asked.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if answer.is_ok_and(|status| status.success()) {
        return Ok("node");
    }
    Err(Failure::new(
        "there is no Node: the command `node` does not run",
        "install it from <https://nodejs.org>, or write the program with -o FILE and run it elsewhere",
    ))
}

/// Runs a command in `folder` and gives what it printed; `None` if it was stopped.
///
/// # Errors
/// If it can't be run, or fails.
pub(super) fn output(command: &mut Command, folder: &Path, stop: &Stop) -> Result<Option<String>, Failure> {
    let (printed, said) = (folder.join("stdout"), folder.join("stderr"));
    let wrong = |why: &str| {
        Failure::new(format!("the program did not run to its end: {why}"), "write it with -o FILE, and run it by hand")
    };
    let mut begin = || -> io::Result<Child> {
        let (stdout, stderr) = (File::create(&printed)?, File::create(&said)?);
        command.current_dir(folder).stdin(Stdio::null()).stdout(stdout).stderr(stderr).spawn()
    };
    let child = begin().map_err(|error| wrong(&error.to_string()))?;
    let Some(status) = end(child, stop).map_err(|error| wrong(&error.to_string()))? else { return Ok(None) };
    if !status.success() {
        let said = fs::read_to_string(&said).unwrap_or_default();
        return Err(wrong(said.lines().last().unwrap_or("it says nothing")));
    }
    fs::read_to_string(&printed).map(Some).map_err(|error| wrong(&error.to_string()))
}

/// Waits until the process ends; ends it when `stop` is raised.
fn end(mut child: Child, stop: &Stop) -> io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            // Ctrl-C goes to both: then its end says nothing.
            return Ok(Some(status).filter(|_| !stop.is_raised()));
        }
        if stop.is_raised() {
            drop(child.kill());
            child.wait()?;
            return Ok(None);
        }
        sleep(LOOK_EVERY);
    }
}
