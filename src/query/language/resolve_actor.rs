//! Which actors a name means, for whoever asks for one by its name: by the same rules as `actor:`, and where
//! these find none, by a slip of the fingers or by scattered letters.

use super::name_source::actors;
use super::names::NameTable;
use crate::model::suggest::nearest;
use crate::model::{ActorId, Chronology};
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term::{MatchMode, SearchTerm};

/// The actors that a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedActors {
    /// Which, in the order of the files.
    pub actors: Vec<ActorId>,
    /// Whether no name, alias or id has the text in it, so that these are only like it.
    pub is_guess: bool,
}

/// The actors that `text` means: those of that name, alias or id; else of a name that has it at the beginning of a
/// word, in a word, or has all its words; else of the name nearest to it.
pub fn resolve_actors(chronology: &Chronology, text: &str) -> ResolvedActors {
    let table = NameTable::of_things(&actors(chronology));
    let word = SearchTerm::new(text, MatchMode::Plain);
    let named = table.resolve(&word);
    let is_guess = named.is_empty();
    let places = if is_guess {
        guessed(&table, &word.folded)
    } else {
        named
    };
    ResolvedActors {
        actors: places.into_iter().map(ActorId::new).collect(),
        is_guess,
    }
}

/// The owners of the names nearest to `text`.
fn guessed(table: &NameTable, text: &str) -> Vec<usize> {
    let near = nearest(text, table.names().map(|(_, name)| name));
    let mut owners: Vec<usize> = match (near, ScatteredTerm::new(text)) {
        (Some(near), _) => table
            .names()
            .filter(|(_, name)| *name == near)
            .map(|(entry, _)| entry.owner())
            .collect(),
        (None, Some(scattered_term)) => {
            let scored: Vec<(i64, usize)> = table
                .names()
                .filter_map(|(entry, name)| {
                    Some((scattered_term.score(name, entry.initials)?, entry.owner()))
                })
                .collect();
            let best = scored.iter().map(|(score, _)| *score).max();
            let best = scored.into_iter().filter(|(score, _)| Some(*score) == best);
            best.map(|(_, owner)| owner).collect()
        }
        (None, None) => Vec::new(),
    };
    owners.sort_unstable();
    owners.dedup();
    owners
}
