//! The points of a sweep: every combination of the factors' values, or one value of each in lockstep.

use super::{Factor, FactorKind};
use crate::scenario::{ParseSettingError, Setting, is_same_path};
use std::fmt;

/// Points numbered from 0, which take no memory.
///
/// Crossed factors count like an odometer: the last varies fastest.
///
/// ```
/// use zeitnot::experiment::Grid;
/// let factors = vec!["master.count=1,2".parse().unwrap(), "visit=Cyclic,FirstReady,LastReady".parse().unwrap()];
/// let grid = Grid::crossed(factors).unwrap();
/// assert_eq!((grid.len(), grid.values(4)), (6, vec!["2".to_owned(), "FirstReady".to_owned()]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    factors: Vec<Factor>,
    lockstep: bool,
    len: u64,
    varies_seed: bool,
}

/// Why factors don't form a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridError {
    /// Two factors vary the same thing.
    Twice(String),
    /// A factor has a value twice: its path, and the value.
    Repeated(String, String),
    /// Factors in lockstep have different numbers of values: two of them, each with its path and its number of values.
    Unequal([(String, u64); 2]),
    /// There are more combinations than can be counted.
    TooMany,
}

impl fmt::Display for GridError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(path) => write!(f, "`{path}` is varied twice"),
            Self::Repeated(path, value) => write!(f, "`{path}` takes the value {value} twice"),
            Self::Unequal([(a, values), (b, others)]) => {
                write!(f, "in lockstep all factors need as many values, but `{a}` has {values} and `{b}` has {others}")
            }
            Self::TooMany => f.write_str("there are more combinations than can be counted"),
        }
    }
}

impl std::error::Error for GridError {}

impl Grid {
    /// Every value of each factor with every value of the others. Without factors, a single point.
    ///
    /// # Errors
    /// If two factors vary the same thing, one has a value twice, or there are 2⁶⁴ points or more.
    pub fn crossed(factors: Vec<Factor>) -> Result<Self, GridError> {
        none_twice(&factors)?;
        if let Some((factor, value)) = factors.iter().find_map(|factor| Some((factor, factor.repeated()?))) {
            return Err(GridError::Repeated(factor.path().to_owned(), value));
        }
        let len = factors.iter().try_fold(1_u64, |len, factor| len.checked_mul(factor.len()));
        Ok(Self::new(factors, false, len.ok_or(GridError::TooMany)?))
    }

    /// The first value of each factor, the second of each, and so on.
    ///
    /// # Errors
    /// If two factors vary the same thing, or the numbers of values differ.
    pub fn in_lockstep(factors: Vec<Factor>) -> Result<Self, GridError> {
        none_twice(&factors)?;
        let mut pairs = factors.iter().zip(factors.iter().skip(1));
        if let Some((one, other)) = pairs.find(|(one, other)| one.len() != other.len()) {
            return Err(GridError::Unequal([one, other].map(|factor| (factor.path().to_owned(), factor.len()))));
        }
        let len = factors.first().map_or(1, Factor::len);
        Ok(Self::new(factors, true, len))
    }

    fn new(factors: Vec<Factor>, lockstep: bool, len: u64) -> Self {
        let varies_seed = factors.iter().any(|factor| is_same_path(factor.path(), "seed"));
        Self { factors, lockstep, len, varies_seed }
    }

    /// What is varied.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// Whether the factors go in lockstep.
    #[must_use]
    pub const fn is_lockstep(&self) -> bool {
        self.lockstep
    }

    /// Whether each point has a seed of its own.
    #[must_use]
    pub const fn varies_seed(&self) -> bool {
        self.varies_seed
    }

    /// How many points there are, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no grid is empty")]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// The index (from 0) of each factor's value at a point.
    ///
    /// # Panics
    /// If `point` is not below [`Grid::len`].
    #[must_use]
    pub fn indices(&self, point: u64) -> Vec<u64> {
        assert!(point < self.len, "of {} points there is no number {point}", self.len);
        if self.lockstep {
            return vec![point; self.factors.len()];
        }
        let mut rest = point;
        let mut indices: Vec<_> =
            self.factors.iter().rev().map(|factor| (rest % factor.len(), rest /= factor.len()).0).collect();
        indices.reverse();
        indices
    }

