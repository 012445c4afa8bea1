//! Tests of the output of a sweep.

use super::*;
use crate::experiment::{Ending, Summariser, Summary};
use crate::model::Outcome;
use crate::report::rasterised;
use crate::time::Duration;

/// A sweep whose makespan is 10 s times the first number, more with each other factor, and a second of noise.
fn with_sweep(factors: &[&str], measures: &[Measure], look: impl FnOnce(&Sweep<'_>)) {
    let grid = Grid::crossed(factors.iter().map(|text| text.parse().unwrap()).collect()).unwrap();
    let summary = |index| {
        let base: u64 =
            grid.indices(index).iter().enumerate().map(|(factor, level)| (level + 1) * (10 + 3 * factor as u64)).sum();
        let mut summariser = Summariser::new(0.95);
        for noise in [0, 1, 2] {
            let makespan = Duration::from_secs(base + noise);
            summariser.add(&Outcome { makespan, masters: 1, ..Outcome::default() });
        }
        summariser.summary().unwrap()
    };
    let planned: Vec<_> = (0..grid.len()).collect();
    let mut sweep = Sweep {
        title: "An \"evening\", <swept>",
        settings: &[],
        seed: 7,
        grid: &grid,
        measures,
        principal: Measure::Makespan,
        groups: Vec::new(),
        level: 0.95,
        precision: None,
        planned: &planned,
        points: Vec::new(),
        stopped: None,
    };
    sweep.points = planned.iter().map(|index| point(*index, &summary(*index), &sweep)).collect();
    look(&sweep);
}

fn point(index: u64, summary: &Summary, sweep: &Sweep<'_>) -> SweptPoint {
    SweptPoint::new(index, summary, Ending::Replications, sweep, true)
}

fn text(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap()
}

#[test]
fn short_names_tell_factors_apart() {
    let names = |paths: &[&str]| {
        short_names(&paths.iter().map(|path| format!("{path}=1").parse().unwrap()).collect::<Vec<_>>())
    };
    assert_eq!(names(&["opponents.hobbyist.count", "visit"]), ["hobbyist.count", "visit"]);
    assert_eq!(names(&["x.a.think.mean", "x.b.think.mean"]), ["a.think.mean", "b.think.mean"]);
}

#[test]
fn the_table_and_its_chart_fit_80_columns() {
    for factors in [
        &["count=1..40"][..],
        &["n.count=1..9", "visit=Cyclic,FirstReady"],
        &["a=x,y,z"],
        &["a=1..3", "b=1..3", "c=1..3"],
    ] {
        with_sweep(factors, &[], |sweep| {
            let text = text(|out| sweep.table(80, out));
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
            assert!(text.contains("makespan") && text.contains('●'), "{text}");
        });
    }
}

#[test]
fn rows_are_tidy() {
    with_sweep(&["master.think.mean=1s,1m", "visit=Cyclic,FirstReady"], &[Measure::Makespan], |sweep| {
        let text = text(|out| csv(sweep, out));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 5);
        assert!(
            lines[0]
                .starts_with("scenario,seed,master.think.mean_s,visit,replications,level,digest,group,measure,mean,")
        );
        assert!(
            lines[3].starts_with("\"An \"\"evening\"\", <swept>\",7,60,Cyclic,3,0.95,")
                && lines[3].contains(",makespan_s,34,")
        );
    });
}

/// The same, stopped in the middle of its third point.
fn stopped<'a>(sweep: &Sweep<'a>) -> Sweep<'a> {
    let mut stopped = sweep.clone();
    stopped.points.truncate(3);
    stopped.points[1].ending = Ending::MaxReplications;
    stopped.points[2].ending = Ending::Stopped { cause: Cause::Interrupt, planned: Some(9) };
    stopped.precision = "1%".parse().ok();
    stopped.stopped = Some(Cause::Interrupt);
    stopped
}

#[test]
fn the_table_marks_points_that_have_less_than_was_asked_for() {
    with_sweep(&["a=1..5"], &[Measure::Makespan], |sweep| {
        let marked = |sweep: &Sweep<'_>, mark: &str| text(|out| sweep.table(80, out)).matches(mark).count();
        assert_eq!(["*", "…", "PARTIAL"].map(|mark| marked(sweep, mark)), [0, 0, 0]);
        let table = text(|out| stopped(sweep).table(80, out));
        for line in [
            "PARTIAL: only 2 of 5 points were completed",
            "  1     11.0s ± 2.5s",
            "  2     21.0s ± 2.5s *",
            "  3     31.0s ± 2.5s …",
            "  * after the maximum number of replications: not known to ± 1 %",
            "  … interrupted before 9 replications",
        ] {
            assert!(table.lines().any(|it| it == line), "{line}:\n{table}");
        }
    });
}

