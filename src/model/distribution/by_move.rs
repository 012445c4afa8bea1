//! Different distributions for different moves.

use super::constant::all_the_same;
use super::family::{Answers, At, Distribution, Duration, Faults, Moments, Other, Sampler, Special, Stream, not_empty};

type Piece = (u64, Distribution);

/// Mean, variance and tail are those of the last piece, in the long run.
pub fn family<R>(pieces: &[Piece], ask: impl FnOnce(&Answers<'_>) -> R) -> R {
    let last = pieces.last().map(|(_, last)| last);
    ask(&Answers {
        check: &|at, faults| check(pieces, at, faults),
        point: None,
        survival: &|x_s| last.map_or(0.0, |last| last.survival(x_s)),
        moments: &|| last.map_or(Moments::constant(0.0), Distribution::moments),
        scaled: &|factor| {
            let scaled = |(from, piece): &Piece| Some((*from, piece.scaled(factor)?));
            pieces.iter().map(scaled).collect::<Option<_>>().map(Distribution::ByMove)
        },
        sampler: &|| {
            let (from, parts) = pieces.iter().map(|(from, piece)| (*from, piece.sampler())).unzip();
            Other::ByMove { from, parts }.into()
        },
        special: Special {
            constant: &|| all_the_same(pieces.iter().map(|(_, piece)| piece.constant())),
            is_certain: &|| pieces.iter().all(|(_, piece)| piece.is_deterministic()),
            clamped: &|low, high| Some(last.map_or(Moments::constant(low.max(0.0)), |last| last.clamped(low, high))),
            ..Special::NONE
        },
    })
}

/// Each piece counts from its own beginning.
pub fn draw(from: &[u64], parts: &[Sampler], nth: u64, stream: &mut Stream) -> Duration {
    let part = from.partition_point(|&first| first <= nth).saturating_sub(1);
    parts[part].draw_from(nth.saturating_sub(from[part]).saturating_add(1), stream)
}

fn check(pieces: &[Piece], at: At<'_>, faults: &mut Faults<'_>) {
    faults.add(at, not_empty(pieces.len(), "[(from: 1, think: Constant(\"5s\"))]"));
    let mut before = 0;
    for (index, (from, piece)) in pieces.iter().enumerate() {
        let place = at.at(index);
        let complaint = if index == 0 && *from != 1 {
            Some(("the first stretch must begin with move 1".into(), "write `from: 1`".into()))
        } else {
            let what = || format!("a stretch from move {from} can't follow one from move {before}");
            (*from <= before).then(|| (what(), "put the stretches in ascending order, each once".into()))
        };
        faults.add(place.field(".from"), complaint);
        before = before.max(*from);
        faults.add_those_of(place.field(".think"), piece);
    }
}

impl Distribution {
    /// The distribution of move `nth` (from 1): the piece of a [`Distribution::ByMove`] that holds then, and itself
    /// for everything else. Moves before the first piece, which [`crate::model::Exhibition::check`] refuses, take that
    /// piece.
    #[must_use]
    pub fn at_move(&self, nth: u64) -> &Self {
        let Self::ByMove(pieces) = self else { return self };
        let piece = pieces.iter().rev().find(|(from, _)| *from <= nth).or(pieces.first());
        piece.map_or(self, |(_, piece)| piece.at_move(nth))
    }
}
