//! Scenario files: RON in, a checked [`Exhibition`](crate::model::Exhibition) out.
//!
//! A text becomes a [`Document`](crate::document::Document). The tables of `fields`, `choices` and `distribution` read
//! its tree, and [`Exhibition::check`](crate::model::Exhibition::check) checks the result. Every error on the way
//! becomes a [`Diagnostic`] with its place. A [`Template`] is a document that [`Setting`]s can change before the check.
//! Nothing here plays a game, prints, or ends the process.

mod amount;
mod checked;
mod choices;
mod column;
mod content;
mod distribution;
mod fields;
mod file;
mod grammar;
mod kind;
mod measured;
mod misfit;
mod path;
mod reading;
mod template;
mod value;
mod variant;

pub use crate::document::{
    Diagnostic, Diagnostics, Place, did_you_mean, is_same_path, is_within, quoted_step, step_to as step_to_group,
};
pub use amount::{Amount, Level};
pub use file::Scenario;
pub use path::through_group;
pub use template::{NumericKind, NumericSetting, ParseSettingError, Setting, Template, Variations};

#[cfg(test)]
mod tests;
