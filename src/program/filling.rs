//! What goes into the gaps of the templates.

use super::games::Column;
use super::language::Language;
use super::plan::Plan;
use super::request::Larry;
use super::shape::Shape;
use super::table;
use super::template::Filling;
use crate::model::{Side, Visit, Walk};

/// The values and conditions of a plan.
pub(super) fn filling(plan: &Plan, has_file: bool) -> Filling<'static> {
    Filling { values: values(plan, has_file), holding: holding(plan, has_file) }
}

fn holding(plan: &Plan, has_file: bool) -> Vec<&'static str> {
    let (exhibition, shape, language) = (&plan.scenario.exhibition, plan.shape, plan.language);
    let opponent_first = exhibition.first_move == Side::Opponent;
    let same_ends = exhibition.first_move == exhibition.last_move;
    let chooser = matches!(shape, Shape::Chooser { .. });
    let lock = matches!(shape, Shape::Lock { .. });
    let at_a_time = matches!(shape, Shape::GamesAtATime(_));
    let workers = matches!(shape, Shape::Blocking { seats: Some(_) });
    let threads = language == Language::Threads;
    let few_boards = shape.boards().is_some();
    let semaphore = (few_boards && !workers || at_a_time) && !threads;
    let arrives = plan.games.arrives.is_some();
    let one_by_one = shape == Shape::OneByOne;
    let conditions = [
        ("asyncio", language == Language::Asyncio),
        ("threads", threads),
        ("file", has_file),
        ("table", !plan.games.are_alike),
        ("names", exhibition.groups.len() > 1),
        ("opponent_first", opponent_first),
        ("opponent_last", exhibition.last_move == Side::Opponent),
        ("same_ends", same_ends),
        ("patience", plan.games.patience.is_some()),
        ("arrives", arrives),
        ("walk", plan.games.walk.is_some()),
        // Without an event loop, whoever thinks blocks.
        ("blocks", plan.larry == Larry::Blocks || language == Language::Sync),
        ("one_by_one", one_by_one),
        ("games_at_a_time", at_a_time),
        ("lock", lock),
        ("pool", lock && threads),
        ("asyncio_lock", lock && !threads),
        ("one_master", exhibition.master.count == 1),
        ("chooser", chooser),
        ("cyclic_skip", chooser && exhibition.visit == Visit::CyclicSkip),
        ("random", chooser && exhibition.visit.is_random()),
        ("free_master", !lock && !chooser),
        ("few_boards", few_boards),
        ("workers", workers),
        ("semaphore", semaphore),
        ("has_semaphore", semaphore || lock),
        ("come", semaphore || arrives),
        ("gather", !one_by_one && !workers && !threads),
    ];
    conditions.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect()
}

fn values(plan: &Plan, has_file: bool) -> Vec<(&'static str, String)> {
    let (exhibition, shape, language, games) = (&plan.scenario.exhibition, plan.shape, plan.language, &plan.games);
    let (are_alike, asynchronous) = (games.are_alike, language == Language::Asyncio);
    let game = if are_alike { "board" } else { "game" };
    let board = if are_alike { "board".to_owned() } else { language.field("board") };
    let (opponent, acting, board_inside) = inside(plan);
    let moves = language.figure(&games.moves, "moves");
    let same_ends = exhibition.first_move == exhibition.last_move;
    let opponent_first = exhibition.first_move == Side::Opponent;
    let semaphore = if matches!(shape, Shape::GamesAtATime(_)) { "MASTERS" } else { "BOARDS" };
    let comes = games.arrives.is_some() || (language != Language::Threads && semaphore_around(shape));
    let function = match (language, comes) {
        (_, true) => "come",
        (Language::Javascript, false) => "playGame",
        _ => "play_game",
    };
    let time = |column: Option<&Column<_>>, key| column.map_or_else(String::new, |column| language.figure(column, key));
    let text = |yes: bool, text: &str| if yes { text.to_owned() } else { String::new() };
    let patience = games.patience.is_some();
    vec![
        ("title", plan.scenario.title.clone()),
        ("games", if games.count == 1 { "1 game".to_owned() } else { format!("{} games", games.count) }),
        ("library", language.library().to_owned()),
        ("makespan", plan.makespan.to_string()),
        ("constants", table::constants(plan, has_file)),
        ("count", games.count.to_string()),
        ("at_a_time", if let Shape::GamesAtATime(games) = shape { games.to_string() } else { String::new() }),
        ("masters_count", exhibition.master.count.to_string()),
        ("boards", shape.boards().unwrap_or(games.count).to_string()),
        ("stamp", format!("{}.{}", plan.decimals + 5, plan.decimals)),
        ("width", (plan.decimals + 5).to_string()),
        ("decimals", plan.decimals.to_string()),
        // Whole lines in one go, where several threads print.
        ("end_of_line", if language == Language::Threads { "\\n\", end=\"\"" } else { "\"" }.to_owned()),
        ("game", game.to_owned()),
        ("parameter", if are_alike { "board: usize" } else { "game: &'static Game" }.to_owned()),
        ("each", if are_alike { format!("1..={}", games.count) } else { "&GAMES".to_owned() }),
        ("take", if are_alike { "place + 1" } else { "&GAMES[place]" }.to_owned()),
        ("returns", text(patience, " -> bool")),
        ("true", text(patience, " true")),
        ("board", board.clone()),
        ("board_inside", board_inside),
        ("opponent", opponent),
        ("acting", acting),
        ("masters", language.inside(plan.names.acting_masters())),
        (
            "most_moves",
            if let Column::Same(_) = games.moves {
                moves.clone()
            } else {
                "max(game[\"moves\"] for game in GAMES)".to_owned()
            },
        ),
        ("master_moves", format!("{moves}{}", text(same_ends && opponent_first, " - 1"))),
        ("moves", moves.clone()),
        ("later", text(!opponent_first, "n > 1 and ")),
        ("next", if opponent_first { "n + 1" } else { "n" }.to_owned()),
        ("opponent_thinks", language.figure(&games.opponent, "opponent_thinks")),
        ("master_thinks", language.figure(&games.master, "master_thinks")),
        ("arrives", time(games.arrives.as_ref(), "arrives")),
        ("walk", walk(plan, &board)),
        ("limit", limit(plan)),
        ("facts", facts(plan, &moves)),
        ("key", key(plan)),
        ("async", text(asynchronous, "async ")),
        ("await", text(asynchronous, "await ")),
        ("sleep", if asynchronous { "await asyncio.sleep" } else { "time.sleep" }.to_owned()),
        ("run", if asynchronous { "asyncio.run(main())" } else { "main()" }.to_owned()),
        ("semaphore_name", semaphore.to_owned()),
        ("pool_name", semaphore.to_owned()),
        ("play", function.to_owned()),
    ]
}

