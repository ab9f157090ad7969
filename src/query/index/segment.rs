//! A segment of the index: some thousands of consecutive events, everything about
//! them that queries ask for in columns. Segments are built and searched in parallel.

use std::hint::black_box;
use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::arena::{Arena, Lists};
use super::row_set::LetterSets;
use super::terms::Terms;
use super::word_numbers::WordNumbers;
use crate::model::{Bound, Chronology, Event, EventId, Status};
use crate::query::language::is::Is;
use crate::query::language::name_source::{ByNames, NamedBy, Names};
use crate::query::text::fold::fold_onto;
use crate::query::text::word_boundary::masks;

/// Of how many events the texts are brought near at once.
const NEAR: usize = 16;

/// A segment.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    /// The place of its first event.
    pub first: usize,
    /// Ids.
    pub ids: Arena,
    /// Titles.
    pub titles: Arena,
    /// The letters of titles.
    pub letters: LetterSets,
    /// The letters that words of titles begin with.
    pub initials: LetterSets,
    /// Summaries, quotes, figures and notes, a newline between any two; of a large chronology they are not kept.
    pub texts: Option<Arena>,
    /// The values of each source of names, by their position in the vocabulary.
    pub columns: ByNames<Lists>,
    /// The place of each status in `Status::ALL`.
    pub statuses: Vec<u8>,
    /// What `is:` knows of each event by itself, a bit each.
    pub flags: Vec<u8>,
    /// The earliest day; `i64::MIN` if open or unknown.
    pub earliest: Vec<i64>,
    /// The latest day; `i64::MAX` if open or unknown.
    pub latest: Vec<i64>,
    /// The terms of its titles and texts, made when first asked for.
    terms: OnceLock<Terms>,
}

/// The words that a segment met, numbered for that segment alone; none for things, which have numbers.
pub(crate) type SegmentVocabulary<'a> = ByNames<WordNumbers<'a>>;

/// The values of one event, while they are read; kept, so that no row allocates.
#[derive(Debug, Default)]
struct EventValues<'a> {
    things: Vec<usize>,
    words: Vec<&'a str>,
}

