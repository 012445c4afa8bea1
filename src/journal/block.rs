//! A block: the outcomes of consecutive replications as a [record](super::record).
//!
//! An outcome is a row of whole numbers. Each is written as its difference from the replication before, in as few bytes
//! as possible: a number that never varies takes one. A block contains its owner, its scenario and its first
//! replication, so it can be recovered when everything around it is lost.

use super::Key;
use super::record::{self, RecordKind};
use crate::model::{Distributions, GroupOutcome, MasterAccount, Outcome, Percentiles};
use crate::time::{Duration, Instant};

/// Numbers in a row of a group, and of its distributions.
const GROUP: usize = 13;
const DISTRIBUTIONS: usize = 16;

/// The place of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// A digest of the journal's owner.
    pub owner: u64,
    pub key: Key,
    /// The number of its first replication.
    pub first: u64,
}

/// Owner, key, first replication, count.
const HEAD: usize = 8 + 16 + 8 + 4;

/// The bytes of the outcomes of replications `place.first`, `place.first` + 1, …, all of the same exhibition.
pub(super) fn encode(place: Place, outcomes: &[Outcome]) -> Vec<u8> {
    let mut body = Vec::with_capacity(HEAD + 64 * outcomes.len());
    body.extend(place.owner.to_le_bytes());
    body.extend(place.key.0.to_le_bytes());
    body.extend(place.first.to_le_bytes());
    body.extend(u32::try_from(outcomes.len()).expect("a block is short").to_le_bytes());
    let (mut before, mut now, mut differences) = (Vec::new(), Vec::new(), Vec::new());
    for outcome in outcomes {
        fill(&mut now, outcome);
        before.resize(now.len(), 0);
        differences
            .extend(now.iter().zip(&before).map(|(now, before): (&u128, &u128)| signed(now.wrapping_sub(*before))));
        std::mem::swap(&mut before, &mut now);
    }
    let groups = outcomes.first().map_or(0, |outcome| outcome.groups.len());
    let body = postcard::to_extend(&(groups, differences), body).expect("numbers can be written to memory");
    record::seal(RecordKind::Block, &body)
}

/// The outcomes in a block that belongs at `place`; `None` if it is damaged.
pub(super) fn decode(place: Place, bytes: &[u8]) -> Option<Vec<Outcome>> {
    let body = record::body(RecordKind::Block, bytes)?;
    let (known, count) = place_of(body)?;
    if known != place {
        return None;
    }
    outcomes(body.get(HEAD..)?, count)
}

