//! The terms of a segment: each run of letters in its titles and texts once, with the rows that have it (its postings).
//!
//! Each segment has a dictionary of its own, as in Lucene: segments are indexed and searched apart, on all cores, and a term that
//! is rare takes room only where it stands. Scripts without blanks give each letter, and each two neighbours, as a term.

use std::ops::Range;

use memchr::memmem::Finder;

use super::arena::{Arena, index, start};
use super::word_numbers::WordNumbers;
use crate::query::text::word_boundary::pieces;

/// The terms of a segment, in the order of their bytes.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    words: Arena,
    /// The rows of the first term, ascending, then those of the second…
    rows: Vec<u16>,
    /// For each term the end of its rows.
    ends: Vec<u32>,
}

impl Terms {
    /// The terms of folded `texts`, each with its row; rows ascend.
    pub fn new<'a>(texts: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let mut numbers = WordNumbers::default();
        // For each term, by the number it got when it was first met, how many rows have it, and the last of them.
        let mut counts: Vec<(u32, u16)> = Vec::new();
        let mut postings: Vec<(u32, u16)> = Vec::new();
        for (row, text) in texts {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            for (_, word) in pieces(text) {
                let number = numbers.place(word);
                match counts.get_mut(number) {
                    Some((_, last)) if *last == row => continue,
                    Some(count) => *count = (count.0 + 1, row),
                    None => counts.push((1, row)),
                }
                postings.push((narrow(number), row));
            }
        }
        let mut terms = Self::default();
        let mut starts = vec![0; counts.len()];
        let mut end = 0;
        for number in in_order(&numbers.list) {
            if let (Some(word), Some((count, _)), Some(start)) = (
                numbers.list.get(index(number)),
                counts.get(index(number)),
                starts.get_mut(index(number)),
            ) {
                terms.words.open_row().push_str(word);
                terms.words.end_row();
                (*start, end) = (end, end + *count);
                terms.ends.push(end);
            }
        }
        // Each row that is filled in moves the start of its term on.
        terms.rows = vec![0; postings.len()];
        for (number, row) in postings {
            if let Some(next) = starts.get_mut(index(number))
                && let Some(to) = terms.rows.get_mut(index(*next))
            {
                *to = row;
                *next += 1;
            }
        }
        terms.words.shrink();
        terms
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A term.
    pub fn word(&self, term: usize) -> &str {
        self.words.row(term)
    }

    /// The rows that have a term, ascending.
    pub fn rows(&self, term: usize) -> impl ExactSizeIterator<Item = usize> {
        let range = start(&self.ends, term)..start(&self.ends, term + 1);
        let rows = self.rows.get(range).unwrap_or_default();
        rows.iter().map(|row| usize::from(*row))
    }

    /// The terms that begin with `letters`.
    pub fn beginning(&self, letters: &str) -> Range<usize> {
        let first = self.bound(|word| word < letters.as_bytes());
        let end =
            self.bound(|word| word.get(..letters.len()).unwrap_or(word) <= letters.as_bytes());
        first..end.max(first)
    }

    /// The first term that is not `before`, which holds for the terms up to there.
    fn bound(&self, before: impl Fn(&[u8]) -> bool) -> usize {
        let mut range = 0..self.len();
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            if before(self.word(middle).as_bytes()) {
                range.start = middle + 1;
            } else {
                range.end = middle;
            }
        }
        range.start
    }

    /// The terms that have `letters` somewhere.
    pub fn holding(&self, letters: &str) -> impl Iterator<Item = usize> {
        let finder = Finder::new(letters).into_owned();
        self.matching(move |text, from| {
            let rest = text.as_bytes().get(from..)?;
            Some(from + finder.find(rest)?)
        })
    }

    /// The terms in which `next` finds something. It is shown all terms, a newline between any two, and from which byte on to look, and
    /// gives back where it found it; nothing that it finds may have a newline.
    pub fn matching(
        &self,
        next: impl Fn(&str, usize) -> Option<usize>,
    ) -> impl Iterator<Item = usize> {
        let (mut term, mut from) = (0, 0);
        std::iter::from_fn(move || {
            let at = next(self.words.text(), from)?;
            term = self.words.row_of(at, term);
            from = self.words.end(term);
            (term < self.len()).then_some(term)
        })
    }
}

/// The numbers of `words` in the order of their bytes.
fn in_order(words: &[&str]) -> impl Iterator<Item = u32> {
    // Most differ in their first eight bytes, which compare as a number: five times as fast as texts.
    let mut order: Vec<(u64, u32)> = words
        .iter()
        .map(|word| first_bytes(word))
        .zip(0..)
        .collect();
    order.sort_unstable();
    for alike in order.chunk_by_mut(|(one, _), (other, _)| one == other) {
        if alike.len() > 1 {
            alike.sort_unstable_by_key(|(_, number)| words.get(index(*number)));
        }
    }
    order.into_iter().map(|(_, number)| number)
}

/// The first eight bytes of a word, as a number that is in their order.
fn first_bytes(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(word.as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(bytes)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(terms: &Terms, places: impl Iterator<Item = usize>) -> Vec<&str> {
        places.map(|term| terms.word(term)).collect()
    }

    #[test]
    fn terms_know_their_rows() {
        let texts = ["raid on a park", "a raid, a raid", "老街镇 raid", "", "ж"];
        let terms = Terms::new(texts.into_iter().enumerate());
        assert_eq!(
            spelled(&terms, 0..terms.len()),
            [
                "a", "on", "park", "raid", "ж", "老", "老街", "街", "街镇", "镇"
            ]
        );
        let rows = |word: &str| -> Vec<usize> {
            let term = terms.beginning(word).start;
            terms.rows(term).collect()
        };
        assert_eq!(rows("raid"), [0, 1, 2]);
        assert_eq!(rows("a"), [0, 1]);
        assert_eq!(rows("老街"), [2]);
    }

    #[test]
    fn beginnings_are_neighbours() {
        let text = "scam sc scams sea scan sb éa sc internationally internationalist";
        let terms = Terms::new(std::iter::once((0, text)));
        let begins = |letters: &str| spelled(&terms, terms.beginning(letters));
        assert_eq!(begins("sc"), ["sc", "scam", "scams", "scan"]);
        assert_eq!(begins("scam"), ["scam", "scams"]);
        assert_eq!(begins("scamsx"), [""; 0]);
        assert_eq!(begins("t"), [""; 0]);
        assert_eq!(begins("é"), ["éa"]);
        assert_eq!(
            begins("international"),
            ["internationalist", "internationally"]
        );
        assert_eq!(begins("").len(), terms.len());
        assert_eq!(
            spelled(&terms, terms.holding("ca")),
            ["scam", "scams", "scan"]
        );
    }
}
