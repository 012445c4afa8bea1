//! Contenders take turns; measures the time of each, and its memory in a separate process.

use crate::options::{Options, number};
use std::process::{Command, Stdio};
use zeitnot_benchmarks::contender::{self, Contender};
use zeitnot_benchmarks::memory;
use zeitnot_benchmarks::turns::{processor_ns, take_turns};
use zeitnot_benchmarks::workload::{Family, SIZES, Workload};

/// A block of the table: one family of workloads.
pub struct Block {
    pub family: Family,
    pub sizes: Vec<u32>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub contender: Contender,
    pub cells: Vec<Cell>,
}

pub struct Cell {
    /// Nanoseconds per move, round by round.
    pub times: Vec<f64>,
    /// The same as a multiple of the floor's in that round.
    pub ratios: Vec<f64>,
    pub peak_kib: Option<u64>,
}

pub fn all(options: &Options) -> Vec<Block> {
    let wanted = |n: u32| options.size.map_or(!options.quick || n <= 100_000, |size| n == size);
    let sizes: Vec<u32> = SIZES.into_iter().filter(|&n| wanted(n)).collect();
    Family::ALL.iter().map(|&family| block(family, sizes.clone(), options)).collect()
}

fn block(family: Family, sizes: Vec<u32>, options: &Options) -> Block {
    let wanted = |name: &str| name == "floor" || options.only.as_ref().is_none_or(|only| name.contains(only));
    let contenders = contender::ALL.into_iter().filter(|contender| wanted(contender.name));
    let mut rows: Vec<Row> = contenders.map(|contender| Row { contender, cells: Vec::new() }).collect();
    for &customers in &sizes {
        eprintln!("{family}: {customers} customers");
        let load = |row: &Row| family.of_size(customers, total_moves(customers, options) / row.contender.part_of_moves);
        let times = take_turns(rows.len(), rounds(customers, options), |run, round| {
            ns_per_move(&rows[run].contender, &load(&rows[run]), round == 0)
        });
        let floor = times[0].clone();
        for (row, times) in rows.iter_mut().zip(times) {
            let ratios = times.iter().zip(&floor).map(|(time, floor)| time / floor).collect();
            let peak_kib = Child { contender: row.contender.name.into(), load: load(row) }.peak_kib();
            row.cells.push(Cell { times, ratios, peak_kib });
        }
    }
    Block { family, sizes, rows }
}

/// Very many customers take long, and fewer rounds.
fn rounds(customers: u32, options: &Options) -> usize {
    if customers < 1_000_000 { options.rounds } else { options.rounds.div_ceil(2) }
}

/// How many moves a run has, about.
fn total_moves(customers: u32, options: &Options) -> u32 {
    let total = if customers < 100_000 { 500_000 } else { 1_000_000.max(4 * customers) };
    if options.quick { total / 10 } else { total }
}

fn ns_per_move(contender: &Contender, load: &Workload, check: bool) -> f64 {
    let (ns, results) = processor_ns(|| (contender.play)(load));
    if check {
        results.check(&(contender::ALL[0].play)(load), contender.agreement, contender.name);
    }
    ns / results.moves as f64
}

/// One contender, one workload, in a process of its own.
pub struct Child {
    contender: String,
    load: Workload,
}

impl Child {
    /// What [`Child::peak_kib`] hands over.
    pub fn from_arguments(arguments: &mut impl Iterator<Item = String>) -> Self {
        let contender = arguments.next().unwrap_or_default();
        let mut next = || number::<u64>(arguments.next());
        let mut small = || u32::try_from(next()).expect("written by ourselves");
        let (customers, moves, exponential) = (small(), small(), small() == 1);
        let (think_ns, service_ns) = (next(), next());
        Self { contender, load: Workload { customers, moves, think_ns, service_ns, exponential } }
    }

    pub fn run(&self) {
        let contender = contender::ALL.iter().find(|contender| contender.name == self.contender).expect("a known name");
        (contender.play)(&self.load);
        println!("{}", memory::peak_kib().map_or(String::new(), |kib| kib.to_string()));
    }

    fn peak_kib(&self) -> Option<u64> {
        let Workload { customers, moves, think_ns, service_ns, exponential } = self.load;
        let numbers = [customers.into(), moves.into(), exponential.into(), think_ns, service_ns].map(|n| n.to_string());
        let mut command = Command::new(std::env::current_exe().ok()?);
        command.args(["--child", &self.contender]).args(numbers).stderr(Stdio::inherit());
        let output = command.output().ok()?;
        assert!(output.status.success(), "{} failed in a process of its own", self.contender);
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    }
}
