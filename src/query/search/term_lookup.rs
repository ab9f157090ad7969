//! Finding a word of a query in long texts by the terms of a segment: what its pieces must be for an event to have it.
//!
//! A word that is one piece is known by the terms alone, and so is a pattern of letters, such as `[0-9]{4}`, which is tried on the
//! terms. Of a phrase, another pattern or a longer run of a script without blanks, the terms only say which texts have all pieces; those
//! are read.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::query::index::row_set::RowSet;
use crate::query::index::terms::Terms;
use crate::query::text::term::MatchMode;
use crate::query::text::term_matcher::{Boundary, TermMatcher};
use crate::query::text::word_boundary::{is_joined, is_letter, is_unspaced, pieces};

/// The most letters of a pattern that are looked at one by one.
const MOST_LETTERS: usize = 4096;

/// The pieces of a word.
#[derive(Debug)]
pub(crate) struct TermLookup {
    pieces: Vec<Piece>,
    known_by: KnownBy,
}

/// What tells whether a text has a word.
#[derive(Debug, PartialEq, Eq)]
enum KnownBy {
    /// A text that has the only piece has the word.
    Piece,
    /// A text that has the word has all pieces; it has to be read.
    AllPieces,
    /// A text that has a term that the pattern matches has the pattern. Another one may only if it has one of the pieces, the letters of
    /// scripts without blanks that the pattern allows; it has to be read.
    Terms,
}

/// The rows of a segment that may have a word in their titles or texts.
#[derive(Debug)]
pub(crate) struct TermRows {
    /// Those that have it.
    pub holding: RowSet,
    /// Those that may have it and have to be read.
    pub unread: RowSet,
}

/// What stands within a term.
#[derive(Debug)]
struct Piece {
    letters: String,
    /// Whether more letters may come before it, and after it.
    open: (bool, bool),
}

impl TermLookup {
    /// The pieces of the word that `matcher` finds.
    pub fn new(matcher: &TermMatcher) -> Self {
        let mut lookup = Self {
            pieces: Vec::new(),
            known_by: KnownBy::AllPieces,
        };
        let word = &matcher.word;
        let inside = matcher.counts_in_text(Boundary::Inside);
        let open = match word.shape {
            MatchMode::Plain | MatchMode::Exact => (inside, true),
            MatchMode::Beginning => (false, true),
            MatchMode::End => (true, false),
            MatchMode::Phrase | MatchMode::Whole => (false, false),
            MatchMode::Pattern => {
                let pattern = word.pattern.as_ref().map_or("", |pattern| pattern.as_str());
                let Ok(pattern) = regex_syntax::parse(pattern) else {
                    return lookup;
                };
                if let Some(letters) = letters(&pattern) {
                    lookup.known_by = KnownBy::Terms;
                    for letter in letters.into_iter().filter(|letter| is_unspaced(*letter)) {
                        lookup.add(letter.encode_utf8(&mut [0; 4]), (false, false));
                    }
                } else {
                    for literal in literals(&pattern) {
                        lookup.add(&literal, (true, true));
                    }
                }
                return lookup;
            }
        };
        lookup.add(&word.folded, open);
        let is_whole = |piece: &Piece| piece.letters == word.folded;
        if matcher.is_run() && lookup.pieces.first().is_some_and(is_whole) {
            lookup.known_by = KnownBy::Piece;
        }
        lookup
    }

    /// Adds the pieces of `text`, of which the first and the last may be open.
    fn add(&mut self, text: &str, open: (bool, bool)) {
        let all: Vec<_> = pieces(text)
            .map(|(at, piece)| (at, at + piece.len()))
            .collect();
        for (at, end) in &all {
            // One that stands within another says nothing more.
            let is_within = |other: &&(usize, usize)| other.0 <= *at && *end <= other.1;
            if all.iter().filter(is_within).count() > 1 {
                continue;
            }
            let letters = text.get(*at..*end).unwrap_or_default();
            let joined = letters.starts_with(is_joined);
            self.pieces.push(Piece {
                open: (
                    joined && open.0 && *at == 0,
                    joined && open.1 && *end == text.len(),
                ),
                letters: letters.to_owned(),
            });
        }
    }

    /// Shows `visit` the rows whose texts have the word, and how; `false` if its pieces do not say. A row may come several times.
    pub fn each_row(
        &self,
        (terms, matcher): (&Terms, &TermMatcher),
        mut visit: impl FnMut(usize, Boundary),
    ) -> bool {
        let is_known = self.known_by == KnownBy::Piece;
        let Some(piece) = self.pieces.first().filter(|_| is_known) else {
            return false;
        };
        piece.each_term(terms, |term| {
            let found = matcher.best(terms.word(term)).map(|found| found.how);
            if let Some(how) = found.filter(|how| matcher.counts_in_text(*how)) {
                terms.rows(term).for_each(|row| visit(row, how));
            }
        });
        true
    }

