//! The words of a segment, by number: for each word the rows in whose titles and in whose texts it stands, and the words
//! of each title in the order in which they stand. What a word of a query asks is then asked of each different word once,
//! and of the events that have it, not of each event.

use std::collections::HashMap;
use std::ops::Range;

use super::arena::{counts_to_starts, index, start};
use super::hash::Seed;
use crate::query::text::word_boundary::{pieces, tokens};

/// Words in the order of their bytes, each once, with how often each was met.
pub(crate) type TermCounts<'a> = Vec<(&'a str, u32)>;

/// The words of a segment.
#[derive(Debug, Default)]
pub(crate) struct SegmentPostings {
    /// The place in the dictionary of each word of the segment, ascending. A word of the segment is known by its place in this list.
    pub known: Vec<u32>,
    in_titles: PostingLists,
    in_texts: PostingLists,
    /// For each place of a word in a title the byte at which it begins there; 255 if it is further on.
    starts: Vec<u8>,
    /// The words of all titles, row after row.
    titles: Vec<u16>,
    /// For each row the end of its words.
    title_ends: Vec<u32>,
}

/// What stands for a word of a title that has no number of 16 bits.
const NAMELESS: u16 = u16::MAX;

/// Where words stand: the rows of the first word, of the second…
#[derive(Debug, Default)]
struct PostingLists {
    rows: Vec<u16>,
    /// For each word the end of its rows.
    ends: Vec<u32>,
}

/// A word and the row in which it was met.
type EntityHits = (u32, u16);

impl PostingLists {
    /// Sorts what was met by words, of which there are so many, in the order in which they were met. Says for each
    /// where it went.
    fn new(met: &[EntityHits], words: usize) -> (Self, Vec<u32>) {
        let mut ends = vec![0; words];
        for (word, _) in met {
            if let Some(count) = ends.get_mut(index(*word)) {
                *count += 1;
            }
        }
        // Where the rows of each word begin, for now; each that is filled in moves it on.
        counts_to_starts(&mut ends);
        let mut rows = vec![0; met.len()];
        let mut places = Vec::with_capacity(met.len());
        for (word, row) in met {
            if let Some(at) = ends.get_mut(index(*word)) {
                if let Some(to) = rows.get_mut(index(*at)) {
                    *to = *row;
                }
                places.push(*at);
                *at += 1;
            }
        }
        (Self { rows, ends }, places)
    }

    /// Where the rows of `words` stand.
    fn range(&self, words: Range<usize>) -> Range<usize> {
        start(&self.ends, words.start)..start(&self.ends, words.end)
    }
}

/// The words of a segment as they are spelled, in the order of their bytes, with how often each stands there.
#[derive(Debug, Default)]
pub(crate) struct SpelledTerms(Vec<(Box<str>, u32)>);

impl SpelledTerms {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, _)| &**word)
    }

    /// The words with their counts.
    pub fn counted(&self) -> TermCounts<'_> {
        let words = self.0.iter();
        words.map(|(word, count)| (&**word, *count)).collect()
    }
}

/// Numbers words as they are met.
#[derive(Debug, Default)]
struct TermNumbers {
    /// Words of up to eight bytes, as numbers: these are most, and quick to compare.
    short: HashMap<u64, u32, Seed>,
    long: HashMap<Box<str>, u32, Seed>,
    /// The words, by number.
    words: Vec<Box<str>>,
    /// For each, how often it was met, and the last row of texts in which it was.
    counts: Vec<(u32, u16)>,
}

