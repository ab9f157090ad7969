//! Facets: what values the events of a result have, with exact counts.
//!
//! A count says how many events of the result have the value. The choices of a field are set aside for its own counts while they are
//! alternatives: its other values stay, and say what each would find. Where all of them are required, the counts are those within
//! the result.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Weak};

use super::counts::Counts;
use crate::model::{Chronology, EventId};
use crate::query::index::arena::index as number;
use crate::query::index::build::Index;
use crate::query::index::segment::place_of;
use crate::query::language::clause::{Clause, Condition};
use crate::query::language::edit::Choice;
use crate::query::language::field::{Field, ValueColumn};
use crate::query::language::name_source::Names;
use crate::query::language::tree::{QueryNode, QueryTree};
use crate::query::search::matches::Matches;
use crate::query::search::refine::{Refining, is_same};
use crate::query::text::fold::fold;
use crate::query::{Query, QueryContext};

/// The values of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field's name.
    pub field: &'static str,
    /// What to write above it.
    pub title: &'static str,
    /// The values, the most frequent first.
    pub values: Vec<FacetValue>,
    /// Whether an event must have all the chosen values; else one of them is enough.
    pub requires_all: bool,
    /// Of actors: the values within the result, where `values` are those without the field's choices.
    pub in_result: Option<Vec<FacetValue>>,
}

impl Facet {
    /// The values of the result itself.
    pub fn result(&self) -> &[FacetValue] {
        self.in_result.as_deref().unwrap_or(&self.values)
    }

