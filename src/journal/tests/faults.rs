//! Tests of a store whose disk fails, writes partially or panics at any moment, and of power loss.

use super::*;
use crate::journal::store::database;
use redb::StorageBackend;
use std::io;
use std::sync::{Arc, Mutex};

/// The history of the disk: each operation that reached it.
#[derive(Clone, Debug)]
enum Operation {
    Write(u64, Vec<u8>),
    SetLength(u64),
    Sync,
}

/// What happens instead of an operation.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// It fails, and nothing is done.
    Fail,
    /// It fails halfway.
    Tear,
    Panic,
}

#[derive(Debug, Default)]
struct State {
    bytes: Vec<u8>,
    history: Vec<Operation>,
    /// Operations until the fault.
    fault: Option<(usize, Fault)>,
    /// After a fault the disk keeps failing.
    broken: bool,
}

/// A disk in memory.
#[derive(Clone, Debug, Default)]
struct Disk(Arc<Mutex<State>>);

impl Disk {
    fn of(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(State { bytes, ..State::default() })))
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn operate(&self, operation: Operation) -> io::Result<()> {
        let mut state = self.state();
        let fault = state.fault.filter(|(left, _)| *left == 0).map(|(_, fault)| fault);
        if let Some((left, _)) = &mut state.fault {
            *left = left.saturating_sub(1);
        }
        if let Some(fault) = fault {
            state.broken = true;
            match (fault, &operation) {
                (Fault::Tear, Operation::Write(offset, data)) => {
                    Operation::Write(*offset, data[..data.len() / 2].to_vec()).apply(&mut state.bytes);
                }
                (Fault::Panic, _) => panic!("the disk is on fire"),
                _ => {}
            }
        }
        if state.broken {
            return Err(io::Error::other("the disk is out of order"));
        }
        operation.apply(&mut state.bytes);
        state.history.push(operation);
        Ok(())
    }
}

