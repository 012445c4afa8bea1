use super::*;
use crate::model::{Distribution, GameLength, Group, Master, Simulator, Visit};
use crate::report::testing::Closed;
use crate::time::Duration;

fn seconds(text: &str) -> Distribution {
    Distribution::Constant(text.parse().unwrap())
}

fn mortals(count: u32, moves: u64) -> Exhibition {
    let mortal = Group { count, ..Group::new("mortal", seconds("1s"), GameLength::Exactly(moves)) };
    Exhibition {
        groups: vec![mortal],
        ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: seconds("100ms") })
    }
}

fn log(exhibition: &Exhibition) -> String {
    let mut out = Vec::new();
    let mut log = Log::new(exhibition, anstream::StripStream::new(&mut out), Stop::new());
    Simulator::new(exhibition).unwrap().observe(1, 0, &mut log).unwrap();
    log.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn check(exhibition: &Exhibition, expected: &str) {
    let expected: Vec<_> = expected.trim().lines().map(str::trim).collect();
    let log = log(exhibition);
    assert_eq!(log.lines().collect::<Vec<_>>(), expected, "\n{log}");
}

#[test]
fn two_games_of_one_move() {
    check(
        &mortals(2, 1),
        "
        [   0.000 s] MORTAL 1 sits down at board 1
        [   0.000 s] MORTAL 2 sits down at board 2
        [   1.000 s] MORTAL 1 is making MOVE 1 against LARRY
        [   1.000 s] MORTAL 2 is making MOVE 1 against LARRY
        [   1.000 s] LARRY is thinking about MOVE 1 at board 1
        [   1.100 s] LARRY makes MOVE 1 against mortal 1
        [   1.100 s] DONE GAME against mortal 1
        [   1.100 s] LARRY is thinking about MOVE 1 at board 2
        [   1.200 s] LARRY makes MOVE 1 against mortal 2
        [   1.200 s] DONE GAME against mortal 2
        ",
    );
}

#[test]
fn in_line_for_a_master_who_waits() {
    check(
        &Exhibition { visit: Visit::Sequential, ..mortals(2, 1) },
        "
        [   0.000 s] MORTAL 1 stands in line
        [   0.000 s] MORTAL 2 stands in line
        [   0.000 s] MORTAL 1 leaves the line and sits down at board 1
        [   0.000 s] LARRY waits at board 1
        [   1.000 s] MORTAL 1 is making MOVE 1 against LARRY
        [   1.000 s] LARRY is thinking about MOVE 1 at board 1
        [   1.100 s] LARRY makes MOVE 1 against mortal 1
        [   1.100 s] DONE GAME against mortal 1
        [   1.100 s] MORTAL 2 leaves the line and sits down at board 2
        [   1.100 s] LARRY waits at board 2
        [   2.100 s] MORTAL 2 is making MOVE 1 against LARRY
        [   2.100 s] LARRY is thinking about MOVE 1 at board 2
        [   2.200 s] LARRY makes MOVE 1 against mortal 2
        [   2.200 s] DONE GAME against mortal 2
        ",
    );
}

#[test]
fn several_masters_have_numbers_and_forfeits_are_told() {
    let mut exhibition = mortals(1, 1);
    exhibition.master.count = 2;
    exhibition.groups.push(Group {
        patience: Some(Duration::from_ns(1_000)),
        ..Group::new("guest", seconds("1s"), GameLength::Exactly(1))
    });
    check(
        &exhibition,
        "
        [   0.000000 s] MORTAL 1 sits down at board 1
        [   0.000000 s] GUEST 1 sits down at board 2
        [   0.000001 s] GUEST 1 runs out of patience and FORFEITS
        [   0.000001 s] DONE GAME against guest 1
        [   1.000000 s] MORTAL 1 is making MOVE 1 against LARRY
        [   1.000000 s] LARRY 1 is thinking about MOVE 1 at board 1
        [   1.100000 s] LARRY 1 makes MOVE 1 against mortal 1
        [   1.100000 s] DONE GAME against mortal 1
        ",
    );
}

#[test]
fn a_closed_pipe_calls_the_run_off() {
    let stop = Stop::new();
    let mut log = Log::new(&mortals(1, 1), Closed, stop.clone());
    log.observe(Instant::START, &Happening::GameOver { board: 0, sojourn: Duration::ZERO });
    assert!(stop.is_raised());
    assert_eq!(log.finish().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
}