#[test]
fn what_is_stopped_says_so_even_to_programs() {
    with_sweep(&["a=1..5"], &[Measure::Makespan, Measure::Moves], |sweep| {
        let endings = |sweep: &Sweep<'_>| -> Vec<String> {
            let text = text(|out| csv(sweep, out));
            text.lines().skip(1).step_by(2).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect()
        };
        let json = |sweep: &Sweep<'_>| -> serde_json::Value {
            serde_json::from_str(&text(|out| super::json(sweep, out))).unwrap()
        };
        assert_eq!(endings(sweep), ["replications"; 5]);
        assert_eq!(json(sweep)["complete"], true);
        assert!(json(sweep).get("stopped_by").is_none() && json(sweep).get("precision").is_none());
        let mut stopped = stopped(sweep);
        assert_eq!(endings(&stopped), ["replications", "max_replications", "interruption"]);
        assert_eq!(json(&stopped)["points"][2]["stopped_by"], "interruption");
        assert_eq!(json(&stopped)["precision"]["half_width"], "1 %");
        assert_eq!(json(&stopped)["precision"]["measures"], serde_json::json!(["makespan_s", "moves"]));
        // The third point has no completed replication.
        stopped.points.truncate(2);
        assert_eq!(endings(&stopped), ["replications", "max_replications", "interruption"]);
        let text = text(|out| csv(&stopped, out));
        let [header, .., last] = text.lines().collect::<Vec<_>>()[..] else { panic!("{text}") };
        assert!(last.contains(",7,3,0,0.95,,,moves,,"), "{last}");
        assert_eq!(last.matches(',').count(), header.matches(',').count() + 1, "one is the title's");
        assert_eq!((json(&stopped)["complete"].clone(), &json(&stopped)["planned_points"]), (false.into(), &5.into()));
        assert_eq!(json(&stopped)["stopped_by"], "interruption", "no point says so");
        stopped.stopped = Some(Cause::Deadline);
        assert_eq!(
            (&json(&stopped)["stopped_by"], endings(&stopped).pop().unwrap()),
            (&"max_time".into(), "max_time".into())
        );
        // Only the last replication is missing.
        let mut all_but = sweep.clone();
        all_but.points[4].ending = Ending::Stopped { cause: Cause::Deadline, planned: None };
        all_but.stopped = Some(Cause::Deadline);
        assert_eq!((json(&all_but)["complete"].clone(), endings(&all_but).len()), (false.into(), 5));
        assert_eq!(
            (&json(&all_but)["stopped_by"], endings(&all_but).pop().unwrap()),
            (&"max_time".into(), "max_time".into())
        );
    });
}

#[test]
fn a_seed_that_varies_is_told_once() {
    with_sweep(&["seed=1,2"], &[Measure::Makespan], |sweep| {
        let header = text(|out| csv(sweep, out)).lines().next().unwrap().to_owned();
        assert_eq!(header.split(',').filter(|column| *column == "seed").count(), 1);
        assert!(!text(|out| sweep.table(80, out)).contains("the same at every point"));
    });
}

#[test]
fn json_has_settings_as_what_they_are() {
    with_sweep(&["a=1,2", "b=0.5,1", "c=1s,90s", "d=x,y"], &[], |sweep| {
        let value: serde_json::Value = serde_json::from_str(&text(|out| json(sweep, out))).unwrap();
        let settings = &value["points"][15]["settings"];
        assert_eq!(settings.to_string(), r#"{"a":2,"b":1,"c_s":90.0,"d":"y"}"#);
        assert_eq!(
            value["points"][0]["measures"].as_object().unwrap().len(),
            crate::report::testing::taken(&Measure::ALL)
        );
    });
}

#[test]
fn pictures_are_pictures() {
    with_sweep(&["n.count=1..9", "visit=Cyclic,FirstReady"], &[], |sweep| {
        let svg = svg(sweep, sweep.title).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("FirstReady") && svg.contains("&lt;swept&gt;"), "{svg}");
        let png = rasterised(&svg).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png.len() > 5_000);
    });
    with_sweep(&["a=1"], &[], |sweep| assert_eq!(svg(sweep, ""), None));
    with_sweep(&["a=1..30", "b=1..30"], &[], |sweep| assert!(svg(sweep, "").is_some()));
}

/// The chart in the terminal.
fn chart(factors: &[&str]) -> String {
    let mut chart = String::new();
    with_sweep(factors, &[Measure::Makespan], |sweep| chart = text(|out| terminal::draw(sweep, 80, out)));
    chart
}

