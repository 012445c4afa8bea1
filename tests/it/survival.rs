//! Tests that long work survives: whatever happens to a sweep with `--out`, it ends with the bytes of an undisturbed
//! one.

use crate::command::{self, refused, told};
use crate::sweeping::{RESULTS, below, counts, finished, folder, sweep, undisturbed};
use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::Duration;
use zeitnot::journal::Folder;

/// The properties of the journal's file that change with every write.
fn state_of(file: &Path) -> Option<(u64, std::time::SystemTime)> {
    let about = fs::metadata(file).ok()?;
    Some((about.len(), about.modified().ok()?))
}

/// Waits until the journal was written to this many times, or the process has ended; true if it is still running.
fn wait_for_writes(child: &mut Child, file: &Path, writes: usize) -> bool {
    let (mut seen, mut left) = (state_of(file), writes);
    while left > 0 {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        let now = state_of(file);
        left -= usize::from(now != seen);
        seen = now;
        thread::sleep(Duration::from_micros(100));
    }
    child.try_wait().unwrap().is_none()
}

#[test]
fn a_sweep_killed_at_50_moments_ends_as_if_nothing_had_happened() {
    let arguments = ["--vary", "master.count=1..3", "--vary", "visit=Cyclic,FirstReady", "-n", "200"];
    let expected = undisturbed("killed-expected", &arguments);
    let folder = folder("killed");
    let mut kills = 0;
    while kills < 50 {
        let mut child = sweep(&folder, &arguments).spawn().unwrap();
        // While it starts, between writes, and in the middle of one.
        if wait_for_writes(&mut child, &folder.join("journal.redb"), below(kills, 9)) {
            child.kill().unwrap();
            kills += 1;
        }
        let told = child.wait_with_output().unwrap().stderr;
        assert!(!String::from_utf8_lossy(&told).contains("damaged"), "a kill damages nothing");
        if RESULTS.iter().all(|name| folder.join(name).exists()) {
            // It ended before it was killed: its results are compared, and the next one starts from the beginning.
            let (output, files) = finished(&folder, &arguments);
            assert_eq!((&output.stdout, &files), (&expected.0, &expected.1));
            fs::remove_dir_all(&folder).unwrap();
        }
    }
    let (output, files) = finished(&folder, &arguments);
    let (played, reused) = counts(&output);
    assert_eq!(played + reused, 1_200);
    assert_eq!((output.stdout, files), expected);
    assert_eq!(counts(&finished(&folder, &arguments).0), (0, 1_200));
}

/// Before the journal exists, while it is created, and right after.
#[test]
fn a_kill_in_the_first_moments_is_no_damage() {
    let arguments = ["--vary", "master.count=1..2", "-n", "20"];
    for round in 0..30 {
        let folder = folder("first-moments");
        let mut child = sweep(&folder, &arguments).spawn().unwrap();
        // As soon as the folder is there, and up to 6 ms later.
        while !folder.exists() && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(50));
        }
        thread::sleep(Duration::from_micros(200 * round));
        drop(child.kill());
        child.wait().unwrap();
        let (output, _) = finished(&folder, &arguments);
        let told = told(&output);
        assert!(!told.contains("damaged"), "after {round} × 200 µs: {told}");
    }
}

#[test]
fn sixteen_sweeps_side_by_side_all_succeed() {
    let parent = folder("side-by-side");
    for round in 0..4 {
        let one = |number| {
            let folder = parent.join(format!("run{round}-{number}"));
            sweep(&folder, &["--vary", "master.count=1..2", "-n", "2"]).spawn().unwrap()
        };
        let children: Vec<_> = (0..16).map(one).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", told(&output));
        }
    }
    assert_eq!(fs::read_dir(&parent).unwrap().count(), 4 * 16, "nothing else is left behind");
}

