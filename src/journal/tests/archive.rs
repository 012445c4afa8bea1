//! Outcomes in shards, beside those of the journal.

use super::*;

const OWN: usize = 90;

/// A journal with every third block of ten, and two shards with the others.
fn scattered(scratch: &TempDir, scenario: &Scenario, all: &[Outcome]) {
    let (owner, key) = (Owner::new(scenario), Key::of(scenario));
    let journals = [
        journal(scratch, scenario),
        Journal::open_shard(scratch.path(), "1-of-2", &owner).unwrap(),
        Journal::open_shard(scratch.path(), "2-of-2", &owner).unwrap(),
    ];
    for (number, (block, first)) in all.chunks(10).zip((0..).step_by(10)).enumerate() {
        journals[number % 3].append(key, first, block).unwrap();
    }
    for journal in journals {
        journal.close().unwrap();
    }
}

#[test]
fn a_journal_has_what_its_shards_have() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let (owner, key, all) = (Owner::new(&scenario), Key::of(&scenario), outcomes(&scenario, OWN as u64));
    scattered(&scratch, &scenario, &all);
    let folder = Folder::take(scratch.path()).unwrap();
    let journal = Journal::open(&folder, &owner).unwrap();
    assert_eq!((journal.reach(key, 0).unwrap(), journal.reach(key, 37).unwrap()), (90, 90));
    assert_eq!(journal.outcomes(key, 0..200).unwrap(), all);
    assert_eq!(journal.outcomes(key, 35..61).unwrap(), all[35..61]);
    assert_eq!(journal.warnings(), [""; 0]);
    // Without a lock, and while somebody works with it.
    let archive = Archive::of_all(scratch.path(), &owner).unwrap();
    assert_eq!((archive.reach(key, 0), archive.outcomes(key, 3..88)), (90, all[3..88].to_vec()));
    assert_eq!([archive.next(key, 3..88), archive.next(key, 10..15), archive.next(key, 85..200)], [10, 15, 200]);
    let shards = Archive::of_shards(scratch.path(), &owner).unwrap();
    assert_eq!([shards.next(key, 30..200), shards.next(key, 30..35)], [40, 35], "over a gap");
    assert_eq!((shards.reach(key, 0), shards.reach(key, 12), shards.outcomes(key, 12..40).len()), (0, 30, 18));
    journal.close().unwrap();
}

#[test]
fn another_scenarios_shards_are_left_out_and_its_journal_is_refused() {
    let (scratch, mine) = (scratch(), scenario(TWO_GROUPS));
    scattered(&scratch, &mine, &outcomes(&mine, OWN as u64));
    let mut other = mine.clone();
    other.seed = 7;
    let archive = Archive::of_shards(scratch.path(), &Owner::new(&other)).unwrap();
    assert_eq!((archive.reach(Key::of(&mine), 0), archive.warnings().len()), (0, 2));
    assert!(archive.warnings()[0].contains("1-of-2.redb` is left out: ") && archive.warnings()[0].contains("seed"));
    let refused = Archive::of_all(scratch.path(), &Owner::new(&other)).unwrap_err();
    assert!(refused.to_string().contains("its seed is 1, but now it is 7"), "{refused}");
    let nothing = tempfile::tempdir().unwrap();
    assert_eq!(Archive::of_all(nothing.path(), &Owner::new(&mine)).unwrap().reach(Key::of(&mine), 0), 0);
}

/// What was in the files when they were looked through may be gone when it is read.
#[test]
fn a_shard_that_changes_is_read_no_further() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let (owner, key, all) = (Owner::new(&scenario), Key::of(&scenario), outcomes(&scenario, OWN as u64));
    scattered(&scratch, &scenario, &all);
    let archive = Archive::of_all(scratch.path(), &owner).unwrap();
    let file = scratch.path().join("shards/2-of-2.redb");
    let length = fs::metadata(&file).unwrap().len();
    fs::write(&file, vec![0; usize::try_from(length).unwrap()]).unwrap();
    assert_eq!(archive.outcomes(key, 0..90), all[..20], "up to the first block of that shard");
    assert_eq!(archive.outcomes(key, 30..90), all[30..50]);
}

#[test]
fn a_shard_is_for_one_at_a_time() {
    let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
    let owner = Owner::new(&scenario);
    let shard = Journal::open_shard(scratch.path(), "1-of-2", &owner).unwrap();
    let file = scratch.path().join("shards/1-of-2.redb");
    assert!(shard.is_locked());
    let refused = Journal::open_shard(scratch.path(), "1-of-2", &owner).unwrap_err();
    assert_eq!(refused, JournalError::InUse(file));
    Journal::open_shard(scratch.path(), "2-of-2", &owner).unwrap().close().unwrap();
    shard.close().unwrap();
    Journal::open_shard(scratch.path(), "1-of-2", &owner).unwrap().close().unwrap();
}
