//! Tests of destinations: other people's files are not replaced, and unwritable files are refused before anything is
//! played.

use crate::command::{LAW, folder, refused, told, zeitnot};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SWEEP: [&str; 4] = ["sweep", "scenarios/south-station-async.ron", "--vary", "opponents[0].count=1..3"];

/// Plays with more arguments, the last of which is a path.
fn play(command: &[&str], option: &str, path: &Path) -> Output {
    zeitnot().args(command).arg(option).arg(path).output().unwrap()
}

/// The message instead of playing.
fn refusal(command: &[&str], option: &str, path: &Path) -> String {
    refused(&play(command, option, path))
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let path = folder("destinations/missing").join("sub").join("x");
    let why = format!("there is no folder `{}`", path.parent().unwrap().display());
    for (command, option, ending) in [
        (&["fit", "docs/data/answers.csv"][..], "-o", "ron"),
        (&["fit", "docs/data/answers.csv"], "--chart", "svg"),
        (&["emit", "scenarios/tutorial-async.ron", "--as", "asyncio"], "-o", "py"),
        (&["timeline", "scenarios/tutorial-async.ron"], "--chart", "svg"),
        (&SWEEP, "--save-study", "ron"),
    ] {
        let told = refusal(command, option, &path.with_extension(ending));
        assert!(told.contains(&why) && !told.contains(".tmp"), "{command:?}: {told}");
    }
}

/// `/proc` is a folder that takes no files, even from root.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_said_to_be_one() {
    let [scenario, small] = ["scenarios/south-station-async.ron", "scenarios/tutorial-async.ron"];
    let commands: [(&[&str], &str, &str); 17] = [
        (&["run", scenario, "-n", "3"], "--chart", "x.svg"),
        (&["run", scenario], "--outcomes", "x.csv"),
        (&["run", scenario], "--trace", "x.csv"),
        (&["run", scenario], "--trace", "x.pftrace"),
        (&SWEEP, "--out", "x"),
        (&SWEEP, "--outcomes", "x.csv"),
        (&SWEEP, "--chart", "x.png"),
        (&SWEEP, "--save-study", "x.ron"),
        (&[&SWEEP[..], &["--shard", "1/2"]].concat(), "--out", "x"),
        (&["sensitivity", scenario, "-n", "3"], "--chart", "x.svg"),
        (&["timeline", small], "--chart", "x.svg"),
        (&["show", small], "--html", "x.html"),
        (&["emit", small, "--as", "asyncio"], "-o", "x.py"),
        (&["fit", "docs/data/answers.csv"], "-o", "x.ron"),
        (&["fit", "docs/data/answers.csv"], "--chart", "x.svg"),
        (&["new"], "--color=never", "x.ron"),
        (&["check", "laws/laps.ron", "--forget"], "--save", "x"),
    ];
    for (command, option, name) in commands {
        let told = refusal(command, option, &Path::new("/proc").join(name));
        assert!(told.contains("no new files can be created in the folder `/proc`"), "{command:?} {option}: {told}");
        let told = refusal(command, option, &Path::new("/dev/null").join(name));
        assert!(told.contains("`/dev/null` is not a folder") || told.contains("`/dev/null` is a file"), "{told}");
    }
    assert!(refusal(&["man"], "--color=never", Path::new("/proc/x")).contains("no new files"));
}

#[test]
fn written_files_are_named() {
    let folder = folder("destinations/written");
    let names = |command: &[&str], option: &str, name: &str| {
        let output = play(command, option, &folder.join(name));
        assert!(output.status.success(), "{output:?}");
        told(&output)
    };
    let shown = |name: &str| folder.join(name).display().to_string();
    let emit = ["emit", "scenarios/south-station-async.ron", "--as", "asyncio"];
    assert_eq!(names(&emit, "-o", "a.py"), format!("Written: {}\n", shown("a.py")));
    let told = names(&["emit", "scenarios/club-evening.ron", "--as", "asyncio"], "-o", "b.py");
    assert!(told.contains(&shown("b.py")), "{told}");
    assert_eq!(folder.join("b.json").exists(), told.contains(&shown("b.json")), "{told}");
    assert_eq!(names(&["new"], "--color=never", "c.ron"), format!("Written: {}\n", shown("c.ron")));
}

