//! Warnings about unreliable intervals, in words.

use super::decimals::decimal;
use super::shortening::paragraph;
use super::style;
use crate::count::grouped;
use crate::experiment::{Estimate, Summary};
use crate::model::Exhibition;
use crate::stats::Doubt;
use std::io::{self, Write};

/// Writes, below a table, which of its intervals are unreliable, and what to do. `constant` is the name of a measure
/// that should vary but did not.
pub(super) fn foot<'a>(
    estimates: impl IntoIterator<Item = (String, &'a Estimate)>,
    replications: u64,
    constant: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mut skewed, mut needed_most) = (Vec::new(), 0);
    for (name, estimate) in estimates {
        if let Some(Doubt::Skewed { skewness, needed }) = estimate.doubt {
            skewed.push(format!("{name} ({})", decimal(skewness, 1)));
            needed_most = needed.max(needed_most);
        }
    }
    let quiet = style::QUIET;
    if !skewed.is_empty() {
        let text = format!(
            "Skewed, so ± may cover the mean less often than stated (skewness in brackets): {}. Play about {} \
             replications, or read the quantiles.",
            skewed.join(", "),
            grouped(needed_most.max(2 * replications))
        );
        writeln!(out, "{quiet}{}{quiet:#}", paragraph("  ", &text))?;
    }
    if let Some(name) = constant {
        let text = format!(
            "The {name} was the same in all {} replications, which does not exclude rarer events.",
            grouped(replications)
        );
        writeln!(out, "{quiet}{}{quiet:#}", paragraph("  ", &text))?;
    }
    Ok(())
}

/// The name of the principal measure if it had one value in all replications although times are random.
pub(super) fn constant(exhibition: &Exhibition, summary: &Summary) -> Option<&'static str> {
    let measure = exhibition.principal_measure();
    let is_constant = summary.estimate(measure).doubt == Some(Doubt::NeverVaried);
    (is_constant && !exhibition.is_deterministic() && !exhibition.is_endless()).then(|| measure.noun())
}
