//! The `zeitnot` command, built as the benchmarks are. With the variable `USAGE` it ends with a line on stderr: processor
//! time in seconds, and peak memory in KiB if the system knows it.

use zeitnot_benchmarks::usage::{USAGE, Usage};

fn main() -> std::process::ExitCode {
    let code = zeitnot::cli::main();
    if std::env::var_os(USAGE).is_some() {
        eprintln!("{}", Usage::of_this_process());
    }
    code
}
