//! The values of the fields `moves`, `arrive`, `walk`, `visit`, `first_move` and `last_move`.

use super::kind::FieldKind;
use super::measured;
use super::misfit::{misfit, no_such_variant};
use super::reading::Reading;
use super::value::FieldValue;
use super::variant::{self, Parameters, VariantForm};
use crate::document::Node;
use crate::model::{Arrival, GameLength, Side, Visit, Walk};

/// `moves: …`.
pub static MOVES: [VariantForm<GameLength>; 5] = [
    VariantForm::new("Exactly", &["Exactly(10)"], Parameters::Unnamed(&[FieldKind::Whole]), |given| {
        given.unnamed(0).map(GameLength::Exactly)
    }),
    VariantForm::new("Uniform", &["Uniform(20, 40)"], Parameters::Unnamed(&[FieldKind::Whole; 2]), |given| {
        let (least, most) = (given.unnamed(0), given.unnamed(1));
        Some(GameLength::Uniform(least?, most?))
    }),
    VariantForm::new(
        "Geometric",
        &["Geometric(mean: 30)"],
        Parameters::Named(&[("mean", FieldKind::Number)]),
        |given| Some(GameLength::Geometric { mean: given.named("mean")? }),
    ),
    VariantForm::new(
        "Empirical",
        &["Empirical([18, 25, 40])"],
        Parameters::Unnamed(&[FieldKind::MoveCounts]),
        |given| given.unnamed(0).map(GameLength::Empirical),
    ),
    VariantForm::new("Endless", &["Endless"], Parameters::None, |_| Some(GameLength::Endless)),
];

impl FieldValue for GameLength {
    const KIND: FieldKind = FieldKind::Moves;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        variant::read(Self::KIND, &MOVES, node, to)
    }

    fn write(&self) -> String {
        match self {
            Self::Exactly(number) => format!("Exactly({number})"),
            Self::Uniform(least, most) => format!("Uniform({least}, {most})"),
            Self::Geometric { mean } => format!("Geometric(mean: {mean:?})"),
            Self::Empirical(numbers) => format!("Empirical({})", numbers.write()),
            Self::Endless => "Endless".to_owned(),
        }
    }
}

/// `arrive: …`.
pub static ARRIVALS: [VariantForm<Arrival>; 3] = [
    VariantForm::new("AtStart", &["AtStart"], Parameters::None, |_| Some(Arrival::AtStart)),
    VariantForm::new(
        "At",
        &["At([\"0s\", \"40s\"])", "At(file: \"games.csv\", column: \"arrival_s\")"],
        Parameters::Either(&[FieldKind::Durations], &measured::COLUMN),
        |given| measured::values_of(given).map(|values| Arrival::At(values.to_vec())),
    ),
    VariantForm::new(
        "Every",
        &["Every(Exponential(mean: \"100s\"))"],
        Parameters::Unnamed(&[FieldKind::Distribution]),
        |given| given.unnamed(0).map(Arrival::Every),
    ),
];

impl FieldValue for Arrival {
    const KIND: FieldKind = FieldKind::Arrival;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        variant::read(Self::KIND, &ARRIVALS, node, to)
    }

    fn write(&self) -> String {
        match self {
            Self::AtStart => "AtStart".to_owned(),
            Self::At(instants) => format!("At({})", instants.write()),
            Self::Every(gap) => format!("Every({})", gap.write()),
        }
    }
}

/// `walk: …`.
pub static WALKS: [VariantForm<Walk>; 2] = [
    VariantForm::new(
        "Between",
        &["Between(Constant(\"2s\"))"],
        Parameters::Unnamed(&[FieldKind::Distribution]),
        |given| given.unnamed(0).map(Walk::Between),
    ),
    VariantForm::new(
        "PerBoard",
        &["PerBoard(Constant(\"1s\"))"],
        Parameters::Unnamed(&[FieldKind::Distribution]),
        |given| given.unnamed(0).map(Walk::PerBoard),
    ),
];

impl FieldValue for Walk {
    const KIND: FieldKind = FieldKind::Walk;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        variant::read(Self::KIND, &WALKS, node, to)
    }

    fn write(&self) -> String {
        match self {
            Self::Between(time) => format!("Between({})", time.write()),
            Self::PerBoard(time) => format!("PerBoard({})", time.write()),
        }
    }
}

/// A bare word out of a fixed list.
fn word<T: Copy>(
    kind: FieldKind,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    node: Node<'_>,
    to: &mut Reading<'_>,
) -> Option<T> {
    let Some(head) = node.head() else {
        to.slip(node, || misfit(node, kind));
        return None;
    };
    let found = all.iter().copied().find(|one| name(*one) == head);
    match (found, node.bracket()) {
        (Some(_), Some(_)) => {
            to.slip(node, || node.wrong(format!("`{head}` takes no parameters"), format!("write `{head}`")));
            None
        }
        (None, _) => {
            to.slip(node, || no_such_variant(node, kind, all.iter().map(|one| name(*one))));
            None
        }
        (found, None) => found,
    }
}

impl FieldValue for Visit {
    const KIND: FieldKind = FieldKind::Policy;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        word(Self::KIND, &Self::ALL, Self::name, node, to)
    }

    fn write(&self) -> String {
        self.name().to_owned()
    }
}

impl FieldValue for Side {
    const KIND: FieldKind = FieldKind::Side;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        word(Self::KIND, &[Self::Opponent, Self::Master], side, node, to)
    }

    fn write(&self) -> String {
        side(*self).to_owned()
    }
}

/// The name of a side in files.
const fn side(side: Side) -> &'static str {
    match side {
        Side::Opponent => "Opponent",
        Side::Master => "Master",
    }
}
