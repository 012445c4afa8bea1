//! What charts call a varied setting: words where they are known, else its path.

use super::Sweep;

/// What a setting is, in words; `None` if only its path says it. Groups have names if there are several.
pub(super) fn words(path: &str, sweep: &Sweep<'_>) -> Option<String> {
    let (owner, rest) = path.split_once(['.', '[']).unwrap_or((path, ""));
    match owner {
        "boards" if rest.is_empty() => Some("boards".to_owned()),
        "warm_up" if rest.is_empty() => Some("warm-up".to_owned()),
        "master" => of_the_master(rest),
        "opponents" => of_a_group(rest, sweep),
        _ => None,
    }
}

fn of_the_master(field: &str) -> Option<String> {
    match field {
        "count" => Some("masters".to_owned()),
        _ => time(field, "think", "master's think time"),
    }
}

/// `rest` is the path after `opponents`: `hobbyist.count`, or `0].count`.
fn of_a_group(rest: &str, sweep: &Sweep<'_>) -> Option<String> {
    let (group, field) = rest.split_once('.')?;
    let name = match group.strip_suffix(']') {
        Some(index) => sweep.groups.get(index.parse::<usize>().ok()?)?,
        None => sweep.groups.iter().find(|name| *name == group)?,
    };
    let of_which = if sweep.groups.len() > 1 { format!(" ({name})") } else { String::new() };
    let words = match field {
        "count" => Some("opponents".to_owned()),
        "moves" => Some("moves of a game".to_owned()),
        "patience" => Some("opponents' patience".to_owned()),
        _ => time(field, "think", "opponents' think time")
            .or_else(|| time(field, "master_think", "master's think time against them")),
    };
    words.map(|words| words + &of_which)
}

/// A time, or a parameter of its distribution: `mean of the master's think time`.
fn time(field: &str, name: &str, words: &str) -> Option<String> {
    let parameter = field.strip_prefix(name)?;
    if parameter.is_empty() {
        return Some(words.to_owned());
    }
    let parameter = parameter.strip_prefix('.')?;
    let is_one = parameter.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    is_one.then(|| format!("{parameter} of the {words}"))
}
