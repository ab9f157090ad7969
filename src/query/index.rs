//! The index: what is computed once for a chronology so that each key is answered at once.

use std::sync::{Arc, OnceLock};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::arena::Lists;
use super::correct::Corrections;
use super::labels::{AllLabels, Labels};
use super::names::NameTable;
use super::slice::{EVENTS, Slice, SliceWords, Words};
use super::vocabulary::Vocabulary;
use crate::model::{Chronology, EventId};

/// How many slices a vocabulary is made from that a key waits for.
const SAMPLE: usize = 16;

/// A chronology, prepared for searching. Shared by threads.
#[derive(Debug)]
pub struct Index {
    chronology: Arc<Chronology>,
    pub(super) slices: Vec<Slice>,
    pub(super) actors: NameTable,
    pub(super) places: NameTable,
    pub(super) sources: NameTable,
    pub(super) kinds: NameTable,
    pub(super) tags: NameTable,
    pub(super) roles: NameTable,
    pub(super) labels: AllLabels,
    pub(super) corrections: Corrections,
    vocabulary: OnceLock<Vocabulary>,
    sample: OnceLock<Vocabulary>,
}

impl Index {
    /// Prepares `chronology`, on all cores if it is large.
    pub fn new(chronology: Arc<Chronology>) -> Self {
        let events = chronology.events();
        let parts: Vec<_> = if events.len() <= EVENTS {
            vec![Slice::new(&chronology, 0, events)]
        } else {
            events
                .par_chunks(EVENTS)
                .enumerate()
                .map(|(nth, events)| Slice::new(&chronology, nth * EVENTS, events))
                .collect()
        };
        let (mut slices, words): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let kinds = unite(&words, |words| &words.kinds);
        let tags = unite(&words, |words| &words.tags);
        let roles = unite(&words, |words| &words.roles);
        renumber(&mut slices, &kinds.1, |slice| &mut slice.kinds);
        renumber(&mut slices, &tags.1, |slice| &mut slice.tags);
        renumber(&mut slices, &roles.1, |slice| &mut slice.roles);
        let actors = NameTable::of_actors(&chronology);
        let places = NameTable::of_places(&chronology);
        let labels = |words: &Words<'_>| Labels::of_words(words.list.iter().copied());
        let names = |words: &Words<'_>| NameTable::of_words(words.list.iter().copied());
        let labels = AllLabels {
            kinds: labels(&kinds.0),
            tags: labels(&tags.0),
            roles: labels(&roles.0),
            ..AllLabels::of_things(&chronology, &actors, &places)
        };
        let (kinds, tags, roles) = (names(&kinds.0), names(&tags.0), names(&roles.0));
        drop(words);
        Self {
            actors,
            places,
            sources: NameTable::of_sources(&chronology),
            kinds,
            tags,
            roles,
            labels,
            corrections: Corrections::default(),
            vocabulary: OnceLock::new(),
            sample: OnceLock::new(),
            slices,
            chronology,
        }
    }

    /// What it was made from.
    pub fn chronology(&self) -> &Arc<Chronology> {
        &self.chronology
    }

    /// Makes what is else made when it is first needed: the vocabulary that corrections come from. To be called
    /// off the loop, after loading; a large chronology takes a second.
    pub fn warm(&self) {
        self.vocabulary
            .get_or_init(|| Vocabulary::new(self, self.slices.len()));
    }

    /// The words of the chronology. Of a large one that is not `warm` yet, those of some of its events.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        if let Some(vocabulary) = self.vocabulary.get() {
            return vocabulary;
        }
        if self.slices.len() > SAMPLE {
            return self.sample.get_or_init(|| Vocabulary::new(self, SAMPLE));
        }
        self.warm();
        self.vocabulary.get_or_init(Vocabulary::default)
    }

    /// The slice and the row of an event.
    pub(super) fn row(&self, event: EventId) -> Option<(&Slice, usize)> {
        let slice = self.slices.get(event.index() / EVENTS)?;
        let row = event.index() % EVENTS;
        (row < slice.len()).then_some((slice, row))
    }
}

/// Numbers the words of all slices together, and says for each slice what its numbers become.
fn unite<'a, 's>(
    words: &'s [SliceWords<'a>],
    of: impl Fn(&'s SliceWords<'a>) -> &'s Words<'a>,
) -> (Words<'a>, Vec<Vec<u32>>) {
    let mut all = Words::default();
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
    slices: &mut [Slice],
    numbers: &[Vec<u32>],
    of: impl Fn(&mut Slice) -> &mut Lists + Sync,
) {
    if slices.len() < 2 {
        return;
    }
    slices
        .par_iter_mut()
        .zip(numbers)
        .for_each(|(slice, numbers)| of(slice).renumber(numbers));
}
