//! The kinds, tags and roles that the events of a chronology use.

use std::collections::BTreeSet;

use super::field::Names;
use super::names::NameTable;
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
