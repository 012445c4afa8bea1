//! The table of games: what is the same for all as constants, the rest in a row for each.

use super::{Plan, seconds_or_none};
use crate::model::Visit;
use crate::program::games::Column;
use crate::program::quoted::{quoted, seconds};
use crate::program::shape::Shape;
use crate::time::Duration;

/// The games, and what is the same for all.
pub(super) fn constants(plan: &Plan, has_file: bool) -> String {
    let games = &plan.games;
    let mut text = if games.are_alike {
        format!("GAMES = range(1, {})\n", games.count + 1)
    } else if has_file {
        "TABLE = json.loads(Path(__file__).with_suffix(\".json\").read_text(\"utf-8\"))\nGAMES = TABLE[\"games\"]\n"
            .to_owned()
    } else {
        format!(
            "GAMES = [\n{}\n]\n",
            rows(plan, "None").map(|row| format!("    {row},")).collect::<Vec<_>>().join("\n")
        )
    };
    if let Column::Same(moves) = &games.moves {
        text += &format!("MOVES = {moves}\n");
    }
    for (name, column) in [("OPPONENT_THINKS", &games.opponent), ("MASTER_THINKS", &games.master)] {
        text += &constant(name, column);
    }
    if let Some(Column::Same(patience)) = &games.patience {
        text += &format!("PATIENCE = {}\n", seconds_or_none(*patience));
    }
    for (name, column) in [("ARRIVES", &games.arrives), ("WALK", &games.walk)] {
        text += &column.as_ref().map(|column| constant(name, column)).unwrap_or_default();
    }
    if !games.choices.is_empty() {
        let choices = if has_file { "TABLE[\"choices\"]".to_owned() } else { list(&games.choices, u64::to_string) };
        text += &format!("CHOICES = iter({choices})\n");
    }
    text
}

fn constant(name: &str, column: &Column<Duration>) -> String {
    match column {
        Column::Same(time) => format!("{name} = {}\n", seconds(*time)),
        _ => String::new(),
    }
}

/// The table as a JSON file.
pub(super) fn file(plan: &Plan) -> String {
    let rows: Vec<_> = rows(plan, "null").collect();
    let choices = &plan.games.choices;
    let choices =
        if choices.is_empty() { String::new() } else { format!("\"choices\": {},\n", list(choices, u64::to_string)) };
    format!("{{{choices}\"games\": [\n{}\n]}}\n", rows.join(",\n"))
}

/// A row for each game.
fn rows<'a>(plan: &'a Plan, none: &'a str) -> impl Iterator<Item = String> + 'a {
    let games = &plan.games;
    let has_names = plan.scenario.exhibition.groups.len() > 1;
    let by_group = matches!(plan.shape, Shape::Chooser { .. }) && plan.scenario.exhibition.visit == Visit::GroupOrder;
    (0..games.count).map(move |board| {
        let place = board as usize;
        let time = |time: &Duration| seconds(*time);
        let mut row = format!("{{\"board\": {}", board + 1);
        if has_names {
            row += &format!(", \"name\": {}", quoted(&plan.names.opponent(board)));
        }
        if by_group {
            row += &cell("group", &games.group, place, u64::to_string);
        }
        row += &cell("moves", &games.moves, place, u64::to_string);
        if let Some(arrives) = &games.arrives {
            row += &cell("arrives", arrives, place, time);
        }
        if let Some(patience) = &games.patience {
            row += &cell("patience", patience, place, |it| it.map_or_else(|| none.to_owned(), seconds));
        }
        row += &cell("opponent_thinks", &games.opponent, place, time);
        row += &cell("master_thinks", &games.master, place, time);
        if let Some(walk) = &games.walk {
            row += &cell("walks", walk, place, time);
        }
        row + "}"
    })
}

fn cell<T>(key: &str, column: &Column<T>, place: usize, text: impl Fn(&T) -> String) -> String {
    match column {
        Column::Same(_) => String::new(),
        Column::OfGame(values) => format!(", \"{key}\": {}", text(&values[place])),
        Column::OfMove(games) => format!(", \"{key}\": {}", list(&games[place], text)),
    }
}

fn list<T>(values: &[T], text: impl Fn(&T) -> String) -> String {
    format!("[{}]", values.iter().map(text).collect::<Vec<_>>().join(", "))
}
