//! The table of measures, with all facts about each.
//!
//! A new measure is an entry here, in the order of the output, and a row of docs/measures.md with the same words.

use super::definition::{Aggregation, Definition};
use super::{Fraction, Part, Unit};
use crate::model::outcome::{Distributions, Percentiles};
use crate::time::Duration;

/// Makes the enum, the list of all measures, and the definition of each from one table.
macro_rules! measures {
    ($($measure:ident $short_name:literal $unit:ident {
        label: $label:literal,
        aggregation: $aggregation:ident,
        of_a_group: $of_a_group:literal,
        words: $words:expr,
        meaning: $meaning:literal,
        formula: $formula:literal,
        exact: $exact:expr,
    })*) => {
        /// A figure that describes a run.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Measure {
            $(#[doc = concat!("`", named!($short_name, $unit), "`: ", $meaning, ".")] $measure,)*
        }

        impl Measure {
            /// Every measure, in the order of the output.
            pub const ALL: [Self; [$(stringify!($measure)),*].len()] = [$(Self::$measure),*];

            pub(super) const fn definition(self) -> &'static Definition {
                match self {
                    $(Self::$measure => &Definition {
                        short_name: $short_name,
                        name: named!($short_name, $unit),
                        label: $label,
                        unit: Unit::$unit,
                        aggregation: Aggregation::$aggregation,
                        of_a_group: $of_a_group,
                        words: $words,
                        meaning: $meaning,
                        formula: $formula,
                        exact: $exact,
                    },)*
                }
            }
        }
    };
}

/// A name with its unit at the end: see [`Unit::suffix`].
macro_rules! named {
    ($name:literal, Seconds) => {
        concat!($name, "_s")
    };
    ($name:literal, PerSecond) => {
        concat!($name, "_per_s")
    };
    ($name:literal, $unit:ident) => {
        $name
    };
}

/// A quantile, or nothing if it was not recorded.
fn quantile(
    part: &Part<'_>,
    of: fn(&Distributions) -> Option<Percentiles>,
    order: fn(&Percentiles) -> Duration,
) -> Fraction {
    let percentiles = part.distributions.and_then(of);
    percentiles.map_or(Fraction::new(0_u8, 0_u8), |percentiles| Fraction::whole(order(&percentiles).as_ns()))
}

const FASTER: (&str, &str) = ("faster", "slower");
const SHORTER: (&str, &str) = ("shorter", "longer");
const FEWER: (&str, &str) = ("fewer", "more");
const LOWER: (&str, &str) = ("lower", "higher");
const LESS: (&str, &str) = ("less", "more");

