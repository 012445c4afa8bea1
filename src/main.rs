//! The `zeitnot` command. All it does is in [`zeitnot::cli`].

fn main() -> std::process::ExitCode {
    zeitnot::cli::main()
}
