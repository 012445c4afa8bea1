//! Tests: damaged outcomes are missing and never wrong, and no others are lost.

use super::*;
use std::ops::RangeInclusive;

const ALL: usize = 800;
const BLOCK: usize = 40;

struct Damaged {
    scratch: TempDir,
    scenario: Scenario,
    all: Vec<Outcome>,
    whole: Vec<u8>,
}

impl Damaged {
    /// A journal of some blocks, written at several times.
    fn new() -> Self {
        let (scratch, scenario) = (scratch(), scenario(TWO_GROUPS));
        let all = outcomes(&scenario, ALL as u64);
        for (part, first) in all.chunks(BLOCK * 5).zip((0_u64..).step_by(BLOCK * 5)) {
            let journal = journal(&scratch, &scenario);
            for (block, first) in part.chunks(BLOCK).zip((first..).step_by(BLOCK)) {
                journal.append(Key::of(&scenario), first, block).unwrap();
            }
            journal.close().unwrap();
        }
        let whole = fs::read(scratch.path().join(folder::JOURNAL)).unwrap();
        Self { scratch, scenario, all, whole }
    }

    /// How many outcomes survive in these bytes. All of them are right, and the journal is repaired.
    fn survivors(&self, bytes: &[u8]) -> usize {
        fs::write(self.scratch.path().join(folder::JOURNAL), bytes).unwrap();
        let (repaired, key) = (journal(&self.scratch, &self.scenario), Key::of(&self.scenario));
        let mut found = 0;
        for (block, first) in self.all.chunks(BLOCK).zip((0..).step_by(BLOCK)) {
            let outcomes = repaired.outcomes(key, first..first + BLOCK as u64).unwrap();
            assert_eq!(outcomes, block[..outcomes.len()]);
            found += outcomes.len();
        }
        repaired.append(key, 0, &self.all).unwrap();
        repaired.close().unwrap();
        let again = journal(&self.scratch, &self.scenario);
        assert_eq!((again.repaired(), again.outcomes(key, 0..ALL as u64).unwrap()), (None, self.all.clone()));
        found
    }

    /// Damages the file in many ways, and expects this many survivors each time.
    fn expect(&self, expected: RangeInclusive<usize>, what: &str, damage: impl Fn(u64, &mut Vec<u8>)) {
        for round in 0..20 {
            let mut bytes = self.whole.clone();
            damage(round, &mut bytes);
            let found = self.survivors(&bytes);
            assert!(expected.contains(&found), "{what}, round {round}: {found} of {ALL}");
        }
    }

    /// A place in the file that is in use: most of the file is free space.
    fn used(&self, round: u64) -> usize {
        let used: Vec<_> = (0..self.whole.len()).filter(|at| self.whole[*at] != 0).collect();
        used[below(round, used.len())]
    }
}

#[test]
fn a_byte_too_few_or_too_many_costs_nothing() {
    let (damaged, all) = (Damaged::new(), ALL);
    damaged.expect(all..=all, "cut", |round, bytes| bytes.truncate(bytes.len() - 1 - below(round, 7)));
    damaged.expect(all..=all, "appended", |round, bytes| bytes.resize(bytes.len() + 1 + below(round, 7), 7));
}

#[test]
fn what_is_around_the_damage_survives() {
    let (damaged, all) = (Damaged::new(), ALL);
    damaged.expect(all - BLOCK..=all, "a bit", |round, bytes| bytes[damaged.used(round)] ^= 1 << (round % 8));
    // A page of 4 KiB holds at most two blocks, and parts of others.
    damaged.expect(all - 3 * BLOCK..=all, "a page", |round, bytes| {
        let page = damaged.used(round) & !4095;
        bytes[page..].iter_mut().take(4096).for_each(|byte| *byte = 0);
    });
    damaged.expect(all..=all, "the first page", |_, bytes| bytes[..4096].fill(0));
    damaged.expect(0..=all, "cut anywhere", |round, bytes| bytes.truncate(damaged.used(round)));
}

/// Facts are kept more than once: damage at any of them costs nothing.
#[test]
fn whose_journal_it_is_survives() {
    let damaged = Damaged::new();
    let mark = Owner::new(&damaged.scenario).record();
    let places: Vec<_> = (0..damaged.whole.len()).filter(|&at| damaged.whole[at..].starts_with(&mark)).collect();
    assert!(places.len() >= 3, "{places:?}");
    for at in &places {
        let mut bytes = damaged.whole.clone();
        bytes[*at + 30] ^= 1;
        assert_eq!(damaged.survivors(&bytes), ALL);
        // Even then it refuses another owner, and is not changed.
        fs::write(damaged.scratch.path().join(folder::JOURNAL), &bytes).unwrap();
        let mut other = damaged.scenario.clone();
        other.seed = 7;
        let refused = open(&damaged.scratch, &Owner::new(&other)).unwrap_err();
        assert!(refused.to_string().contains("its seed is 1"), "{refused}");
        assert_eq!(damaged.survivors(&bytes), ALL);
    }
    // Without any of them, blocks still contain their places.
    let mut bytes = damaged.whole.clone();
    for at in &places {
        bytes[*at + 30] ^= 1;
    }
    assert_eq!(damaged.survivors(&bytes), ALL);
    fs::write(damaged.scratch.path().join(folder::JOURNAL), &bytes).unwrap();
    let mut other = damaged.scenario.clone();
    other.seed = 7;
    let refused = open(&damaged.scratch, &Owner::new(&other)).unwrap_err();
    assert!(refused.to_string().contains("its origin is another"), "{refused}");
}

#[test]
fn each_damaged_file_is_kept() {
    let damaged = Damaged::new();
    let file = |name: &str| damaged.scratch.path().join(name);
    for (text, name) in [("this is not a database", "journal.damaged"), ("nor is this", "journal.damaged-2")] {
        fs::write(file(folder::JOURNAL), text).unwrap();
        let repaired = journal(&damaged.scratch, &damaged.scenario);
        let told = repaired.repaired().unwrap();
        assert!(told.contains("nothing in it could be read") && told.contains(&format!("{name}`")), "{told}");
        repaired.close().unwrap();
        assert_eq!(fs::read(file(name)).unwrap(), text.as_bytes());
    }
    assert_eq!(fs::read(file("journal.damaged")).unwrap(), b"this is not a database");
}
