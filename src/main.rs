//! The `zeitnot` command. The code is in [`zeitnot::cli`].

fn main() -> std::process::ExitCode {
    zeitnot::cli::main()
}
