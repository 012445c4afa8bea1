//! The canary: the outcomes of this build for a small exhibition that uses every feature.
//!
//! Two builds of one version may draw differently: because of a change in progress, another compiler, or another
//! mathematical library. Then their outcomes must not be mixed in one journal, so its facts contain the canary's
//! digest.

use super::block;
use crate::replicate::{Player, Prepared, Stop};
use crate::scenario::{Setting, Template};
use std::sync::OnceLock;
use xxhash_rust::xxh3::Xxh3Default;

const SCENARIO: &str = include_str!("canary.ron");
/// Its settings, one after another: each policy, and the other way of walking.
const SETTINGS: [&str; 10] = [
    "visit=Sequential",
    "visit=Cyclic",
    "visit=CyclicSkip",
    "visit=FirstReady",
    "visit=LastReady",
    "visit=RandomReady",
    "visit=FewestMovesLeft",
    "visit=MostMovesLeft",
    "visit=GroupOrder",
    "walk=PerBoard(Constant(\"1s\"))",
];
/// The replications of each: enough draws to reach rare branches of drawing.
const REPLICATIONS: u64 = 3;

/// A digest of the canary's outcomes. It is played once for each process.
pub(super) fn digest() -> u64 {
    static DIGEST: OnceLock<u64> = OnceLock::new();
    *DIGEST.get_or_init(|| played(&SETTINGS))
}

/// A digest of the outcomes with each of these settings. A part that can't be played also changes the digest.
fn played(settings: &[&str]) -> u64 {
    let mut digest = Xxh3Default::new();
    let Ok(template) = Template::from_text("canary.ron", SCENARIO, None) else { return 0 };
    for setting in settings {
        let scenario =
            setting.parse::<Setting>().ok().and_then(|setting| template.with(&setting).ok()?.scenario().ok());
        let Some(scenario) = scenario else { continue };
        let prepared = Prepared::new(&scenario.exhibition, scenario.seed, "canary", &Stop::new());
        let Ok(mut seat) = prepared.map(Prepared::into_seat) else { continue };
        for replication in 0..REPLICATIONS {
            if let Ok(outcome) = seat.play(replication) {
                block::each_number(outcome, |number| digest.update(&number.to_le_bytes()));
            }
        }
    }
    digest.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_played_and_counts() {
        for setting in SETTINGS {
            let template = Template::from_text("canary.ron", SCENARIO, None).unwrap();
            let scenario = template.with(&setting.parse().unwrap()).unwrap().scenario().unwrap();
            let prepared = Prepared::new(&scenario.exhibition, scenario.seed, setting, &Stop::new());
            let mut seat = prepared.unwrap().into_seat();
            (0..REPLICATIONS).for_each(|replication| drop(seat.play(replication).unwrap().clone()));
        }
        for left_out in SETTINGS {
            let fewer: Vec<_> = SETTINGS.into_iter().filter(|setting| *setting != left_out).collect();
            assert_ne!(played(&fewer), digest(), "{left_out}");
        }
        assert_eq!(played(&SETTINGS), digest());
    }

    /// The page on scenarios has a row for each distribution, and a list of the policies and of the ways to arrive.
    #[test]
    fn nothing_that_a_scenario_may_say_is_left_out() {
        let page = include_str!("../../docs/scenario.md");
        let is_name = |c: char| c.is_ascii_alphabetic();
        let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
        let distributions = rows.filter(|row| row.starts_with(|c: char| c.is_ascii_uppercase()) && row.contains('('));
        let lists = page.lines().filter(|line| {
            ["**`moves`**", "**`arrive`**", "**`walk`**", "**`visit`**"].iter().any(|list| line.starts_with(list))
        });
        let listed = lists
            .flat_map(|line| line.split(" · "))
            .filter_map(|part| part.split('`').rfind(|part| part.starts_with(|c: char| c.is_ascii_uppercase())));
        let words = distributions.chain(listed).map(|text| text.split(|c| !is_name(c)).next().unwrap());
        let all: Vec<_> = words.filter(|word| !["Scenario", "AtStart", "Endless"].contains(word)).collect();
        assert!(all.len() > 25, "{all:?}");
        let known = SCENARIO.to_owned() + &SETTINGS.join("\n");
        let missing: Vec<_> = all.into_iter().filter(|word| !known.contains(word)).collect();
        assert_eq!(missing, [""; 0]);
    }
}
