//! A log-linear histogram: every octave is cut into equally wide buckets, straight from the bits of an `f64`.
//!
//! The upper bits of a non-negative `f64` (exponent, then mantissa) rise with its value, so a bucket's number is a shift.
//! Only the octaves between the least and the greatest value seen are kept; zero, far below all others, is counted apart.

/// Buckets an octave, as a power of two.
const BUCKET_BITS: u32 = 9;
const BUCKETS_PER_OCTAVE: usize = 1 << BUCKET_BITS;
const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - BUCKET_BITS;

/// The greatest relative error of a value that stands for its bucket: half a bucket, at the bottom of an octave.
/// Below the smallest normal number (2⁻¹⁰²²) the error is as much of that number.
pub(super) const RELATIVE_ERROR: f64 = 0.5 / BUCKETS_PER_OCTAVE as f64;

/// How many values fell into each bucket. Two histograms of the same values are equal, in whatever order these came.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Histogram {
    count: u64,
    zeros: u64,
    /// The number of the bucket that `counts` begins with, a multiple of [`BUCKETS_PER_OCTAVE`].
    first: usize,
    /// Whole octaves.
    counts: Vec<u64>,
    min: f64,
    max: f64,
}

impl Histogram {
    pub(super) const fn new() -> Self {
        Self { count: 0, zeros: 0, first: 0, counts: Vec::new(), min: f64::INFINITY, max: 0.0 }
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Forgets all values, but keeps the memory.
    pub(super) fn clear(&mut self) {
        self.counts.clear();
        *self = Self { counts: std::mem::take(&mut self.counts), ..Self::new() };
    }

    #[inline]
    pub(super) fn record(&mut self, x: f64) {
        self.count += 1;
        self.min = self.min.min(x);
        self.max = self.max.max(x);
        let bucket = bucket_of(x);
        match self.counts.get_mut(bucket.wrapping_sub(self.first)) {
            Some(count) if x > 0.0 => *count += 1,
            _ => self.record_outside(x, bucket),
        }
    }

    #[cold]
    fn record_outside(&mut self, x: f64, bucket: usize) {
        if x == 0.0 {
            self.zeros += 1;
        } else {
            self.cover(bucket, bucket + 1);
            self.counts[bucket - self.first] += 1;
        }
    }

    /// Makes room for the buckets from `begin` to before `end`.
    fn cover(&mut self, begin: usize, end: usize) {
        let begin = begin / BUCKETS_PER_OCTAVE * BUCKETS_PER_OCTAVE;
        let end = end.next_multiple_of(BUCKETS_PER_OCTAVE);
        if self.counts.is_empty() {
            self.first = begin;
        } else if begin < self.first {
            self.counts.splice(0..0, std::iter::repeat_n(0, self.first - begin));
            self.first = begin;
        }
        self.counts.resize(self.counts.len().max(end - self.first), 0);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.zeros += other.zeros;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        if !other.counts.is_empty() {
            self.cover(other.first, other.first + other.counts.len());
            let counts = &mut self.counts[other.first - self.first..];
            counts.iter_mut().zip(&other.counts).for_each(|(count, more)| *count += more);
        }
    }

    /// The value of rank `rank` (from 0, the least, to before [`Histogram::count`]), within [`RELATIVE_ERROR`]; the
    /// extremes and zero exactly.
    pub(super) fn value_at(&self, rank: u64) -> f64 {
        if rank == 0 {
            return self.min;
        } else if rank < self.zeros {
            return 0.0;
        } else if rank + 1 >= self.count {
            return self.max;
        }
        let mut below = self.zeros;
        for (bucket, count) in (self.first..).zip(&self.counts) {
            below += count;
            if rank < below {
                return self.middle(bucket);
            }
        }
        self.max
    }

    /// The middle of a bucket, but never beyond the extremes.
    fn middle(&self, bucket: usize) -> f64 {
        let middle = f64::from_bits(((bucket as u64) << SHIFT) | (1 << (SHIFT - 1)));
        middle.clamp(self.min, self.max)
    }
}

#[inline]
fn bucket_of(x: f64) -> usize {
    (x.to_bits() >> SHIFT) as usize
}
