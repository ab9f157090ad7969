//! The vocabulary of a chronology: which things have a name that a value means, and which kinds, roles and tags its events use.
//! Made without an index, for checks of a query and for chips.

use super::field::Names;
use super::names::NameTable;
use crate::model::Chronology;
use crate::query::text::fold::fold;
use crate::query::text::term::{MatchMode, SearchTerm};
use std::collections::BTreeSet;

/// The actors, places or sources that `word` means, by place in their table.
pub(crate) fn things_named(names: Names, word: &SearchTerm, chronology: &Chronology) -> Vec<usize> {
    let exact = exactly(names, word, chronology);
    if !exact.is_empty() {
        return exact;
    }
    let table = match names {
        Names::Actors => NameTable::of_actors(chronology),
        Names::Places => NameTable::of_places(chronology),
        Names::Sources => NameTable::of_sources(chronology),
        Names::Kinds | Names::Roles | Names::Tags => return Vec::new(),
    };
    table.resolve(word)
}

fn exactly(names: Names, word: &SearchTerm, chronology: &Chronology) -> Vec<usize> {
    if !matches!(
        word.shape,
        MatchMode::Plain | MatchMode::Phrase | MatchMode::Exact
    ) {
        return Vec::new();
    }
    let is_it = |name: &str| folds_to(name, &word.folded);
    let any = |names: &[Box<str>]| names.iter().any(|name| is_it(name));
    let mut places = Vec::new();
    match names {
        Names::Actors => {
            for (place, actor) in chronology.actors().iter().enumerate() {
                if is_it(&actor.id) || is_it(&actor.name) || any(&actor.aliases) {
                    places.push(place);
                }
            }
        }
        Names::Places => {
            for (nth, place) in chronology.places().iter().enumerate() {
                if is_it(&place.id) || is_it(&place.name) || any(&place.aliases) {
                    places.push(nth);
                }
            }
        }
        Names::Sources => {
            for (place, source) in chronology.sources().iter().enumerate() {
                let is_behind = is_it(&source.publisher) || any(&source.authors);
                if is_it(&source.id) || is_it(source.label()) || is_behind {
                    places.push(place);
                }
            }
        }
        Names::Kinds | Names::Roles | Names::Tags => {}
    }
    places
}

/// Whether `name` folds to `folded`.
fn folds_to(name: &str, folded: &str) -> bool {
    if name.is_ascii() {
        name.eq_ignore_ascii_case(folded)
    } else {
        fold(name) == folded
    }
}

/// Up to how many events a query's kinds, roles and tags are looked up in the chronology itself.
const MOST_EVENTS: usize = 50_000;

/// The kinds, roles or tags of `chronology`; `None` if it is too large to be looked through at each key.
pub(crate) fn words_of_events(chronology: &Chronology, names: Names) -> Option<NameTable> {
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