#[test]
fn choices_are_rows_that_no_line_joins() {
    let policies = "visit=Cyclic,CyclicSkip,FirstReady,LastReady,RandomReady,FewestMovesLeft,MostMovesLeft,GroupOrder";
    let chart = chart(&[policies]);
    for policy in policies.trim_start_matches("visit=").split(',') {
        let lines: Vec<_> = chart.lines().filter(|line| line.trim_start().split(' ').next() == Some(policy)).collect();
        assert!(lines.len() == 1 && lines[0].contains('●') && lines[0].contains('├'), "{policy}:\n{chart}");
    }
    with_sweep(&[policies], &[], |sweep| {
        let picture = svg(sweep, "").unwrap();
        assert!(policies["visit=".len()..].split(',').all(|policy| picture.contains(policy)), "{picture}");
        // Only straight lines of two points.
        let longest =
            picture.split("points=\"").skip(1).map(|path| path.split('"').next().unwrap().matches(',').count());
        assert!(longest.max().unwrap() <= 2, "{picture}");
    });
}

#[test]
fn orders_of_magnitude_have_a_logarithmic_axis() {
    let chart = chart(&["boards=10,100,1000"]);
    assert!(chart.contains("boards (logarithmic)"), "{chart}");
    let axis = chart.lines().find(|line| line.contains("1000")).unwrap();
    assert_eq!(axis.split_whitespace().collect::<Vec<_>>(), ["10", "100", "1000"], "{chart}");
    assert!(!self::chart(&["boards=1..50"]).contains("logarithmic"));
}

#[test]
fn many_lines_have_a_plot_each() {
    with_sweep(&["boards=1..4", "a=x1,x2,x3,x4,x5,x6,x7"], &[], |sweep| {
        let picture = svg(sweep, "An evening").unwrap();
        assert!((1..=7).all(|line| picture.contains(&format!("x{line}"))) && picture.contains("in grey"), "{picture}");
        assert!(!picture.contains("not drawn"), "{picture}");
    });
    with_sweep(&["boards=1..4", "a=1..14"], &[], |sweep| {
        let picture = svg(sweep, "An evening").unwrap();
        assert!(picture.contains("\nAn evening\n") && picture.contains("2 more lines are not drawn"), "{picture}");
    });
    assert!(chart(&["boards=1..4", "a=1..9"]).contains("3 more lines are not drawn; --chart FILE draws them"));
}

#[test]
fn without_intervals_no_level_is_named() {
    with_sweep(&["boards=1..4"], &[], |sweep| {
        assert!(svg(sweep, "").unwrap().contains("makespan: mean and 95 % confidence interval"));
        let mut exact = sweep.clone();
        for point in &mut exact.points {
            let mut summariser = Summariser::new(0.95);
            let makespan = Duration::from_secs(point.index + 1);
            summariser.add(&Outcome { makespan, masters: 1, ..Outcome::default() });
            *point = self::point(point.index, &summariser.summary().unwrap(), sweep);
        }
        let picture = svg(&exact, "").unwrap();
        assert!(picture.contains("makespan") && !picture.contains("confidence"), "{picture}");
    });
}

/// The same sweep, each point with these makespans in nanoseconds.
fn replayed<'a>(sweep: &Sweep<'a>, makespans: impl Fn(u64) -> Vec<u64>) -> Sweep<'a> {
    let mut other = sweep.clone();
    for point in &mut other.points {
        let mut summariser = Summariser::new(0.95);
        for ns in makespans(point.index) {
            let makespan = Duration::from_ns(ns);
            summariser.add(&Outcome { makespan, masters: 1, ..Outcome::default() });
        }
        *point = self::point(point.index, &summariser.summary().unwrap(), sweep);
    }
    other
}

#[test]
fn exact_columns_have_no_intervals_however_many_replications() {
    with_sweep(&["a=1..3"], &[Measure::Makespan], |sweep| {
        let table = |sweep: &Sweep<'_>| text(|out| sweep.table(80, out));
        assert!(table(sweep).contains("± 95 %"));
        let exact = table(&replayed(sweep, |index| vec![(index + 1) * 1_000_000_000; 5]));
        assert!(!exact.contains('±') && exact.contains("of 5 replications"), "{exact}");
    });
}

#[test]
fn skewed_points_are_counted_and_the_worst_is_named() {
    with_sweep(&["a=1..3"], &[Measure::Makespan], |sweep| {
        let table = |sweep: &Sweep<'_>| text(|out| sweep.table(80, out)).replace("\n  ", " ");
        assert!(!table(sweep).contains("Skewed"));
        let even = || (1..=60).map(|tick| 1_000_000_000 + tick).collect::<Vec<_>>();
        let skewed = replayed(sweep, |index| match index {
            0 => even(),
            _ => even().into_iter().chain([1_000_000_000_000 * index]).collect(),
        });
        let table = table(&skewed);
        assert!(table.contains("Skewed, so ± is unreliable at 2 of 3 points; the worst, a 3, needs about "), "{table}");
    });
}

