//! The memory of this process, as reported by the system.

use std::fs;

/// The most that the process has held so far, in KiB.
pub fn peak_kib() -> Option<u64> {
    status_kib("VmHWM:")
}

/// What it holds now, in KiB.
pub fn resident_kib() -> Option<u64> {
    status_kib("VmRSS:")
}

/// Linux reports it; other systems have no such file.
fn status_kib(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse().ok()
}
