//! The command `zeitnot` and folders for it, for other tests.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A law that fails.
pub const LAW: &str = r#"Law(
    title: "As long as Larry thinks",
    template: (master: (think: Constant("5s")), opponents: [(think: Constant("60s"), moves: Exactly(2))]),
    variables: { "N": "opponents[0].count = 1..3" },
    claims: ["makespan == 2 * N * 5s"],
)"#;

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

/// What it prints; it must succeed.
#[track_caller]
pub fn text(arguments: &[&str]) -> String {
    let output = output_of(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    printed(&output)
}

/// What it prints as JSON; it must succeed.
#[track_caller]
pub fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// What a command has printed that must have succeeded.
#[track_caller]
pub fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", told(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a command has printed as JSON, whether it succeeded or not.
#[track_caller]
pub fn json_in(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", told(output)))
}

/// What a command has said that must have been refused, before it printed anything.
#[track_caller]
pub fn refused(output: &Output) -> String {
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{output:?}");
    told(output)
}

/// What a command has said on stderr.
pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Sends a process a signal, such as `INT`.
#[cfg(unix)]
#[track_caller]
pub fn signal(child: &std::process::Child, name: &str) {
    assert!(Command::new("kill").args(["-s", name, &child.id().to_string()]).status().unwrap().success());
}

/// The output of a command that is interrupted after a second, as Ctrl-C does.
#[cfg(unix)]
pub fn interrupted(command: &mut Command) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(1));
    signal(&child, "INT");
    child.wait_with_output().unwrap()
}

/// What a command says that can write no more than so many blocks to a file, as on a full disk. It must fail, and with
/// advice.
#[cfg(unix)]
#[track_caller]
pub fn with_full_disk(command: &Command, blocks: u32) -> String {
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).args(["-c", &limited]);
    let output = shell.arg(command.get_program()).args(command.get_args()).output().unwrap();
    let told = told(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("error:") && told.contains("help:") && !told.contains("panicked"), "{told}");
    told
}

/// An empty folder.
pub fn folder(path: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(path);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}
