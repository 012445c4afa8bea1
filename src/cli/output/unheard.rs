//! Output whose reader may leave early, such as `head`, where the exit code still has to say what was found.

use std::io::{self, Write};

/// Passes on what it gets as long as somebody reads it; the rest is dropped without an error.
pub(in crate::cli) struct Unheard {
    out: Box<dyn Write>,
    is_read: bool,
}

impl Unheard {
    pub fn new(out: Box<dyn Write>) -> Self {
        Self { out, is_read: true }
    }

    fn unless_closed(&mut self, written: io::Result<()>) -> io::Result<()> {
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_read = false;
                Ok(())
            }
            other => other,
        }
    }
}

impl Write for Unheard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_read {
            let written = self.out.write_all(bytes);
            self.unless_closed(written)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.is_read {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.unless_closed(flushed)
    }
}