    /// The rows that may have the word.
    pub fn rows(&self, (terms, matcher): (&Terms, &TermMatcher)) -> TermRows {
        let mut rows = TermRows {
            holding: RowSet::none(),
            unread: RowSet::none(),
        };
        let add = |rows: &mut RowSet, term| terms.rows(term).for_each(|row| rows.add(row));
        match self.known_by {
            KnownBy::Piece | KnownBy::AllPieces => {
                rows.unread = RowSet::all();
                for piece in &self.pieces {
                    let mut having = RowSet::none();
                    piece.each_term(terms, |term| add(&mut having, term));
                    rows.unread.keep(&having);
                }
            }
            KnownBy::Terms => {
                let matching = terms.matching(|text, from| matcher.next(text, from));
                matching.for_each(|term| add(&mut rows.holding, term));
                for piece in &self.pieces {
                    piece.each_term(terms, |term| add(&mut rows.unread, term));
                }
            }
        }
        rows
    }
}

impl Piece {
    /// Shows `visit` the terms that have it.
    fn each_term(&self, terms: &Terms, visit: impl FnMut(usize)) {
        let letters = self.letters.as_str();
        match self.open {
            (false, true) => terms.beginning(letters).for_each(visit),
            (false, false) => {
                let first = terms.beginning(letters).take(1);
                first
                    .filter(|term| terms.word(*term) == letters)
                    .for_each(visit);
            }
            (true, true) => terms.holding(letters).for_each(visit),
            (true, false) => {
                let ends = |term: &usize| terms.word(*term).ends_with(letters);
                terms.holding(letters).filter(ends).for_each(visit);
            }
        }
    }
}

/// Texts that whatever matches `pattern` has, in small letters.
fn literals(pattern: &Hir) -> Vec<String> {
    let mut literals = Vec::new();
    collect(pattern, &mut literals);
    literals
}

/// The letters that `pattern` may match; `None` if it may match something else or nothing, or looks at what stands around.
fn letters(pattern: &Hir) -> Option<Vec<char>> {
    let properties = pattern.properties();
    if properties.minimum_len()? == 0 || !properties.look_set().is_empty() {
        return None;
    }
    let mut letters = Vec::new();
    collect_letters(pattern, &mut letters)?;
    letters
        .iter()
        .all(|letter| is_letter(*letter))
        .then_some(letters)
}

fn collect_letters(hir: &Hir, letters: &mut Vec<char>) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => letters.extend(std::str::from_utf8(&literal.0).ok()?.chars()),
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Class(Class::Unicode(class)) => {
            for range in class.ranges() {
                let room = MOST_LETTERS.saturating_sub(letters.len());
                if range.len() > room {
                    return None;
                }
                letters.extend(range.start()..=range.end());
            }
        }
        HirKind::Repetition(repetition) => collect_letters(&repetition.sub, letters)?,
        HirKind::Capture(capture) => collect_letters(&capture.sub, letters)?,
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            for part in parts {
                collect_letters(part, letters)?;
            }
        }
    }
    Some(())
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
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use crate::model::fixtures::titled;
    use crate::query::index::build::Index;
    use crate::query::search::hit::Hit;
    use crate::query::{Query, QueryContext};

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
            let parsed = regex_syntax::parse(pattern).map(|pattern| literals(&pattern));
            assert_eq!(parsed.unwrap_or_default(), wanted, "{pattern}");
        }
    }

    #[test]
    fn patterns_of_letters_are_known() {
        for (pattern, wanted) in [
            ("[0-9]{4}", true),
            (r"\d+", true),
            ("(sc[ae]m|老街)s?", true),
            ("sc.m", false),
            (r"\bscam", false),
            ("^scam", false),
            ("(scam)?", false),
            (r"\w+", false),
            ("scam raid", false),
        ] {
            let parsed = regex_syntax::parse(pattern).expect("a pattern");
            assert_eq!(letters(&parsed).is_some(), wanted, "{pattern}");
        }
    }

    /// What `query` finds in an index with the words by number or without; nothing if it is no query.
    fn found(index: &Index, query: &str) -> Option<Vec<Hit>> {
        let context = QueryContext::default();
        let query = Query::parse(query, index.vocabulary(), &context).ok()?;
        let matches = crate::query::run(index, &query, &context, &AtomicBool::new(false))?;
        Some(matches.by_date().to_vec())
    }

    const WORD: &str = "([a-c]{1,5}|sa?w|chit|thu|k{1,2}|park|e0000[0-9]|éa|ж|老街|ไทย|[.-])";
    const SIGN: &str = "(-|!|'|\"|\\^|title:|text:|/)?";

    /// Texts of a pattern.
    fn of(pattern: &str) -> impl Strategy<Value = String> {
        prop::string::string_regex(pattern).expect("a pattern")
    }

    proptest! {
        #[test]
        fn by_number_the_same_is_found_as_by_letters(
            titles in prop::collection::vec(of(&format!("({WORD}[ -]?){{0,7}}")), 1..12),
            query in prop_oneof![
                of(&format!("{SIGN}({WORD}){{1,2}}([ |]-?({WORD})){{0,2}}[\"$/]?")),
                of(r"(title:|text:)?/([0-9a]|[a-c]|\\[dw]|老|街|\[老-街0\]|\[a-z0-5\]|[.жé]){1,3}([+?*]|\{2\})?/"),
            ],
        ) {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let chronology = titled(&titles);
            let numbered = Index::sized(chronology.clone(), true);
            let plain = Index::sized(chronology, false);
            prop_assert_eq!(found(&numbered, &query), found(&plain, &query), "{} in {:?}", query, titles);
        }
    }
}
