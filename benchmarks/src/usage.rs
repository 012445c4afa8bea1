//! What a whole command takes: processor time and memory.

use crate::memory;
use cpu_time::ProcessTime;
use std::fmt;
use std::process::{Command, Stdio};

/// The variable that makes this package's `zeitnot` report its [`Usage`].
pub const USAGE: &str = "ZEITNOT_USAGE";

/// What a process has taken.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Processor time.
    pub seconds: f64,
    /// The most memory that it held; 0 where the system does not report it.
    pub peak_kib: u64,
}

impl Usage {
    pub fn of_this_process() -> Self {
        let seconds = ProcessTime::now().as_duration().as_secs_f64();
        Self { seconds, peak_kib: memory::peak_kib().unwrap_or(0) }
    }

    /// Runs the program (this package's `zeitnot`) to its end, on one thread, in the repository's folder.
    pub fn of_command(program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).args(["-j", "1"]).env(USAGE, "").stdin(Stdio::null()).stdout(Stdio::null());
        let output = command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).output();
        let output = output.expect("cargo has built it");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?} failed: {said}");
        let last = said.lines().last().unwrap_or_default();
        let parsed = last.split_once(' ').and_then(|(seconds, kib)| Some((seconds.parse().ok()?, kib.parse().ok()?)));
        let (seconds, peak_kib) = parsed.expect("it reports its usage in its last line");
        Self { seconds, peak_kib }
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.seconds, self.peak_kib)
    }
}
