//! Texts that are cut, or broken into lines, to fit the room there is.

use std::collections::{BTreeMap, BTreeSet};

/// A text of at most `most` characters, without its end if it is longer.
pub(super) fn without_end(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// A text of at most `most` characters, without its beginning if it is longer: the end of a path says more.
pub(super) fn without_beginning(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    std::iter::once('…').chain(text.chars().skip((length + 1).saturating_sub(most))).collect()
}

/// Names of at most `most` characters that differ where the whole names do: what a long one shares with the name most
/// like it is left out in the middle. If they can't be told apart this way, the whole names.
pub(super) fn distinct(names: &[String], most: usize) -> Vec<String> {
    let mut whole: Vec<&String> = names.iter().collect();
    whole.sort_unstable();
    whole.dedup();
    let short = |name: &String| if name.chars().count() > most { told_apart(name, &whole, most) } else { name.clone() };
    let short: BTreeMap<&String, String> = whole.iter().map(|name| (*name, short(name))).collect();
    let different: BTreeSet<&String> = short.values().collect();
    if different.len() < whole.len() { names.to_vec() } else { names.iter().map(|name| short[name].clone()).collect() }
}

/// A long name with the place where it differs from the name most like it.
fn told_apart(name: &str, names: &[&String], most: usize) -> String {
    let shared = |other: &&String| name.chars().zip(other.chars()).take_while(|(here, there)| here == there).count();
    let shared = names.iter().filter(|other| **other != name).map(shared).max().unwrap_or(0);
    if shared + 1 < most {
        return without_end(name, most);
    }
    let letters: Vec<char> = name.chars().collect();
    let head = most / 3;
    let room = most - head - 1;
    // From the word that differs, or from further left if there is room.
    let word = (0..=shared.min(letters.len() - 1))
        .rev()
        .find(|at| matches!(letters[*at], ' ' | ',' | '('))
        .map_or(0, |at| at + 1);
    let from = if shared - word < room / 2 { word } else { shared };
    let from = from.min(letters.len().saturating_sub(room)).max(head);
    let tail: String = letters[from..].iter().collect();
    letters[..head].iter().chain(['…'].iter()).collect::<String>() + &without_end(&tail, room)
}

/// A text in lines of at most `columns` characters, the first behind `head`, the others as far in.
pub(super) fn wrapped(head: &str, text: &str, columns: usize) -> String {
    hanging(head, head.chars().count(), text, columns)
}

/// The same, with another `indent` of the other lines.
pub(super) fn hanging(head: &str, indent: usize, text: &str, columns: usize) -> String {
    let (mut lines, mut column) = (head.to_owned(), head.chars().count());
    for (index, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if index > 0 && column + 1 + length > columns {
            lines.truncate(lines.trim_end_matches(' ').len());
            lines.push('\n');
            lines.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else if index > 0 {
            lines.push(' ');
            column += 1;
        }
        lines += word;
        column += length;
    }
    lines
}

/// An indented text in lines of at most 78 characters.
pub(super) fn paragraph(indent: &str, text: &str) -> String {
    wrapped(indent, text, 78)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(names: &[&str], most: usize) -> Vec<String> {
        distinct(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), most)
    }

    #[test]
    fn names_are_shortened_where_they_do_not_differ() {
        let names = ["LogNormal(mean: 5s, sd: 10s)", "LogNormal(mean: 5s, sd: 2s)", "Constant(5s)"];
        assert_eq!(short(&names, 16), ["LogNo…, sd: 10s)", "LogNo…s, sd: 2s)", "Constant(5s)"]);
        assert_eq!(short(&names, 40), names);
        let early = ["Uniform(1s, 100s) and a long end", "Uniform(2s, 100s) and a long end"];
        assert_eq!(short(&early, 16), ["Uniform(1s, 100…", "Uniform(2s, 100…"]);
        let middle = ["Uniform(min: 100s, max: 200s) and a long end", "Uniform(min: 100s, max: 201s) and a long end"];
        let texts = short(&middle, 16);
        assert!(texts[0] != texts[1] && texts.iter().all(|text| text.chars().count() <= 16), "{texts:?}");
    }

    #[test]
    fn equal_names_stay_equal_and_hopeless_ones_whole() {
        assert_eq!(short(&["abcdefgh", "abcdefgh"], 4), ["abc…", "abc…"]);
        let names =
            ["aaaaaaaaaa1aaaaaaaaaa2", "aaaaaaaaaa1aaaaaaaaaa3", "aaaaaaaaaa4aaaaaaaaaa2", "aaaaaaaaaa4aaaaaaaaaa3"];
        let texts = short(&names, 8);
        assert!((0..4).all(|at| !texts[..at].contains(&texts[at])), "{texts:?}");
    }

    #[test]
    fn either_end_can_be_left_out() {
        assert_eq!([without_end("abcdef", 4), without_beginning("abcdef", 4)], ["abc…", "…def"]);
        assert_eq!([without_end("abcd", 4), without_beginning("abcd", 4)], ["abcd", "abcd"]);
    }
}
