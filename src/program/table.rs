//! The table of games: what is the same for all as constants, the rest in a row for each.

use super::games::Column;
use super::language::Language;
use super::plan::Plan;
use super::quoted::{quoted, seconds};
use super::shape::Shape;
use crate::model::Visit;
use crate::time::Duration;

/// In Rust an opponent without patience has this much, in seconds: a million years.
const PATIENCE_WITHOUT_END: &str = "31556952000000.0";

/// The games, unless they stand in a file, and what is the same for all.
pub(super) fn constants(plan: &Plan, has_file: bool) -> String {
    let (games, language) = (&plan.games, plan.language);
    let mut lines = Vec::new();
    if !games.are_alike && !has_file {
        lines.push(table(plan));
    } else if games.are_alike && language != Language::Tokio {
        let all = if language == Language::Javascript {
            format!("Array.from({{ length: {} }}, (_, place) => place + 1)", games.count)
        } else {
            format!("range(1, {})", games.count + 1)
        };
        lines.push(language.constant("GAMES", "", &all));
    }
    if let Column::Same(moves) = &games.moves {
        lines.push(language.constant("MOVES", "usize", &moves.to_string()));
    }
    let mut time = |name: &str, column: &Column<Duration>| {
        if let Column::Same(time) = column {
            lines.push(language.constant(name, "f64", &seconds(*time)));
        }
    };
    time("OPPONENT_THINKS", &games.opponent);
    time("MASTER_THINKS", &games.master);
    games.arrives.iter().for_each(|column| time("ARRIVES", column));
    games.walk.iter().for_each(|column| time("WALK", column));
    if let Some(Column::Same(Some(patience))) = &games.patience {
        lines.push(language.constant("PATIENCE", "f64", &seconds(*patience)));
    }
    if !games.choices.is_empty() {
        let choices = if has_file { "TABLE[\"choices\"]".to_owned() } else { list(&games.choices, u64::to_string) };
        lines.push(format!("CHOICES = iter({choices})"));
    }
    lines.join("\n")
}

/// The table within the program.
fn table(plan: &Plan) -> String {
    let rows: Vec<_> = rows(plan).map(|row| format!("    {row},")).collect();
    let rows = rows.join("\n");
    match plan.language {
        Language::Javascript => format!("const GAMES = [\n{rows}\n];"),
        Language::Tokio => {
            let fields: Vec<_> =
                cells(plan, 0).into_iter().map(|cell| format!("    {}: {},", cell.key, cell.kind)).collect();
            format!(
                "\nstruct Game {{\n{}\n}}\n\nstatic GAMES: [Game; {}] = [\n{rows}\n];\n",
                fields.join("\n"),
                plan.games.count
            )
        }
        _ => format!("GAMES = [\n{rows}\n]"),
    }
}

/// The table as a JSON file.
pub(super) fn file(plan: &Plan) -> String {
    let rows: Vec<_> = rows(plan).map(|row| row.replace(": None", ": null")).collect();
    let choices = &plan.games.choices;
    let choices =
        if choices.is_empty() { String::new() } else { format!("\"choices\": {},\n", list(choices, u64::to_string)) };
    format!("{{{choices}\"games\": [\n{}\n]}}\n", rows.join(",\n"))
}

/// A row for each game.
fn rows<'a>(plan: &'a Plan) -> impl Iterator<Item = String> + 'a {
    (0..plan.games.count).map(move |board| {
        let cells = cells(plan, board).into_iter();
        if plan.language == Language::Tokio {
            let cells: Vec<_> = cells.map(|cell| format!("{}: {}", cell.key, cell.value)).collect();
            format!("Game {{ {} }}", cells.join(", "))
        } else {
            let cells: Vec<_> = cells.map(|cell| format!("\"{}\": {}", cell.key, cell.value)).collect();
            format!("{{{}}}", cells.join(", "))
        }
    })
}

/// A figure in a row.
struct Cell {
    key: &'static str,
    /// Its type in Rust.
    kind: &'static str,
    value: String,
}

/// What the row of a board holds.
fn cells(plan: &Plan, board: u32) -> Vec<Cell> {
    let (games, rust) = (&plan.games, plan.language == Language::Tokio);
    let place = board as usize;
    let mut row = vec![Cell { key: "board", kind: "usize", value: (u64::from(board) + 1).to_string() }];
    if plan.scenario.exhibition.groups.len() > 1 {
        row.push(Cell { key: "name", kind: "&'static str", value: quoted(&plan.names.opponent(board)) });
    }
    if matches!(plan.shape, Shape::Chooser { .. }) && plan.scenario.exhibition.visit == Visit::GroupOrder {
        row.extend(cell("group", "usize", &games.group, place, rust, u64::to_string));
    }
    row.extend(cell("moves", "usize", &games.moves, place, rust, u64::to_string));
    let mut time =
        |key, column: &Column<Duration>| row.extend(cell(key, "f64", column, place, rust, |it| seconds(*it)));
    games.arrives.iter().for_each(|column| time("arrives", column));
    time("opponent_thinks", &games.opponent);
    time("master_thinks", &games.master);
    games.walk.iter().for_each(|column| time("walk", column));
    let none = match plan.language {
        Language::Tokio => PATIENCE_WITHOUT_END,
        Language::Javascript => "null",
        _ => "None",
    };
    if let Some(patience) = &games.patience {
        let text = |it: &Option<Duration>| it.map_or_else(|| none.to_owned(), seconds);
        row.extend(cell("patience", "f64", patience, place, rust, text));
    }
    row
}

/// A figure, if it is not the same in all games.
fn cell<T>(
    key: &'static str,
    kind: &'static str,
    column: &Column<T>,
    place: usize,
    rust: bool,
    text: impl Fn(&T) -> String,
) -> Option<Cell> {
    match column {
        Column::Same(_) => None,
        Column::OfGame(values) => Some(Cell { key, kind, value: text(&values[place]) }),
        Column::OfMove(games) => {
            let list = list(&games[place], text);
            Some(Cell { key, kind: "&'static [f64]", value: if rust { format!("&{list}") } else { list } })
        }
    }
}

fn list<T>(values: &[T], text: impl Fn(&T) -> String) -> String {
    format!("[{}]", values.iter().map(text).collect::<Vec<_>>().join(", "))
}
