//! The meaning of names, given by the users of expressions.

use super::kind::Kind;
use super::syntax::Parsed;

/// The meaning of names in an expression.
pub trait Vocabulary {
    /// What `name` means, or for `Some(group)` what it means within that group (as in `sum(moves)`); `None`: nothing.
    fn meaning(&self, name: &str, group: Option<usize>) -> Option<Meaning>;

    /// The names that advice may propose.
    fn names(&self) -> Vec<String>;

    /// Whether this word is a value of a choice, such as the name of a policy.
    fn is_choice(&self, word: &str) -> bool;

    /// The number of groups for `sum`.
    fn groups(&self) -> usize;

    /// Whether `path` can be changed by `with`.
    ///
    /// # Errors
    /// If not: what is wrong, and what to write instead.
    fn can_change(&self, path: &str) -> Result<(), (String, String)>;
}

/// The meaning of a name.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// The same in every run: a variable, a setting.
    Fixed(Kind),
    /// A measure: each run has its own.
    Varying(Kind),
    /// An abbreviation of something longer.
    Definition(Parsed),
}