    /// The places of the values with all the words of `typed` in their labels, accents and case aside.
    pub fn with_words(&self, typed: &str) -> Vec<usize> {
        let typed = fold(typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        let has_all = |value: &FacetValue| {
            let label = fold(&value.label);
            words.iter().all(|word| label.contains(word))
        };
        let values = self.values.iter().enumerate();
        values
            .filter(|(_, value)| words.is_empty() || has_all(value))
            .map(|(place, _)| place)
            .collect()
    }
}

/// Puts the values of `facets` in the order of `before`, and keeps those that no event has now, so that nothing moves under a cursor.
pub fn keep_order(facets: &mut [Facet], before: &[Facet]) {
    for facet in facets {
        let Some(before) = before.iter().find(|before| before.field == facet.field) else {
            continue;
        };
        in_order_of(&mut facet.values, &before.values);
        if let Some(values) = &mut facet.in_result {
            in_order_of(values, before.result());
        }
    }
}

fn in_order_of(values: &mut Vec<FacetValue>, before: &[FacetValue]) {
    let all = values.iter().chain(before).map(|value| value.value);
    let mut places = vec![None; all.max().map_or(0, |most| most + 1)];
    let mut left: Vec<Option<FacetValue>> = std::mem::take(values).into_iter().map(Some).collect();
    for (place, value) in left.iter().flatten().enumerate() {
        if let Some(slot) = places.get_mut(value.value) {
            *slot = Some(place);
        }
    }
    for old in before {
        let place = places.get(old.value).copied().flatten();
        let now = place.and_then(|place| left.get_mut(place)?.take());
        values.push(now.unwrap_or_else(|| FacetValue {
            count: 0,
            choice: Choice::Off,
            ..old.clone()
        }));
    }
    values.extend(left.into_iter().flatten());
}

/// Puts values that were kept in an earlier order in their own again: the most frequent first, without those that no event has.
pub fn sort(facets: &mut [Facet]) {
    let tidy = |values: &mut Vec<FacetValue>| {
        values.retain(|value| value.count > 0 || value.choice != Choice::Off);
        if !values.is_sorted_by_key(|value| Reverse(value.count)) {
            values.sort_by(|one, other| {
                (Reverse(one.count), &one.label).cmp(&(Reverse(other.count), &other.label))
            });
        }
    };
    for facet in facets {
        tidy(&mut facet.values);
        facet.in_result.iter_mut().for_each(tidy);
    }
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Its place in the table of its field.
    pub(crate) value: usize,
    /// As it is written in a query, in quotes if need be.
    pub key: String,
    /// As it is shown.
    pub label: String,
    /// How many events of the result have it.
    pub count: usize,
    /// Whether the query asks for it.
    pub choice: Choice,
}

/// A field with a facet, and the column of its values.
type FacetField = (&'static Field, &'static str, ValueColumn);

/// The fields that have facets, each with its title, in the order in which they are shown.
fn facet_fields() -> impl Iterator<Item = FacetField> {
    let fields = crate::query::FIELDS.iter();
    fields.filter_map(|field| Some((field, field.facet?, field.column()?)))
}

/// The columns of all facets.
fn columns() -> Vec<ValueColumn> {
    facet_fields().map(|(.., column)| column).collect()
}

/// How many queries' counts are remembered: of 100,000 actors each is 400 KB.
const KEPT: usize = 8;

/// Counts the values of each facet among `matches`, which are those of `query`. Values that no event has are
/// left out, unless they are chosen.
pub fn count(
    index: &Index,
    query: &Query,
    matches: &Matches,
    context: &QueryContext,
) -> Vec<Facet> {
    let never = AtomicBool::new(false);
    let counted = Counter::default().count(index, query, matches, context, &never);
    counted.unwrap_or_default()
}

/// Counts the facets of queries one after another, and remembers what the next may need: the totals, and what
/// there is without a choice, which as a rule is what was there before it was made.
#[derive(Debug, Default)]
pub struct Counter {
    chronology: Weak<Chronology>,
    totals: Option<Counts>,
    past: Vec<Past>,
    rests: Refining,
}

/// The counts of a query.
#[derive(Debug)]
struct Past {
    root: QueryTree<Condition>,
    starred: Arc<BTreeSet<EventId>>,
    counts: Counts,
}

impl Counter {
    /// The same as `count`; `None` if `stop` was set meanwhile.
    pub fn count(
        &mut self,
        index: &Index,
        query: &Query,
        matches: &Matches,
        context: &QueryContext,
        stop: &AtomicBool,
    ) -> Option<Vec<Facet>> {
        let chronology = Arc::downgrade(index.chronology());
        if !Weak::ptr_eq(&self.chronology, &chronology) {
            *self = Self {
                chronology,
                ..Self::default()
            };
        }
        let mut all = self.counts(index, matches, stop)?;
        if has_plain_periods(&query.root) {
            all.add_meetings(matches.by_date());
        }
        self.keep(&query.root, context, all.clone());
        let mut facets = Vec::new();
        for facet_field @ (field, _, column) in facet_fields() {
            let apart = apart_from(&query.root, field);
            let is_apart = apart.is_some();
            let counts = match apart {
                Some(root) => self.rest(index, root, context, stop)?,
                None => &all,
            };
            let mut told = facet(index, query, facet_field, counts.of_column(column));
            if is_apart && column == ValueColumn::Names(Names::Actors) {
                let within = facet(index, query, facet_field, all.of_column(column));
                told.in_result = Some(within.values);
            }
            facets.push(told);
        }
        Some(facets)
    }

    /// The counts of a result.
    fn counts(&mut self, index: &Index, matches: &Matches, stop: &AtomicBool) -> Option<Counts> {
        let hits = matches.by_date();
        if hits.len() == matches.total() {
            return self.totals(index, stop).cloned();
        }
        match &self.totals {
            Some(totals) if hits.len() > matches.total() / 2 => {
                totals.less_all_but(index, hits, &columns(), stop)
            }
            _ => Counts::of_hits(index, hits, &columns(), stop),
        }
    }

    fn totals(&mut self, index: &Index, stop: &AtomicBool) -> Option<&Counts> {
        if self.totals.is_none() {
            self.totals = Some(Counts::of_all(index, &columns(), stop)?);
        }
        self.totals.as_ref()
    }

