//! What to light in a text of a row: where the query's words stand in it.

use std::ops::Range;

use crate::model::{Chronology, EventId};
use crate::query::Query;
use crate::query::index::build::Index;
use crate::query::language::clause::{Clause, TextField};
use crate::query::search::run::kept_corrections;
use crate::query::text::fold::FoldedText;
use crate::query::text::fuzzy::ScatteredTerm;
use crate::query::text::term::{MatchMode, SearchTerm};
use crate::query::text::term_matcher::{Boundary, TermMatcher};

/// The bytes of `text` that the query's words match, whole letters, in order, none over another. `text` is
/// a title, a summary, a name: any cleaned text of `event`. Scattered letters are highlighted in its
/// title and names only, since elsewhere they are noise.
pub fn highlights(index: &Index, query: &Query, event: EventId, text: &str) -> Vec<Range<usize>> {
    let leaves = query.root.leaves();
    let meant = kept_corrections(index, &query.root);
    let folded = FoldedText::new(text);
    let mut lit = Vec::new();
    for (leaf, negated) in leaves {
        if negated {
            continue;
        }
        match &leaf.clause {
            Clause::Word(word) => {
                let corrected = meant.get(&word.folded).filter(|_| word.is_loose());
                let word = match corrected {
                    Some(meant) => SearchTerm::new(meant, MatchMode::Plain).strictly(),
                    None => word.clone(),
                };
                let is_name = is_title_or_name(index.chronology(), event, text);
                lit.extend(places(word, &folded.text, is_name));
            }
            Clause::Text(field, word) => {
                let is_title = || &*index.chronology().event(event).title == text;
                if *field == TextField::Text || *field == TextField::Title && is_title() {
                    lit.extend(places(word.clone().strictly(), &folded.text, true));
                }
            }
            _ => {}
        }
    }
    united(lit.iter().map(|range| folded.written(range)).collect())
}

/// Where `word` stands in folded `text`: at the beginnings of words, else within them, else scattered.
fn places(word: SearchTerm, text: &str, is_name: bool) -> Vec<Range<usize>> {
    let may_scatter = is_name && word.is_loose();
    let matcher = TermMatcher::new(word);
    let every = matcher.every(text);
    if !matcher.is_run() {
        return every;
    }
    let at_border = |range: &Range<usize>| {
        matcher
            .how(text, range.start)
            .is_some_and(|how| how != Boundary::Inside)
    };
    if every.iter().any(at_border) {
        return every.into_iter().filter(at_border).collect();
    }
    if !every.is_empty() || !may_scatter {
        let counts = is_name || matcher.counts_in_text(Boundary::Inside);
        return if counts { every } else { Vec::new() };
    }
    let scattered = ScatteredTerm::new(&matcher.word.folded)
        .and_then(|scattered_term| scattered_term.places(text));
    let Some(scattered) = scattered else {
        return Vec::new();
    };
    let letter_at = |at: usize| text.get(at..).and_then(|text| text.chars().next());
    scattered
        .into_iter()
        .map(|at| at..at + letter_at(at).map_or(0, char::len_utf8))
        .collect()
}

/// Whether `text` is the title of `event`, or a name of an actor or a place of it.
fn is_title_or_name(chronology: &Chronology, event: EventId, text: &str) -> bool {
    let event = chronology.event(event);
    let is = |name: &str, aliases: &[Box<str>]| {
        name == text || aliases.iter().any(|alias| &**alias == text)
    };
    let mut actors = event.actors.iter().map(|part| chronology.actor(part.actor));
    let mut places = event.places.iter().map(|place| chronology.place(*place));
    &*event.title == text
        || actors.any(|actor| is(&actor.name, &actor.aliases))
        || places.any(|place| is(&place.name, &place.aliases))
}

/// The same bytes, in order; ranges that touch become one.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut united: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match united.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ if range.is_empty() => {}
            _ => united.push(range),
        }
    }
    united
}
