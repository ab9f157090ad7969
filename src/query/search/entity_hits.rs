//! Which actors, places or words of a table a word of a query names, how well, and in which events they stand.

use super::score::{Score, Weight};
use crate::model::EventId;
use crate::query::index::arena::{Lists, counts_to_starts, index as number, start};
use crate::query::index::build::Index;
use crate::query::index::row_set::EVENTS;
use crate::query::index::segment::Segment;
use crate::query::language::name_source::Names;
use crate::query::language::names::{Entry, NameTable, Sort};
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term_matcher::{Boundary, TermMatch, TermMatcher};

/// Events are listed one by one while they are at most one in so many.
const FEW: usize = 4;

/// What a word names in a table of things.
#[derive(Debug, Default)]
pub(crate) struct EntityHits {
    /// What each thing is worth; empty if none is met.
    scores: Vec<Score>,
    /// Where they stand, if in few events.
    few: Option<Few>,
}

/// Rows, segment after segment.
#[derive(Debug)]
struct Few {
    /// A row within its segment, and the thing that stands there.
    rows: Vec<(u16, u32)>,
    /// For each segment the end of its rows.
    ends: Vec<u32>,
}

impl EntityHits {
    /// Things of a table, each worth what `worths` has for it, wherever they stand.
    fn anywhere(scores: Vec<Score>) -> Self {
        let is_met = scores.iter().any(|score| score.is_some());
        Self {
            scores: if is_met { scores } else { Vec::new() },
            few: None,
        }
    }

