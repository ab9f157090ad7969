//! The dictionary: every term of a chronology once, in the order of its bytes, with how many events have it. What corrections are
//! chosen from.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::arena::{Arena, index};
use super::terms::Terms;

/// The terms of a chronology.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    words: Arena,
    counts: Vec<u32>,
}

/// Terms, each with its count.
type Counts<'a> = HashMap<&'a str, u32, RandomState>;

impl Dictionary {
    /// The terms of all segments, and the words of names.
    pub fn new<'a>(segments: &'a [&Terms], names: impl Iterator<Item = &'a str>) -> Self {
        let counts = segments
            .par_iter()
            .fold(Counts::default, |mut counts, terms| {
                for term in 0..terms.len() {
                    add(&mut counts, terms.word(term), terms.rows(term).len());
                }
                counts
            });
        let mut counts = counts.reduce(Counts::default, |one, other| {
            let (mut most, few) = if one.len() < other.len() {
                (other, one)
            } else {
                (one, other)
            };
            for (word, count) in few {
                add(&mut most, word, index(count));
            }
            most
        });
        names.for_each(|name| add(&mut counts, name, 1));
        Self::of(counts)
    }

    /// Terms with their counts.
    pub fn of<'a>(counts: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable();
        let mut dictionary = Self::default();
        for (word, count) in counts {
            dictionary.words.open_row().push_str(word);
            dictionary.words.end_row();
            dictionary.counts.push(count);
        }
        dictionary.words.shrink();
        dictionary
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// The term at `place`.
    pub fn word(&self, place: usize) -> &str {
        self.words.row(place)
    }

    /// How many events have the term at `place`.
    pub fn count(&self, place: usize) -> usize {
        self.counts.get(place).map_or(0, |count| index(*count))
    }
}

fn add<'a>(counts: &mut Counts<'a>, word: &'a str, more: usize) {
    let count = counts.entry(word).or_insert(0);
    *count = count.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_segments_and_names_are_counted_together() {
        let one = Terms::new([(0, "raid on a park"), (1, "raid")].into_iter());
        let other = Terms::new([(0, "park")].into_iter());
        let dictionary = Dictionary::new(&[&one, &other], ["park", "zaw"].into_iter());
        let all =
            (0..dictionary.len()).map(|place| (dictionary.word(place), dictionary.count(place)));
        let counted = [("a", 1), ("on", 1), ("park", 3), ("raid", 2), ("zaw", 1)];
        assert_eq!(all.collect::<Vec<_>>(), counted);
    }
}
