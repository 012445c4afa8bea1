//! What everything that a scenario can say costs: nanoseconds a move, as a multiple of the plainest exhibition of the
//! same size.
//!
//! Each corner takes turns with the base: one master who goes to the board that became ready first, exponential times,
//! nothing else. Both have the least of their times over the rounds.

mod corners;

use corners::{Corner, Size};
use zeitnot::count::grouped;
use zeitnot::model::{Exhibition, Simulator};
use zeitnot_benchmarks::draw::SEED;
use zeitnot_benchmarks::turns::{least, processor_ns, take_turns};
use zeitnot_benchmarks::{machine, options};

const HELP: &str = "\
Usage: cargo bench --bench corners -- [OPTIONS]

  --quick          a quarter of the moves, two rounds
  --only NAME      only corners whose names contain NAME
  --size N         only N boards
  --markdown       the table as Markdown, with machine, date and versions
";

/// No corner should take more than this many times the base.
const RATIO_MAX: f64 = 3.0;

#[derive(Default)]
struct Options {
    quick: bool,
    only: String,
    size: Option<u32>,
    markdown: bool,
}

impl Options {
    fn from_arguments() -> Self {
        let mut options = Self::default();
        let mut arguments = options::arguments();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().unwrap_or_else(|| options::help(HELP, Some("a value is missing")));
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--markdown" => options.markdown = true,
                "--only" => options.only = value(),
                "--size" => {
                    let size = value().parse().unwrap_or_else(|_| options::help(HELP, Some("a number is missing")));
                    options.size = Some(size);
                }
                "--help" => options::help(HELP, None),
                other => options::help(HELP, Some(&format!("unknown option {other}"))),
            }
        }
        options
    }

    fn sizes(&self) -> Vec<Size> {
        let boards = self.size.map_or_else(|| vec![12, 1_000, 100_000], |size| vec![size]);
        let total = if self.quick { 60_000 } else { 240_000 };
        boards
            .into_iter()
            .map(|boards| Size { boards, moves: (total / boards).max(if self.quick { 2 } else { 4 }) })
            .collect()
    }
}

fn main() {
    let options = Options::from_arguments();
    let (sizes, rounds) = (options.sizes(), if options.quick { 2 } else { 5 });
    println!("Nanoseconds a move, the minimum of {rounds} rounds; × the base's of the same number of boards.");
    println!("Measured: {}.\n", machine::description());
    let headings: Vec<String> = sizes.iter().map(|size| format!("N = {}", grouped(size.boards.into()))).collect();
    let line = |name: &str, cells: &[String]| {
        if options.markdown {
            println!("| {name} | {} |", cells.join(" | "));
        } else {
            let cells = cells.iter().fold(String::new(), |line, cell| format!("{line}{cell:>22}"));
            println!("{name:<52}{cells}");
        }
    };
    line("", &headings);
    if options.markdown {
        println!("|---|{}", "--:|".repeat(sizes.len()));
    }
    let mut too_slow = Vec::new();
    for corner in corners::all().iter().filter(|corner| corner.name.contains(&options.only)) {
        let mut cells = Vec::new();
        for &size in &sizes {
            let Some(exhibition) = corner.of_size(size) else {
                cells.push("–".to_owned());
                continue;
            };
            let (ns, ratio) = measure(&exhibition, &Corner::base().of_size(size).expect("of every size"), rounds);
            cells.push(format!("{ns:.1} ns, {ratio:.2}×"));
            if ratio > RATIO_MAX {
                too_slow.push(format!("{}, N = {}", corner.name, grouped(size.boards.into())));
            }
        }
        line(&corner.name, &cells);
    }
    println!(
        "\nMore than {RATIO_MAX} times the base: {}.",
        if too_slow.is_empty() { "none".to_owned() } else { too_slow.join("; ") }
    );
}

/// The time of a move in nanoseconds, and its multiple of the base's.
fn measure(exhibition: &Exhibition, base: &Exhibition, rounds: usize) -> (f64, f64) {
    let mut simulators =
        [base, exhibition].map(|exhibition| Simulator::new(exhibition).expect("the corners are sound"));
    let times = take_turns(simulators.len(), rounds, |run, round| {
        let (ns, moves) = processor_ns(|| {
            let outcome = simulators[run].play(SEED, round as u64).expect("it comes to an end");
            let total = outcome.total();
            total.moves + total.forfeits
        });
        ns / moves as f64
    });
    let [base_ns, ns] = [least(&times[0]), least(&times[1])];
    (ns, ns / base_ns)
}