    /// The same, of which is known in which `events` each stands; of all events there are `total`.
    fn known<'a>(
        scores: Vec<Score>,
        total: usize,
        events: impl Fn(usize) -> &'a [EventId],
    ) -> Self {
        let mut met = Self::anywhere(scores);
        let things = met.scores.iter().enumerate();
        let things = things.filter(|(_, score)| score.is_some());
        let all: usize = things.clone().map(|(thing, _)| events(thing).len()).sum();
        if all > total / FEW {
            return met;
        }
        let mut ends = vec![0; total.div_ceil(EVENTS)];
        let mut rows = Vec::with_capacity(all);
        for (thing, _) in things {
            let narrow = u32::try_from(thing).unwrap_or(u32::MAX);
            for event in events(thing) {
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
        self.scores.is_empty()
    }

    /// Shows `visit` the rows of `segment` in which a thing stands that is met, and what it is worth; `lists` has the things of each row.
    pub fn each(&self, segment: &Segment, lists: &Lists, mut visit: impl FnMut(usize, Score)) {
        let score = |thing: usize| self.scores.get(thing).copied().unwrap_or_default();
        if self.is_nothing() {
            return;
        }
        if let Some(few) = &self.few {
            for (row, thing) in few.of(segment.first / EVENTS) {
                visit(usize::from(*row), score(number(*thing)));
            }
            return;
        }
        lists.each(|row, thing| {
            let score = score(thing);
            if score.is_some() {
                visit(row, score);
            }
        });
    }
}

impl Few {
    /// Sorts `rows`, counted from the first event, into segments, of which `counts` says how many each has.
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

    fn of(&self, segment: usize) -> &[(u16, u32)] {
        let range = start(&self.ends, segment)..start(&self.ends, segment + 1);
        self.rows.get(range).unwrap_or_default()
    }
}

/// The actors that are named.
pub(crate) fn actors(
    index: &Index,
    matcher: &TermMatcher,
    scattered_term: Option<&ScatteredTerm>,
) -> EntityHits {
    let scores = scores(
        index.names(Names::Actors),
        matcher,
        scattered_term,
        Weight::Name,
    );
    let chronology = index.chronology();
    let events = |actor: usize| {
        let actor = chronology.actors().get(actor);
        actor.map_or(&[][..], |actor| &actor.events)
    };
    EntityHits::known(scores, chronology.events().len(), events)
}

/// The places that are named, for what is said to be there, and for what lies within.
pub(crate) fn places(
    index: &Index,
    matcher: &TermMatcher,
    scattered_term: Option<&ScatteredTerm>,
) -> (EntityHits, EntityHits) {
    let scores = scores(
        index.names(Names::Places),
        matcher,
        scattered_term,
        Weight::Place,
    );
    let mut within: Vec<Score> = scores.iter().copied().map(Score::within).collect();
    index.spread_within(Names::Places, &mut within, |inner, outer| {
        *inner = (*inner).min(*outer);
    });
    let chronology = index.chronology();
    let total = chronology.events().len();
    let events = |place: usize| {
        let place = chronology.places().get(place);
        place.map_or(&[][..], |place| &place.events)
    };
    (
        EntityHits::known(scores, total, events),
        EntityHits::known(within, total, events),
    )
}

/// The words of a table that are named.
pub(crate) fn words(table: &NameTable, matcher: &TermMatcher) -> EntityHits {
    EntityHits::anywhere(scores(table, matcher, None, Weight::Text))
}

/// How well each thing of `table` is met by a word; empty if none is.
fn scores(
    table: &NameTable,
    matcher: &TermMatcher,
    scattered_term: Option<&ScatteredTerm>,
    weight: Weight,
) -> Vec<Score> {
    let found = table.each_found(|(entry, name)| {
        if matcher.mask & !entry.mask != 0 {
            return None;
        }
        let score = score(matcher, scattered_term, weight, (entry, name));
        score.is_some().then_some((entry.owner(), score))
    });
    let mut scores = Vec::new();
    for (thing, score) in found {
        note(&mut scores, table, thing, score);
    }
    scores
}

/// What a word is worth to the owner of a name.
fn score(
    matcher: &TermMatcher,
    scattered_term: Option<&ScatteredTerm>,
    weight: Weight,
    (entry, name): (&Entry, &str),
) -> Score {
    if entry.sort == Sort::Id {
        return id_score(matcher, name, weight);
    }
    let weight = match (weight, entry.sort) {
        (Weight::Name, Sort::Alias) => Weight::Alias,
        _ => weight,
    };
    let counts = |how: Boundary| weight != Weight::Text || matcher.counts_in_text(how);
    if let Some(found) = matcher.best(name).filter(|found| counts(found.how)) {
        return Score::of(found, weight, name.len());
    }
    let scattered_term =
        scattered_term.filter(|scattered_term| scattered_term.may_begin(entry.initials));
    let score =
        scattered_term.and_then(|scattered_term| scattered_term.score(name, entry.initials));
    score.map_or(Score::NONE, |score| Score::fuzzy(score, weight))
}

/// What a word is worth that is an id, or, if it looks like one, the beginning of one.
pub(crate) fn id_score(matcher: &TermMatcher, id: &str, weight: Weight) -> Score {
    let word = matcher.word.folded.as_str();
    let meant = matcher.is_run() && (id == word || looks_like_id(word) && id.starts_with(word));
    let found = meant.then(|| matcher.best(id)).flatten();
    found.map_or(Score::NONE, |found| Score::of(found, weight, id.len()))
}

/// What a word is worth that is the id of an event, or stands in it as a word or the beginning of one.
pub(crate) fn event_id_score(matcher: &TermMatcher, id: &str) -> Score {
    let whole = id_score(matcher, id, Weight::Name);
    if whole.is_some() || !may_stand_in_ids(matcher) {
        return whole;
    }
    let found = matcher.best(id).map(|found| found.how);
    let found = found.filter(|how| *how != Boundary::Inside);
    found.map_or(Score::NONE, |how| {
        let (at, length) = (0, 1);
        Score::of(TermMatch { how, at, length }, Weight::Text, 1)
    })
}

/// Whether a word is sought within ids: figures and single letters stand in too many.
pub(crate) fn may_stand_in_ids(matcher: &TermMatcher) -> bool {
    let word = matcher.word.folded.as_str();
    matcher.is_run() && word.chars().count() >= 3 && word.chars().all(char::is_alphabetic)
}

/// Whether `word` has what ids have and words have not.
pub(crate) fn looks_like_id(word: &str) -> bool {
    word.len() >= 3 && word.contains(['-', '_']) && !word.starts_with('-')
}

/// Notes what a thing of `table` is worth.
fn note(scores: &mut Vec<Score>, table: &NameTable, thing: usize, score: Score) {
    scores.resize(table.len(), Score::NONE);
    if let Some(best) = scores.get_mut(thing) {
        *best = score.min(*best);
    }
}
