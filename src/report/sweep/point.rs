//! A point of a sweep and its results, in little memory: there may be a million.

use super::Sweep;
use crate::experiment::{Ending, Estimate, Summary};
use crate::model::Measure;
use crate::report::json::Basis;
use crate::stats::Doubt;

/// A point and its results.
#[derive(Clone, Debug)]
pub struct SweptPoint {
    /// Its number in the grid.
    pub index: u64,
    /// Why there were no more replications.
    pub ending: Ending,
    /// How many there were, at least 1.
    pub replications: u64,
    /// Whether all quantiles are exact: see [`Summary::exact`].
    pub exact: bool,
    level: f64,
    digest: u64,
    total: Estimates,
    groups: Box<[Estimates]>,
}

impl SweptPoint {
    /// A point of a sweep, without the measures that nobody will see: tables show some, programs get all that are
    /// wanted.
    #[must_use]
    pub fn new(index: u64, summary: &Summary, ending: Ending, sweep: &Sweep<'_>, for_programs: bool) -> Self {
        let shown = sweep.shown();
        let for_all = |measure: Measure| shown.contains(&measure) || for_programs && sweep.wanted(measure);
        let groups = if for_programs { &summary.groups[..] } else { &[] };
        let Summary { replications, level, digest, exact, .. } = *summary;
        Self {
            index,
            ending,
            replications,
            exact,
            level,
            digest,
            total: Estimates::new(&summary.total, for_all),
            groups: groups.iter().map(|group| Estimates::new(group, |measure| sweep.wanted(measure))).collect(),
        }
    }

    /// The estimate of a measure over all boards.
    ///
    /// # Panics
    /// If the point was made without it.
    #[must_use]
    pub fn estimate(&self, measure: Measure) -> Estimate {
        self.total.iter().find(|(of, _)| *of == measure).expect("what is shown was kept").1
    }

    /// Whether it was stopped before it had enough replications.
    pub(super) const fn is_stopped(&self) -> bool {
        matches!(self.ending, Ending::Stopped { .. })
    }

    /// The basis of all estimates.
    pub(super) fn basis(&self) -> Basis {
        Basis::new(self.replications, self.level, self.digest)
    }

    /// The estimates over all boards.
    pub(super) const fn total(&self) -> &Estimates {
        &self.total
    }

    /// Those of each group.
    pub(super) const fn groups(&self) -> &[Estimates] {
        &self.groups
    }
}

/// Estimates of several measures: only the figures that there are take memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Estimates {
    /// Which figures each has besides the mean: a bit for each of [`FIGURES`], and two for the doubt.
    known: Box<[(Measure, u16)]>,
    /// The bits of the figures, measure by measure.
    figures: Box<[u64]>,
}

/// The figures that an estimate may lack.
const FIGURES: usize = 9;
const SKEWED: u16 = 1 << FIGURES;
const NEVER_VARIED: u16 = 2 << FIGURES;

impl Estimates {
    fn new(all: &[(Measure, Estimate)], is_kept: impl Fn(Measure) -> bool) -> Self {
        let (mut known, mut figures) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
        for (measure, estimate) in all.iter().filter(|(measure, _)| is_kept(*measure)) {
            let Estimate { mean, sd, skewness, half_width, doubt, min, q05, q50, q95, q99, max } = *estimate;
            let (mut bits, optional) = (0, [sd, skewness, half_width, min, q05, q50, q95, q99, max]);
            figures.push(mean.to_bits());
            for (place, figure) in optional.into_iter().enumerate() {
                bits |= u16::from(figure.is_some()) << place;
                figures.extend(figure.map(f64::to_bits));
            }
            match doubt {
                None => {}
                Some(Doubt::Skewed { skewness, needed }) => {
                    bits |= SKEWED;
                    figures.extend([skewness.to_bits(), needed]);
                }
                Some(Doubt::NeverVaried) => bits |= NEVER_VARIED,
            }
            known.push((*measure, bits));
        }
        Self { known: known.into(), figures: figures.into() }
    }

    /// All of them, as they were.
    pub fn iter(&self) -> impl Iterator<Item = (Measure, Estimate)> {
        let mut figures = self.figures.iter().copied();
        self.known.iter().map(move |&(measure, bits)| {
            let mut next = || figures.next().expect("each figure was kept");
            let mean = f64::from_bits(next());
            let mut optional = [None; FIGURES];
            for (_, figure) in optional.iter_mut().enumerate().filter(|(place, _)| bits >> place & 1 > 0) {
                *figure = Some(f64::from_bits(next()));
            }
            let [sd, skewness, half_width, min, q05, q50, q95, q99, max] = optional;
            let doubt = match bits {
                _ if bits & SKEWED > 0 => Some(Doubt::Skewed { skewness: f64::from_bits(next()), needed: next() }),
                _ => (bits & NEVER_VARIED > 0).then_some(Doubt::NeverVaried),
            };
            (measure, Estimate { mean, sd, skewness, half_width, doubt, min, q05, q50, q95, q99, max })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_come_out_as_they_went_in() {
        let doubts = [None, Some(Doubt::NeverVaried), Some(Doubt::Skewed { skewness: -1.5, needed: u64::MAX }), None];
        let all: Vec<_> = Measure::ALL
            .into_iter()
            .zip(0_u16..)
            .map(|(measure, number)| {
                // Every figure is missing in some and there in others.
                let figure = |place: u16| ((number * 13) >> place & 1 > 0).then(|| f64::from(100 * number + place));
                let estimate = Estimate {
                    mean: f64::from(number),
                    sd: figure(0),
                    skewness: figure(8),
                    half_width: figure(1),
                    doubt: doubts[usize::from(number) % doubts.len()],
                    min: figure(2),
                    q05: figure(3),
                    q50: figure(4),
                    q95: figure(5),
                    q99: figure(6),
                    max: figure(7),
                };
                (measure, estimate)
            })
            .collect();
        assert_eq!(Estimates::new(&all, |_| true).iter().collect::<Vec<_>>(), all);
        let moves = Estimates::new(&all, |measure| measure == Measure::Moves);
        assert_eq!(moves.iter().map(|(measure, _)| measure).collect::<Vec<_>>(), [Measure::Moves]);
    }
}