#[test]
fn axes_are_named_in_words_where_they_are_known() {
    let axis = |factor: &str, groups: &[&str]| {
        let mut name = String::new();
        with_sweep(&[factor], &[], |sweep| {
            let sweep = Sweep { groups: groups.iter().map(|name| (*name).to_owned()).collect(), ..sweep.clone() };
            name = names::words(sweep.grid.factors()[0].path(), &sweep).unwrap_or_default();
            let (path, picture) = (sweep.grid.factors()[0].path(), svg(&sweep, "").unwrap());
            let shown = if name.is_empty() { path.rsplit_once('.').map_or(path, |(_, end)| end) } else { &name };
            let times = if factor.contains("*=") { " ×" } else { "" };
            assert!(picture.contains(&format!("{}{times}", shown.replace('\'', "&apos;"))), "{shown}: {picture}");
        });
        name
    };
    let (one, two) = (&["hobbyist"][..], &["hobbyist", "expert"][..]);
    assert_eq!(axis("opponents[0].count=1..4", one), "opponents");
    assert_eq!(axis("opponents[1].count=1..4", two), "opponents (expert)");
    assert_eq!(axis("opponents.hobbyist.think=1s..4s step 1s", one), "opponents' think time");
    assert_eq!(axis("master.count=1..4", one), "masters");
    assert_eq!(axis("master.think*=1..4", one), "master's think time");
    assert_eq!(axis("master.think.mean=1s..4s step 1s", one), "mean of the master's think time");
    assert_eq!(axis("boards=1..4", one), "boards");
    assert_eq!(axis("master.think[0]=1s..4s step 1s", one), "");
    assert_eq!(axis("opponents[2].count=1..4", two), "");
}

#[test]
fn lines_that_meet_are_said_to() {
    let mut sweep_of_equals = String::new();
    with_sweep(&["boards=1..4", "a=x,y"], &[], |sweep| {
        let mut equal = sweep.clone();
        for index in (0..8).step_by(2) {
            equal.points[index + 1] = equal.points[index].clone();
            equal.points[index + 1].index += 1;
        }
        sweep_of_equals = text(|out| terminal::draw(&equal, 80, out));
    });
    assert!(sweep_of_equals.contains("◆ several of these"), "{sweep_of_equals}");
}

#[test]
fn tables_fit_narrow_terminals_and_use_wide_ones() {
    with_sweep(&["n.count=1..3", "visit=Cyclic,FewestMovesLeft"], &[], |sweep| {
        for columns in [40, 60] {
            let text = text(|out| sweep.table(columns, out));
            assert!(text.lines().all(|line| line.chars().count() <= columns), "{columns}:\n{text}");
        }
        let rows = |columns| text(|out| sweep.table(columns, out)).matches("\n  3  ").count();
        assert!(rows(40) > 2 && rows(120) == 2, "all measures are beside each other if there is room");
    });
}

#[test]
fn long_settings_differ_even_if_they_are_shortened() {
    let think = "master.think=LogNormal(mean: 5s, sd: 2s),LogNormal(mean: 5s, sd: 9s)";
    with_sweep(&[think], &[], |sweep| {
        let text = text(|out| sweep.table(60, out));
        let rows: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("  Log")).map(|row| &row[..14]).collect();
        assert!(rows.len() >= 2 && rows[0] != rows[1], "{text}");
    });
}

#[test]
fn figures_of_different_magnitude_have_digits_of_their_own() {
    with_sweep(&["a=1..3"], &[Measure::Makespan], |sweep| {
        let mut fine = sweep.clone();
        for (point, ns) in fine.points.iter_mut().zip([100_000_u64, 10_000_000, 10_000_000_000]) {
            let mut summariser = Summariser::new(0.95);
            for noise in [0, ns / 100, ns / 50] {
                let makespan = Duration::from_ns(ns + noise);
                summariser.add(&Outcome { makespan, masters: 1, ..Outcome::default() });
            }
            *point = self::point(point.index, &summariser.summary().unwrap(), sweep);
        }
        let text = text(|out| fine.table(80, out));
        for cells in ["101.0us ± 2.5us", "10.10ms ± 0.25ms", "10.10s ± 0.25s"] {
            assert!(text.contains(cells), "{cells}:\n{text}");
        }
    });
}
