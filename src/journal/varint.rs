//! Whole numbers in as few bytes as possible: seven bits in each, the lowest first.

/// Bytes of the longest number.
pub(super) const BYTES_MAX: usize = 19;

/// Appends a number.
pub(super) fn put(number: u128, to: &mut Vec<u8>) {
    let Ok(mut low) = u64::try_from(number) else { return put_long(number, to) };
    while low >= 0x80 {
        to.push(low.to_le_bytes()[0] | 0x80);
        low >>= 7;
    }
    to.push(low.to_le_bytes()[0]);
}

#[cold]
fn put_long(mut number: u128, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    to.push(number.to_le_bytes()[0]);
}

/// Appends a signed number: small ones of either sign take few bytes.
pub(super) fn put_signed(number: i128, to: &mut Vec<u8>) {
    put(((number << 1) ^ (number >> 127)).cast_unsigned(), to);
}

/// Takes a number from the beginning of `from`.
pub(super) fn take(from: &mut &[u8]) -> Option<u128> {
    let (mut low, mut bits) = (0_u64, 0);
    loop {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        low |= u64::from(byte & 0x7f) << bits;
        bits += 7;
        match byte {
            0..0x80 => return Some(low.into()),
            _ if bits == 56 => return Some(u128::from(low) | take_long(from)? << 56),
            _ => {}
        }
    }
}

/// The bits of a number from the 57th on.
#[cold]
fn take_long(from: &mut &[u8]) -> Option<u128> {
    let mut number = 0;
    for at in 0..BYTES_MAX - 8 {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        number |= u128::from(byte & 0x7f) << (7 * at);
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Takes a signed number.
pub(super) fn take_signed(from: &mut &[u8]) -> Option<i128> {
    let number = take(from)?;
    Some(((number >> 1) ^ (number & 1).wrapping_neg()).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let near = |bit: u32| [1_u128 << bit, (1 << bit) - 1, (1 << bit) + 1, u128::MAX >> bit];
        let mut all = Vec::new();
        for number in (0..128).flat_map(near) {
            let mut bytes = Vec::new();
            put(number, &mut bytes);
            assert_eq!(bytes.len(), (128 - number.leading_zeros()).div_ceil(7).max(1) as usize, "{number}");
            assert_eq!(take(&mut &bytes[..]), Some(number));
            assert_eq!(take(&mut &bytes[..bytes.len() - 1]), None, "{number} is cut off");
            for signed in [number.cast_signed(), number.wrapping_neg().cast_signed()] {
                bytes.clear();
                put_signed(signed, &mut bytes);
                all.extend_from_slice(&bytes);
                let mut rest = &bytes[..];
                assert_eq!((take_signed(&mut rest), rest), (Some(signed), &[][..]));
            }
        }
        assert_eq!(take(&mut &[0xff; 30][..]), None, "no number is that long");
        let bytes_of = |signed| {
            let mut bytes = Vec::new();
            put_signed(signed, &mut bytes);
            bytes
        };
        assert_eq!([0, -1, 1, 150].map(bytes_of), [vec![0], vec![1], vec![2], vec![0xac, 2]]);
        let (mut rest, mut count) = (&all[..], 0);
        while take_signed(&mut rest).is_some() {
            count += 1;
        }
        assert_eq!((count, rest), (2 * 4 * 128, &[][..]), "one after another");
    }
}
