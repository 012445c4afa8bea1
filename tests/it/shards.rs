//! Shares of a sweep: however they are divided, killed, damaged or repeated, the results are those of one machine.

use crate::command::{self, output_of, printed, refused, told, zeitnot};
use crate::sweeping::{RESULTS, below, counts, finished, folder, sweep, undisturbed};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

/// Fewer than eight points a share, so that replications are divided, too.
const FEW: [&str; 4] = ["--vary", "master.count=1..3", "-n", "25"];
/// Eight points and more for each of up to seven shares.
const MANY: [&str; 6] = ["--vary", "master.count=1..3", "--vary", "boards=4..23", "-n", "4"];

fn play(folder: &Path, arguments: &[&str], share: &str) -> Output {
    sweep(folder, &[arguments, &["--shard", share]].concat()).output().unwrap()
}

/// Plays a share to its end. Returns how many replications were played, and how many reused.
fn played(folder: &Path, arguments: &[&str], share: &str) -> (u64, u64) {
    let output = play(folder, arguments, share);
    assert_eq!(printed(&output), "", "a share has no results");
    counts(&output)
}

fn missing(folder: &Path, arguments: &[&str], shares: u64) -> String {
    printed(&sweep(folder, &[arguments, &["--missing", &shares.to_string()]].concat()).output().unwrap())
}

fn shard(folder: &Path, name: &str) -> PathBuf {
    folder.join("shards").join(name)
}

#[test]
fn any_number_of_shares_gives_the_bytes_of_one_machine() {
    for (name, arguments) in [("few", &FEW[..]), ("many", &MANY[..])] {
        let expected = undisturbed(&format!("shares-{name}-expected"), arguments);
        let all = counts(&finished(&folder(&format!("shares-{name}-counted")), arguments).0).0;
        for shares in [1, 3, 7, 16] {
            let folder = folder(&format!("shares-{name}-{shares}"));
            // The last one first: their order is of no importance.
            let plays: u64 =
                (1..=shares).rev().map(|share| played(&folder, arguments, &format!("{share}/{shares}")).0).sum();
            assert_eq!(plays, all, "nothing is played twice");
            assert!(!folder.join("results.csv").exists() && !folder.join("journal.redb").exists());
            let (output, files) = finished(&folder, arguments);
            assert_eq!(counts(&output), (0, all), "{shares} shares of {name}: {}", told(&output));
            assert_eq!((output.stdout, files), expected);
        }
    }
}

#[test]
fn shares_of_several_divisions_go_together() {
    let expected = undisturbed("mixed-expected", &FEW);
    let folder = folder("mixed");
    let mut shared = 0;
    for share in ["2/3", "5/7", "9/16", "1/2", "100/100"] {
        shared += played(&folder, &FEW, share).0;
    }
    let (output, files) = finished(&folder, &FEW);
    let (plays, reused) = counts(&output);
    assert!(plays > 0 && plays + reused == 75 && reused <= shared, "{plays} {reused} {shared}");
    assert_eq!((output.stdout, files), expected);
    // More replications, other measures: what is there is used, by shares and by whoever gathers them.
    let more = ["--vary", "master.count=1..4", "-n", "40", "--measure", "moves"];
    let expected = undisturbed("mixed-more-expected", &more);
    assert!(played(&folder, &more, "1/2").1 > 0);
    let (output, files) = finished(&folder, &more);
    assert!(counts(&output).1 > 75);
    assert_eq!((output.stdout, files), expected);
}

#[test]
fn a_precision_is_reached_in_two_rounds() {
    let precision = |wanted| ["--vary", "boards=6,9,12", "--precision", wanted];
    let expected = undisturbed("rounds-expected", &precision("1.5%"));
    let folder = folder("rounds");
    for wanted in ["9%", "1.5%"] {
        for share in 1..=4 {
            played(&folder, &precision(wanted), &format!("{share}/4"));
        }
        assert_eq!(missing(&folder, &precision(wanted), 4), "");
        assert_eq!(counts(&finished(&folder, &precision(wanted)).0).0, 0);
        if wanted == "9%" {
            assert_eq!(missing(&folder, &precision("1.5%"), 4), "1-3\n", "the fourth has no point");
        }
    }
    let (output, files) = finished(&folder, &precision("1.5%"));
    assert_eq!((output.stdout, files), expected);
}

