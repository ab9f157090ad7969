//! The dictionary: every word of a chronology once, in the order of its bytes, with how often it stands there.
//!
//! A word is a run of letters of scripts that put blanks between words. So whatever holds some letters stands among
//! the words that hold them, and whatever begins with them among neighbours.

use std::cmp::Ordering;
use std::ops::Range;

use memchr::memmem::Finder;

use super::arena::{Arena, index};
use super::postings::{SpelledTerms, TermCounts};
use crate::query::language::names::NameTable;
use crate::query::text::word_boundary::tokens;

/// The words of a chronology.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    words: Arena,
    counts: Vec<u32>,
    /// The places of the words with letters beyond ASCII.
    foreign: Vec<usize>,
}

impl Dictionary {
    /// Keeps `words`, which are in order and each once.
    pub fn new(words: &TermCounts<'_>) -> Self {
        let mut dictionary = Self::default();
        for (place, (word, count)) in words.iter().enumerate() {
            if !word.is_ascii() {
                dictionary.foreign.push(place);
            }
            dictionary.words.open_row().push_str(word);
            dictionary.words.end_row();
            dictionary.counts.push(*count);
        }
        dictionary.words.shrink();
        dictionary
    }

    /// The places of `spelled` words, in their order; a word that is not here has none and is left out.
    pub fn places(&self, spelled: &SpelledTerms) -> Vec<u32> {
        let mut from = 0;
        let mut places = Vec::with_capacity(spelled.len());
        for word in spelled.words() {
            let place = self.seek(word, from);
            places.extend(u32::try_from(place));
            from = place;
        }
        places
    }

    /// The first place from `from` on whose word is not before `word`: most often not far.
    fn seek(&self, word: &str, from: usize) -> usize {
        let is_before = |place: usize| place < self.len() && self.word(place) < word;
        let (mut low, mut step) = (from, 1);
        while is_before(low + step - 1) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step - 1).min(self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// The word at `place`.
    pub fn word(&self, place: usize) -> &str {
        self.words.row(place)
    }

    /// How often the word at `place` was met.
    pub fn count(&self, place: usize) -> usize {
        self.counts.get(place).map_or(0, |count| index(*count))
    }

    /// The places of the words that begin with `beginning`.
    pub fn beginning(&self, beginning: &str) -> Range<usize> {
        let first = self.bound(|word| word < beginning.as_bytes());
        let end = self.bound(|word| {
            let head = word.get(..beginning.len()).unwrap_or(word);
            head <= beginning.as_bytes()
        });
        first..end.max(first)
    }

    /// The first place whose word is not `before`, which holds for the words up to there.
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

    /// The places of the words with letters beyond ASCII.
    pub fn foreign(&self) -> impl Iterator<Item = usize> {
        self.foreign.iter().copied()
    }

    /// The places of the words that have `letters` somewhere.
    pub fn holding(&self, letters: &str) -> impl Iterator<Item = usize> {
        let finder = Finder::new(letters).into_owned();
        let (mut place, mut from) = (0, 0);
        std::iter::from_fn(move || {
            let rest = self.words.text().as_bytes().get(from..)?;
            place = self.words.row_of(from + finder.find(rest)?, place);
            from = self.words.end(place);
            Some(place)
        })
    }
}

/// Two lists in one, what stands in both counted together.
pub(crate) fn unite<'a>(one: TermCounts<'a>, other: TermCounts<'a>) -> TermCounts<'a> {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() { other } else { one };
    }
    let mut all = Vec::with_capacity(one.len().max(other.len()));
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    while let (Some((left, count)), Some((right, more))) = (one.peek(), other.peek()) {
        match left.cmp(right) {
            Ordering::Less => all.extend(one.next()),
            Ordering::Greater => all.extend(other.next()),
            Ordering::Equal => {
                all.push((*left, count.saturating_add(*more)));
                one.next();
                other.next();
            }
        }
    }
    all.extend(one);
    all.extend(other);
    all
}

/// The words of all names of `tables`, sorted.
pub(crate) fn named<'a>(tables: &[&'a NameTable]) -> Vec<&'a str> {
    let names = tables.iter().flat_map(|table| table.names());
    let words = names.flat_map(|(_, name)| tokens(name));
    let mut words: Vec<_> = words.map(|(_, word)| word).collect();
    words.sort_unstable();
    words
}

/// Sorted words, each once, with how often it stands among them.
pub(crate) fn counted<'a>(sorted: &[&'a str]) -> TermCounts<'a> {
    let equal = sorted.chunk_by(|one, other| one == other);
    equal
        .filter_map(|words| {
            let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
            Some((*words.first()?, count))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(words: &[&str]) -> Dictionary {
        let mut words = words.to_vec();
        words.sort_unstable();
        Dictionary::new(&counted(&words))
    }

    #[test]
    fn beginnings_are_neighbours() {
        let dictionary = dictionary(&["scam", "sc", "scams", "sea", "scan", "sb", "éa", "sc"]);
        let begins = |beginning: &str| -> Vec<&str> {
            let range = dictionary.beginning(beginning);
            range.map(|place| dictionary.word(place)).collect()
        };
        assert_eq!(begins("sc"), ["sc", "scam", "scams", "scan"]);
        assert_eq!(begins("scam"), ["scam", "scams"]);
        assert_eq!(begins("scamsx"), [""; 0]);
        assert_eq!(begins("t"), [""; 0]);
        assert_eq!(begins("é"), ["éa"]);
        assert_eq!(begins("").len(), dictionary.len());
        assert_eq!(dictionary.count(dictionary.beginning("sc").start), 2);
    }

    #[test]
    fn lists_unite_in_order() {
        let one = counted(&["a", "c", "c"]);
        let other = counted(&["b", "c", "d"]);
        let all = [("a", 1), ("b", 1), ("c", 3), ("d", 1)];
        assert_eq!(unite(one.clone(), other.clone()), all);
        assert_eq!(unite(other, one), all);
        assert_eq!(unite(Vec::new(), counted(&["a"])), [("a", 1)]);
    }
}
