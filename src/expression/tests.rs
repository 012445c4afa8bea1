use super::*;
use crate::model::{Distribution, Exhibition, GameLength, Group, Master, Measure, Simulator};
use crate::time::Duration;
use num_rational::BigRational;

/// A path through a name that holds dots and quotation marks.
const QUOTED: &str = r#"opponents["A. \"B\""].count"#;

/// Three boards, five seconds, and two groups whose makespans differ.
struct Evening {
    definitions: Vec<(&'static str, &'static str)>,
}

impl Vocabulary for Evening {
    fn meaning(&self, name: &str, group: Option<usize>) -> Option<Meaning> {
        if let Some((_, text)) = self.definitions.iter().find(|(defined, _)| *defined == name) {
            return Some(Meaning::Definition(Parsed::new(text).unwrap()));
        }
        match (name, group) {
            ("count", Some(_))
            | ("N" | "zero" | "opponents[0].count" | "opponents.club player.count" | QUOTED, None) => {
                Some(Meaning::Fixed(Kind::NUMBER))
            }
            ("S", None) => Some(Meaning::Fixed(Kind::DURATION)),
            ("visit", None) => Some(Meaning::Fixed(Kind::Choice)),
            (_, None) => measure_named(name).map(|measure| Meaning::Varying(measure_kind(measure))),
            _ => None,
        }
    }

    fn names(&self) -> Vec<String> {
        ["N", "S", "visit"].into_iter().chain(measure_names()).map(str::to_owned).collect()
    }

    fn is_choice(&self, word: &str) -> bool {
        ["Cyclic", "FirstReady"].contains(&word)
    }

    fn groups(&self) -> usize {
        2
    }

    fn can_change(&self, path: &str) -> Result<(), (String, String)> {
        if path == "master.count" { Ok(()) } else { Err((format!("no `{path}`"), "write `master.count`".to_owned())) }
    }
}

/// A scope in which the makespan is 100 s in the first run, 200 s in the second, and so on.
struct Values<'a>(&'a Expression);

impl Scope for Values<'_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        let symbol = &self.0.symbols()[index];
        Ok(match (symbol.name.as_str(), symbol.group) {
            ("count", Some(group)) => Value::number(10 * (group as u64 + 1)),
            ("N" | "opponents[0].count" | "opponents.club player.count" | QUOTED, _) => Value::number(3),
            ("zero", _) => Value::number(0),
            ("S", _) => Value::duration(Duration::from_secs(5)),
            ("visit", _) => Value::Choice("Cyclic".to_owned()),
            ("makespan", _) => Value::duration(Duration::from_secs(100 * (symbol.run as u64 + 1))),
            (other, _) => return Err(format!("{other} is unknown today")),
        })
    }

    fn statistic(&mut self, index: usize) -> Result<Value, String> {
        Ok(match &self.0.statistics()[index].kind {
            StatisticKind::Mean => Value::duration(Duration::from_secs(7)),
            StatisticKind::Probability => Value::Quantity(Quantity::ratio(9, 10, 0)),
            StatisticKind::Quantile(level) => {
                let level = level.evaluate(self).map_err(|flaw| flaw.message)?;
                Value::Quantity(Quantity::new(level.quantity().unwrap().amount(), 1))
            }
        })
    }
}

fn value(text: &str) -> String {
    let evening = Evening { definitions: vec![("lap", "N * S"), ("laps", "lap + lap")] };
    let expression = Expression::new(text, &evening).unwrap_or_else(|flaw| panic!("{text}: {flaw}"));
    expression.root().evaluate(&mut Values(&expression)).map_or_else(|flaw| flaw.to_string(), |value| value.to_string())
}

