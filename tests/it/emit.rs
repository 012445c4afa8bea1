//! `emit`: programs that do what the simulation does, checked by Python's own scheduler. Where there is no Python, the
//! tests that need it say so, and pass.

use crate::command::{folder, output_of, refused, text, zeitnot};
use crate::shipped;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use zeitnot::model::{Exhibition, Visit};
use zeitnot::scenario::Scenario;
use zeitnot::strategies::exhibition;
use zeitnot::time::Duration;

/// How many random scenarios are played; `ZEITNOT_EMIT_CASES` says otherwise.
const CASES: u32 = 24;

/// Whether this machine has an interpreter; says so if not.
fn has(interpreter: &str) -> bool {
    let found = Command::new(interpreter).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("SKIPPED: there is no {interpreter} here");
    }
    found
}

fn program(scenario: &str, arguments: &[&str]) -> String {
    text(&[&["emit", &format!("scenarios/{scenario}.ron")], arguments].concat())
}

/// What a program looks like when all that makes it asynchronous is taken away.
fn without_async(text: &str) -> Vec<String> {
    let plain = text
        .replace("async def", "def")
        .replace("await asyncio.sleep", "time.sleep")
        .replace("await ", "")
        .replace("asyncio.run(main())", "main()");
    plain.lines().filter(|line| !line.starts_with('#') && *line != "import asyncio").map(str::to_owned).collect()
}

#[test]
fn sync_and_asyncio_differ_by_async_await_and_gather_only() {
    let sync = program("tutorial-one-at-a-time", &["--as", "sync"]);
    assert_eq!(without_async(&program("tutorial-one-at-a-time", &["--as", "asyncio"])), without_async(&sync));
    let gather = "    asyncio.gather(*(play_game(board) for board in GAMES))";
    let with_loop: Vec<_> = without_async(&program("tutorial-async", &["--as", "asyncio"]))
        .into_iter()
        .flat_map(|line| {
            if line == gather {
                vec!["    for board in GAMES:".to_owned(), "        play_game(board)".to_owned()]
            } else {
                vec![line]
            }
        })
        .collect();
    assert_eq!(with_loop, without_async(&sync));
}

