//! One game after another: totals are sums.

use super::game::{Moments, alike, constant_game_ns, game_moments};
use super::{Assumption, Characteristic, Entry, Statement};
use crate::model::{Distribution, Exhibition, Group, Measure, Walk};
use crate::time::Duration;

pub(super) const TOTAL: Entry = Entry {
    name: "sequential_total",
    title: "One game at a time, constant times",
    equation: "sum of all games: N M (Z + S), and N - 1 walks",
    source: "a sum; with c masters, equal games are played in batches of c",
    assumptions: &[
        Assumption::Sequential,
        Assumption::AllAtStart,
        Assumption::NobodyForfeits,
        Assumption::ConstantTimes,
        Assumption::FixedLengths,
        Assumption::ConstantWalks,
        Assumption::OneMasterOrAlike,
    ],
    says: |exhibition| Some(vec![Statement::new(Measure::Makespan, total(exhibition)?)]),
};

pub(super) const MOMENTS: Entry = Entry {
    name: "sequential_moments",
    title: "One game at a time, mean and spread",
    equation: "means add up, and so do variances; random lengths add Var(M) (Z + S)^2",
    source: "Wald, Annals of Mathematical Statistics 15 (1944)",
    assumptions: &[
        Assumption::Sequential,
        Assumption::OneMaster,
        Assumption::AllAtStart,
        Assumption::NobodyForfeits,
        Assumption::SameAtEveryMove,
        Assumption::Ends,
        Assumption::SomethingVaries,
    ],
    says: moments,
};

/// The total length of games with constant times, played one after another, walks included; with several masters, as
/// many at a time as there are masters and boards. `None` outside of what [`super::Formula::SequentialTotal`] assumes,
/// or if it takes too long for a [`Duration`].
fn total(exhibition: &Exhibition) -> Option<Duration> {
    let at_a_time = exhibition.boards.unwrap_or(u32::MAX).min(exhibition.master.count).max(1);
    let batches = exhibition.opponents().div_ceil(at_a_time.into());
    let walk_ns = match &exhibition.walk {
        None => 0,
        Some(Walk::Between(time)) => time.constant()?.as_ns().into(),
        // A master who has finished a game goes to the board after those of the other masters.
        Some(Walk::PerBoard(step)) => u128::from(step.constant()?.as_ns()) * u128::from(at_a_time),
    };
    let alone_ns =
        |group: &Group| constant_game_ns(exhibition, group).and_then(|(thinks, serves)| thinks.checked_add(serves));
    let thinking_ns = if exhibition.master.count == 1 {
        let of_group = |group: &Group| alone_ns(group)?.checked_mul(group.count.into());
        exhibition.groups.iter().map(of_group).try_fold(0_u128, |sum, part| sum.checked_add(part?))?
    } else {
        alone_ns(alike(exhibition)?)?.checked_mul(batches.into())?
    };
    let walking_ns = u128::from(batches.saturating_sub(1)).checked_mul(walk_ns)?;
    u64::try_from(thinking_ns.checked_add(walking_ns)?).ok().map(Duration::from_ns)
}

fn moments(exhibition: &Exhibition) -> Option<Vec<Statement>> {
    let walks = exhibition.opponents().saturating_sub(1) as f64;
    let walk =
        |moment: fn(&Distribution) -> f64| exhibition.walk.as_ref().map_or(0.0, |walk| walks * moment(walk.time()));
    let mut sum = Moments { mean: walk(Distribution::mean_s), variance: walk(Distribution::variance_s2) };
    for group in &exhibition.groups {
        let (game, _) = game_moments(exhibition, group)?;
        sum.mean += f64::from(group.count) * game.mean;
        sum.variance += f64::from(group.count) * game.variance;
    }
    let mean = Statement::new(Measure::Makespan, sum.mean);
    let sd = Statement::new(Characteristic::MakespanSd, libm::sqrt(sum.variance));
    // A mean without a variance is still a mean.
    let statements = if sum.variance.is_finite() { vec![mean, sd] } else { vec![mean] };
    sum.mean.is_finite().then_some(statements)
}