#[test]
fn what_is_read_is_not_replaced() {
    let folder = folder("destinations/inputs");
    let (values, scenario) = (folder.join("d.csv"), folder.join("s.svg"));
    fs::write(&values, "t_s\n1\n2\n").unwrap();
    let text = r#"(master: (think: Constant("1s")), opponents: [(think: Empirical(file: "d.csv", column: "t_s"), moves: Exactly(2))])"#;
    fs::write(&scenario, text).unwrap();
    let name = scenario.to_str().unwrap();
    for (command, option, path) in [
        (&["run", name, "-n", "3"][..], "--outcomes", &values),
        (&["run", name], "--trace", &values),
        (&["run", name, "-n", "5"], "--chart", &scenario),
        (&["sweep", name, "--vary", "boards=1..2", "-n", "2"], "--outcomes", &values),
        (&["sweep", name, "--vary", "boards=1..2", "-n", "2"], "--chart", &scenario),
        (&["timeline", name], "--chart", &scenario),
    ] {
        assert!(refusal(command, option, path).contains("this command reads it"), "{command:?} {option}");
    }
    assert_eq!(fs::read(&values).unwrap(), b"t_s\n1\n2\n");
    assert_eq!(fs::read_to_string(&scenario).unwrap(), text);
}

#[test]
fn a_study_replaces_no_file() {
    let file = folder("destinations/study").join("s.ron");
    fs::write(&file, "mine").unwrap();
    assert!(refusal(&SWEEP, "--save-study", &file).contains("s.ron already exists, and was not changed"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    fs::remove_file(&file).unwrap();
    let wrong = ["sweep", SWEEP[1], "--vary", "boards=0"];
    refusal(&wrong, "--save-study", &file);
    assert!(!file.exists(), "a study that can't be played is not kept");
    // Repeating the command writes the same file, so it is allowed.
    for _ in 0..2 {
        assert!(play(&SWEEP, "--save-study", &file).status.success());
    }
}

#[test]
fn outcomes_do_not_go_among_the_results_of_a_sweep() {
    let folder = folder("destinations/among");
    let (out, outcomes) = (folder.join("out"), folder.join("out/results.csv"));
    let sweep = [&SWEEP[..], &["--out", out.to_str().unwrap()]].concat();
    assert!(refusal(&sweep, "--outcomes", &outcomes).contains("is for the results of --out alone"));
    assert!(!out.exists(), "nothing was played");
    assert!(play(&sweep, "--outcomes", &folder.join("outcomes.csv")).status.success());
}

#[test]
fn results_replace_no_file_that_no_journal_belongs_to() {
    for name in ["results.csv", "results.json", "study.ron"] {
        let folder = folder("destinations/results");
        fs::write(folder.join(name), "mine").unwrap();
        assert!(refusal(&SWEEP, "--out", &folder).contains(&format!("{name}` already exists")));
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "mine");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left behind");
    }
    let folder = folder("destinations/results");
    for _ in 0..2 {
        assert!(play(&SWEEP, "--out", &folder).status.success());
    }
    // With a journal, too, a file that somebody added or changed is not replaced.
    for name in ["results.csv", "results.json", "study.ron"] {
        let written = fs::read(folder.join(name)).unwrap();
        fs::write(folder.join(name), "mine").unwrap();
        assert!(refusal(&SWEEP, "--out", &folder).contains(&format!("{name}` already exists")));
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "mine");
        fs::write(folder.join(name), written).unwrap();
    }
    assert!(play(&SWEEP, "--out", &folder).status.success());
}

/// Names that a program might use for its temporary files.
const DECOYS: [&str; 12] = [
    "c.svg.part",
    "c.svg.tmp",
    ".c.svg.tmp",
    "c.svg~",
    ".zeitnot-.tmp",
    ".zeitnot-000000000000.tmp",
    "zeitnot",
    "zeitnot.part",
    "zeitnot.tmp",
    "journal.repaired",
    "journal.redb.part",
    "results.csv.part",
];

#[test]
fn no_other_file_is_touched() {
    let folder = folder("destinations/decoys");
    let out = folder.join("out");
    for place in [&folder, &out] {
        fs::create_dir_all(place).unwrap();
        for name in DECOYS {
            fs::write(place.join(name), "mine").unwrap();
        }
    }
    // A link to another file is not followed either.
    let treasure = folder.join("treasure");
    fs::write(&treasure, "mine").unwrap();
    #[cfg(unix)]
    for place in [&folder, &out] {
        for name in ["s.ron.part", "c.png.part", "journal.damaged.part", "new.ron.part"] {
            std::os::unix::fs::symlink(&treasure, place.join(name)).unwrap();
        }
    }
    let law = folder.join("laws.ron");
    fs::write(&law, LAW).unwrap();
    let law = law.to_str().unwrap();
    let before = fs::read_dir(&folder).unwrap().count();
    let done = |command: &[&str], option: &str, path: &Path| {
        let output = play(command, option, path);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    };
    for _ in 0..2 {
        done(&SWEEP, "--chart", &folder.join("c.svg"));
        done(&SWEEP, "--chart", &folder.join("c.png"));
        done(&SWEEP, "--save-study", &folder.join("s.ron"));
        done(&SWEEP, "--out", &out);
        done(&["check", law, "--cases", "50"], "--save", &folder.join("cases"));
        // A damaged journal is repaired.
        fs::write(out.join("journal.redb"), "no journal").unwrap();
    }
    done(&["new"], "--color=never", &folder.join("new.ron"));
    for place in [&folder, &out] {
        for name in DECOYS {
            assert_eq!(fs::read_to_string(place.join(name)).unwrap(), "mine", "{name}");
        }
    }
    assert_eq!(fs::read_to_string(&treasure).unwrap(), "mine");
    let written = ["c.svg", "c.png", "s.ron", "cases", "laws.ron.failures", "new.ron"];
    assert_eq!(fs::read_dir(&folder).unwrap().count(), before + written.len(), "nothing is left behind");
}

