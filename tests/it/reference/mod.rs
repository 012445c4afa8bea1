//! The reference: a second, naive simulator of exhibitions, written from `docs/contract.md` alone.
//!
//! It should be obviously right rather than fast: time advances tick by tick (a tick is a nanosecond), and at every
//! tick all opponents and masters are scanned repeatedly for the first thing that is due. There is no event queue and
//! no randomness: it plays only games whose draws are known beforehand, and asks an oracle where `RandomReady` would
//! draw. It uses only plain data of the library.
//!
//! [`hall`] is the state, [`events`] what may happen, [`choice`] how masters choose, [`draw`] the times,
//! [`measures`] the figures, counted tick by tick, [`text`] happenings as words. The reference is itself tested by
//! [`worked`] cases by hand, and by [`laws`] on random exhibitions.

mod choice;
pub mod draw;
mod events;
mod hall;
mod laws;
mod measures;
pub mod text;
pub mod worked;

pub use measures::{Measures, board_of};

use hall::{Doing, Hall, Stage};
use zeitnot::model::{Exhibition, Happening};

/// Everything that happened, with the instant in nanoseconds, in order.
pub type Trajectory = Vec<(u64, Happening)>;

/// More happenings than any test has: a run that gets this far never ends.
const FAR_TOO_MANY: usize = 10_000_000;

/// Plays an exhibition to its end.
///
/// `oracle` is shown the list of ready boards when `RandomReady` chooses, and answers with a place in it.
pub fn play(exhibition: &Exhibition, oracle: impl FnMut(&[usize]) -> usize) -> (Trajectory, Measures) {
    let mut hall = Hall::new(exhibition, oracle);
    let horizon = exhibition.horizon.map(zeitnot::time::Duration::as_ns);
    loop {
        if horizon == Some(hall.now) {
            return hall.close();
        }
        hall.live_through_the_instant();
        if hall.is_at_its_end() {
            return hall.close();
        }
        hall.count_the_tick();
        hall.now += 1;
    }
}

impl<O: FnMut(&[usize]) -> usize> Hall<'_, O> {
    /// All that happens at this instant (§5).
    fn live_through_the_instant(&mut self) {
        while !self.is_at_its_end() {
            assert!(self.happenings.len() < FAR_TOO_MANY, "time stands still at {}", self.now);
            if let Some(board) = (0..self.boards.len()).find(|&board| self.has_event_of_opponent(board)) {
                self.event_of_opponent(board);
            } else if let Some(master) = (0..self.masters.len()).find(|&master| self.has_event_of_master(master)) {
                self.event_of_master(master);
            } else if !self.free_masters_choose() {
                return;
            }
        }
    }

    /// Whether the last game is over; with a horizon, that is not the end (§11).
    fn is_at_its_end(&self) -> bool {
        self.exhibition.horizon.is_none() && self.boards.iter().all(|board| board.stage == Stage::Over)
    }

    /// Every free master in order chooses, if there is anything to choose. Returns whether any did.
    fn free_masters_choose(&mut self) -> bool {
        let mut anyone = false;
        for master in 0..self.masters.len() {
            if self.masters[master].doing == Doing::Nothing
                && let Some(board) = self.choose()
            {
                self.set_out(master, board);
                anyone = true;
            }
        }
        anyone
    }

    /// Counts the nanosecond that begins now, in which nothing changes any more.
    fn count_the_tick(&mut self) {
        self.measures.count_the_tick(self.now, &self.boards, &self.masters);
    }

    fn close(mut self) -> (Trajectory, Measures) {
        self.measures.close(self.now);
        (self.happenings, self.measures)
    }
}
