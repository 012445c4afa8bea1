//! A scenario as text again: everything as understood, defaults filled in, one canonical layout.
//!
//! What is written reads back as the identical scenario. So a distribution that has several
//! parametrisations is written in the first, in order of readability, that gives the very same numbers.

use super::parameters::{Misfit, erlang, gamma_of_mean, lognormal_of_mean, weibull_of_mean};
use crate::model::{Arrival, Distribution, Exhibition, GameLength, Group, Side, Walk};
use crate::time::Duration;

/// Lists are broken into lines of so many values.
const VALUES_PER_LINE: usize = 12;

/// The text of a scenario.
pub fn scenario(title: &str, seed: u64, exhibition: &Exhibition) -> String {
    let Exhibition { master, groups, boards, visit, walk, first_move, last_move, warm_up, horizon, quantiles: _ } =
        exhibition;
    let walk = walk.as_ref().map(|walk| match walk {
        Walk::Between(time) => format!("Between({})", distribution(time)),
        Walk::PerBoard(time) => format!("PerBoard({})", distribution(time)),
    });
    // No horizon, no warm-up; and with a horizon, no warm-up is one of no length.
    let warm_up = horizon.map(|_| quoted(*warm_up));
    let fields = [
        ("title", text(title)),
        ("seed", seed.to_string()),
        (
            "master",
            format!("(name: {}, count: {}, think: {})", text(&master.name), master.count, distribution(&master.think)),
        ),
        ("opponents", format!("[\n{}    ]", groups.iter().map(group).collect::<String>())),
        ("boards", option(boards.map(|boards| boards.to_string()))),
        ("visit", visit.to_string()),
        ("walk", option(walk)),
        ("first_move", side(*first_move).to_owned()),
        ("last_move", side(*last_move).to_owned()),
        ("warm_up", option(warm_up)),
        ("horizon", option(horizon.map(quoted))),
    ];
    format!("Scenario(\n{})\n", lines("    ", &fields))
}

fn group(group: &Group) -> String {
    let arrive = match &group.arrive {
        Arrival::AtStart => "AtStart".to_owned(),
        Arrival::At(instants) => format!("At({})", durations(instants)),
        Arrival::Every(gap) => format!("Every({})", distribution(gap)),
    };
    let fields = [
        ("name", text(&group.name)),
        ("count", group.count.to_string()),
        ("think", distribution(&group.think)),
        ("moves", moves(&group.moves)),
        ("arrive", arrive),
        ("patience", option(group.patience.map(quoted))),
        ("master_think", option(group.master_think.as_ref().map(distribution))),
    ];
    format!("        (\n{}        ),\n", lines("            ", &fields))
}

/// One line for each field.
fn lines(indent: &str, fields: &[(&str, String)]) -> String {
    fields.iter().flat_map(|(field, value)| [indent, field, ": ", value, ",\n"]).collect()
}

fn moves(moves: &GameLength) -> String {
    match moves {
        GameLength::Exactly(number) => format!("Exactly({number})"),
        GameLength::Uniform(least, most) => format!("Uniform({least}, {most})"),
        GameLength::Geometric { mean } => format!("Geometric(mean: {mean:?})"),
        GameLength::Empirical(numbers) => format!("Empirical({})", list(numbers.iter().map(u64::to_string))),
        GameLength::Endless => "Endless".to_owned(),
    }
}

/// A distribution as scenario files spell it.
pub fn distribution(it: &Distribution) -> String {
    use Distribution as D;
    match it {
        D::Constant(value) => format!("Constant({})", quoted(*value)),
        D::Uniform { min, max } => format!("Uniform({}, {})", quoted(*min), quoted(*max)),
        D::Triangular { min, mode, max } => named("Triangular", &[("min", min), ("mode", mode), ("max", max)]),
        D::Pert { min, mode, max } => named("Pert", &[("min", min), ("mode", mode), ("max", max)]),
        D::Exponential { mean } => named("Exponential", &[("mean", mean)]),
        D::Normal { mean, sd } => named("Normal", &[("mean", mean), ("sd", sd)]),
        D::Gamma { shape, scale_s } => gamma(it, *shape, *scale_s),
        D::Weibull { shape, scale_s } => weibull(it, *shape, *scale_s),
        D::LogNormal { mu, sigma } => lognormal(it, *mu, *sigma),
        D::Pareto { min, shape } => format!("Pareto(min: {}, shape: {shape:?})", quoted(*min)),
        D::HyperExponential { mean, cv } => format!("HyperExponential(mean: {}, cv: {cv:?})", quoted(*mean)),
        D::Mixture(parts) => {
            let parts = parts.iter().map(|(weight, part)| format!("({weight:?}, {})", distribution(part)));
            format!("Mixture([{}])", parts.collect::<Vec<_>>().join(", "))
        }
        D::Empirical(values) => format!("Empirical({})", durations(values)),
        D::Replay(values) => format!("Replay({})", durations(values)),
        D::ByMove(stretches) => {
            let stretches =
                stretches.iter().map(|(from, think)| format!("(from: {from}, think: {})", distribution(think)));
            format!("ByMove([{}])", stretches.collect::<Vec<_>>().join(", "))
        }
        D::Shifted { by, of } => format!("Shifted(by: {}, of: {})", quoted(*by), distribution(of)),
        D::Clamped { min, max, of } => {
            format!("Clamped(min: {}, max: {}, of: {})", quoted(*min), quoted(*max), distribution(of))
        }
    }
}

