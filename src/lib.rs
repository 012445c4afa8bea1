//! Zeitnot: how long will it take, and what would change that?
//!
//! A discrete-event simulator of simultaneous exhibitions: masters walk from board to board while their opponents
//! think. The same model describes an event loop with its tasks, or a queue with a finite source. Virtual time is exact
//! to the nanosecond.
//!
//! # Play
//!
//! A scenario is a text. You read and check it once, and then play it any number of times.
//!
//! ```
//! use zeitnot::{model::Simulator, scenario::Scenario};
//!
//! let text = r#"Scenario(
//!     master: (think: Constant("5s")),
//!     opponents: [(name: "hobbyist", count: 12, think: Constant("60s"), moves: Exactly(10))],
//! )"#;
//! let scenario = Scenario::from_text("station.ron", text, None)?;
//! let mut simulator = Simulator::new(&scenario.exhibition)?;
//! let outcome = simulator.play(scenario.seed, 0)?;
//! assert_eq!(outcome.makespan.to_string(), "11m45s");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Observe
//!
//! An [observer](engine::Observer) receives everything that happens, and never changes the run.
//!
//! ```
//! use zeitnot::engine::Observer;
//! use zeitnot::model::{Happening, Simulator};
//! use zeitnot::time::Instant;
//! # use zeitnot::scenario::Scenario;
//! # let text = r#"Scenario(
//! #     master: (think: Constant("5s")),
//! #     opponents: [(name: "hobbyist", count: 12, think: Constant("60s"), moves: Exactly(10))],
//! # )"#;
//! # let scenario = Scenario::from_text("station.ron", text, None)?;
//!
//! /// When which game was over.
//! #[derive(Default)]
//! struct GamesOver(Vec<(Instant, u32)>);
//!
//! impl Observer<Happening> for GamesOver {
//!     fn observe(&mut self, now: Instant, happening: &Happening) {
//!         if let Happening::GameOver { board, .. } = *happening {
//!             self.0.push((now, board));
//!         }
//!     }
//! }
//!
//! let mut over = GamesOver::default();
//! let mut simulator = Simulator::new(&scenario.exhibition)?;
//! simulator.observe(scenario.seed, 0, &mut over)?;
//! assert_eq!(over.0.len(), 12);
//! assert_eq!(over.0[0].0.since(Instant::START).to_string(), "10m50s");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Compare
//!
//! The same seed and replication give each opponent the same think times, whatever the rest of the exhibition is. So
//! two ways to play are compared pair by pair, and their difference is known much more precisely than each of them.
//!
//! ```
//! use zeitnot::model::{Simulator, Visit};
//! use zeitnot::scenario::Scenario;
//! use zeitnot::stats::{ConfidenceInterval, Tally};
//!
//! let text = r#"Scenario(
//!     master: (think: Constant("5s")),
//!     opponents: [(count: 12, think: LogNormal(mean: "60s", sd: "40s"), moves: Exactly(10))],
//! )"#;
//! let scenario = Scenario::from_text("station.ron", text, None)?;
//! let mut all_at_once = Simulator::new(&scenario.exhibition)?;
//! let mut exhibition = scenario.exhibition.clone();
//! exhibition.visit = Visit::Sequential;
//! let mut one_at_a_time = Simulator::new(&exhibition)?;
//!
//! let mut saved_s = Tally::default();
//! for replication in 0..100 {
//!     let slow = one_at_a_time.play(scenario.seed, replication)?.makespan;
//!     let fast = all_at_once.play(scenario.seed, replication)?.makespan;
//!     saved_s.record(slow.as_secs_f64() - fast.as_secs_f64());
//! }
//! let saved_s = ConfidenceInterval::of_mean(&saved_s, 0.95).expect("more than one replication");
//! assert!(saved_s.low() > 6_700.0 && saved_s.high() < 7_000.0, "{saved_s:?}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Errors
//!
//! Errors in a scenario come with their place, and with what to write instead:
//!
//! ```
//! # use zeitnot::scenario::Scenario;
//! let wrong = Scenario::from_text("wrong.ron", "Scenario(sed: 7)", None).unwrap_err();
//! assert!(wrong.to_string().contains("did you mean `seed`?"));
//! ```
//!
//! # Map
//! A module uses only those above it in this table.
//!
//! | module | what it is |
//! |---|---|
//! | [`time`] | instants, durations, and how they are written |
//! | [`engine`] | the event-scheduling executive, and random streams; independent of chess |
//! | [`stats`] | output analysis: means, quantiles, confidence intervals |
//! | [`model`] | the exhibition: opponents, masters, visiting policies, measures |
//! | [`replicate`] | playing replications on several threads, in a fixed order; stopping them |
//! | [`trace`] | the activities of masters and boards: spans, and shares of columns of time |
//! | `document` | RON texts as trees with places: for scenarios, studies and laws |
//! | [`scenario`] | scenario files: RON in, a checked [`model::Exhibition`] out |
//! | [`formula`] | results of queueing theory and plain sums, with their assumptions |
//! | [`experiment`] | results of independent replications: summaries, comparisons, analyses |
//! | `strategies` | random exhibitions for property tests of your own; needs the feature `proptest` |
//!
//! The command `zeitnot` is in this package as well. It needs the feature `cli`, which is on by default. A program that
//! only needs the library sets `default-features = false` and builds much faster. Items that only the command needs are
//! not shown here; they can change with any version.
//!
//! Rules, design and measures are described in `docs/`.

mod cells;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod count;
#[doc(hidden)]
pub mod document;
pub mod engine;
pub mod experiment;
#[doc(hidden)]
pub mod expression;
#[cfg(feature = "study")]
#[doc(hidden)]
pub mod file;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod fit;
pub mod formula;
#[cfg(feature = "study")]
#[doc(hidden)]
pub mod journal;
#[cfg(feature = "study")]
#[doc(hidden)]
pub mod law;
#[doc(hidden)]
pub mod line;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod measured;
pub mod model;
#[cfg(feature = "playback")]
#[doc(hidden)]
pub mod playback;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod program;
pub mod replicate;
#[cfg(feature = "cli")]
mod report;
pub mod scenario;
pub mod stats;
#[cfg(any(test, feature = "proptest"))]
pub mod strategies;
#[cfg(feature = "study")]
#[doc(hidden)]
pub mod study;
pub mod time;
pub mod trace;

/// The README's Rust examples, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The examples of the page on formulas.
#[cfg(doctest)]
#[doc = include_str!("../docs/formulas.md")]
struct FormulasPage;

/// The example of the page on seeking.
#[cfg(doctest)]
#[doc = include_str!("../docs/seek.md")]
struct SeekPage;
