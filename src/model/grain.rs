//! How fine time can get in an exhibition, seen before it is played: the log needs to know how many decimals to print.

use super::distribution::Distribution;
use super::exhibition::{Arrival, Exhibition};
use crate::time::Duration;

/// The decimals of a second that write every instant of an exhibition exactly: 3, 6 or 9.
///
/// Where all times come from lists (constants, empirical values), they may be whole milliseconds or microseconds; where
/// any time is drawn from a continuous distribution, it is nanoseconds.
pub(crate) fn decimals(exhibition: &Exhibition) -> usize {
    let mut grain = Grain(3);
    exhibition.times().for_each(|time| grain.see(time));
    for group in &exhibition.groups {
        group.patience.iter().for_each(|patience| grain.take(*patience));
        if let Arrival::At(instants) = &group.arrive {
            for instant in instants {
                grain.take(*instant);
            }
        }
    }
    grain.0
}

/// The decimals needed so far.
struct Grain(usize);

impl Grain {
    fn take(&mut self, duration: Duration) {
        let needed = match duration.as_ns() {
            ns if ns % 1_000_000 == 0 => 3,
            ns if ns % 1_000 == 0 => 6,
            _ => 9,
        };
        self.0 = self.0.max(needed);
    }

    fn see(&mut self, distribution: &Distribution) {
        match distribution {
            Distribution::Constant(value) => self.take(*value),
            Distribution::Empirical(values) | Distribution::Replay(values) => {
                values.iter().for_each(|value| self.take(*value));
            }
            Distribution::Mixture(parts) => parts.iter().for_each(|(_, part)| self.see(part)),
            Distribution::ByMove(parts) => parts.iter().for_each(|(_, part)| self.see(part)),
            Distribution::Shifted { by, of } => {
                self.take(*by);
                self.see(of);
            }
            Distribution::Clamped { min, max, of } => {
                self.take(*min);
                self.take(*max);
                self.see(of);
            }
            _ => self.0 = 9,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GameLength, Group, Master};

    fn decimals_with(think: Distribution) -> usize {
        let master = Master { name: "Larry".into(), count: 1, think: Distribution::Constant(Duration::from_secs(5)) };
        let groups = vec![Group::new("mortal", think, GameLength::Exactly(1))];
        decimals(&Exhibition { groups, ..Exhibition::new(master) })
    }

    #[test]
    fn constants_tell_their_grain() {
        let constant = |ns| Distribution::Constant(Duration::from_ns(ns));
        assert_eq!(decimals_with(constant(1_000_000_000)), 3);
        assert_eq!(decimals_with(constant(1_500_000)), 6);
        assert_eq!(decimals_with(constant(1)), 9);
        assert_eq!(decimals_with(Distribution::Mixture(vec![(1.0, constant(1_000_000)), (1.0, constant(1_000))])), 6);
    }

    #[test]
    fn what_is_drawn_may_be_any_nanosecond() {
        assert_eq!(decimals_with(Distribution::Exponential { mean: Duration::from_secs(60) }), 9);
    }
}
