//! From tokens to syntax, by precedence climbing.
//!
//! From loose to tight: `implies`, `or`, `and`, `not`, comparisons, `with`, `+ -`, `* /`, the sign.

use super::flaw::Flaw;
use super::lexer::{Token, tokens};
use super::operator::{Arithmetic, ChangeKind, Connective, Relation};
use super::syntax::{ChangeText, Syntax, What};
use crate::count::grouped;
use std::ops::Range;

/// The longest expression, in bytes.
const MAX_BYTES: usize = 10_000;
/// The deepest nesting. Functions that walk the tree recurse once per level.
const MAX_DEPTH: usize = 100;

/// Words that can't be names.
const WORDS: [&str; 7] = ["and", "or", "not", "implies", "with", "true", "false"];

/// The syntax of `text`.
pub fn parse(text: &str) -> Result<Syntax, Flaw> {
    if text.len() > MAX_BYTES {
        let flaw =
            Flaw::new(0..0, format!("this expression is longer than {} bytes, the limit", grouped(MAX_BYTES as u64)));
        return Err(flaw.advise("split it into several"));
    }
    let mut parser = Parser { tokens: tokens(text)?, next: 0, nesting: 0 };
    let syntax = parser.implication()?;
    match parser.peek() {
        Token::End => Ok(syntax),
        _ => Err(share_of(text, &parser).unwrap_or_else(|| parser.unexpected("an operator or the end"))),
    }
}

/// The flaw of `95% of makespan < 30s`, if it is written that way.
fn share_of(text: &str, parser: &Parser) -> Option<Flaw> {
    let span = parser.span();
    let (share, event) = (text[..span.start].trim(), text[span.end..].trim());
    let is_meant = matches!(parser.peek(), Token::Name(name) if name == "of") && share.ends_with('%');
    let event = if event.contains(['<', '>']) { event } else { "makespan < 2h" };
    let flaw = Flaw::new(0..span.end, "a probability is written with `P`");
    is_meant.then(|| flaw.advise(format!("write `P({event}) >= {share}`")))
}

struct Parser {
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    nesting: usize,
}

type Parsed = Result<Syntax, Flaw>;

impl Parser {
    fn peek(&self) -> &Token {
        &self.tokens[self.next].0
    }

    fn span(&self) -> Range<usize> {
        self.tokens[self.next].1.clone()
    }

