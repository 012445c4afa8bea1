//! From a text to a checked expression.

use super::check::check;
use super::flaw::Flaw;
use super::kind::Kind;
use super::parser::parse;
use super::syntax::Parsed;
use super::tree::Expression;
use super::vocabulary::Vocabulary;

impl Parsed {
    /// Reads an expression.
    ///
    /// # Errors
    /// The first error in the text.
    pub fn new(text: &str) -> Result<Self, Flaw> {
        parse(text).map(|root| Self { root })
    }
}

impl Expression {
    /// Reads an expression and checks it.
    ///
    /// ```
    /// use zeitnot::expression::{Expression, Kind, Meaning, Value, Vocabulary};
    ///
    /// struct Circle;
    /// impl Vocabulary for Circle {
    ///     fn meaning(&self, name: &str, _: Option<usize>) -> Option<Meaning> {
    ///         (name == "radius").then_some(Meaning::Fixed(Kind::NUMBER))
    ///     }
    ///     fn names(&self) -> Vec<String> { vec!["radius".to_owned()] }
    ///     fn is_choice(&self, _: &str) -> bool { false }
    ///     fn groups(&self) -> usize { 0 }
    ///     fn can_change(&self, _: &str) -> Result<(), (String, String)> { Err(Default::default()) }
    /// }
    /// let wrong = Expression::new("radius * 3s + 1", &Circle).unwrap_err();
    /// assert_eq!((wrong.span, wrong.message), (12..13, "a duration plus a number".to_owned()));
    /// let wrong = Expression::new("raduis", &Circle).unwrap_err();
    /// assert_eq!(wrong.advice, "did you mean `radius`?");
    /// ```
    ///
    /// # Errors
    /// The first error in it.
    pub fn new(text: &str, vocabulary: &dyn Vocabulary) -> Result<Self, Flaw> {
        check(text, &Parsed::new(text)?, vocabulary)
    }

    /// The same for a condition, which must be true or false.
    ///
    /// # Errors
    /// The first error in it; also if it is not a condition.
    pub fn condition(text: &str, vocabulary: &dyn Vocabulary) -> Result<Self, Flaw> {
        let expression = Self::new(text, vocabulary)?;
        match expression.root.kind {
            Kind::Truth => Ok(expression),
            kind => {
                let flaw = Flaw::new(expression.root.span.clone(), format!("this is {kind}, not a condition"));
                Err(flaw.advise("compare it with something, using `<=`, `==` or another comparison"))
            }
        }
    }
}
