//! Other samples of the same size, drawn from one.

use super::Sample;
use crate::engine::Streams;
use crate::time::Duration;

/// How many values are counted at a time.
const STRETCH: usize = 1 << 16;

/// Draws samples from a sample: each value with equal chances. What it needs for that is kept from one to the next.
pub struct Resampling {
    /// All values in rising order, time-outs last.
    all: Vec<Duration>,
    /// How many of them came to an end.
    below: usize,
    limit: Option<Duration>,
    /// How often each is drawn.
    counts: Vec<u32>,
    /// What is drawn, by the stretch of `STRETCH` values that it is in: those of one are counted in a fast part of the
    /// memory.
    drawn_in: Vec<Vec<u16>>,
    drawn: Option<Sample>,
}

impl Resampling {
    /// Draws from this sample.
    pub fn new(sample: &Sample) -> Self {
        let all: Vec<_> = sample.all().collect();
        let (below, limit) = (sample.sorted().len(), sample.timed_out().map(|(_, limit)| limit));
        let drawn_in = vec![Vec::new(); all.len().div_ceil(STRETCH)];
        Self { counts: vec![0; all.len()], all, below, limit, drawn_in, drawn: None }
    }

    /// The sample of this number, for the class of this index; `None` if only time-outs are drawn.
    pub fn draw(&mut self, seed: u64, number: u64, index: u32) -> Option<&Sample> {
        let mut stream = Streams::new(seed, number).stream(0, index, 0);
        for _ in 0..self.all.len() {
            let drawn = usize::try_from(stream.below(self.all.len() as u64)).unwrap_or(0);
            #[expect(clippy::cast_possible_truncation, reason = "the place within a stretch")]
            self.drawn_in[drawn / STRETCH].push((drawn % STRETCH) as u16);
        }
        self.counts.fill(0);
        for (drawn, counts) in self.drawn_in.iter_mut().zip(self.counts.chunks_mut(STRETCH)) {
            for place in drawn.drain(..) {
                counts[usize::from(place)] += 1;
            }
        }
        let out: u64 = self.counts[self.below..].iter().map(|count| u64::from(*count)).sum();
        let len = self.all.len() - usize::try_from(out).unwrap_or(usize::MAX);
        let timed_out = self.limit.filter(|_| out > 0).map(|limit| (out, limit));
        // The samples of a thousand values and more are large: one is used again, if it has as many values and is free.
        let mut drawn = self.drawn.take().filter(|drawn| drawn.sorted().len() == len && drawn.timed_out() == timed_out);
        if let Some(values) = drawn.as_mut().and_then(Sample::sorted_mut) {
            fill(values, &self.all, &self.counts);
        } else {
            let mut values = vec![Duration::ZERO; len];
            fill(&mut values, &self.all, &self.counts);
            drawn = Some(Sample::of_sorted(values.into(), timed_out)).filter(|_| len > 0);
        }
        self.drawn = drawn;
        self.drawn.as_ref()
    }
}

/// Each value as often as it was drawn, as far as there is room.
fn fill(into: &mut [Duration], all: &[Duration], counts: &[u32]) {
    let mut at = 0;
    for (value, count) in all.iter().zip(counts) {
        let end = (at + *count as usize).min(into.len());
        into[at..end].fill(*value);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_drawn_about_once() {
        let count = 3 * STRETCH + 5;
        let values: Vec<_> = (1..=count as u64).map(Duration::from_ns).collect();
        let limit = Duration::from_ns(count as u64 - 99);
        let sample = Sample::new(values, Some(limit)).unwrap();
        let mut resampling = Resampling::new(&sample);
        for number in 0..2 {
            let drawn = resampling.draw(1, number, 0).unwrap();
            assert_eq!(drawn.count(), count as u64);
            assert!(drawn.sorted().is_sorted() && *drawn.sorted().last().unwrap() < limit);
            let (out, _) = drawn.timed_out().unwrap();
            assert!((50..150).contains(&out), "{out} of 100 time-outs");
            let mut different = drawn.sorted().to_vec();
            different.dedup();
            // A value is missing with a chance of 1/e.
            let share = different.len() as f64 / count as f64;
            assert!((share - 0.632).abs() < 0.01, "{share}");
        }
    }
}