/// A pipe with the name of a file does not block the command.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused() {
    let folder = folder("destinations/pipes");
    let pipe = |path: PathBuf| {
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        path
    };
    for name in ["lock", "journal.redb", "published"] {
        let out = folder.join(format!("out-{name}"));
        fs::create_dir_all(&out).unwrap();
        pipe(out.join(name));
        assert!(refusal(&SWEEP, "--out", &out).contains("not a regular file"), "{name}");
    }
    let chart = pipe(folder.join("c.svg"));
    assert!(refusal(&SWEEP, "--chart", &chart).contains("not a regular file"));
    let program = pipe(folder.join("p.py"));
    assert!(refusal(&["emit", SWEEP[1], "--as", "asyncio"], "-o", &program).contains("already exists"));
    let study = pipe(folder.join("study.ron"));
    assert!(refusal(&SWEEP, "--save-study", &study).contains("already exists"));
    let values = folder.join("values.txt");
    fs::write(&values, "1s\n2s\n").unwrap();
    let fitted = pipe(folder.join("fitted.ron"));
    assert!(refusal(&["fit", values.to_str().unwrap()], "-o", &fitted).contains("already exists"));
    let law = folder.join("laws.ron");
    fs::write(&law, LAW).unwrap();
    pipe(folder.join("laws.ron.failures"));
    let output = play(&["check", "--cases", "5"], "--color=never", &law);
    let told = told(&output);
    assert!(told.contains("can't read") && told.contains("not a regular file"), "{told}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_of_what_is_replaced_survive() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("destinations/permissions");
    let [chart, link] = ["c.svg", "link.svg"].map(|name| folder.join(name));
    fs::write(&chart, "old").unwrap();
    fs::set_permissions(&chart, fs::Permissions::from_mode(0o604)).unwrap();
    symlink("c.svg", &link).unwrap();
    assert!(play(&SWEEP, "--chart", &link).status.success());
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("c.svg"));
    assert!(fs::read_to_string(&chart).unwrap().contains("<svg"));
    assert_eq!(fs::metadata(&chart).unwrap().permissions().mode() & 0o777, 0o604);
}

#[test]
fn one_file_in_two_spellings_is_not_two_outputs() {
    let folder = folder("destinations/spellings");
    let [outcomes, trace] = ["same.csv", "./same.csv"].map(|name| format!("{}/{name}", folder.display()));
    let told = refusal(&["run", SWEEP[1], "--outcomes", &outcomes], "--trace", Path::new(&trace));
    assert!(told.contains("can't hold two outputs"), "{told}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is written");
}

#[test]
fn what_cant_be_written_is_refused_at_once() {
    let folder = folder("destinations/refused");
    let file = folder.join("file");
    fs::write(&file, "mine").unwrap();
    let check = ["check", "laws/tutorial.ron", "--forget", "--cases", "1"];
    for command in [&SWEEP[..], &check] {
        let option = if command[0] == "check" { "--save" } else { "--out" };
        for path in [file.clone(), file.join("below")] {
            assert!(refusal(command, option, &path).contains("file` is a file, not a folder"), "{command:?}");
        }
    }
    // An endless run, so it would never finish if it began.
    let endless = ["--precision", "0.0000001%", "--max-replications", "1000000000"];
    let noisy = ["sweep", "scenarios/web-scraper.ron", "--vary", "boards=4,8"];
    let sensitivity = ["sensitivity", "scenarios/web-scraper.ron", "-n", "1000000000"];
    for command in [&[&noisy[..], &endless].concat()[..], &sensitivity] {
        assert!(refusal(command, "--chart", &folder.join("missing/x.svg")).contains("can't write"), "{command:?}");
        fs::create_dir_all(folder.join("x.svg")).unwrap();
        assert!(refusal(command, "--chart", &folder.join("x.svg")).contains("can't write"), "{command:?}");
    }
}
