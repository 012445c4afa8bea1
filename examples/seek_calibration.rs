//! How often a seek holds a false verdict: seeks of a mean that is known, over distributions with tails of all kinds.
//!
//! A row has 64 values, at which a think time is stretched by 1/32, 2/32, … 2. Sought is the largest at which its mean
//! is at most a bound halfway between two of them. All verdicts of a seek should be right jointly in 95 % of the seeks.
//!
//! Run it: `cargo run --release --example seek_calibration`, or with `-- short` for a look in a few seconds.

use std::convert::Infallible;
use std::ops::ControlFlow;
use zeitnot::experiment::seek::{
    Criterion, Edge, Goal, Relation, Seen, Sought, Statistic, Strategy, Trials, Verdict, seek,
};
use zeitnot::model::{Distribution, Exhibition, GameLength, Group, Master, Measure, Side, Simulator};
use zeitnot::time::Duration;

const VALUES: usize = 64;

/// Distributions by name.
#[must_use]
pub fn laws() -> Vec<(&'static str, Distribution)> {
    use Distribution as D;
    let (second, minute) = (Duration::from_secs(1), Duration::from_secs(60));
    let log_normal = |cv: f64| D::LogNormal { mu: 3.0, sigma: libm::sqrt(libm::log1p(cv * cv)) };
    let slow = |others| D::Mixture(vec![(0.98, others), (0.02, D::Constant(Duration::from_secs(50)))]);
    vec![
        ("Normal, cv 0.1", D::Normal { mean: minute, sd: Duration::from_secs(6) }),
        ("Exponential", D::Exponential { mean: minute }),
        ("LogNormal, cv 3", log_normal(3.0)),
        ("2 % slow, others constant", slow(D::Constant(second))),
        ("2 % slow, others uniform", slow(D::Uniform { min: Duration::ZERO, max: Duration::from_secs(2) })),
        ("HyperExponential, cv 5", D::HyperExponential { mean: minute, cv: 5.0 }),
        ("LogNormal, cv 10", log_normal(10.0)),
        ("Pareto, shape 1.5", D::Pareto { min: second, shape: 1.5 }),
    ]
}

/// A think time, stretched as the value says.
struct Stretched {
    simulator: Simulator,
    seed: u64,
    /// Of the replications so far, unstretched.
    draws_s: Vec<f64>,
    played: u64,
}

impl Trials for Stretched {
    type Error = Infallible;

    fn certainty(&mut self, _: usize) -> Result<Option<Vec<(Verdict, Seen)>>, Infallible> {
        Ok(None)
    }

    fn play(
        &mut self,
        index: usize,
        replications: u64,
        take: &mut dyn FnMut(&[Seen]) -> ControlFlow<()>,
    ) -> Result<(), Infallible> {
        for replication in 0..replications {
            if self.draws_s.len() as u64 == replication {
                let outcome = self.simulator.play(self.seed, replication).expect("a game of one think ends");
                self.draws_s.push(outcome.value(Measure::Makespan));
            }
            self.played += 1;
            let draw_s = self.draws_s[usize::try_from(replication).expect("few replications")];
            if take(&[(draw_s * factor(index as f64)).into()]).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn factor(index: f64) -> f64 {
    (index + 1.0) / 32.0
}

/// What came of some seeks; shares are from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// Seeks with a false verdict.
    pub wrong: f64,
    /// Seeks that leave no value undecided around the edge.
    pub closed: f64,
    /// Seeks that decide nothing.
    pub silent: f64,
    /// Seeks that warn of skewness.
    pub doubted: f64,
    /// Replications of a seek, on average.
    pub replications: f64,
}

/// Seeks edges at different values, each with a seed of its own.
#[must_use]
pub fn row(law: &Distribution, seeks: u64, replications_max: u64) -> Row {
    let group = Group::new("opponent", law.clone(), GameLength::Exactly(1));
    let master = Master { name: "Larry".into(), count: 1, think: Distribution::Constant(Duration::ZERO) };
    let exhibition = Exhibition { groups: vec![group], last_move: Side::Opponent, ..Exhibition::new(master) };
    let simulator = Simulator::new(&exhibition).expect("the exhibition makes sense");
    let mut row = Row::default();
    for seed in 0..seeks {
        let last_that_holds = usize::try_from(8 + seed * 29 % 48).expect("a small number");
        let bound = law.mean_s() * factor(last_that_holds as f64 + 0.5);
        let criterion = Criterion { statistic: Statistic::Mean, sense: Relation::AtMost, bound };
        let goal = Goal {
            condition: criterion.into(),
            edge: Some(Edge::Largest),
            strategy: Strategy::Bisect,
            level: 0.95,
            replications_max,
        };
        let mut stretched = Stretched { simulator: simulator.clone(), seed, draws_s: Vec::new(), played: 0 };
        let Sought { bracket, tried, .. } = match seek(&goal, VALUES, &mut stretched) {
            Ok(sought) => sought,
            Err(never) => match never {},
        };
        let share = |is: bool| f64::from(u8::from(is)) / seeks as f64;
        row.wrong += share(tried.iter().any(|tried| match tried.verdict {
            Verdict::Holds => tried.index > last_that_holds,
            Verdict::Fails => tried.index <= last_that_holds,
            Verdict::Undecided => false,
        }));
        row.closed += share(bracket.answer.is_some() && bracket.answer.map(|index| index + 1) == bracket.fails_at);
        row.silent += share(tried.iter().all(|tried| tried.verdict == Verdict::Undecided));
        row.doubted += share(tried.iter().flat_map(|tried| &tried.criteria).any(|tested| tested.doubt.is_some()));
        row.replications += stretched.played as f64 / seeks as f64;
    }
    row
}

#[cfg(not(test))]
fn main() {
    let is_short = std::env::args().nth(1).as_deref() == Some("short");
    let (seeks, limits): (_, &[u64]) = if is_short { (40, &[2_000]) } else { (300, &[10_000, 100_000]) };
    println!("Shares of {seeks} seeks in percent; level 95 %.\n");
    println!(
        "{:28}{:>8} {:>7} {:>7} {:>7} {:>8} {:>13}",
        "", "at most", "wrong", "closed", "silent", "doubted", "replications"
    );
    for limit in limits {
        for (name, law) in laws() {
            let row = row(&law, seeks, *limit);
            let [wrong, closed, silent, doubted] =
                [row.wrong, row.closed, row.silent, row.doubted].map(|share| 100.0 * share);
            let replications = row.replications;
            println!("{name:28}{limit:8} {wrong:7.1} {closed:7.1} {silent:7.1} {doubted:8.1} {replications:13.0}");
        }
    }
}
