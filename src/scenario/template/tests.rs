use super::*;
use crate::model::Distribution;
use std::sync::Arc;

const TEXT: &str =
    "Scenario /* ( */ (\n    // twelve\n    opponents: [(name: \"club\", count: 12)],\n    visit: Cyclic,\n)";

fn template(text: &str) -> Template {
    Template::from_text("a.ron", text, None).unwrap_or_else(|error| panic!("{error}"))
}

/// The text with settings, or the first message.
fn set_in(text: &str, settings: &[&str]) -> Result<String, String> {
    let changed = settings.iter().try_fold(template(text), |it, setting| it.with(&setting.parse().unwrap()));
    let message = |wrong: Diagnostics| {
        let first = wrong.iter().next().unwrap().clone();
        first.message + "; " + &first.help.unwrap_or_default()
    };
    let changed = changed.map_err(message)?;
    changed.scenario().map_err(message)?;
    Ok(changed.text())
}

fn set(setting: &str) -> Result<String, String> {
    set_in(TEXT, &[setting])
}

#[test]
fn only_the_value_changes() {
    assert_eq!(set("visit=FirstReady"), Ok(TEXT.replace("Cyclic", "FirstReady")));
    assert_eq!(set("opponents[0].count=30"), Ok(TEXT.replace("12", "30")));
    assert_eq!(set("opponents.club.count = 30"), Ok(TEXT.replace("12", "30")));
    assert_eq!(set("opponents.club.count*=1.5"), Ok(TEXT.replace("12", "18")));
}

#[test]
fn what_is_left_out_is_added() {
    assert_eq!(set("seed=7"), Ok(TEXT.replace("*/ (", "*/ (seed: 7, ")));
    assert_eq!(set("master.count=2"), Ok(TEXT.replace("*/ (", "*/ (master: (count: 2), ")));
    assert_eq!(
        set("master.think.mean=90s"),
        Ok(TEXT.replace("*/ (", "*/ (master: (think: Exponential(mean: \"90s\")), "))
    );
    assert_eq!(set("opponents.club.moves[0]=7"), Ok(TEXT.replace("(name", "(moves: Exactly(7), name")));
    assert_eq!(set_in("()", &["opponents[0].count=5"]), Ok("(opponents: [(count: 5)])".to_owned()));
    assert_eq!(set_in("()", &["opponents.opponent.count=5"]), Ok("(opponents: [(count: 5)])".to_owned()));
    assert_eq!(set_in("()", &["boards=8", "boards*=2"]), Ok("(boards: 16)".to_owned()));
}