measures! {
    Makespan "makespan" Seconds {
        label: "makespan",
        aggregation: Total,
        of_a_group: true,
        words: FASTER,
        meaning: "from the start until the last game is over",
        formula: "",
        exact: |part| Fraction::whole(part.makespan.as_ns()),
    }
    Utilisation "utilisation" Share {
        label: "utilisation",
        aggregation: Ratio,
        of_a_group: false,
        words: LOWER,
        meaning: "the share of the masters' time in which they think",
        formula: "`master_thinking_s` ÷ (`makespan_s` × masters)",
        exact: |part| {
            let outcome = part.outcome;
            let time_ns = u128::from(outcome.makespan.as_ns()) * u128::from(outcome.masters);
            Fraction::new(outcome.account.thinking_ns, time_ns)
        },
    }
    WaitingMean "waiting_mean" Seconds {
        label: "mean wait",
        aggregation: Ratio,
        of_a_group: true,
        words: SHORTER,
        meaning: "how long a board waits for a master, on average over visits",
        formula: "sum of waits ÷ visits",
        exact: |part| Fraction::new(part.boards.waiting_ns, part.boards.visits),
    }
    WaitingMax "waiting_max" Seconds {
        label: "longest wait",
        aggregation: Greatest,
        of_a_group: true,
        words: SHORTER,
        meaning: "the longest of these waits",
        formula: "",
        exact: |part| Fraction::whole(part.boards.waiting_max.as_ns()),
    }
    LineWaitMean "line_wait_mean" Seconds {
        label: "mean in line",
        aggregation: Ratio,
        of_a_group: true,
        words: SHORTER,
        meaning: "how long an opponent stands in line for a board",
        formula: "sum of waits in line ÷ opponents seated",
        exact: |part| Fraction::new(part.boards.line_wait_ns, part.boards.seated),
    }
    SojournMean "sojourn_mean" Seconds {
        label: "mean sojourn",
        aggregation: Ratio,
        of_a_group: true,
        words: SHORTER,
        meaning: "how long an opponent stays, in line and at his board",
        formula: "sum of sojourns ÷ games over",
        exact: |part| Fraction::new(part.boards.sojourn_ns, part.boards.games),
    }
    GameMean "game_mean" Seconds {
        label: "mean game",
        aggregation: Ratio,
        of_a_group: true,
        words: SHORTER,
        meaning: "how long a game lasts, from sitting down to its end",
        formula: "sum of lengths ÷ games over",
        exact: |part| Fraction::new(part.boards.game_ns, part.boards.games),
    }
    Moves "moves" Count {
        label: "moves",
        aggregation: Total,
        of_a_group: true,
        words: FEWER,
        meaning: "moves that masters have completed",
        formula: "",
        exact: |part| Fraction::whole(part.boards.moves),
    }
    Forfeits "forfeits" Count {
        label: "forfeits",
        aggregation: Total,
        of_a_group: true,
        words: FEWER,
        meaning: "games forfeited because the opponent ran out of patience",
        formula: "",
        exact: |part| Fraction::whole(part.boards.forfeits),
    }
    Throughput "throughput" PerSecond {
        label: "moves",
        aggregation: Ratio,
        of_a_group: false,
        words: LOWER,
        meaning: "how many moves all masters together complete in a second",
        formula: "`moves` ÷ `makespan_s`",
        exact: |part| Fraction::new(part.boards.moves, part.outcome.makespan.as_ns()),
    }
    LastMasterMove "last_master_move" Seconds {
        label: "last move",
        aggregation: Greatest,
        of_a_group: true,
        words: FASTER,
        meaning: "when the last of all masters' moves was completed",
        formula: "",
        exact: |part| Fraction::whole(part.boards.last_master_move.as_ns()),
    }
    MasterThinking "master_thinking" Seconds {
        label: "thinking",
        aggregation: Total,
        of_a_group: true,
        words: LESS,
        meaning: "time that masters think, added up over masters",
        formula: "see below",
        exact: |part| Fraction::whole(part.boards.thinking_ns),
    }
    MasterWalking "master_walking" Seconds {
        label: "walking",
        aggregation: Total,
        of_a_group: false,
        words: LESS,
        meaning: "time that masters walk between boards",
        formula: "",
        exact: |part| Fraction::whole(part.outcome.account.walking_ns),
    }
    MasterAttending "master_attending" Seconds {
        label: "attending",
        aggregation: Total,
        of_a_group: false,
        words: LESS,
        meaning: "time that masters stand at a board until its opponent moves",
        formula: "",
        exact: |part| Fraction::whole(part.outcome.account.attending_ns),
    }
    MasterIdle "master_idle" Seconds {
        label: "idle",
        aggregation: Total,
        of_a_group: false,
        words: LESS,
        meaning: "time that masters have nothing to do",
        formula: "",
        exact: |part| Fraction::whole(part.outcome.account.idle_ns),
    }
    Events "events" Count {
        label: "events",
        aggregation: Total,
        of_a_group: false,
        words: FEWER,
        meaning: "events that the engine handled",
        formula: "",
        exact: |part| Fraction::whole(part.outcome.events),
    }
    WaitingQ50 "waiting_q50" Seconds {
        label: "q50 wait",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the wait that half of the visits do not exceed",
        formula: "",
        exact: |part| quantile(part, |it| it.waiting, |it| it.q50),
    }
    WaitingQ90 "waiting_q90" Seconds {
        label: "q90 wait",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 90 %",
        formula: "",
        exact: |part| quantile(part, |it| it.waiting, |it| it.q90),
    }
    WaitingQ95 "waiting_q95" Seconds {
        label: "q95 wait",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 95 %",
        formula: "",
        exact: |part| quantile(part, |it| it.waiting, |it| it.q95),
    }
    WaitingQ99 "waiting_q99" Seconds {
        label: "q99 wait",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 99 %",
        formula: "",
        exact: |part| quantile(part, |it| it.waiting, |it| it.q99),
    }
    ResponseQ50 "response_q50" Seconds {
        label: "q50 response",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the time from ready to replied that half of the moves do not exceed",
        formula: "",
        exact: |part| quantile(part, |it| it.response, |it| it.q50),
    }
    ResponseQ90 "response_q90" Seconds {
        label: "q90 response",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 90 %",
        formula: "",
        exact: |part| quantile(part, |it| it.response, |it| it.q90),
    }
    ResponseQ95 "response_q95" Seconds {
        label: "q95 response",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 95 %",
        formula: "",
        exact: |part| quantile(part, |it| it.response, |it| it.q95),
    }
    ResponseQ99 "response_q99" Seconds {
        label: "q99 response",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 99 %",
        formula: "",
        exact: |part| quantile(part, |it| it.response, |it| it.q99),
    }
    GameQ50 "game_q50" Seconds {
        label: "q50 game",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the time from sitting down to the end that half of the games do not exceed",
        formula: "",
        exact: |part| quantile(part, |it| it.game, |it| it.q50),
    }
    GameQ90 "game_q90" Seconds {
        label: "q90 game",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 90 %",
        formula: "",
        exact: |part| quantile(part, |it| it.game, |it| it.q90),
    }
    GameQ95 "game_q95" Seconds {
        label: "q95 game",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 95 %",
        formula: "",
        exact: |part| quantile(part, |it| it.game, |it| it.q95),
    }
    GameQ99 "game_q99" Seconds {
        label: "q99 game",
        aggregation: Quantile,
        of_a_group: true,
        words: SHORTER,
        meaning: "the same for 99 %",
        formula: "",
        exact: |part| quantile(part, |it| it.game, |it| it.q99),
    }
}
