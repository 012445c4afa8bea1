//! What was measured, what speaks against it, and what models of it predict: a table for people, and JSON.

mod json;
mod picture;
mod values;

use super::clock::Face;
use super::figure::Scale;
use super::label::percent;
use super::shortening::wrapped;
use super::style;
use super::text_table::TextTable;
use crate::count::{counted, grouped};
use crate::fit::{Figures, Forecast, Resampled};
use crate::measured::{LeftOut, Recognised};
use crate::replicate::Cause;
pub use picture::QuantilePicture;
use std::io::{self, Write};
pub use values::data_file;

/// A class of values.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// What it is called; nothing if there is only one.
    pub name: String,
    /// What describes it.
    pub figures: Figures,
    /// Whether the values are known one by one, and so the interval of their mean.
    pub is_sample: bool,
    /// What speaks against it.
    pub warnings: Vec<String>,
}

/// What came of fitting a file.
#[derive(Clone, Debug)]
pub struct FitReport<'f> {
    /// The file's name.
    pub file: &'f str,
    /// What it is.
    pub recognised: &'f Recognised,
    /// What was left out.
    pub left_out: &'f [LeftOut],
    /// What speaks against all of it.
    pub doubts: &'f [String],
    /// The classes.
    pub measurements: &'f [Measurement],
    /// The title of the scenario.
    pub scenario: &'f str,
    /// The seed of all random numbers.
    pub seed: u64,
    /// What stopped the forecast before its end.
    pub stopped: Option<Cause>,
    /// What models predict for the scenario.
    pub forecast: Option<&'f Forecast>,
    /// The candidate that was chosen.
    pub chosen: &'static str,
    /// Where other samples put its prediction.
    pub resampled: Option<Resampled>,
    /// The level of intervals.
    pub level: f64,
    /// The fitted distributions, as scenario files write them.
    pub distributions: Vec<String>,
}

impl FitReport<'_> {
    /// Writes the report as tables for people.
    ///
    /// # Errors
    /// If `out` can't be written to.
    pub fn table(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        let (title, quiet, warning) = (style::TITLE, style::QUIET, style::WARNING);
        writeln!(out, "{title}{}{title:#}", self.file)?;
        writeln!(out, "{quiet}{}: {}{quiet:#}", self.recognised.format, self.recognised.figure)?;
        if !self.left_out.is_empty() {
            let left_out: Vec<_> = self.left_out.iter().map(LeftOut::to_string).collect();
            writeln!(out, "{quiet}{}{quiet:#}", wrapped("left out: ", &left_out.join(", "), columns))?;
        }
        writeln!(out)?;
        self.figures(columns, out)?;
        for doubt in self.doubts {
            writeln!(out, "{warning}{}{warning:#}", wrapped("! ", doubt, columns))?;
        }
        for Measurement { name, warnings, .. } in self.measurements {
            let of = if name.is_empty() { String::new() } else { format!("{name}: ") };
            for text in warnings {
                writeln!(out, "{warning}{}{warning:#}", wrapped("! ", &format!("{of}{text}"), columns))?;
            }
        }
        if let Some(forecast) = self.forecast {
            writeln!(out)?;
            self.predictions(forecast, columns, out)?;
        }
        writeln!(out)?;
        for (measurement, distribution) in self.measurements.iter().zip(&self.distributions) {
            let of = if measurement.name.is_empty() { String::new() } else { format!("{}: ", measurement.name) };
            writeln!(out, "{of}{distribution}")?;
        }
        Ok(())
    }

    fn figures(&self, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        let ci = format!("± {} CI", percent(self.level));
        let mut table = TextTable::new(&["", "values", "mean", &ci, "median", "q95", "max", "cv"]);
        table.spare(&[3]);
        for Measurement { name, figures, is_sample, .. } in self.measurements {
            let half_width = figures.half_width_s.filter(|_| *is_sample);
            let face = Face::new(figures.mean_s, half_width.map_or(figures.mean_s / 1_000.0, |half| half / 10.0));
            let time = |s: f64| Face::new(s, s / 1_000.0).text(s);
            let name = if name.is_empty() { "all" } else { name };
            table.row(
                style::PLAIN,
                vec![
                    name.to_owned(),
                    if figures.count > 0 { grouped(figures.count) } else { String::new() },
                    face.text(figures.mean_s),
                    half_width.map_or_else(String::new, |half| face.text(half)),
                    time(figures.median_s),
                    time(figures.q95_s),
                    time(figures.max_s),
                    figures.cv.map_or_else(String::new, |cv| format!("{cv:.2}")),
                ],
            );
        }
        table.write(&[], columns, out)
    }

    fn predictions(&self, forecast: &Forecast, columns: usize, out: &mut dyn Write) -> io::Result<()> {
        let (title, quiet) = (style::TITLE, style::QUIET);
        let noun = forecast.measure.noun();
        writeln!(out, "{title}The {noun} that each predicts for {}{title:#}", self.scenario)?;
        writeln!(
            out,
            "{quiet}{} of each, from the same random numbers{quiet:#}",
            counted(forecast.replications, "replication")
        )?;
        let ci = format!("± {} CI", percent(self.level));
        let mut table = TextTable::with_names(&["", noun, &ci, "against the first", &ci], 24);
        let typical = forecast.predictions.first().map_or(0.0, |first| first.mean);
        let spread = forecast.predictions.iter().map(|one| one.half_width).fold(0.0, f64::max);
        let scale = Scale::new(forecast.measure, typical, Some(spread));
        for one in &forecast.predictions {
            let is_chosen = one.name == self.chosen;
            let decimals = |within: f64| if within < 0.001 { 2 } else { 1 };
            let text = |(by, within): (f64, f64)| format!("{:+.*} %", decimals(within), 100.0 * by);
            table.row(
                if is_chosen { style::RESULT } else { style::PLAIN },
                vec![
                    if is_chosen { format!("{} *", one.name) } else { one.name.to_owned() },
                    scale.signed(one.mean),
                    scale.signed(one.half_width),
                    one.difference.map_or_else(String::new, text),
                    one.difference
                        .map_or_else(String::new, |(_, within)| format!("{:.*} %", decimals(within), 100.0 * within)),
                ],
            );
        }
        table.write(&[], columns, out)?;
        writeln!(out, "{quiet}* fitted below{quiet:#}")?;
        if let Some(Resampled { samples, low, high }) = self.resampled {
            let text = format!(
                "Another sample of this size would put it between {} and {} (95 % of {} samples drawn from this one).",
                scale.signed(low),
                scale.signed(high),
                samples
            );
            writeln!(out, "{}", wrapped("", &text, columns))?;
        }
        Ok(())
    }
}
