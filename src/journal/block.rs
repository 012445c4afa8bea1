//! A block: the outcomes of consecutive replications as a [record](super::record).
//!
//! An outcome is a row of whole numbers. Each is written as its difference from the replication before, in as few bytes
//! as possible: a number that never varies takes one. A block contains its owner, its scenario and its first
//! replication, so it can be recovered when everything around it is lost.

use super::record::{self, RecordKind};
use super::{Key, varint};
use crate::model::{Distributions, GroupOutcome, MasterAccount, Outcome, Percentiles};
use crate::time::{Duration, Instant};

/// Numbers in a row of an outcome as a whole, of a group, and of its distributions.
const HEAD_NUMBERS: usize = 9;
const GROUP: usize = 13;
const DISTRIBUTIONS: usize = 16;

/// The place of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BlockPlace {
    /// A digest of the journal's owner.
    pub owner: u64,
    pub key: Key,
    /// The number of its first replication.
    pub first: u64,
}

/// Owner, key, first replication, count.
const HEAD: usize = 8 + 16 + 8 + 4;

/// Outcomes of consecutive replications of the same exhibition, as the rows of a block.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    /// The numbers of the last outcome.
    before: Vec<u128>,
    rows: Vec<u8>,
    /// How many outcomes there are, and how many numbers.
    count: usize,
    numbers: usize,
    groups: usize,
}

impl Encoder {
    /// Adds the outcome of the next replication.
    pub fn add(&mut self, outcome: &Outcome) {
        let width = HEAD_NUMBERS + GROUP * outcome.groups.len() + DISTRIBUTIONS * outcome.distributions.len();
        self.before.resize(width, 0);
        self.rows.reserve(varint::BYTES_MAX * width);
        let mut before = self.before.iter_mut();
        each_number(outcome, |now| {
            let before = before.next().expect("each number has its place");
            varint::put_signed(now.wrapping_sub(*before).cast_signed(), &mut self.rows);
            *before = now;
        });
        (self.count, self.numbers) = (self.count + 1, self.numbers + width);
        self.groups = outcome.groups.len();
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// The block, for this place.
    pub fn sealed(&self, place: BlockPlace) -> Vec<u8> {
        let mut head = Vec::with_capacity(HEAD + 2 * varint::BYTES_MAX);
        head.extend(place.owner.to_le_bytes());
        head.extend(place.key.0.to_le_bytes());
        head.extend(place.first.to_le_bytes());
        head.extend(u32::try_from(self.count).expect("a block is short").to_le_bytes());
        varint::put(self.groups as u128, &mut head);
        varint::put(self.numbers as u128, &mut head);
        record::seal_all(RecordKind::Block, &[&head, &self.rows])
    }
}

/// The outcomes in a block that belongs at `place`; `None` if it is damaged.
pub(super) fn decode(place: BlockPlace, bytes: &[u8]) -> Option<Vec<Outcome>> {
    let body = record::body(RecordKind::Block, bytes)?;
    let (known, count) = place_of(body)?;
    if known != place {
        return None;
    }
    outcomes(body.get(HEAD..)?, count)
}

fn outcomes(mut rows: &[u8], count: usize) -> Option<Vec<Outcome>> {
    let (groups, numbers) = (varint::take(&mut rows)?, varint::take(&mut rows)?);
    let (groups, numbers) = (usize::try_from(groups).ok()?, usize::try_from(numbers).ok()?);
    // Each number takes a byte at least.
    if numbers > rows.len() || numbers.checked_rem(count)? > 0 {
        return None;
    }
    let mut row = vec![0_u128; numbers / count];
    let outcome = |_| {
        for now in &mut row {
            *now = now.wrapping_add(varint::take_signed(&mut rows)?.cast_unsigned());
        }
        outcome(&row, groups)
    };
    (0..count).map(outcome).collect()
}

/// The place of the block with this body, and its stated number of outcomes.
pub(super) fn place_of(body: &[u8]) -> Option<(BlockPlace, usize)> {
    let (owner, rest) = body.split_first_chunk()?;
    let (key, rest) = rest.split_first_chunk()?;
    let (first, rest) = rest.split_first_chunk()?;
    let (count, _) = rest.split_first_chunk()?;
    let place = BlockPlace {
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

/// Passes on every number of an outcome. Destructured in full, so none can be forgotten.
#[inline]
pub(super) fn each_number(outcome: &Outcome, mut number: impl FnMut(u128)) {
    let Outcome { observed_from, makespan, masters, account, groups, events, digest, distributions } = outcome;
    let MasterAccount { thinking_ns, walking_ns, attending_ns, idle_ns } = *account;
    let mut all = |numbers: &[u128]| numbers.iter().for_each(|one| number(*one));
    all(&[
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
        all(&[visits, waiting_max.as_ns(), seated, games, moves, forfeits].map(u128::from));
        all(&[waiting_ns, line_wait_ns, sojourn_ns, game_ns, thinking_ns]);
        all(&[last_master_move, ended].map(|instant| u128::from(instant.as_ns())));
    }
    for distributions in distributions {
        let Distributions { waiting, response, game, exact } = *distributions;
        all(&[exact.into()]);
        for quantity in [waiting, response, game] {
            // If there are no quantiles, each is written as 0, after the sign that there are none.
            let Percentiles { q50, q90, q95, q99 } = quantity.unwrap_or_default();
            all(&[quantity.is_some().into()]);
            all(&[q50, q90, q95, q99].map(|quantile| u128::from(quantile.as_ns())));
        }
    }
}

/// The outcome of these numbers, in the order of [`each_number`].
fn outcome(numbers: &[u128], groups: usize) -> Option<Outcome> {
    let (head, tail) = numbers.split_first_chunk::<HEAD_NUMBERS>()?;
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
    let [visits, waiting_max, seated, games, moves, forfeits, sums @ .., last_master_move, ended] = *row;
    let [waiting_ns, line_wait_ns, sojourn_ns, game_ns, thinking_ns] = sums;
    let whole = |number: u128| u64::try_from(number).ok();
    Some(GroupOutcome {
        visits: whole(visits)?,
        waiting_ns,
        waiting_max: Duration::from_ns(whole(waiting_max)?),
        seated: whole(seated)?,
        line_wait_ns,
        games: whole(games)?,
        sojourn_ns,
        game_ns,
        moves: whole(moves)?,
        forfeits: whole(forfeits)?,
        thinking_ns,
        last_master_move: instant(last_master_move)?,
        ended: instant(ended)?,
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
