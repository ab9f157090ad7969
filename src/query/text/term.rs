//! A term: a word, a phrase or a pattern that is to be found in texts, and how it is compared.

use regex::Regex;

use super::fold::fold;

/// How a value is to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum MatchMode {
    /// `word`: fuzzy.
    Plain,
    /// `'word`: these letters in a row.
    Exact,
    /// `^word`: a text begins with it.
    Beginning,
    /// `word$`: a text ends with it.
    End,
    /// `^word$`: a text is that.
    Whole,
    /// `"two words"`: these words in a row.
    Phrase,
    /// `/regex/`.
    Pattern,
}

/// A word, a phrase or a pattern to be found in texts.
#[derive(Debug, Clone)]
pub(crate) struct SearchTerm {
    /// As written, without quotes and signs.
    pub written: String,
    /// Folded, blanks made single.
    pub folded: String,
    /// How to compare.
    pub shape: MatchMode,
    /// The pattern, for `MatchMode::Pattern`; to be tried on folded text.
    pub pattern: Option<Regex>,
}

impl SearchTerm {
    /// A word that is no pattern.
    pub fn new(written: &str, shape: MatchMode) -> Self {
        Self {
            written: written.to_owned(),
            folded: single_blanks(&fold(written)),
            shape,
            pattern: None,
        }
    }

    /// A pattern.
    pub fn pattern(written: &str, regex: Regex) -> Self {
        Self {
            pattern: Some(regex),
            shape: MatchMode::Pattern,
            written: written.to_owned(),
            folded: String::new(),
        }
    }

    /// The same word, not to be taken loosely.
    pub fn strictly(mut self) -> Self {
        if self.shape == MatchMode::Plain {
            self.shape = MatchMode::Exact;
        }
        self
    }

    /// Whether it may be taken loosely: found by scattered letters, corrected.
    pub fn is_loose(&self) -> bool {
        self.shape == MatchMode::Plain
    }
}

/// `text` without blanks at its ends, and with single ones within.
pub(crate) fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
