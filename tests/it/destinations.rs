//! Where results go: nobody's file is replaced unasked, and what can't be written is refused before anything is played.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SWEEP: [&str; 4] = ["sweep", "scenarios/south-station-async.ron", "--vary", "opponents[0].count=1..3"];

/// Plays with further arguments, the last of which is a path.
fn play(command: &[&str], option: &str, path: &Path) -> Output {
    let mut zeitnot = Command::new(env!("CARGO_BIN_EXE_zeitnot"));
    zeitnot.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    zeitnot.args(command).arg(option).arg(path).output().unwrap()
}

/// What was said instead of playing.
fn refusal(command: &[&str], option: &str, path: &Path) -> String {
    let output = play(command, option, path);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("destinations").join(name);
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn a_study_replaces_no_file() {
    let file = folder("study").join("s.ron");
    fs::write(&file, "mine").unwrap();
    assert!(refusal(&SWEEP, "--save-study", &file).contains("s.ron exists already, and was left as it is"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    fs::remove_file(&file).unwrap();
    let wrong = ["sweep", SWEEP[1], "--vary", "boards=0"];
    refusal(&wrong, "--save-study", &file);
    assert!(!file.exists(), "a study that can't be played is not kept");
    // The same again says the same, and so goes on.
    for _ in 0..2 {
        assert!(play(&SWEEP, "--save-study", &file).status.success());
    }
}

#[test]
fn results_replace_no_file_that_no_journal_belongs_to() {
    for name in ["results.csv", "results.json", "study.ron"] {
        let folder = folder("results");
        fs::write(folder.join(name), "mine").unwrap();
        assert!(refusal(&SWEEP, "--out", &folder).contains(&format!("{name}` is there already")));
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "mine");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left behind");
    }
    let folder = folder("results");
    for _ in 0..2 {
        assert!(play(&SWEEP, "--out", &folder).status.success());
    }
}

#[test]
fn what_cant_be_written_is_refused_at_once() {
    let folder = folder("refused");
    let file = folder.join("file");
    fs::write(&file, "mine").unwrap();
    let check = ["check", "laws/tutorial.ron", "--forget", "--cases", "1"];
    for command in [&SWEEP[..], &check] {
        let option = if command[0] == "check" { "--save" } else { "--out" };
        for path in [file.clone(), file.join("below")] {
            assert!(refusal(command, option, &path).contains("file` is a file, not a folder"), "{command:?}");
        }
    }
    // Without an end, so that it would not come to an end if it began.
    let endless = ["--precision", "0.0000001%", "--max-replications", "1000000000"];
    let noisy = ["sweep", "scenarios/web-scraper.ron", "--vary", "boards=4,8"];
    let sensitivity = ["sensitivity", "scenarios/web-scraper.ron", "-n", "1000000000"];
    for command in [&[&noisy[..], &endless].concat()[..], &sensitivity] {
        assert!(refusal(command, "--chart", &folder.join("missing/x.svg")).contains("can't write"), "{command:?}");
        fs::create_dir_all(folder.join("x.svg")).unwrap();
        assert!(refusal(command, "--chart", &folder.join("x.svg")).contains("can't write"), "{command:?}");
    }
}
