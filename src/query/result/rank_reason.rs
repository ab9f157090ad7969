//! "Why does this row stand before that?": a rank in words.
//!
//! Words are compared one by one, as the search scores them; the first that two events hold differently is told.

use std::cmp::Ordering;

use super::explain::{Reader, WordFound, quoted};
use super::term_in_text::Found;
use crate::model::EventId;
use crate::query::index::build::Index;
use crate::query::language::clause::Clause;
use crate::query::search::score::Tier;
use crate::query::text::fold::fold;
use crate::query::text::term::SearchTerm;
use crate::query::{Hit, Query, QueryContext};

/// Why `this` stands where it does beside `that`, both found by `query`, in an order by rank.
pub fn rank_reason(
    index: &Index,
    query: &Query,
    (this, that): (Hit, Hit),
    context: &QueryContext,
) -> String {
    if (this.tier, this.score) == (that.tier, that.score) {
        return "they match alike, so the earlier comes first".to_owned();
    }
    for (hit, place) in [(this, "this event"), (that, "that one")] {
        if hit.tier == Tier::Named && (this.tier, that.tier) != (Tier::Named, Tier::Named) {
            return format!("the query is the id of {place}");
        }
    }
    let reader = |event: EventId| Reader::new(index, query, event, context);
    let (here, there) = (reader(this.event), reader(that.event));
    let words = words(query);
    // The word that decided the tier comes before one that only adds to the score.
    let mut finds: Vec<_> = words
        .iter()
        .filter_map(|word| Some((*word, here.best(word)?, there.best(word)?)))
        .collect();
    finds.sort_by_key(|(_, here, there)| here.score.tier() == there.score.tier());
    let mut reasons = finds
        .iter()
        .filter(|(_, here, there)| here.score != there.score)
        .map(|(word, here, there)| difference(word, here, there));
    if let Some(reason) = reasons.next() {
        return reason;
    }
    together(index, &words, (this.event, that.event)).unwrap_or_else(|| {
        let name = words.iter().map(|word| &*word.written);
        let name = name.collect::<Vec<_>>().join(" ");
        let place = if (this.tier, -this.score) < (that.tier, -that.score) {
            "here"
        } else {
            "there"
        };
        format!("‘{name}’ is a whole name {place}")
    })
}

/// The words of a query that are to be found.
fn words(query: &Query) -> Vec<&SearchTerm> {
    let leaves = query.root.leaves().into_iter();
    leaves
        .filter_map(|(leaf, negated)| match &leaf.clause {
            Clause::Word(word) if !negated => Some(word),
            _ => None,
        })
        .collect()
}

/// How two finds of a word differ.
fn difference(word: &SearchTerm, here: &WordFound, there: &WordFound) -> String {
    let shown = quoted(word);
    if here.place != there.place {
        return format!(
            "{shown} stands in {} here, in {} there",
            here.place, there.place
        );
    }
    let place = &here.place;
    let nearer = |ordering: Ordering| {
        if ordering == Ordering::Less {
            "here"
        } else {
            "there"
        }
    };
    match (here.found, there.found) {
        (Found::InRow(one), Found::InRow(other)) if one.how != other.how => {
            format!(
                "{shown} stands in {place}: {} here, {} there",
                one.how.told(),
                other.how.told()
            )
        }
        (Found::InRow(one), Found::InRow(other)) if one.at != other.at => format!(
            "{shown} stands nearer the beginning of {place} {}",
            nearer(one.at.cmp(&other.at))
        ),
        (Found::InRow(_), Found::InRow(_)) => format!(
            "{place} is shorter {}, so {shown} is more of it",
            nearer(here.score.cmp(&there.score))
        ),
        (Found::InRow(_), Found::Scattered(_)) => {
            format!("{shown} stands in {place} here, only its letters do there")
        }
        (Found::Scattered(_), Found::InRow(_)) => {
            format!("{shown} stands in {place} there, only its letters do here")
        }
        (Found::Scattered(one), Found::Scattered(other)) => format!(
            "the letters of {shown} stand closer together {}",
            nearer(other.cmp(&one))
        ),
    }
}

/// Which title holds all words in a row, if one does and the other does not.
fn together(
    index: &Index,
    words: &[&SearchTerm],
    (this, that): (EventId, EventId),
) -> Option<String> {
    let words: Vec<_> = words.iter().map(|word| &*word.folded).collect();
    let words = words.join(" ");
    let holds = |event| fold(&index.chronology().event(event).title).contains(&words);
    match (holds(this), holds(that)) {
        (true, false) => Some("the words stand together in the title here".to_owned()),
        (false, true) => Some("the words stand together in the title there".to_owned()),
        _ => None,
    }
}
