//! The names of masters and opponents, with their numbers.

use super::exhibition::Exhibition;

/// The names of masters and opponents.
pub(crate) struct Names {
    groups: Vec<Group>,
    master: String,
    /// In capitals.
    acting_master: String,
    alone: bool,
}

struct Group {
    /// The first board after the group.
    end: u64,
    name: String,
    capitals: String,
}

impl Names {
    /// Those of an exhibition.
    pub fn new(exhibition: &Exhibition) -> Self {
        let mut end = 0;
        let groups = exhibition.groups.iter().map(|group| {
            end += u64::from(group.count);
            Group { end, name: group.name.clone(), capitals: group.name.to_uppercase() }
        });
        Self {
            groups: groups.collect(),
            master: exhibition.master.name.clone(),
            acting_master: exhibition.master.name.to_uppercase(),
            alone: exhibition.master.count == 1,
        }
    }

    /// An opponent who does not act: `mortal 1`.
    pub fn opponent(&self, board: u32) -> String {
        let (group, number) = self.place(board);
        format!("{} {number}", group.name)
    }

    /// An opponent who acts: `MORTAL 1`.
    pub fn acting(&self, board: u32) -> String {
        let (group, number) = self.place(board);
        format!("{} {number}", group.capitals)
    }

    fn place(&self, board: u32) -> (&Group, u64) {
        let board = u64::from(board);
        let group = self.groups.partition_point(|group| group.end <= board);
        let start = if group == 0 { 0 } else { self.groups[group - 1].end };
        (&self.groups[group], board - start + 1)
    }

    /// A certain master who acts: `LARRY`, or `LARRY 2` of several.
    pub fn acting_master(&self, master: u32) -> String {
        self.numbered(&self.acting_master, master)
    }

    /// A certain master: `Larry`, or `Larry 2` of several.
    pub fn master(&self, master: u32) -> String {
        self.numbered(&self.master, master)
    }

    fn numbered(&self, name: &str, master: u32) -> String {
        if self.alone { name.to_owned() } else { format!("{name} {}", u64::from(master) + 1) }
    }

    /// Any of the masters, in capitals: `LARRY`.
    pub fn acting_masters(&self) -> &str {
        &self.acting_master
    }

    /// Any of the masters: `Larry`.
    pub fn masters(&self) -> &str {
        &self.master
    }
}