#[test]
fn values_are_exact() {
    for (text, expected) in [
        ("1 + 2 * 3 - 4 / 2", "5"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("-2 * -3", "6"),
        ("1 / 3", "1/3"),
        ("0.1 + 0.2 == 0.3", "true"),
        ("1_000 * 95%", "950"),
        ("2h + 30min", "2h30m"),
        ("1m30s * 2", "3m"),
        ("90s - 2min", "-30s"),
        ("10s / 4", "2.5s"),
        ("1s / 3", "1/3s"),
        ("1h / 1s", "3600"),
        ("12 / 1min", "0.2/s"),
        ("2s * 3s", "6s^2"),
        ("1s / 2s / 4s", "0.125/s"),
        ("12345 / 67891", "≈0.181835589"),
        ("1 / 7000000000", "≈0.000000000"),
        ("1h / 7", "≈8m34.286s"),
        ("-1h / 7", "≈-8m34.286s"),
        ("ceil(7 / 2)", "4"),
        ("floor(-7 / 2)", "-4"),
        ("abs(2s - 5s)", "3s"),
        ("max(1s, 500ms, 3s)", "3s"),
        ("min(N, 2)", "2"),
        ("N * S", "15s"),
        ("laps", "30s"),
        ("2 * lap == laps", "true"),
        ("opponents[0].count + opponents.`club player`.count", "6"),
        (r#"opponents["A. \"B\""].count + opponents["club player"].count + opponents.`A. "B"`.count"#, "9"),
        ("sum(count)", "30"),
        ("sum(count * S)", "2m30s"),
        ("sum(1)", "2"),
        ("visit == Cyclic", "true"),
        ("visit != 'FirstReady'", "true"),
        ("not visit == Cyclic", "false"),
        ("N == 3 and S > 4s or 1 / zero > 0", "true"),
        ("N > 3 implies 1 / zero == 1", "true"),
        ("true implies false implies false", "true"),
        ("N == 3 or 1 / zero > 0", "true"),
        ("1 / zero", "this divides by zero; add a condition that excludes it"),
        ("moves", "moves is unknown today"),
        ("makespan with master.count = 2 <= makespan", "false"),
        ("makespan with master.count = 2, master.count *= 0.5 == 200s", "true"),
        ("max(makespan with master.count = 2, makespan)", "3m20s"),
        (
            "(makespan with master.count = N) - (makespan with master.count = 3) + (makespan with master.count = N)",
            "1m40s",
        ),
        ("(makespan with master.count = 2) with master.count = 3", "5m"),
        ("E(makespan)", "7s"),
        ("P(makespan <= 2h) >= 90%", "true"),
        ("q95(makespan)", "0.00000000095s"),
        ("quantile(makespan, 1 / N) < 1ns", "true"),
        ("99999999999 * 99999999999 * 99999999999", "999999999970000000000299999999999"),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn a_run_is_the_same_wherever_it_is_asked_for() {
    let evening = Evening { definitions: vec![("double", "makespan with master.count = 2")] };
    let text = "double <= makespan and double == (makespan with master.count = 2) and E(1s) == 1s";
    let flaw = Expression::condition(text, &evening).unwrap_err();
    assert_eq!(flaw.message, "`double` is a value of a single run, but the rest is about all runs");
    let expression = Expression::condition(text.trim_end_matches(" and E(1s) == 1s"), &evening).unwrap();
    assert_eq!(expression.runs().len(), 2);
    assert_eq!(expression.symbols().len(), 2);
    assert!(expression.varies());
}

/// The text with the place marked, the message, the advice.
fn flaw(text: &str) -> String {
    let evening = Evening { definitions: vec![("loop", "loop + 1"), ("broken", "S + N")] };
    let Err(flaw) = Expression::condition(text, &evening) else { panic!("{text} is not wrong at all") };
    let (before, marked, after) = (&text[..flaw.span.start], &text[flaw.span.clone()], &text[flaw.span.end..]);
    format!("{before}⟨{marked}⟩{after}: {flaw}")
}

#[test]
fn flaws_know_their_place_and_what_to_write() {
    let unit = "give the number a unit, such as `5s`, multiply it by a duration, or divide the duration by `1s`";
    for (marked, message) in [
        ("makespan ⟨+⟩ 12 <= 2h", format!("a duration plus a number; {unit}")),
        ("N ⟨-⟩ S <= 2", format!("a number minus a duration; {unit}")),
        ("makespan ⟨<=⟩ 2", format!("a duration can't be compared with a number; {unit}")),
        ("⟨broken⟩ <= S", format!("a duration plus a number; {unit}")),
        ("max(1s, ⟨2⟩) == 1s", format!("this is a number, but the first argument of `max` is a duration; {unit}")),
        ("⟨N * S⟩", "this is a duration, not a condition; compare it with something, using `<=`, `==` or another comparison".into()),
        ("⟨makspan⟩ <= 2h", "nothing is called `makspan` here; did you mean `makespan`?".into()),
        ("P(⟨makespan⟩) > 1", "this is a duration, which is neither true nor false; for the mean of a quantity write `E(…)`".into()),
        (
            "E(⟨makespan > 2h⟩) > 1",
            "this is true or false, which has no mean and no quantiles; for the probability of a condition write `P(…)`".into(),
        ),
        ("makespan ⟨=⟩ 2h", "a single `=` does not compare; write `==`; `=` is used only after `with`".into()),
        ("0 <= N ⟨<=⟩ 2", "comparisons can't be chained; write `a <= b and b <= c`".into()),
        ("N ⟨≤⟩ 2", "`≤` can't be used here; write `<=`".into()),
        ("⟨5x⟩ == 1", "`5x` is not a duration: \"x\" is not a unit of time; use ns, us, ms, s, m, h or d; for a product write `* x`".into()),
        ("⟨(⟩N == 2", "this bracket is never closed; write another `)`".into()),
        ("N == ⟨⟩", "the expression ends too early; expected a number, a duration, a name or a bracket".into()),
        ("⟨95% of⟩ makespan < 30s", "a probability is written with `P`; write `P(makespan < 30s) >= 95%`".into()),
        ("2 ⟨N⟩ == 2", "an operator is missing before this; for a product write `*`".into()),
        ("⟨ciel⟩(N) == 2", "there is no function `ciel`; did you mean `ceil`?".into()),
        ("ceil(⟨S⟩) == 2s", "this is a duration, which needs a unit before it can be rounded; divide by the unit first: `ceil(… / 1s) * 1s`".into()),
        ("utilisation >= ⟨50⟩", "utilisation is a share from 0 to 1, so it can't be 50; did you mean `50%`?".into()),
        ("⟨-1⟩ < q95(utilisation)", "utilisation is a share from 0 to 1, so it can't be -1; write a share such as `95%`".into()),
        ("P(makespan > 2h) < ⟨5⟩", "a probability is a share from 0 to 1, so it can't be 5; did you mean `5%`?".into()),
        ("P(makespan > 2h) < ⟨120%⟩", "a probability is a share from 0 to 1, so it can't be 1.2; write a share such as `95%`".into()),
        ("quantile(makespan, ⟨95⟩) < 1s", "a quantile's level is between 0 and 1, not 95; write a share, such as `95%`".into()),
        ("E(⟨E⟩(makespan)) < 1s", "this is the same in all runs, so there is nothing to average; take it out of the `E(…)`, `P(…)` or quantile around it".into()),
        ("makespan with ⟨masters⟩ = 2 < 1s", "no `masters`; write `master.count`".into()),
        ("makespan with master.count ⟨2⟩ < 1s", "`with` and a path need `=` and a new value; write `with master.count = 2`, or `*=` to scale".into()),
        ("makespan with master.count = ⟨moves⟩ < 1s", "`moves` is known only after a run, but is needed before it; use literals and settings here".into()),
        ("E(makespan) < ⟨makespan⟩", "`makespan` is a value of a single run, but the rest is about all runs; write `E(makespan)`, or put it into a separate expression".into()),
        ("visit ⟨<⟩ Cyclic", "`<` needs quantities, but this is a choice; write `==` or `!=`".into()),
        ("visit ⟨==⟩ 3", "a choice can't be compared with a number".into()),
        ("⟨visit⟩ + 3 == 3", "this is a choice, which can't be calculated with".into()),
        ("not ⟨N⟩", "this is a number, but a condition is expected here; compare it with something, using `<=`, `==` or another comparison".into()),
        ("sum(⟨sum⟩(count)) > 1", "a sum over groups can't contain another; multiply instead".into()),
        ("N == ⟨1.⟩", "`1.` is not a number".into()),
        ("visit == ⟨'⟩Cyclic", "this ' is never closed; write another '".into()),
        ("⟨opponents.⟩ == 2", "this path is incomplete; write a field or a number in brackets: `opponents[0].count`".into()),
        ("⟨opponents[⟩x].count == 2", "this path is incomplete; write a field or a number in brackets: `opponents[0].count`".into()),
        ("⟨loop⟩ == 2", "with its definitions and groups, this expression is too large; make the definitions use each other less".into()),
    ] {
        let text = marked.replace(['⟨', '⟩'], "");
        assert_eq!(flaw(&text), format!("{marked}: {message}"));
    }
}

#[test]
fn no_text_is_too_deep_or_too_long() {
    let evening = Evening { definitions: Vec::new() };
    for piece in ["(", "-", "not ", "1+", "1 implies ", "max(", "E(", "N with master.count = ", "true and ", "x.", "x["]
    {
        for end in ["", "1", "true", ")"] {
            let text = piece.repeat(9_000 / piece.len()) + end;
            assert!(Expression::new(&text, &evening).is_err(), "{piece}");
        }
    }
    assert!(Expression::new(&" ".repeat(20_000), &evening).unwrap_err().message.contains("longer than"));
    assert!(Expression::new("", &evening).is_err());
    let deepest = format!("{}1{}", "(".repeat(90), ")".repeat(90));
    assert!(Expression::new(&deepest, &evening).is_ok());
}

#[test]
fn the_exact_value_of_a_measure_is_that_of_the_outcome() {
    let think = |seconds| Distribution::Exponential { mean: Duration::from_secs(seconds) };
    let group = |name, count| Group { count, ..Group::new(name, think(60), GameLength::Exactly(7)) };
    let exhibition = Exhibition {
        groups: vec![group("a", 3), group("b", 2)],
        boards: Some(4),
        ..Exhibition::new(Master { name: "Larry".into(), count: 2, think: think(20) })
    };
    let outcome = Simulator::new(&exhibition).unwrap().play(1, 0).unwrap().clone();
    let close = |exact: &Value, value: f64, what: &str| {
        let exact = exact.quantity().unwrap().to_f64();
        assert!((exact - value).abs() <= 1e-12 * value.abs(), "{what}: {exact} {value}");
    };
    for measure in Measure::ALL {
        let exact = exact_value(measure, &outcome, None);
        assert_eq!(exact.kind(), measure_kind(measure));
        close(&exact, outcome.value(measure), measure.name());
    }
    for measure in Measure::OF_A_GROUP {
        for group in [0, 1] {
            close(&exact_value(measure, &outcome, Some(group)), outcome.group_value(group, measure), measure.name());
        }
    }
    let nothing = crate::model::Outcome::default();
    for measure in Measure::ALL {
        close(&exact_value(measure, &nothing, None), 0.0, measure.name());
    }
}

#[test]
fn a_floating_point_number_and_its_quantity_are_the_same() {
    for seconds in [0.0, 0.1, 705.0, -1.5e-9] {
        for power in [-1, 0, 1] {
            let quantity = Quantity::from_f64(seconds, power).unwrap();
            assert!((quantity.to_f64() - seconds).abs() <= 1e-15 * seconds.abs(), "{seconds}");
        }
    }
    assert_eq!(Quantity::from_f64(f64::NAN, 0), None);
    assert_eq!(Quantity::ns(705_000_000_000_u64).to_duration(), Some(Duration::from_secs(705)));
    assert_eq!(Quantity::ns(-1).to_duration(), None);
    assert_eq!(Quantity::number(5).to_count(), Some(5));
}

/// The same values, but any makespan may be up to a tenth longer.
struct Vague<'a>(Values<'a>);

impl Scope for Vague<'_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        self.0.symbol(index)
    }

    fn statistic(&mut self, index: usize) -> Result<Value, String> {
        self.0.statistic(index)
    }

    fn symbol_range(&mut self, index: usize) -> Result<[Value; 2], String> {
        let value = self.symbol(index)?;
        let is_vague = self.0.0.symbols()[index].name == "makespan";
        let tenth = value.quantity().map(|it| Quantity::new(it.amount() * BigRational::new(11.into(), 10.into()), 1));
        Ok([value.clone(), tenth.filter(|_| is_vague).map_or(value, Value::Quantity)])
    }
}

#[test]
fn what_may_be_either_way_is_not_known() {
    let evening = Evening { definitions: Vec::new() };
    let [no, yes, open] = [[false, false], [true, true], [false, true]];
    for (text, expected) in [
        ("makespan <= 110s", yes),
        ("makespan <= 109s", open),
        ("makespan < 100s", no),
        ("makespan >= 100s", yes),
        ("makespan == 105s", open),
        ("makespan != 111s", yes),
        ("not makespan > 105s", open),
        ("makespan > 105s and S > 5s", no),
        ("makespan > 105s and S >= 5s", open),
        ("makespan > 105s or N == 3", yes),
        ("makespan > 105s implies N == 4", open),
        ("makespan > 111s implies 1 / zero > 1", yes),
        ("-makespan <= -105s", open),
        ("2 * makespan + 1s <= 221s", yes),
        ("1s - makespan >= -109s", yes),
        ("1s - makespan >= -108s", open),
        ("-2 * makespan >= -220s", yes),
        ("1 / makespan <= 1 / 100s", yes),
        ("1 / makespan < 1 / 100s", open),
        ("abs(makespan - 105s) <= 5s", yes),
        ("abs(makespan - 105s) >= 1s", open),
        ("abs(makespan - 120s) >= 10s", yes),
        ("min(makespan, 105s) <= 105s", yes),
        ("max(makespan, 105s) <= 109s", open),
        ("visit == Cyclic", yes),
    ] {
        let expression = Expression::new(text, &evening).unwrap();
        let range = expression.root().range(&mut Vague(Values(&expression))).unwrap();
        assert_eq!(range, expected.map(Value::Truth), "{text}");
    }
    let divides = Expression::new("1s / (makespan - 105s) > 1", &evening).unwrap();
    assert!(divides.root().range(&mut Vague(Values(&divides))).is_err());
}
