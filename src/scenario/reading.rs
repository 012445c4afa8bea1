//! A scenario being read: what is wrong so far, and where its CSV files are.

use super::column::Columns;
use crate::document::{Complaints, Diagnostic, Node, NodeId};
use std::path::Path;

/// What reading needs, and what it finds.
pub struct Reading<'c> {
    /// The folder to which the names of CSV files are relative.
    pub base_dir: Option<&'c Path>,
    /// Those that are in use already.
    pub columns: &'c Columns,
    /// What can't be understood.
    pub slips: Complaints,
    /// What is understood, but makes no sense.
    pub problems: Complaints,
    /// Where the slips are; what follows from a slip alone is not reported.
    pub broken: Vec<NodeId>,
}

impl<'c> Reading<'c> {
    /// Nothing is read yet.
    pub fn new(base_dir: Option<&'c Path>, columns: &'c Columns) -> Self {
        let [slips, problems] = [Complaints::default(), Complaints::default()];
        Self { base_dir, columns, slips, problems, broken: Vec::new() }
    }

    /// A node can't be understood.
    pub fn slip(&mut self, node: Node<'_>, what: impl FnOnce() -> Diagnostic) {
        self.slips.add(what);
        self.broken.push(node.id());
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.slips.is_empty() && self.problems.is_empty()
    }
}
