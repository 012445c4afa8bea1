//! Records of later points: in memory while there is room, then in a file without a name.

use crate::file::scratch;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// At most this many bytes of records are kept in memory.
const MEMORY_MAX: usize = 32 << 20;
/// This many bytes are read at a time, but at least one record.
const READ: usize = 1 << 20;

pub(super) struct Held {
    record_len: usize,
    memory_max: usize,
    /// By place.
    points: BTreeMap<usize, Waiting>,
    in_memory: usize,
    file: Option<File>,
    file_len: u64,
}

/// The records of a point: first those in the file, piece by piece, then those in memory.
#[derive(Default)]
struct Waiting {
    pieces: Vec<(u64, usize)>,
    latest: Vec<u8>,
    is_complete: bool,
}

impl Held {
    /// Nothing yet. All records have this length.
    pub fn new(record_len: usize) -> Self {
        let (points, memory_max) = (BTreeMap::new(), MEMORY_MAX);
        Self { record_len, memory_max, points, in_memory: 0, file: None, file_len: 0 }
    }

    /// Holds the next record of a point, and whether it is the last.
    pub fn add(&mut self, place: usize, record: &[u8], is_last: bool) -> io::Result<()> {
        let point = self.points.entry(place).or_default();
        point.latest.extend(record);
        point.is_complete = is_last;
        self.in_memory += record.len();
        if self.in_memory > self.memory_max { self.spill() } else { Ok(()) }
    }

    /// Moves all that is in memory into the file.
    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(scratch()?),
        };
        file.seek(SeekFrom::Start(self.file_len))?;
        for point in self.points.values_mut().filter(|point| !point.latest.is_empty()) {
            file.write_all(&point.latest)?;
            point.pieces.push((self.file_len, point.latest.len()));
            self.file_len += point.latest.len() as u64;
            point.latest = Vec::new();
        }
        self.in_memory = 0;
        Ok(())
    }

    /// Hands on the records of a point, in their order, and forgets them; whether they are all that there will be of
    /// it.
    pub fn release(&mut self, place: usize, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<bool> {
        let Some(point) = self.points.remove(&place) else { return Ok(false) };
        self.in_memory -= point.latest.len();
        let mut take_all = |records: &[u8]| records.chunks_exact(self.record_len).try_for_each(&mut take);
        let mut buffer = vec![0; if point.pieces.is_empty() { 0 } else { READ.next_multiple_of(self.record_len) }];
        for (from, len) in point.pieces {
            let file = self.file.as_mut().expect("the pieces are in it");
            file.seek(SeekFrom::Start(from))?;
            let mut rest = len;
            while rest > 0 {
                let part = rest.min(buffer.len());
                file.read_exact(&mut buffer[..part])?;
                take_all(&buffer[..part])?;
                rest -= part;
            }
        }
        take_all(&point.latest)?;
        if self.points.is_empty()
            && let Some(file) = &self.file
        {
            file.set_len(0)?;
            self.file_len = 0;
        }
        Ok(point.is_complete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records of 8 bytes, of three points, mixed; however little memory there is, they come back as they were.
    #[test]
    fn what_is_held_comes_back_in_order() {
        for memory_max in [0, 8, 100, 1 << 20] {
            let mut held = Held { memory_max, ..Held::new(8) };
            for round in 0..3 {
                let numbers = |place: u64| (0..200 * place).map(move |number| round + 1_000 * place + number);
                for number in 0..600 {
                    for place in 1..=3 {
                        if let Some(record) = numbers(place).nth(number) {
                            let is_last = place != 2 && number + 1 == numbers(place).count();
                            held.add(usize::try_from(place).unwrap(), &record.to_le_bytes(), is_last).unwrap();
                            assert!(held.in_memory <= memory_max);
                        }
                    }
                }
                for place in 1..=3 {
                    let mut records = Vec::new();
                    let take = |record: &[u8]| {
                        records.push(u64::from_le_bytes(record.try_into().unwrap()));
                        Ok(())
                    };
                    let is_complete = held.release(usize::try_from(place).unwrap(), take).unwrap();
                    assert_eq!((records, is_complete), (numbers(place).collect(), place != 2));
                }
                assert_eq!((held.in_memory, held.file_len), (0, 0));
                assert_eq!(held.file.is_some(), memory_max < 1_000);
            }
            assert!(!held.release(7, |_| panic!("there is nothing")).unwrap());
        }
    }
}
