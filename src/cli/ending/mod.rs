//! How work ends before it is done: Ctrl-C, the end of `--max-time`, and what is said then.

pub(super) mod interrupt;
pub(super) mod stopped;
