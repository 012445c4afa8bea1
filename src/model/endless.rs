//! Choosing one figure for several exhibitions, some of which may have endless games.

use super::exhibition::Exhibition;
use super::measure::Measure;

/// How many of several exhibitions have endless games.
///
/// ```
/// use zeitnot::model::{Distribution, EndlessGames, Exhibition, GameLength, Group, Master, Measure};
/// use zeitnot::time::Duration;
/// let think = Distribution::Constant(Duration::from_secs(5));
/// let ends = Exhibition {
///     groups: vec![Group::new("hobbyist", think.clone(), GameLength::Exactly(9))],
///     ..Exhibition::new(Master { name: "Larry".into(), count: 1, think: think.clone() })
/// };
/// let groups = vec![Group::new("hobbyist", think, GameLength::Endless)];
/// let endless = Exhibition { groups, horizon: Some(Duration::from_secs(3_600)), ..ends.clone() };
/// let games: EndlessGames = [&ends, &endless].into_iter().collect();
/// assert_eq!((games.endless, games.exhibitions, games.are_mixed()), (1, 2, true));
/// assert_eq!(games.principal_measure(), Measure::Throughput);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndlessGames {
    /// How many exhibitions there are.
    pub exhibitions: usize,
    /// How many of them are endless, so that only their horizon determines their makespan.
    pub endless: usize,
}

impl EndlessGames {
    /// Counts another exhibition.
    pub fn count(&mut self, exhibition: &Exhibition) {
        self.exhibitions += 1;
        self.endless += usize::from(exhibition.is_endless());
    }

    /// Whether some of them are endless, and others are not.
    #[must_use]
    pub const fn are_mixed(&self) -> bool {
        self.endless > 0 && self.endless < self.exhibitions
    }

    /// What says most of all of them in one figure: see [`Measure::principal`].
    #[must_use]
    pub const fn principal_measure(&self) -> Measure {
        Measure::principal(self.endless > 0)
    }
}

impl<'a> FromIterator<&'a Exhibition> for EndlessGames {
    fn from_iter<I: IntoIterator<Item = &'a Exhibition>>(exhibitions: I) -> Self {
        let mut games = Self::default();
        exhibitions.into_iter().for_each(|exhibition| games.count(exhibition));
        games
    }
}
