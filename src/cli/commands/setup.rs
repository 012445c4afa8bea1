//! `zeitnot completions` and `zeitnot man`, for installation.

use crate::cli::arguments::{Arguments, CompletionsOptions, ManOptions};
use crate::cli::failure::Failure;
use crate::cli::output::destination::{check_folder, create_or_find};
use clap::Command;
use clap_mangen::Man;
use std::io::{Write, stdout};
use std::process::ExitCode;
use std::{fs, io};

pub(in crate::cli) fn completions(options: &CompletionsOptions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::declared(), "zeitnot", &mut script);
    let mut out = stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

pub(in crate::cli) fn man(options: &ManOptions) -> Result<ExitCode, Failure> {
    check_folder(&options.folder)?;
    fs::create_dir_all(&options.folder).map_err(|error| Failure::cant_write(&options.folder, &error))?;
    for (name, page) in pages()? {
        create_or_find(&options.folder.join(name), &page)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// All pages with their file names: first that of `zeitnot`, then those of its commands.
fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut zeitnot = Arguments::declared().disable_help_subcommand(true);
    zeitnot.build();
    let commands = zeitnot.get_subcommands().filter(|command| !command.is_hide_set());
    [&zeitnot].into_iter().chain(commands).map(page).collect()
}

fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    // The commands have no version of their own, and `zeitnot`'s long one is more than a footer holds.
    let source = concat!("zeitnot ", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command.clone()).source(source).manual("Zeitnot");
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((page.get_filename(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_that_names_its_options() {
        let pages = pages().unwrap();
        let text = |name: &str| {
            let (_, text) = pages.iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("{name}: {pages:?}"));
            String::from_utf8(text.clone()).unwrap()
        };
        assert!(text("zeitnot.1").contains(r"zeitnot\-sweep(1)"));
        let sweep = text("zeitnot-sweep.1");
        assert!(sweep.contains(r"\-\-vary"), "{sweep}");
        assert!(sweep.contains(env!("CARGO_PKG_VERSION")), "{sweep}");
        assert!(!pages.iter().any(|(name, _)| name == "zeitnot-man.1" || name == "zeitnot-help.1"));
    }
}
