//! `seek` on random scenarios without chance and random conditions, against a look at every value.
//!
//! What is wrong and not said to be uncertain is a silent error: there may be none. `ZEITNOT_SEEKS=2000` tries that
//! many.

use zeitnot::experiment::seek::{Answer, Edge, Goal, Question, Sought, Strategy, Variants, Verdict, seek};
use zeitnot::experiment::{Factor, Playing};
use zeitnot::model::{Outcome, Simulator};
use zeitnot::replicate::Stop;
use zeitnot::scenario::Template;

/// How many scenarios are tried, unless the environment asks for more.
const CASES: u64 = 60;

/// Random numbers from a fixed seed: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    fn from(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[usize::try_from(self.from(0, some.len() as u64 - 1)).unwrap()]
    }
}

/// A scenario without chance, and what of it is varied.
fn scenario(dice: &mut Dice) -> (String, String) {
    let visit = dice.of(&["FirstReady", "LastReady", "FewestMovesLeft", "MostMovesLeft", "Sequential", "Cyclic"]);
    let group = |dice: &mut Dice, name: &str| {
        let (count, think_s, moves) = (dice.from(1, 10), dice.from(0, 30), dice.from(1, 8));
        format!("(name: \"{name}\", count: {count}, think: Constant(\"{think_s}s\"), moves: Exactly({moves}))")
    };
    let (masters, think_s) = (dice.from(1, 4), dice.from(1, 9));
    let groups = [group(dice, "g0"), group(dice, "g1")].join(", ");
    let text = format!(
        "Scenario(visit: {visit}, master: (count: {masters}, think: Constant(\"{think_s}s\")), opponents: [{groups}])"
    );
    let vary = dice.of(&[
        "opponents.g0.count=1..64",
        "opponents.g0.moves[0]=1..64",
        "opponents.g1.think[0]=0s..2min step 2s",
        "master.think[0]=500ms..20s step 500ms",
        "master.count=1..24",
        "boards=1..20",
    ]);
    (text, (*vary).to_owned())
}

type Measured = fn(&Outcome) -> u128;
type Compared = fn(&u128, &u128) -> bool;

/// Whole numbers that conditions compare: their names, whether they are times, and what they are of an outcome.
const MEASURES: [(&str, bool, Measured); 6] = [
    ("makespan", true, |outcome| outcome.makespan.as_ns().into()),
    ("waiting_max", true, |outcome| outcome.total().waiting_max.as_ns().into()),
    ("master_idle", true, |outcome| outcome.account.idle_ns),
    ("master_thinking", true, |outcome| outcome.account.thinking_ns),
    ("moves", false, |outcome| outcome.total().moves.into()),
    ("g1.waiting_max", true, |outcome| outcome.groups[1].waiting_max.as_ns().into()),
];

/// Comparisons, as they are written and as they are meant.
const SIGNS: [(&str, Compared); 4] = [("<=", u128::le), ("<", u128::lt), (">=", u128::ge), (">", u128::gt)];

/// A random condition as text, and whether it holds at each value.
fn condition(dice: &mut Dice, outcomes: &[Outcome], depth: u64) -> (String, Vec<bool>) {
    let part = |dice: &mut Dice| condition(dice, outcomes, depth - 1);
    match dice.from(0, if depth == 0 { 0 } else { 4 }) {
        1 | 2 => {
            let ((one, of_one), (other, of_other)) = (part(dice), part(dice));
            (format!("({one} and {other})"), of_one.iter().zip(of_other).map(|(one, other)| *one && other).collect())
        }
        3 => {
            let ((one, of_one), (other, of_other)) = (part(dice), part(dice));
            (format!("({one} or {other})"), of_one.iter().zip(of_other).map(|(one, other)| *one || other).collect())
        }
        4 => {
            let (inner, of_inner) = part(dice);
            (format!("not ({inner})"), of_inner.into_iter().map(|holds| !holds).collect())
        }
        _ => comparison(dice, outcomes),
    }
}

/// The bound is what the measure is at one of the values, so that it is neither always met nor never.
fn comparison(dice: &mut Dice, outcomes: &[Outcome]) -> (String, Vec<bool>) {
    let (name, is_time, measure) = *dice.of(&MEASURES);
    let bound = measure(dice.of(outcomes));
    let bound_text = if is_time { format!("{bound}ns") } else { bound.to_string() };
    let (sign, compares) = *dice.of(&SIGNS);
    let statistic = *dice.of(&["E", "q50"]);
    let holds = outcomes.iter().map(|outcome| compares(&measure(outcome), &bound)).collect();
    (format!("{statistic}({name}) {sign} {bound_text}"), holds)
}

