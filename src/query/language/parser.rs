//! Text → tree: the grammar, without any knowledge of a chronology.
//!
//! ```text
//! any  = all { "|" all }
//! all  = part { part }
//! part = { "-" | "!" } ( "(" any ")" | term )
//! term = [ field ":" [ operator ] ] value
//! ```
//!
//! Depth, length and the number of terms are bounded, so that a pasted file is
//! an error and no stack overflow.

use std::ops::Range;

use super::error::{QueryError, quoted};
use super::field::{Compares, FIELDS, Field};
use super::tree::{Operator, QueryNode, QueryTree, WrittenTerm};
use crate::model::suggest::nearest;
use crate::query::text::term::MatchMode;

/// The longest query, in bytes.
const LONGEST: usize = 20_000;
/// How deep parentheses may nest.
const DEEPEST: usize = 64;
/// How many terms a query may have.
const MOST_TERMS: usize = 400;

/// Reads `text`.
pub(crate) fn parse(text: &str) -> Result<QueryTree<WrittenTerm>, QueryError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        terms: 0,
    };
    if text.len() > LONGEST {
        return Err(parser.error(
            LONGEST..text.len(),
            format!("a query has at most {LONGEST} bytes"),
        ));
    }
    parser.skip_blanks();
    if parser.peek().is_none() {
        return Ok(QueryTree::default());
    }
    let tree = parser.any()?;
    match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser
            .error(parser.at..parser.at + 1, "this parenthesis closes nothing")
            .help("to search for it, put it in quotes")),
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The byte that comes next.
    at: usize,
    depth: usize,
    terms: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn error(&self, span: Range<usize>, message: impl Into<String>) -> QueryError {
        QueryError::new(self.text, &span, message)
    }

    fn any(&mut self) -> Result<QueryTree<WrittenTerm>, QueryError> {
        let first = self.all()?;
        let start = first.span.start;
        let mut parts = vec![first];
        loop {
            self.skip_blanks();
            let bar = self.at..self.at + 1;
            if !self.take("|") {
                break;
            }
            self.take("|");
            self.skip_blanks();
            if matches!(self.peek(), None | Some('|' | ')')) {
                return Err(self
                    .error(bar, "`|` wants something after it")
                    .help("write a | b for either"));
            }
            parts.push(self.all()?);
        }
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return Ok(only);
        }
        let end = parts.last().map_or(start, |part| part.span.end);
        Ok(QueryTree {
            span: start..end,
            node: QueryNode::Any(parts),
        })
    }

    fn all(&mut self) -> Result<QueryTree<WrittenTerm>, QueryError> {
        let mut parts = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                Some('|') if parts.is_empty() => {
                    return Err(self
                        .error(self.at..self.at + 1, "`|` wants something before it")
                        .help("write a | b for either"));
                }
                None | Some('|' | ')') => break,
                Some(_) => parts.push(self.part()?),
            }
        }
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return Ok(only);
        }
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return Err(self
                .error(self.at..self.at + 1, "this parenthesis closes nothing")
                .help("to search for it, put it in quotes"));
        };
        Ok(QueryTree {
            span: first.span.start..last.span.end,
            node: QueryNode::All(parts),
        })
    }

    fn part(&mut self) -> Result<QueryTree<WrittenTerm>, QueryError> {
        let start = self.at;
        let mut negated = false;
        while self.take("-") || self.take("!") {
            negated = !negated;
        }
        if self.at > start
            && self
                .peek()
                .is_none_or(|c| c.is_whitespace() || c == '|' || c == ')')
        {
            return Err(self
                .error(start..self.at, "nothing stands here to leave out")
                .help("write -word, -kind:talks or -(a | b)"));
        }
        let inner = if self.peek() == Some('(') {
            self.group()?
        } else {
            let term = self.term()?;
            QueryTree {
                span: term.span.clone(),
                node: QueryNode::Leaf(term),
            }
        };
        if !negated {
            // A double not keeps its signs in the span, so that edits cut it whole.
            return Ok(QueryTree {
                span: start..inner.span.end,
                node: inner.node,
            });
        }
        Ok(QueryTree {
            span: start..inner.span.end,
            node: QueryNode::Not(Box::new(inner)),
        })
    }

    fn group(&mut self) -> Result<QueryTree<WrittenTerm>, QueryError> {
        let open = self.at..self.at + 1;
        self.take("(");
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(open, format!("parentheses nest at most {DEEPEST} deep")));
        }
        self.skip_blanks();
        match self.peek() {
            Some(')') => {
                return Err(self.error(
                    open.start..self.at + 1,
                    "nothing stands between these parentheses",
                ));
            }
            None => return Err(self.not_closed(open)),
            Some(_) => {}
        }
        let inner = self.any()?;
        self.skip_blanks();
        if !self.take(")") {
            return Err(self.not_closed(open));
        }
        self.depth -= 1;
        Ok(QueryTree {
            span: open.start..self.at,
            node: inner.node,
        })
    }

    fn not_closed(&self, open: Range<usize>) -> QueryError {
        self.error(open, "this parenthesis is not closed")
            .help("add ) at the end; to search for it, put it in quotes")
    }

    fn term(&mut self) -> Result<WrittenTerm, QueryError> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            return Err(self.error(
                self.at..self.text.len(),
                format!("a query has at most {MOST_TERMS} words and fields"),
            ));
        }
        let start = self.at;
        let field = self.field()?;
        let operator = match field {
            Some(field) => self.operator(field)?,
            None => None,
        };
        let value_start = self.at;
        let (shape, value) = self.value(field)?;
        Ok(WrittenTerm {
            span: start..self.at,
            field,
            operator,
            shape,
            value,
            value_span: value_start..self.at,
        })
    }

    /// Takes a field's name and colon, if one comes next.
    fn field(&mut self) -> Result<Option<&'static Field>, QueryError> {
        let Some((name, after)) = self.rest().split_once(':') else {
            return Ok(None);
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Ok(None);
        }
        let span = self.at..self.at + name.len();
        if let Some(field) = Field::called(name) {
            self.at = span.end + 1;
            return Ok(Some(field));
        }
        let error = self.error(span, format!("there is no field {}", quoted(name)));
        let known = FIELDS
            .iter()
            .flat_map(|field| std::iter::once(&field.name).chain(field.aliases));
        Err(match nearest(name, known.copied()) {
            Some(meant) => error.help(format!("did you mean `{meant}:`?")),
            None if after.starts_with("//") => {
                error.help("to search for an address, put it in quotes")
            }
            None => {
                let names: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
                error.help(format!("there are {}", names.join(", ")))
            }
        })
    }

    fn operator(&mut self, field: &Field) -> Result<Option<Operator>, QueryError> {
        let start = self.at;
        let Some(operator) = Operator::ALL
            .into_iter()
            .find_map(|(written, operator)| self.take(written).then_some(operator))
        else {
            return Ok(None);
        };
        if matches!(field.compares, Compares::Grade) || field.name == "during" {
            return Ok(Some(operator));
        }
        Err(self
            .error(
                start..self.at,
                format!("`{}:` has no more and less", field.name),
            )
            .help(format!("write {}", field.example)))
    }

    fn value(&mut self, field: Option<&'static Field>) -> Result<(MatchMode, String), QueryError> {
        let signs = field
            .is_none_or(|field| matches!(field.compares, Compares::Names(_) | Compares::Text(_)));
        match self.peek() {
            Some('"') => return Ok((MatchMode::Phrase, self.quotation('"', "quote")?)),
            Some('/') if signs => return Ok((MatchMode::Pattern, self.quotation('/', "pattern")?)),
            _ => {}
        }
        let start = self.at;
        let exact = signs && self.take("'");
        let beginning = signs && !exact && self.take("^");
        if self.peek() == Some('"') {
            let shape = match (exact, beginning) {
                (true, _) => MatchMode::Exact,
                (_, true) => MatchMode::Beginning,
                _ => MatchMode::Phrase,
            };
            return Ok((shape, self.quotation('"', "quote")?));
        }
        let bare = self.bare();
        let (bare, end) = match bare.strip_suffix('$') {
            Some(cut) if signs && !cut.is_empty() => (cut, true),
            _ => (bare, false),
        };
        if bare.is_empty() {
            return Err(self.no_value(start, field));
        }
        let shape = match (exact, beginning, end) {
            (true, _, _) => MatchMode::Exact,
            (_, true, true) => MatchMode::Whole,
            (_, true, false) => MatchMode::Beginning,
            (_, false, true) => MatchMode::End,
            (_, false, false) => MatchMode::Plain,
        };
        Ok((shape, bare.to_owned()))
    }

    fn no_value(&self, start: usize, field: Option<&'static Field>) -> QueryError {
        match field {
            Some(field) => self
                .error(self.at..self.at, format!("`{}:` wants a value", field.name))
                .help(format!("such as {}", field.example)),
            None => self
                .error(start..self.at.max(start), "a word is to follow")
                .help("'word is exact, ^word the beginning, word$ the end"),
        }
    }

    /// Takes letters up to a blank, a bar or a parenthesis.
    fn bare(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '|' | '(' | ')'))
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Takes what stands between two `mark`s; a backslash before one makes it part of the text.
    fn quotation(&mut self, mark: char, called: &str) -> Result<String, QueryError> {
        let start = self.at;
        let mut value = String::new();
        let mut letters = self.rest().char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some((_, escaped)) if escaped == mark => value.push(mark),
                    Some((_, '\\')) if mark == '"' => value.push('\\'),
                    Some((_, other)) => value.extend(['\\', other]),
                    None => value.push('\\'),
                },
                _ if letter == mark => {
                    self.at = start + at + 1;
                    if value.trim().is_empty() {
                        return Err(
                            self.error(start..self.at, format!("nothing stands in this {called}"))
                        );
                    }
                    return Ok(value);
                }
                _ => value.push(letter),
            }
        }
        Err(self
            .error(start..start + 1, format!("this {called} is not closed"))
            .help(format!("add {mark} at its end")))
    }
}