#[test]
fn shares_killed_20_times_end_as_if_nothing_had_happened() {
    let arguments = ["--vary", "master.count=1..3", "-n", "400"];
    let expected = undisturbed("shares-killed-expected", &arguments);
    let folder = folder("shares-killed");
    let (mut kills, mut round) = (0, 0);
    while kills < 20 {
        let share = format!("{}/3", round % 3 + 1);
        let mut child = sweep(&folder, &[&arguments[..], &["--shard", &share]].concat()).spawn().unwrap();
        thread::sleep(Duration::from_micros(below(round, 60_000) as u64));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            kills += 1;
        } else {
            // It was faster than its killer.
            fs::remove_file(shard(&folder, &share.replace('/', "-of-")).with_extension("redb")).unwrap();
        }
        let output = child.wait_with_output().unwrap();
        assert!(!told(&output).contains("damaged"), "a kill damages nothing: {}", told(&output));
        round += 1;
    }
    for share in 1..=3 {
        played(&folder, &arguments, &format!("{share}/3"));
    }
    let (output, files) = finished(&folder, &arguments);
    assert_eq!(counts(&output), (0, 1_200));
    assert_eq!((output.stdout, files), expected);
}

#[test]
fn a_shard_that_is_no_good_costs_what_it_held_and_nothing_else() {
    let expected = undisturbed("bad-shards-expected", &MANY);
    let folder = folder("bad-shards");
    for share in 1..=7 {
        played(&folder, &MANY, &format!("{share}/7"));
    }
    let foreign = crate::sweeping::folder("bad-shards-foreign");
    played(&foreign, &[&MANY[..], &["--seed", "7"]].concat(), "3/7");
    let name = |share: u64| shard(&folder, &format!("{share}-of-7.redb"));
    let cut = |share, keeps: fn(usize) -> usize| {
        let bytes = fs::read(name(share)).unwrap();
        let end = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        fs::write(name(share), &bytes[..keeps(end)]).unwrap();
    };
    fs::write(name(2), "").unwrap();
    fs::copy(shard(&foreign, "3-of-7.redb"), name(3)).unwrap();
    fs::write(name(4), "not a shard any more").unwrap();
    cut(5, |end| end / 2);
    // One outcome in the middle of a shard.
    let mut bytes = fs::read(name(6)).unwrap();
    let mark = b"\x9azeit2\xf1B";
    let block = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(mark)).nth(4).unwrap();
    bytes[block + 60] ^= 1;
    fs::write(name(6), bytes).unwrap();
    fs::remove_file(name(7)).unwrap();
    assert_eq!(missing(&folder, &MANY, 7), "2-7\n");
    let (output, files) = finished(&folder, &MANY);
    assert_eq!((&output.stdout, &files), (&expected.0, &expected.1));
    let (plays, said) = (counts(&output).0, told(&output));
    // Shares 2 to 4 hold nine points, 5 to 7 eight. How much of 5 and 6 is sound depends on when they were stored.
    let (lost, damaged) = (4 * (9 + 9 + 9 + 8), 4 * (8 + 8));
    assert!((lost..lost + damaged).contains(&plays), "sound blocks of 5 and 6 are used: {plays}");
    for (share, why) in
        [(2, "no readable outcome"), (3, "its seed is 7, but now it is 1904"), (4, "no readable outcome")]
    {
        let line = said.lines().find(|line| line.contains(&format!("{share}-of-7.redb"))).unwrap();
        assert!(line.contains("is left out: ") && line.contains(why), "{line}");
    }
    // All that was played is in the journal now, so that nothing is missing any more.
    assert_eq!(missing(&folder, &MANY, 7), "");
    fs::remove_file(folder.join("journal.redb")).unwrap();
    // A share is repaired and completed, unless it is somebody else's.
    let repaired = [2, 4, 5, 6, 7].map(|share| played(&folder, &MANY, &format!("{share}/7")));
    assert!(repaired[3].0 < 32 && repaired[3].1 > 0, "{repaired:?}");
    // To try again is useless.
    let told = refused(&play(&folder, &MANY, "3/7"));
    assert!(told.contains("its seed is 7, but now it is 1904"), "{told}");
    assert_eq!(missing(&folder, &MANY, 7), "3\n");
    fs::remove_file(name(3)).unwrap();
    played(&folder, &MANY, "3/7");
    let (output, files) = finished(&folder, &MANY);
    assert_eq!((counts(&output).0, output.stdout, files), (0, expected.0, expected.1));
}

