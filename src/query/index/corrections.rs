//! Corrections: the word that was meant, for one that finds nothing at all.
//!
//! Within one edit, or two from eight letters on; two letters that changed
//! places are one edit. A word that is still being typed may be one edit from
//! the beginning of a word.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use strsim::osa_distance;

use super::dictionary::Dictionary;
use crate::query::text::word_boundary::mask;

/// From how many letters on a word is corrected.
const FEWEST: usize = 4;
/// From how many letters on two edits are allowed.
const TWO_EDITS: usize = 8;
/// From how many letters on the beginning of a word is corrected.
const FEWEST_BEGUN: usize = 5;
/// The fewest bytes of a word that is meant.
const SHORTEST: usize = 3;
/// The most letters that are looked at.
const MOST: usize = 40;
/// How many answers are kept.
const KEPT: usize = 256;

/// Corrections made, so that rows can be highlighted without searching again.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    kept: Mutex<HashMap<Box<str>, Option<Arc<str>>>>,
}

impl Corrections {
    /// What was made of `word`; `None` if it was not asked for.
    #[expect(
        clippy::option_option,
        reason = "not asked for is not the same as without a correction"
    )]
    pub fn kept(&self, word: &str) -> Option<Option<Arc<str>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(word).cloned()
    }

    /// Keeps what was made of `word`.
    pub fn keep(&self, word: &str, correction: Option<Arc<str>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(word.into(), correction);
    }
}

/// A word that may be meant.
struct Known<'a> {
    word: &'a str,
    /// Its letters.
    mask: u64,
    /// How many letters it has.
    letters: usize,
    /// How often it stands in the chronology.
    count: usize,
}

fn known(dictionary: &Dictionary) -> impl Iterator<Item = Known<'_>> {
    let words = (0..dictionary.len()).map(|place| (place, dictionary.word(place)));
    words
        .filter(|(_, word)| (SHORTEST..=MOST).contains(&word.len()))
        .map(|(place, word)| Known {
            word,
            mask: mask(word),
            letters: word.chars().count(),
            count: dictionary.count(place),
        })
}

pub(crate) fn nearest_known(word: &str, dictionary: &Dictionary) -> Option<String> {
    let letters = word.chars().count();
    let wordlike = word.chars().any(char::is_alphabetic);
    if !(FEWEST..=MOST).contains(&letters) || !wordlike {
        return None;
    }
    let most = if letters >= TWO_EDITS { 2 } else { 1 };
    whole(word, letters, most, dictionary).or_else(|| begun(word, letters, dictionary))
}

fn whole(word: &str, letters: usize, most: usize, dictionary: &Dictionary) -> Option<String> {
    let mask = mask(word);
    known(dictionary)
        .filter(|known| known.letters.abs_diff(letters) <= most)
        .filter(|known| differ(mask & !known.mask, most) && differ(known.mask & !mask, most))
        .map(|known| (osa_distance(word, known.word), known))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, known)| {
            (
                *distance,
                first_differs(word, known.word),
                is_replaced(mask, letters, known),
                usize::MAX - known.count,
            )
        })
        .map(|(_, known)| known.word.to_string())
}

fn begun(word: &str, letters: usize, dictionary: &Dictionary) -> Option<String> {
    if letters < FEWEST_BEGUN {
        return None;
    }
    let mask = mask(word);
    known(dictionary)
        .filter(|known| known.letters > letters && differ(mask & !known.mask, 1))
        .filter_map(|known| {
            let beginnings = [letters, letters + 1, letters - 1];
            let beginning = beginnings
                .into_iter()
                .map(|letters| known.word.chars().take(letters).collect::<String>())
                .find(|beginning| osa_distance(word, beginning) <= 1)?;
            Some((beginning, known))
        })
        .min_by_key(|(_, known)| (first_differs(word, known.word), usize::MAX - known.count))
        .map(|(beginning, _)| beginning)
}

/// Whether no more than `most` letters stand in a mask of letters that the other lacks.
fn differ(mask: u64, most: usize) -> bool {
    usize::try_from(mask.count_ones()).is_ok_and(|count| count <= most)
}

/// A letter that is missing, doubled or swapped is a likelier slip than one in another's place.
fn is_replaced(mask: u64, letters: usize, known: &Known<'_>) -> bool {
    letters == known.letters && mask != known.mask
}

/// Slips seldom hit the first letter.
fn first_differs(word: &str, known: &str) -> bool {
    word.chars().next() != known.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(words: &[(&'static str, u32)]) -> Dictionary {
        Dictionary::of(words.iter().copied())
    }

    #[test]
    fn slips_are_mended() {
        let dictionary = dictionary(&[
            ("police", 9),
            ("polite", 1),
            ("sanctions", 5),
            ("extradited", 5),
            ("talks", 3),
            ("walks", 9),
            ("bgf", 2),
            ("place", 20),
        ]);
        for (word, meant) in [
            ("polcie", Some("police")),
            ("polie", Some("police")),
            ("plice", Some("police")),
            ("pollice", Some("police")),
            ("sanctoins", Some("sanctions")),
            ("sanktoins", Some("sanctions")),
            ("sanctoi", Some("sanctio")),
            ("extrdaietd", Some("extradited")),
            ("tlaks", Some("talks")),
            ("xyzzy", None),
            ("bfg", None),
            ("plce", Some("place")),
            ("2371", None),
            ("", None),
        ] {
            assert_eq!(nearest_known(word, &dictionary).as_deref(), meant, "{word}");
        }
    }

    #[test]
    fn few_are_kept() {
        let corrections = Corrections::default();
        for word in 0..10_000 {
            corrections.keep(&word.to_string(), None);
        }
        assert!(corrections.kept.lock().expect("no panic").len() <= KEPT);
        assert_eq!(corrections.kept("9999"), Some(None));
        assert_eq!(corrections.kept("0"), None);
    }
}
