//! A file for `redb`, without locks: the [folder](super::Folder) has its own lock, and some file systems have none.

use redb::StorageBackend;
use redb::backends::FileBackend;
use std::fs::File;
use std::io;

#[derive(Debug)]
pub(super) struct Disk(FileBackend);

impl Disk {
    pub fn new(file: File) -> Result<Self, redb::Error> {
        Ok(Self(FileBackend::new(file)?))
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.0.close()
    }
}