#[test]
fn missing_shares_become_fewer_until_there_are_none() {
    let folder = folder("missing");
    assert_eq!(missing(&folder, &FEW, 7), "1-7\n", "before there is anything");
    for (share, expected) in [(4, "1-3,5-7\n"), (1, "2-3,5-7\n"), (7, "2-3,5-6\n"), (3, "2,5-6\n"), (5, "2,6\n")] {
        played(&folder, &FEW, &format!("{share}/7"));
        assert_eq!(missing(&folder, &FEW, 7), expected);
    }
    // Whoever gathers plays what is missing.
    finished(&folder, &FEW);
    assert_eq!(missing(&folder, &FEW, 7), "");
    assert_eq!(missing(&folder, &FEW, 100_000), "", "however it is divided");
    let wider = ["--vary", "master.count=1..4", "-n", "25"];
    assert!(!missing(&folder, &wider, 7).is_empty());
}

#[test]
fn a_busy_share_is_for_later_and_a_wrong_one_never() {
    let folder = folder("busy");
    played(&folder, &FEW, "1/3");
    let lock = File::create(shard(&folder, "2-of-3.lock")).unwrap();
    lock.lock().unwrap();
    let busy = play(&folder, &FEW, "2/3");
    assert_eq!(busy.status.code(), Some(75), "{}", told(&busy));
    assert!(told(&busy).contains("another process is using"), "{}", told(&busy));
    drop(lock);
    played(&folder, &FEW, "2/3");
    for (arguments, why) in [
        (&["--shard", "4/3"][..], "there is no share 4 of 3"),
        (&["--shard", "1/3", "--missing", "3"], "cannot be used with"),
        (&["--shard", "1/3", "--format", "csv"], "--shard prints no results"),
        (&["--shard", "1/3", "--dry-run"], "cannot be used with"),
        (&["--shard", "1/3", "--set", "boards=0"], "boards"),
    ] {
        let told = refused(&sweep(&folder, &[&FEW[..], arguments].concat()).output().unwrap());
        assert!(told.contains(why), "{arguments:?}: {told}");
    }
    let told = refused(&output_of(&["sweep", "a.ron", "--vary", "boards=1,2", "--shard", "1/2"]));
    assert!(told.contains("--out <DIR>"), "{told}");
}

#[test]
fn a_share_played_twice_at_once_is_played_once() {
    let expected = undisturbed("twice-expected", &FEW);
    let folder = folder("twice");
    let start = |share: &u64| {
        let share = format!("{share}/3");
        sweep(&folder, &[&FEW[..], &["--shard", &share]].concat()).spawn().unwrap()
    };
    let children: Vec<_> = [1, 2, 3, 1, 2, 3, 1, 2, 3].iter().map(start).collect();
    let codes: Vec<_> = children.into_iter().map(|child| child.wait_with_output().unwrap().status.code()).collect();
    assert!(codes.iter().all(|code| [Some(0), Some(75)].contains(code)), "{codes:?}");
    let (output, files) = finished(&folder, &FEW);
    assert_eq!((counts(&output), output.stdout, files), ((0, 75), expected.0, expected.1));
}

#[test]
fn a_share_whose_time_is_up_is_to_be_tried_again() {
    let folder = folder("share-time-up");
    let endless = ["--vary", "master.count=1..3", "-n", "1000000000", "--max-time"];
    let output = play(&folder, &[&endless[..], &["2s"]].concat(), "1/2");
    assert_eq!(output.status.code(), Some(75), "{}", told(&output));
    assert!(told(&output).contains("share 1 of 2: time limit reached: 0 of 3 points completed"), "{}", told(&output));
    let kept = counts(&output).0;
    let output = play(&folder, &[&endless[..], &["2s"]].concat(), "1/2");
    assert!(kept > 0 && counts(&output).1 > 0, "{kept} {:?}", counts(&output));
    // Gathered, they are those of one machine.
    let few = ["--vary", "master.count=1..3", "-n", "20"];
    let (output, files) = finished(&folder, &few);
    assert_eq!((output.stdout, files), undisturbed("share-time-up-expected", &few));
}

#[cfg(unix)]
#[test]
fn an_interrupted_share_says_so() {
    let folder = folder("share-interrupted");
    let endless = ["--vary", "master.count=1..3", "-n", "1000000000", "--shard", "1/2"];
    let child = sweep(&folder, &endless).spawn().unwrap();
    while !shard(&folder, "1-of-2.redb").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(300));
    command::signal(&child, "TERM");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", told(&output));
    assert!(told(&output).contains("share 1 of 2: interrupted"), "{}", told(&output));
}

