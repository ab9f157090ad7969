//! Which actors, places or words of a table a word of a query names, how well, and in which events they stand.

use super::score::{Weight, Worth};
use crate::model::EventId;
use crate::query::index::arena::{Lists, counts_to_starts, index as number, start};
use crate::query::index::index::Index;
use crate::query::index::row_set::EVENTS;
use crate::query::index::segment::Slice;
use crate::query::language::names::{Entry, NameTable, Sort};
use crate::query::text::fuzzy::Scatter;
use crate::query::text::term_matcher::{How, Seeker};

/// Events are listed one by one while they are at most one in so many.
const FEW: usize = 4;

/// What a word names in a table of things.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// What each thing is worth; empty if none is met.
    worths: Vec<Worth>,
    /// Where they stand, if in few events.
    few: Option<Few>,
}

/// Rows, slice after slice.
#[derive(Debug)]
struct Few {
    /// A row within its slice, and the thing that stands there.
    rows: Vec<(u16, u32)>,
    /// For each slice the end of its rows.
    ends: Vec<u32>,
}

impl Met {
    /// Things of a table, each worth what `worths` has for it, wherever they stand.
    fn anywhere(worths: Vec<Worth>) -> Self {
        let is_met = worths.iter().any(|worth| worth.is_some());
        Self {
            worths: if is_met { worths } else { Vec::new() },
            few: None,
        }
    }

    /// The same, of which is known in which `events` each stands, of those that `counts` holds of; of all events there are `total`.
    fn known<'a>(
        worths: Vec<Worth>,
        total: usize,
        events: impl Fn(usize) -> &'a [EventId],
        counts: impl Fn(EventId, usize) -> bool,
    ) -> Self {
        let mut met = Self::anywhere(worths);
        let things = met.worths.iter().enumerate();
        let things = things.filter(|(_, worth)| worth.is_some());
        let all: usize = things.clone().map(|(thing, _)| events(thing).len()).sum();
        if all > total / FEW {
            return met;
        }
        let mut ends = vec![0; total.div_ceil(EVENTS)];
        let mut rows = Vec::with_capacity(all);
        for (thing, _) in things {
            let narrow = u32::try_from(thing).unwrap_or(u32::MAX);
            for event in events(thing).iter().filter(|event| counts(**event, thing)) {
                rows.push((event.index(), narrow));
                if let Some(count) = ends.get_mut(event.index() / EVENTS) {
                    *count += 1;
                }
            }
        }
        met.few = Some(Few::new(&rows, ends));
        met
    }

    /// Whether no thing is met.
    pub fn is_nothing(&self) -> bool {
        self.worths.is_empty()
    }

    /// Shows `visit` the rows of `slice` in which a thing stands that is met, and what it is worth; `lists` has the things of each row.
    pub fn each(&self, slice: &Slice, lists: &Lists, mut visit: impl FnMut(usize, Worth)) {
        let worth = |thing: usize| self.worths.get(thing).copied().unwrap_or_default();
        if self.is_nothing() {
            return;
        }
        if let Some(few) = &self.few {
            for (row, thing) in few.of(slice.first / EVENTS) {
                visit(usize::from(*row), worth(number(*thing)));
            }
            return;
        }
        lists.each(|row, thing| {
            let worth = worth(thing);
            if worth.is_some() {
                visit(row, worth);
            }
        });
    }
}

impl Few {
    /// Sorts `rows`, counted from the first event, into slices, of which `counts` says how many each has.
    fn new(rows: &[(usize, u32)], counts: Vec<u32>) -> Self {
        let mut ends = counts;
        counts_to_starts(&mut ends);
        let mut sorted = vec![(0, 0); rows.len()];
        for (row, thing) in rows {
            if let Some(at) = ends.get_mut(row / EVENTS) {
                if let Some(to) = sorted.get_mut(number(*at)) {
                    *to = (u16::try_from(row % EVENTS).unwrap_or(u16::MAX), *thing);
                }
                *at += 1;
            }
        }
        Self { rows: sorted, ends }
    }

