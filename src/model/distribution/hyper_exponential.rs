//! Hyperexponential times.

use super::family::{Answers, Complaint, Distribution, Duration, Moments, Other, Special, Stream, ns};

pub fn family<R>(mean: Duration, cv: f64, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let mean_s = mean.as_secs_f64();
    ask(&Answers {
        check: &|at, faults| faults.add(at.field(".cv"), cv_complaint(cv)),
        point: mean.is_zero().then_some(0.0),
        survival: &|x_s| phases(mean_s, cv).map(|(p, mean)| p * libm::exp(-x_s / mean)).iter().sum(),
        moments: &|| Moments { mean: mean_s, variance: mean_s * mean_s * cv * cv },
        scaled: &|factor| Some(Distribution::HyperExponential { mean: mean.times(factor)?, cv }),
        sampler: &|| {
            let [(first, first_mean_ns), (_, second_mean_ns)] = phases(ns(mean), cv);
            Other::HyperExponential { first, first_mean_ns, second_mean_ns }.into()
        },
        special: Special::NONE,
    })
}

pub fn draw(first: f64, first_mean_ns: f64, second_mean_ns: f64, stream: &mut Stream) -> Duration {
    let mean_ns = if stream.unit() < first { first_mean_ns } else { second_mean_ns };
    Duration::from_ns_f64(mean_ns * stream.exponential())
}

/// Probability and mean of the two exponentials, with balanced means: p = ½(1 + √((c² − 1)/(c² + 1))), rates 2p/mean
/// and 2(1 − p)/mean. Whitt, "Approximating a point process by a renewal process, I", Operations Research 30 (1982),
/// section 3.1.
fn phases(mean: f64, cv: f64) -> [(f64, f64); 2] {
    let root = libm::sqrt(1.0 - 2.0 / (cv * cv + 1.0));
    let p = 0.5 * (1.0 + root);
    // ½(1 − root), where root is near 1.
    let q = 1.0 / ((cv * cv + 1.0) * (1.0 + root));
    [(p, mean / (2.0 * p)), (q, mean / (2.0 * q))]
}

fn cv_complaint(cv: f64) -> Complaint {
    if cv > 1e6 {
        let what = format!("a coefficient of variation of {cv} is beyond the limit of 1000000");
        return Some((what, "write a smaller one".into()));
    }
    let what = || format!("the coefficient of variation is {cv}, but must be at least 1");
    let instead = "for less variation than an exponential has, write `Gamma(mean: …, sd: …)`";
    (cv.is_nan() || cv < 1.0).then(|| (what(), instead.into()))
}
