//! Zeitnot: how long will it take, and what would change that?
//!
//! A discrete-event simulator of simultaneous exhibitions: masters walk from board to board while their opponents think. That is
//! also an event loop with its tasks, or a queue with a finite source. Virtual time is exact to the nanosecond.
//!
//! ```
//! use zeitnot::{model::Simulator, scenario::Scenario};
//!
//! let text = r#"Scenario(
//!     master: (think: Constant("5s")),
//!     opponents: [(name: "hobbyist", count: 12, think: Constant("60s"), moves: Exactly(10))],
//! )"#;
//! let scenario = Scenario::from_text("station.ron", text, None).unwrap();
//! let mut simulator = Simulator::new(&scenario.exhibition).unwrap();
//! let outcome = simulator.play(scenario.seed, 0).unwrap();
//! assert_eq!(outcome.makespan.to_string(), "11m45s");
//! ```
//!
//! What goes wrong in a scenario is told with its place, and with what to write instead:
//!
//! ```
//! # use zeitnot::scenario::Scenario;
//! let wrong = Scenario::from_text("wrong.ron", "Scenario(sed: 7)", None).unwrap_err();
//! assert!(wrong.to_string().contains("did you mean `seed`?"));
//! ```
//!
//! # Map
//! From below; a module uses only those above it in this table.
//!
//! | module | what it is |
//! |---|---|
//! | [`count`] | counts as people read them |
//! | [`time`] | instants, durations, and how they are written |
//! | [`engine`] | the event-scheduling executive, and random streams; knows nothing of chess |
//! | [`stats`] | output analysis: means, quantiles, confidence intervals |
//! | [`model`] | the exhibition: opponents, masters, visiting policies, measures |
//! | [`scenario`] | scenario files: RON in, a checked [`model::Exhibition`] out |
//! | [`expression`] | exact expressions over settings and measures, such as `P(makespan <= 2h) >= 95%` |
//! | [`formula`] | what queueing theory and plain sums say about an exhibition, with their assumptions |
//! | [`experiment`] | independent replications on several threads, and their summary |
//! | [`journal`] | outcomes kept in a folder, so that long work survives |
//! | [`study`] | studies: what is varied, from the command line or a file, and playing it |
//! | [`law`] | laws: claims, tested on thousands of cases |
//! | [`report`] | tables, JSON, CSV, the log |
//! | [`cli`] | the command line |
//! | `strategies` | random exhibitions for property tests of your own; with the feature `proptest` |
//!
//! Rules, design and measures are described in `docs/`.

pub mod cli;
pub mod count;
pub mod engine;
pub mod experiment;
pub mod expression;
pub mod formula;
pub mod journal;
pub mod law;
pub mod model;
pub mod report;
pub mod scenario;
pub mod stats;
#[cfg(any(test, feature = "proptest"))]
pub mod strategies;
pub mod study;
pub mod time;

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
