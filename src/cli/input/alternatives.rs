//! Alternatives to a baseline: other files, and the baseline with other settings.

use super::load::{all, scenario, templates};
use crate::cli::arguments::{Alternative, ScenarioOptions};
use crate::cli::failure::{Failure, note};
use crate::scenario::{Diagnostics, Scenario, Template};

/// The names of the alternatives, and the scenarios: baseline, then alternatives. All have the same seed, so they use
/// common random numbers.
///
/// # Errors
/// The errors in any of them.
pub(in crate::cli) fn beside(
    options: &ScenarioOptions,
    alternatives: &[Alternative],
) -> Result<(Vec<String>, Vec<Scenario>), Failure> {
    let changes = &options.changes;
    let files = templates(&options.files, changes)?;
    let baseline = all(files[..1].iter().map(|file| scenario(file, changes.seed)))?;
    // With another seed the random numbers would not be common.
    let seed = baseline[0].seed;
    let rivals = all(files[1..].iter().map(Template::scenario))?;
    if changes.seed.is_none() && rivals.iter().any(|rival| rival.seed != seed) {
        note(&format!("all are played from the baseline's seed {seed}"));
    }
    let rivals = rivals.into_iter().map(|rival| Scenario { seed, ..rival });
    let names = options.files[1..].iter().map(|file| file.display().to_string());
    let with = |alternative: &Alternative| -> Result<Scenario, Diagnostics> {
        let settings = &alternative.settings;
        files[0].none_replaced(settings)?;
        let template = files[0].with_all(settings)?;
        let own_seed = settings.iter().any(|setting| setting.path() == "seed");
        scenario(&template, (!own_seed).then_some(seed))
    };
    let others = all(alternatives.iter().map(with))?;
    let names = names.chain(alternatives.iter().map(|alternative| alternative.text.clone())).collect();
    Ok((names, baseline.into_iter().chain(rivals).chain(others).collect()))
}

/// What a run of one of these scenarios, counted from the baseline, is called: its title, what was changed in it, and
/// which replication (counted from 1) it is, unless it is the first.
pub(in crate::cli) fn run_title(
    options: &ScenarioOptions,
    alternatives: &[Alternative],
    index: usize,
    scenario: &Scenario,
    replication: u64,
) -> String {
    let set = options.changes.settings.iter().map(ToString::to_string);
    let with = index.checked_sub(options.files.len()).map(|index| alternatives[index].text.clone());
    let changes: Vec<_> = set.chain(with).collect();
    let with = if changes.is_empty() { String::new() } else { format!(", with {}", changes.join(", ")) };
    let replication = if replication == 1 { String::new() } else { format!(", replication {replication}") };
    format!("{}{with}{replication}", scenario.title)
}
