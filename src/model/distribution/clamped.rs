//! Another distribution between two limits: draws beyond a limit are set to it.

use super::family::{Answers, Distribution, Duration, Other, Sampler, Special, Stream, ascending};

pub fn family<R>(min: Duration, max: Duration, of: &Distribution, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let [min_s, max_s] = [min, max].map(Duration::as_secs_f64);
    ask(&Answers {
        check: &|at, faults| {
            faults.add(at.field(".max"), ascending(min, max, "lower limit", "upper limit"));
            faults.add_those_of(at.field(".of"), of);
        },
        point: None,
        survival: &|x_s| match x_s {
            _ if x_s < min_s => 1.0,
            _ if x_s >= max_s => 0.0,
            _ => of.survival(x_s),
        },
        moments: &|| of.clamped(min_s, max_s),
        scaled: &|factor| {
            let [min, max] = [min, max].map(|time| time.times(factor));
            Some(Distribution::Clamped { min: min?, max: max?, of: Box::new(of.scaled(factor)?) })
        },
        sampler: &|| Other::Clamped { min, max, of: of.sampler() }.into(),
        special: Special {
            constant: &|| if min == max { Some(min) } else { of.constant().map(|value| value.clamp(min, max)) },
            is_certain: &|| of.is_deterministic(),
            clamped: &|low, high| Some(of.clamped(min_s.max(low).min(high), max_s.max(low).min(high))),
            ..Special::NONE
        },
    })
}

pub fn draw(min: Duration, max: Duration, of: &Sampler, nth: u64, stream: &mut Stream) -> Duration {
    of.draw_from(nth, stream).clamp(min, max)
}
