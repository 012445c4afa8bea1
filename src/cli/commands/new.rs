//! `zeitnot new`: a scenario to start with.

use crate::cli::arguments::{NewOptions, is_stdout};
use crate::cli::failure::Failure;
use crate::cli::output::destination::{create, note_written};
use std::io::Write;
use std::process::ExitCode;

const STARTER: &str = include_str!("starter.ron");

pub(in crate::cli) fn new(options: &NewOptions) -> Result<ExitCode, Failure> {
    if let Some(file) = options.file.as_deref().filter(|file| !is_stdout(file)) {
        create(file, STARTER.as_bytes())?;
        note_written(&[file]);
    } else {
        let mut out = anstream::stdout();
        out.write_all(STARTER.as_bytes())?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Visit;
    use crate::scenario::Scenario;
    use std::collections::HashSet;

    #[test]
    fn the_starter_is_valid() {
        let scenario = Scenario::from_text("starter.ron", STARTER, None).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(scenario.title, "Larry at South Station");
        assert_eq!(scenario.exhibition.opponents(), 12);
    }

    #[test]
    fn the_starter_shows_every_field_and_policy() {
        let in_full = Scenario::from_text("starter.ron", STARTER, None).unwrap().to_ron();
        let fields = in_full.match_indices(':').map(|(end, _)| {
            let before = &in_full[..end];
            let start = before.rfind(|c: char| !c.is_ascii_lowercase() && c != '_').map_or(0, |at| at + 1);
            format!("{}:", &before[start..])
        });
        let policies = Visit::ALL.map(|policy| policy.name().to_owned());
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
        let words: HashSet<_> = STARTER.split(|c| !is_word(c)).collect();
        let missing: Vec<_> = fields.chain(policies).filter(|word| !words.contains(word.as_str())).collect();
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn what_its_comments_offer_is_valid_too() {
        for (default, alternative) in [
            (r#"LogNormal(mean: "60s", sd: "40s")"#, r#"Triangular(min: "20s", mode: "50s", max: "2min")"#),
            (r#"LogNormal(mean: "60s", sd: "40s")"#, r#"Gamma(mean: "60s", sd: "40s")"#),
            (r#"LogNormal(mean: "60s", sd: "40s")"#, r#"Empirical(["45s", "70s"])"#),
            ("moves: Exactly(10)", "moves: Geometric(mean: 30)"),
            ("moves: Exactly(10)", "moves: Empirical([18, 25, 41])"),
            ("arrive: AtStart", r#"arrive: Every(Exponential(mean: "100s"))"#),
            ("patience: None", r#"patience: "2min""#),
            ("master_think: None", r#"master_think: Constant("8s")"#),
            ("boards: None", "boards: 8"),
            ("visit: FirstReady", "visit: GroupOrder"),
            ("walk: None", r#"walk: PerBoard(Constant("1s"))"#),
            ("    first_move: Opponent,\n", "    first_move: Master,\n"),
        ] {
            assert!(STARTER.contains(default), "{default}");
            let text = STARTER.replace(default, alternative);
            let result = Scenario::from_text("starter.ron", &text, None);
            assert!(result.is_ok(), "{alternative}\n{}", result.unwrap_err());
        }
    }
}
