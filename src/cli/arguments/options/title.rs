//! The title of pictures: for the commands that draw some.

use clap::Args;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct TitleOptions {
    /// The title of the pictures that --chart draws, instead of the scenario's
    #[arg(long, value_name = "TEXT", requires = "charts")]
    title: Option<String>,
}

impl TitleOptions {
    /// The title that was asked for, or this one.
    pub fn or<'t>(&'t self, title: &'t str) -> &'t str {
        self.title.as_deref().unwrap_or(title)
    }

    /// The title that was asked for.
    pub fn asked(&self) -> Option<&str> {
        self.title.as_deref()
    }
}
