//! Work that is stopped early: Ctrl-C, the end of `--max-time`, and the messages about it.

pub(super) mod interrupt;
pub(super) mod stopped;
