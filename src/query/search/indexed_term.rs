//! A free word of a query, resolved against the dictionary, and found by the numbers of words instead of their letters.

use std::ops::Range;

use super::fuzzy_prefilter::FuzzyPrefilter;
use crate::query::index::dictionary::Dictionary;
use crate::query::index::postings::SegmentPostings;
use crate::query::index::row_set::{EVENTS, RowSet};
use crate::query::index::segment::Segment;
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term_matcher::{Boundary, TermMatch, TermMatcher};
use crate::query::text::word_boundary::is_joined;

/// A word of a query, known by the words of the dictionary that hold it.
#[derive(Debug)]
pub(crate) struct IndexedTerm {
    /// The words that hold it, by their places, and how and at which byte it stands best in each.
    holding: Vec<(u32, TermMatch)>,
    /// The words that count in texts, by how, the best first.
    in_texts: Vec<(Boundary, Range<u32>)>,
    /// What each word of the dictionary gives to its letters, if they may be scattered.
    reach: Option<FuzzyPrefilter>,
}

impl IndexedTerm {
    /// Looks for a word in `dictionary`; `None` if it may reach over the end of a word.
    pub fn new(
        dictionary: &Dictionary,
        matcher: &TermMatcher,
        scattered_term: Option<&ScatteredTerm>,
    ) -> Option<Self> {
        let word = matcher.word.folded.as_str();
        if !matcher.is_run() || word.is_empty() || !word.chars().all(is_joined) {
            return None;
        }
        let places = dictionary.holding(word);
        let holding = places.filter_map(|place| {
            let found = matcher.best(dictionary.word(place))?;
            Some((u32::try_from(place).ok()?, found))
        });
        let holding: Vec<_> = holding.collect();
        Some(Self {
            in_texts: in_texts(matcher, &holding),
            reach: scattered_term.and_then(|scattered_term| {
                FuzzyPrefilter::new(dictionary, word, scattered_term.gaps())
            }),
            holding,
        })
    }

    /// Shows `visit` the best place of the word in the title of each row in which it stands.
    pub fn each_title(&self, words: &SegmentPostings, mut visit: impl FnMut(usize, TermMatch)) {
        /// No word.
        const NONE: u16 = u16::MAX;
        let mut best = [NONE; EVENTS];
        let mut any = false;
        for (word, found) in words.known_of(&self.holding) {
            // The better how, then the earlier place, is the lower number. From byte 60 on all places are worth the same.
            let how = rank(found.how) << 8;
            let inside = u8::try_from(found.at).unwrap_or(u8::MAX);
            for (row, start) in words.title_rows(word) {
                any = true;
                if let Some(best) = best.get_mut(row) {
                    *best = (*best).min(how | u16::from(start.saturating_add(inside)));
                }
            }
        }
        if !any {
            return;
        }
        let length = self.holding.first().map_or(0, |(_, found)| found.length);
        for (row, best) in best
            .into_iter()
            .enumerate()
            .filter(|(_, best)| *best != NONE)
        {
            let how = match best >> 8 {
                0 => Boundary::Whole,
                1 => Boundary::Beginning,
                _ => Boundary::Inside,
            };
            let at = usize::from(best & 0xFF);
            visit(row, TermMatch { how, at, length });
        }
    }

    /// Those of `rows` in whose titles the letters may stand scattered.
    pub fn scattered(
        &self,
        (segment, words): (&Segment, &SegmentPostings),
        rows: RowSet,
    ) -> RowSet {
        match &self.reach {
            Some(reach) => reach.sift(segment, words, &rows),
            None => rows,
        }
    }

    /// Shows `visit` the rows in whose texts the word stands, the best first; a row may come several times.
    pub fn each_text(&self, words: &SegmentPostings, mut visit: impl FnMut(usize, Boundary)) {
        for (how, places) in &self.in_texts {
            for row in words.text_rows(words.known_within(places)) {
                visit(row, *how);
            }
        }
    }
}

const fn rank(how: Boundary) -> u16 {
    match how {
        Boundary::Whole => 0,
        Boundary::Beginning => 1,
        Boundary::Inside => 2,
    }
}

/// The words of the dictionary that hold the word of a query in a way that counts in texts: neighbours together, the best first.
fn in_texts(matcher: &TermMatcher, holding: &[(u32, TermMatch)]) -> Vec<(Boundary, Range<u32>)> {
    let mut ranges: Vec<(Boundary, Range<u32>)> = Vec::new();
    if !matcher.is_for_texts() {
        return ranges;
    }
    for (place, found) in holding {
        if !matcher.counts_in_text(found.how) {
            continue;
        }
        match ranges.last_mut() {
            Some((how, range)) if *how == found.how && range.end == *place => range.end += 1,
            _ => ranges.push((found.how, *place..*place + 1)),
        }
    }
    ranges.sort_by_key(|(how, _)| *how);
    ranges
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use crate::model::fixtures::titled;
    use crate::query::index::build::Index;
    use crate::query::search::hit::Hit;
    use crate::query::{Query, QueryContext};

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
            query in of(&format!("{SIGN}({WORD}){{1,2}}([ |]-?({WORD})){{0,2}}[\"$/]?")),
        ) {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            let chronology = titled(&titles);
            let numbered = Index::sized(chronology.clone(), true);
            let plain = Index::sized(chronology, false);
            prop_assert_eq!(found(&numbered, &query), found(&plain, &query), "{} in {:?}", query, titles);
        }
    }
}
