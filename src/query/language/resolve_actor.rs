//! Which actors a name means, for whoever asks for one by its name: by the same rules as `actor:`, and where
//! these find none, by a slip of the fingers or by scattered letters.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::name_source::{Names, actors};
use super::names::{Closeness, NameTable, closeness};
use super::vocabulary::Vocabulary;
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

/// All actors that `text` may mean, the likeliest first: by the rules of `resolve_actors`, then by scattered letters, then
/// the nearest name; of alike ones those in more events first. Without a text, all of them.
pub fn rank_actors(vocabulary: &Vocabulary, text: &str) -> Vec<ActorId> {
    let chronology = vocabulary.chronology();
    let table = vocabulary.names(Names::Actors);
    let word = SearchTerm::new(text, MatchMode::Plain);
    let mut ranked: BTreeMap<usize, Likeness> = BTreeMap::new();
    if word.folded.is_empty() {
        ranked.extend((0..table.len()).map(|owner| (owner, Likeness::Scattered(Reverse(0)))));
    }
    let scattered_term = ScatteredTerm::new(&word.folded);
    for (entry, name) in table.names() {
        let scattered = |term: &ScatteredTerm| term.score(name, entry.initials);
        let likeness = closeness(&word, name, entry)
            .map(Likeness::Close)
            .or_else(|| {
                let score = scattered_term.as_ref().and_then(scattered)?;
                Some(Likeness::Scattered(Reverse(score)))
            });
        if let Some(likeness) = likeness {
            let best = ranked.entry(entry.owner()).or_insert(likeness);
            *best = likeness.min(*best);
        }
    }
    if ranked.is_empty() {
        return guessed(table, &word.folded)
            .into_iter()
            .map(ActorId::new)
            .collect();
    }
    let mut ranked: Vec<(Likeness, Reverse<usize>, ActorId)> = ranked
        .into_iter()
        .map(|(owner, likeness)| {
            let actor = ActorId::new(owner);
            let events = chronology.actor(actor).events.len();
            (likeness, Reverse(events), actor)
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, _, actor)| actor).collect()
}

/// How a text is like a name, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Close(Closeness),
    Scattered(Reverse<i64>),
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
