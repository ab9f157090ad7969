//! The vocabulary: every word of a chronology with how often it stands there, for
//! corrections; and the kinds, tags and roles that its events use.

use std::collections::BTreeSet;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::field::Names;
use super::hash::WordMap;
use super::index::Index;
use super::letters::{is_unspaced, mask, words};
use super::names::NameTable;
use super::slice::Slice;
use crate::model::Chronology;

/// Up to how many events a query's kinds, roles and tags are looked up in the chronology itself.
const MOST_EVENTS: usize = 50_000;

/// The kinds, roles or tags of `chronology`; `None` if it is too large to be looked through at each key.
pub(super) fn words_of_events(chronology: &Chronology, names: Names) -> Option<NameTable> {
    let events = chronology.events();
    if events.len() > MOST_EVENTS {
        return None;
    }
    let mut words = BTreeSet::new();
    for event in events {
        match names {
            Names::Kinds => {
                words.insert(&*event.kind);
            }
            Names::Tags => words.extend(event.tags.iter().map(|tag| &**tag)),
            _ => words.extend(event.actors.iter().map(|part| &*part.role)),
        }
    }
    Some(NameTable::of_words(
        words.into_iter().filter(|word| !word.is_empty()),
    ))
}

/// A word of the vocabulary.
#[derive(Debug)]
pub(super) struct Known {
    /// The word, folded.
    pub word: Box<str>,
    /// Its letters.
    pub mask: u64,
    /// How many letters it has.
    pub letters: usize,
    /// How often it stands there.
    pub count: usize,
}

/// The words of a chronology, in alphabetical order.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// The words.
    pub known: Vec<Known>,
}

impl Vocabulary {
    /// The words of names and aliases, and of the titles, summaries and quotes of some `slices`, spread evenly.
    pub fn new(index: &Index, slices: usize) -> Self {
        let step = (index.slices.len() / slices.max(1)).max(1);
        let mut counts = index
            .slices
            .par_iter()
            .step_by(step)
            .map(counts_of)
            .reduce(Counts::default, add_up);
        let words = [&index.kinds, &index.tags, &index.roles];
        for table in [&index.actors, &index.places].into_iter().chain(words) {
            for (_, name) in table.names() {
                count(&mut counts, name);
            }
        }
        let mut known: Vec<_> = counts
            .into_iter()
            .map(|(word, count)| Known {
                mask: mask(word),
                letters: word.chars().count(),
                word: word.into(),
                count,
            })
            .collect();
        known.sort_unstable_by(|one, other| one.word.cmp(&other.word));
        Self { known }
    }
}

/// How often each word stands in a text.
type Counts<'a> = WordMap<'a, usize>;

fn counts_of(slice: &Slice) -> Counts<'_> {
    let mut counts = Counts::default();
    count(&mut counts, slice.titles.text());
    count(&mut counts, slice.texts.text());
    counts
}

fn count<'a>(counts: &mut Counts<'a>, text: &'a str) {
    for (_, word) in words(text) {
        let fits = (3..=40).contains(&word.len());
        if fits && (word.is_ascii() || !word.contains(is_unspaced)) {
            *counts.entry(word).or_default() += 1;
        }
    }
}

fn add_up<'a>(one: Counts<'a>, other: Counts<'a>) -> Counts<'a> {
    let (mut sum, small) = if one.len() > other.len() {
        (one, other)
    } else {
        (other, one)
    };
    for (word, count) in small {
        *sum.entry(word).or_default() += count;
    }
    sum
}
