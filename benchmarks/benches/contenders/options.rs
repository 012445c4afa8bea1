//! The command-line options.

use crate::measure::Child;
use std::process::exit;

const HELP: &str = "\
Usage: cargo bench --bench contenders -- [OPTIONS]

  --quick          a tenth of the moves, three rounds, at most 100,000 customers
  --rounds R       how often each contender plays each workload [default: 5]
  --only NAME      only contenders whose names contain NAME, and the floor
  --size N         only workloads of N customers
  --markdown       the tables as Markdown, with machine, date and versions
";

pub struct Options {
    pub quick: bool,
    pub rounds: usize,
    pub only: Option<String>,
    pub size: Option<u32>,
    pub markdown: bool,
    pub task: Task,
}

pub enum Task {
    Table,
    /// One contender plays once, in a process of its own, to see how much memory it takes.
    Child(Child),
}

impl Options {
    pub fn from_arguments() -> Self {
        let mut options = Self { quick: false, rounds: 0, only: None, size: None, markdown: false, task: Task::Table };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--markdown" => options.markdown = true,
                "--rounds" => options.rounds = number(arguments.next()),
                "--only" => options.only = arguments.next(),
                "--size" => options.size = Some(number(arguments.next())),
                "--child" => options.task = Task::Child(Child::from_arguments(&mut arguments)),
                // Cargo adds it.
                "--bench" => {}
                "--help" => {
                    print!("{HELP}");
                    exit(0);
                }
                other => usage(&format!("unknown option {other}")),
            }
        }
        if options.rounds == 0 {
            options.rounds = if options.quick { 3 } else { 5 };
        }
        options
    }
}

/// The number that must stand here.
pub fn number<T: std::str::FromStr>(argument: Option<String>) -> T {
    argument.and_then(|text| text.parse().ok()).unwrap_or_else(|| usage("a number is missing"))
}

fn usage(problem: &str) -> ! {
    eprint!("{problem}\n\n{HELP}");
    exit(2)
}
