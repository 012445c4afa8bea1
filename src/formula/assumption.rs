//! The assumptions of formulas: conditions on an exhibition that can be checked, with their words.

/// A condition on an exhibition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Assumption {
    /// `visit: Sequential`.
    Sequential,
    /// A policy that keeps the order of rounds among boards that are alike.
    InRounds,
    /// A policy by which no master is idle, or waits at a board, while a board is ready elsewhere.
    ReadyDriven,
    /// A policy that goes to the board that has been ready longest.
    FirstCome,
    /// One master.
    OneMaster,
    /// One master, or opponents who are alike.
    OneMasterOrAlike,
    /// One master, or no walks.
    OneMasterOrNoWalks,
    /// Nobody walks.
    NoWalks,
    /// All walks take the same time, or none.
    ConstantWalks,
    /// No draw differs from another of its kind.
    ConstantTimes,
    /// Thinks and walks change from move to move only by chance, and have a mean.
    SameAtEveryMove,
    /// The opponents differ only in the name of their group.
    Alike,
    /// All opponents are in one group.
    OneGroup,
    /// Masters think equally long at all boards.
    SameService,
    /// Masters think for exponentially distributed times.
    ExponentialService,
    /// Every game of a group has the same number of moves.
    FixedLengths,
    /// Every game ends.
    Ends,
    /// No game ends.
    Endless,
    /// Several rounds are played at each board, by one opponent or by one after another.
    SeveralRounds,
    /// The measured window is long enough, and begins late enough, to show the long run.
    LongWindow,
    /// Boards that begin together have spread out before the measured window.
    BoardsSpreadOut,
    /// Everybody is there at the start.
    AllAtStart,
    /// Arrivals are a Poisson process.
    PoissonArrivals,
    /// All games can be open at once.
    AllBoards,
    /// Fewer boards than opponents.
    LimitedBoards,
    /// Nobody runs out of patience.
    NobodyForfeits,
    /// Each opponent or his master takes some time to think.
    TakesTime,
    /// A visit of a master takes some time.
    MastersTakeTime,
    /// Masters take no time to think.
    MastersTakeNoTime,
    /// Nobody ever waits for a master.
    MastersAtHand,
    /// One move of a master in each game.
    OneMastersMove,
    /// One think of an opponent in each game, exponentially distributed.
    OneExponentialThink,
    /// The masters have a break now and then, and there are enough arrivals to show the long run.
    MastersKeepUp,
    /// The same for the boards.
    BoardsKeepUp,
    /// The distribution of a game's own length is known: a single think, or exponential and gamma thinks, and
    /// constants.
    GameOfKnownLaw,
    /// Ties do not mix the rounds, see [`super::Rounds::ties_stay_within_a_round`].
    RoundsStayInOrder,
    /// Something is random.
    SomethingVaries,
    /// The groups are few and small enough for a recursion over all combinations.
    FewCombinations,
    /// The value can be represented: as a duration of less than 584 years, or as a finite number.
    InRange,
}

impl Assumption {
    /// The assumption in words.
    #[must_use]
    pub const fn statement(self) -> &'static str {
        match self {
            Self::Sequential => "one game at a time",
            Self::InRounds => "boards are visited in rounds (Cyclic, CyclicSkip, FirstReady, MostMovesLeft)",
            Self::ReadyDriven => "a master never waits at one board while another is ready",
            Self::FirstCome => "first come, first served",
            Self::OneMaster => "one master",
            Self::OneMasterOrAlike => "one master, or opponents who are all alike",
            Self::OneMasterOrNoWalks => "one master, or no walking",
            Self::NoWalks => "walking takes no time",
            Self::ConstantWalks => "every walk takes the same time",
            Self::ConstantTimes => "think times never vary",
            Self::SameAtEveryMove => "times have a mean, and do not change in the course of a game",
            Self::Alike => "all opponents are alike",
            Self::OneGroup => "all opponents are in one group",
            Self::SameService => "the masters think equally long at all boards",
            Self::ExponentialService => "the masters' think time is exponential",
            Self::FixedLengths => "the number of moves is fixed",
            Self::Ends => "every game ends",
            Self::Endless => "endless games (the long run)",
            Self::SeveralRounds => "several rounds at each board",
            Self::LongWindow => "a warm-up and a horizon long enough for the long run",
            Self::BoardsSpreadOut => "a warm-up in which boards that begin together spread out",
            Self::AllAtStart => "everybody is there at the start",
            Self::PoissonArrivals => "opponents arrive at random (Every(Exponential(…)))",
            Self::AllBoards => "a board for every opponent",
            Self::LimitedBoards => "fewer boards than opponents",
            Self::NobodyForfeits => "nobody runs out of patience",
            Self::TakesTime => "thinking takes time",
            Self::MastersTakeTime => "a master's visit takes time",
            Self::MastersTakeNoTime => "the masters think in no time",
            Self::MastersAtHand => "nobody ever waits for a master",
            Self::OneMastersMove => "one master's move in each game",
            Self::OneExponentialThink => "one exponential think in each game",
            Self::MastersKeepUp => "masters who keep up, and many arrivals",
            Self::BoardsKeepUp => "boards that keep up, and many arrivals",
            Self::GameOfKnownLaw => "one side's times vary: in one think, or as an exponential or gamma",
            Self::RoundsStayInOrder => "several masters divide the boards evenly, or wait in each round",
            Self::SomethingVaries => "times or lengths vary",
            Self::FewCombinations => "few groups, or small ones",
            Self::InRange => "a value within range",
        }
    }
}
