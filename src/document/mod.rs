//! RON texts as trees whose parts know their places, for scenarios, studies and laws.
//!
//! A [`Document`] is built once from a text (`scanner`, `builder`). Its readers walk it by [`Node`]s, take [`Fields`]
//! out of records, and collect all [`Complaints`], each with its place. A part can be replaced (`edit`): the rest
//! stays, including comments, and every part keeps the place where it was written. The `ron` crate reads literals.
//! Nothing here knows what a text means.

mod broken;
mod builder;
mod complaints;
mod diagnostic;
mod edit;
mod entry;
mod fields;
mod file;
mod literal;
mod node;
mod path;
mod render;
mod scanner;
mod source;
mod suggest;
mod suspects;
mod tree;

pub use complaints::Complaints;
pub use diagnostic::{Diagnostic, Diagnostics, Place};
pub use edit::Patch;
pub use entry::NodeId;
pub use fields::{FieldNames, Fields};
#[cfg(feature = "study")] // studies and counterexamples are written to other folders
pub use file::path_from;
pub use file::{read, reason};
pub use literal::{Unread, quoted};
pub use node::Node;
pub use path::{Step, To, is_same_path, is_within, quoted_step, step_to, steps};
pub use source::Original;
pub use suggest::one_of as did_you_mean;
pub use tree::Document;
