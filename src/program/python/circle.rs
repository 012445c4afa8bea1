//! The master goes around: each board is awaited in turn.

use super::Plan;
use super::words::Words;
use crate::model::Side;
use crate::program::games::Column;

/// An opponent's thinking as a task of its own, and the master's way around.
pub(super) fn functions(plan: &Plan, words: &Words) -> String {
    let exhibition = &plan.scenario.exhibition;
    let (game, board) = (words.game(), words.board());
    let opponent_first = exhibition.first_move == Side::Opponent;
    let opponent_last = exhibition.last_move == Side::Opponent;
    let impatient = plan.games.patience.is_some();
    let moves = words.moves();
    // How many moves each side makes.
    let (opponent_moves, master_moves) = match (opponent_first, opponent_last) {
        (true, true) => (moves.clone(), format!("{moves} - 1")),
        (false, false) => (format!("{moves} - 1"), moves.clone()),
        _ => (moves.clone(), moves),
    };
    let done = |indent: &str| format!("{indent}log(f\"DONE GAME against {}\")\n", words.opponent());
    let mut think = if impatient {
        format!(
            "    try:\n{}    except TimeoutError:\n        log(f\"{} runs out of patience and FORFEITS\")\n{}        return False\n",
            words.opponent_moves("        "),
            words.acting(),
            done("        "),
        )
    } else {
        words.opponent_moves("    ")
    };
    if opponent_last {
        think += &format!("    if n == {opponent_moves}:\n{}", done("        "));
    }
    if impatient {
        think += "    return True\n";
    }
    let mut turn = String::new();
    let (skip, wait) = if impatient {
        (
            "            if thinking[BOARD].done() and not thinking[BOARD].result():\n                continue  # forfeited\n",
            "            if not await thinking[BOARD]:\n                continue\n",
        )
    } else {
        ("", "            await thinking[BOARD]\n")
    };
    let wait = if opponent_first {
        wait.to_owned()
    } else if impatient {
        wait.replace("if not", "if n > 1 and not")
    } else {
        format!("            if n > 1:\n    {wait}")
    };
    let skip = if opponent_first { skip.to_owned() } else { skip.replace("if thinking", "if n > 1 and thinking") };
    turn += &skip.replace("BOARD", board);
    if let Some(walk) = words.walk() {
        turn += &format!(
            "            if stands_at not in (0, {board}):\n                await asyncio.sleep({walk} * SCALE)\n            stands_at = {board}\n"
        );
    }
    turn += &wait.replace("BOARD", board);
    turn += &words.master_moves("            ");
    let next = if opponent_first { "n + 1" } else { "n" };
    let begin = format!("thinking[{board}] = asyncio.create_task(think({game}, {next}))\n");
    turn += &match (opponent_last, opponent_first) {
        (true, _) => format!("            {begin}"),
        (false, _) => format!(
            "            if n < {master_moves}:\n                {begin}            else:\n{}",
            done("                ")
        ),
    };
    let start = if opponent_first {
        format!("{{{board}: asyncio.create_task(think({game}, 1)) for {game} in GAMES}}")
    } else {
        "{}".to_owned()
    };
    let most = match &plan.games.moves {
        Column::Same(_) => "MOVES".to_owned(),
        _ => "max(game[\"moves\"] for game in GAMES)".to_owned(),
    };
    let stands_at = if plan.games.walk.is_some() { "    stands_at = 0\n" } else { "" };
    let guard = match (&plan.games.moves, master_moves.ends_with("- 1")) {
        (Column::Same(_), false) => String::new(),
        _ => format!("            if n > {master_moves}:\n                continue\n"),
    };
    format!(
        "async def think({game}, n):\n{think}\n\n\
         async def main():\n\
         \x20   thinking = {start}\n{stands_at}\
         \x20   for n in range(1, {most} + 1):\n\
         \x20       for {game} in GAMES:\n{guard}{turn}\
         \x20   await asyncio.gather(*thinking.values())\n",
    )
}
