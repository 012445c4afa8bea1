//! How everything in the scenario language is written: one correct example for each name.
//!
//! Help texts quote these lines, and a test reads every one of them, so that no advice is ever wrong.

/// A name of the language and its correct spellings.
pub struct Form {
    /// The variant's name.
    pub name: &'static str,
    /// Every way to write it.
    pub spellings: &'static [&'static str],
}

const fn form(name: &'static str, spellings: &'static [&'static str]) -> Form {
    Form { name, spellings }
}

/// The distributions, in the order of the documentation.
pub const DISTRIBUTIONS: [Form; 19] = [
    form("Constant", &["Constant(\"5s\")"]),
    form("Uniform", &["Uniform(\"5s\", \"15s\")"]),
    form("Triangular", &["Triangular(min: \"5s\", mode: \"8s\", max: \"20s\")"]),
    form("Pert", &["Pert(min: \"5s\", mode: \"8s\", max: \"20s\")"]),
    form("Exponential", &["Exponential(mean: \"5s\")"]),
    form("Erlang", &["Erlang(k: 3, mean: \"5s\")"]),
    form("Gamma", &["Gamma(shape: 2.5, scale: \"4s\")", "Gamma(mean: \"10s\", sd: \"6s\")"]),
    form("Weibull", &["Weibull(shape: 1.5, scale: \"10s\")", "Weibull(shape: 1.5, mean: \"9s\")"]),
    form("LogNormal", &["LogNormal(mean: \"60s\", sd: \"40s\")", "LogNormal(mu: 3.9, sigma: 0.6)"]),
    form("Normal", &["Normal(mean: \"60s\", sd: \"10s\")"]),
    form("Pareto", &["Pareto(min: \"1s\", shape: 2.5)"]),
    form("HyperExponential", &["HyperExponential(mean: \"5s\", cv: 2.0)"]),
    form("Mixture", &["Mixture([(0.9, Constant(\"5s\")), (0.1, Constant(\"1min\"))])"]),
    form("Empirical", &["Empirical([\"5s\", \"7s\", \"30s\"])", "Empirical(file: \"games.csv\", column: \"think_s\")"]),
    form("Replay", &["Replay([\"5s\", \"7s\", \"30s\"])"]),
    form("ByMove", &["ByMove([(from: 1, think: Constant(\"5s\")), (from: 11, think: Constant(\"20s\"))])"]),
    form("Shifted", &["Shifted(by: \"2s\", of: Exponential(mean: \"5s\"))"]),
    form("Clamped", &["Clamped(min: \"1s\", max: \"1min\", of: Exponential(mean: \"5s\"))"]),
    form("Scaled", &["Scaled(factor: 1.5, of: Exponential(mean: \"5s\"))"]),
];

/// What can stand at `moves`, `arrive` and `walk`.
pub const OTHERS: [Form; 9] = [
    form("Exactly", &["Exactly(10)"]),
    form("Uniform", &["Uniform(20, 40)"]),
    form("Geometric", &["Geometric(mean: 30)"]),
    form("Empirical", &["Empirical([18, 25, 40])"]),
    form("Endless", &["Endless"]),
    form("At", &["At([\"0s\", \"40s\"])"]),
    form("Every", &["Every(Exponential(mean: \"100s\"))"]),
    form("Between", &["Between(Constant(\"2s\"))"]),
    form("PerBoard", &["PerBoard(Constant(\"1s\"))"]),
];

/// "write `…`" or "write `…` or `…`" for a distribution.
pub fn advice(name: &str) -> String {
    let spellings = DISTRIBUTIONS.iter().find(|form| form.name == name).map_or(&[][..], |form| form.spellings);
    write_one_of(spellings)
}

/// "write `…` or `…`".
pub fn write_one_of(spellings: &[&str]) -> String {
    let quoted: Vec<String> = spellings.iter().map(|spelling| format!("`{spelling}`")).collect();
    format!("write {}", quoted.join(" or "))
}
