//! What a scenario file may say: its fields, their types and their defaults.
//!
//! These types are the shape of the file, read by serde; nothing here judges what they say. They are
//! turned into [`crate::model`]'s types by [`super::convert`], and live no longer than that.

use super::spelling::Spelling;
use crate::model::{GameLength, Side, Visit};
use crate::time::Duration;
use serde::Deserialize;

/// A duration, written as a text with units.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub struct Time(pub Duration);

impl TryFrom<String> for Time {
    type Error = crate::time::ParseDurationError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// The whole file.
#[derive(Deserialize)]
#[serde(rename = "Scenario", deny_unknown_fields, default)]
pub struct ScenarioText {
    pub title: Option<String>,
    pub seed: u64,
    pub master: MasterText,
    pub opponents: Vec<OpponentText>,
    pub boards: Option<u32>,
    #[serde(with = "VisitText")]
    pub visit: Visit,
    pub walk: Option<WalkText>,
    #[serde(with = "SideText")]
    pub first_move: Side,
    pub last_move: Option<LastMove>,
    pub warm_up: Option<Time>,
    pub horizon: Option<Time>,
}

impl Default for ScenarioText {
    fn default() -> Self {
        Self {
            title: None,
            seed: 1,
            master: MasterText::default(),
            opponents: vec![OpponentText::default()],
            boards: None,
            visit: Visit::FirstReady,
            walk: None,
            first_move: Side::Opponent,
            last_move: None,
            warm_up: None,
            horizon: None,
        }
    }
}

/// `master: (…)`.
#[derive(Deserialize)]
#[serde(rename = "Master", deny_unknown_fields, default)]
pub struct MasterText {
    pub name: String,
    pub count: u32,
    pub think: Spelling,
}

impl Default for MasterText {
    fn default() -> Self {
        let think = Spelling::Exponential { mean: Time(Duration::from_secs(5)) };
        Self { name: "Larry".to_owned(), count: 1, think }
    }
}

/// One of `opponents: [(…), …]`.
#[derive(Deserialize)]
#[serde(rename = "Opponent", deny_unknown_fields, default)]
pub struct OpponentText {
    pub name: String,
    pub count: u32,
    pub think: Spelling,
    #[serde(with = "MovesText")]
    pub moves: GameLength,
    pub arrive: ArriveText,
    pub patience: Option<Time>,
    pub master_think: Option<Spelling>,
}

impl Default for OpponentText {
    fn default() -> Self {
        let think = Spelling::LogNormal { mean: None, sd: None, mu: Some(3.9), sigma: Some(0.6) };
        Self {
            name: "opponent".to_owned(),
            count: 1,
            think,
            moves: GameLength::Exactly(10),
            arrive: ArriveText::AtStart,
            patience: None,
            master_think: None,
        }
    }
}

/// `arrive: …`.
#[derive(Deserialize)]
#[serde(rename = "arrival", deny_unknown_fields)]
pub enum ArriveText {
    AtStart,
    At(Vec<Time>),
    Every(Spelling),
}

/// `walk: …`.
#[derive(Deserialize)]
#[serde(rename = "walk", deny_unknown_fields)]
pub enum WalkText {
    Between(Spelling),
    PerBoard(Spelling),
}

/// `moves: …`.
#[derive(Deserialize)]
#[serde(rename = "game length", remote = "GameLength", deny_unknown_fields)]
enum MovesText {
    Exactly(u64),
    Uniform(u64, u64),
    Geometric { mean: f64 },
    Empirical(Vec<u64>),
    Endless,
}

/// `visit: …`.
#[derive(Deserialize)]
#[serde(rename = "policy", remote = "Visit")]
enum VisitText {
    Sequential,
    Cyclic,
    CyclicSkip,
    FirstReady,
    LastReady,
    RandomReady,
    FewestMovesLeft,
    MostMovesLeft,
    GroupOrder,
}

/// `first_move: …`.
#[derive(Deserialize)]
#[serde(rename = "side", remote = "Side")]
enum SideText {
    Opponent,
    Master,
}

/// `last_move: …`: a side that may be left out.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct LastMove(#[serde(with = "SideText")] pub Side);
