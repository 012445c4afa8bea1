//! Properties of every trajectory of the reference.

use super::{Measures, Trajectory, board_of, play};
use crate::scenarios::exhibitions;
use proptest::prelude::*;
use proptest::sample::select;
use zeitnot::model::{Exhibition, GameLength, Happening, Side, Visit};

/// The happenings of one board.
fn of_board(trajectory: &Trajectory, board: u32) -> Vec<(u64, Happening)> {
    trajectory.iter().filter(|(_, happening)| board_of(happening) == board).copied().collect()
}

/// How often something of this kind happens.
fn count(trajectory: &[(u64, Happening)], kind: impl Fn(&Happening) -> bool) -> u64 {
    trajectory.iter().filter(|(_, happening)| kind(happening)).count() as u64
}

/// Every game that ends without forfeit has all its moves, by the side that begins and by the other.
fn check_moves(exhibition: &Exhibition, trajectory: &Trajectory, board: u32) {
    let mut here = of_board(trajectory, board);
    here.retain(|(_, happening)| !matches!(happening, Happening::Released { .. }));
    let GameLength::Exactly(length) = exhibition.groups[exhibition.group_of(board).unwrap()].moves else { return };
    let by_opponent = count(&here, |happening| matches!(happening, Happening::OpponentMoved { .. }));
    let by_master = count(&here, |happening| matches!(happening, Happening::MasterMoved { .. }));
    if exhibition.horizon.is_none() {
        assert_eq!(count(&here, |happening| matches!(happening, Happening::Seated { .. })), 1);
        assert!(matches!(here.last(), Some((_, Happening::GameOver { .. }))));
    }
    let forfeited = count(&here, |happening| matches!(happening, Happening::Forfeited { .. })) > 0;
    let over = count(&here, |happening| matches!(happening, Happening::GameOver { .. })) > 0;
    if over && !forfeited {
        let (first, second) =
            if exhibition.first_move == Side::Opponent { (by_opponent, by_master) } else { (by_master, by_opponent) };
        let one_more = u64::from(exhibition.first_move == exhibition.last_move);
        assert_eq!((first, second + one_more), (length, length));
    }
}

/// The limit holds, and no master is at two boards.
fn check_limits(exhibition: &Exhibition, trajectory: &Trajectory) {
    let mut open = 0;
    let mut thinks_at = vec![None; exhibition.master.count as usize];
    for (_, happening) in trajectory {
        match *happening {
            Happening::Seated { .. } => open += 1,
            Happening::GameOver { .. } => open -= 1,
            Happening::Thinks { master, board, .. } => {
                assert!(!thinks_at.contains(&Some(board)), "two masters at board {board}");
                assert_eq!(thinks_at[master as usize].replace(board), None);
            }
            Happening::MasterMoved { master, board, .. } => {
                assert_eq!(thinks_at[master as usize].take(), Some(board));
            }
            _ => {}
        }
        assert!(exhibition.boards.is_none_or(|limit| open <= limit));
    }
}

/// The sums counted tick by tick equal those from the happenings.
fn check_sums(exhibition: &Exhibition, trajectory: &Trajectory, measures: &Measures) {
    let mut sums = [0_u128; 3];
    for &(now, happening) in trajectory {
        if now >= exhibition.warm_up.as_ns() {
            match happening {
                Happening::Seated { line_wait, .. } => sums[0] += u128::from(line_wait.as_ns()),
                Happening::Thinks { waited, .. } => sums[1] += u128::from(waited.as_ns()),
                Happening::GameOver { sojourn, .. } => sums[2] += u128::from(sojourn.as_ns()),
                _ => {}
            }
        }
    }
    let mut total = zeitnot::model::GroupOutcome::default();
    measures.groups.iter().for_each(|group| total.absorb(group));
    assert_eq!(sums, [total.line_wait_ns, total.waiting_ns, total.sojourn_ns]);
    let account = measures.account;
    assert_eq!(account.thinking_ns, total.thinking_ns);
    assert_eq!(
        account.thinking_ns + account.walking_ns + account.attending_ns + account.idle_ns,
        u128::from(measures.makespan.as_ns()) * u128::from(exhibition.master.count)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn every_trajectory_makes_sense(exhibition in select(Visit::ALL.to_vec()).prop_flat_map(exhibitions), place in 0..6_usize) {
        let (trajectory, measures) = play(&exhibition, |list| place % list.len());
        for board in 0..u32::try_from(exhibition.opponents()).unwrap() {
            check_moves(&exhibition, &trajectory, board);
        }
        check_limits(&exhibition, &trajectory);
        check_sums(&exhibition, &trajectory, &measures);
    }
}
