use super::*;
use crate::model::Simulator;
use crate::report::rasterised;
use crate::scenario::Scenario;
use crate::time::Duration;
use crate::trace::{Census, Painter, Tracer};

/// The timeline of scenarios given as text.
fn with_timeline<T>(texts: &[&str], read: impl FnOnce(&Timeline<'_>) -> T) -> T {
    with_timeline_for(80, texts, read)
}

/// The same for a terminal of this width.
fn with_timeline_for<T>(width: usize, texts: &[&str], read: impl FnOnce(&Timeline<'_>) -> T) -> T {
    let scenarios: Vec<_> = texts
        .iter()
        .map(|text| Scenario::from_text("test.ron", text, None).unwrap_or_else(|why| panic!("{why}")))
        .collect();
    let end = |scenario: &Scenario| Simulator::new(&scenario.exhibition).unwrap().play(scenario.seed, 0).unwrap().end();
    let (from, to) = (Instant::START, scenarios.iter().map(end).max().unwrap());
    let runs = scenarios.iter().map(|scenario| {
        let exhibition = &scenario.exhibition;
        let mut simulator = Simulator::new(exhibition).unwrap();
        let mut tracer = Tracer::new(exhibition, Census::new(from, to));
        let outcome = simulator.observe(scenario.seed, 0, &mut tracer).unwrap().clone();
        let census = tracer.finish(outcome.end());
        let [terminal, picture] = [room_of_terminal(width), ROOM_OF_PICTURE].map(|room| {
            let mut tracer = Tracer::new(exhibition, Painter::new(exhibition, &census, (from, to), &room));
            simulator.observe(scenario.seed, 0, &mut tracer).unwrap();
            tracer.finish(outcome.end()).into_panel()
        });
        TimelineRun { title: scenario.title.clone(), exhibition, outcome, panels: Panels { terminal, picture } }
    });
    read(&Timeline { title: None, from, to, runs: runs.collect() })
}

fn in_terminal(texts: &[&str]) -> String {
    in_terminal_of(80, texts)
}

fn in_terminal_of(width: usize, texts: &[&str]) -> String {
    let mut out = Vec::new();
    with_timeline_for(width, texts, |timeline| {
        terminal(timeline, width, &mut anstream::StripStream::new(&mut out)).unwrap();
    });
    String::from_utf8(out).unwrap()
}

fn station(visit: &str, extra: &str) -> String {
    format!(
        r#"(title: "{visit}", master: (name: "Larry", think: Constant("5s")), visit: {visit}, {extra}
           opponents: [(name: "hobbyist", count: 3, think: Constant("55s"), moves: Exactly(4))])"#
    )
}

#[test]
fn a_service_shorter_than_a_cell_is_shown_as_often_as_it_takes_time() {
    let text = in_terminal(&[&station("Sequential", "")]);
    let row = text.lines().find(|line| line.starts_with("Larry")).unwrap();
    // 5 s of each 60 s: a twelfth of 55 cells.
    let thinks = row.matches('█').count();
    assert!((4..=5).contains(&thinks) && row.matches('/').count() == 55 - thinks, "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn rows_are_as_long_as_the_terminal_is_wide() {
    for (width, cells) in [(40, 15), (60, 35), (140, 115)] {
        let text = in_terminal_of(width, &[&station("Sequential", "")]);
        let row = text.lines().find(|line| line.starts_with("Larry")).unwrap();
        assert_eq!(row.chars().filter(|letter| matches!(letter, '█' | '/')).count(), cells, "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        assert!(text.matches('|').count() >= 2, "marks on the axis: {text}");
    }
}

#[test]
fn two_runs_share_an_axis_and_each_ends_at_its_end() {
    let text = in_terminal(&[&station("Sequential", ""), &station("FirstReady", "")]);
    let ends: Vec<_> = text.lines().filter_map(|line| line.split_once('▏')).collect();
    assert_eq!(ends.iter().map(|(_, end)| *end).collect::<Vec<_>>(), ["12m", "4m10s"]);
    let columns: Vec<_> = ends.iter().map(|(row, _)| row.chars().count() - 14).collect();
    assert_eq!(columns, [55, 20], "55 columns are 12 minutes");
    assert!(text.contains("\n4m10s instead of 12m: 2.88 times as fast\n"), "{text}");
}

#[test]
fn names_never_become_markup() {
    let evil = r#"(title: "</title><script>&\"", master: (name: "<b>", think: Constant("5s")),
        opponents: [(name: "</text>", think: Constant("55s"), moves: Exactly(1))])"#;
    let svg = with_timeline(&[evil], svg);
    assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains("</text><"), "{svg}");
    assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
}

#[test]
fn a_panel_is_exact_or_in_shares_and_never_both() {
    for count in [3, 64, 65, 400] {
        let text = station("FirstReady", "").replace("count: 3", &format!("count: {count}"));
        with_timeline(&[&text], |timeline| {
            let strips = &timeline.runs[0].panels.picture.strips;
            let exact = strips.iter().filter(|strip| matches!(strip.body, crate::trace::Body::Spans(_))).count();
            assert!(exact == 0 || exact == strips.len(), "{count}");
            assert_eq!(strips.len(), if count > 64 { 2 } else { count + 1 });
        });
    }
}

#[test]
fn a_run_of_a_nanosecond_and_one_of_centuries_can_be_drawn() {
    for think in [Duration::from_ns(1), Duration::from_secs(90 * 31_557_600)] {
        let text = station("FirstReady", "").replace("55s", &think.to_string()).replace("\"5s\"", "\"0s\"");
        with_timeline(&[&text], |timeline| {
            assert!(rasterised(&svg(timeline)).is_some());
            let mut out = Vec::new();
            terminal(timeline, 80, &mut out).unwrap();
        });
    }
}
