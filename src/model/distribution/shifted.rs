//! Another distribution, later by a fixed time.

use super::family::{Answers, Distribution, Duration, Other, Sampler, Special, Stream};

pub fn family<R>(by: Duration, of: &Distribution, ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let by_s = by.as_secs_f64();
    ask(&Answers {
        check: &|at, faults| faults.add_those_of(at.field(".of"), of),
        point: None,
        survival: &|x_s| of.survival(x_s - by_s),
        moments: &|| of.moments().shifted(by_s),
        scaled: &|factor| Some(Distribution::Shifted { by: by.times(factor)?, of: Box::new(of.scaled(factor)?) }),
        sampler: &|| Other::Shifted { by, of: of.sampler() }.into(),
        special: Special {
            constant: &|| of.constant().map(|value| value.saturating_add(by)),
            is_certain: &|| of.is_deterministic(),
            sum_has_law: &|| of.sum_has_law(),
            clamped: &|low, high| Some(of.clamped(low - by_s, high - by_s).shifted(by_s)),
        },
    })
}

pub fn draw(by: Duration, of: &Sampler, nth: u64, stream: &mut Stream) -> Duration {
    of.draw_from(nth, stream).saturating_add(by)
}