/// The first eight bytes of a word, as a number that is in their order.
fn beginning(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(word.as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(bytes)
}

/// The bytes of a word of up to eight. No letter is a zero.
fn packed(word: &str) -> Option<u64> {
    (word.len() <= 8).then(|| beginning(word))
}

impl TermNumbers {
    fn of(&mut self, word: &str) -> u32 {
        let packed = packed(word);
        let known = match packed {
            Some(packed) => self.short.get(&packed),
            None => self.long.get(word),
        };
        if let Some(number) = known {
            return *number;
        }
        let number = narrow(self.words.len());
        match packed {
            Some(packed) => self.short.insert(packed, number),
            None => self.long.insert(word.into(), number),
        };
        self.words.push(word.into());
        self.counts.push((0, u16::MAX));
        number
    }

    /// The words in the order of their bytes, and for each number its place among them.
    fn in_order(self) -> (SpelledTerms, Vec<u32>) {
        let counts = self.counts.iter().map(|(count, _)| *count);
        let words = self.words.into_iter().zip(counts).zip(0..);
        let mut words: Vec<((Box<str>, u32), u32)> = words.collect();
        // Most differ in their first bytes, which compare as a number.
        words.sort_by_cached_key(|((word, _), _)| (beginning(word), word.len() > 8));
        for alike in words.chunk_by_mut(|((one, _), _), ((other, _), _)| {
            one.len() > 8 && other.len() > 8 && beginning(one) == beginning(other)
        }) {
            alike.sort_unstable();
        }
        let mut places = vec![0; words.len()];
        for (place, (_, number)) in words.iter().enumerate() {
            if let Some(to) = places.get_mut(index(*number)) {
                *to = narrow(place);
            }
        }
        let spelled = words.into_iter().map(|(word, _)| word);
        (SpelledTerms(spelled.collect()), places)
    }
}

impl SegmentPostings {
    /// The words of so many `rows`; `read` gives a row's title and texts, folded, to what it is given. Their places in the dictionary are yet
    /// to be filled in, in the order of what they are spelled.
    pub fn new(
        rows: usize,
        mut read: impl FnMut(usize, &mut dyn FnMut(&str, &str)),
    ) -> (Self, SpelledTerms) {
        let mut numbers = TermNumbers::default();
        let (mut titles, mut bytes, mut title_ends) = (Vec::new(), Vec::new(), Vec::new());
        let mut texts = Vec::new();
        for (row, short) in (0..rows).zip(0..u16::MAX) {
            read(row, &mut |title, long| {
                for (at, word) in tokens(title) {
                    let number = numbers.of(word);
                    if let Some((count, _)) = numbers.counts.get_mut(index(number)) {
                        *count = count.saturating_add(1);
                    }
                    titles.push((number, short));
                    bytes.push(u8::try_from(at).unwrap_or(u8::MAX));
                }
                for (_, word) in pieces(long) {
                    let number = numbers.of(word);
                    if let Some((count, last)) = numbers.counts.get_mut(index(number))
                        && *last != short
                    {
                        (*count, *last) = (count.saturating_add(1), short);
                        texts.push((number, short));
                    }
                }
            });
            title_ends.push(narrow(titles.len()));
        }
        let (spelled, places) = numbers.in_order();
        for (word, _) in titles.iter_mut().chain(&mut texts) {
            *word = places.get(index(*word)).copied().unwrap_or(u32::MAX);
        }
        let (in_titles, went) = PostingLists::new(&titles, spelled.len());
        let mut starts = vec![0; bytes.len()];
        for (place, byte) in went.into_iter().zip(bytes) {
            if let Some(start) = starts.get_mut(index(place)) {
                *start = byte;
            }
        }
        let titles = titles.into_iter().map(|(word, _)| word);
        let words = Self {
            known: Vec::new(),
            in_titles,
            in_texts: PostingLists::new(&texts, spelled.len()).0,
            starts,
            titles: titles
                .map(|word| u16::try_from(word).unwrap_or(NAMELESS))
                .collect(),
            title_ends,
        };
        (words, spelled)
    }

    /// The words of a row's title in their order, by their places in the dictionary; `None` for a word without a number.
    pub fn of_title(&self, row: usize) -> impl Iterator<Item = Option<usize>> {
        let range = start(&self.title_ends, row)..start(&self.title_ends, row + 1);
        let words = self.titles.get(range).unwrap_or_default().iter();
        words.map(|word| {
            let place = self.known.get(usize::from(*word))?;
            (*word != NAMELESS).then_some(index(*place))
        })
    }

    /// The rows in whose titles a known word stands, each with the byte where it begins there, or 255.
    pub fn title_rows(&self, word: usize) -> impl Iterator<Item = (usize, u8)> {
        let range = self.in_titles.range(word..word + 1);
        let rows = self.in_titles.rows.get(range.clone()).unwrap_or_default();
        let starts = self.starts.get(range).unwrap_or_default();
        let rows = rows.iter().map(|row| usize::from(*row));
        rows.zip(starts.iter().copied())
    }

    /// The rows in whose texts some known words stand; a row may come several times.
    pub fn text_rows(&self, words: Range<usize>) -> impl Iterator<Item = usize> {
        let rows = self.in_texts.rows.get(self.in_texts.range(words));
        rows.unwrap_or_default().iter().map(|row| usize::from(*row))
    }

    /// Which of the known words stand in the dictionary from `places.start` to before `places.end`.
    pub fn known_within(&self, places: &Range<u32>) -> Range<usize> {
        let bound = |place: u32| self.known.partition_point(|known| *known < place);
        bound(places.start)..bound(places.end)
    }

    /// The words of `list`, which is in the order of their places in the dictionary, that are known here.
    pub fn known_of<'a, T>(&'a self, list: &'a [(u32, T)]) -> impl Iterator<Item = (usize, &'a T)> {
        let mut from = 0;
        list.iter().filter_map(move |(place, value)| {
            let rest = self.known.get(from..)?;
            from += gallop(rest, *place);
            (self.known.get(from) == Some(place)).then_some((from, value))
        })
    }
}

