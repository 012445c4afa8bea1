//! The page: one file with everything in it that plays runs back, in any browser, without a network.
//!
//! `page.html` is its frame, `page.css` its looks, and the files in `script` are one script together. Texts from scenarios
//! get into the frame escaped, and into the data as JSON without `<`; the script only ever makes texts of them. The page
//! forbids its browser everything but this script and these looks, by their hashes.

use crate::playback::Run;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;
use sha2::{Digest, Sha256};

const FRAME: &str = include_str!("page.html");
const LOOKS: &str = include_str!("page.css");

/// In the order in which they use each other.
const SCRIPT: [&str; 9] = [
    include_str!("script/time.js"),
    include_str!("script/film.js"),
    include_str!("script/samples.js"),
    include_str!("script/palette.js"),
    include_str!("script/hall.js"),
    include_str!("script/timeline.js"),
    include_str!("script/words.js"),
    include_str!("script/player.js"),
    include_str!("script/page.js"),
];

/// What the page is about.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// What all of it is called.
    heading: String,
    runs: Vec<Run>,
}

impl Page {
    /// A page that plays these runs side by side.
    #[must_use]
    pub fn new(mut runs: Vec<Run>) -> Self {
        let heading = heading(&mut runs);
        Self { heading, runs }
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// If the runs can't be written as JSON.
    pub fn html(&self) -> serde_json::Result<String> {
        let script = format!("'use strict';\n(() => {{\n{}}})();\n", SCRIPT.concat());
        let data = serde_json::to_string(self)?.replace('<', "\\u003c");
        let policy = format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; base-uri 'none'; form-action 'none'",
            hash(&script),
            hash(LOOKS)
        );
        let parts = [
            ("policy", policy.as_str()),
            ("title", &escaped(&self.heading)),
            ("looks", LOOKS),
            ("data", &data),
            ("script", &script),
        ];
        Ok(filled(FRAME, &parts))
    }
}

/// The frame with a text in place of each `{{name}}`. What is filled in is not looked at again.
fn filled(frame: &str, parts: &[(&str, &str)]) -> String {
    let mut pieces = frame.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        page += parts.iter().find(|(part, _)| *part == name).map_or("", |(_, text)| text);
        page += rest;
    }
    page
}

/// How a policy names a script or a style sheet.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// A text as HTML allows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// What all runs are called together: what their titles begin with, as far as a comma or a colon. The runs are called by
/// the rest from now on, if each has one.
fn heading(runs: &mut [Run]) -> String {
    let titles: Vec<&str> = runs.iter().map(|run| run.title.as_str()).collect();
    let first = titles.first().copied().unwrap_or_default();
    let ends = first.match_indices([',', ':']).map(|(at, _)| at);
    let mut common = ends.filter(|at| {
        let is_start = |title: &&str| title.get(..=*at) == first.get(..=*at) && !title[at + 1..].trim().is_empty();
        titles.len() > 1 && titles.iter().all(is_start)
    });
    let Some(end) = common.next_back() else {
        return if titles.iter().all(|title| *title == first) { first.to_owned() } else { titles.join(" · ") };
    };
    let heading = first[..end].to_owned();
    for run in runs {
        run.title = run.title[end + 1..].trim().to_owned();
    }
    heading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::play;
    use crate::replicate::{Prepared, Stop};
    use crate::scenario::Scenario;

    fn runs(titles: &[&str]) -> Vec<Run> {
        let scenario = Scenario::from_text("test.ron", "(opponents: [(name: \"a\\\"</SCRIPT>\")])", None).unwrap();
        let prepared = Prepared::new(&scenario.exhibition, 1, "test", &Stop::new()).unwrap();
        titles.iter().map(|title| play(&prepared, &scenario, (*title).to_owned(), 0).unwrap()).collect()
    }

    #[track_caller]
    fn assert_heading(titles: &[&str], heading: &str, rest: &[&str]) {
        let page = Page::new(runs(titles));
        assert_eq!(page.heading, heading);
        assert_eq!(page.runs.iter().map(|run| run.title.as_str()).collect::<Vec<_>>(), rest);
    }

    #[test]
    fn what_titles_share_is_the_heading() {
        assert_heading(&["A, one", "A, two"], "A", &["one", "two"]);
        assert_heading(&["A: x, one", "A: x, two"], "A: x", &["one", "two"]);
        assert_heading(&["A, one"], "A, one", &["A, one"]);
        assert_heading(&["A, x", "A, x, with boards=2"], "A", &["x", "x, with boards=2"]);
        assert_heading(&["A", "A, with boards=2"], "A · A, with boards=2", &["A", "A, with boards=2"]);
        assert_heading(&["ä, x", "ö, x"], "ä, x · ö, x", &["ä, x", "ö, x"]);
        assert_heading(&["A", "A"], "A", &["A", "A"]);
    }

    #[test]
    fn texts_from_scenarios_end_no_element() {
        let html = Page::new(runs(&["</title><script>alert(1)</script>{{script}}"])).html().unwrap();
        assert_eq!(html.matches("</script>").count(), 2, "the data and the script");
        assert!(!html.contains("<script>alert") && !html.contains("</SCRIPT>"));
        assert_eq!(html.matches("(() => {").count(), 1, "nothing is filled in twice");
    }

    #[test]
    fn the_frame_names_what_is_filled_in() {
        assert_eq!(filled("a{{b}}c{{d}}", &[("b", "{{d}}"), ("d", "1")]), "a{{d}}c1");
        let names: Vec<_> =
            FRAME.split("{{").skip(1).filter_map(|piece| piece.split_once("}}")).map(|it| it.0).collect();
        assert_eq!(names, ["policy", "title", "looks", "data", "script"]);
    }
}