/// Whether games wait for a semaphore before they begin.
fn semaphore_around(shape: Shape) -> bool {
    match shape {
        Shape::GamesAtATime(_) => true,
        Shape::Blocking { .. } => false,
        _ => shape.boards().is_some(),
    }
}

/// The opponent, the opponent who acts, and the number of the board, within texts.
fn inside(plan: &Plan) -> (String, String, String) {
    let language = plan.language;
    let board = match language {
        Language::Javascript if plan.games.are_alike => "${board}",
        Language::Javascript => "${game.board}",
        Language::Tokio => "{board}",
        _ if plan.games.are_alike => "{board}",
        _ => "{game['board']}",
    };
    let (name, acting) = match (&plan.scenario.exhibition.groups[..], language) {
        ([group], _) => (
            format!("{} {board}", language.inside(&group.name)),
            format!("{} {board}", language.inside(&group.name.to_uppercase())),
        ),
        (_, Language::Javascript) => ("${game.name}".to_owned(), "${game.name.toUpperCase()}".to_owned()),
        (_, Language::Tokio) => ("{name}".to_owned(), "{acting}".to_owned()),
        _ => ("{game['name']}".to_owned(), "{game['name'].upper()}".to_owned()),
    };
    (name, acting, board.to_owned())
}

/// How long a walk takes, by where the master stands.
fn walk(plan: &Plan, board: &str) -> String {
    let Some(walk) = &plan.games.walk else { return String::new() };
    let time = plan.language.figure(walk, "walk");
    match plan.scenario.exhibition.walk {
        Some(Walk::PerBoard(_)) => format!("({board} - stands_at) % {} * {time}", plan.games.count),
        _ => time,
    }
}

/// After how long an opponent has no more patience.
fn limit(plan: &Plan) -> String {
    let Some(patience) = &plan.games.patience else { return String::new() };
    let time = plan.language.figure(patience, "patience");
    let is_constant = matches!(patience, Column::Same(_));
    match plan.language {
        Language::Tokio => time,
        Language::Javascript if is_constant => format!("AbortSignal.timeout(Math.ceil({time} * SCALE * 1000))"),
        Language::Javascript => {
            format!("{time} === null ? undefined : AbortSignal.timeout(Math.ceil({time} * SCALE * 1000))")
        }
        _ if is_constant => format!("{time} * SCALE"),
        _ => format!("{time} and {time} * SCALE"),
    }
}

/// What a policy needs to know of a board; its row in the table (`table::cells`) must hold the group, where that is needed.
fn facts(plan: &Plan, moves: &str) -> String {
    match plan.scenario.exhibition.visit {
        Visit::FewestMovesLeft | Visit::MostMovesLeft => format!("left={moves} - n, "),
        Visit::GroupOrder if matches!(plan.games.group, Column::Same(_)) => "group=0, ".to_owned(),
        Visit::GroupOrder => format!("group={}, ", plan.language.field("group")),
        Visit::Sequential
        | Visit::Cyclic
        | Visit::CyclicSkip
        | Visit::FirstReady
        | Visit::LastReady
        | Visit::RandomReady => String::new(),
    }
}

/// The policy: the board with the least of this is next.
fn key(plan: &Plan) -> String {
    match plan.scenario.exhibition.visit {
        Visit::CyclicSkip => format!(r#"(it["board"] - self.last - 1) % {}"#, plan.games.count),
        Visit::LastReady => r#"(-it["since"], it["board"])"#.to_owned(),
        Visit::FewestMovesLeft => r#"(it["left"], it["since"], it["board"])"#.to_owned(),
        Visit::MostMovesLeft => r#"(-it["left"], it["since"], it["board"])"#.to_owned(),
        Visit::GroupOrder => r#"(it["group"], it["since"], it["board"])"#.to_owned(),
        Visit::FirstReady | Visit::Sequential | Visit::Cyclic | Visit::RandomReady => {
            r#"(it["since"], it["board"])"#.to_owned()
        }
    }
}
