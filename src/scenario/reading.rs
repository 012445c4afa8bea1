//! The state of reading a scenario: errors so far, and where its CSV files are.

use super::amount::Amount;
use super::column::ColumnCache;
use crate::document::{Complaints, Diagnostic, Node, NodeId};
use std::path::Path;

/// The input and the findings of reading.
pub struct Reading<'c> {
    /// The folder to which the names of CSV files are relative.
    pub base_dir: Option<&'c Path>,
    /// The columns in use already.
    pub columns: &'c ColumnCache,
    /// Amounts in the places of nodes' texts.
    pub amounts: &'c [(NodeId, Amount)],
    /// Errors of syntax or kind.
    pub slips: Complaints,
    /// Values that are understood but invalid.
    pub problems: Complaints,
    /// The places of the slips; errors that follow only from a slip are not reported.
    pub broken: Vec<NodeId>,
}

impl<'c> Reading<'c> {
    /// The state before reading.
    pub fn new(base_dir: Option<&'c Path>, columns: &'c ColumnCache) -> Self {
        let [slips, problems] = [Complaints::default(), Complaints::default()];
        Self { base_dir, columns, amounts: &[], slips, problems, broken: Vec::new() }
    }

    /// The amount in the place of a node's text, if there is one.
    pub fn amount(&self, node: Node<'_>) -> Option<Amount> {
        self.amounts.iter().find(|(at, _)| *at == node.id()).map(|(_, amount)| *amount)
    }

    /// Notes that a node can't be understood.
    pub fn slip(&mut self, node: Node<'_>, what: impl FnOnce() -> Diagnostic) {
        self.slips.add(what);
        self.broken.push(node.id());
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.slips.is_empty() && self.problems.is_empty()
    }
}