fn gamma(it: &Distribution, shape: f64, scale_s: f64) -> String {
    let mean = Duration::from_secs_f64(shape * scale_s);
    let sd = Duration::from_secs_f64(libm::sqrt(shape) * scale_s);
    if let Some(k) = phases(shape).filter(|&k| k > 1 && is(it, erlang(k, mean))) {
        return format!("Erlang(k: {k}, mean: {})", quoted(mean));
    }
    if let Some(scale) = whole_ns(scale_s) {
        return format!("Gamma(shape: {shape:?}, scale: {})", quoted(scale));
    }
    if is(it, gamma_of_mean(mean, sd)) {
        return named("Gamma", &[("mean", &mean), ("sd", &sd)]);
    }
    format!("Gamma(shape: {shape:?}, scale_s: {scale_s:?})")
}

fn weibull(it: &Distribution, shape: f64, scale_s: f64) -> String {
    if let Some(scale) = whole_ns(scale_s) {
        return format!("Weibull(shape: {shape:?}, scale: {})", quoted(scale));
    }
    let mean = Duration::from_secs_f64(scale_s * libm::tgamma(1.0 + 1.0 / shape));
    if is(it, weibull_of_mean(shape, mean)) {
        return format!("Weibull(shape: {shape:?}, mean: {})", quoted(mean));
    }
    format!("Weibull(shape: {shape:?}, scale_s: {scale_s:?})")
}

fn lognormal(it: &Distribution, mu: f64, sigma: f64) -> String {
    let mean_s = libm::exp(mu + sigma * sigma / 2.0);
    let mean = Duration::from_secs_f64(mean_s);
    let sd = Duration::from_secs_f64(mean_s * libm::sqrt(libm::expm1(sigma * sigma)));
    if is(it, lognormal_of_mean(mean, sd)) {
        return named("LogNormal", &[("mean", &mean), ("sd", &sd)]);
    }
    format!("LogNormal(mu: {mu:?}, sigma: {sigma:?})")
}

/// Whether a spelling gives exactly the distribution that is to be written.
fn is(wanted: &Distribution, spelling: Result<Distribution, Misfit>) -> bool {
    spelling.is_ok_and(|distribution| distribution == *wanted)
}

/// The number of phases of an Erlang distribution of this shape.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is tested first")]
fn phases(shape: f64) -> Option<u32> {
    let whole = (1.0..=1000.0).contains(&shape) && libm::floor(shape).to_bits() == shape.to_bits();
    whole.then_some(shape as u32)
}

/// The duration that is exactly so many seconds, if there is one.
fn whole_ns(seconds: f64) -> Option<Duration> {
    let duration = Duration::from_secs_f64(seconds);
    (duration.as_secs_f64().to_bits() == seconds.to_bits()).then_some(duration)
}

fn named(name: &str, parameters: &[(&str, &Duration)]) -> String {
    let parameters = parameters.iter().map(|(name, value)| format!("{name}: {}", quoted(**value)));
    format!("{name}({})", parameters.collect::<Vec<_>>().join(", "))
}

fn durations(values: &[Duration]) -> String {
    list(values.iter().map(|value| quoted(*value)))
}

fn list(values: impl ExactSizeIterator<Item = String>) -> String {
    let short = values.len() <= VALUES_PER_LINE;
    let values: Vec<String> = values.collect();
    if short {
        return format!("[{}]", values.join(", "));
    }
    let lines = values.chunks(VALUES_PER_LINE).map(|line| format!("                {},\n", line.join(", ")));
    format!("[\n{}            ]", lines.collect::<String>())
}

fn quoted(duration: Duration) -> String {
    format!("\"{duration}\"")
}

fn option(value: Option<String>) -> String {
    value.unwrap_or_else(|| "None".to_owned())
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Opponent => "Opponent",
        Side::Master => "Master",
    }
}

/// A text in quotes, with what must be escaped escaped.
pub fn text(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
