//! UTF-16, as some spreadsheets and PowerShell write it, beside UTF-8.

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

#[cfg(test)]
mod tests {
    use super::*;

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