#[test]
fn programs_have_at_most_60_lines_without_tables() {
    let folder = folder("emit/lines");
    for name in ["club-evening", "record-604-boards", "tutorial-async"] {
        for visit in Visit::ALL {
            let path = folder.join(format!("{name}-{visit}.py"));
            let (file, set) = (format!("scenarios/{name}.ron"), format!("visit={visit}"));
            let output = output_of(&["emit", &file, "--as", "asyncio", "--set", &set, "-o", path.to_str().unwrap()]);
            if !output.status.success() {
                assert_eq!(output.status.code(), Some(2), "{output:?}");
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let table = |line: &str| {
                line.starts_with("    {\"board\"") || line == "GAMES = [" || line == "]" || line.starts_with("CHOICES")
            };
            let lines = text.lines().filter(|line| !line.trim().is_empty() && !table(line));
            assert!(lines.count() <= 60, "{name}, {visit}:\n{text}");
        }
    }
}

#[test]
fn shipped_scenarios_that_end_are_the_same_to_the_nanosecond() {
    if !has("python3") {
        return;
    }
    let mut ended = 0;
    for name in shipped::names() {
        if shipped::scenario(&name, &[]).exhibition.is_endless() {
            continue;
        }
        let output = output_of(&["emit", &format!("scenarios/{name}.ron"), "--as", "asyncio", "--run", "instantly"]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{name}: {output:?}");
        assert!(text.contains("to the nanosecond as simulated; the order of all"), "{name}: {text}");
        ended += 1;
    }
    assert_eq!(ended, 9);
}

#[test]
fn a_new_game_does_not_overtake_boards_that_are_ready() {
    if !has("python3") {
        return;
    }
    let settings = ["first_move=Master", "last_move=Master", "boards=2", "opponents[0].count=3"];
    let games = ["opponents[0].moves=Exactly(2)", "opponents[0].think=Constant(3s)"];
    let settings = settings.into_iter().chain(games).flat_map(|setting| ["--set", setting]);
    let emit = ["emit", "scenarios/south-station-async.ron", "--as", "asyncio", "--run", "instantly"];
    let output = output_of(&emit.into_iter().chain(settings).collect::<Vec<_>>());
    assert!(output.status.success(), "{output:?}");
}

/// Random scenarios in whole seconds, so that things often happen at the same instant.
fn random(cases: u32) -> Vec<(Exhibition, u64)> {
    let strategy = (exhibition().times(Duration::from_secs(1)..=Duration::from_secs(60)), 0..1_000_000_u64);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"the same random scenarios always");
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    (0..cases).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn random_scenarios_are_the_same_to_the_nanosecond_or_refused() {
    if !has("python3") {
        return;
    }
    let cases = std::env::var("ZEITNOT_EMIT_CASES").map_or(CASES, |cases| cases.parse().unwrap());
    let (folder, mut refused, mut same) = (folder("emit/random"), BTreeMap::new(), 0);
    let mut different = Vec::new();
    for (number, (exhibition, seed)) in random(cases).into_iter().enumerate() {
        let path = folder.join(format!("{number}.ron"));
        let scenario = Scenario { title: format!("case {number}"), seed, exhibition };
        fs::write(&path, scenario.to_ron()).unwrap();
        let output = output_of(&["emit", path.to_str().unwrap(), "--as", "asyncio", "--run", "instantly"]);
        match output.status.code() {
            Some(0) => same += 1,
            Some(2) => {
                let said = String::from_utf8(output.stderr).unwrap();
                *refused.entry(said.lines().next().unwrap().to_owned()).or_insert(0) += 1;
            }
            _ => different.push((path, output)),
        }
    }
    assert!(different.is_empty(), "{} differ: {different:#?}", different.len());
    assert!(refused.keys().all(|said| !said.contains("did not run") && !said.contains("not like")), "{refused:#?}");
    assert!(same >= cases / 2, "{same} of {cases}; refused: {refused:#?}");
}

#[test]
fn names_with_quotes_and_braces_run() {
    if !has("python3") {
        return;
    }
    let path = folder("emit/names").join("names.ron");
    let group = |name: &str| format!("(name: {name:?}, count: 2, think: Exponential(mean: \"1s\"), moves: Exactly(2))");
    for names in [&["{a} 'b' \"c\" \\ %if @moves@"][..], &["{x}", "Stra\u{df}e \"y\"", "\u{3b1}\u{1f600}"]] {
        let groups: Vec<_> = names.iter().map(|name| group(name)).collect();
        fs::write(&path, format!("Scenario(title: \"{{n}} @n@\", opponents: [{}])", groups.join(", "))).unwrap();
        let output = output_of(&["emit", path.to_str().unwrap(), "--as", "asyncio", "--run", "instantly"]);
        assert!(output.status.success(), "{output:?}");
    }
}

/// Every move, whatever the time: nothing is promised of a machine that tests run on.
fn makes_all_moves(scenario: &str, arguments: &[&str]) {
    let file = format!("scenarios/{scenario}.ron");
    let output = output_of(&[&["emit", &file, "--run", "0.01", "--within", "99%"], arguments].concat());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("than simulated"), "{output:?}");
}

#[test]
fn python_programs_make_all_moves_under_the_real_clock() {
    if has("python3") {
        makes_all_moves("tutorial-async", &["--as", "asyncio"]);
        makes_all_moves("tutorial-async", &["--as", "threads"]);
        makes_all_moves("tutorial-one-at-a-time", &["--as", "threads", "--set", "master.count=2"]);
        makes_all_moves("web-scraper", &["--as", "threads", "--set", "opponents.page.count=40"]);
    }
}

#[test]
fn javascript_programs_make_all_moves_under_the_real_clock() {
    if has("node") {
        makes_all_moves("tutorial-async", &["--as", "javascript"]);
        makes_all_moves("tutorial-one-at-a-time", &["--as", "javascript"]);
        makes_all_moves("tutorial-one-at-a-time", &["--as", "javascript", "--set", "master.count=2"]);
        makes_all_moves("web-scraper", &["--as", "javascript", "--set", "opponents.page.count=40"]);
        makes_all_moves(
            "web-scraper",
            &["--as", "javascript", "--set", "opponents.page.count=40", "--larry", "awaits"],
        );
        let late =
            ["--set", "opponents[0].arrive=Every(Exponential(mean: 1s))", "--set", "opponents[0].patience=900ms"];
        makes_all_moves("tutorial-async", &[&["--as", "javascript", "--set", "first_move=Master"][..], &late].concat());
    }
}

#[test]
fn without_python_it_says_so() {
    for (language, what) in [("asyncio", "there is no Python 3.11 or newer"), ("javascript", "there is no Node")] {
        let emit = ["emit", "scenarios/tutorial-async.ron", "--run", "1", "--as", language];
        let told = refused(&zeitnot().env("PATH", "/there/is/nothing/here").args(emit).output().unwrap());
        assert!(told.contains(what), "{told}");
    }
}

#[test]
fn a_program_and_its_table_replace_no_file() {
    let folder = folder("emit/keep");
    let (path, table) = (folder.join("scraper.py"), folder.join("scraper.json"));
    let emit = ["emit", "scenarios/web-scraper.ron", "--as", "asyncio", "-o", path.to_str().unwrap()];
    for _ in 0..2 {
        assert!(output_of(&emit).status.success(), "the same again is fine");
    }
    let games: serde_json::Value = serde_json::from_slice(&fs::read(&table).unwrap()).unwrap();
    assert_eq!(games["games"].as_array().unwrap().len(), 600);
    for file in [&table, &path] {
        fs::write(file, "mine").unwrap();
        assert!(refused(&output_of(&emit)).contains("already exists, and was not changed"));
        assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    }
    // A table that is somebody else's: the program, which would read it, is not written either.
    fs::remove_file(&path).unwrap();
    refused(&output_of(&emit));
    assert!(!path.exists());
}

/// Two tasks that wait for 50 and 51 ms and then work for 20 ms, twice.
const TRACED: &str = "
import asyncio
import time
import tracer

async def work(number):
    for _ in range(2):
        await asyncio.sleep(0.05 + 0.001 * number)
        time.sleep(0.02)

async def main():
    tracer.start('trace.csv')
    await asyncio.gather(work(0), work(1))

asyncio.run(main())
";

#[test]
fn the_tracer_says_what_tasks_wait_for() {
    if !has("python3") {
        return;
    }
    let folder = folder("emit/tracer");
    fs::write(folder.join("tracer.py"), text(&["emit", "--tracer"])).unwrap();
    fs::write(folder.join("program.py"), TRACED).unwrap();
    let instantly = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/program/python/instantly.py");
    let output = Command::new("python3")
        .current_dir(&folder)
        .env("PYTHONPATH", &folder)
        .args([instantly.to_str().unwrap(), "program.py"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    // The second task is ready at 51 ms. The loop works for the first until 70 ms, and had not looked since 50 ms.
    let expected = "\
task,step,ready_ns,start_ns,end_ns,late_ns
1,1,0,0,0,0
2,1,0,0,0,0
1,2,50000000,50000000,70000000,0
2,2,70000000,70000000,90000000,20000000
1,3,120000000,120000000,140000000,0
2,3,141000000,141000000,161000000,0
";
    assert_eq!(fs::read_to_string(folder.join("trace.csv")).unwrap(), expected);
}

/// The lesson's program, measured as its page says: `docs/lesson.md` shows what `fit` makes of the trace.
#[test]
fn the_lesson_is_measured_as_its_page_says() {
    if !has("python3") {
        return;
    }
    let (folder, root) = (folder("emit/lesson"), Path::new(env!("CARGO_MANIFEST_DIR")));
    let program = text(&["emit", "scenarios/tutorial-async.ron", "--as", "asyncio"]);
    let traced = "async def main():\n    import tracer\n    tracer.start(\"trace.csv\")\n";
    let program = program.replacen("async def main():\n", traced, 1);
    assert!(program.contains("tracer.start"), "{program}");
    fs::write(folder.join("program.py"), program).unwrap();
    fs::write(folder.join("tracer.py"), text(&["emit", "--tracer"])).unwrap();
    let output = Command::new("python3")
        .current_dir(&folder)
        .env("PYTHONPATH", &folder)
        .args([root.join("src/program/python/instantly.py").to_str().unwrap(), "program.py"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).ends_with("Total time taken: 3.500 s\n"), "{output:?}");
    let shown = fs::read_to_string(root.join("docs/data/lesson-trace.csv")).unwrap();
    assert_eq!(fs::read_to_string(folder.join("trace.csv")).unwrap(), shown.replace("\r\n", "\n"));
    let trace = folder.join("trace.csv").display().to_string();
    let scenario = folder.join("measured.ron").display().to_string();
    let fitted = text(&["fit", &trace, "--format", "json", "-o", &scenario]);
    let fitted: serde_json::Value = serde_json::from_str(&fitted).unwrap();
    assert_eq!(fitted["classes"][0]["distribution"], "Constant(\"1s\")", "{fitted}");
    let predicted = fitted["predictions"][0]["mean"].as_f64().unwrap();
    assert!((predicted - 3.5).abs() < 0.05, "{fitted}");
    assert!(output_of(&["run", &scenario]).status.success());
}

/// The sessions of the pages whose commands need Python.
#[test]
fn what_the_pages_show_of_programs_that_run_is_real() {
    if !has("python3") {
        return;
    }
    let mut commands = 0;
    for page in ["docs/emit.md", "docs/lesson.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        for session in text.split("```shell-session\n").skip(1) {
            let session = session.split_once("```").unwrap().0;
            for command in session.split("$ zeitnot ").skip(1) {
                let (arguments, shown) = command.split_once('\n').unwrap();
                let output = output_of(&arguments.split(' ').collect::<Vec<_>>());
                assert_eq!(String::from_utf8(output.stdout).unwrap(), shown, "{page}: {arguments}");
                commands += 1;
            }
        }
    }
    assert!(commands >= 4, "{commands}");
}
