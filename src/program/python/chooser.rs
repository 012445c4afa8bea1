//! The class whose one line `choose` is the visiting policy.

use super::Plan;
use super::words::{Words, figure};
use crate::model::Visit;
use crate::program::shape::Shape;

/// The class, if the plan has one.
pub(super) fn class(plan: &Plan, words: &Words) -> Option<String> {
    let Shape::Chooser { .. } = plan.shape else { return None };
    let visit = plan.scenario.exhibition.visit;
    let (board, game) = (words.board(), words.game());
    let mut facts = format!("board={board}, ");
    match visit {
        Visit::FewestMovesLeft | Visit::MostMovesLeft => facts += &format!("left={} - n, ", words.moves()),
        Visit::GroupOrder => facts += &format!("group={}, ", figure_or_zero(plan)),
        _ => {}
    }
    let walk = words.walk().map_or_else(String::new, |time| {
        format!(
            "        stands_at = self.stand_at.get(master, {board})\n\
             \x20       self.stand_at[master] = {board}\n\
             \x20       if stands_at != {board}:\n\
             \x20           await asyncio.sleep({time} * SCALE)\n"
        )
    });
    let stand_at = if walk.is_empty() { "" } else { "    stand_at = {}\n" };
    let (last, remember) = if visit == Visit::CyclicSkip {
        ("    last = 0\n", "            self.last = visit[\"board\"]\n")
    } else {
        ("", "")
    };
    Some(format!(
        "class Masters:\n\
         \x20   free, ready = list(range({})), []\n\
         {stand_at}{last}\n\
         \x20   async def visit(self, {game}, n):\n\
         \x20       turn = asyncio.get_running_loop().create_future()\n\
         \x20       self.ready.append(dict({facts}since=time.perf_counter(), turn=turn))\n\
         \x20       self.look_up()\n\
         \x20       master = await turn\n\
         {walk}{}\
         \x20       self.free = sorted([*self.free, master])\n\
         \x20       self.look_up()\n\n\
         \x20   def look_up(self):\n\
         \x20       loop = asyncio.get_running_loop()  # two turns later, when all who are ready have come\n\
         \x20       loop.call_soon(loop.call_soon, self.go)\n\n\
         \x20   def go(self):\n\
         \x20       while self.free and self.ready:\n\
         \x20           visit = self.choose()\n\
         \x20           self.ready.remove(visit)\n{remember}\
         \x20           visit[\"turn\"].set_result(self.free.pop(0))\n\n\
         \x20   def choose(self):\n{}",
        plan.scenario.exhibition.master.count,
        words.master_moves("        "),
        choose(plan),
    ))
}

fn figure_or_zero(plan: &Plan) -> String {
    match &plan.games.group {
        crate::program::games::Column::Same(_) => "0".to_owned(),
        column => figure(column, "", "group"),
    }
}

/// The policy.
fn choose(plan: &Plan) -> String {
    let key = match plan.scenario.exhibition.visit {
        Visit::RandomReady => {
            return "        place = next(CHOICES) * len(self.ready) >> 64\n\
                    \x20       self.ready[place], self.ready[-1] = self.ready[-1], self.ready[place]\n\
                    \x20       return self.ready[-1]\n"
                .to_owned();
        }
        Visit::CyclicSkip => format!("(it[\"board\"] - self.last - 1) % {}", plan.games.count),
        Visit::LastReady => r#"(-it["since"], it["board"])"#.to_owned(),
        Visit::FewestMovesLeft => r#"(it["left"], it["since"], it["board"])"#.to_owned(),
        Visit::MostMovesLeft => r#"(-it["left"], it["since"], it["board"])"#.to_owned(),
        Visit::GroupOrder => r#"(it["group"], it["since"], it["board"])"#.to_owned(),
        Visit::FirstReady | Visit::Sequential | Visit::Cyclic => r#"(it["since"], it["board"])"#.to_owned(),
    };
    format!("        return min(self.ready, key=lambda it: {key})\n")
}
