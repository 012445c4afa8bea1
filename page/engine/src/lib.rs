//! Zeitnot's engine for a web page: a scenario goes in as text, an outcome comes out as JSON.
//!
//! WebAssembly passes numbers only, so texts go through memory. The page reserves room with [`request`], writes the
//! request there as UTF-8, and calls [`load`] or [`play`]. Each returns the length of the answer, which begins at
//! [`answer`] and is valid until the next call. What the requests and answers hold is described at [`Dialogue`].
//!
//! There is one dialogue, as a module has one memory; for two, instantiate the module twice.
//!
//! The names of the functions are visible to the outside as they are, which Rust counts as unsafe: two libraries could
//! use the same one. Nothing else here is.

use std::sync::{Mutex, MutexGuard, PoisonError};
use zeitnot::playback::Dialogue;

static REQUEST: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<String> = Mutex::new(String::new());
static DIALOGUE: Mutex<Dialogue> = Mutex::new(Dialogue::new());

/// A panic ends a module for good, so there is no state that it could have left behind.
fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room for a request of `bytes` bytes, and returns where it begins.
#[unsafe(no_mangle)]
pub extern "C" fn request(bytes: usize) -> *mut u8 {
    let mut request = lock(&REQUEST);
    request.clear();
    request.resize(bytes, 0);
    request.as_mut_ptr()
}

/// Where the last answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    lock(&ANSWER).as_ptr()
}

/// Reads the scenario in the request; see [`Dialogue::load`].
#[unsafe(no_mangle)]
pub extern "C" fn load() -> usize {
    carry_out(Dialogue::load)
}

/// Plays the scenario with the settings in the request; see [`Dialogue::play`].
#[unsafe(no_mangle)]
pub extern "C" fn play(replication: u64, events_max: u32) -> usize {
    carry_out(|dialogue, settings| dialogue.play(settings, replication, events_max.into()))
}

fn carry_out(command: impl FnOnce(&mut Dialogue, &str) -> String) -> usize {
    let request = lock(&REQUEST);
    let done = command(&mut lock(&DIALOGUE), &String::from_utf8_lossy(&request));
    let mut answer = lock(&ANSWER);
    *answer = done;
    answer.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_answered() {
        let text = "(seed: 3, opponents: [(count: 2)])";
        assert!(!request(text.len()).is_null());
        lock(&REQUEST).copy_from_slice(text.as_bytes());
        let length = load();
        assert!(lock(&ANSWER).contains("\"visit\":\"FirstReady\"") && lock(&ANSWER).len() == length);
        request(0);
        let length = play(0, 10_000);
        assert!(lock(&ANSWER).contains("\"digest\":") && lock(&ANSWER).len() == length);
        assert_eq!(answer(), lock(&ANSWER).as_ptr());
    }
}
