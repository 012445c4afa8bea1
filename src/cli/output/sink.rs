//! Where rows go that are written one by one.

use crate::cli::arguments::is_stdout;
use crate::cli::failure::Failure;
use crate::file::Draft;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write, stdout};
use std::path::Path;

const BUFFER: usize = 1 << 16;

/// A file that is published when all is written; or stdout, a pipe or a device, which gets the rows as they come.
pub(in crate::cli) enum Sink {
    Draft(Draft),
    Stream(BufWriter<Box<dyn Write + Send>>),
}

impl Sink {
    /// Opens what a path names; `-` is stdout.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let stream = |out: Box<dyn Write + Send>| Self::Stream(BufWriter::with_capacity(BUFFER, out));
        if is_stdout(path) {
            return Ok(stream(Box::new(stdout())));
        }
        let is_special = fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir());
        let opened = if is_special {
            OpenOptions::new().write(true).open(path).map(|file| stream(Box::new(file)))
        } else {
            Draft::new(path).map(Self::Draft)
        };
        opened.map_err(|error| Failure::cant_write(path, &error))
    }

    /// Makes what was written visible, all of it.
    pub fn publish(self) -> io::Result<()> {
        match self {
            Self::Draft(draft) => draft.replace(),
            Self::Stream(mut stream) => stream.flush(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Draft(draft) => draft.write(bytes),
            Self::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Draft(draft) => draft.flush(),
            Self::Stream(stream) => stream.flush(),
        }
    }
}
