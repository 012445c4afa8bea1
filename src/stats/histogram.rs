//! A log-linear histogram: every octave is cut into equally wide buckets, straight from the bits of an `f64`.
//!
//! The upper bits of a non-negative `f64` (exponent, then mantissa) rise with its value, so a bucket's number is a
//! shift. Only the octaves between the smallest and the largest value seen are kept; zero, far below all others, is
//! counted separately.

/// Buckets per octave, as a power of two.
const BUCKET_BITS: u32 = 9;
const BUCKETS_PER_OCTAVE: usize = 1 << BUCKET_BITS;
const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - BUCKET_BITS;

/// The largest relative error of a value that represents its bucket: half a bucket, at the bottom of an octave. Below
/// the smallest normal number (2⁻¹⁰²²), the error is this share of that number.
pub(super) const RELATIVE_ERROR: f64 = 0.5 / BUCKETS_PER_OCTAVE as f64;

/// How many values fell into each bucket. Two histograms of the same values are equal, whatever the order of the
/// values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Histogram {
    count: u64,
    zeros: u64,
    /// The number of the bucket that `counts` begins with, a multiple of [`BUCKETS_PER_OCTAVE`].
    first: usize,
    /// Whole octaves.
    buckets: Vec<Bucket>,
    min: f64,
    max: f64,
}

/// The count of a bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bucket {
    count: u64,
    least: f64,
    greatest: f64,
}

impl Bucket {
    const EMPTY: Self = Self { count: 0, least: f64::INFINITY, greatest: 0.0 };

    #[inline]
    fn add(&mut self, x: f64, count: u64) {
        self.count += count;
        self.least = self.least.min(x);
        self.greatest = self.greatest.max(x);
    }
}

impl Histogram {
    pub(super) const fn new() -> Self {
        Self { count: 0, zeros: 0, first: 0, buckets: Vec::new(), min: f64::INFINITY, max: 0.0 }
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Forgets all values, but keeps the memory.
    pub(super) fn clear(&mut self) {
        self.buckets.clear();
        *self = Self { buckets: std::mem::take(&mut self.buckets), ..Self::new() };
    }

    #[inline]
    pub(super) fn record(&mut self, x: f64) {
        self.record_often(x, 1);
    }

    /// The same value several times.
    #[inline]
    pub(super) fn record_often(&mut self, x: f64, count: u64) {
        self.count += count;
        self.min = self.min.min(x);
        self.max = self.max.max(x);
        let index = bucket_of(x);
        match self.buckets.get_mut(index.wrapping_sub(self.first)) {
            Some(bucket) if x > 0.0 => bucket.add(x, count),
            _ => self.record_outside(x, count, index),
        }
    }

    #[cold]
    fn record_outside(&mut self, x: f64, count: u64, index: usize) {
        if x == 0.0 {
            self.zeros += count;
        } else {
            self.cover(index, index + 1);
            self.buckets[index - self.first].add(x, count);
        }
    }

    /// Makes room for the buckets from `begin` to before `end`.
    fn cover(&mut self, begin: usize, end: usize) {
        let begin = begin / BUCKETS_PER_OCTAVE * BUCKETS_PER_OCTAVE;
        let end = end.next_multiple_of(BUCKETS_PER_OCTAVE);
        if self.buckets.is_empty() {
            self.first = begin;
        } else if begin < self.first {
            self.buckets.splice(0..0, std::iter::repeat_n(Bucket::EMPTY, self.first - begin));
            self.first = begin;
        }
        self.buckets.resize(self.buckets.len().max(end - self.first), Bucket::EMPTY);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.zeros += other.zeros;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        if !other.buckets.is_empty() {
            self.cover(other.first, other.first + other.buckets.len());
            for (bucket, more) in self.buckets[other.first - self.first..].iter_mut().zip(&other.buckets) {
                bucket.count += more.count;
                bucket.least = bucket.least.min(more.least);
                bucket.greatest = bucket.greatest.max(more.greatest);
            }
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
        for (index, bucket) in (self.first..).zip(&self.buckets) {
            below += bucket.count;
            if rank < below {
                // A value alone in its bucket is known exactly.
                return middle(index).clamp(bucket.least, bucket.greatest);
            }
        }
        self.max
    }
}

/// The middle of a bucket.
fn middle(index: usize) -> f64 {
    f64::from_bits(((index as u64) << SHIFT) | (1 << (SHIFT - 1)))
}

#[inline]
fn bucket_of(x: f64) -> usize {
    (x.to_bits() >> SHIFT) as usize
}
