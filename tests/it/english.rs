//! Plain English: turns of phrase that were rewritten once do not come back.
//!
//! Texts are read as words, across line ends and comment marks, so that a broken line hides nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// What to look through: files, and folders with all that is in them.
const PLACES: [&str; 7] = ["src", "docs", "scenarios", "laws", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// Words in a row, and what to write instead.
const PHRASES: [(&str, &str); 31] = [
    ("a further", "another"),
    ("by a hair", "just"),
    ("called off", "stopped"),
    ("came to no end", "did not finish"),
    ("clock on the wall", "wall-clock time"),
    ("comes to no end", "never ends"),
    ("covers the truth", "covers the true value with … % confidence"),
    ("from 0 on", "not negative"),
    ("from 1 on", "at least 1"),
    ("goes on where", "resumes where it left off"),
    ("group of nobody", "a group needs at least one opponent"),
    ("has a say", "are random"),
    ("has no say", "are not random"),
    ("is told", "is reported, is passed on"),
    ("are told", "are reported, are passed on"),
    ("left to chance", "random"),
    ("mend", "fix, repair"),
    ("mended", "fixed, repaired"),
    ("mending", "repairing"),
    ("mends", "fixes, repairs"),
    ("save it so", "save it that way"),
    ("so much time", "this much time"),
    ("sure at", "… % confidence"),
    ("tells from", "shows"),
    ("tells how", "says how"),
    ("tells of", "reports"),
    ("tells what", "says what"),
    ("tells where", "says where"),
    ("tells whether", "says whether"),
    ("tells which", "says which"),
    ("without a word", "and prints nothing"),
];

/// Two words, which are fine before one of these, and what to write instead.
const PAIRS: [(&str, &str, &[&str], &str); 4] = [
    ("is", "no", &[STOP, "fewer", "finer", "heavier", "less", "longer", "more", "need", "such", "wider"], "is not a"),
    ("are", "no", &[STOP, "fewer", "less", "longer", "more", "such"], "are not"),
    ("so", "many", &["that"], "this many, N, at most"),
    ("so", "much", &["that", "as", "more", "less"], "this much, at most"),
];

/// The end of a sentence, or of a part of one.
const STOP: &str = ".";

#[test]
fn phrases_that_read_as_translated_stay_away() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for place in PLACES {
        for file in files(&root.join(place)) {
            let text = fs::read_to_string(&file).unwrap();
            let name = file.strip_prefix(root).unwrap().display().to_string();
            found.extend(phrases(&text).map(|(line, phrase, better)| format!("{name}:{line}: \"{phrase}\": {better}")));
        }
    }
    assert!(found.is_empty(), "{} places to reword:\n{}", found.len(), found.join("\n"));
}

#[test]
fn phrases_are_found_across_lines_and_only_as_words() {
    let seen = |text: &str| phrases(text).map(|(line, phrase, _)| format!("{line} {phrase}")).collect::<Vec<_>>();
    assert_eq!(seen("/// It is\n    /// no duration."), ["1 is no"]);
    assert_eq!(seen("`5x` is no\nduration; Mend it, after so\nmany."), ["1 is no", "2 mend", "2 so many"]);
    let fine =
        "There is no end. There, there are no more. It is. No! It is no longer so many that called_off recommends.";
    assert_eq!(seen(fine), [""; 0]);
}

/// All phrases in a text, each with its line, from 1, and what to write instead.
fn phrases(text: &str) -> impl Iterator<Item = (usize, String, &'static str)> {
    let words = words(text);
    let starts = 0..words.len();
    starts.flat_map(move |start| {
        let rest: Vec<_> = words[start..].iter().take(5).map(|(_, word)| word.as_str()).collect();
        let before = start.checked_sub(1).map_or(STOP, |before| words[before].1.as_str());
        let phrase = PHRASES.iter().filter(|(phrase, _)| phrase.starts_with(rest[0])).filter(|(phrase, _)| {
            let mut wanted = phrase.split(' ').zip(&rest);
            phrase.split(' ').count() <= rest.len() && wanted.all(|(wanted, word)| wanted == *word)
        });
        let pair = PAIRS.iter().filter(|(first, second, fine, _)| {
            let follows = rest.get(2).copied().unwrap_or(STOP);
            rest.starts_with(&[first, second]) && before != "there" && !fine.contains(&follows)
        });
        let found = phrase.map(|&(phrase, better)| (phrase.to_owned(), better));
        let found = found.chain(pair.map(|(first, second, _, better)| (format!("{first} {second}"), *better)));
        let line = words[start].0;
        found.map(|(phrase, better)| (line, phrase, better)).collect::<Vec<_>>()
    })
}

/// The words of a text in lower case, each with its line, and [`STOP`] behind those that end a part of a sentence.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    for (line, text) in text.lines().enumerate() {
        for part in text.split_inclusive(|c: char| !is_of_a_word(c)) {
            let word = part.trim_end_matches(|c| !is_of_a_word(c)).to_lowercase();
            if !word.is_empty() {
                words.push((line + 1, word));
            }
            if part.ends_with(['.', ',', ';', ':', '!', '?', ')', '|']) {
                words.push((line + 1, STOP.to_owned()));
            }
        }
    }
    words
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\''
}

/// A file, or all texts in a folder, in order.
fn files(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let mut entries: Vec<_> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let is_text = |path: &Path| {
        path.is_dir() || path.extension().is_some_and(|ending| ["rs", "md", "ron"].iter().any(|it| ending == *it))
    };
    entries.retain(|path| is_text(path));
    entries.iter().flat_map(|path| files(path)).collect()
}
