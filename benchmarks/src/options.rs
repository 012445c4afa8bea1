//! What the programs do with their arguments.

/// The arguments, without the one that Cargo adds.
pub fn arguments() -> impl Iterator<Item = String> {
    std::env::args().skip(1).filter(|argument| argument != "--bench")
}

/// Prints the help, after a problem if there is one, and ends the program.
pub fn help(help: &str, problem: Option<&str>) -> ! {
    let Some(problem) = problem else {
        print!("{help}");
        std::process::exit(0);
    };
    eprint!("{problem}\n\n{help}");
    std::process::exit(2)
}
