//! Outcomes into the file that was asked for, in the order of points and replications, in whatever order they come.

mod held;

use super::sink::Sink;
use crate::cli::arguments::is_stdout;
use crate::cli::failure::Failure;
use crate::model::Outcome;
use crate::replicate::{Cause, Stop};
use crate::report::{OutcomeFormat, OutcomeTable, OutcomeWriter};
use held::Held;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

/// Outcomes that are being written. Dropped, they leave no file.
pub(in crate::cli) struct Outcomes<'a> {
    path: &'a Path,
    writer: OutcomeWriter<'a, Sink>,
    /// The points' numbers in their grid, in their order.
    points: &'a [u64],
    /// The place of the point whose turn it is, and its next replication.
    place: usize,
    replication: u64,
    /// Records of later points.
    held: Held,
    /// Kept to reuse its memory.
    record: Vec<u8>,
    rows: u64,
    failure: Option<io::Error>,
    stop: Stop,
}

impl<'a> Outcomes<'a> {
    /// Begins a file with the outcomes of these points of a grid; of a single scenario there is one. If it can't be
    /// written (any more), `stop` is raised; [`Outcomes::publish`] reports why.
    pub fn begin(path: &'a Path, table: OutcomeTable<'a>, points: &'a [u64], stop: &Stop) -> Result<Self, Failure> {
        #[cfg(feature = "parquet")]
        let is_parquet = path.extension().is_some_and(|ending| ending == "parquet");
        #[cfg(feature = "parquet")]
        let format = if is_parquet { OutcomeFormat::Parquet } else { OutcomeFormat::Csv };
        #[cfg(not(feature = "parquet"))]
        let format = OutcomeFormat::Csv;
        let sink = Sink::open(path)?;
        let held = Held::new(table.record_len());
        let writer = OutcomeWriter::new(format, table, sink).map_err(|error| Failure::cant_write(path, &error))?;
        let mut begun = Self {
            path,
            writer,
            points,
            place: 0,
            replication: 0,
            held,
            record: Vec::new(),
            rows: 0,
            failure: None,
            stop: stop.clone(),
        };
        begun.begin_point(0);
        Ok(begun)
    }

    /// The first replication is this one.
    pub const fn beginning_with(mut self, replication: u64) -> Self {
        self.replication = replication;
        self
    }

    /// Takes the next outcome of the point in this place, and whether it is the point's last.
    pub fn take(&mut self, place: usize, outcome: &Outcome, flow: ControlFlow<()>) {
        if self.failure.is_none()
            && let Err(error) = self.try_take(place, outcome, flow)
        {
            self.failure = Some(error);
            self.stop.raise(Cause::Interrupt);
        }
    }

    fn try_take(&mut self, place: usize, outcome: &Outcome, flow: ControlFlow<()>) -> io::Result<()> {
        self.record.clear();
        self.writer.table().record(outcome, &mut self.record);
        if place != self.place {
            return self.held.add(place, &self.record, flow.is_break());
        }
        self.writer.row(self.replication, &self.record)?;
        (self.replication, self.rows) = (self.replication + 1, self.rows + 1);
        let mut is_complete = flow.is_break();
        while is_complete {
            self.begin_point(self.place + 1);
            is_complete = self.release()?;
        }
        Ok(())
    }

    fn begin_point(&mut self, place: usize) {
        (self.place, self.replication) = (place, 0);
        if let Some(point) = self.points.get(place) {
            self.writer.begin_point(*point);
        }
    }

    /// Writes what was held of the point whose turn it is now; whether that is all of it.
    fn release(&mut self) -> io::Result<bool> {
        let (writer, replication, rows) = (&mut self.writer, &mut self.replication, &mut self.rows);
        self.held.release(self.place, |record| {
            writer.row(*replication, record)?;
            (*replication, *rows) = (*replication + 1, *rows + 1);
            Ok(())
        })
    }

    /// Publishes the file, unless there is no row in it.
    pub fn publish(self) -> Result<(), Failure> {
        let path = self.path;
        let published = match self.failure {
            Some(error) => Err(error),
            None if self.rows == 0 => Ok(()),
            None => self.writer.finish().and_then(Sink::publish),
        };
        published.map_err(|error| if is_stdout(path) { error.into() } else { Failure::cant_write(path, &error) })
    }
}