impl Segment {
    /// Reads `events`, the first of which stands at `first`. Kinds, tags and roles are numbered by the words given back.
    pub fn new<'a>(
        chronology: &'a Chronology,
        first: usize,
        events: &'a [Event],
    ) -> (Self, SegmentVocabulary<'a>) {
        let mut segment = Self {
            first,
            texts: Some(Arena::default()),
            ..Self::default()
        };
        let mut words = SegmentVocabulary::default();
        let mut values = EventValues::default();
        segment.reserve(events);
        for events in events.chunks(NEAR) {
            fetch(events.iter().map(|event| &*event.title));
            fetch(events.iter().flat_map(texts));
            for event in events {
                segment.push(chronology, event, &mut words, &mut values);
            }
        }
        segment.shrink();
        (segment, words)
    }

    /// Makes room at once, so that nothing is copied again and again.
    fn reserve(&mut self, events: &[Event]) {
        let (mut ids, mut titles) = (0, 0);
        for event in events {
            ids += event.id.len() + 1;
            titles += event.title.len() + 1;
        }
        self.ids.open_row().reserve(ids);
        self.titles.open_row().reserve(titles);
        if let Some(kept) = &mut self.texts {
            let lengths = events.iter().flat_map(texts).map(|text| text.len() + 1);
            kept.open_row()
                .reserve(lengths.sum::<usize>() + events.len());
        }
    }

    fn push<'a>(
        &mut self,
        chronology: &'a Chronology,
        event: &'a Event,
        words: &mut SegmentVocabulary<'a>,
        values: &mut EventValues<'a>,
    ) {
        fold_onto(self.ids.open_row(), &event.id);
        self.ids.end_row();
        fold_onto(self.titles.open_row(), &event.title);
        self.titles.end_row();
        let row = self.len();
        let (letters, initials) = masks(self.titles.row(row));
        self.letters.add(row, letters);
        self.initials.add(row, initials);
        if let Some(texts) = &mut self.texts {
            fold_texts(event, texts.open_row());
            texts.end_row();
        }
        for names in Names::ALL.iter().copied() {
            let column = self.columns.get_mut(names);
            match &names.source().values {
                NamedBy::Things { of_event, .. } => {
                    of_event(chronology, event, &mut values.things);
                    column.push_row(values.things.drain(..));
                }
                NamedBy::Words(of_event) => {
                    let words = words.get_mut(names);
                    of_event(event, &mut values.words);
                    column.push_row(values.words.drain(..).map(|word| words.place(word)));
                }
            }
        }
        self.statuses.push(place_of(event.status));
        self.flags.push(Is::flags_of(event));
        let bounds = event.date.bounds();
        self.earliest.push(match bounds.earliest {
            Bound::Day(day) => day.number(),
            _ => i64::MIN,
        });
        self.latest.push(match bounds.latest {
            Bound::Day(day) => day.number(),
            _ => i64::MAX,
        });
    }

    fn shrink(&mut self) {
        self.ids.shrink();
        self.titles.shrink();
        self.texts.iter_mut().for_each(Arena::shrink);
        for names in Names::ALL {
            self.columns.get_mut(*names).shrink();
        }
    }

    /// How many events it holds.
    pub fn len(&self) -> usize {
        self.statuses.len()
    }

    /// Shows `visit` each row whose id begins where `finder` finds something, which begins with the newline before it.
    pub fn each_id(&self, finder: &Finder<'_>, mut visit: impl FnMut(usize)) {
        let text = self.ids.text().as_bytes();
        let (mut row, mut from) = (0, 0);
        while let Some(at) = text.get(from..).and_then(|rest| finder.find(rest)) {
            // A newline at the end of one begins the next.
            from += at + 1;
            row = self.ids.row_of(from, row);
            visit(row);
        }
    }

    /// The texts of a row, folded; `buffer` is overwritten if they are not kept.
    pub fn texts<'a>(
        &'a self,
        chronology: &Chronology,
        row: usize,
        buffer: &'a mut String,
    ) -> &'a str {
        if let Some(texts) = &self.texts {
            return texts.row(row);
        }
        buffer.clear();
        if let Some(event) = chronology.events().get(self.first + row) {
            fold_texts(event, buffer);
        }
        buffer
    }

    /// The terms of its titles and texts.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| {
            let texts = |row| self.texts.as_ref().map_or("", |texts| texts.row(row));
            let rows =
                (0..self.len()).flat_map(|row| [(row, self.titles.row(row)), (row, texts(row))]);
            Terms::new(rows)
        })
    }

    /// Keeps terms instead of long texts: a third of the memory, and searched faster if events are many.
    pub fn replace_texts(&mut self) {
        self.terms();
        self.texts = None;
    }

    /// The event of a row.
    pub fn event(&self, row: usize) -> EventId {
        EventId::new(self.first + row)
    }
}

/// The place of a status in `Status::ALL`.
pub(crate) fn place_of(status: Status) -> u8 {
    let place = Status::ALL.iter().position(|other| *other == status);
    place
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(u8::MAX)
}

/// Looks at the beginnings of texts that are soon needed, so that they come from memory together.
fn fetch<'a>(texts: impl Iterator<Item = &'a str>) {
    let firsts = texts.filter_map(|text| text.as_bytes().first());
    black_box(firsts.fold(0, |sum: u8, byte| sum.wrapping_add(*byte)));
}

/// Adds the texts of an event, folded, each with a newline after it.
pub(crate) fn fold_texts(event: &Event, to: &mut String) {
    for text in texts(event) {
        fold_onto(to, text);
        to.push('\n');
    }
}

/// The texts of an event that free words look through after its title, its names and its words.
fn texts(event: &Event) -> impl Iterator<Item = &str> {
    let cites = event.cites.iter();
    let quotes = cites.flat_map(|cite| [&*cite.says, &*cite.quote, &*cite.figure]);
    let notes = event.actors.iter().map(|part| &*part.note);
    std::iter::once(&*event.summary)
        .chain(quotes)
        .chain(std::iter::once(&*event.note))
        .chain(notes)
        .filter(|text| !text.is_empty())
}
