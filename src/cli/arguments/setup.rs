//! The arguments of the commands for installation: `completions` and `man`.

use clap::Args;
use clap_complete::Shell;
use std::path::PathBuf;

/// Print a shell script that completes commands and options
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  zeitnot completions bash > ~/.local/share/bash-completion/completions/zeitnot
  zeitnot completions fish > ~/.config/fish/completions/zeitnot.fish")]
pub(in crate::cli) struct CompletionsOptions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Write the man pages of zeitnot and its commands
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  zeitnot man ~/.local/share/man/man1 && man zeitnot-run")]
pub(in crate::cli) struct ManOptions {
    /// The folder to write them to; it is created if it does not exist, and existing files are not overwritten
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}
