//! The names in expressions, and their values.

use zeitnot::expression::{
    Expression, Kind, Meaning, Scope, Value, Vocabulary, measure_kind, measure_named, measure_names,
};
use zeitnot::time::Duration;

/// A number, a duration, a choice, and all measures.
pub struct Words;

impl Vocabulary for Words {
    fn meaning(&self, name: &str, group: Option<usize>) -> Option<Meaning> {
        match (name, group) {
            ("count", Some(_)) | ("N" | "zero", None) => Some(Meaning::Fixed(Kind::NUMBER)),
            ("S", None) => Some(Meaning::Fixed(Kind::DURATION)),
            ("visit", None) => Some(Meaning::Fixed(Kind::Choice)),
            (_, None) => measure_named(name).map(|measure| Meaning::Varying(measure_kind(measure))),
            _ => None,
        }
    }

    fn names(&self) -> Vec<String> {
        ["N", "S", "zero", "visit"].into_iter().chain(measure_names()).map(str::to_owned).collect()
    }

    fn is_choice(&self, word: &str) -> bool {
        ["Cyclic", "FirstReady"].contains(&word)
    }

    fn groups(&self) -> usize {
        2
    }

    fn can_change(&self, path: &str) -> Result<(), (String, String)> {
        if path == "master.count" { Ok(()) } else { Err(("no such setting".to_owned(), "write another".to_owned())) }
    }
}

/// Values of some size, and zero.
pub struct Values<'a>(pub &'a Expression);

impl Scope for Values<'_> {
    fn symbol(&mut self, index: usize) -> Result<Value, String> {
        let symbol = &self.0.symbols()[index];
        Ok(match symbol.name.as_str() {
            "N" | "count" => Value::number(3),
            "zero" => Value::number(0),
            "S" => Value::duration(Duration::from_secs(5)),
            "visit" => Value::Choice("Cyclic".to_owned()),
            _ => Value::duration(Duration::from_secs(100 * (symbol.run as u64 + 1))),
        })
    }

    fn statistic(&mut self, _: usize) -> Result<Value, String> {
        Ok(Value::number(1))
    }
}
