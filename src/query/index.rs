//! The index: what is computed once for a chronology so that each key is answered at once.

use std::sync::{Arc, OnceLock};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::arena::Lists;
use super::correct::Corrections;
use super::names::NameTable;
use super::slice::{EVENTS, Slice, SliceWords, Words};
use super::vocabulary::Vocabulary;
use super::written::keys_of_things;
use crate::model::{Chronology, EventId};

/// A chronology, prepared for searching. Shared by threads.
#[derive(Debug)]
pub struct Index {
    chronology: Arc<Chronology>,
    pub(super) slices: Vec<Slice>,
    pub(super) actors: NameTable,
    pub(super) places: NameTable,
    pub(super) sources: NameTable,
    /// How each actor is written in a query.
    pub(super) actor_keys: Vec<Box<str>>,
    /// How each place is written in a query.
    pub(super) place_keys: Vec<Box<str>>,
    pub(super) kinds: WordTable,
    pub(super) tags: WordTable,
    pub(super) roles: WordTable,
    pub(super) corrections: Corrections,
    vocabulary: OnceLock<Vocabulary>,
}

/// Words of events, by number: as written, and folded.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// As written.
    pub written: Vec<Box<str>>,
    /// Folded.
    pub names: NameTable,
}

impl WordTable {
    fn new(words: &Words<'_>) -> Self {
        Self {
            written: words.list.iter().map(|word| (*word).into()).collect(),
            names: NameTable::of_words(words.list.iter().copied()),
        }
    }
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
        let (kinds, tags, roles) = (
            WordTable::new(&kinds.0),
            WordTable::new(&tags.0),
            WordTable::new(&roles.0),
        );
        drop(words);
        let actors = NameTable::of_actors(&chronology);
        let places = NameTable::of_places(&chronology);
        let named = chronology.actors().iter();
        let actor_keys = keys_of_things(named.map(|actor| (&*actor.id, &*actor.name)), &actors);
        let named = chronology.places().iter();
        let place_keys = keys_of_things(named.map(|place| (&*place.id, &*place.name)), &places);
        Self {
            actors,
            places,
            actor_keys,
            place_keys,
            sources: NameTable::of_sources(&chronology),
            kinds,
            tags,
            roles,
            corrections: Corrections::default(),
            vocabulary: OnceLock::new(),
            slices,
            chronology,
        }
    }

    /// What it was made from.
    pub fn chronology(&self) -> &Arc<Chronology> {
        &self.chronology
    }

    /// Every word of the chronology; made when it is first asked for.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::new(self))
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
