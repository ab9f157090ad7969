//! What `has:` knows: one row a word. A new word is one row.

use crate::model::Event;

/// Something that may be given for an event.
#[derive(Debug)]
pub(crate) struct HasWord {
    /// What stands after `has:`.
    pub word: &'static str,
    /// Whether it is given.
    pub holds: fn(&Event) -> bool,
}

/// Every word, in the order of the help.
pub(crate) static HAS: &[HasWord] = &[
    has("actor", |event| !event.actors.is_empty()),
    has("place", |event| !event.places.is_empty()),
    has("source", |event| !event.cites.is_empty()),
    has("figure", |event| {
        event.cites.iter().any(|cite| !cite.figure.is_empty())
    }),
    has("quote", |event| {
        event.cites.iter().any(|cite| !cite.quote.is_empty())
    }),
    has("summary", |event| !event.summary.is_empty()),
    has("note", |event| !event.note.is_empty()),
    has("tag", |event| !event.tags.is_empty()),
    has("kind", |event| !event.kind.is_empty()),
    has("date", |event| event.date.is_dated()),
];

const fn has(word: &'static str, holds: fn(&Event) -> bool) -> HasWord {
    HasWord { word, holds }
}
