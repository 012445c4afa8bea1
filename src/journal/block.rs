//! A block: the outcomes of consecutive replications as bytes, with a checksum.
//!
//! An outcome is a row of whole numbers. Each is written as its difference from the replication before, in as few bytes
//! as it takes: what never varies takes one. The checksum covers the block's place, too, so that a block at the wrong
//! place is as bad as a damaged one.

use super::Key;
use crate::model::{GroupOutcome, MasterAccount, Outcome};
use crate::time::{Duration, Instant};
use xxhash_rust::xxh3::Xxh3Default;

/// The bytes of the outcomes of replications `first`, `first` + 1, …, all of the same exhibition.
pub(super) fn encode(key: Key, first: u64, outcomes: &[Outcome]) -> Vec<u8> {
    let (mut before, mut differences) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        let numbers = numbers(outcome);
        before.resize(numbers.len(), 0);
        differences
            .extend(numbers.iter().zip(&before).map(|(now, before): (&u128, &u128)| signed(now.wrapping_sub(*before))));
        before = numbers;
    }
    let groups = outcomes.first().map_or(0, |outcome| outcome.groups.len());
    let body = postcard::to_allocvec(&(groups, outcomes.len(), differences)).expect("numbers can be written to memory");
    [&checksum(key, first, &body).to_le_bytes()[..], &body].concat()
}

/// The outcomes in a block; `None` if it is damaged.
pub(super) fn decode(key: Key, first: u64, bytes: &[u8]) -> Option<Vec<Outcome>> {
    let (sum, body) = bytes.split_first_chunk()?;
    if u64::from_le_bytes(*sum) != checksum(key, first, body) {
        return None;
    }
    let (groups, count, differences): (usize, usize, Vec<i128>) = postcard::from_bytes(body).ok()?;
    let width = differences.len().checked_div(count)?;
    let mut row = vec![0; width];
    let mut outcomes = Vec::with_capacity(count);
    for differences in differences.chunks_exact(width.max(1)) {
        row.iter_mut()
            .zip(differences)
            .for_each(|(now, difference): (&mut u128, _)| *now = now.wrapping_add(unsigned(*difference)));
        outcomes.push(outcome(&row, groups)?);
    }
    Some(outcomes).filter(|outcomes| outcomes.len() == count)
}

/// How many outcomes a block says that it holds. Nothing is checked.
pub(super) fn length(bytes: &[u8]) -> Option<u64> {
    let (_, body) = bytes.split_first_chunk::<8>()?;
    let ((_, count), _): ((usize, u64), _) = postcard::take_from_bytes(body).ok()?;
    Some(count)
}

const fn signed(number: u128) -> i128 {
    number.cast_signed()
}

const fn unsigned(number: i128) -> u128 {
    number.cast_unsigned()
}

fn checksum(key: Key, first: u64, body: &[u8]) -> u64 {
    let mut hasher = Xxh3Default::new();
    hasher.update(&key.0.to_le_bytes());
    hasher.update(&first.to_le_bytes());
    hasher.update(body);
    hasher.digest()
}

/// Every number of an outcome. Destructured in full, so that none can be forgotten.
fn numbers(outcome: &Outcome) -> Vec<u128> {
    let Outcome { observed_from, makespan, masters, account, groups, events, digest } = outcome;
    let MasterAccount { thinking_ns, walking_ns, attending_ns, idle_ns } = *account;
    let mut all = vec![
        observed_from.as_ns().into(),
        makespan.as_ns().into(),
        (*masters).into(),
        thinking_ns,
        walking_ns,
        attending_ns,
        idle_ns,
        (*events).into(),
        (*digest).into(),
    ];
    for group in groups {
        let GroupOutcome {
            visits,
            waiting_ns,
            waiting_max,
            seated,
            line_wait_ns,
            games,
            sojourn_ns,
            moves,
            forfeits,
            thinking_ns,
            last_master_move,
            ended,
        } = *group;
        all.extend([visits, waiting_max.as_ns(), seated, games, moves, forfeits].map(u128::from));
        all.extend([waiting_ns, line_wait_ns, sojourn_ns, thinking_ns]);
        all.extend([last_master_move, ended].map(|instant| u128::from(instant.as_ns())));
    }
    all
}

/// The outcome of these numbers, in the order of [`numbers`].
fn outcome(numbers: &[u128], groups: usize) -> Option<Outcome> {
    let (head, tail) = numbers.split_first_chunk::<9>()?;
    let [observed_from, makespan, masters, thinking_ns, walking_ns, attending_ns, idle_ns, events, digest] = *head;
    let (rows, rest) = tail.as_chunks::<12>();
    if rows.len() != groups || !rest.is_empty() {
        return None;
    }
    Some(Outcome {
        observed_from: instant(observed_from)?,
        makespan: Duration::from_ns(u64::try_from(makespan).ok()?),
        masters: u32::try_from(masters).ok()?,
        account: MasterAccount { thinking_ns, walking_ns, attending_ns, idle_ns },
        groups: rows.iter().map(group).collect::<Option<_>>()?,
        events: u64::try_from(events).ok()?,
        digest: u64::try_from(digest).ok()?,
    })
}

fn group(row: &[u128; 12]) -> Option<GroupOutcome> {
    let whole = |index: usize| u64::try_from(row[index]).ok();
    Some(GroupOutcome {
        visits: whole(0)?,
        waiting_max: Duration::from_ns(whole(1)?),
        seated: whole(2)?,
        games: whole(3)?,
        moves: whole(4)?,
        forfeits: whole(5)?,
        waiting_ns: row[6],
        line_wait_ns: row[7],
        sojourn_ns: row[8],
        thinking_ns: row[9],
        last_master_move: instant(row[10])?,
        ended: instant(row[11])?,
    })
}

fn instant(ns: u128) -> Option<Instant> {
    Some(Instant::from_ns(u64::try_from(ns).ok()?))
}
