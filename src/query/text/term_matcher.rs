//! Seeking one word in one folded text: where it stands, and where in a word.

use std::ops::Range;

use memchr::memmem::Finder;

use super::term::{MatchMode, SearchTerm};
use super::word_boundary::{bit, is_border, mask};

/// Where in a word something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Boundary {
    Whole,
    Beginning,
    Inside,
}

impl Boundary {
    /// In words.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Whole => "a whole word",
            Self::Beginning => "the beginning of a word",
            Self::Inside => "letters within a word",
        }
    }
}

/// Something found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TermMatch {
    /// Where in a word.
    pub how: Boundary,
    /// The byte where it begins.
    pub at: usize,
    /// Its bytes.
    pub length: usize,
}

/// A word, ready to be sought.
#[derive(Debug)]
pub(crate) struct TermMatcher {
    /// The word.
    pub word: SearchTerm,
    /// Its letters; none for patterns.
    pub mask: u64,
    /// What finds its letters in a row.
    pub finder: Finder<'static>,
}

impl TermMatcher {
    /// Prepares `word`.
    pub fn new(word: SearchTerm) -> Self {
        Self {
            mask: mask(&word.folded),
            finder: Finder::new(&word.folded).into_owned(),
            word,
        }
    }

    /// Whether it is found by its letters in a row, wherever they stand in a text.
    pub fn is_run(&self) -> bool {
        matches!(
            self.word.shape,
            MatchMode::Plain | MatchMode::Exact | MatchMode::Phrase
        )
    }

    /// The bit of its first letter; none for patterns.
    pub fn first(&self) -> Option<u64> {
        self.word.folded.chars().next().map(bit)
    }

    /// What a run of letters is that no word begins with and that stands at byte `at` of a row first.
    pub fn inside(&self, at: usize) -> Option<TermMatch> {
        (self.word.shape != MatchMode::Phrase).then_some(TermMatch {
            how: Boundary::Inside,
            at,
            length: self.word.folded.len(),
        })
    }

    /// The best place of the word in `text`; of equals, the first.
    pub fn best(&self, text: &str) -> Option<TermMatch> {
        let value = self.word.folded.as_str();
        let end_is_border = |at: usize| is_border(text, at);
        match self.word.shape {
            MatchMode::Plain | MatchMode::Exact | MatchMode::Phrase => {
                let first = self.finder.find(text.as_bytes())?;
                self.best_run(text, 0..text.len(), first)
            }
            MatchMode::Beginning => text.starts_with(value).then(|| TermMatch {
                how: if end_is_border(value.len()) {
                    Boundary::Whole
                } else {
                    Boundary::Beginning
                },
                at: 0,
                length: value.len(),
            }),
            MatchMode::End => text.ends_with(value).then(|| {
                let at = text.len() - value.len();
                TermMatch {
                    how: if is_border(text, at) {
                        Boundary::Whole
                    } else {
                        Boundary::Inside
                    },
                    at,
                    length: value.len(),
                }
            }),
            MatchMode::Whole => (text == value).then_some(TermMatch {
                how: Boundary::Whole,
                at: 0,
                length: value.len(),
            }),
            MatchMode::Pattern => {
                let found = self.word.pattern.as_ref()?.find(text)?;
                Some(TermMatch {
                    how: Boundary::Whole,
                    at: found.start(),
                    length: found.len(),
                })
            }
        }
    }