    /// The values of the factors at a point.
    ///
    /// # Panics
    /// If `point` is not below [`Grid::len`].
    #[must_use]
    pub fn values(&self, point: u64) -> Vec<String> {
        self.factors.iter().zip(self.indices(point)).map(|(factor, index)| factor.value(index)).collect()
    }

    /// The values as numbers (durations in seconds), if all values of a factor are numbers or durations; see
    /// [`Factor::number`].
    ///
    /// # Panics
    /// If `point` is not below [`Grid::len`].
    #[must_use]
    pub fn numbers(&self, point: u64) -> Vec<Option<f64>> {
        self.factors.iter().zip(self.indices(point)).map(|(factor, index)| factor.number(index)).collect()
    }

    /// The settings of a point.
    ///
    /// # Errors
    /// If a value is not a possible setting. Whether it fits the scenario is not checked here.
    ///
    /// # Panics
    /// If `point` is not below [`Grid::len`].
    pub fn settings(&self, point: u64) -> Result<Vec<Setting>, ParseSettingError> {
        self.factors.iter().zip(self.indices(point)).map(|(factor, index)| factor.setting(index)).collect()
    }

    /// Whether the values of a factor can be put on an axis.
    #[must_use]
    pub fn is_numeric(&self, factor: usize) -> bool {
        self.factors.get(factor).is_some_and(|factor| factor.kind() != FactorKind::Choice)
    }
}

fn none_twice(factors: &[Factor]) -> Result<(), GridError> {
    let twice = factors
        .iter()
        .enumerate()
        .find(|(index, factor)| factors[..*index].iter().any(|other| other.path() == factor.path()));
    twice.map_or(Ok(()), |(_, factor)| Err(GridError::Twice(factor.path().to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factors(texts: &[&str]) -> Vec<Factor> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn crossed_points_count_like_an_odometer() {
        let grid = Grid::crossed(factors(&["a=1..2", "b=x,y,z"])).unwrap();
        let points: Vec<_> = (0..grid.len()).map(|point| grid.values(point).concat()).collect();
        assert_eq!(points, ["1x", "1y", "1z", "2x", "2y", "2z"]);
        assert_eq!(Grid::crossed(Vec::new()).unwrap().len(), 1);
        let seeds = |text| Grid::crossed(factors(&["b=1", text])).unwrap().varies_seed();
        assert!(seeds("seed=1,2") && seeds("[\"seed\"]=1,2") && !seeds("seeds=1,2"));
        let huge = Grid::crossed(factors(&["a=1..4000000000", "b=1..4000000000"])).unwrap();
        assert_eq!(huge.values(huge.len() - 1), ["4000000000", "4000000000"]);
    }

    #[test]
    fn lockstep_needs_equal_lengths() {
        let grid = Grid::in_lockstep(factors(&["a=1..3", "b=2,4,6"])).unwrap();
        assert_eq!((grid.len(), grid.values(2)), (3, vec!["3".to_owned(), "6".to_owned()]));
        assert_eq!(grid.numbers(1), [Some(2.0), Some(4.0)]);
        let unequal = Grid::in_lockstep(factors(&["a=1..3", "b=2,4"])).unwrap_err();
        assert!(unequal.to_string().contains("`a` has 3 and `b` has 2"));
    }

    #[test]
    fn what_makes_no_grid_is_told() {
        assert_eq!(Grid::crossed(factors(&["a=1", "b=1", "a=2"])), Err(GridError::Twice("a".to_owned())));
        for (text, value) in [("a=x,y,x", "x"), ("a=1..3,2", "2"), ("a=1s,1000ms", "1000ms")] {
            let twice = GridError::Repeated("a".to_owned(), value.to_owned());
            assert_eq!(Grid::crossed(factors(&["b=1..3", text])), Err(twice));
            assert!(Grid::in_lockstep(factors(&[text])).is_ok(), "beside other values it is another point");
        }
        let huge = "1..999999999999999999";
        assert_eq!(Grid::crossed(factors(&[&format!("a={huge}"), &format!("b={huge}")])), Err(GridError::TooMany));
    }
}