    /// The counts of what is left of a query, without a choice.
    fn rest(
        &mut self,
        index: &Index,
        root: QueryTree<Condition>,
        context: &QueryContext,
        stop: &AtomicBool,
    ) -> Option<&Counts> {
        let query = Query { root };
        if query.is_everything() {
            return self.totals(index, stop);
        }
        let is_past =
            |past: &Past| past.starred == context.starred && is_same(&past.root, &query.root);
        if let Some(place) = self.past.iter().position(is_past) {
            return self.past.get(place).map(|past| &past.counts);
        }
        let matches = self.rests.run(index, &query, context, stop)?;
        let mut counts = self.counts(index, &matches, stop)?;
        if has_plain_periods(&query.root) {
            counts.add_meetings(matches.by_date());
        }
        self.keep(&query.root, context, counts);
        self.past.last().map(|past| &past.counts)
    }

    fn keep(&mut self, root: &QueryTree<Condition>, context: &QueryContext, counts: Counts) {
        self.past.retain(|past| !is_same(&past.root, root));
        let many = (self.past.len() + 1).saturating_sub(KEPT);
        self.past.drain(..many);
        self.past.push(Past {
            root: root.clone(),
            starred: Arc::clone(&context.starred),
            counts,
        });
    }
}

/// Says anew of the values of `facets` whether `query` asks for them. Their counts stay those of the query before.
pub fn mark(index: &Index, query: &Query, facets: &mut [Facet]) {
    for facet in facets {
        let mut fields = facet_fields();
        let Some((field, _, column)) = fields.find(|(field, ..)| field.name == facet.field) else {
            continue;
        };
        let labels = index.vocabulary().labels(column);
        let chosen = chosen(index, &query.root, field);
        facet.requires_all = requires_all(&query.root, field);
        let within = facet.in_result.iter_mut().flatten();
        for value in facet.values.iter_mut().chain(within) {
            let choice = chosen.iter().find(|chosen| chosen.value == value.value);
            let (key, choice) = match choice {
                Some(chosen) => (chosen.written.as_str(), chosen.choice),
                None if value.choice == Choice::Off => continue,
                None => (labels.get(value.value).0, Choice::Off),
            };
            key.clone_into(&mut value.key);
            value.choice = choice;
        }
    }
}

/// Whether all periods of a query must be met, so that a hit that meets one only possibly is possible.
fn has_plain_periods(root: &QueryTree<Condition>) -> bool {
    let is_period = |leaf: &Condition| matches!(leaf.clause, Clause::Period(_));
    let of_all = root
        .leaves()
        .into_iter()
        .filter(|(leaf, _)| is_period(leaf));
    let plain = root.parts().iter().filter(|part| match &part.node {
        QueryNode::Leaf(leaf) => is_period(leaf),
        QueryNode::All(_) | QueryNode::Any(_) | QueryNode::Not(_) => false,
    });
    let plain = plain.count();
    plain > 0 && plain == of_all.count()
}

/// Whether several values of a field are required together.
fn requires_all(root: &QueryTree<Condition>, field: &Field) -> bool {
    let asking = root.parts().iter().filter(|part| asks_only(part, field));
    !field.is_single && asking.count() > 1
}

/// The query without the values of a field that it asks for as alternatives; `None` if it asks for none, or requires several.
fn apart_from(root: &QueryTree<Condition>, field: &Field) -> Option<QueryTree<Condition>> {
    if requires_all(root, field) {
        return None;
    }
    let mut rest: Vec<_> = root
        .parts()
        .iter()
        .filter(|part| !asks_only(part, field))
        .cloned()
        .collect();
    if rest.len() == root.parts().len() {
        return None;
    }
    // As it is read when it is written alone.
    let only = if rest.len() == 1 { rest.pop() } else { None };
    Some(only.unwrap_or_else(|| QueryTree {
        span: root.span.clone(),
        node: QueryNode::All(rest),
    }))
}

/// Whether a part asks for values of `field` and for nothing else.
fn asks_only(part: &QueryTree<Condition>, field: &Field) -> bool {
    match &part.node {
        QueryNode::Leaf(leaf) => leaf.field == field.name,
        QueryNode::Any(parts) => parts.iter().all(|part| asks_only(part, field)),
        QueryNode::All(_) | QueryNode::Not(_) => false,
    }
}

fn facet(
    index: &Index,
    query: &Query,
    (field, title, column): FacetField,
    counts: &[u32],
) -> Facet {
    let chosen = chosen(index, &query.root, field);
    let labels = index.vocabulary().labels(column);
    // In the order of the labels, so that sorting by count alone, which keeps the order of equals, does.
    let mut values: Vec<_> = labels
        .order
        .iter()
        .filter_map(|value| {
            let count = counts.get(*value).map_or(0, |count| number(*count));
            let choice = chosen.iter().find(|chosen| chosen.value == *value);
            if count == 0 && choice.is_none() {
                return None;
            }
            let (key, label) = labels.get(*value);
            Some(FacetValue {
                value: *value,
                key: choice.map_or(key, |choice| &choice.written).to_owned(),
                label: label.to_owned(),
                count,
                choice: choice.map_or(Choice::Off, |choice| choice.choice),
            })
        })
        .collect();
    values.sort_by_key(|value| Reverse(value.count));
    Facet {
        field: field.name,
        title,
        values,
        requires_all: requires_all(&query.root, field),
        in_result: None,
    }
}

/// A value that the query asks for by itself.
struct Chosen {
    value: usize,
    choice: Choice,
    written: String,
}

fn chosen(index: &Index, root: &QueryTree<Condition>, field: &Field) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for part in root.parts() {
        let (leaves, choice) = match &part.node {
            QueryNode::Not(inner) => match &inner.node {
                QueryNode::Leaf(leaf) => (vec![leaf], Choice::Without),
                _ => continue,
            },
            QueryNode::Leaf(leaf) => (vec![leaf], Choice::With),
            QueryNode::Any(_) if asks_only(part, field) => {
                let leaves = part.leaves().into_iter().map(|(leaf, _)| leaf);
                (leaves.collect(), Choice::With)
            }
            _ => continue,
        };
        for leaf in leaves.into_iter().filter(|leaf| leaf.field == field.name) {
            if let Some(value) = only_value(index, &leaf.clause) {
                chosen.push(Chosen {
                    value,
                    choice,
                    written: leaf.written.clone(),
                });
            }
        }
    }
    chosen
}