/// Repairing needs disk space. Without it, the command says so, and nothing is lost: with space, everything is there
/// again.
#[cfg(unix)]
#[test]
fn a_full_disk_while_repairing_loses_nothing() {
    let arguments = ["--vary", "boards=4..9", "-n", "30", "--measure", "makespan"];
    let folder = folder("full-while-mending");
    finished(&folder, &arguments);
    let store = folder.join("journal.redb");
    let mut bytes = fs::read(&store).unwrap();
    bytes.push(7);
    fs::write(&store, &bytes).unwrap();
    for blocks in [0, 8, 40, 200] {
        command::with_full_disk(&sweep(&folder, &arguments), blocks);
        assert!(fs::read(&store).unwrap().starts_with(&bytes[..4096]), "the damaged journal is still there");
    }
    let (output, _) = finished(&folder, &arguments);
    assert_eq!(counts(&output), (0, 180), "{}", told(&output));
}

#[test]
fn a_damaged_store_costs_time_and_nothing_else() {
    let arguments = ["--vary", "boards=4..9", "-n", "6", "--measure", "makespan"];
    let folder = folder("damaged");
    let (output, files) = finished(&folder, &arguments);
    let store = folder.join("journal.redb");
    let whole = fs::read(&store).unwrap();
    let used: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
    let mut played = 0;
    for round in 0..6 {
        let mut bytes = whole.clone();
        let at = used[below(round, used.len())];
        match round % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 16,
            _ => bytes[at..].iter_mut().take(3_000).for_each(|byte| *byte = byte.wrapping_add(1)),
        }
        fs::write(&store, bytes).unwrap();
        let (again, same) = finished(&folder, &arguments);
        assert_eq!((&again.stdout, &same), (&output.stdout, &files), "round {round}");
        played += counts(&again).0;
    }
    assert!(played > 0, "something was damaged");
}

/// The key, first replication and number of replications of the block that begins with this mark.
fn block_at(bytes: &[u8]) -> Option<(&[u8], u64)> {
    const MARK: &[u8] = b"\x9azeit2\xf1B";
    // Mark, length and checksum; owner; key and first replication; how many.
    bytes.starts_with(MARK).then(|| (&bytes[28..52], u64::from(u32::from_le_bytes(bytes[52..56].try_into().unwrap()))))
}

/// What is stored behind a damaged block is used, wherever the block lies in what is played together.
#[test]
fn a_damaged_block_costs_what_it_held() {
    let arguments = ["--vary", "boards=9", "-n", "400", "--jobs", "1"];
    let expected = undisturbed("behind-expected", &arguments);
    for (store, share) in [("journal.redb", &[][..]), ("shards/1-of-1.redb", &["--shard", "1/1"])] {
        let folder = folder("behind");
        let output = sweep(&folder, &[&arguments[..], share].concat()).output().unwrap();
        assert_eq!(counts(&output), (400, 0));
        let mut bytes = fs::read(folder.join(store)).unwrap();
        let starts: Vec<_> = (0..bytes.len()).filter(|at| block_at(&bytes[*at..]).is_some()).collect();
        let (place, held) = block_at(&bytes[starts[starts.len() / 2]..]).unwrap();
        let place = place.to_owned();
        // The database may hold older copies of it.
        for at in starts.into_iter().filter(|at| block_at(&bytes[*at..]).unwrap().0 == place).collect::<Vec<_>>() {
            bytes[at + 60] ^= 1;
        }
        fs::write(folder.join(store), bytes).unwrap();
        let (output, files) = finished(&folder, &arguments);
        assert_eq!(counts(&output), (held, 400 - held), "{store}");
        assert_eq!((output.stdout, files), expected);
    }
}

#[test]
fn more_points_and_more_replications_reuse_what_is_there() {
    let folder = folder("widened");
    let few = ["--vary", "boards=4..7", "-n", "5"];
    assert_eq!(counts(&finished(&folder, &few).0), (20, 0));
    let many = ["--vary", "boards=4..9", "-n", "8", "--level", "0.9", "--measure", "moves"];
    let (output, files) = finished(&folder, &many);
    assert_eq!(counts(&output), (6 * 8 - 20, 20));
    assert_eq!((output.stdout, files), undisturbed("widened-expected", &many));
    let (output, files) = finished(&folder, &few);
    assert_eq!((counts(&output), (output.stdout, files)), ((0, 20), undisturbed("narrowed-expected", &few)));
}

