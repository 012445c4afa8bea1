//! The command `zeitnot`, for other tests.

use std::process::{Command, Output, Stdio};

/// The command in the package's folder, without input.
pub fn zeitnot() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zeitnot"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command
}

/// Its output.
pub fn output_of(arguments: &[&str]) -> Output {
    zeitnot().args(arguments).output().unwrap()
}
