//! Prepared exhibitions: the only place where simulators are set up.

use super::{PlayError, Player, Source, Stop};
use crate::engine::Observer;
use crate::model::{Exhibition, Halt, Happening, InvalidExhibition, Outcome, QueueKind, Simulator};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Outcomes that are known before anything is played.
pub trait Known: Send + Sync {
    /// Those of `replications`, from the first on and as far as they are known without a gap.
    fn outcomes(&self, replications: Range<u64>) -> Vec<Outcome>;

    /// The first of `replications` after their first one from which outcomes are known again, or their end if there is
    /// none.
    fn next_known(&self, replications: Range<u64>) -> u64;
}

/// An exhibition with its seed and limits, ready to be played on any number of threads.
#[derive(Clone)]
pub struct Prepared {
    /// It never plays, so its copies are small.
    prototype: Simulator,
    seed: u64,
    label: String,
    stop: Stop,
    known: Option<Arc<dyn Known>>,
}

impl Prepared {
    /// Prepares an exhibition. `seed` is the seed of all random numbers; errors call the exhibition `label`; once
    /// `stop` is raised, its replications end soon.
    ///
    /// # Errors
    /// [`PlayError::Problems`] if the exhibition is invalid.
    pub fn new(exhibition: &Exhibition, seed: u64, label: impl Into<String>, stop: &Stop) -> Result<Self, PlayError> {
        let label = label.into();
        match Simulator::new(exhibition) {
            Ok(mut prototype) => {
                prototype.interrupt_by(stop.flag());
                Ok(Self { prototype, seed, label, stop: stop.clone(), known: None })
            }
            Err(InvalidExhibition { problems }) => Err(PlayError::Problems { label, problems }),
        }
    }

    /// The same, but a replication with more events than this is an error: see [`Simulator::limit_events`].
    #[must_use]
    pub fn limit_events(mut self, events: u64) -> Self {
        self.prototype.limit_events(events);
        self
    }

    /// The same, with this event queue: see [`Simulator::use_queue`].
    #[must_use]
    pub fn use_queue(mut self, kind: QueueKind) -> Self {
        self.prototype.use_queue(kind);
        self
    }

    /// The same, where outcomes that are known are not played.
    #[must_use]
    pub fn knowing(self, known: Arc<dyn Known>) -> Self {
        Self { known: Some(known), ..self }
    }

    /// Its name in errors.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The only simulator, if no more are needed.
    #[must_use]
    pub fn into_seat(self) -> Seat {
        Seat { simulator: self.prototype, seed: self.seed }
    }

    /// A simulator for one thread.
    #[must_use]
    pub fn seat(&self) -> Seat {
        Seat { simulator: self.prototype.clone(), seed: self.seed }
    }
}

impl Source for Prepared {
    type Player = Seat;
    type Error = PlayError;

    fn player(&self) -> Seat {
        self.seat()
    }

    fn halted(&self, replication: u64, halt: Halt) -> PlayError {
        match (halt, self.stop.cause()) {
            (Halt::Interrupted { .. }, Some(cause)) => PlayError::Stopped(cause),
            _ => PlayError::Halted { label: self.label.clone(), replication, halt },
        }
    }

    fn stored(&self, replications: Range<u64>) -> Result<Vec<Outcome>, PlayError> {
        Ok(self.known.as_ref().map_or_else(Vec::new, |known| known.outcomes(replications)))
    }

    fn next_stored(&self, replications: Range<u64>) -> Result<u64, PlayError> {
        Ok(self.known.as_ref().map_or(replications.end, |known| known.next_known(replications)))
    }
}

/// A simulator with its seed, for one thread.
#[derive(Clone)]
pub struct Seat {
    simulator: Simulator,
    seed: u64,
}

impl Seat {
    /// Plays a replication, watched by an observer, which changes nothing.
    ///
    /// # Errors
    /// If the replication does not finish.
    pub fn observe<O: Observer<Happening>>(&mut self, replication: u64, observer: &mut O) -> Result<&Outcome, Halt> {
        self.simulator.observe(self.seed, replication, observer)
    }
}

impl Player for Seat {
    fn play(&mut self, replication: u64) -> Result<&Outcome, Halt> {
        self.simulator.play(self.seed, replication)
    }

    fn play_batch<B>(
        &mut self,
        replications: Range<u64>,
        take: impl FnMut(u64, &Outcome) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, (u64, Halt)> {
        self.simulator.play_batch(self.seed, replications, take)
    }
}
