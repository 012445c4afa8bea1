//! Tests of the library and the command line from outside, one crate for all.
//!
//! | module | what it tests |
//! |---|---|
//! | [`answers`] | the answers that the shipped scenarios give, by hand, by theory or within bounds |
//! | [`architecture`] | who may import whom, and what stands nowhere |
//! | [`bottlenecks`] | the bottleneck that `explain` names, against the simulated effects beside it |
//! | [`broken`] | folders of broken files and the exact messages they get, for other tests |
//! | [`browser`] | headless Chromium, for other tests |
//! | [`check`] | what `check` saves and remembers, and how it is stopped |
//! | [`chosen`] | the worst, the best, or the median of many replications, shown as by its number |
//! | [`cli`] | the command line, case by case, and what takes more than a look at its output |
//! | [`command`] | the command itself and folders for it, for other tests |
//! | [`critical_path`] | the chain that set a makespan: without gaps, and of what really happened |
//! | [`dependencies`] | the page on dependencies, against `Cargo.toml` and `Cargo.lock` |
//! | [`csv_files`] | CSV files as other programs write them, read as they are or refused with their line |
//! | [`deadlines`] | `--max-time` ends every command, also within a replication, with what there is by then |
//! | [`destinations`] | nobody's file is replaced unasked; what can't be written is refused before anything is played |
//! | [`edges`] | `seek` on random scenarios without chance, against a look at every value |
//! | [`emit`] | emitted programs: the same as the simulation, by Python's own scheduler |
//! | [`english`] | plain English: phrases that were rewritten do not come back |
//! | [`event_queues`] | all event queues give the same events and the same trajectories |
//! | [`examples`] | the examples against the answers that theory knows |
//! | [`explain`] | explanations of the shipped scenarios: they fit, they agree, and their parts add up |
//! | [`fit`] | fitted families and tails against what the values were drawn from; `fit` from outside |
//! | [`formulas_hold`] | formulas beside simulations of random exhibitions: none looks broken |
//! | [`golden`] | the digests of the shipped scenarios, from `tests/golden.txt` |
//! | [`law_errors`] | broken law files and the exact messages they get |
//! | [`help`] | the examples in the help of every command, executed |
//! | [`laws`] | laws: planted faults, the smallest counterexample, how often true laws are refuted; the shipped laws |
//! | [`laws_of_chance`] | laws about all runs: guards, differences that never vary, heavy tails, memory and time |
//! | [`lockstep`] | replications side by side have the outcomes, and the digests, that they have one by one |
//! | [`measured`] | a sample file of each format of measurements, and a broken one with its exact message |
//! | [`measures`] | the page on measures defines every measure |
//! | [`outcomes`] | outcomes as rows: in order, for any number of threads, whole or not at all; results are theirs |
//! | [`page_engine`] | the engine kept for the page: whole, and all golden digests come out of it |
//! | [`pipes`] | whoever reads output may stop reading: that is no failure, in any command and format |
//! | [`recordings`] | recordings and samples of random exhibitions, read back |
//! | [`reference`] | a naive simulator written from the contract alone, and cases worked by hand |
//! | [`scenario_errors`] | broken scenario files and the exact messages they get |
//! | [`scenario_properties`] | scenarios survive being written and read; no text makes the reader panic |
//! | [`scenarios`] | random small exhibitions full of ties, for other tests |
//! | [`schemas`] | the JSON of every command, against the published schemas |
//! | [`seek`] | `seek` against a look at every value, on shipped scenarios |
//! | [`sensitivity`] | `sensitivity` against runs of the changed scenarios |
//! | [`shards`] | shares of a sweep, played by any number of processes that are killed, damaged or busy, give the bytes of one machine |
//! | [`shipped`] | the scenarios in `scenarios/`, for other tests |
//! | [`show`] | the page that `show` writes, in a browser; what is refused; no half pages |
//! | [`survival`] | a sweep that is killed, damaged, interrupted or widened ends as if nothing had happened |
//! | [`sweep`] | sweeps and studies: any number of threads, from a file, beside single runs |
//! | [`sweeping`] | sweeps with `--out`, for other tests |
//! | [`theory`] | the simulator against queueing theory, sums of moments, and numbers worked out by hand |
//! | [`threads`] | where the system gives no more threads, commands say so or do without |
//! | [`timeline`] | timelines and traces from outside: the README's picture, small files, no half ones |
//! | [`trace`] | spans of random exhibitions tile their rows and add up to the outcome |
//! | [`trajectories`] | the simulator against the reference, happening by happening |
//! | [`variations`] | scenarios varied again and again, against settings made one by one |
//! | [`width`] | tables of the shipped scenarios fit in 80 columns |

#![cfg(feature = "cli")]

mod answers;
mod architecture;
mod bottlenecks;
mod broken;
#[cfg(unix)]
mod browser;
mod check;
mod chosen;
mod cli;
mod command;
mod critical_path;
mod csv_files;
mod deadlines;
mod dependencies;
mod destinations;
mod edges;
mod emit;
mod english;
mod event_queues;
mod examples;
mod explain;
mod fit;
mod formulas_hold;
mod golden;
mod help;
mod law_errors;
mod laws;
mod laws_of_chance;
mod lockstep;
mod measured;
mod measures;
mod outcomes;
mod page_engine;
mod pipes;
mod recordings;
mod reference;
mod scenario_errors;
mod scenario_properties;
mod scenarios;
mod schemas;
mod seek;
mod sensitivity;
mod shards;
mod shipped;
mod show;
mod survival;
mod sweep;
mod sweeping;
mod theory;
#[cfg(unix)]
mod threads;
mod timeline;
mod trace;
mod trajectories;
mod variations;
mod width;
