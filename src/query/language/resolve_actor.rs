//! Which actors a name means, for whoever asks for one by its name: by the same rules as `actor:`, and where
//! these find none, by a slip of the fingers or by scattered letters.

use super::names::NameTable;
use crate::model::nearest::nearest;
use crate::model::{ActorId, Chronology};
use crate::query::text::fuzzy::Scatter;
use crate::query::text::term::{Shape, Word};

/// The actors that a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeantActors {
    /// Which, in the order of the files.
    pub actors: Vec<ActorId>,
    /// Whether no name, alias or id has the text in it, so that these are only like it.
    pub is_guess: bool,
}

/// The actors that `text` means: those of that name, alias or id; else of a name that has it at the beginning of a
/// word, in a word, or has all its words; else of the name nearest to it.
pub fn actors_meant(chronology: &Chronology, text: &str) -> MeantActors {
    let table = NameTable::of_actors(chronology);
    let word = Word::new(text, Shape::Plain);
    let named = table.meant_by(&word);
    let is_guess = named.is_empty();
    let places = if is_guess {
        guessed(&table, &word.folded)
    } else {
        named
    };
    MeantActors {
        actors: places.into_iter().map(ActorId::new).collect(),
        is_guess,
    }
}

/// The owners of the names nearest to `text`.
fn guessed(table: &NameTable, text: &str) -> Vec<usize> {
    let near = nearest(text, table.names().map(|(_, name)| name));
    let mut owners: Vec<usize> = match (near, Scatter::new(text)) {
        (Some(near), _) => table
            .names()
            .filter(|(_, name)| *name == near)
            .map(|(entry, _)| entry.owner)
            .collect(),
        (None, Some(scatter)) => {
            let scored: Vec<(i64, usize)> = table
                .names()
                .filter_map(|(entry, name)| {
                    Some((scatter.score(name, entry.initials)?, entry.owner))
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