/// What is wrong with what a seek found, where the condition holds at these values.
fn wrong(sought: &Sought, holds: &[bool], wanted: Option<Edge>) -> Option<String> {
    let verdicts = sought.tried.iter().all(|tried| (tried.verdict == Verdict::Holds) == holds[tried.index]);
    let (first, last) = (holds.iter().position(|holds| *holds), holds.iter().rposition(|holds| *holds));
    let edge = wanted.or(sought.bracket.edge);
    let truth = match edge {
        None if first.is_none() => Answer::None,
        None => Answer::All,
        Some(Edge::Largest) => last.map_or(Answer::None, Answer::Value),
        Some(Edge::Smallest) => first.map_or(Answer::None, Answer::Value),
    };
    let is_all = holds.iter().all(|holds| *holds);
    let right = sought.answer() == truth && (truth != Answer::All || is_all);
    (!verdicts || !right)
        .then(|| format!("{:?} in place of {truth:?}; all verdicts right: {verdicts}", sought.answer()))
}

#[test]
fn without_chance_no_answer_is_wrong_and_not_said_to_be_uncertain() {
    let cases = std::env::var("ZEITNOT_SEEKS").map_or(CASES, |cases| cases.parse().expect("a number of scenarios"));
    let playing = Playing { seed: None, jobs: 1, events_max: 1_000_000, stop: Stop::new(), memory: None };
    let (mut bisected_wrong, mut tried, mut values, mut changing) = (0, 0, 0, 0);
    for case in 0..cases {
        let mut dice = Dice(case);
        let (text, vary) = scenario(&mut dice);
        let template = Template::from_text("random.ron", &text, None).unwrap();
        let factor: Factor = vary.parse().unwrap();
        let len = usize::try_from(factor.len()).unwrap();
        let outcome = |index: usize| {
            let scenario = template.with(&factor.setting(index as u64).unwrap()).unwrap().scenario().unwrap();
            Simulator::new(&scenario.exhibition).unwrap().play(scenario.seed, 0).unwrap().clone()
        };
        let outcomes: Vec<_> = (0..len).map(outcome).collect();
        let changes = |holds: &[bool]| holds.contains(&true) && holds.contains(&false);
        let mut conditions: Vec<_> = (0..3).map(|_| condition(&mut dice, &outcomes, 3)).collect();
        // Of three conditions the last that changes, or else the last.
        conditions.sort_by_key(|(_, holds)| changes(holds));
        let (such_that, holds) = conditions.pop().unwrap();
        let question = Question::new(&such_that, &["g0", "g1"]).unwrap_or_else(|flaw| panic!("{such_that}: {flaw}"));
        let edge = *dice.of(&[None, Some(Edge::Largest), Some(Edge::Smallest)]);
        let mut variants = Variants::new(&template, &factor, &question, &playing);
        let mut sought = |strategy| {
            let condition = question.condition().clone();
            let goal = Goal { condition, edge, strategy, level: 0.95, replications_max: 100 };
            seek(&goal, len, &mut variants).unwrap()
        };
        let told =
            |why: &str| format!("case {case}: {why}\n{text}\n--vary '{vary}' --such-that '{such_that}' {edge:?}");
        // Every value is tried, since that costs little.
        let all = sought(Strategy::Exhaust);
        assert!(all.is_exact() && all.bracket.complete, "{}", told("not complete"));
        assert_eq!(wrong(&all, &holds, edge).map(|why| told(&why)), None);
        // If it did cost more, what is not sure would be said to be so.
        let some = sought(Strategy::Bisect);
        let why = wrong(&some, &holds, edge);
        let is_silent = some.bracket.complete || some.answer() == Answer::None;
        assert!(why.is_none() || !is_silent, "{}", told(&why.unwrap_or_default()));
        bisected_wrong += u64::from(why.is_some() && some.answer() != Answer::Unknown);
        (tried, values) = (tried + some.tried.len(), values + len);
        changing += u64::from(changes(&holds));
    }
    println!(
        "{cases} seeks, in {changing} it changes; bisection tried {tried} of {values} values, {bisected_wrong} wrong"
    );
    assert!(changing * 2 > cases, "most conditions should change: {changing} of {cases}");
    assert!(bisected_wrong * 20 <= cases, "bisection is wrong in {bisected_wrong} of {cases} cases");
}
