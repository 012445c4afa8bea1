//! Measuring in turns.
//!
//! On a machine that is also doing other things, the ratio of two functions measured minutes apart says little. So those
//! that are compared take turns, and a ratio compares two times of the same round. Times are processor time: time in
//! which other processes had the core does not count.

use cpu_time::ProcessTime;

/// Every round asks for the figure of each run once, beginning with another run each time, so that none always comes
/// after the same one. Returns the figures of each run, round by round.
pub fn take_turns(runs: usize, rounds: usize, mut figure: impl FnMut(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let mut figures = vec![Vec::new(); runs];
    for round in 0..rounds {
        for turn in 0..runs {
            let run = (round + turn) % runs;
            figures[run].push(figure(run, round));
        }
    }
    figures
}

/// The processor time that something takes, in nanoseconds, and its result.
pub fn processor_ns<T>(what: impl FnOnce() -> T) -> (f64, T) {
    let begin = ProcessTime::now();
    let result = what();
    (begin.elapsed().as_secs_f64() * 1e9, result)
}

/// The least figure.
pub fn least(figures: &[f64]) -> f64 {
    figures.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The median, the upper one of two.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
