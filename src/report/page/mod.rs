//! The page: one file with everything in it that plays runs back, in any browser, without a network.
//!
//! `page.html` is its frame, `page.css` its looks, and the files in `script` are one script together. Texts from
//! scenarios get into the frame escaped, and into the data as JSON without `<`; the script only ever makes texts of
//! them. The page forbids its browser everything but this script and these looks, by their hashes.

use crate::playback::Run;
use crate::scenario::Scenario;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;
use sha2::{Digest, Sha256};

const FRAME: &str = include_str!("page.html");
const LOOKS: &str = include_str!("page.css");

/// Zeitnot itself as WebAssembly, packed by gzip: see `page/engine/build`.
const ENGINE: &[u8] = include_bytes!("engine.wasm.gz");

/// In the order in which they use each other.
const SCRIPT: [&str; 12] = [
    include_str!("script/time.js"),
    include_str!("script/film.js"),
    include_str!("script/samples.js"),
    include_str!("script/palette.js"),
    include_str!("script/hall.js"),
    include_str!("script/seats.js"),
    include_str!("script/timeline.js"),
    include_str!("script/words.js"),
    include_str!("script/player.js"),
    include_str!("script/engine.js"),
    include_str!("script/what_if.js"),
    include_str!("script/page.js"),
];

/// What the page is about.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// What all of it is called.
    heading: String,
    runs: Vec<Run>,
    /// The same as texts that the engine in the page reads.
    scenarios: Vec<String>,
    /// Counted from 0, as text: a JavaScript number may not hold it.
    replication: String,
}

impl Page {
    /// A page that plays side by side what replication `replication`, counted from 0, of these scenarios came to.
    #[must_use]
    pub fn new(mut runs: Vec<Run>, scenarios: &[Scenario], replication: u64) -> Self {
        let heading = heading(&mut runs);
        Self {
            heading,
            runs,
            scenarios: scenarios.iter().map(Scenario::to_ron).collect(),
            replication: replication.to_string(),
        }
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// If the runs can't be written as JSON.
    pub fn html(&self) -> serde_json::Result<String> {
        let script = format!("'use strict';\n(() => {{\n{}}})();\n", SCRIPT.concat());
        let data = serde_json::to_string(self)?.replace('<', "\\u003c");
        let policy = format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; base-uri 'none'; form-action \
             'none'",
            hash(&script),
            hash(LOOKS)
        );
        let parts = [
            ("policy", policy.as_str()),
            ("title", &escaped(&self.heading)),
            ("looks", LOOKS),
            ("data", &data),
            ("engine", &BASE64.encode(ENGINE)),
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

/// What all runs are called together: what their titles begin with, as far as a comma or a colon. The runs are called
/// by the rest from now on; a run that is called by the heading alone is the unchanged one.
fn heading(runs: &mut [Run]) -> String {
    let first = runs.first().map(|run| run.title.clone()).unwrap_or_default();
    if runs.iter().all(|run| run.title == first) {
        return first;
    }
    let ends = first.match_indices([',', ':']).map(|(at, _)| at).chain([first.len()]).rev();
    let found = ends.map(|end| &first[..end]).find_map(|heading| {
        let rests = runs.iter().map(|run| behind(heading, &run.title)).collect::<Option<Vec<_>>>()?;
        Some((heading, rests))
    });
    let Some((heading, rests)) = found else {
        return runs.iter().map(|run| run.title.as_str()).collect::<Vec<_>>().join(" · ");
    };
    for (run, rest) in runs.iter_mut().zip(rests) {
        run.title = rest;
    }
    heading.to_owned()
}

/// What follows behind a heading in a title, if anything can.
fn behind(heading: &str, title: &str) -> Option<String> {
    let rest = title.strip_prefix(heading)?;
    if rest.is_empty() {
        return Some("unchanged".to_owned());
    }
    let rest = rest.strip_prefix([',', ':'])?.trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::play;
    use crate::replicate::{Prepared, Stop};

    fn runs(titles: &[&str]) -> Vec<Run> {
        let scenario = Scenario::from_text("test.ron", "(opponents: [(name: \"a\\\"</SCRIPT>\")])", None).unwrap();
        let prepared = Prepared::new(&scenario.exhibition, 1, "test", &Stop::new()).unwrap();
        titles.iter().map(|title| play(&prepared, &scenario, (*title).to_owned(), 0).unwrap()).collect()
    }

    #[track_caller]
    fn assert_heading(titles: &[&str], heading: &str, rest: &[&str]) {
        let page = Page::new(runs(titles), &[], 0);
        assert_eq!(page.heading, heading);
        assert_eq!(page.runs.iter().map(|run| run.title.as_str()).collect::<Vec<_>>(), rest);
    }

    #[test]
    fn what_titles_share_is_the_heading() {
        assert_heading(&["A, one", "A, two"], "A", &["one", "two"]);
        assert_heading(&["A: x, one", "A: x, two"], "A: x", &["one", "two"]);
        assert_heading(&["A, one"], "A, one", &["A, one"]);
        assert_heading(&["A, x", "A, x, with boards=2"], "A, x", &["unchanged", "with boards=2"]);
        assert_heading(&["A", "AB"], "A · AB", &["A", "AB"]);
        assert_heading(&["A,", "A, b"], "A, · A, b", &["A,", "A, b"]);
        assert_heading(&["ä, x", "ö, x"], "ä, x · ö, x", &["ä, x", "ö, x"]);
        assert_heading(&["A", "A"], "A", &["A", "A"]);
    }

    #[test]
    fn texts_from_scenarios_end_no_element() {
        let html = Page::new(runs(&["</title><script>alert(1)</script>{{script}}"]), &[], 0).html().unwrap();
        assert_eq!(html.matches("</script>").count(), 3, "the data, the engine and the script");
        assert!(!html.contains("<script>alert") && !html.contains("</SCRIPT>"));
        assert_eq!(html.matches("(() => {").count(), 1, "nothing is filled in twice");
    }

    #[test]
    fn the_frame_names_what_is_filled_in() {
        assert_eq!(filled("a{{b}}c{{d}}", &[("b", "{{d}}"), ("d", "1")]), "a{{d}}c1");
        let names: Vec<_> =
            FRAME.split("{{").skip(1).filter_map(|piece| piece.split_once("}}")).map(|it| it.0).collect();
        assert_eq!(names, ["policy", "title", "looks", "data", "engine", "script"]);
    }
}
