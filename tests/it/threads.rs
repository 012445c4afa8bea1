//! Tests where the system gives no more threads: commands that need some end with an error, the others do their work.

use crate::command::{LAW, told};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that everybody may use, with the program and a scenario.
fn everybodys() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (from, to) in [
        (Path::new(env!("CARGO_BIN_EXE_zeitnot")), "zeitnot"),
        (&root.join("scenarios/club-evening.ron"), "s.ron"),
        (&root.join("docs/data/answers.csv"), "a.csv"),
    ] {
        fs::copy(from, folder.path().join(to)).unwrap();
    }
    fs::write(folder.path().join("l.ron"), LAW).unwrap();
    folder
}

/// Runs a shell command as a user who may start no process and no thread beside it.
fn limited(folder: &TempDir, command: &str) -> Option<Output> {
    // No limit binds root, who can be somebody else for once.
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    let mut shell = Command::new(if is_root { "setpriv" } else { "bash" });
    if is_root {
        shell.args(["--reuid=65534", "--regid=65534", "--clear-groups", "bash"]);
    }
    shell.args(["-c", &format!("ulimit -u 1; {command}")]).current_dir(folder.path()).stdin(Stdio::null());
    shell.output().ok()
}

/// Of threads that can't be started, the first decides, so that the limit of one shows all that start any.
#[test]
fn without_threads_every_command_works_or_says_why_not() {
    let folder = everybodys();
    // Not `bash`, which would try again for 15 s.
    let can_fork = limited(&folder, "exec sh -c '(true) && true'");
    if can_fork.is_none_or(|output| output.status.success()) {
        eprintln!("SKIPPED: threads can't be limited here");
        return;
    }
    let (no_threads, no_writer) =
        (Some("can't start threads: "), Some("can't start the thread that writes the journal: "));
    for (command, wrong) in [
        ("run s.ron -n 50 --jobs 4", no_threads),
        ("run s.ron -n 50 --jobs 1 --max-time 10s", no_threads),
        ("sweep s.ron --vary boards=4..6 -n 20 --jobs 3", no_threads),
        ("sweep s.ron --vary boards=4..6 -n 20 --jobs 1 --out out", no_writer),
        ("sweep s.ron --vary boards=4..6 -n 20 --jobs 1 --out out --shard 1/2", no_writer),
        ("compare s.ron --with boards=4 -n 20 --jobs 3", no_threads),
        ("sensitivity s.ron -n 4 --jobs 2", no_threads),
        ("seek s.ron --vary master.count=1..3 --such-that 'q95(makespan) <= 9h' --jobs 2", no_threads),
        ("explain s.ron -n 20 --jobs 2", no_threads),
        ("check l.ron --forget --cases 20", no_threads),
        ("fit a.csv --max-time 20s", no_threads),
        ("run s.ron", None),
        ("run s.ron -n 50 --jobs 1", None),
        ("sweep s.ron --vary boards=4..6 -n 20 --jobs 1", None),
        ("timeline s.ron", None),
        ("show s.ron --html s.html", None),
        ("validate s.ron", None),
    ] {
        let output = limited(&folder, &format!("exec ./zeitnot {command}")).unwrap();
        let told = told(&output);
        assert!(!told.contains("panicked"), "{command}: {told}");
        match wrong {
            Some(wrong) => {
                assert_eq!(output.status.code(), Some(2), "{command}: {told}");
                assert!(told.contains(wrong) && told.contains("ulimit -u"), "{command}: {told}");
            }
            None => assert_eq!(output.status.code(), Some(0), "{command}: {told}"),
        }
    }
}
