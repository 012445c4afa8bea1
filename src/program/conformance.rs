//! Whether what a program prints conforms to the simulation.

use super::course::{Course, Move, line};
use crate::model::{Exhibition, Names, Side};
use crate::time::{Duration, Instant};
use std::collections::VecDeque;

/// How a run of a program compares with the simulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conformance {
    /// The total time that the program printed.
    pub total: Duration,
    /// How many moves of the masters happened at another instant than in the simulation.
    pub masters_off: u64,
    /// The first move that is out of order, if any is.
    pub out_of_order: Option<OutOfOrder>,
}

/// A move that another should have come before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfOrder {
    /// Its number among the moves of its side, from 1.
    pub number: usize,
    /// What the program printed.
    pub printed: String,
    /// What was simulated.
    pub simulated: String,
}

/// The program did not print what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(
    /// What is wrong with it.
    pub String,
);

impl Conformance {
    /// Reads what a program printed.
    ///
    /// Moves of one side must come in the order of their simulated instants; moves of the same instant have no order.
    ///
    /// # Errors
    /// If moves or the total time are missing, or there are more than were simulated.
    pub fn of(output: &str, course: &Course, exhibition: &Exhibition) -> Result<Self, Unreadable> {
        let names = Names::new(exhibition);
        let mut known = course.lines(&names);
        let (mut printed, mut total, mut masters_off) = ([Vec::new(), Vec::new()], None, 0);
        for text in output.lines() {
            if let Some(time) = text.strip_prefix("Total time taken: ") {
                total = instant(time.trim_end_matches(" s"));
                continue;
            }
            let Some((stamp, text)) = text.strip_prefix('[').and_then(|text| text.split_once(" s] ")) else { continue };
            let Some(place) = known.get_mut(text).and_then(VecDeque::pop_front) else { continue };
            let it = course.moves[place];
            let at = instant(stamp.trim_start());
            masters_off += u64::from(it.side == Side::Master && at != Some(it.at));
            printed[usize::from(it.side == Side::Master)].push(it);
        }
        let total = total.ok_or_else(|| Unreadable("it does not say `Total time taken`".to_owned()))?;
        let moves = printed[0].len() + printed[1].len();
        if moves != course.len() {
            return Err(Unreadable(format!("it made {moves} moves, not {}", course.len())));
        }
        let mut sides = [Side::Opponent, Side::Master].into_iter().zip(&printed);
        let out_of_order = sides.find_map(|(side, printed)| first_out_of_order(course, side, printed, &names));
        Ok(Self { total: total.since(Instant::START), masters_off, out_of_order })
    }
}

/// The first of the printed moves whose instant is not that of the simulated one in its place.
fn first_out_of_order(course: &Course, side: Side, printed: &[Move], names: &Names) -> Option<OutOfOrder> {
    let simulated = course.moves.iter().filter(|it| it.side == side);
    let mut both = simulated.zip(printed).zip(1..);
    both.find(|((simulated, printed), _)| simulated.at != printed.at).map(|((simulated, printed), number)| OutOfOrder {
        number,
        printed: line(names, printed),
        simulated: line(names, simulated),
    })
}

/// An instant from seconds with decimals: never through floating point.
fn instant(seconds: &str) -> Option<Instant> {
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 9 || !digits(fraction) || !digits(whole) {
        return None;
    }
    let ns: u64 = format!("{whole}{fraction:0<9}").parse().ok()?;
    Some(Instant::from_ns(ns))
}
