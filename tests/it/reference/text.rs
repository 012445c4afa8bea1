//! Happenings as words, one line for each instant, so that cases by hand can be written and read.
//!
//! `#2` is board 2, `M0` master 0. In brackets: of a move its number; of sitting down, of a master's
//! starting to think, and of a game's end the time since arrival, since ready, and since arrival.

use super::Trajectory;
use zeitnot::model::Happening;

/// One happening.
pub fn tell(happening: &Happening) -> String {
    match *happening {
        Happening::Arrived { board } => format!("#{board} comes"),
        Happening::Seated { board, line_wait } => format!("#{board} sits({})", line_wait.as_ns()),
        Happening::OpponentMoved { board, nth } => format!("#{board} moves({nth})"),
        Happening::Forfeited { board } => format!("#{board} forfeits"),
        Happening::Walks { master, board } => format!("M{master} walks #{board}"),
        Happening::Attends { master, board } => format!("M{master} attends #{board}"),
        Happening::Thinks { master, board, waited } => format!("M{master} thinks #{board}({})", waited.as_ns()),
        Happening::MasterMoved { master, board, nth } => format!("M{master} moves #{board}({nth})"),
        Happening::Released { master, board } => format!("M{master} leaves #{board}"),
        Happening::GameOver { board, sojourn } => format!("#{board} over({})", sojourn.as_ns()),
    }
}

/// A whole trajectory.
pub fn tell_all(trajectory: &Trajectory) -> String {
    let instants = trajectory.chunk_by(|(one, _), (next, _)| one == next);
    let lines = instants.map(|instant| {
        let words: Vec<_> = instant.iter().map(|(_, happening)| tell(happening)).collect();
        format!("{}: {}", instant[0].0, words.join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Happenings shown before and after the first difference.
const AROUND: usize = 10;

/// Two trajectories side by side around their first difference, if there is one.
pub fn first_difference(names: [&str; 2], one: &Trajectory, other: &Trajectory) -> Option<String> {
    let end = one.len().max(other.len());
    let first = (0..end).find(|&at| one.get(at) != other.get(at))?;
    let word = |trajectory: &Trajectory, at: usize| {
        trajectory.get(at).map_or("–".into(), |(now, happening)| format!("{now}: {}", tell(happening)))
    };
    let shown = first.saturating_sub(AROUND)..end.min(first + AROUND);
    let rows = shown.map(|at| {
        let mark = if at == first { '>' } else { ' ' };
        format!("{mark} {:<32}{}", word(one, at), word(other, at))
    });
    let head = format!("  {:<32}{}", names[0], names[1]);
    Some(std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n"))
}

#[test]
fn differences_are_shown_side_by_side() {
    let comes = |board| (0, Happening::Arrived { board });
    let one = vec![comes(0), comes(1)];
    assert_eq!(first_difference(["one", "other"], &one, &one), None);
    let table = first_difference(["one", "other"], &one, &vec![comes(0)]).expect("a difference");
    let lines: Vec<_> = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines, ["one other", "0: #0 comes 0: #0 comes", "> 0: #1 comes –"]);
}
