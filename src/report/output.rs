//! Where a trace or a log goes while a run is played.

use crate::replicate::{Cause, Stop};
use std::io::{self, Write};

/// The output of a trace or a log, until writing fails: then `stop` is raised, so play does not continue for nothing.
pub(super) struct Output<W> {
    pub out: W,
    pub failure: Option<io::Error>,
    pub stop: Stop,
}

impl<W: Write> Output<W> {
    /// Writes bytes, unless writing failed before.
    pub fn put(&mut self, bytes: &[u8]) {
        if self.failure.is_some() {
            return;
        }
        if let Err(error) = self.out.write_all(bytes) {
            self.failure = Some(error);
            self.stop.raise(Cause::Interrupt);
        }
    }

    pub fn finish(mut self) -> io::Result<W> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Keeps a failure for [`Output::finish`]: whoever writes goes on until the run has stopped.
impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
