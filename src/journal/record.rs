//! Records: bytes that can be found and verified anywhere in a file.
//!
//! A record begins with a mark, its length and a checksum of all the rest. So a damaged store can be read without its
//! index: every sound record is found, whatever surrounds it.

use std::io::{self, Read, Seek, SeekFrom};
use xxhash_rust::xxh3::xxh3_64;

/// The kind of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordKind {
    /// The owner of the store.
    Facts,
    /// Outcomes.
    Block,
}

/// Bytes that rarely occur by chance; the last gives the kind of record.
const MARKS: [(RecordKind, [u8; 8]); 2] =
    [(RecordKind::Facts, *b"\x9azeit2\xf1F"), (RecordKind::Block, *b"\x9azeit2\xf1B")];
/// The common part of both marks.
const MARK: [u8; 7] = *b"\x9azeit2\xf1";
/// Mark, length of the body, checksum.
const HEAD: usize = 8 + 4 + 8;

/// The record with this body.
pub(super) fn seal(kind: RecordKind, body: &[u8]) -> Vec<u8> {
    seal_all(kind, &[body])
}

/// The same for a body of several parts.
pub(super) fn seal_all(kind: RecordKind, parts: &[&[u8]]) -> Vec<u8> {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    let mut record = Vec::with_capacity(HEAD + length);
    record.resize(HEAD, 0);
    for part in parts {
        record.extend_from_slice(part);
    }
    let length = u32::try_from(length).expect("a record has less than 4 GiB").to_le_bytes();
    let mark = MARKS[usize::from(kind == RecordKind::Block)].1;
    let sum = checksum(mark, length, &record[HEAD..]).to_le_bytes();
    record[..8].copy_from_slice(&mark);
    record[8..12].copy_from_slice(&length);
    record[12..HEAD].copy_from_slice(&sum);
    record
}

/// The kind and body of a record at the beginning of `bytes`; `None` if there is none, or if it is damaged.
pub(super) fn open(bytes: &[u8]) -> Option<(RecordKind, &[u8])> {
    let (mark, rest) = bytes.split_first_chunk::<8>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<8>()?;
    let body = rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let (kind, _) = MARKS.into_iter().find(|(_, known)| known == mark)?;
    (u64::from_le_bytes(*sum) == checksum(*mark, *length, body)).then_some((kind, body))
}

/// The body of a record of this kind.
pub(super) fn body(kind: RecordKind, bytes: &[u8]) -> Option<&[u8]> {
    open(bytes).filter(|(found, _)| *found == kind).map(|(_, body)| body)
}

/// The body of what looks like a block, without checking its checksum.
pub(super) fn unverified(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(HEAD..)
}

fn checksum(mark: [u8; 8], length: [u8; 4], body: &[u8]) -> u64 {
    // The body's own sum first, so long bodies are not copied.
    let mut head = [0; 20];
    head[..8].copy_from_slice(&mark);
    head[8..12].copy_from_slice(&length);
    head[12..].copy_from_slice(&xxh3_64(body).to_le_bytes());
    xxh3_64(&head)
}

/// A sound record in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Where it begins.
    pub place: u64,
    pub kind: RecordKind,
    pub body: &'a [u8],
}

impl Found<'_> {
    /// How many bytes it takes in all.
    pub const fn length(&self) -> usize {
        HEAD + self.body.len()
    }
}

/// Passes every sound record in `file` to `found`, in the order of places.
pub(super) fn scan<E: From<io::Error>>(
    file: &mut (impl Read + Seek),
    mut found: impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    const WINDOW: usize = 1 << 20;
    let length = file.seek(SeekFrom::End(0))?;
    let (mut window, mut start, mut beyond) = (Vec::new(), 0, Vec::new());
    while start < length {
        read_at(file, start, WINDOW, &mut window)?;
        for at in memchr::memmem::find_iter(&window, &MARK) {
            let place = start + at as u64;
            let whole = match said_length(&window[at..]) {
                Some(count) if count as u64 > length - place => continue,
                Some(count) if count <= window.len() - at => &window[at..],
                // It may reach beyond the window.
                said => {
                    read_at(file, place, HEAD, &mut beyond)?;
                    let Some(count) = said.or_else(|| said_length(&beyond)) else { continue };
                    if count as u64 > length - place {
                        continue;
                    }
                    read_at(file, place, count, &mut beyond)?;
                    &beyond[..]
                }
            };
            if let Some((kind, body)) = open(whole) {
                found(Found { place, kind, body })?;
            }
        }
        // A mark may lie across the end of the window.
        start += (window.len().saturating_sub(MARK.len() - 1).max(1)) as u64;
    }
    Ok(())
}

/// How many bytes a record says that it takes, from its first ones.
fn said_length(head: &[u8]) -> Option<usize> {
    let said = u32::from_le_bytes(head.get(8..12)?.try_into().ok()?);
    usize::try_from(said).ok()?.checked_add(HEAD)
}

/// Reads `count` bytes from `place` on, or as many as there are.
pub(super) fn read_at(file: &mut (impl Read + Seek), place: u64, count: usize, into: &mut Vec<u8>) -> io::Result<()> {
    into.clear();
    file.seek(SeekFrom::Start(place))?;
    file.take(count as u64).read_to_end(into).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn found_in(bytes: &[u8]) -> Vec<(RecordKind, Vec<u8>)> {
        let mut found = Vec::new();
        let take = |record: Found<'_>| {
            found.push((record.kind, record.body.to_vec()));
            Ok::<_, io::Error>(())
        };
        scan(&mut Cursor::new(bytes), take).unwrap();
        found
    }

    #[test]
    fn a_record_is_found_wherever_it_stands() {
        let (facts, block) = (seal(RecordKind::Facts, b"who"), seal(RecordKind::Block, b"what"));
        let (who, what) = ((RecordKind::Facts, b"who".to_vec()), (RecordKind::Block, b"what".to_vec()));
        assert_eq!(found_in(&[&b"abc"[..], &facts, &block, b"rest"].concat()), [who, what.clone()]);
        // Also across the windows that the scan looks through.
        for before in (1 << 20) - 40..(1 << 20) + 8 {
            let mut bytes = vec![0; before];
            bytes.extend(&block);
            assert_eq!(found_in(&bytes), std::slice::from_ref(&what), "{before}");
        }
    }

    #[test]
    fn what_is_damaged_is_not_found() {
        let block = seal(RecordKind::Block, b"what");
        for at in 0..block.len() {
            for bit in 0..8 {
                let mut bytes = block.clone();
                bytes[at] ^= 1 << bit;
                assert_eq!(found_in(&bytes), [], "byte {at}, bit {bit}");
            }
            assert_eq!(found_in(&block[..at]), []);
        }
        // The beginning of a record right before a whole one hides nothing.
        assert_eq!(found_in(&[&block[..9], &block].concat()).len(), 1);
    }
}