#[test]
fn a_tighter_precision_reuses_what_is_there() {
    let folder = folder("tightened");
    let precision = |wanted| ["--vary", "boards=6,9", "--jobs", "2", "--precision", wanted];
    let first = counts(&finished(&folder, &precision("9%")).0);
    assert!(first.0 >= 60 && first.1 == 0, "{first:?}");
    let (output, files) = finished(&folder, &precision("1.5%"));
    let (played, reused) = counts(&output);
    assert!(played > 0 && reused >= 60, "{played} {reused}");
    assert_eq!((output.stdout, files), undisturbed("tightened-expected", &precision("1.5%")));

    // The same again: nothing is missing, however far play was ahead.
    let (output, _) = finished(&folder, &precision("1.5%"));
    assert_eq!(counts(&output).0, 0);
}

#[test]
fn a_journal_is_for_one_scenario_one_seed_and_one_process() {
    let folder = folder("refused");
    let arguments = ["--vary", "boards=4,5", "-n", "2"];
    let (_, files) = finished(&folder, &arguments);
    let refused = |more: &[&str]| {
        let told = refused(&sweep(&folder, &[&arguments[..], more].concat()).output().unwrap());
        assert_eq!(RESULTS.map(|name| fs::read(folder.join(name)).unwrap()).to_vec(), files);
        told
    };
    assert!(refused(&["--seed", "7"]).contains("its seed is 1904, but now it is 7"));
    assert!(refused(&["--set", "master.count=2"]).contains("its scenario is \"Club evening\" with the digest"));
    let taken = Folder::take(&folder).unwrap();
    assert!(refused(&[]).contains("another process is using"));
    drop(taken);
}

#[test]
fn a_sweep_whose_time_was_up_goes_on() {
    let arguments = ["--vary", "master.count=1..3", "-n"];
    let few = [&arguments[..], &["300"]].concat();
    let expected = undisturbed("time-up-expected", &few);
    let folder = folder("time-up");
    // More than any machine plays in that time; a journal is not tied to a number of replications.
    let stopped = sweep(&folder, &[&arguments[..], &["1000000000", "--max-time", "1s"]].concat()).output().unwrap();
    let said = told(&stopped);
    assert_eq!(stopped.status.code(), Some(0), "{said}");
    assert!(
        said.contains("time limit reached: ") && said.contains("the first missing point is master.count="),
        "{said}"
    );
    assert!(!folder.join("results.csv").exists());
    let (output, files) = finished(&folder, &[&few[..], &["--max-time", "1h"]].concat());
    assert_eq!((output.stdout, files), expected);
    // Stopped again: the results in the folder are not of this sweep.
    let stopped = sweep(&folder, &[&arguments[..], &["1000000000", "--max-time", "1s"]].concat()).output().unwrap();
    let said = told(&stopped);
    assert!(said.contains("are still those of an earlier, complete run"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interruption_and_a_full_disk_end_with_a_word_and_lose_nothing() {
    let arguments = ["--vary", "master.count=1..3", "-n", "300", "--format", "csv"];
    let expected = undisturbed("interrupted-expected", &arguments);
    let folder = folder("interrupted");
    command::with_full_disk(&sweep(&folder, &arguments), 150);
    let mut child = sweep(&folder, &arguments).spawn().unwrap();
    if wait_for_writes(&mut child, &folder.join("journal.redb"), 6) {
        command::signal(&child, "INT");
    }
    let output = child.wait_with_output().unwrap();
    let told = told(&output);
    match output.status.code() {
        Some(130) => {
            assert!(told.contains("interrupted: ") && !folder.join("results.csv").exists(), "{told}");
            assert!(output.stdout.ends_with(b",interruption\n"), "a CSV that is cut says so");
        }
        code => assert_eq!(code, Some(0), "it was faster; {told}"),
    }
    let (output, files) = finished(&folder, &arguments);
    assert_eq!((output.stdout, files), expected);
}