    /// Takes a token; the end is never passed.
    fn take(&mut self) -> Token {
        let token = self.tokens[self.next].0.clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    fn take_sign(&mut self, wanted: &str) -> bool {
        let found = matches!(self.peek(), Token::Sign(sign) if *sign == wanted);
        if found {
            self.take();
        }
        found
    }

    fn take_word(&mut self, wanted: &str) -> bool {
        let found = matches!(self.peek(), Token::Name(name) if name == wanted);
        if found {
            self.take();
        }
        found
    }

    fn unexpected(&self, wanted: &str) -> Flaw {
        let (found, advice) = match self.peek() {
            Token::End => ("the expression ends too early".to_owned(), ""),
            Token::Sign("=") => {
                ("a single `=` does not compare".to_owned(), "write `==`; `=` is used only after `with`")
            }
            Token::Sign("&&") => ("`&&` can't be used here".to_owned(), "write `and`"),
            Token::Sign("||") => ("`||` can't be used here".to_owned(), "write `or`"),
            Token::Sign(")") => ("this `)` has no opening bracket, or something is missing before it".to_owned(), ""),
            Token::Sign(sign) => (format!("`{sign}` can't be used here"), ""),
            Token::Name(name) if WORDS.contains(&name.as_str()) => (format!("`{name}` can't be used here"), ""),
            Token::Name(_) | Token::Number(_) | Token::Time(_) | Token::Quoted(_) => {
                ("an operator is missing before this".to_owned(), "for a product write `*`")
            }
        };
        let flaw = Flaw::new(self.span(), found);
        if advice.is_empty() { flaw.advise(format!("expected {wanted}")) } else { flaw.advise(advice) }
    }

    /// A part that holds others, unless they are nested too deeply.
    fn node(what: What, span: Range<usize>) -> Parsed {
        let syntax = Syntax::new(what, span);
        if syntax.depth > MAX_DEPTH { Err(too_deep(syntax.span)) } else { Ok(syntax) }
    }

    fn connected(connective: Connective, at: Range<usize>, left: Syntax, right: Syntax) -> Parsed {
        let span = left.span.start..right.span.end;
        Self::node(What::Connect(connective, at, Box::new([left, right])), span)
    }

    /// `a implies b implies c` is `a implies (b implies c)`.
    fn implication(&mut self) -> Parsed {
        self.nested(|parser| {
            let left = parser.disjunction()?;
            let at = parser.span();
            if !parser.take_word("implies") {
                return Ok(left);
            }
            let right = parser.implication()?;
            Self::connected(Connective::Implies, at, left, right)
        })
    }

    /// All unlimited recursion passes through here.
    fn nested(&mut self, parse: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.nesting == MAX_DEPTH {
            return Err(too_deep(self.span()));
        }
        self.nesting += 1;
        let result = parse(self);
        self.nesting -= 1;
        result
    }

    fn disjunction(&mut self) -> Parsed {
        self.connections("or", Connective::Or, Self::conjunction)
    }

    fn conjunction(&mut self) -> Parsed {
        self.connections("and", Connective::And, Self::negation)
    }

    /// Parts with the same word between them.
    fn connections(&mut self, word: &str, connective: Connective, part: fn(&mut Self) -> Parsed) -> Parsed {
        let mut left = part(self)?;
        loop {
            let at = self.span();
            if !self.take_word(word) {
                return Ok(left);
            }
            let right = part(self)?;
            left = Self::connected(connective, at, left, right)?;
        }
    }

    fn negation(&mut self) -> Parsed {
        let at = self.span();
        if !self.take_word("not") {
            return self.comparison();
        }
        let inner = self.nested(Self::negation)?;
        let span = at.start..inner.span.end;
        Self::node(What::Not(Box::new(inner)), span)
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.with()?;
        let at = self.span();
        let Some(comparison) = comparison(self.peek()) else { return Ok(left) };
        self.take();
        let right = self.with()?;
        if super::parser::comparison(self.peek()).is_some() {
            let flaw = Flaw::new(self.span(), "comparisons can't be chained");
            return Err(flaw.advise("write `a <= b and b <= c`"));
        }
        let span = left.span.start..right.span.end;
        Self::node(What::Compare(comparison, at, Box::new([left, right])), span)
    }

    fn with(&mut self) -> Parsed {
        let inner = self.sum()?;
        if !self.take_word("with") {
            return Ok(inner);
        }
        let mut changes = vec![self.change()?];
        while matches!(self.peek(), Token::Sign(",")) && self.is_change_after_comma() {
            self.take();
            changes.push(self.change()?);
        }
        let end = changes.last().map_or(0, |change| change.value.span.end);
        let span = inner.span.start..end;
        Self::node(What::With(Box::new(inner), changes), span)
    }

    /// A comma also separates arguments; it begins another change only before `PATH =`.
    fn is_change_after_comma(&self) -> bool {
        let after = self.tokens.get(self.next + 1..self.next + 3);
        matches!(after, Some([(Token::Name(_), _), (Token::Sign("=" | "*="), _)]))
    }

    fn change(&mut self) -> Result<ChangeText, Flaw> {
        let path_span = self.span();
        let Token::Name(path) = self.peek().clone() else {
            return Err(self.unexpected("a path, such as `master.count = 2`"));
        };
        self.take();
        let kind = match self.peek() {
            Token::Sign("=") => ChangeKind::Set,
            Token::Sign("*=") => ChangeKind::Scale,
            _ => {
                let flaw = Flaw::new(self.span(), "`with` and a path need `=` and a new value");
                return Err(flaw.advise(format!("write `with {path} = 2`, or `*=` to scale")));
            }
        };
        self.take();
        Ok(ChangeText { path, path_span, kind, value: self.sum()? })
    }

    fn sum(&mut self) -> Parsed {
        self.operations([("+", Arithmetic::Plus), ("-", Arithmetic::Minus)], Self::product)
    }

    fn product(&mut self) -> Parsed {
        self.operations([("*", Arithmetic::Times), ("/", Arithmetic::Over)], Self::signed)
    }

    /// Parts joined by operators that bind equally, from left to right.
    fn operations(&mut self, operators: [(&str, Arithmetic); 2], part: fn(&mut Self) -> Parsed) -> Parsed {
        let mut left = part(self)?;
        loop {
            let at = self.span();
            let found = operators.into_iter().find(|(sign, _)| self.take_sign(sign));
            let Some((_, operator)) = found else { return Ok(left) };
            let right = part(self)?;
            let span = left.span.start..right.span.end;
            left = Self::node(What::Arithmetic(operator, at, Box::new([left, right])), span)?;
        }
    }

    fn signed(&mut self) -> Parsed {
        let at = self.span();
        if !self.take_sign("-") {
            return self.primary();
        }
        let inner = self.nested(Self::signed)?;
        let span = at.start..inner.span.end;
        Self::node(What::Negative(Box::new(inner)), span)
    }

    fn primary(&mut self) -> Parsed {
        let span = self.span();
        let what = match self.peek().clone() {
            Token::Number(number) => What::Number(number),
            Token::Time(duration) => What::Time(duration),
            Token::Quoted(text) => What::Quoted(text),
            Token::Name(name) if name == "true" || name == "false" => What::Truth(name == "true"),
            Token::Name(name) if !WORDS.contains(&name.as_str()) => {
                self.take();
                return self.named(name, span);
            }
            Token::Sign("(") => {
                self.take();
                let inner = self.implication()?;
                let end = self.close(span.clone())?;
                return Ok(Syntax { span: span.start..end, ..inner });
            }
            _ => return Err(self.unexpected("a number, a duration, a name or a bracket")),
        };
        self.take();
        Ok(Syntax::new(what, span))
    }

    /// The part after a name: arguments, or nothing.
    fn named(&mut self, name: String, span: Range<usize>) -> Parsed {
        let opening = self.span();
        if !self.take_sign("(") {
            return Ok(Syntax::new(What::Name(name), span));
        }
        let mut arguments = Vec::new();
        if !matches!(self.peek(), Token::Sign(")")) {
            arguments.push(self.implication()?);
            while self.take_sign(",") {
                arguments.push(self.implication()?);
            }
        }
        let end = self.close(opening)?;
        Self::node(What::Call(name, span.clone(), arguments), span.start..end)
    }

    /// Takes the closing bracket, and returns where it ends.
    fn close(&mut self, opening: Range<usize>) -> Result<usize, Flaw> {
        let end = self.span().end;
        if self.take_sign(")") {
            return Ok(end);
        }
        if *self.peek() == Token::End {
            return Err(Flaw::new(opening, "this bracket is never closed").advise("write another `)`"));
        }
        Err(self.unexpected("`)`"))
    }
}

fn comparison(token: &Token) -> Option<Relation> {
    let Token::Sign(sign) = token else { return None };
    Relation::ALL.into_iter().find(|relation| relation.sign() == *sign)
}

fn too_deep(span: Range<usize>) -> Flaw {
    Flaw::new(span, format!("this is nested more than {MAX_DEPTH} levels deep")).advise("split the expression")
}