#[test]
fn quotation_marks_may_be_left_out() {
    let master = |master: &str| Ok(format!("(master: ({master}))"));
    let think = |setting, think: &str| assert_eq!(set_in("()", &[setting]), master(&format!("think: {think}")));
    think("master.think=Constant(5s)", "Constant(\"5s\")");
    think("master.think=Uniform(1h 30min, \"2h\")", "Uniform(\"1h 30min\", \"2h\")");
    think("master.think=Empirical([5s,7s])", "Empirical([\"5s\",\"7s\"])");
    think(
        "master.think=Clamped(min:1s,max:9s,of:Gamma(mean:3s,sd:1s))",
        "Clamped(min:\"1s\",max:\"9s\",of:Gamma(mean:\"3s\",sd:\"1s\"))",
    );
    assert_eq!(set_in("()", &["master.name=Judit"]), master("name: \"Judit\""));
    assert_eq!(set_in("()", &["master.name=\"Judit\""]), master("name: \"Judit\""));
    assert_eq!(
        set_in("()", &["title=How long, \"2\" boards?"]),
        Ok(r#"(title: "How long, \"2\" boards?")"#.to_owned())
    );
    assert_eq!(set_in("()", &["master=(name: Judit, count: 2)"]), master("name: \"Judit\", count: 2"));
}

#[test]
fn everything_can_be_stretched() {
    let stretched = |value: &str, expected: &str| {
        let text = format!("(master: (think: {value}))");
        assert_eq!(set_in(&text, &["master.think*=2"]), Ok(text.replace(value, expected)), "{value}");
    };
    stretched("Constant(\"5s\")", "Constant(\"10s\")");
    stretched("LogNormal(mean: \"60s\", sd: \"40s\")", "LogNormal(mean: \"2m\", sd: \"1m20s\")");
    stretched("LogNormal(mu: 0.0, sigma: 0.6)", "LogNormal(mu: 0.6931471805599453, sigma: 0.6)");
    stretched("Gamma(shape: 2.5, scale_s: 4.0)", "Gamma(shape: 2.5, scale_s: 8.0)");
    stretched("Erlang(k: 3, mean: \"5s\")", "Erlang(k: 3, mean: \"10s\")");
    stretched("HyperExponential(mean: \"5s\", cv: 2.0)", "HyperExponential(mean: \"10s\", cv: 2.0)");
    stretched("Mixture([(0.9, Constant(\"5s\"))])", "Mixture([(0.9, Constant(\"10s\"))])");
    stretched("Replay([\"5s\", /* then */ \"7s\"])", "Replay([\"10s\", /* then */ \"14s\"])");
    stretched("ByMove([(from: 1, think: Constant(\"5s\"))])", "ByMove([(from: 1, think: Constant(\"10s\"))])");
    stretched(
        "Clamped(min: \"1s\", max: \"9s\", of: Pareto(min: \"2s\", shape: 2.5))",
        "Clamped(min: \"2s\", max: \"18s\", of: Pareto(min: \"4s\", shape: 2.5))",
    );
    stretched("Scaled(factor: 3, of: Constant(\"1s\"))", "Scaled(factor: 3, of: Constant(\"2s\"))");
}

#[test]
fn stretching_the_text_is_stretching_the_distribution() {
    for variant in FieldKind::Distribution.variants() {
        for spelling in variant.spellings.iter().filter(|spelling| !spelling.contains("file:")) {
            let of = |it: &Template| it.scenario().unwrap().exhibition.master.think;
            let plain = template(&format!("(master: (think: {spelling}))"));
            let stretched = plain.with(&"master.think*=1.5".parse().unwrap()).unwrap();
            let (text, direct) = (of(&stretched), of(&plain).scaled("1.5".parse().unwrap()).unwrap());
            for x_s in [1.0, 7.5, 30.0] {
                assert!((text.survival(x_s) - direct.survival(x_s)).abs() < 1e-12, "{spelling}");
            }
        }
    }
}

#[test]
fn values_from_a_file_are_stretched_too() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
    let text = "(master: (think: Empirical(file: \"think.csv\", column: \"think_s\")))";
    let plain = Template::from_text("a.ron", text, Some(&folder)).unwrap_or_else(|error| panic!("{error}"));
    let doubled = plain.with(&"master.think*=2".parse().unwrap()).unwrap();
    let mean_s = |it: &Template| it.scenario().unwrap().exhibition.master.think.mean_s();
    assert!((mean_s(&plain) - 4.0).abs() < 1e-12 && (mean_s(&doubled) - 8.0).abs() < 1e-12);
}

#[test]
fn scenarios_under_several_settings_hold_a_column_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scenarios");
    let text = "(master: (think: Empirical(file: \"think.csv\", column: \"think_s\")))";
    let plain = Template::from_text("a.ron", text, Some(&folder)).unwrap_or_else(|error| panic!("{error}"));
    let more = plain.with(&"master.count=2".parse().unwrap()).unwrap();
    let [one, other] = [&plain, &more].map(|template| match template.scenario().unwrap().exhibition.master.think {
        Distribution::Empirical(values) => values,
        other => panic!("{other:?}"),
    });
    // Both are there, so the second was not read again.
    assert!(Arc::ptr_eq(&one, &other) && one.len() > 1);
}

#[test]
fn a_path_to_nowhere_lists_what_is_there() {
    let nowhere = |setting: &str, message: &str| assert_eq!(set(setting), Err(message.to_owned()));
    nowhere("opponents.clubs.count=1", "there is no `clubs` in `opponents` of `a.ron`; did you mean `club`?");
    nowhere("opponents.x.count=1", "there is no `x` in `opponents` of `a.ron`; there is only `club`");
    nowhere("opponents[3].count=1", "there is no part [3] in `opponents` of `a.ron`; there is only part [0]");
    nowhere(
        "visit.count=1",
        "there is no `count` in `visit` of `a.ron`; `Cyclic` has no parts; set all of it with `=`",
    );
    nowhere("vist=Cyclic", "there is no `vist` in `a.ron`; did you mean `visit`?");
    nowhere("master.speed=1", "there is no `speed` in `master` of `a.ron`; the fields are `name`, `count`, `think`");
    nowhere("master.think.men=1s", "there is no `men` in `master.think` of `a.ron`; did you mean `mean`?");
}

