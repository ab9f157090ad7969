//! How a word of a query stands in a text of an event: the one account that highlights and explanations read.
//!
//! It looks at one text at a time, for the few rows that are shown. It ranks nothing; the search does.

use std::ops::Range;

use crate::query::search::plan::CorrectedTerms;
use crate::query::search::score::Weight;
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::text::term_matcher::{Boundary, TermMatch, TermMatcher};

/// What kind of text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// A title or a name, where letters within words and scattered ones count.
    Name,
    /// A longer text, where those of a loose word are noise.
    Long,
    /// A part of one, which does not begin or end where the text does.
    Part,
}

impl TextKind {
    /// Of which kind a text is that weighs so much.
    pub const fn of(weight: Weight) -> Self {
        match weight {
            Weight::Title | Weight::Name | Weight::Alias | Weight::Place => Self::Name,
            Weight::Text => Self::Long,
        }
    }
}

/// How a word stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// In a row.
    InRow(TermMatch),
    /// Letter by letter, and how well.
    Scattered(i64),
}

/// A word of a query as the search took it.
#[derive(Debug)]
pub(super) struct TermInText<'a> {
    /// What it was corrected to.
    pub corrected: Option<&'a str>,
    /// What finds it.
    pub matcher: TermMatcher,
    scattered: Option<ScatteredTerm>,
}

impl<'a> TermInText<'a> {
    /// What `word` was `meant` as, if it was corrected, and the word as written: either may have been found.
    pub fn each(word: &SearchTerm, meant: &'a CorrectedTerms) -> Vec<Self> {
        let corrected = meant.get(&word.folded).filter(|_| word.is_loose());
        let corrected = corrected.map(|meant| Self {
            corrected: Some(&**meant),
            scattered: None,
            matcher: TermMatcher::new(SearchTerm::new(meant, MatchMode::Plain)),
        });
        let matcher = TermMatcher::new(word.clone());
        let as_written = Self {
            corrected: None,
            scattered: ScatteredTerm::new(&matcher.word.folded).filter(|_| matcher.word.is_loose()),
            matcher,
        };
        corrected.into_iter().chain([as_written]).collect()
    }

    /// How it stands in folded `text`, at best.
    pub fn found(&self, text: &str, kind: TextKind) -> Option<Found> {
        if let Some(found) = self.matcher.best(text) {
            let counts = kind == TextKind::Name || self.matcher.counts_in_text(found.how);
            return counts.then_some(Found::InRow(found));
        }
        let scattered = self.scattered.as_ref().filter(|_| kind == TextKind::Name);
        let score = scattered.and_then(|term| term.score(text, u64::MAX));
        score.map(Found::Scattered)
    }

    /// The bytes of folded `text` where it stands: at the beginnings of words, else within them, else scattered, even if too
    /// poorly to be found by.
    pub fn ranges(&self, text: &str, kind: TextKind) -> Vec<Range<usize>> {
        let is_anchored = !self.matcher.is_run() && self.matcher.word.pattern.is_none();
        if kind == TextKind::Part && is_anchored {
            return Vec::new();
        }
        match self.found(text, kind) {
            None if kind != TextKind::Name => Vec::new(),
            Some(Found::InRow(found)) if found.how != Boundary::Inside && self.matcher.is_run() => {
                let is_at_border = |range: &Range<usize>| {
                    let how = self.matcher.how(text, range.start);
                    how.is_some_and(|how| how != Boundary::Inside)
                };
                let every = self.matcher.every(text).into_iter();
                every.filter(is_at_border).collect()
            }
            Some(Found::InRow(_)) => self.matcher.every(text),
            Some(Found::Scattered(_)) | None => {
                let letters = self.scattered.as_ref().and_then(|term| term.places(text));
                let length = |at: usize| {
                    let letter = text.get(at..).and_then(|text| text.chars().next());
                    letter.map_or(0, char::len_utf8)
                };
                let letters = letters.unwrap_or_default().into_iter();
                letters.map(|at| at..at + length(at)).collect()
            }
        }
    }
}
