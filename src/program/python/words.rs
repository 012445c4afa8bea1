//! The words of a program: names, figures and waits, as this plan needs them.

use super::Plan;
use crate::program::games::Column;
use crate::program::quoted::in_braces;
use crate::program::{Language, Larry};

/// How a plan says things.
pub(super) struct Words<'a> {
    plan: &'a Plan<'a>,
    language: Language,
}

impl<'a> Words<'a> {
    pub const fn new(plan: &'a Plan<'a>, language: Language) -> Self {
        Self { plan, language }
    }

    pub fn is_async(&self) -> bool {
        self.language == Language::Asyncio
    }

    pub fn library(&self) -> &'static str {
        if self.is_async() { "asyncio" } else { "time.sleep" }
    }

    pub fn a_sync(&self) -> &'static str {
        if self.is_async() { "async " } else { "" }
    }

    pub fn a_wait(&self) -> &'static str {
        if self.is_async() { "await " } else { "" }
    }

    /// What functions are given: the number of the board, where games are alike.
    pub fn game(&self) -> &'static str {
        if self.plan.games.are_alike { "board" } else { "game" }
    }

    /// The number of the board, in code.
    pub fn board(&self) -> &'static str {
        if self.plan.games.are_alike { "board" } else { "game[\"board\"]" }
    }

    /// The number of the board, in an f-string.
    pub fn board_inside(&self) -> &'static str {
        if self.plan.games.are_alike { "{board}" } else { "{game['board']}" }
    }

    /// The opponent, in an f-string.
    pub fn opponent(&self) -> String {
        match self.only_group() {
            Some(name) => format!("{} {}", in_braces(name), self.board_inside()),
            None => "{game['name']}".to_owned(),
        }
    }

    /// The opponent, who acts, in an f-string.
    pub fn acting(&self) -> String {
        match self.only_group() {
            Some(name) => format!("{} {}", in_braces(&name.to_uppercase()), self.board_inside()),
            None => "{game['name'].upper()}".to_owned(),
        }
    }

    fn only_group(&self) -> Option<&str> {
        match &self.plan.scenario.exhibition.groups[..] {
            [group] => Some(&group.name),
            _ => None,
        }
    }

    /// The masters, in an f-string.
    pub fn masters(&self) -> String {
        in_braces(self.plan.names.acting_masters())
    }

    /// How many moves the side makes that begins.
    pub fn moves(&self) -> String {
        figure(&self.plan.games.moves, "MOVES", "moves")
    }

    pub fn opponent_thinks(&self) -> String {
        figure(&self.plan.games.opponent, "OPPONENT_THINKS", "opponent_thinks")
    }

    pub fn master_thinks(&self) -> String {
        figure(&self.plan.games.master, "MASTER_THINKS", "master_thinks")
    }

    /// The opponent thinks and moves.
    pub fn opponent_moves(&self, indent: &str) -> String {
        let moves = format!("{indent}log(f\"{} is making MOVE {{n}} against {}\")\n", self.acting(), self.masters());
        self.opponent_waits(indent) + &moves
    }

    fn opponent_waits(&self, indent: &str) -> String {
        let sleep = format!("{}sleep({} * SCALE)\n", self.sleeps(), self.opponent_thinks());
        let Some(patience) = &self.plan.games.patience else { return format!("{indent}{sleep}") };
        let limit = match patience {
            Column::Same(_) => "PATIENCE * SCALE".to_owned(),
            _ => "game[\"patience\"] and game[\"patience\"] * SCALE".to_owned(),
        };
        format!("{indent}async with asyncio.timeout({limit}):\n{indent}    {sleep}")
    }

    fn sleeps(&self) -> &'static str {
        if self.is_async() { "await asyncio." } else { "time." }
    }

    /// The master thinks and moves.
    pub fn master_moves(&self, indent: &str) -> String {
        let masters = self.masters();
        let (sleep, comment) = match self.plan.larry {
            Larry::Blocks => ("time.", "  # nothing else goes on meanwhile"),
            Larry::Awaits => ("await asyncio.", ""),
        };
        format!(
            "{indent}log(f\"{masters} is thinking about MOVE {{n}} at board {}\")\n\
             {indent}{sleep}sleep({} * SCALE){comment}\n\
             {indent}log(f\"{masters} makes MOVE {{n}} against {}\")\n",
            self.board_inside(),
            self.master_thinks(),
            self.opponent(),
        )
    }

    /// The opponent comes.
    pub fn arrives(&self, indent: &str) -> Option<String> {
        let arrives = figure(self.plan.games.arrives.as_ref()?, "ARRIVES", "arrives");
        Some(format!("{indent}await asyncio.sleep({arrives} * SCALE)\n"))
    }

    /// How long a walk is, if there are walks: by what the walk needs to know of the master's place, `stands_at`.
    pub fn walk(&self) -> Option<String> {
        let walk = self.plan.games.walk.as_ref()?;
        let time = figure(walk, "WALK", "walks");
        let by_step = matches!(self.plan.scenario.exhibition.walk, Some(crate::model::Walk::PerBoard(_)));
        let steps = format!("({} - stands_at) % {} * ", self.board(), self.plan.games.count);
        Some(if by_step { steps + &time } else { time })
    }
}

/// A figure of a game: a constant, or in its row.
pub(super) fn figure<T>(column: &Column<T>, constant: &str, key: &str) -> String {
    match column {
        Column::Same(_) => constant.to_owned(),
        Column::OfGame(_) => format!("game[\"{key}\"]"),
        Column::OfMove(_) => format!("game[\"{key}\"][n - 1]"),
    }
}
