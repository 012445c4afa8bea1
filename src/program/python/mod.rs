//! Programs in Python, with its standard library alone.

#![expect(clippy::format_push_string, reason = "short texts, written once")]

mod chooser;
mod circle;
mod rows;
mod words;

use super::quoted::seconds;
use super::shape::Shape;
use super::{GAMES_INSIDE_MAX, Language, Plan, Program};
use crate::model::Side;
use words::Words;

/// Writes a plan as a program.
pub(super) fn write(plan: &Plan, language: Language) -> Program {
    let words = Words::new(plan, language);
    let has_file = !plan.games.are_alike && plan.games.count > GAMES_INSIDE_MAX;
    let parts = [
        heading(plan, &words, has_file),
        log(plan),
        if plan.shape == Shape::Circle { circle::functions(plan, &words) } else { functions(plan, &words) },
        end(plan, &words),
    ];
    Program { text: parts.join("\n\n"), table: has_file.then(|| rows::file(plan)) }
}

/// What it is, what it needs, and all that is the same for all games.
fn heading(plan: &Plan, words: &Words, has_file: bool) -> String {
    let mut text = format!(
        "# {}: {} with {}.\n# Simulated, it takes {}. To run it a hundred times as fast: python3 FILE 0.01\n\n",
        plan.scenario.title,
        if plan.games.count == 1 { "1 game".to_owned() } else { format!("{} games", plan.games.count) },
        words.library(),
        plan.makespan,
    );
    let mut imports = vec!["import sys", "import time"];
    if words.is_async() {
        imports.push("import asyncio");
    }
    if has_file {
        imports.extend(["import json", "from pathlib import Path"]);
    }
    imports.sort_by_key(|import| (import.starts_with("from"), *import));
    text += &(imports.join("\n") + "\n\nSCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0\n");
    text += &rows::constants(plan, has_file);
    let semaphore = |name: &str, count| format!("{name} = asyncio.Semaphore({count})\n");
    match plan.shape {
        Shape::GamesAtATime(masters) => text += &semaphore("MASTERS", masters),
        Shape::Lock { .. } if plan.scenario.exhibition.master.count == 1 => text += "MASTER = asyncio.Lock()\n",
        Shape::Lock { .. } => text += &semaphore("MASTER", plan.scenario.exhibition.master.count),
        Shape::Blocking { seats: Some(seats) } => text += &format!("SEATS = {seats}\n"),
        _ => {}
    }
    if let Shape::Lock { boards: Some(boards) } | Shape::Chooser { boards: Some(boards) } = plan.shape {
        text += &semaphore("BOARDS", boards);
    }
    text
}

fn log(plan: &Plan) -> String {
    format!(
        "def log(text):\n    print(f\"[{{(time.perf_counter() - START) / SCALE:{}.{}f}} s] {{text}}\")\n",
        plan.decimals + 5,
        plan.decimals
    )
}

/// A move on both sides, a game, and all games.
fn functions(plan: &Plan, words: &Words) -> String {
    let parts = [
        chooser::class(plan, words).unwrap_or_default(),
        make_move(plan, words),
        play_game(plan, words),
        main(plan, words),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn make_move(plan: &Plan, words: &Words) -> String {
    let opponent = words.opponent_moves("    ");
    let master = match plan.shape {
        Shape::Chooser { .. } => format!("    await MASTERS.visit({}, n)\n", words.game()),
        Shape::Lock { .. } => format!("    async with MASTER:\n{}", words.master_moves("        ")),
        _ => words.master_moves("    "),
    };
    let exhibition = &plan.scenario.exhibition;
    let (first, second) = match exhibition.first_move {
        Side::Opponent => (opponent, master),
        Side::Master => (master, opponent),
    };
    let stop = if exhibition.first_move == exhibition.last_move {
        format!("    if n == {}:\n        return\n", words.moves())
    } else {
        String::new()
    };
    format!("{}def make_move({}, n):\n{first}{stop}{second}", words.a_sync(), words.game())
}

fn play_game(plan: &Plan, words: &Words) -> String {
    let (a_sync, a_wait, game) = (words.a_sync(), words.a_wait(), words.game());
    let moves = |indent: &str| {
        format!("{indent}for n in range(1, {} + 1):\n{indent}    {a_wait}make_move({game}, n)\n", words.moves())
    };
    let body = if plan.games.patience.is_some() {
        format!(
            "    try:\n{}    except TimeoutError:\n        log(f\"{} runs out of patience and FORFEITS\")\n",
            moves("        "),
            words.acting()
        )
    } else {
        moves("    ")
    };
    format!("{a_sync}def play_game({game}):\n{body}    log(f\"DONE GAME against {}\")\n", words.opponent())
}

/// All games, in the way of the shape; before that, what stands between a game and its board.
fn main(plan: &Plan, words: &Words) -> String {
    let (a_sync, a_wait, game) = (words.a_sync(), words.a_wait(), words.game());
    if plan.shape == Shape::OneByOne {
        return format!("{a_sync}def main():\n    for {game} in GAMES:\n        {a_wait}play_game({game})\n");
    }
    if let Shape::Blocking { seats: Some(_) } = plan.shape {
        return format!(
            "async def take_seat(line):\n    for {game} in line:\n        await play_game({game})\n\n\n\
             async def main():\n    line = iter(GAMES)\n    await asyncio.gather(*(take_seat(line) for _ in range(SEATS)))\n"
        );
    }
    let semaphore = match plan.shape {
        Shape::GamesAtATime(_) => Some("MASTERS"),
        Shape::Lock { boards: Some(_) } | Shape::Chooser { boards: Some(_) } => Some("BOARDS"),
        _ => None,
    };
    let arrival = words.arrives("    ").unwrap_or_default();
    let (come, function) = match semaphore {
        Some(semaphore) => (format!("{arrival}    async with {semaphore}:\n        await play_game({game})\n"), "come"),
        None if !arrival.is_empty() => (format!("{arrival}    await play_game({game})\n"), "come"),
        None => (String::new(), "play_game"),
    };
    let come = if come.is_empty() { come } else { format!("async def come({game}):\n{come}\n\n") };
    format!("{come}async def main():\n    await asyncio.gather(*({function}({game}) for {game} in GAMES))\n")
}

fn end(plan: &Plan, words: &Words) -> String {
    let masters = if matches!(plan.shape, Shape::Chooser { .. }) { "MASTERS = Masters()\n" } else { "" };
    format!(
        "{masters}START = time.perf_counter()\n{}\nprint(f\"Total time taken: {{(time.perf_counter() - START) / SCALE:.{}f}} s\")\n",
        if words.is_async() { "asyncio.run(main())" } else { "main()" },
        plan.decimals
    )
}

/// A time as seconds, or `None`.
fn seconds_or_none(time: Option<crate::time::Duration>) -> String {
    time.map_or_else(|| "None".to_owned(), seconds)
}