fn outcomes(rows: &[u8], count: usize) -> Option<Vec<Outcome>> {
    let (groups, differences): (usize, Vec<i128>) = postcard::from_bytes(rows).ok()?;
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

/// The place of the block with this body, and its stated number of outcomes.
pub(super) fn place_of(body: &[u8]) -> Option<(Place, usize)> {
    let (owner, rest) = body.split_first_chunk()?;
    let (key, rest) = rest.split_first_chunk()?;
    let (first, rest) = rest.split_first_chunk()?;
    let (count, _) = rest.split_first_chunk()?;
    let place = Place {
        owner: u64::from_le_bytes(*owner),
        key: Key(u128::from_le_bytes(*key)),
        first: u64::from_le_bytes(*first),
    };
    Some((place, usize::try_from(u32::from_le_bytes(*count)).ok()?))
}

/// The stated number of outcomes of a block, without any check.
pub(super) fn length(bytes: &[u8]) -> u64 {
    record::unverified(bytes).and_then(place_of).map_or(0, |(_, count)| count as u64)
}

const fn signed(number: u128) -> i128 {
    number.cast_signed()
}

const fn unsigned(number: i128) -> u128 {
    number.cast_unsigned()
}

/// Every number of an outcome. Destructured in full, so none can be forgotten.
pub(super) fn numbers(outcome: &Outcome) -> Vec<u128> {
    let mut all = Vec::new();
    fill(&mut all, outcome);
    all
}

/// The same, replacing the content of `all`.
fn fill(all: &mut Vec<u128>, outcome: &Outcome) {
    let Outcome { observed_from, makespan, masters, account, groups, events, digest, distributions } = outcome;
    let MasterAccount { thinking_ns, walking_ns, attending_ns, idle_ns } = *account;
    all.clear();
    all.extend([
        observed_from.as_ns().into(),
        makespan.as_ns().into(),
        (*masters).into(),
        thinking_ns,
        walking_ns,
        attending_ns,
        idle_ns,
        (*events).into(),
        (*digest).into(),
    ]);
    for group in groups {
        let GroupOutcome {
            visits,
            waiting_ns,
            waiting_max,
            seated,
            line_wait_ns,
            games,
            sojourn_ns,
            game_ns,
            moves,
            forfeits,
            thinking_ns,
            last_master_move,
            ended,
        } = *group;
        all.extend([visits, waiting_max.as_ns(), seated, games, moves, forfeits].map(u128::from));
        all.extend([waiting_ns, line_wait_ns, sojourn_ns, game_ns, thinking_ns]);
        all.extend([last_master_move, ended].map(|instant| u128::from(instant.as_ns())));
    }
    for distributions in distributions {
        let Distributions { waiting, response, game, exact } = *distributions;
        all.push(exact.into());
        for quantity in [waiting, response, game] {
            // If there are no quantiles, each is written as 0, after the sign that there are none.
            let Percentiles { q50, q90, q95, q99 } = quantity.unwrap_or_default();
            all.push(quantity.is_some().into());
            all.extend([q50, q90, q95, q99].map(|quantile| u128::from(quantile.as_ns())));
        }
    }
}

/// The outcome of these numbers, in the order of [`numbers`].
fn outcome(numbers: &[u128], groups: usize) -> Option<Outcome> {
    let (head, tail) = numbers.split_first_chunk::<9>()?;
    let [observed_from, makespan, masters, thinking_ns, walking_ns, attending_ns, idle_ns, events, digest] = *head;
    let (rows, rest) = tail.split_at_checked(groups.checked_mul(GROUP)?)?;
    let (distributions, []) = rest.as_chunks::<DISTRIBUTIONS>() else { return None };
    Some(Outcome {
        observed_from: instant(observed_from)?,
        makespan: Duration::from_ns(u64::try_from(makespan).ok()?),
        masters: u32::try_from(masters).ok()?,
        account: MasterAccount { thinking_ns, walking_ns, attending_ns, idle_ns },
        groups: rows.as_chunks::<GROUP>().0.iter().map(group).collect::<Option<_>>()?,
        events: u64::try_from(events).ok()?,
        digest: u64::try_from(digest).ok()?,
        distributions: distributions.iter().map(distributions_of).collect::<Option<_>>()?,
    })
}

fn group(row: &[u128; GROUP]) -> Option<GroupOutcome> {
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
        game_ns: row[9],
        thinking_ns: row[10],
        last_master_move: instant(row[11])?,
        ended: instant(row[12])?,
    })
}

fn distributions_of(row: &[u128; DISTRIBUTIONS]) -> Option<Distributions> {
    let [exact, rest @ ..] = row;
    let [waiting, response, game] = rest.as_chunks::<5>().0 else { return None };
    let percentiles = |row| percentiles(row).map(|(exist, percentiles)| exist.then_some(percentiles));
    let [waiting, response, game] = [percentiles(waiting)?, percentiles(response)?, percentiles(game)?];
    Some(Distributions { waiting, response, game, exact: truth(*exact)? })
}

/// Whether there are any, and which.
fn percentiles(row: &[u128; 5]) -> Option<(bool, Percentiles)> {
    let [exist, quantiles @ ..] = *row;
    let duration = |ns: u128| Some(Duration::from_ns(u64::try_from(ns).ok()?));
    let [q50, q90, q95, q99] = quantiles;
    let percentiles =
        Percentiles { q50: duration(q50)?, q90: duration(q90)?, q95: duration(q95)?, q99: duration(q99)? };
    Some((truth(exist)?, percentiles))
}

const fn truth(number: u128) -> Option<bool> {
    match number {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn instant(ns: u128) -> Option<Instant> {
    Some(Instant::from_ns(u64::try_from(ns).ok()?))
}