impl Operation {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write(offset, data) => {
                let start = usize::try_from(*offset).unwrap();
                let end = start + data.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[start..end].copy_from_slice(data);
            }
            Self::SetLength(length) => bytes.resize(usize::try_from(*length).unwrap(), 0),
            Self::Sync => {}
        }
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().bytes.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(offset).unwrap();
        let state = self.state();
        let bytes = state.bytes.get(start..start + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.operate(Operation::SetLength(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.operate(Operation::Sync)
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.operate(Operation::Write(offset, data.to_vec()))
    }
}

const ALL: usize = 60;
const CHUNK: usize = 6;

/// The outcomes in a store, chunk by chunk.
fn found(store: &Store, key: Key, all: &[Outcome]) -> Vec<bool> {
    let chunks = all.chunks(CHUNK).zip((0_u64..).step_by(CHUNK));
    let found = chunks.map(|(chunk, first)| {
        let found = store.outcomes(key, first..first + CHUNK as u64).unwrap();
        assert_eq!(found, chunk[..found.len()], "whatever is found is right");
        found.len() == chunk.len()
    });
    found.collect()
}

/// Plays a sweep with a store on this disk: stored outcomes are used, the rest is written. Returns which chunks were
/// safe when it ended, and whether it was complete.
fn sweep(disk: &Disk, owner: &Owner, key: Key, all: &[Outcome]) -> (Vec<bool>, bool) {
    let mut safe = vec![false; ALL / CHUNK];
    let played = salvage::quietly(|| {
        let store = Store::claim(database(disk.clone())?, owner)?;
        safe = found(&store, key, all);
        for (index, chunk) in all.chunks(CHUNK).enumerate() {
            if !safe[index] {
                let first = (index * CHUNK) as u64;
                store.write(&[((key.0, first), block(store.place(key, first), chunk))])?;
                safe[index] = true;
            }
        }
        store.close()
    });
    (safe, played.is_some_and(|result| result.is_ok()))
}

#[test]
fn whatever_operation_fails_nothing_safe_is_lost() {
    let (scenario, mut faults) = (scenario(TWO_GROUPS), 0);
    let (owner, key, all) = (Owner::new(&scenario), Key::of(&scenario), outcomes(&scenario, ALL as u64));
    // Not `Panic`: if a disk panics while `redb` unwinds, the process is aborted, and the test with it.
    for fault in [Fault::Fail, Fault::Tear] {
        for operation in 0.. {
            let disk = Disk::default();
            disk.state().fault = Some((operation, fault));
            let (safe, ended) = sweep(&disk, &owner, key, &all);
            if ended && !disk.state().broken {
                break;
            }
            faults += 1;
            // The disk is repaired, and the same sweep again gives everything.
            let disk = Disk::of(disk.state().bytes.clone());
            let again = salvage::quietly(|| database(disk.clone()).map(|database| Store::claim(database, &owner)));
            let Some(Ok(Ok(store))) = again else {
                // It was never a complete store, so its file would not have got its name.
                assert_eq!(safe, vec![false; ALL / CHUNK], "{fault:?} at operation {operation}");
                continue;
            };
            let kept = found(&store, key, &all);
            assert!(safe.iter().zip(&kept).all(|(safe, kept)| *kept || !safe), "{fault:?} at operation {operation}");
            drop(store);
            assert_eq!(sweep(&disk, &owner, key, &all), (vec![true; ALL / CHUNK], true));
        }
    }
    assert!(faults > 100, "{faults}");
}

/// The same with the writer thread: the work gets the error, and nothing waits for ever.
#[test]
fn a_journal_on_a_failing_disk_ends_with_an_error() {
    let scenario = scenario(TWO_GROUPS);
    let (owner, key, all) = (Owner::new(&scenario), Key::of(&scenario), outcomes(&scenario, ALL as u64));
    let disk = Disk::default();
    Store::claim(database(disk.clone()).unwrap(), &owner).unwrap().close().unwrap();
    let begun = disk.state().bytes.clone();
    for fault in [Fault::Fail, Fault::Tear, Fault::Panic] {
        for operation in [0, 1, 2, 5, 9] {
            let disk = Disk::of(begun.clone());
            let store = Store::claim(database(disk.clone()).unwrap(), &owner).unwrap();
            let journal = Journal::start(store, None, JOURNAL_EVERY_MS).unwrap();
            disk.state().fault = Some((operation, fault));
            let appended: Result<(), _> = (0..10_000).try_for_each(|_| journal.append(key, 0, &all));
            let closed = salvage::quietly(|| journal.close()).unwrap_or(Err(JournalError::Store(String::new())));
            assert!(appended.is_err() || closed.is_err(), "{fault:?} at operation {operation}");
        }
    }
}

/// A possible state of a disk after power loss: all operations before the last sync, and any of the later ones,
/// completely or partly.
fn after_power_loss(history: &[Operation], image: u64) -> Vec<u8> {
    let synced = history.iter().rposition(|operation| matches!(operation, Operation::Sync)).map_or(0, |at| at + 1);
    let mut bytes = Vec::new();
    history[..synced].iter().for_each(|operation| operation.apply(&mut bytes));
    for (index, operation) in (0..).zip(&history[synced..]) {
        let chance = mixed(image * 1_000 + index);
        match operation {
            Operation::Write(offset, data) if chance % 3 == 1 => {
                // Sectors reach the disk one by one.
                let sectors = data.len().div_ceil(512);
                let torn = data[..data.len().min(512 * below(chance, sectors + 1))].to_vec();
                Operation::Write(*offset, torn).apply(&mut bytes);
            }
            _ if chance % 3 == 2 => {}
            operation => operation.apply(&mut bytes),
        }
    }
    bytes
}

#[test]
fn what_was_synced_survives_the_loss_of_power() {
    let scenario = scenario(TWO_GROUPS);
    let (owner, key, all) = (Owner::new(&scenario), Key::of(&scenario), outcomes(&scenario, ALL as u64));
    let disk = Disk::default();
    Store::claim(database(disk.clone()).unwrap(), &owner).unwrap().close().unwrap();
    let begun = disk.state().history.len();
    let store = Store::claim(database(disk.clone()).unwrap(), &owner).unwrap();
    // How many operations had happened when each chunk was safe.
    let mut safe_at = Vec::new();
    for (chunk, first) in all.chunks(CHUNK).zip((0_u64..).step_by(CHUNK)) {
        store.write(&[((key.0, first), block(store.place(key, first), chunk))]).unwrap();
        safe_at.push(disk.state().history.len());
    }
    store.close().unwrap();
    let history = disk.state().history.clone();
    for image in 0..100 {
        let moment = begun + below(image, history.len() - begun + 1);
        let bytes = after_power_loss(&history[..moment], image);
        let scratch = scratch();
        fs::write(scratch.path().join(folder::JOURNAL), bytes).unwrap();
        let journal = open(&scratch, &owner).unwrap();
        let kept = found(&journal.store, key, &all);
        let lost = safe_at.iter().zip(&kept).filter(|(at, kept)| **at <= moment && !**kept).count();
        assert_eq!((lost, journal.repaired()), (0, None), "image {image}, after {moment} operations");
        journal.append(key, 0, &all).unwrap();
        journal.close().unwrap();
        assert_eq!(open(&scratch, &owner).unwrap().outcomes(key, 0..ALL as u64).unwrap(), all);
    }
}
