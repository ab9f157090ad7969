//! What the long texts of an event must have for a word of a query to stand in them, where that is more than one word or a
//! pattern: pieces that stand within words, each known by the words of the dictionary that have it. Only such texts are read.

use std::ops::Range;

use regex_syntax::hir::{Hir, HirKind};

use crate::query::index::dictionary::Dictionary;
use crate::query::index::postings::SegmentPostings;
use crate::query::index::row_set::RowSet;
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::text::word_boundary::{is_joined, pieces};

/// For each piece the words that have it, by their places in the dictionary.
#[derive(Debug)]
pub(crate) struct RequiredTerms(Vec<Vec<Range<u32>>>);

/// Where a piece may stand in a word: whether more letters may come before it, and after it.
#[derive(Debug, Clone, Copy)]
struct Open {
    before: bool,
    after: bool,
}

impl RequiredTerms {
    /// The pieces of `word`. Whether it counts where letters come before it, is said by `inside`.
    pub fn new(dictionary: &Dictionary, word: &SearchTerm, inside: bool) -> Self {
        let mut needed = Self(Vec::new());
        match word.shape {
            MatchMode::Pattern => {
                let pattern = word.pattern.as_ref().map_or("", |pattern| pattern.as_str());
                let open = Open {
                    before: true,
                    after: true,
                };
                for literal in literals(pattern) {
                    needed.add(dictionary, &literal, open);
                }
            }
            shape => {
                let open = Open {
                    before: inside
                        && matches!(shape, MatchMode::Plain | MatchMode::Exact | MatchMode::End),
                    after: matches!(
                        shape,
                        MatchMode::Plain | MatchMode::Exact | MatchMode::Beginning
                    ),
                };
                needed.add(dictionary, &word.folded, open);
            }
        }
        needed
    }

    /// Adds the pieces of `text`, of which the first and the last may be open.
    fn add(&mut self, dictionary: &Dictionary, text: &str, open: Open) {
        for (at, piece) in pieces(text) {
            let is_joined = piece.starts_with(is_joined);
            let open = Open {
                before: is_joined && open.before && at == 0,
                after: is_joined && open.after && at + piece.len() == text.len(),
            };
            self.0.push(having(dictionary, piece, open));
        }
    }

    /// The rows whose texts have all pieces.
    pub fn rows(&self, words: &SegmentPostings) -> RowSet {
        let mut all = RowSet::all();
        for ranges in &self.0 {
            let mut rows = RowSet::none();
            for places in ranges {
                words
                    .text_rows(words.known_within(places))
                    .for_each(|row| rows.add(row));
            }
            all.keep(&rows);
        }
        all
    }
}

/// The words of the dictionary that have `piece`, neighbours together.
fn having(dictionary: &Dictionary, piece: &str, open: Open) -> Vec<Range<u32>> {
    let beginning = dictionary.beginning(piece);
    let places: Vec<usize> = match (open.before, open.after) {
        (false, true) => return ranges([beginning]),
        (false, false) => {
            let is_it = |place: &usize| dictionary.word(*place) == piece;
            beginning.into_iter().take(1).filter(is_it).collect()
        }
        (true, after) => dictionary
            .holding(piece)
            .filter(|place| after || dictionary.word(*place).ends_with(piece))
            .collect(),
    };
    ranges(
        places
            .chunk_by(|one, next| one + 1 == *next)
            .filter_map(|places| Some(*places.first()?..*places.last()? + 1)),
    )
}

fn ranges(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<u32>> {
    let narrow = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let ranges = ranges.into_iter();
    ranges
        .map(|range| narrow(range.start)..narrow(range.end))
        .collect()
}

/// Texts that whatever matches `pattern` has, in small letters.
fn literals(pattern: &str) -> Vec<String> {
    let mut literals = Vec::new();
    if let Ok(hir) = regex_syntax::parse(pattern) {
        collect(&hir, &mut literals);
    }
    literals
}

fn collect(hir: &Hir, literals: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Literal(literal) => {
            // Other letters may be written in more ways than one.
            if let Ok(text) = std::str::from_utf8(&literal.0) {
                let parts = text.split(|letter: char| !letter.is_ascii());
                literals.extend(parts.map(str::to_ascii_lowercase));
            }
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| collect(part, literals)),
        HirKind::Capture(capture) => collect(&capture.sub, literals),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            collect(&repetition.sub, literals);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_what_every_match_has() {
        for (pattern, wanted) in [
            ("scam.*Raid", &["scam", "raid"][..]),
            ("sc[ae]m(ming)+s?", &["sc", "m", "ming"]),
            ("scam|raid", &[]),
            ("(scam network)", &["scam network"]),
            ("caf\u{e9} x", &["caf", " x"]),
            ("[0-9]{4}", &[]),
            ("(", &[]),
        ] {
            assert_eq!(literals(pattern), wanted, "{pattern}");
        }
    }
}
