//! Blocks on their way to the thread that writes: it takes all that have come together.
//!
//! A channel would wake that thread for each block, of which a sweep of small points has many thousands a second.

use super::store::Entry;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// This many bytes are written together at most, unless a single block is larger.
const TOGETHER_BYTES: usize = 16 << 20;
/// This many bytes may wait. If there are more, because the disk is slower than the work, the work waits.
const WAITING_BYTES: usize = 32 << 20;

#[derive(Debug, Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    /// There is something to write, enough to write at once, or nothing will come any more.
    comes: Condvar,
    /// There is room again, or nothing will be written any more.
    goes: Condvar,
}

#[derive(Debug, Default)]
struct State {
    entries: Vec<Entry>,
    bytes: usize,
    /// Nothing will come any more.
    ended: bool,
    /// Nothing will be written any more.
    broken: bool,
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Appends a block, when there is room. False if nothing is written any more.
    pub fn put(&self, entry: Entry) -> bool {
        let is_full = |state: &mut State| state.bytes >= WAITING_BYTES && !state.broken;
        let mut state = self.goes.wait_while(self.state(), is_full).unwrap_or_else(PoisonError::into_inner);
        if state.broken {
            return false;
        }
        let before = state.bytes;
        state.bytes += entry.1.len();
        state.entries.push(entry);
        if before == 0 || before < TOGETHER_BYTES && state.bytes >= TOGETHER_BYTES {
            self.comes.notify_one();
        }
        true
    }

    /// Takes what is there, after waiting for the first block and then for as long as `every`, or until there is
    /// enough; `None` at the end.
    pub fn take(&self, every: Duration) -> Option<Vec<Entry>> {
        let is_idle = |state: &mut State| state.entries.is_empty() && !state.ended;
        let is_less = |state: &mut State| state.bytes < TOGETHER_BYTES && !state.ended;
        let state = self.comes.wait_while(self.state(), is_idle).unwrap_or_else(PoisonError::into_inner);
        let (mut state, _) =
            self.comes.wait_timeout_while(state, every, is_less).unwrap_or_else(PoisonError::into_inner);
        state.bytes = 0;
        self.goes.notify_all();
        Some(std::mem::take(&mut state.entries)).filter(|entries| !entries.is_empty())
    }

    /// Says that nothing will come any more.
    pub fn end(&self) {
        self.state().ended = true;
        self.comes.notify_all();
    }

    /// Says that nothing will be written any more.
    pub fn break_off(&self) {
        self.state().broken = true;
        self.goes.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;
    use std::time::Instant;

    const LONG: Duration = Duration::from_mins(1);

    fn entry(number: u64, bytes: usize) -> Entry {
        ((0, number), vec![0; bytes])
    }

    #[test]
    fn all_comes_out_in_order_and_waits_for_company() {
        let (queue, begin) = (Queue::default(), Instant::now());
        let mut taken = Vec::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                for number in 0..1_000 {
                    assert!(queue.put(entry(number, 10)));
                }
                queue.end();
            });
            while let Some(entries) = queue.take(LONG) {
                taken.push(entries);
            }
        });
        assert_eq!(taken.len(), 1, "all before the end is taken together");
        assert!(taken.concat().iter().zip(0..).all(|(((_, number), _), expected)| *number == expected));
        assert!(begin.elapsed() < LONG, "the end is not waited for");
    }

    #[test]
    fn work_waits_for_room_and_a_full_batch_for_nothing() {
        let queue = Queue::default();
        let mut sizes = Vec::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                for number in 0..20 {
                    assert!(queue.put(entry(number, TOGETHER_BYTES / 2)));
                }
                queue.end();
            });
            while let Some(entries) = queue.take(LONG) {
                sizes.push(entries.len());
            }
        });
        assert_eq!(sizes.iter().sum::<usize>(), 20);
        assert!(sizes.iter().all(|size| *size <= WAITING_BYTES / TOGETHER_BYTES * 2), "{sizes:?}");
    }

    #[test]
    fn nobody_waits_for_a_writer_that_is_gone() {
        let queue = Queue::default();
        thread::scope(|scope| {
            let work =
                scope.spawn(|| (0..100_000).take_while(|number| queue.put(entry(*number, TOGETHER_BYTES))).count());
            assert!(queue.take(LONG).is_some());
            queue.break_off();
            assert!(work.join().unwrap() >= 1);
        });
        assert!(!queue.put(entry(0, 1)));
    }
}
