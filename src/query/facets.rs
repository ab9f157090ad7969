//! Facets: what values the events of a result have, with exact counts.
//!
//! A count says how many events of the result have the value. Of a field of which
//! an event has one value (kind, status), its own choices are set aside for its counts: they say what
//! there would be if another value were chosen too.

use std::cmp::Reverse;
use std::sync::atomic::AtomicBool;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::clause::{Clause, Condition};
use super::field::{Field, FieldKey, Names};
use super::index::Index;
use super::matches::{Hit, Matches};
use super::run::run;
use super::slice::{EVENTS, Slice, place_of};
use super::tree::{Node, Tree};
use super::{Outside, Query};

/// The values of a field.
#[derive(Debug, Clone)]
pub struct Facet {
    /// The field's name.
    pub field: &'static str,
    /// What to write above it.
    pub title: &'static str,
    /// The values, the most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value of a field.
#[derive(Debug, Clone)]
pub struct FacetValue {
    /// As it is written in a query, in quotes if need be.
    pub key: String,
    /// As it is shown.
    pub label: String,
    /// How many events of the result have it.
    pub count: usize,
    /// Whether the query asks for it.
    pub choice: Choice,
}

/// Whether a query asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// It does not say.
    Off,
    /// Only events with it.
    With,
    /// Only events without it.
    Without,
}

/// The facets, in the order in which they are shown.
const FACETS: [(FieldKey, &str); 6] = [
    (FieldKey::Actor, "actors"),
    (FieldKey::Kind, "kinds"),
    (FieldKey::Status, "status"),
    (FieldKey::Place, "places"),
    (FieldKey::Tag, "tags"),
    (FieldKey::Source, "sources"),
];

/// Counts the values of each facet among `matches`, which are those of `query`. Values that no event has are
/// left out, unless they are chosen.
pub fn count(index: &Index, query: &Query, matches: &Matches, outside: &Outside) -> Vec<Facet> {
    let all = Counts::of(index, matches.by_date(), &FACETS.map(|(key, _)| key));
    FACETS
        .into_iter()
        .filter_map(|(key, title)| {
            let field = super::FIELDS.iter().find(|field| field.key == key)?;
            let apart = field
                .is_single()
                .then(|| apart_from(&query.root, field))
                .flatten()
                .and_then(|root| run(index, &Query { root }, outside, &AtomicBool::new(false)))
                .map(|matches| Counts::of(index, matches.by_date(), &[key]));
            let counts = apart.as_ref().unwrap_or(&all);
            Some(facet(index, query, field, title, counts.of_field(key)))
        })
        .collect()
}

/// The query without what it asks of a single-valued field; `None` if it asks nothing.
fn apart_from(root: &Tree<Condition>, field: &Field) -> Option<Tree<Condition>> {
    let rest: Vec<_> = root
        .parts()
        .iter()
        .filter(|part| !asks_only(part, field))
        .cloned()
        .collect();
    (rest.len() < root.parts().len()).then(|| Tree {
        span: root.span.clone(),
        node: Node::All(rest),
    })
}

/// Whether a part asks for values of `field` and for nothing else.
fn asks_only(part: &Tree<Condition>, field: &Field) -> bool {
    match &part.node {
        Node::Leaf(leaf) => leaf.field == field.name,
        Node::Any(parts) => parts.iter().all(|part| asks_only(part, field)),
        Node::All(_) | Node::Not(_) => false,
    }
}

/// How many events have each value; one table a field.
#[derive(Debug, Default)]
struct Counts {
    tables: Vec<(FieldKey, Vec<usize>)>,
}

impl Counts {
    fn of(index: &Index, hits: &[Hit], keys: &[FieldKey]) -> Self {
        let none = || Self {
            tables: keys
                .iter()
                .map(|key| (*key, vec![0; index.labels.of(*key).values.len()]))
                .collect(),
        };
        let tally = |mut counts: Self, slice: &Slice| {
            counts.add(slice, hits);
            counts
        };
        let slices = index.slices.as_slice();
        if hits.len() <= EVENTS {
            return slices.iter().fold(none(), tally);
        }
        let share = slices.len().div_ceil(rayon::current_num_threads());
        slices
            .par_iter()
            .with_min_len(share)
            .fold(none, tally)
            .reduce(none, Self::sum)
    }

    fn sum(mut self, other: Self) -> Self {
        for ((_, table), (_, more)) in self.tables.iter_mut().zip(other.tables) {
            for (count, more) in table.iter_mut().zip(more) {
                *count += more;
            }
        }
        self
    }

    /// Counts those of `hits` that stand in `slice`.
    fn add(&mut self, slice: &Slice, hits: &[Hit]) {
        let place = |event: usize| hits.partition_point(|hit| hit.event.index() < event);
        let hits = hits.get(place(slice.first)..place(slice.first + slice.len()));
        let rows = hits.unwrap_or_default().iter();
        let rows = rows.map(|hit| hit.event.index() - slice.first);
        for (key, table) in &mut self.tables {
            let mut tally = |value: usize| {
                if let Some(count) = table.get_mut(value) {
                    *count += 1;
                }
            };
            let lists = match key {
                FieldKey::Actor => &slice.actors,
                FieldKey::Kind => &slice.kinds,
                FieldKey::Place => &slice.regions,
                FieldKey::Tag => &slice.tags,
                FieldKey::Source => &slice.sources,
                _ => {
                    for row in rows.clone() {
                        let status = slice.statuses.get(row).copied();
                        tally(status.map_or(usize::MAX, usize::from));
                    }
                    continue;
                }
            };
            for row in rows.clone() {
                lists.row(row).for_each(&mut tally);
            }
        }
    }

    fn of_field(&self, key: FieldKey) -> &[usize] {
        let table = self.tables.iter().find(|(of, _)| *of == key);
        table.map_or(&[], |(_, counts)| counts)
    }
}

fn facet(
    index: &Index,
    query: &Query,
    field: &'static Field,
    title: &'static str,
    counts: &[usize],
) -> Facet {
    let chosen = chosen(index, &query.root, field);
    let labels = index.labels.of(field.key);
    // In the order of the labels, so that sorting by count alone, which keeps the order of equals, does.
    let mut values: Vec<_> = labels
        .order
        .iter()
        .filter_map(|value| {
            let count = counts.get(*value).copied().unwrap_or(0);
            let choice = chosen.iter().find(|chosen| chosen.value == *value);
            if count == 0 && choice.is_none() {
                return None;
            }
            let (key, label) = labels.get(*value);
            Some(FacetValue {
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
    }
}

/// A value that the query asks for by itself.
struct Chosen {
    value: usize,
    choice: Choice,
    written: String,
}

fn chosen(index: &Index, root: &Tree<Condition>, field: &Field) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for part in root.parts() {
        let (leaves, choice) = match &part.node {
            Node::Not(inner) => match &inner.node {
                Node::Leaf(leaf) => (vec![leaf], Choice::Without),
                _ => continue,
            },
            Node::Leaf(leaf) => (vec![leaf], Choice::With),
            Node::Any(_) if field.is_single() && asks_only(part, field) => {
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
        Clause::Names(names, word) => match names {
            Names::Actors => index.actors.meant_by(word),
            Names::Places => index.places.meant_by(word),
            Names::Sources => index.sources.meant_by(word),
            Names::Kinds => index.kinds.meant_by(word),
            Names::Tags => index.tags.meant_by(word),
            Names::Roles => index.roles.meant_by(word),
        },
        _ => return None,
    };
    match meant.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}
