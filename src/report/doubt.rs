//! What speaks against trusting a ±, in words.

use super::explain::words::wrapped;
use super::figure::decimal;
use super::style;
use crate::count::grouped;
use crate::experiment::Estimate;
use crate::stats::Doubt;
use std::io::{self, Write};

/// Writes, below a table, which of its intervals are not to be trusted, and what to do. Where nothing is left to chance
/// (`is_certain`), what never varied does not vary.
pub(super) fn foot<'a>(
    estimates: impl IntoIterator<Item = (String, &'a Estimate)>,
    replications: u64,
    is_certain: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mut skewed, mut needed_most, mut constant) = (Vec::new(), 0, false);
    for (name, estimate) in estimates {
        match estimate.doubt {
            Some(Doubt::Skewed { skewness, needed }) => {
                skewed.push(format!("{name} ({})", decimal(skewness, 1)));
                needed_most = needed.max(needed_most);
            }
            Some(Doubt::NeverVaried) => constant |= !is_certain && estimate.mean != 0.0,
            None => {}
        }
    }
    let quiet = style::QUIET;
    if !skewed.is_empty() {
        let text = format!(
            "Skewed, so that ± may cover less often than it says (skewness in brackets): {}. Play about {} replications, or \
             read the quantiles.",
            skewed.join(", "),
            grouped(needed_most.max(2 * replications))
        );
        writeln!(out, "{quiet}{}{quiet:#}", wrapped(&text, "  "))?;
    }
    if constant {
        let text = format!(
            "What never varied did not in {} replications; rarer events are not excluded.",
            grouped(replications)
        );
        writeln!(out, "{quiet}{}{quiet:#}", wrapped(&text, "  "))?;
    }
    Ok(())
}
