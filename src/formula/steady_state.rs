//! Averages of a service centre in the long run.

use super::{Statement, window};
use crate::model::{Exhibition, Measure};

/// The long-run averages of a service centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SteadyState {
    /// The share of time that a server is busy.
    pub utilisation: f64,
    /// Services per second, by all servers.
    pub throughput_per_s: f64,
    /// Mean seconds from becoming ready to the start of the service.
    pub waiting_s: f64,
}

impl SteadyState {
    /// The same, as statements about measures of `exhibition`: about waits only if all of them end, since only those
    /// are measured.
    pub(super) fn statements(&self, exhibition: &Exhibition) -> Vec<Statement> {
        let mut statements = vec![
            Statement::new(Measure::Utilisation, self.utilisation),
            Statement::new(Measure::Throughput, self.throughput_per_s),
        ];
        if window::every_wait_ends(exhibition) {
            statements.push(Statement::new(Measure::WaitingMean, self.waiting_s));
        }
        statements
    }
}
