//! What to light in a text of a row: where the query's words stand in it.

use std::ops::Range;

use super::term_in_text::{TermInText, TextKind};
use crate::model::{Chronology, EventId};
use crate::query::Query;
use crate::query::index::build::Index;
use crate::query::language::clause::Clause;
use crate::query::language::field::TextField;
use crate::query::search::run::kept_corrections;
use crate::query::text::fold::FoldedText;

/// The bytes of `text` that the query's words match, whole letters, in order, none over another. `text` is
/// a title, a summary, a name: any cleaned text of `event`. Scattered letters are highlighted in its
/// title and names only, since elsewhere they are noise.
pub fn highlights(index: &Index, query: &Query, event: EventId, text: &str) -> Vec<Range<usize>> {
    let kind = || {
        if is_title_or_name(index.chronology(), event, text) {
            TextKind::Name
        } else {
            TextKind::Long
        }
    };
    let is_title = || &*index.chronology().event(event).title == text;
    ranges(index, query, text, kind, is_title)
}

/// The same in a part of a long text, for one of which only some lines show. A word that must begin or end the text is not
/// highlighted there.
pub fn highlights_in_part(index: &Index, query: &Query, part: &str) -> Vec<Range<usize>> {
    ranges(index, query, part, || TextKind::Part, || false)
}

fn ranges(
    index: &Index,
    query: &Query,
    text: &str,
    kind: impl Fn() -> TextKind,
    is_title: impl Fn() -> bool,
) -> Vec<Range<usize>> {
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
                let kind = kind();
                let terms = TermInText::each(word, &meant);
                let ranges = terms.iter().map(|term| term.ranges(&folded.text, kind));
                // Where the word that was meant stands, its scattered letters say nothing.
                lit.extend(
                    ranges
                        .into_iter()
                        .find(|ranges| !ranges.is_empty())
                        .unwrap_or_default(),
                );
            }
            Clause::Text(field, word)
                if *field == TextField::Text || *field == TextField::Title && is_title() =>
            {
                let kind = match kind() {
                    TextKind::Part => TextKind::Part,
                    TextKind::Name | TextKind::Long => TextKind::Name,
                };
                for term in TermInText::each(&word.clone().strictly(), &meant) {
                    lit.extend(term.ranges(&folded.text, kind));
                }
            }
            _ => {}
        }
    }
    united(lit.iter().map(|range| folded.written(range)).collect())
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
