//! The `zeitnot` command, built as the benchmarks are.

fn main() -> std::process::ExitCode {
    zeitnot::cli::main()
}
