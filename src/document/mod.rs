//! Texts in RON as trees that know where each part stands: for scenarios, studies and laws alike.
//!
//! A [`Document`] is built once from a text (`scanner`, `builder`). Whoever gives it a meaning walks it by [`Node`]s, takes
//! [`Fields`] out of records, and collects all [`Complaints`], each at its place. A part can be replaced (`edit`): the rest
//! stays, comments included, and every part still knows where it was written. Literals are read by the `ron` crate. Nothing
//! here knows what a text is about.

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
mod tree;

pub use complaints::Complaints;
pub use diagnostic::{Diagnostic, Diagnostics, Place};
pub use edit::{NotOneValue, Patch};
pub use entry::NodeId;
pub use fields::{Fields, Names};
pub use file::{read, reason};
pub use literal::{Unread, quoted};
pub use node::Node;
pub use path::{Naming, Step, To, is_same_path, is_within, quoted_step, step_to, steps};
pub use source::Written;
pub use suggest::one_of as did_you_mean;
pub use tree::Document;
