//! What some spreadsheets and PowerShell write beside UTF-8: UTF-16, and Windows-1252.

const LITTLE: [u8; 2] = [0xFF, 0xFE];
const BIG: [u8; 2] = [0xFE, 0xFF];

/// Whether bytes begin with the mark of UTF-16.
pub fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&LITTLE) || bytes.starts_with(&BIG)
}

/// The text in bytes of UTF-16 that begin with their mark; `None` if it is broken.
pub fn utf16(bytes: &[u8]) -> Option<String> {
    let unit = if bytes.starts_with(&LITTLE) { u16::from_le_bytes } else { u16::from_be_bytes };
    let (units, rest) = bytes.get(2..)?.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}

/// The characters of Windows-1252 from 0x80 on, where it is not Latin-1; a blank where it has none.
#[cfg(feature = "cli")]
const OF_WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// The text in bytes of Windows-1252, as Excel writes them in Western Europe and America; `None` if they are not text.
#[cfg(feature = "cli")]
pub fn windows_1252(bytes: &[u8]) -> Option<String> {
    let of = |&byte: &u8| match byte {
        b'\t' | b'\n' | b'\r' => Some(char::from(byte)),
        0x80..0xA0 => Some(OF_WINDOWS[usize::from(byte - 0x80)]).filter(|c| *c != ' '),
        0..0x20 | 0x7F => None,
        _ => Some(char::from(byte)),
    };
    bytes.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_read_as_far_as_it_is_text() {
        assert_eq!(windows_1252(b"D\xfcrer;12,5 \xb5s\r\n\x80\x9f").as_deref(), Some("Dürer;12,5 µs\r\n€Ÿ"));
        for no_text in [&b"\x1f\x8b\x08"[..], b"a\0b", b"\x81", b"\x7f"] {
            assert_eq!(windows_1252(no_text), None, "{no_text:?}");
        }
    }

    #[test]
    fn the_mark_says_the_order_of_bytes() {
        let text = "12,5\tµs";
        let bytes = |mark: [u8; 2], of: fn(u16) -> [u8; 2]| {
            mark.into_iter().chain(text.encode_utf16().flat_map(of)).collect::<Vec<u8>>()
        };
        for bytes in [bytes(LITTLE, u16::to_le_bytes), bytes(BIG, u16::to_be_bytes)] {
            assert!(is_utf16(&bytes));
            assert_eq!(utf16(&bytes).as_deref(), Some(text));
        }
        assert!(!is_utf16(b"12"));
        assert_eq!(utf16(&[0xFF, 0xFE, b'1']), None, "cut off");
        assert_eq!(utf16(&[0xFF, 0xFE, 0x00, 0xD8]), None, "half a letter");
    }
}
