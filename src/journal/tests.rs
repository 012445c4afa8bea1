//! What is put into a journal comes out of it, whatever befalls it on the way.

use super::*;
use crate::model::{Outcome, Simulator};
use std::fs;
use std::path::PathBuf;

const TWO_GROUPS: &str = r#"(master: (think: Exponential(mean: "1s")), opponents: [
    (name: "a", count: 2, think: Exponential(mean: "3s"), moves: Exactly(2), patience: "5s"),
    (name: "b", think: Exponential(mean: "3s"), moves: Exactly(2)),
])"#;

/// A folder that goes when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zeitnot-journal-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn scenario(text: &str) -> Scenario {
    Scenario::from_text("test.ron", text, None).unwrap()
}

fn outcomes(scenario: &Scenario, count: u64) -> Vec<Outcome> {
    let mut simulator = Simulator::new(&scenario.exhibition).unwrap();
    (0..count).map(|replication| simulator.play(scenario.seed, replication).unwrap().clone()).collect()
}

fn journal(scratch: &Scratch, scenario: &Scenario) -> Journal {
    fs::create_dir_all(&scratch.0).unwrap();
    Journal::open_at(&scratch.0.join("journal.redb"), &Owner::new(scenario)).unwrap()
}

#[test]
fn what_goes_in_comes_out() {
    let (scratch, scenario) = (Scratch::new("out"), scenario(TWO_GROUPS));
    let (key, all) = (Key::of(&scenario), outcomes(&scenario, 300));
    let first = journal(&scratch, &scenario);
    first.append(key, 0, &all[..100]).unwrap();
    first.append(key, 100, &all[100..250]).unwrap();
    first.append(key, 260, &all[260..]).unwrap();
    first.close().unwrap();
    let again = journal(&scratch, &scenario);
    assert_eq!(again.mended(), None);
    let found = |range: Range<u64>| again.outcomes(key, range).unwrap();
    assert_eq!(found(0..250), all[..250]);
    assert_eq!(found(50..120), all[50..120], "across blocks, from the middle of one");
    assert_eq!(found(200..300), all[200..250], "up to a gap");
    assert_eq!(found(255..300), []);
    assert_eq!(found(270..300), all[270..]);
    assert_eq!(again.outcomes(Key(7), 0..10).unwrap(), []);
    assert_eq!((again.length(key).unwrap(), again.length(Key(7)).unwrap()), (250, 0));
}

#[test]
fn a_journal_refuses_another_owner() {
    let scratch = Scratch::new("owner");
    let mine = scenario(TWO_GROUPS);
    journal(&scratch, &mine).close().unwrap();
    let mut other = mine.clone();
    other.seed = 7;
    let refused = Journal::open_at(&scratch.0.join("journal.redb"), &Owner::new(&other)).unwrap_err();
    assert_eq!(refused.to_string(), "this journal is not for this: its seed is 1, but now it is 7");
    let other = scenario(&TWO_GROUPS.replace("3s", "4s"));
    let refused = Journal::open_at(&scratch.0.join("journal.redb"), &Owner::new(&other)).unwrap_err();
    assert!(refused.to_string().contains("its scenario is \"test\" with the digest"), "{refused}");
}

#[test]
fn a_folder_is_for_one_at_a_time() {
    let scratch = Scratch::new("lock");
    let folder = Folder::take(&scratch.0).unwrap();
    assert_eq!(Folder::take(&scratch.0).unwrap_err(), JournalError::InUse(scratch.0.clone()));
    drop(folder);
    Folder::take(&scratch.0).unwrap().write("a.txt", b"b").unwrap();
    assert_eq!(fs::read(scratch.0.join("a.txt")).unwrap(), b"b");
}

/// Numbers that look random: `SplitMix64`.
fn mixed(i: u64) -> u64 {
    let z = i.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z ^ (z >> 27)
}

#[test]
fn whatever_is_damaged_is_missing_and_never_wrong() {
    let (scratch, scenario) = (Scratch::new("damage"), scenario(TWO_GROUPS));
    let (key, all) = (Key::of(&scenario), outcomes(&scenario, 400));
    let file = scratch.0.join("journal.redb");
    let whole = journal(&scratch, &scenario);
    for (first, part) in (0_u64..).step_by(40).zip(all.chunks(40)) {
        whole.append(key, first, part).unwrap();
    }
    whole.close().unwrap();
    let (bytes, mut kept_some) = (fs::read(&file).unwrap(), 0);
    for round in 0..24 {
        let mut damaged = bytes.clone();
        // Most of the file is room for more: damage is done where something stands.
        let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
        let at = used[usize::try_from(mixed(round)).unwrap() % used.len()];
        match round % 3 {
            0 => damaged[at] ^= 1 << (mixed(round + 1) % 8),
            1 => damaged[at..].iter_mut().take(600).for_each(|byte| *byte = !*byte),
            _ => damaged.truncate(at),
        }
        fs::write(&file, &damaged).unwrap();
        let mended = journal(&scratch, &scenario);
        let mut found = 0;
        for first in (0..400).step_by(40) {
            let outcomes = mended.outcomes(key, first..first + 40).unwrap();
            let begin = usize::try_from(first).unwrap();
            assert_eq!(outcomes, all[begin..begin + outcomes.len()], "round {round}");
            found += outcomes.len();
        }
        kept_some += u32::from(found > 0 && found < 400);
        // It is a journal again.
        mended.append(key, 0, &all).unwrap();
        mended.close().unwrap();
        assert_eq!(journal(&scratch, &scenario).outcomes(key, 0..400).unwrap(), all, "round {round}");
    }
    assert!(kept_some > 2, "{kept_some}: sound blocks survive damaged neighbours");
    fs::write(&file, "this is no database").unwrap();
    assert!(journal(&scratch, &scenario).mended().unwrap().contains("nothing of it could be read"));
}
