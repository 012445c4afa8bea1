//! The commands: one file for each, with its name. Each checks its arguments, has the work done, and prints the result.
//!
//! [`carry_out`] is what `sweep` and `study` have in common, [`preview`] their `--dry-run`, [`share`]
//! their `--shard` and `--missing`.

mod carry_out;
pub(super) mod check;
pub(super) mod compare;
pub(super) mod emit;
pub(super) mod explain;
pub(super) mod fit;
pub(super) mod new;
mod preview;
pub(super) mod run;
pub(super) mod seek;
pub(super) mod sensitivity;
pub(super) mod setup;
mod share;
pub(super) mod show;
pub(super) mod study;
pub(super) mod sweep;
pub(super) mod timeline;
pub(super) mod validate;
