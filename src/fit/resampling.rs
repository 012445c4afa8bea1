//! Other samples of the same size, drawn from one.

use super::Sample;
use crate::engine::Streams;
use crate::time::Duration;

/// Draws samples from a sample: each value with equal chances. What it needs for that is kept from one to the next.
pub struct Resampling {
    /// All values in rising order, time-outs last.
    all: Vec<Duration>,
    /// How many of them came to an end.
    below: usize,
    limit: Option<Duration>,
    /// How often each is drawn.
    counts: Vec<u32>,
    drawn: Option<Sample>,
}

impl Resampling {
    /// Draws from this sample.
    pub fn new(sample: &Sample) -> Self {
        let all: Vec<_> = sample.all().collect();
        let (below, limit) = (sample.sorted().len(), sample.timed_out().map(|(_, limit)| limit));
        Self { counts: vec![0; all.len()], all, below, limit, drawn: None }
    }

    /// The sample of this number, for the class of this index; `None` if only time-outs are drawn.
    pub fn draw(&mut self, seed: u64, number: u64, index: u32) -> Option<&Sample> {
        let mut stream = Streams::new(seed, number).stream(0, index, 0);
        self.counts.fill(0);
        for _ in 0..self.all.len() {
            let drawn = stream.below(self.all.len() as u64);
            self.counts[usize::try_from(drawn).unwrap_or(0)] += 1;
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
