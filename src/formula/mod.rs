//! Formulas: results of queueing theory and plain sums for an exhibition, without playing it.
//!
//! Each [`Formula`] of the catalogue has assumptions, which are checked on an [`Exhibition`], a source, and statements.
//! [`Formula::apply`] gives its statements, or the assumptions that do not hold. The same formulas are here as plain
//! functions of numbers. Exact times are whole nanoseconds; everything else is in `f64`, arranged so that nothing
//! overflows and no digits are lost. Nothing here plays, draws, reads or prints; docs/formulas.md explains each
//! formula.
//!
//! ```
//! use zeitnot::formula::{Formula, PredictedValue};
//! use zeitnot::scenario::Scenario;
//!
//! let text = r#"Scenario(
//!     master: (think: Constant("5s")),
//!     opponents: [(count: 12, think: Constant("60s"), moves: Exactly(10))],
//! )"#;
//! let exhibition = Scenario::from_text("station.ron", text, None).unwrap().exhibition;
//! let statements = Formula::Rounds.apply(&exhibition).unwrap();
//! assert_eq!(statements[0].value, PredictedValue::Exact("11m45s".parse().unwrap()));
//! let broken = Formula::SequentialTotal.apply(&exhibition).unwrap_err();
//! assert_eq!(broken[0].instead, "the policy is FirstReady");
//! ```

mod assumption;
mod bounds;
mod check;
mod erlang;
mod game;
mod impose;
mod independent;
mod lap;
mod machine_repair;
mod mean_value;
mod saturation;
mod sequential;
mod statement;
mod steady_state;
mod window;

pub use assumption::Assumption;
pub use bounds::{asymptotic_bounds, balanced_job_bounds};
pub use erlang::{erlang_b, erlang_c, erlang_wait};
pub use independent::expected_longest;
pub use lap::Rounds;
pub use machine_repair::machine_repair;
pub use mean_value::mean_value_analysis;
pub use saturation::saturation_point;
pub use statement::{Characteristic, PredictedValue, Statement};
pub use steady_state::SteadyState;

use crate::model::Exhibition;

/// Makes the enum of formulas, the list of all, and their facts from one table.
macro_rules! formulas {
    ($(#[doc = $what:literal] $formula:ident = $entry:path;)+) => {
        /// A formula of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Formula {
            $(#[doc = $what] $formula,)+
        }

        impl Formula {
            /// Every formula, in the order of the documentation.
            pub const ALL: [Self; [$(stringify!($formula)),+].len()] = [$(Self::$formula),+];

            const fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$formula => &$entry,)+
                }
            }
        }
    };
}

formulas! {
    /// The makespan of games with constant times, one after another.
    SequentialTotal = sequential::TOTAL;
    /// Mean and spread of the makespan of random games, one after another.
    SequentialMoments = sequential::MOMENTS;
    /// The makespan of games that are alike, with constant times, all at once; see [`Rounds`].
    Rounds = lap::TOTAL;
    /// A lower bound on the makespan of such games under any policy.
    LeastTime = lap::LEAST;
    /// A lower bound on the makespan: the masters' work, and the longest game.
    WorkAndSpan = bounds::WORK_AND_SPAN;
    /// An upper bound on the makespan, if masters are never idle while a board is ready.
    ListScheduling = bounds::LIST_SCHEDULING;
    /// The longest of independent games; see [`expected_longest`].
    IndependentGames = independent::ENTRY;
    /// The number of boards from which the masters are the bottleneck; see [`saturation_point`].
    Saturation = saturation::ENTRY;
    /// Bounds in the long run; see [`asymptotic_bounds`].
    AsymptoticBounds = bounds::ASYMPTOTIC;
    /// Tighter bounds in the long run; see [`balanced_job_bounds`].
    BalancedJobBounds = bounds::BALANCED;
    /// The long run of one master, exactly; see [`mean_value_analysis`].
    MeanValueAnalysis = mean_value::ENTRY;
    /// The long run of several masters, exactly; see [`machine_repair`].
    MachineRepair = machine_repair::ENTRY;
    /// Opponents who come for one master's move; see [`erlang_wait`].
    ErlangCMasters = erlang::MASTERS;
    /// Opponents who come for one think at a limited number of boards; see [`erlang_wait`].
    ErlangCBoards = erlang::BOARDS;
}

/// An assumption that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub assumption: Assumption,
    /// What the exhibition has instead, in words.
    pub instead: String,
}

/// The facts about a formula.
struct Entry {
    name: &'static str,
    title: &'static str,
    equation: &'static str,
    source: &'static str,
    assumptions: &'static [Assumption],
    /// Its statements if its assumptions hold; `None` if a value is out of range.
    says: fn(&Exhibition) -> Option<Vec<Statement>>,
}

impl Formula {
    /// Its name in JSON and in docs/formulas.md.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// Its title, for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.entry().title
    }

    /// The formula itself, with N boards, M moves, c masters, Z the opponents' think time, S the masters', X moves a
    /// second.
    #[must_use]
    pub const fn equation(self) -> &'static str {
        self.entry().equation
    }

    /// Where it comes from.
    #[must_use]
    pub const fn source(self) -> &'static str {
        self.entry().source
    }

    /// Its assumptions; it holds if all of them do.
    #[must_use]
    pub const fn assumptions(self) -> &'static [Assumption] {
        self.entry().assumptions
    }

    /// The assumptions that do not hold for `exhibition`, which must have passed [`Exhibition::check`].
    #[must_use]
    pub fn broken(self, exhibition: &Exhibition) -> Vec<Violation> {
        let broken = |&assumption: &Assumption| {
            let instead = assumption.broken_by(exhibition)?;
            Some(Violation { assumption, instead })
        };
        self.assumptions().iter().filter_map(broken).collect()
    }

    /// What it would say about `exhibition` if its missing assumptions were imposed; `None` if they can't be. See
    /// [`Assumption::imposed_on`].
    #[must_use]
    pub fn apply_with(self, broken: &[Violation], exhibition: &Exhibition) -> Option<Vec<Statement>> {
        let impose = |exhibition: Exhibition, broken: &Violation| broken.assumption.imposed_on(&exhibition);
        let imposed = broken.iter().try_fold(exhibition.clone(), impose)?;
        self.apply(&imposed).ok()
    }

    /// What it says about `exhibition`, which must have passed [`Exhibition::check`]: at least one statement.
    ///
    /// # Errors
    /// The assumptions that do not hold, in the order of [`Formula::assumptions`]; or [`Assumption::InRange`] if all
    /// do, but time ends before the run would, or a number is not finite.
    pub fn apply(self, exhibition: &Exhibition) -> Result<Vec<Statement>, Vec<Violation>> {
        let broken = self.broken(exhibition);
        if !broken.is_empty() {
            return Err(broken);
        }
        let out_of_range = || {
            let instead = "it is longer than 584 years, or too large".to_owned();
            vec![Violation { assumption: Assumption::InRange, instead }]
        };
        (self.entry().says)(exhibition).ok_or_else(out_of_range)
    }
}
