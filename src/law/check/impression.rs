//! What the first replications of all cases say, in bounded memory; and which cases deserve more.

use crate::law::Case;
use crate::law::evidence::Evidence;
use crate::law::finding::Skewed;
use crate::law::judgement::Judgement;
use crate::stats::Doubt;

/// What the first replications of all cases say.
#[derive(Default)]
pub struct Impression {
    pub cases: u64,
    /// Cases in which every claim is shown.
    pub shown: u64,
    pub within: Option<f64>,
    pub skewed: Option<Skewed>,
    /// Cases that quantiles that are not exact leave open.
    pub undecided: u64,
    pub suspects: Suspects,
}

/// A case that gets more replications.
pub struct Suspect {
    pub case: Case,
    /// How far the first ones speak against it.
    against: f64,
    /// Whether they are too skewed to judge.
    is_skewed: bool,
}

/// The cases against which most is to be said; and those that were too skewed to say anything, as what has not been
/// seen may speak against them.
#[derive(Default)]
pub struct Suspects {
    most: Vec<Suspect>,
    skewed: Vec<Suspect>,
}

impl Suspects {
    const OF_A_KIND: usize = 3;
    /// Never more than this many.
    pub const MAX: usize = 2 * Self::OF_A_KIND;

    fn consider(&mut self, suspect: Suspect) {
        let mut next = Some(suspect);
        if let Some(suspect) = next.take_if(|suspect| suspect.against > 0.0) {
            next = insert(&mut self.most, suspect);
        }
        if let Some(suspect) = next.filter(|suspect| suspect.is_skewed) {
            insert(&mut self.skewed, suspect);
        }
    }

    /// All of them, those against which most is to be said first.
    pub fn take(&mut self) -> Vec<Suspect> {
        let mut all = std::mem::take(&mut self.most);
        all.append(&mut self.skewed);
        all
    }
}

/// Puts a suspect where it belongs; the least of too many comes back.
fn insert(into: &mut Vec<Suspect>, suspect: Suspect) -> Option<Suspect> {
    let at = into.partition_point(|other| other.against >= suspect.against);
    into.insert(at, suspect);
    if into.len() > Suspects::OF_A_KIND { into.pop() } else { None }
}

impl Impression {
    /// Takes what the first replications of a case say of every claim.
    pub fn take(&mut self, case: &Case, judged: &[Judgement]) {
        self.cases += 1;
        self.shown += u64::from(judged.iter().all(|judgement| judgement.evidence.is_shown()));
        let within = judged.iter().filter_map(|judgement| judgement.within).chain(self.within);
        self.within = within.reduce(f64::max);
        let evidence = judged.iter().map(|judgement| judgement.evidence);
        self.undecided += u64::from(evidence.clone().any(|evidence| evidence.too_close));
        let doubt = evidence.clone().find(Evidence::is_too_skewed).and_then(|evidence| evidence.doubt);
        if let Some(doubt) = doubt {
            self.doubt(doubt);
        }
        let against = evidence.map(|evidence| evidence.against).fold(f64::NEG_INFINITY, f64::max);
        self.suspects.consider(Suspect { case: case.clone(), against, is_skewed: doubt.is_some() });
    }

    /// Takes what more replications say of a case that they do not refute.
    pub fn acquit(&mut self, suspect: &Suspect, doubt: Option<Doubt>) {
        if suspect.is_skewed {
            self.skewed = self.skewed.map(|skewed| Skewed { cases: skewed.cases - 1, ..skewed });
        }
        if let Some(doubt) = doubt {
            self.doubt(doubt);
        }
        self.skewed = self.skewed.filter(|skewed| skewed.cases > 0);
    }

    fn doubt(&mut self, doubt: Doubt) {
        let Doubt::Skewed { skewness, needed } = doubt else { return };
        let before = self.skewed.unwrap_or(Skewed { cases: 0, skewness, needed });
        let greater = if skewness.abs() > before.skewness.abs() { skewness } else { before.skewness };
        let needed = needed.max(before.needed);
        self.skewed = Some(Skewed { cases: before.cases + 1, skewness: greater, needed });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_cases_are_looked_at_again_however_many_there_are() {
        let mut impression = Impression::default();
        for at in 0..1_000_000_u32 {
            let doubt = (at % 2 == 0).then_some(Doubt::Skewed { skewness: 9.0, needed: 8_100 });
            let against = f64::from(at % 1_000) / 1_000.0 - 0.99;
            let evidence = Evidence { against, doubt, too_close: false };
            impression.take(&Case::new(vec![u64::from(at)]), &[Judgement { evidence, within: None }]);
        }
        assert_eq!(impression.skewed, Some(Skewed { cases: 500_000, skewness: 9.0, needed: 8_100 }));
        let positions = |suspects: &[Suspect]| suspects.iter().map(|it| it.case.positions()[0]).collect::<Vec<_>>();
        let suspects = impression.suspects.take();
        // First what speaks against them, then what is too skewed to do so.
        assert_eq!(positions(&suspects), [999, 1_999, 2_999, 1_998, 2_998, 998]);
        impression.acquit(&suspects[3], None);
        assert_eq!(impression.skewed.map(|skewed| skewed.cases), Some(499_999));
    }
}
