//! Spans of distributed traces, whoever recorded them: which of them are what a task waits for.

use super::harvest::Harvest;
use super::{Measured, Recognised, Source};
use crate::document::Diagnostic;
use crate::time::Duration;

/// A span.
pub struct CallSpan {
    /// What was done.
    pub name: String,
    /// Who did it.
    pub service: String,
    /// Whether it is a call to somebody else, seen from the caller.
    pub is_client: bool,
    /// Whether it is not part of another span.
    pub is_root: bool,
    /// When it began, in nanoseconds since whenever.
    pub start_ns: u64,
    /// How long it took; `None` if that is not said.
    pub duration: Option<Duration>,
}

/// The durations of the spans that are calls; if there are none, of those that are part of no other; of all, if there
/// are neither. Who asks for a label chooses among all of them.
///
/// # Errors
/// If there is nothing.
pub fn read(source: Source<'_>, format: &'static str, mut spans: Vec<CallSpan>) -> Result<Measured, Diagnostic> {
    let mut harvest = Harvest::new(source.file, source.request, ["name", "service"])?;
    spans.sort_by_key(|span| span.start_ns);
    let (clients, roots) = (spans.iter().any(|span| span.is_client), spans.iter().any(|span| span.is_root));
    let chosen = source.request.only.is_some();
    let figure = match (chosen, clients, roots) {
        (false, true, _) => "durations of calls (client spans)",
        (false, false, true) => "durations of root spans",
        _ => "durations of spans",
    };
    for span in &spans {
        let wanted = chosen || if clients { span.is_client } else { span.is_root || !roots };
        match span.duration {
            Some(duration) if wanted => {
                harvest.take(duration, &[("name", &span.name), ("service", &span.service)])?;
            }
            None if wanted => harvest.leave_out("spans without an end"),
            _ if clients => harvest.leave_out("spans that are not calls"),
            _ => harvest.leave_out("spans within others"),
        }
    }
    harvest.finish(Recognised::new(format, figure))
}
