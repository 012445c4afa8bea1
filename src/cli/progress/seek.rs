//! The progress of a seek: the numbers of values and replications are unknown in advance, but their maxima are known.

use crate::cli::progress::Painter;
use crate::count::grouped;
use crate::experiment::seek::SeekStep;
use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The progress, on one line that appears after a while and disappears when this is dropped.
pub(in crate::cli) struct SeekProgress {
    state: Arc<Mutex<State>>,
    _painter: Painter,
}

/// The state of the work.
#[derive(Clone, Copy)]
struct State {
    values_max: usize,
    replications_max: u64,
    step: Option<SeekStep>,
    /// Replications of the values before this one.
    before: u64,
}

impl SeekProgress {
    /// Progress towards at most this many values with at most this many replications each.
    pub fn towards(values_max: usize, replications_max: u64) -> Self {
        let state = State { values_max, replications_max, step: None, before: 0 };
        let state = Arc::new(Mutex::new(state));
        let (seen, begin) = (Arc::clone(&state), Instant::now());
        let style =
            ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
        let painter = Painter::start(
            move || ProgressBar::new_spinner().with_style(style),
            move |bar| {
                let state = *seen.lock().unwrap_or_else(PoisonError::into_inner);
                bar.set_message(state.line(begin.elapsed()));
            },
        );
        Self { state, _painter: painter }
    }

    /// Sets the current position.
    pub fn reach(&self, step: SeekStep) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = state.step.filter(|last| last.value != step.value) {
            state.before += last.replications;
        }
        state.step = Some(step);
    }
}

impl State {
    /// `value 7 of up to 30, replication 512 of up to 10,000; up to 2m left`.
    fn line(&self, elapsed: Duration) -> String {
        let Some(step) = self.step else { return "reading".to_owned() };
        let (value, values_max) = (grouped(step.value as u64), grouped(self.values_max as u64));
        let replication = || {
            let (done, most) = (grouped(step.replications), grouped(self.replications_max));
            format!(", replication {done} of up to {most}")
        };
        let replication = if step.is_certain { String::new() } else { replication() };
        let left = self.left(step, elapsed).map(|left| format!("; up to {:#} left", HumanDuration(left)));
        format!("value {value} of up to {values_max}{replication}{}", left.unwrap_or_default())
    }

    /// The longest time for the rest, estimated from the replications so far; `None` before the first.
    fn left(&self, step: SeekStep, elapsed: Duration) -> Option<Duration> {
        let played = self.before + step.replications;
        let each = if step.is_certain { 1 } else { self.replications_max };
        let values = self.values_max.saturating_sub(step.value) as u64;
        let rest = each.saturating_mul(values).saturating_add(each.saturating_sub(step.replications));
        let share = (played > 0).then(|| rest as f64 / played as f64)?;
        Duration::try_from_secs_f64(elapsed.as_secs_f64() * share).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_told_and_no_more() {
        let state = State { values_max: 30, replications_max: 10_000, step: None, before: 8_000 };
        let line = |value, replications, is_certain| {
            let step = Some(SeekStep { value, replications, is_certain });
            State { step, ..state }.line(Duration::from_secs(100))
        };
        assert_eq!(line(12, 2_000, false), "value 12 of up to 30, replication 2,000 of up to 10,000; up to 31m left");
        assert_eq!(line(30, 10_000, false), "value 30 of up to 30, replication 10,000 of up to 10,000; up to 0s left");
        assert_eq!(line(12, 0, true), "value 12 of up to 30; up to 0s left");
        let first = State { before: 0, step: Some(SeekStep { value: 1, replications: 0, is_certain: false }), ..state };
        assert_eq!(first.line(Duration::from_secs(9)), "value 1 of up to 30, replication 0 of up to 10,000");
        let endless = State { replications_max: u64::MAX, ..first };
        assert!(endless.line(Duration::MAX).starts_with("value 1 of up to 30, replication 0"));
    }

    #[test]
    fn replications_of_earlier_values_count_for_the_pace() {
        let progress = SeekProgress::towards(30, 1_000);
        for (value, replications) in [(1, 0), (1, 64), (2, 0), (2, 128), (2, 256), (3, 64)] {
            progress.reach(SeekStep { value, replications, is_certain: false });
        }
        assert_eq!(progress.state.lock().unwrap().before, 64 + 256);
    }
}
