//! The index: what is computed once for a chronology so that each key is answered at once.

use std::sync::{Arc, OnceLock};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::arena::Lists;
use super::corrections::{Corrections, nearest_known};
use super::dictionary::Dictionary;
use super::row_set::EVENTS;
use super::segment::{Segment, SegmentVocabulary};
use super::word_numbers::WordNumbers;
use crate::model::{Chronology, EventId};
use crate::query::language::name_source::{ByNames, NamedBy, Names};
use crate::query::language::names::NameTable;
use crate::query::language::vocabulary::Vocabulary;
use crate::query::text::word_boundary::tokens;

/// A chronology, prepared for searching. Shared by threads.
#[derive(Debug)]
pub struct Index {
    pub(crate) segments: Vec<Segment>,
    vocabulary: Vocabulary,
    pub(crate) corrections: Corrections,
    dictionary: OnceLock<Dictionary>,
}

impl Index {
    /// Prepares `chronology`, on all cores if it is large.
    pub fn new(chronology: Arc<Chronology>) -> Self {
        let is_large = chronology.events().len() > EVENTS;
        Self::sized(chronology, is_large)
    }

    /// The same for a query or two: made in half the time, and asked for longer. What is found is the same.
    pub fn for_once(chronology: Arc<Chronology>) -> Self {
        Self::sized(chronology, false)
    }

    /// Prepares `chronology`, with the terms of long texts instead of the texts if it `is_large`. What is found is the same; with few
    /// events their letters are searched sooner than their terms are made.
    pub(crate) fn sized(chronology: Arc<Chronology>, is_large: bool) -> Self {
        // The words are borrowed from it until the vocabulary has them, and that owns the chronology.
        let read = Arc::clone(&chronology);
        let events = read.events();
        let segment = |nth: usize, events| {
            let (mut segment, words) = Segment::new(&read, nth * EVENTS, events);
            if is_large {
                segment.replace_texts();
            }
            (segment, words)
        };
        let parts: Vec<_> = if events.len() <= EVENTS {
            vec![segment(0, events)]
        } else {
            let chunks = events.par_chunks(EVENTS).enumerate();
            chunks.map(|(nth, events)| segment(nth, events)).collect()
        };
        let (mut segments, mut words): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let numbers = match words.as_mut_slice() {
            [only] => ByNames::new(|names| (std::mem::take(only.get_mut(names)), Vec::new())),
            words => ByNames::new(|names| unite_numbers(words, |words| words.get(names))),
        };
        for names in Names::ALL.iter().copied() {
            if let NamedBy::Words(_) = names.source().values {
                let numbers = &numbers.get(names).1;
                renumber(&mut segments, numbers, |segment| {
                    segment.columns.get_mut(names)
                });
            }
        }
        let vocabulary = Vocabulary::new(chronology, |names| &numbers.get(names).0.list);
        drop(numbers);
        drop(words);
        let index = Self {
            vocabulary,
            corrections: Corrections::default(),
            dictionary: OnceLock::new(),
            segments,
        };
        if is_large {
            index.dictionary();
        }
        index
    }

    /// What it was made from.
    pub fn chronology(&self) -> &Arc<Chronology> {
        self.vocabulary.chronology()
    }

    /// The names that queries are checked against.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The names of some values.
    pub(crate) fn names(&self, names: Names) -> &NameTable {
        self.vocabulary.names(names)
    }

    /// Every term of the chronology.
    fn dictionary(&self) -> &Dictionary {
        self.dictionary.get_or_init(|| {
            // A free word names sources by none of their names.
            let tables = [
                Names::Actors,
                Names::Places,
                Names::Kinds,
                Names::Tags,
                Names::Roles,
            ];
            let names = tables.iter().flat_map(|names| self.names(*names).names());
            let words = names
                .flat_map(|(_, name)| tokens(name))
                .map(|(_, word)| word);
            let segments: Vec<_> = self.segments.iter().map(Segment::terms).collect();
            Dictionary::new(&segments, words)
        })
    }

    /// The word, or the beginning of one, that was meant by `word`, which finds nothing.
    pub(crate) fn resolve(&self, word: &str) -> Option<Arc<str>> {
        nearest_known(word, self.dictionary()).map(Arc::from)
    }

    /// Gives each of `values`, one for each thing of `names`, what those that it lies within have: `add` adds the value of
    /// what is around it.
    pub(crate) fn spread_within<T: Copy>(
        &self,
        names: Names,
        values: &mut [T],
        add: impl Fn(&mut T, &T),
    ) {
        let NamedBy::Things {
            within: Some(within),
            ..
        } = names.source().values
        else {
            return;
        };
        let chronology = self.chronology();
        // Outermost first: each is reached by way of those that it lies in.
        let mut is_done = vec![false; values.len()];
        for start in 0..values.len() {
            let mut way = vec![start];
            while let Some(here) = way
                .last()
                .copied()
                .filter(|here| is_done.get(*here) == Some(&false))
                && let Some(outer) = within(chronology, here)
            {
                way.push(outer);
            }
            for (outer, here) in way.iter().rev().zip(way.iter().rev().skip(1)) {
                let around = values.get(*outer).copied();
                if let (Some(value), Some(around)) = (values.get_mut(*here), around) {
                    add(value, &around);
                }
            }
            for here in way {
                if let Some(is_done) = is_done.get_mut(here) {
                    *is_done = true;
                }
            }
        }
    }

    /// The segment and the row of an event.
    pub(crate) fn row(&self, event: EventId) -> Option<(&Segment, usize)> {
        let segment = self.segments.get(event.index() / EVENTS)?;
        let row = event.index() % EVENTS;
        (row < segment.len()).then_some((segment, row))
    }
}

/// Numbers the words of all segments together, and says for each segment what its numbers become.
fn unite_numbers<'a, 's>(
    words: &'s [SegmentVocabulary<'a>],
    of: impl Fn(&'s SegmentVocabulary<'a>) -> &'s WordNumbers<'a>,
) -> (WordNumbers<'a>, Vec<Vec<u32>>) {
    let mut all = WordNumbers::default();
    let numbers = words
        .iter()
        .map(|words| {
            let list = of(words).list.iter();
            list.map(|word| u32::try_from(all.place(word)).unwrap_or(u32::MAX))
                .collect()
        })
        .collect();
    (all, numbers)
}

fn renumber(
    segments: &mut [Segment],
    numbers: &[Vec<u32>],
    of: impl Fn(&mut Segment) -> &mut Lists + Sync,
) {
    if segments.len() < 2 {
        return;
    }
    segments
        .par_iter_mut()
        .zip(numbers)
        .for_each(|(segment, numbers)| of(segment).renumber(numbers));
}
