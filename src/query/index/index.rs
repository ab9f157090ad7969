//! The index: what is computed once for a chronology so that each key is answered at once.

use std::sync::{Arc, OnceLock};

use rayon::iter::{
    IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator,
};
use rayon::slice::ParallelSlice;

use super::arena::Lists;
use super::corrections::{Corrections, nearest_known};
use super::dictionary::{self, Lexicon, unite};
use super::labels::{AllLabels, Labels};
use super::postings::{Counted, Spelled};
use super::row_set::EVENTS;
use super::segment::{EventWords, Slice, Words};
use crate::model::{Chronology, EventId};
use crate::query::language::names::NameTable;

/// A chronology, prepared for searching. Shared by threads.
#[derive(Debug)]
pub struct Index {
    chronology: Arc<Chronology>,
    pub(crate) slices: Vec<Slice>,
    pub(crate) actors: NameTable,
    pub(crate) places: NameTable,
    pub(crate) sources: NameTable,
    pub(crate) kinds: NameTable,
    pub(crate) tags: NameTable,
    pub(crate) roles: NameTable,
    pub(crate) labels: AllLabels,
    pub(crate) corrections: Corrections,
    lexicon: OnceLock<Lexicon>,
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

    /// Prepares `chronology`, with the words of titles and texts by number if it `is_large`. What is found is the same; with few
    /// events their letters are searched sooner than their words are numbered.
    pub(crate) fn sized(chronology: Arc<Chronology>, is_large: bool) -> Self {
        let events = chronology.events();
        let slice = |nth: usize, events| {
            let (mut slice, words) = Slice::new(&chronology, nth * EVENTS, events, !is_large);
            let numbered = is_large.then(|| slice.number_words(&chronology)).unzip();
            slice.words = numbered.0;
            (slice, (words, numbered.1.unwrap_or_default()))
        };
        let parts: Vec<_> = if events.len() <= EVENTS {
            vec![slice(0, events)]
        } else {
            let chunks = events.par_chunks(EVENTS).enumerate();
            chunks.map(|(nth, events)| slice(nth, events)).collect()
        };
        let (mut slices, words): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let (words, spelled): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let kinds = unite_numbers(&words, |words| &words.kinds);
        let tags = unite_numbers(&words, |words| &words.tags);
        let roles = unite_numbers(&words, |words| &words.roles);
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
        let index = Self {
            actors,
            places,
            sources: NameTable::of_sources(&chronology),
            kinds,
            tags,
            roles,
            labels,
            corrections: Corrections::default(),
            lexicon: OnceLock::new(),
            slices,
            chronology,
        };
        if is_large {
            index.numbered(&spelled)
        } else {
            index
        }
    }

    /// With the lexicon, and the place in it of each word of each slice.
    fn numbered(mut self, spelled: &[Spelled]) -> Self {
        let lexicon = Lexicon::new(&self.all_words(spelled));
        let slices = self.slices.par_iter_mut().zip(spelled);
        slices.for_each(|(slice, spelled)| {
            if let Some(words) = &mut slice.words {
                words.known = lexicon.places(spelled);
            }
        });
        self.lexicon = lexicon.into();
        self
    }

    /// All words of slices, and those of names.
    fn all_words<'a>(&'a self, spelled: &'a [Spelled]) -> Counted<'a> {
        let tables = [
            &self.actors,
            &self.places,
            &self.kinds,
            &self.tags,
            &self.roles,
        ];
        let named = dictionary::counted(&dictionary::named(&tables));
        let words = spelled.par_iter().map(Spelled::counted);
        unite(named, words.reduce(Counted::new, unite))
    }

    /// What it was made from.
    pub fn chronology(&self) -> &Arc<Chronology> {
        &self.chronology
    }

    /// The words of the chronology, if those of its slices are numbered.
    pub(crate) fn numbered_words(&self) -> Option<&Lexicon> {
        let is_numbered = self.slices.iter().any(|slice| slice.words.is_some());
        is_numbered.then(|| self.lexicon())
    }

    /// Every word of the chronology.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            let slices = self.slices.iter();
            let spelled: Vec<_> = slices
                .map(|slice| slice.number_words(&self.chronology).1)
                .collect();
            Lexicon::new(&self.all_words(&spelled))
        })
    }

    /// The word, or the beginning of one, that was meant by `word`, which finds nothing.
    pub(crate) fn meant_by(&self, word: &str) -> Option<Arc<str>> {
        nearest_known(word, self.lexicon()).map(Arc::from)
    }

    /// The slice and the row of an event.
    pub(crate) fn row(&self, event: EventId) -> Option<(&Slice, usize)> {
        let slice = self.slices.get(event.index() / EVENTS)?;
        let row = event.index() % EVENTS;
        (row < slice.len()).then_some((slice, row))
    }
}

/// Numbers the words of all slices together, and says for each slice what its numbers become.
fn unite_numbers<'a, 's>(
    words: &'s [EventWords<'a>],
    of: impl Fn(&'s EventWords<'a>) -> &'s Words<'a>,
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