    fn of(&self, slice: usize) -> &[(u16, u32)] {
        let range = start(&self.ends, slice)..start(&self.ends, slice + 1);
        self.rows.get(range).unwrap_or_default()
    }
}

/// The actors that are named.
pub(crate) fn actors(index: &Index, seeker: &Seeker, scatter: Option<&Scatter>) -> Met {
    let worths = worths(&index.actors, seeker, scatter, Weight::Name);
    let chronology = index.chronology();
    let events = |actor: usize| {
        let actor = chronology.actors().get(actor);
        actor.map_or(&[][..], |actor| &actor.events)
    };
    Met::known(worths, chronology.events().len(), events, |_, _| true)
}

/// The places that are named, for what is said to be there, and for what lies within.
pub(crate) fn places(index: &Index, seeker: &Seeker, scatter: Option<&Scatter>) -> (Met, Met) {
    let worths = worths(&index.places, seeker, scatter, Weight::Place);
    let within = worths.iter().copied().map(Worth::within).collect();
    let chronology = index.chronology();
    let total = chronology.events().len();
    let events = |place: usize| {
        let place = chronology.places().get(place);
        place.map_or(&[][..], |place| &place.events)
    };
    let is_there = |event: EventId, place: usize| {
        let row = index.row(event);
        row.is_some_and(|(slice, row)| slice.places.row(row).any(|other| other == place))
    };
    (
        Met::known(worths, total, events, is_there),
        Met::known(within, total, events, |_, _| true),
    )
}

/// The words of a table that are named.
pub(crate) fn words(table: &NameTable, seeker: &Seeker) -> Met {
    Met::anywhere(worths(table, seeker, None, Weight::Text))
}

/// How well each thing of `table` is met by a word; empty if none is.
fn worths(
    table: &NameTable,
    seeker: &Seeker,
    scatter: Option<&Scatter>,
    weight: Weight,
) -> Vec<Worth> {
    let found = table.each_found(|(entry, name)| {
        if seeker.mask & !entry.mask != 0 {
            return None;
        }
        let worth = worth(seeker, scatter, weight, (entry, name));
        worth.is_some().then_some((entry.owner, worth))
    });
    let mut worths = Vec::new();
    for (thing, worth) in found {
        note(&mut worths, table, thing, worth);
    }
    worths
}

/// What a word is worth to the owner of a name.
fn worth(
    seeker: &Seeker,
    scatter: Option<&Scatter>,
    weight: Weight,
    (entry, name): (&Entry, &str),
) -> Worth {
    if entry.sort == Sort::Id {
        return id_worth(seeker, name, weight);
    }
    let weight = match (weight, entry.sort) {
        (Weight::Name, Sort::Alias) => Weight::Alias,
        _ => weight,
    };
    let counts = |how: How| weight != Weight::Text || seeker.counts_in_text(how);
    if let Some(found) = seeker.best(name).filter(|found| counts(found.how)) {
        return Worth::of(found, weight, name.len());
    }
    let scatter = scatter.filter(|scatter| scatter.may_begin(entry.initials));
    let score = scatter.and_then(|scatter| scatter.score(name, entry.initials));
    score.map_or(Worth::NONE, |score| Worth::fuzzy(score, weight))
}

/// What a word is worth that is an id, or, if it looks like one, the beginning of one.
pub(crate) fn id_worth(seeker: &Seeker, id: &str, weight: Weight) -> Worth {
    let word = seeker.word.folded.as_str();
    let meant = seeker.is_run() && (id == word || looks_like_id(word) && id.starts_with(word));
    let found = meant.then(|| seeker.best(id)).flatten();
    found.map_or(Worth::NONE, |found| Worth::of(found, weight, id.len()))
}

/// Whether `word` has what ids have and words have not.
pub(crate) fn looks_like_id(word: &str) -> bool {
    word.len() >= 3 && word.contains(['-', '_']) && !word.starts_with('-')
}

/// Notes what a thing of `table` is worth.
fn note(worths: &mut Vec<Worth>, table: &NameTable, thing: usize, worth: Worth) {
    worths.resize(table.len(), Worth::NONE);
    if let Some(best) = worths.get_mut(thing) {
        *best = worth.min(*best);
    }
}
