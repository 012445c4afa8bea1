//! The table of fields of a scenario, a master and a group: each with its type, default and meaning.
//!
//! Reading, writing, `--set`, "did you mean" and the reference page use it. If a struct and the table have different
//! fields, the code does not compile.

use super::content::Content;
use super::kind::FieldKind;
use super::misfit::misfit;
use super::reading::Reading;
use super::value::{FieldValue, ListElement};
use crate::document::{Document, FieldNames, Fields, Node};
use crate::model::{Arrival, Distribution, GameLength, Group, Master, Side, Visit, Walk};
use crate::time::Duration;
use std::sync::LazyLock;

/// A field of a struct.
pub struct Field {
    pub name: &'static str,
    pub kind: FieldKind,
    /// The default, as a file would write it.
    pub default: &'static str,
    /// The meaning of the field, for the reference page.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test compares it with the page"))]
    pub about: &'static str,
}

/// Values that consist of fields, each with a default.
pub trait Struct: Clone + 'static {
    /// The word before the round brackets, which may be left out.
    const HEAD: &'static str;
    /// Whose fields these are: "a scenario".
    const OWNER: &'static str;
    const FIELDS: &'static [Field];

    /// The struct with all defaults.
    fn defaults() -> &'static Self;

    /// Sets one of the fields from a node.
    fn set(&mut self, field: &str, node: Node<'_>, to: &mut Reading<'_>);

    /// Every field, with its value in the notation of files.
    fn written(&self) -> Vec<(&'static str, String)>;
}

/// Makes a type a [`Struct`] with these fields.
macro_rules! fields {
    (
        $struct:ident is $owner:literal, $head:literal:
        $($field:ident: $type:ty = $default:literal, $about:literal;)+
    ) => {
        impl Struct for $struct {
            const HEAD: &'static str = $head;
            const OWNER: &'static str = $owner;
            const FIELDS: &'static [Field] = &[$(Field {
                name: stringify!($field),
                kind: <$type as FieldValue>::KIND,
                default: $default,
                about: $about,
            }),+];

            fn defaults() -> &'static Self {
                static DEFAULTS: LazyLock<$struct> = LazyLock::new(|| $struct { $($field: default($default)),+ });
                &DEFAULTS
            }

            fn set(&mut self, field: &str, node: Node<'_>, to: &mut Reading<'_>) {
                match field {
                    $(name if name == stringify!($field) => {
                        if let Some(value) = <$type as FieldValue>::read(node, to) {
                            self.$field = value;
                        }
                    })+
                    _ => {}
                }
            }

            fn written(&self) -> Vec<(&'static str, String)> {
                let Self { $($field),+ } = self;
                vec![$((stringify!($field), $field.write())),+]
            }
        }
    };
}

fields! { Content is "a scenario", "Scenario":
    title: Option<String> = "None", "title of the results; `None`: the file's name";
    seed: u64 = "1", "seed of all random numbers";
    master: Master = "()", "the master, or several: see below";
    opponents: Vec<Group> = "[()]", "the groups of opponents, in board order: see below";
    boards: Option<u32> = "None", "how many games may be open at once; `None`: all";
    visit: Visit = "FirstReady", "how a free master chooses the next board";
    walk: Option<Walk> = "None", "how long it takes to get there; `None`: no time";
    first_move: Side = "Opponent", "which side makes the first move";
    last_move: Option<Side> = "None", "which side's move ends every game; `None`: the side that does not begin";
    warm_up: Option<Duration> = "None", "time at the start that is not measured; endless games only";
    horizon: Option<Duration> = "None", "when the run ends; required with endless games, forbidden without";
}

fields! { Master is "a master", "Master":
    name: String = "\"Larry\"", "the master's name in the log and in results";
    count: u32 = "1", "how many masters share the boards";
    think: Distribution = "Exponential(mean: \"5s\")", "how long a master thinks about a move";
}

fields! { Group is "a group of opponents", "Opponent":
    name: String = "\"opponent\"", "the group's name in results; each group needs its own";
    count: u32 = "1", "how many opponents the group has";
    think: Distribution = "LogNormal(mu: 3.9, sigma: 0.6)", "how long an opponent thinks about a move";
    moves: GameLength = "Exactly(10)", "how many moves the first side makes in a game";
    arrive: Arrival = "AtStart", "when they arrive";
    patience: Option<Duration> = "None", "an opponent who would think longer than this forfeits; `None`: nobody does. \
        Only his own thinking counts, not his wait for the master";
    master_think: Option<Distribution> = "None", "the master's think time against this group; `None`: `master.think`";
}

/// Reads a default.
fn default<V: FieldValue>(text: &str) -> V {
    let document = Document::new("default", text).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    let columns = super::column::ColumnCache::default();
    let mut reading = Reading::new(None, &columns);
    let value = document.root().and_then(|root| V::read(root, &mut reading));
    value.expect("a test reads every default")
}

/// Reads a struct from a node, with defaults for fields that are missing or can't be understood.
pub fn read<R: Struct>(kind: FieldKind, node: Node<'_>, to: &mut Reading<'_>) -> Option<R> {
    match (node.head(), node.bracket()) {
        (None, Some(b'(')) => {}
        (Some(head), Some(b'(')) if head == R::HEAD => {}
        (Some(head), Some(b'(')) => {
            let help = format!("write `{}(…)`, or leave the name out: `(…)`", R::HEAD);
            to.slip(node, || node.wrong_head(format!("`{head}` does not belong here"), help));
            return None;
        }
        _ => {
            to.slip(node, || misfit(node, kind));
            return None;
        }
    }
    let names = FieldNames {
        owner: R::OWNER,
        one: "field",
        all: R::FIELDS.iter().map(|field| (field.name, field.kind.example())),
        hidden: "",
    };
    let mut read = R::defaults().clone();
    let fields = Fields::new(node, &names, &mut to.slips);
    for (field, value) in fields.iter() {
        read.set(field, value, to);
    }
    Some(read)
}

/// One line for each field.
pub fn lines(indent: &str, of: &impl Struct) -> String {
    of.written().iter().flat_map(|(field, value)| [indent, field, ": ", value, ",\n"]).collect()
}

impl FieldValue for Master {
    const KIND: FieldKind = FieldKind::Master;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        read(Self::KIND, node, to)
    }

    fn write(&self) -> String {
        let fields: Vec<_> = self.written().iter().map(|(field, value)| format!("{field}: {value}")).collect();
        format!("({})", fields.join(", "))
    }
}

impl FieldValue for Group {
    const KIND: FieldKind = FieldKind::Opponent;

    fn read(node: Node<'_>, to: &mut Reading<'_>) -> Option<Self> {
        // A part that can't be understood keeps its place, so the others keep their numbers.
        Some(read(Self::KIND, node, to).unwrap_or_else(|| Self::defaults().clone()))
    }

    fn write(&self) -> String {
        format!("        (\n{}        ),\n", lines("            ", self))
    }
}

impl ListElement for Group {
    const LIST: FieldKind = FieldKind::Opponents;

    fn write_list(values: &[Self]) -> String {
        format!("[\n{}    ]", values.iter().map(Self::write).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_can_be_read() {
        let scenario = Content::defaults();
        assert_eq!((scenario.seed, scenario.opponents.len()), (1, 1));
        assert_eq!((&scenario.master, &scenario.opponents[0]), (Master::defaults(), Group::defaults()));
    }
}
