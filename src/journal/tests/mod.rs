//! Tests: what is put into a journal comes out of it, whatever happens in between.

use super::*;
use crate::model::{Outcome, Simulator};
use crate::scenario::Scenario;
use std::fs;
use tempfile::TempDir;

mod archive;
mod damage;
mod faults;

const TWO_GROUPS: &str = r#"(master: (think: Exponential(mean: "1s")), opponents: [
    (name: "a", count: 2, think: Exponential(mean: "3s"), moves: Exactly(2), patience: "5s"),
    (name: "b", think: Exponential(mean: "3s"), moves: Exactly(2)),
])"#;

fn scenario(text: &str) -> Scenario {
    Scenario::from_text("test.ron", text, None).unwrap()
}

fn outcomes(scenario: &Scenario, count: u64) -> Vec<Outcome> {
    let mut simulator = Simulator::new(&scenario.exhibition).unwrap();
    (0..count).map(|replication| simulator.play(scenario.seed, replication).unwrap().clone()).collect()
}

impl Journal {
    fn append(&self, key: Key, first: u64, outcomes: &[Outcome]) -> Result<(), JournalError> {
        let mut appending = self.appending(key, first);
        for outcome in outcomes {
            appending.add(outcome);
        }
        appending.close()
    }
}

fn block(place: block::BlockPlace, outcomes: &[Outcome]) -> Vec<u8> {
    let mut block = block::Encoder::default();
    for outcome in outcomes {
        block.add(outcome);
    }
    block.sealed(place)
}

/// A folder that is deleted when dropped.
fn scratch() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn open(scratch: &TempDir, owner: &Owner) -> Result<Journal, JournalError> {
    Journal::open_at(&scratch.path().join(folder::JOURNAL), owner, JOURNAL_EVERY_MS)
}

fn journal(scratch: &TempDir, scenario: &Scenario) -> Journal {
    open(scratch, &Owner::new(scenario)).unwrap()
}

#[test]
fn what_goes_in_comes_out() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let (key, all) = (Key::of(&scenario), outcomes(&scenario, 300));
    let first = journal(&scratch, &scenario);
    first.append(key, 0, &all[..100]).unwrap();
    first.append(key, 100, &all[100..250]).unwrap();
    first.append(key, 260, &all[260..]).unwrap();
    first.close().unwrap();
    let again = journal(&scratch, &scenario);
    assert_eq!(again.repaired(), None);
    let found = |range: Range<u64>| again.outcomes(key, range).unwrap();
    assert_eq!(found(0..250), all[..250]);
    assert_eq!(found(50..120), all[50..120], "across blocks, from the middle of one");
    assert_eq!(found(200..300), all[200..250], "up to a gap");
    assert_eq!(found(255..300), []);
    assert_eq!(found(270..300), all[270..]);
    assert_eq!(again.outcomes(Key(7), 0..10).unwrap(), []);
    let next = |range: Range<u64>| again.next(key, range).unwrap();
    assert_eq!([next(250..300), next(259..300), next(0..300), next(0..100), next(260..300)], [260, 260, 100, 100, 300]);
    assert_eq!((again.reach(key, 0).unwrap(), again.reach(Key(7), 0).unwrap()), (250, 0));
}

/// Two points of a sweep may be the same scenario, and the second may be interrupted.
#[test]
fn a_shorter_block_never_replaces_a_longer_one() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let (key, all) = (Key::of(&scenario), outcomes(&scenario, 120));
    for (count, found) in [(100, 100), (40, 100), (120, 120), (1, 120)] {
        let journal = journal(&scratch, &scenario);
        journal.append(key, 0, &all[..count]).unwrap();
        journal.append(key, 0, &all[..count / 2]).unwrap();
        journal.close().unwrap();
        let again = open(&scratch, &Owner::new(&scenario)).unwrap();
        assert_eq!(again.outcomes(key, 0..200).unwrap(), all[..found], "after {count}");
    }
}

#[test]
fn a_damaged_block_is_replaced_by_a_shorter_one() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let (key, all) = (Key::of(&scenario), outcomes(&scenario, 100));
    let journal = journal(&scratch, &scenario);
    let mut damaged = block(journal.store.place(key, 0), &all);
    *damaged.last_mut().unwrap() ^= 1;
    journal.store.write(&[((key.0, 0), damaged)]).unwrap();
    assert_eq!(journal.store.outcomes(key, 0..200).unwrap(), []);
    journal.append(key, 0, &all[..40]).unwrap();
    journal.close().unwrap();
    let again = open(&scratch, &Owner::new(&scenario)).unwrap();
    assert_eq!(again.outcomes(key, 0..200).unwrap(), all[..40]);
}

#[test]
fn a_journal_refuses_another_owner() {
    let (scratch, mine) = (scratch(), scenario(TWO_GROUPS));
    journal(&scratch, &mine).close().unwrap();
    let refused = |owner: &Owner| open(&scratch, owner).unwrap_err().to_string();
    let mut other = mine.clone();
    other.seed = 7;
    assert_eq!(refused(&Owner::new(&other)), "this journal belongs to something else: its seed is 1, but now it is 7");
    let other = scenario(&TWO_GROUPS.replace("3s", "4s"));
    assert!(refused(&Owner::new(&other)).contains("its scenario is \"test\" with the digest"));
    // Another build of the same version that draws differently.
    let build = refused(&Owner::of_build(&mine, canary::digest() + 1));
    assert!(build.contains("its build of zeitnot is one whose test games have the digest"), "{build}");
    journal(&scratch, &mine).close().unwrap();
}

#[test]
fn a_folder_is_for_one_at_a_time() {
    let scratch = scratch();
    let folder = Folder::take(scratch.path()).unwrap();
    assert!(folder.is_locked());
    assert_eq!(Folder::take(scratch.path()).unwrap_err(), JournalError::InUse(scratch.path().to_owned()));
    drop(folder);
    Folder::take(scratch.path()).unwrap();
}

/// Each chunk looks up its range: the time for that must not grow with the number of earlier chunks.
#[test]
fn a_range_is_read_without_those_before_it() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let (key, all) = (Key::of(&scenario), outcomes(&scenario, 3_000));
    let journal = journal(&scratch, &scenario);
    journal.append(key, 0, &all).unwrap();
    journal.append(key, 3_000, &[]).unwrap();
    journal.close().unwrap();
    let journal = open(&scratch, &Owner::new(&scenario)).unwrap();
    assert_eq!(journal.outcomes(key, 1_000..3_000).unwrap(), all[1_000..]);
    assert_eq!(journal.outcomes(key, 2_999..5_000).unwrap(), all[2_999..]);
    assert_eq!(journal.outcomes(key, 3_000..5_000).unwrap(), []);
    assert_eq!(journal.reach(key, 0).unwrap(), 3_000);
}

/// Numbers that look random: `SplitMix64`.
fn mixed(i: u64) -> u64 {
    let z = i.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z ^ (z >> 27)
}

fn below(i: u64, limit: usize) -> usize {
    usize::try_from(mixed(i) % limit as u64).unwrap()
}