    /// Where the word, a run of letters or a pattern, may stand next in `text` from byte `from` on. A pattern may reach over
    /// the end of a row; whether it stands in the row alone is yet to be seen.
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        if let Some(pattern) = &self.word.pattern {
            return Some(pattern.find_at(text, from)?.start());
        }
        let rest = text.as_bytes().get(from..)?;
        Some(from + self.finder.find(rest)?)
    }

    /// The best place in several texts, each a line.
    pub fn best_of_texts(&self, texts: &str) -> Option<TermMatch> {
        if self.is_run() {
            return self.best(texts);
        }
        let mut best: Option<TermMatch> = None;
        for text in texts.split('\n') {
            if let Some(found) = self.best(text)
                && best.is_none_or(|best| found.how < best.how)
            {
                best = Some(found);
                if found.how == Boundary::Whole {
                    break;
                }
            }
        }
        best
    }

    /// The best place of a run of letters within the bytes `range` of `text`, of which the first is at byte `first`; what is
    /// found counts from the range's start.
    pub fn best_run(&self, text: &str, range: Range<usize>, first: usize) -> Option<TermMatch> {
        let mut best: Option<TermMatch> = None;
        let bytes = text.as_bytes();
        let mut next = Some(first);
        while let Some(at) = next {
            if let Some(how) = self.how(text, at)
                && best.is_none_or(|best| how < best.how)
            {
                best = Some(TermMatch {
                    how,
                    at: at - range.start,
                    length: self.word.folded.len(),
                });
                if how == Boundary::Whole {
                    break;
                }
            }
            let from = next_letter(bytes, at);
            let rest = bytes.get(from..range.end).unwrap_or_default();
            next = self.finder.find(rest).map(|at| from + at);
        }
        best
    }

    /// Whether a find counts in a summary, a quote or a note: loose words are sought at the beginnings of words
    /// there, since long texts hold any few letters somewhere.
    pub fn counts_in_text(&self, how: Boundary) -> bool {
        how != Boundary::Inside || !self.word.is_loose()
    }

    /// Whether it is worth looking for in summaries, quotes and notes: one letter of the alphabet is not.
    pub fn is_for_texts(&self) -> bool {
        !self.word.is_loose() || self.word.folded.len() > 1
    }

    /// Where in a word the letters at byte `at` stand; `None` if the shape forbids it.
    pub fn how(&self, text: &str, at: usize) -> Option<Boundary> {
        let how = match (
            is_border(text, at),
            is_border(text, at + self.word.folded.len()),
        ) {
            (true, true) => Boundary::Whole,
            (true, false) => Boundary::Beginning,
            (false, _) => Boundary::Inside,
        };
        (self.word.shape != MatchMode::Phrase || how == Boundary::Whole).then_some(how)
    }

    /// Every place of the word in `text`, in order, none over another.
    pub fn every(&self, text: &str) -> Vec<Range<usize>> {
        if let Some(pattern) = &self.word.pattern {
            return pattern.find_iter(text).map(|found| found.range()).collect();
        }
        if !self.is_run() {
            let found = self.best(text);
            return found
                .map(|found| found.at..found.at + found.length)
                .into_iter()
                .collect();
        }
        let length = self.word.folded.len();
        self.finder
            .find_iter(text.as_bytes())
            .filter(|at| self.how(text, *at).is_some())
            .map(|at| at..at + length)
            .collect()
    }
}

/// The byte after the letter at `at`.
fn next_letter(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at + 1..).unwrap_or_default();
    let inside = rest.iter().take_while(|byte| (0x80..0xC0).contains(*byte));
    at + 1 + inside.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(written: &str, shape: MatchMode, text: &str) -> Option<(Boundary, usize)> {
        let found = TermMatcher::new(SearchTerm::new(written, shape)).best(text)?;
        Some((found.how, found.at))
    }

    #[test]
    fn the_best_place_is_found() {
        let text = "kokkology of shwe kokko";
        for (written, shape, found) in [
            ("kokko", MatchMode::Plain, Some((Boundary::Whole, 18))),
            ("kokk", MatchMode::Plain, Some((Boundary::Beginning, 0))),
            ("kko", MatchMode::Plain, Some((Boundary::Inside, 2))),
            ("xx", MatchMode::Plain, None),
            ("shwe kokko", MatchMode::Phrase, Some((Boundary::Whole, 13))),
            ("shwe kok", MatchMode::Phrase, None),
            (
                "shwe kok",
                MatchMode::Exact,
                Some((Boundary::Beginning, 13)),
            ),
            (
                "kokko",
                MatchMode::Beginning,
                Some((Boundary::Beginning, 0)),
            ),
            ("of", MatchMode::Beginning, None),
            ("kokko", MatchMode::End, Some((Boundary::Whole, 18))),
            ("kko", MatchMode::End, Some((Boundary::Inside, 20))),
            ("shwe", MatchMode::End, None),
            (
                "kokkology of shwe kokko",
                MatchMode::Whole,
                Some((Boundary::Whole, 0)),
            ),
            ("kokko", MatchMode::Whole, None),
        ] {
            assert_eq!(best(written, shape, text), found, "{written} {shape:?}");
        }
        assert_eq!(
            best("街", MatchMode::Plain, "老街镇"),
            Some((Boundary::Whole, 3))
        );
        assert_eq!(
            best("ไทย", MatchMode::Plain, "คนไทยที่"),
            Some((Boundary::Whole, "คน".len()))
        );
    }
}