/// Where the first message about these settings points.
fn place(settings: &[&str]) -> (String, String) {
    let changed = settings.iter().try_fold(template(TEXT), |it, setting| it.with(&setting.parse().unwrap()));
    let wrong = changed.and_then(|changed| changed.scenario()).unwrap_err();
    let place = wrong.iter().next().unwrap().place.clone().unwrap();
    (place.file.clone(), place.excerpt[place.marked.clone()].to_owned())
}

#[test]
fn what_is_wrong_is_shown_in_the_setting() {
    for (setting, marked) in [
        ("master.count=two", "two"),
        ("master.count=0", "0"),
        ("opponents.club.patience=90", "90"),
        ("opponents.club.patience=5 parsecs", "5 parsecs"),
        ("master.think=Exponential(men: 5s)", "men"),
        ("master.think=Clamped(min: 5s, max: 1s, of: Constant(1s))", "1s"),
        ("master.think=Exponential(mean: 5s", "("),
        ("master.count=2)", ")"),
        ("master.count=2, name: Judit", "2, name: Judit"),
        ("visit=Sequentail", "Sequentail"),
        ("master.think*=100000000000000", "master.think*=100000000000000"),
        ("opponents.club.count*=1.3", "opponents.club.count*=1.3"),
        ("visit*=2", "visit*=2"),
        ("title=a\u{7}b", "a\u{7}b"),
    ] {
        assert_eq!(place(&[setting]), ("--set".to_owned(), marked.to_owned()), "{setting}");
    }
    assert_eq!(place(&["master=(count: 1)", "master.count=0"]), ("--set".to_owned(), "0".to_owned()));
    let (file, _) = place(&["walk=PerBoard(Constant(1s))", "boards=3"]);
    assert_eq!(file, "--set");
}

#[test]
fn what_settings_make_wrong_in_the_file_names_them() {
    let text = "(opponents: [(moves: Endless, count: 9)], horizon: \"1h\")";
    let message = set_in(text, &["visit=Sequential"]).unwrap_err();
    assert!(message.contains("(with --set visit=Sequential)"), "{message}");
}

#[test]
fn a_setting_says_where_it_was_given() {
    let setting = "master.count=0".parse::<Setting>().unwrap().given_by("--with");
    let wrong = template(TEXT).with(&setting).unwrap().scenario().unwrap_err();
    assert_eq!(wrong.iter().next().unwrap().place.as_ref().unwrap().file, "--with");
}

#[test]
fn a_group_without_opponents_before_it_is_guessed() {
    let told = set("club.count=5").unwrap_err();
    assert!(told.ends_with("did you mean `opponents.club.count`?"), "{told}");
    let told = set("clob.count=5").unwrap_err();
    assert!(!told.contains("clob.count"), "{told}");
}

#[test]
fn a_field_without_its_record_is_guessed() {
    let text = "(master: (count: 2), opponents: [(name: \"club\")])";
    let told = set_in(text, &["think=3ms"]).unwrap_err();
    assert!(told.ends_with("did you mean `master.think` or `opponents.club.think`?"), "{told}");
    let told = set("patience=3ms").unwrap_err();
    assert!(told.ends_with("did you mean `opponents.club.patience`?"), "{told}");
}

#[test]
fn several_settings_in_one_are_separated_as_their_option_wants_it() {
    let told = |origin: &'static str| {
        let setting = "boards=6,master.think=4ms".parse::<Setting>().unwrap().given_by(origin);
        template(TEXT).with(&setting).unwrap_err().to_string()
    };
    assert!(told("--with").contains("separate several settings by `;` within one --with"), "{}", told("--with"));
    assert!(told("--set").contains("for several settings, write several options"), "{}", told("--set"));
}
