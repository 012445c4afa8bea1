//! The trace of an asyncio program, as the tracer that `zeitnot emit --tracer` prints writes it.
//!
//! A row is a step of a task: when it became ready, when the loop started it, when it ended, and how late the loop was.
//! From the end of a step until the task is ready again it waits for something outside: that is its think time. How
//! long a step keeps the loop busy is the master's.

use super::harvest::Harvest;
use super::table::has_columns;
use super::{Class, Data, Format, Measured, Recognised, Source};
use crate::cells::{broken, place, rows};
use crate::document::Diagnostic;
use crate::time::Duration;
use std::collections::BTreeMap;

pub const FORMAT: Format = Format { is: |head| has_columns(head, &COLUMNS), read, has_columns: false };

const COLUMNS: [&str; 6] = ["task", "step", "ready_ns", "start_ns", "end_ns", "late_ns"];
/// A loop that is later than this share of the waiting is too busy for the trace to be trusted.
const LATE_SHARE: f64 = 0.02;

/// A step of a task.
#[derive(Clone, Copy)]
struct Step {
    number: u64,
    ready: u64,
    start: u64,
    end: u64,
    late: u64,
}

fn read(source: Source<'_>) -> Result<Measured, Diagnostic> {
    let Source { file, request, .. } = source;
    let tasks = tasks(source)?;
    let mut harvest = Harvest::new(file, request, ["task"])?;
    let (mut busy, mut late, mut waited) = (Vec::new(), 0_u128, 0_u128);
    for (task, steps) in &tasks {
        harvest.begin(task.clone());
        busy.extend(steps.iter().map(|step| Duration::from_ns(step.end - step.start)));
        late += steps.iter().map(|step| u128::from(step.late)).sum::<u128>();
        for pair in steps.windows(2) {
            let wait = pair[1].ready.saturating_sub(pair[0].end);
            waited += u128::from(wait);
            harvest.take(Duration::from_ns(wait), &[("task", task)])?;
        }
        if steps.len() == 1 {
            harvest.leave_out("tasks that never waited");
        }
    }
    let mut measured =
        harvest.finish(Recognised::new("a trace of asyncio", "waits of tasks, and steps of the loop"))?;
    measured.classes.push(Class {
        name: None,
        data: Data::Values { values: busy, sequences: Vec::new() },
        is_service: true,
    });
    if late as f64 > LATE_SHARE * waited as f64 {
        let share = 100.0 * late as f64 / (waited as f64).max(1.0);
        measured.doubts.push(format!(
            "The loop was late by {share:.1} % of the waiting: it was too busy to be measured. Trace with fewer tasks \
             at a time."
        ));
    }
    Ok(measured)
}

/// The steps of each task, in order.
fn tasks(source: Source<'_>) -> Result<BTreeMap<String, Vec<Step>>, Diagnostic> {
    let Source { file, text, .. } = source;
    let mut reader = rows(text, b',');
    let mut records = reader.records();
    let header = records.next().transpose().map_err(|error| broken(file, &error))?.unwrap_or_default();
    let mut indices = [0; COLUMNS.len()];
    for (index, column) in indices.iter_mut().zip(COLUMNS) {
        *index = header.iter().position(|name| name == column).unwrap_or(0);
    }
    let mut tasks: BTreeMap<String, Vec<Step>> = BTreeMap::new();
    for row in records {
        let row = row.map_err(|error| broken(file, &error))?;
        let whole = |column: usize| {
            let cell = row.get(indices[column]).unwrap_or("");
            cell.parse::<u64>().map_err(|_| {
                let what = format!("`{cell}` is not a whole number of nanoseconds (or of a step)");
                Diagnostic::new(what)
                    .at(place(file, text, &row, indices[column], b','))
                    .help("is the trace whole and unchanged?")
            })
        };
        let step = Step { number: whole(1)?, ready: whole(2)?, start: whole(3)?, end: whole(4)?, late: whole(5)? };
        if step.end < step.start {
            let place = place(file, text, &row, indices[4], b',');
            return Err(Diagnostic::new("this step ends before it starts")
                .at(place)
                .help("is the trace whole and unchanged?"));
        }
        tasks.entry(row.get(indices[0]).unwrap_or("").to_owned()).or_default().push(step);
    }
    for steps in tasks.values_mut() {
        steps.sort_by_key(|step| step.number);
    }
    Ok(tasks)
}
