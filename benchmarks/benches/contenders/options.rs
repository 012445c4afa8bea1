//! The command-line options.

use crate::measure::Child;
use zeitnot_benchmarks::options;

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
        let mut wanted = Self { quick: false, rounds: 0, only: None, size: None, markdown: false, task: Task::Table };
        let mut arguments = options::arguments();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => wanted.quick = true,
                "--markdown" => wanted.markdown = true,
                "--rounds" => wanted.rounds = number(arguments.next()),
                "--only" => wanted.only = arguments.next(),
                "--size" => wanted.size = Some(number(arguments.next())),
                "--child" => wanted.task = Task::Child(Child::from_arguments(&mut arguments)),
                "--help" => options::help(HELP, None),
                other => options::help(HELP, Some(&format!("unknown option {other}"))),
            }
        }
        if wanted.rounds == 0 {
            wanted.rounds = if wanted.quick { 3 } else { 5 };
        }
        wanted
    }
}

/// The number that must stand here.
pub fn number<T: std::str::FromStr>(argument: Option<String>) -> T {
    argument.and_then(|text| text.parse().ok()).unwrap_or_else(|| options::help(HELP, Some("a number is missing")))
}
