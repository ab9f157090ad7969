//! Memo: what is dear to make and is asked for several times a key and a frame, kept until what it was made of changes.
//!
//! A 4 MB note is wrapped once, not whenever a line of it is drawn. Keys name all that a page depends on, except for what was
//! opened and the notes, at whose coming everything is forgotten.

use std::sync::{Arc, Mutex, PoisonError};

use crate::explorer::base::growing::GrowingLines;
use crate::explorer::base::order::Order;
use crate::model::{ActorId, EventId, Interned, SourceId};
use crate::query::Chip;

/// The last value that was made, and of what.
#[derive(Debug)]
pub(crate) struct Memo<K, V> {
    last: Mutex<Option<(K, Arc<V>)>>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self {
            last: Mutex::new(None),
        }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The value of `key`: the last one, if it is of the same, else what `make` gives.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        let kept = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, value)) = &*kept
            && *of == key
        {
            return Arc::clone(value);
        }
        // Made without the lock, in case it asks for itself.
        drop(kept);
        let value = Arc::new(make());
        let mut kept = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((key, Arc::clone(&value)));
        value
    }
}

/// What a page of an event depends on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OfEvent {
    /// The event.
    pub event: EventId,
    /// Columns.
    pub width: u16,
    /// The query, which is highlighted and explained.
    pub text: String,
    /// What is highlighted besides.
    pub highlighted: Option<String>,
    /// The number of the search whose answer shows.
    pub generation: u64,
    /// The order of the list.
    pub order: Order,
}

/// Everything that is kept.
#[derive(Debug, Default)]
pub(crate) struct Memos {
    /// The lines of the source that shows.
    pub source: Memo<(SourceId, Interned, u16), GrowingLines>,
    /// Those of the selected event, or of a step's; with its actors or without.
    pub event: Memo<(OfEvent, bool), GrowingLines>,
    /// The few that stand below the list of a narrow screen, for so many rows.
    pub brief: Memo<(OfEvent, usize), GrowingLines>,
    /// Those of why it is here.
    pub why: Memo<OfEvent, GrowingLines>,
    /// Those of an actor, above its events, when an event is selected whose date its relations are compared with.
    pub dossier: Memo<(ActorId, u16, u64, Option<EventId>), GrowingLines>,
    /// How many events of an actor a search found.
    pub found_of_actor: Memo<(ActorId, u64), usize>,
    /// The parts of a query, of which those with a field are its chips.
    pub parts: Memo<String, Vec<Chip>>,
    /// The actors, without one, that a typed line finds.
    pub path_ends: Memo<(ActorId, String), Vec<ActorId>>,
    /// Of each facet, the places of the values that have the typed words.
    pub found_values: Memo<(String, u64), Vec<Vec<usize>>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_made_again() {
        let memo = Memo::default();
        let mut made = 0;
        for key in ["a", "a", "b", "b", "a"] {
            let value = memo.get(key, || {
                made += 1;
                key.to_owned()
            });
            assert_eq!(*value, key);
        }
        assert_eq!(made, 3);
    }
}
