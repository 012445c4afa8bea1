//! The writer thread: work never waits for the disk.

use super::Key;
use super::block::Encoder;
use super::error::JournalError;
use super::salvage::quietly;
use super::store::{BLOCK_MAX, Entry, Store};
use crate::model::Outcome;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Blocks are written together when this much time has passed: what a crash can cost.
#[derive(Clone, Copy, Debug)]
pub(super) enum Every {
    /// Twenty times a second.
    Moment,
    /// A thousand processes may write to one file server: each makes its work safe every five seconds.
    While,
}

impl Every {
    const fn duration(self) -> Duration {
        match self {
            Self::Moment => Duration::from_millis(50),
            Self::While => Duration::from_secs(5),
        }
    }
}

/// Or when they are this many bytes.
const BYTES_MAX: usize = 16 << 20;
/// This many blocks may wait. If there are more, because the disk is slower than the work, the work waits.
const WAITING_MAX: usize = 1024;

#[derive(Debug)]
pub(super) struct Writer {
    store: Arc<Store>,
    sender: Option<SyncSender<Entry>>,
    thread: Option<JoinHandle<()>>,
    failed: Arc<OnceLock<JournalError>>,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the system can't start a thread.
    pub fn start(store: Arc<Store>, every: Every) -> Result<Self, JournalError> {
        let (sender, receiver) = sync_channel(WAITING_MAX);
        let failed = Arc::new(OnceLock::new());
        let (tell, writing) = (Arc::clone(&failed), Arc::clone(&store));
        let work = move || {
            // If the other end of the channel is gone, the sender waits for the reason: there must be one, even after a
            // panic.
            let result = quietly(|| write(&writing, &receiver, every.duration()));
            if let Some(error) = result.unwrap_or_else(|| Err(panicked())).err() {
                drop(tell.set(error));
            }
        };
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(work);
        let thread = thread.map_err(|why| JournalError::Threads(why.to_string()))?;
        Ok(Self { sender: Some(sender), thread: Some(thread), failed, store })
    }

    pub fn appending(&self, key: Key, first: u64) -> Appending<'_> {
        Appending { writer: self, key, first, block: Encoder::default(), result: Ok(()) }
    }

    fn send(&self, entry: Entry) -> Result<(), JournalError> {
        let sent = self.sender.as_ref().is_some_and(|sender| sender.send(entry).is_ok());
        if sent { Ok(()) } else { Err(self.failure()) }
    }

    pub fn finish(mut self) -> Result<(), JournalError> {
        self.join();
        self.failed.get().cloned().map_or(Ok(()), Err)
    }

    fn join(&mut self) {
        drop(self.sender.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            drop(self.failed.set(panicked()));
        }
    }

    /// Why the other end of the channel is gone. The channel closes shortly before the reason is known.
    fn failure(&self) -> JournalError {
        self.failed.wait().clone()
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

/// Writes incoming blocks until the channel is closed.
fn write(store: &Store, receiver: &Receiver<Entry>, every: Duration) -> Result<(), JournalError> {
    while let Ok(first) = receiver.recv() {
        let (mut bytes, mut entries) = (first.1.len(), vec![first]);
        let deadline = Instant::now() + every;
        while bytes < BYTES_MAX {
            match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(entry) => {
                    bytes += entry.1.len();
                    entries.push(entry);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        store.write(&entries)?;
    }
    Ok(())
}