/// Lustre without `flock` answers ENOSYS, others EOPNOTSUPP or ENOLCK.
#[cfg(target_os = "linux")]
#[test]
fn a_file_system_without_locks_is_warned_of_and_used() {
    let folder = folder("no-locks");
    fs::create_dir_all(&folder).unwrap();
    let [source, library] = ["flock.c", "flock.so"].map(|name| folder.with_file_name(name));
    let text = "#include <errno.h>\n#include <stdlib.h>\n\
                int flock(int fd, int operation) { errno = atoi(getenv(\"FLOCK_ERRNO\")); return -1; }\n";
    fs::write(&source, text).unwrap();
    let compiler = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).status();
    if !compiler.is_ok_and(|status| status.success()) {
        println!("skipped: there is no C compiler (cc), and without one no flock that fails");
        return;
    }
    let expected = undisturbed("no-locks-expected", &FEW);
    let unlocked = |arguments: &[&str], errno: &str| {
        let arguments = [&FEW[..], arguments].concat();
        sweep(&folder, &arguments).env("LD_PRELOAD", &library).env("FLOCK_ERRNO", errno).output().unwrap()
    };
    for (share, errno) in [("1/3", "38"), ("2/3", "95"), ("3/3", "37")] {
        let output = unlocked(&["--shard", share], errno);
        assert!(output.status.success() && told(&output).contains("does not support file locks"), "{}", told(&output));
    }
    let output = unlocked(&[], "38");
    assert!(told(&output).contains("does not support file locks"), "{}", told(&output));
    assert_eq!(counts(&output), (0, 75));
    assert_eq!((output.stdout, RESULTS.map(|name| fs::read(folder.join(name)).unwrap()).to_vec()), expected);
    // Another error is one.
    let output = unlocked(&["--shard", "1/3"], "5");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

#[test]
fn other_commands_use_what_shards_have_stored() {
    let folder = folder("warmed");
    let arguments = ["--vary", "boards=18..22 step 2", "-n", "200"];
    let (one, other) = (played(&folder, &arguments, "1/2").0, played(&folder, &arguments, "2/2").0);
    assert_eq!(one + other, 600);
    let run = |command: &[&str], out: bool| {
        let mut zeitnot = zeitnot();
        zeitnot.args(command);
        if out {
            zeitnot.arg("--out").arg(&folder);
        }
        zeitnot.output().unwrap()
    };
    let file = "scenarios/club-evening.ron";
    let condition = "E(makespan) <= 2h40min";
    let values = "boards=18..22 step 2";
    let seek = ["seek", file, "--vary", values, "--such-that", condition, "--max-replications", "200"];
    let compare = ["compare", file, "--with", "boards=18", "--with", "boards=22", "-n", "150"];
    // As it is there are 20 boards, and a tenth more or less.
    let sensitivity = ["sensitivity", file, "--only", "boards", "-n", "200"];
    for (command, least) in [(&seek[..], 60), (&compare[..], 450), (&sensitivity[..], 600)] {
        let (cold, warm) = (run(command, false), run(command, true));
        assert_eq!(String::from_utf8_lossy(&warm.stdout), String::from_utf8_lossy(&cold.stdout));
        assert_eq!(warm.status.code(), cold.status.code());
        let said = told(&warm).replace(',', "");
        let line = said.lines().find(|line| line.ends_with("reused")).unwrap_or_else(|| panic!("{said}"));
        let remembered: u64 = line.split(' ').next().unwrap().parse().unwrap();
        assert!(remembered >= least, "{command:?}: {line}");
    }
    assert!(!folder.join("journal.redb").exists(), "nothing is written");
    let elsewhere = run(&["compare", file, "--with", "boards=18", "--seed", "7"], true);
    assert_eq!(elsewhere.status.code(), Some(0), "another scenario's shards are left out");
    assert!(told(&elsewhere).contains("is left out"), "{}", told(&elsewhere));
    let told = refused(&output_of(&["compare", file, "--with", "boards=18", "--out", "no/such/folder"]));
    assert!(told.contains("there is no such folder"), "{told}");
}

/// A cluster must not play for hours what can't be gathered.
#[test]
fn a_share_is_refused_where_gathering_would_be() {
    let folder = folder("shares-ungathered");
    finished(&folder, &[&FEW[..], &["--seed", "3"]].concat());
    let refused = play(&folder, &[&FEW[..], &["--seed", "5"]].concat(), "1/2");
    assert_eq!(refused.status.code(), Some(2));
    assert!(told(&refused).contains("its seed is 3, but now it is 5"), "{}", told(&refused));
    assert!(!folder.join("shards").exists());
    played(&folder, &[&FEW[..], &["--seed", "3"]].concat(), "1/2");
    fs::write(folder.join("results.csv"), "mine").unwrap();
    let refused = play(&folder, &[&FEW[..], &["--seed", "3"]].concat(), "2/2");
    assert!(refused.status.code() == Some(2) && told(&refused).contains("results.csv"), "{}", told(&refused));
    assert!(!shard(&folder, "2-of-2.redb").exists());
}
