//! What is wrong with a query: where, what, and what to write instead.

use std::fmt;
use std::ops::Range;

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Where: characters of the text. Empty at the end of the text.
    pub at: Range<usize>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to write instead, if one can tell.
    pub help: Option<String>,
}

impl QueryError {
    /// An error at the bytes `span` of `text`.
    pub(crate) fn new(text: &str, span: &Range<usize>, message: impl Into<String>) -> Self {
        let characters = |end: usize| text.get(..end).unwrap_or(text).chars().count();
        Self {
            at: characters(span.start)..characters(span.end),
            message: message.into(),
            help: None,
        }
    }

    /// The same, with what to write instead.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for QueryError {
    /// "column 4: unknown field `actr` (did you mean `actor:`?)"; columns count characters from 1.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "column {}: {}", self.at.start + 1, self.message)?;
        match &self.help {
            Some(help) => write!(formatter, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

/// `value`, short enough for a message.
pub(crate) fn quoted(value: &str) -> String {
    let mut letters = value.chars();
    let mut short: String = letters.by_ref().take(40).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    format!("`{short}`")
}
