//! The results, and how closely two contenders agree.

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
    /// Other variates: only the number of moves and, within 2 %, the server's busy time.
    Statistical,
}

impl Results {
    /// Compares with the floor's results.
    ///
    /// # Panics
    /// If the results differ by more than they may.
    pub fn check(&self, floor: &Self, agreement: Agreement, who: &str) {
        let close = |what: &str, ours: f64, floors: f64, tolerance: f64| {
            assert!((ours - floors).abs() <= tolerance * floors, "{what} of {who}: {self:?}, the floor: {floor:?}");
        };
        assert_eq!(self.moves, floor.moves, "moves of {who}");
        match agreement {
            Agreement::Exact => {
                assert_eq!((self.makespan_ns, self.waiting_ns), (floor.makespan_ns, floor.waiting_ns), "{who}");
                assert!(self.more.is_none_or(|more| Some(more) == floor.more), "{who}: {self:?}, the floor: {floor:?}");
            }
            Agreement::UpToTies => {
                close("makespan", self.makespan_ns as f64, floor.makespan_ns as f64, 1e-6);
                close("waiting", self.waiting_ns as f64, floor.waiting_ns as f64, 1e-4);
            }
            Agreement::Statistical => {
                let busy_ns = |results: &Self| results.more.map_or(f64::NAN, |more| more.busy_ns as f64);
                close("busy time", busy_ns(self), busy_ns(floor), 0.02);
            }
        }
    }
}
