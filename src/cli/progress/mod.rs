//! Progress on stderr, only on a terminal, and only if the work takes a while.

pub(super) mod seek;

use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};
use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(100);

/// Paints a line on a terminal repeatedly, from its own thread, until it is dropped.
pub(in crate::cli) struct Painter(Option<(Sender<()>, JoinHandle<()>)>);

impl Painter {
    /// Creates the bar when it is time to show it, and refreshes it regularly.
    pub fn start(
        make: impl FnOnce() -> ProgressBar + Send + 'static,
        refresh: impl Fn(&ProgressBar) + Send + 'static,
    ) -> Self {
        let start = || {
            let (sender, receiver) = mpsc::channel();
            // If no thread can be started, the work continues without a bar.
            let thread = thread::Builder::new().spawn(move || paint(make, refresh, &receiver)).ok()?;
            Some((sender, thread))
        };
        Self(io::stderr().is_terminal().then(start).flatten())
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            drop(thread.join());
        }
    }
}

/// Paints until the other end of the channel is gone.
fn paint(make: impl FnOnce() -> ProgressBar, refresh: impl Fn(&ProgressBar), gone: &Receiver<()>) {
    if gone.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = make();
    while gone.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        refresh(&bar);
        bar.tick();
    }
    bar.finish_and_clear();
}

/// A progress bar that appears after a while, and disappears when it is dropped.
pub(in crate::cli) struct Progress {
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
    _painter: Painter,
}

impl Progress {
    /// Progress towards `total` replications; a spinner, if that is just one.
    pub fn towards(total: u64) -> Self {
        Self::counting(total, "replications")
    }

    /// The same towards a number of other things.
    pub fn counting(total: u64, what: &'static str) -> Self {
        let [done, total] = [0, total].map(|count| Arc::new(AtomicU64::new(count)));
        let [reached, expected] = [&done, &total].map(Arc::clone);
        let all = Arc::clone(&total);
        let painter = Painter::start(
            move || bar(all.load(Ordering::Relaxed), what),
            move |bar| {
                let done = reached.load(Ordering::Relaxed);
                bar.set_length(expected.load(Ordering::Relaxed).max(done));
                bar.set_position(done);
            },
        );
        Self { done, total, _painter: painter }
    }

    /// Changes the expected total.
    pub fn expect(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// Sets how many are done.
    pub fn reach(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
    }
}

/// The bar at its first appearance.
fn bar(total: u64, what: &str) -> ProgressBar {
    let bar = if total == 1 { ProgressBar::new_spinner() } else { ProgressBar::new(total) };
    bar.with_elapsed(PATIENCE).with_style(style(total, what))
}

fn style(total: u64, what: &str) -> ProgressStyle {
    let template = match total {
        1 => "{spinner} playing for {elapsed}; Ctrl-C ends it".to_owned(),
        _ => format!("{{bar:25}} {{human_pos}} of {{human_len}} {what}, {{rate}}, {{to_go}} to go"),
    };
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("rate", rate).with_key("to_go", to_go)
}

/// Replications per second since the start: unlike the current rate, it includes the work before the bar appeared.
fn per_s(state: &ProgressState) -> f64 {
    state.pos() as f64 / state.elapsed().as_secs_f64().max(f64::MIN_POSITIVE)
}

fn rate(state: &ProgressState, text: &mut dyn fmt::Write) {
    let per_s = per_s(state);
    let _ = if per_s < 10.0 { write!(text, "{per_s:.1}/s") } else { write!(text, "{per_s:.0}/s") };
}

fn to_go(state: &ProgressState, text: &mut dyn fmt::Write) {
    let left = state.len().unwrap_or(0).saturating_sub(state.pos());
    let _ = match Duration::try_from_secs_f64(left as f64 / per_s(state)) {
        Ok(duration) => write!(text, "{:#}", HumanDuration(duration)),
        Err(_) => write!(text, "?"),
    };
}
