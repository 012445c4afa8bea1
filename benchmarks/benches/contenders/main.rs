//! One workload, many engines: nanoseconds per served move, compared with the floor's.
//!
//! Contenders take turns: every round plays each of them once, and a ratio compares two times of the same round. What is
//! reported is the median over the rounds, and the minimum. No contender uses more than one thread.

mod measure;
mod options;
mod table;

use options::{Options, Task};

fn main() {
    let options = Options::from_arguments();
    match options.task {
        Task::Child(child) => child.run(),
        Task::Table => {
            let blocks = measure::all(&options);
            print!("{}", table::render(&blocks, &options));
        }
    }
}
