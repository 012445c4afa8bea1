use super::*;
use crate::model::Simulator;
use crate::scenario::Scenario;

/// The program of a scenario in a language, with everything that follows `opponents` and `master` in it.
fn program(rest: &str, language: Language, larry: Option<Larry>) -> Result<String, Unmapped> {
    let text = format!("Scenario(\n{rest})");
    let scenario = Scenario::from_text("test.ron", &text, None).unwrap_or_else(|wrong| panic!("{wrong}"));
    let mut course = Course::default();
    let mut simulator = Simulator::new(&scenario.exhibition).unwrap();
    let outcome = simulator.observe(scenario.seed, 0, &mut course).unwrap().clone();
    let request =
        ProgramRequest { scenario: &scenario, replication: 0, course: &course, outcome: &outcome, language, larry };
    write(&request).map(|program| program.text + program.table.as_deref().unwrap_or_default())
}

const ALL: [Language; 5] =
    [Language::Asyncio, Language::Sync, Language::Threads, Language::Javascript, Language::Tokio];

/// Filling a template panics where it names a value that there is not.
#[test]
fn every_template_is_filled_for_every_shape() {
    let mut written = 0;
    for opponents in [
        r#"(count: 3, think: Constant("1s"), moves: Exactly(3))"#,
        r#"(count: 40, think: Exponential(mean: "1s"), moves: Uniform(1, 4), arrive: Every(Constant("1s")))"#,
        r#"(name: "a", count: 2, think: Exponential(mean: "1s"), patience: "1s"), (name: "b", think: Constant("1s"))"#,
    ] {
        for visit in ["Sequential", "Cyclic", "CyclicSkip", "FirstReady", "RandomReady", "MostMovesLeft", "GroupOrder"]
        {
            for more in
                ["", "boards: 2,", "first_move: Master,", "last_move: Opponent,", r#"walk: PerBoard(Constant("1s")),"#]
            {
                for language in ALL {
                    for larry in [None, Some(Larry::Blocks), Some(Larry::Awaits)] {
                        let rest = format!("opponents: [{opponents}],\nvisit: {visit},\n{more}");
                        let Ok(text) = program(&rest, language, larry) else { continue };
                        assert!(!text.contains("%if") && !text.contains("%end"), "{text}");
                        let awaits = text.contains("await ") || text.contains("asyncio");
                        assert!(!awaits || !matches!(language, Language::Sync | Language::Threads), "{text}");
                        written += 1;
                    }
                }
            }
        }
    }
    assert!(written > 200, "{written}");
}

#[test]
fn names_stay_what_they_are_in_every_language() {
    let rest = r#"title: "@moves@", opponents: [(name: "{a} `${b}` \"c\" \\", count: 2, moves: Exactly(1))]"#;
    let text = |language| program(rest, language, None).unwrap();
    assert!(text(Language::Asyncio).starts_with("# @moves@: 2 games"));
    assert!(text(Language::Asyncio).contains(r#"against {{a}} `${{b}}` \"c\" \\ {game['board']}")"#));
    assert!(text(Language::Javascript).contains(r#"against {a} \`\${b}\` "c" \\ ${game.board}`)"#));
    assert!(text(Language::Tokio).contains(r#"against {{a}} `${{b}}` \"c\" \\ {board}""#));
}

#[test]
fn what_is_the_same_for_all_is_said_once() {
    let text = program(
        r#"opponents: [(count: 600, think: Constant("1s"))], master: (think: Constant("2s"))"#,
        Language::Asyncio,
        None,
    );
    let text = text.unwrap();
    assert!(
        text.contains("\nGAMES = range(1, 601)\nMOVES = 10\nOPPONENT_THINKS = 1.0\nMASTER_THINKS = 2.0\n"),
        "{text}"
    );
}

#[test]
fn times_beyond_24_days_are_refused() {
    let refused =
        program(r#"opponents: [(think: Constant("25d"), moves: Exactly(1))]"#, Language::Asyncio, None).unwrap_err();
    assert!(refused.what.ends_with("a program's clock counts whole nanoseconds up to 24 days"), "{}", refused.what);
}
