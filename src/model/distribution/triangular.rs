//! Triangular times.

use super::family::{
    Answers, At, Distribution, Duration, Faults, Moments, Other, Special, Stream, ascending, ns, step,
};
use rand_distr::{Distribution as _, Triangular};

pub fn family<R>(min: Duration, mode: Duration, max: Duration, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let [min_s, mode_s, max_s] = [min, mode, max].map(Duration::as_secs_f64);
    let (rise, width) = (mode_s - min_s, max_s - min_s);
    ask(&Answers {
        check: &|at, faults| in_order(min, mode, max, at, faults),
        point: (min == max).then_some(min_s),
        survival: &|x_s| match x_s {
            _ if x_s < min_s || x_s >= max_s => step(x_s, min_s),
            _ if x_s < mode_s => 1.0 - (x_s - min_s) / rise * ((x_s - min_s) / width),
            _ => (max_s - x_s) / (max_s - mode_s) * ((max_s - x_s) / width),
        },
        moments: &|| Moments {
            mean: min_s + (rise + width) / 3.0,
            variance: (width * (width - rise) + rise * rise) / 18.0,
        },
        scaled: &|factor| {
            let [min, mode, max] = [min, mode, max].map(|time| time.times(factor));
            Some(Distribution::Triangular { min: min?, mode: mode?, max: max? })
        },
        // One of width zero is a constant.
        sampler: &|| {
            let triangular = Triangular::new(ns(min), ns(max), ns(mode)).expect("checked: minimum ≤ mode ≤ maximum");
            Other::Triangular(triangular).into()
        },
        special: Special::NONE,
    })
}

pub fn draw(triangular: &Triangular<f64>, stream: &mut Stream) -> Duration {
    Duration::from_ns_f64(triangular.sample(stream))
}

/// Adds what is wrong with the order of a minimum, a mode and a maximum.
pub fn in_order(min: Duration, mode: Duration, max: Duration, at: At<'_>, faults: &mut Faults<'_>) {
    faults.add(at.field(".mode"), ascending(min, mode, "minimum", "mode"));
    faults.add(at.field(".max"), ascending(mode, max, "mode", "maximum"));
}
