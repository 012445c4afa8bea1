//! "Did you mean …?"

/// The name that `wrong` was probably meant to be.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wrong.to_lowercase();
    names
        .into_iter()
        .map(|name| (likeness(&lower, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.75)
        // Of equally likely ones the first: `waiting_mean` before `waiting_q99`.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, name)| name)
}

/// From 0, nothing in common, to 1, the same. A swap of neighbours is one slip, not two.
fn likeness(a: &str, b: &str) -> f64 {
    let slips = strsim::normalized_damerau_levenshtein(a, b);
    // A correct beginning counts more than its length: `exp` is `Exponential`.
    if a.len() >= 3 && b.starts_with(a) { slips.max(0.8) } else { slips.max(strsim::jaro_winkler(a, b) - 0.1) }
}

/// What advice in messages takes of a line of 80 columns.
const WIDTH: usize = 68;

/// Advice for `wrong` written instead of one of `names`: "did you mean `…`?", or else the list of all names, introduced
/// as "the `what` are".
pub fn one_of<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str> + Clone, what: &str) -> String {
    if let Some(name) = nearest(wrong, names.clone()) {
        return format!("did you mean `{name}`?");
    }
    let names: Vec<String> = names.into_iter().take(40).map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => format!("there are no {what}"),
        [only] => format!("there is only {only}"),
        _ => in_lines(&format!("the {what} are"), &names),
    }
}

/// An introduction and names, with commas between them: a long list begins on a line of its own and has several.
fn in_lines(introduction: &str, names: &[String]) -> String {
    let line = format!("{introduction} {}", names.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let (mut lines, mut length) = (introduction.to_owned(), WIDTH);
    for (index, name) in names.iter().enumerate() {
        let comma = if index + 1 < names.len() { "," } else { "" };
        if length + name.len() + 2 > WIDTH {
            lines.push_str("\n  ");
            length = 2;
        } else {
            lines.push(' ');
            length += 1;
        }
        lines.extend([name, comma]);
        length += name.len() + comma.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equally_likely_names_the_first_is_meant() {
        assert_eq!(
            nearest("waiting", ["makespan", "waiting_mean", "waiting_max", "waiting_q99"]),
            Some("waiting_mean")
        );
        assert_eq!(nearest("makspan", ["moves", "makespan"]), Some("makespan"));
        assert_eq!(nearest("xyz", ["moves"]), None);
    }

    #[test]
    fn a_long_list_has_several_lines() {
        assert_eq!(one_of("x", ["moves", "events"], "measures"), "the measures are `moves`, `events`");
        let names: Vec<_> = (0..20).map(|number| format!("measure_{number}")).collect();
        let told = one_of("x", names.iter().map(String::as_str), "measures");
        let (first, rest) = told.split_once('\n').unwrap();
        assert_eq!(first, "the measures are");
        assert!(rest.lines().count() > 2 && told.lines().all(|line| line.len() <= WIDTH), "{told}");
        assert!(rest.starts_with("  `measure_0`, `measure_1`,") && rest.ends_with(", `measure_19`"), "{told}");
    }
}
