//! The place, time and versions of a measurement.

use std::fs;
use std::process::Command;

/// The crates whose versions belong to the measurement.
const CRATES: [&str; 6] = ["zeitnot", "nexosim", "odem-rs", "simrs", "rand_distr", "rand_xoshiro"];

/// One line: date, processor, cores, caches, load, compiler, crates.
pub fn description() -> String {
    let date = output("date", &["-u", "+%Y-%m-%d %H:%M UTC"]);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let caches = [2, 3].map(|level| cache(level).map_or(String::new(), |size| format!(", L{level} {size}"))).concat();
    let versions: Vec<String> = CRATES.iter().filter_map(|name| version(name)).collect();
    format!(
        "{date}; {processor}, {cores} cores{caches}, load {load}; {rustc}; {versions}",
        processor = processor(),
        load = load(),
        rustc = output("rustc", &["--version"]),
        versions = versions.join(", "),
    )
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output
        .map_or_else(|_| format!("({program} not found)"), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.to_owned())
}

/// How many processes want to run, on average over the last minute: the load of the machine.
fn load() -> String {
    let averages = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    averages.split_whitespace().next().unwrap_or("unknown").to_owned()
}

fn cache(level: u32) -> Option<String> {
    let size = fs::read_to_string(format!("/sys/devices/system/cpu/cpu0/cache/index{level}/size")).ok()?;
    Some(size.trim().replace('K', " KiB"))
}

/// The version that Cargo.lock pins.
fn version(name: &str) -> Option<String> {
    let lock = include_str!("../Cargo.lock");
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\"\n")))?;
    let version = entry.lines().find_map(|line| line.strip_prefix("version = "))?;
    Some(format!("{name} {}", version.trim_matches('"')))
}
