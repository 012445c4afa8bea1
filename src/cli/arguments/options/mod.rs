//! Options that several commands share, and the readers of option values.

mod effort;
mod engine;
mod limit;
mod memory;
mod points;
mod precision;
mod scenario;
mod share;
mod threads;
mod time;
mod title;
pub(super) mod values;

pub(in crate::cli) use effort::EffortOptions;
pub(in crate::cli) use engine::EngineOptions;
pub(in crate::cli) use limit::LimitOptions;
pub(in crate::cli) use memory::MemoryOptions;
pub(in crate::cli) use points::PointOptions;
pub(in crate::cli) use precision::PrecisionOptions;
pub(in crate::cli) use scenario::{ChangeOptions, ScenarioOptions};
pub(in crate::cli) use share::ShareOptions;
pub(in crate::cli) use threads::ThreadOptions;
pub(in crate::cli) use time::TimeOptions;
pub(in crate::cli) use title::TitleOptions;