/// How many of `places` come before `place`, most often few.
fn gallop(places: &[u32], place: u32) -> usize {
    /// So many are looked at one by one.
    const NEAR: usize = 8;
    let mut near = places.iter().take(NEAR);
    if let Some(found) = near.position(|known| *known >= place) {
        return found;
    }
    let mut reach = NEAR * 2;
    while places.get(reach).is_some_and(|known| *known < place) {
        reach *= 4;
    }
    let part = places.get(..reach).unwrap_or(places);
    part.partition_point(|known| *known < place)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::titled;
    use crate::query::index::build::Index;

    #[test]
    fn words_are_where_they_stand() {
        let index = Index::sized(
            titled(&["raid on a park", "a raid, a raid", "老街 raid", ""]),
            true,
        );
        let dictionary = index.dictionary();
        let words = index.segments[0].words.as_ref().expect("numbered");
        let spelled: Vec<_> = (0..dictionary.len())
            .map(|place| dictionary.word(place))
            .collect();
        assert_eq!(spelled, ["a", "on", "park", "raid", "老", "街"]);
        let raid = words.known_within(&(3..4)).start;
        assert_eq!(
            words.title_rows(raid).collect::<Vec<_>>(),
            [(0, 0), (1, 2), (1, 10), (2, 7)]
        );
        assert_eq!(
            words.text_rows(raid..raid + 1).collect::<Vec<_>>(),
            [0, 1, 3]
        );
        assert_eq!(
            words.of_title(1).collect::<Vec<_>>(),
            [Some(0), Some(3), Some(0), Some(3)]
        );
        assert_eq!(words.of_title(3).count(), 0);
        assert_eq!(dictionary.count(3), 4 + 3);
    }

    #[test]
    fn words_of_a_list_are_found_among_many() {
        let words = SegmentPostings {
            known: (0..1000).map(|place| place * 3).collect(),
            ..SegmentPostings::default()
        };
        let list: Vec<(u32, u32)> = [0, 1, 3, 4, 6, 900, 901, 2997, 3000]
            .map(|place| (place, place))
            .to_vec();
        let known: Vec<_> = words
            .known_of(&list)
            .map(|(word, place)| (word, *place))
            .collect();
        assert_eq!(known, [(0, 0), (1, 3), (2, 6), (300, 900), (999, 2997)]);
        assert_eq!(words.known_within(&(4..9)), 2..3);
    }
}