/// The value that a clause asks for, if it is only one.
fn only_value(index: &Index, clause: &Clause) -> Option<usize> {
    let meant = match clause {
        Clause::Status(status) => {
            let places = status.iter().map(|status| usize::from(place_of(*status)));
            places.collect()
        }
        Clause::Names(names, word) => index.names(*names).resolve(word),
        Clause::Is(is) => vec![is.place()],
        Clause::Word(_)
        | Clause::Text(..)
        | Clause::Grade(_)
        | Clause::Period(_)
        | Clause::Has(_) => return None,
    };
    match meant.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_choice_it_is_the_query_before_the_choice() {
        let index = Index::new(Arc::default());
        let root = |text| {
            let query = Query::parse(text, index.vocabulary(), &QueryContext::default());
            query.unwrap().root
        };
        let status = Field::called("status");
        for (text, before) in [
            ("status:alleged", Some("")),
            ("scam status:alleged", Some("scam")),
            ("status:alleged scam -police", Some("scam -police")),
            (
                "(scam | fraud) (status:alleged | status:reported)",
                Some("scam | fraud"),
            ),
            ("scam -status:alleged", None),
            ("scam | status:alleged", None),
        ] {
            let apart = apart_from(&root(text), status.unwrap());
            assert_eq!(apart.is_some(), before.is_some(), "{text}");
            if let Some((apart, before)) = apart.zip(before) {
                assert!(is_same(&apart, &root(before)), "{text}");
            }
        }
    }
}
