//! How a measure is distributed over replications: a histogram, with the share that is reached by each value.
//!
//! Bins have round edges; a value on an edge belongs to the bin before it, so that what is read off is "by 2h in 93 %
//! of the runs".

mod bins;
mod svg;
mod terminal;

pub use bins::Histogram;
pub use svg::svg;
pub use terminal::terminal;

#[cfg(test)]
mod tests;
