//! One workload, many engines: nanoseconds per served move, compared with the floor's.
//!
//! Criterion and divan measure one function after another. On a machine that is also doing other things, the ratio of
//! two functions measured minutes apart says little. Here contenders take turns: every round plays each of them once,
//! and a ratio compares two times of the same round. What is reported is the median over the rounds, and the minimum.
//! Times are processor time: no contender uses more than one thread, and time in which other processes had the core
//! does not count.

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
