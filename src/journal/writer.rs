//! The writer thread: work never waits for the disk.

use super::Key;
use super::block::Encoder;
use super::error::JournalError;
use super::queue::Queue;
use super::salvage::quietly;
use super::store::{BLOCK_MAX, Entry, Store};
use crate::model::Outcome;
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Blocks are written together when this much time has passed: what a crash can cost, in milliseconds.
pub(super) const JOURNAL_EVERY_MS: u64 = 50;
/// The same of a share: a thousand processes may write to one file server.
pub(super) const SHARD_EVERY_MS: u64 = 5_000;

#[derive(Debug)]
pub(super) struct Writer {
    store: Arc<Store>,
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
    failed: Arc<OnceLock<JournalError>>,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the system can't start a thread.
    pub fn start(store: Arc<Store>, every_ms: u64) -> Result<Self, JournalError> {
        let (queue, failed) = (Arc::new(Queue::default()), Arc::new(OnceLock::new()));
        let (tell, into, from) = (Arc::clone(&failed), Arc::clone(&store), Arc::clone(&queue));
        let work = move || {
            // Whoever finds the queue broken waits for the reason: there must be one, even after a panic.
            let result = quietly(|| write(&into, &from, Duration::from_millis(every_ms)));
            if let Some(error) = result.unwrap_or_else(|| Err(panicked())).err() {
                drop(tell.set(error));
                from.break_off();
            }
        };
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(work);
        let thread = thread.map_err(|why| JournalError::Threads(why.to_string()))?;
        Ok(Self { queue, thread: Some(thread), failed, store })
    }

    pub fn appending(&self, key: Key, first: u64) -> Appending<'_> {
        Appending { writer: self, key, first, block: Encoder::default(), result: Ok(()) }
    }

    fn send(&self, entry: Entry) -> Result<(), JournalError> {
        if self.queue.put(entry) { Ok(()) } else { Err(self.failed.wait().clone()) }
    }

    pub fn finish(mut self) -> Result<(), JournalError> {
        self.join();
        self.failed.get().cloned().map_or(Ok(()), Err)
    }

    fn join(&mut self) {
        self.queue.end();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            drop(self.failed.set(panicked()));
        }
    }
}

/// Outcomes of consecutive replications on their way to the writer, which gets them block by block.
#[derive(Debug)]
pub struct Appending<'a> {
    writer: &'a Writer,
    key: Key,
    /// The first replication of the block.
    first: u64,
    block: Encoder,
    result: Result<(), JournalError>,
}

impl Appending<'_> {
    /// Takes the outcome of the next replication.
    pub fn add(&mut self, outcome: &Outcome) {
        self.block.add(outcome);
        if self.block.len() == BLOCK_MAX {
            self.end_block();
        }
    }

    /// Hands over the last outcomes.
    ///
    /// # Errors
    /// If the store could not be written to. Then nothing more is written; outcomes written before are safe.
    pub fn close(mut self) -> Result<(), JournalError> {
        if self.block.len() > 0 {
            self.end_block();
        }
        self.result
    }

    fn end_block(&mut self) {
        let (block, first) = (std::mem::take(&mut self.block), self.first);
        self.first += block.len() as u64;
        if self.result.is_ok() {
            let place = self.writer.store.place(self.key, first);
            self.result = self.writer.send(((self.key.0, first), block.sealed(place)));
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.join();
    }
}

fn panicked() -> JournalError {
    JournalError::Store("the thread that writes has panicked".to_owned())
}

/// Writes incoming blocks until the queue ends.
fn write(store: &Store, queue: &Queue, every: Duration) -> Result<(), JournalError> {
    while let Some(entries) = queue.take(every) {
        store.write(&entries)?;
    }
    Ok(())
}
