//! What comes out, and how closely two contenders agree.

/// What every contender measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Results {
    pub makespan_ns: u64,
    pub moves: u64,
    /// The sum of the waiting times in the line.
    pub waiting_ns: u128,
    /// What only the floor and the simulator measure.
    pub more: Option<More>,
}

/// The rest of the standard measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct More {
    pub busy_ns: u128,
    pub idle_ns: u128,
    pub waiting_max_ns: u64,
    pub sojourn_ns: u128,
    /// The fingerprint of the whole trajectory.
    pub digest: u64,
}

/// How closely a contender can agree with the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The same variates and the same rules for ties: nothing may differ.
    Exact,
    /// The same variates, but customers who come within the same nanosecond are served in the engine's own order.
    UpToTies,
    /// Other variates: only the number of moves and, roughly, the makespan.
    Statistical,
}

impl Agreement {
    /// The largest relative difference of the makespan and of the sum of waiting times.
    const fn tolerances(self) -> (f64, f64) {
        match self {
            Self::Exact => (0.0, 0.0),
            Self::UpToTies => (1e-6, 1e-4),
            Self::Statistical => (0.05, f64::INFINITY),
        }
    }
}

impl Results {
    /// Compares with what the floor came to.
    ///
    /// # Panics
    /// If the results differ by more than they may.
    pub fn check(&self, floor: &Self, agreement: Agreement, who: &str) {
        let (makespan, waiting) = agreement.tolerances();
        assert_eq!(self.moves, floor.moves, "moves of {who}");
        let close = |a: f64, b: f64, tolerance: f64| (a - b).abs() <= tolerance * b;
        assert!(
            close(self.makespan_ns as f64, floor.makespan_ns as f64, makespan),
            "makespan of {who}: {self:?} {floor:?}"
        );
        assert!(
            close(self.waiting_ns as f64, floor.waiting_ns as f64, waiting),
            "waiting of {who}: {self:?} {floor:?}"
        );
        if agreement == Agreement::Exact {
            assert_eq!((self.makespan_ns, self.waiting_ns), (floor.makespan_ns, floor.waiting_ns), "{who}");
            assert!(self.more.is_none_or(|more| Some(more) == floor.more), "{who}: {self:?} {floor:?}");
        }
    }
}
