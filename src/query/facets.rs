//! Facets: what values the events of a result have, with exact counts.
//!
//! A count says how many events of the result have the value. Of a field of which
//! an event has one value (kind, status), its own choices are set aside for its counts: they say what
//! there would be if another value were chosen too.

use std::sync::atomic::AtomicBool;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::clause::{Clause, Condition};
use super::field::{Field, FieldKey, Names, STATUS};
use super::index::Index;
use super::matches::{Hit, Matches};
use super::run::run;
use super::slice::EVENTS;
use super::tree::{Node, Tree};
use super::written::key_of;
use super::{Outside, Query};
use crate::model::Status;

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
                .map(|key| (*key, vec![0; size(index, *key)]))
                .collect(),
        };
        if hits.len() <= 4 * EVENTS {
            let mut counts = none();
            counts.add(index, hits);
            return counts;
        }
        let share = hits.len().div_ceil(rayon::current_num_threads() * 2);
        let parts: Vec<_> = hits.chunks(share.max(EVENTS)).collect();
        parts
            .par_iter()
            .with_max_len(1)
            .map(|hits| {
                let mut counts = none();
                counts.add(index, hits);
                counts
            })
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

    fn add(&mut self, index: &Index, hits: &[Hit]) {
        for (key, table) in &mut self.tables {
            let mut tally = |value: usize| {
                if let Some(count) = table.get_mut(value) {
                    *count += 1;
                }
            };
            for hit in hits {
                let Some((slice, row)) = index.row(hit.event) else {
                    continue;
                };
                let lists = match key {
                    FieldKey::Actor => &slice.actors,
                    FieldKey::Kind => &slice.kinds,
                    FieldKey::Place => &slice.regions,
                    FieldKey::Tag => &slice.tags,
                    FieldKey::Source => &slice.sources,
                    _ => {
                        let status = index.chronology().event(hit.event).status;
                        tally(place_of(status));
                        continue;
                    }
                };
                lists.row(row).for_each(&mut tally);
            }
        }
    }

    fn of_field(&self, key: FieldKey) -> &[usize] {
        let table = self.tables.iter().find(|(of, _)| *of == key);
        table.map_or(&[], |(_, counts)| counts)
    }
}

fn place_of(status: Status) -> usize {
    let place = Status::ALL.iter().position(|other| *other == status);
    place.unwrap_or(usize::MAX)
}

/// How many values a facet may have.
fn size(index: &Index, key: FieldKey) -> usize {
    let chronology = index.chronology();
    match key {
        FieldKey::Actor => chronology.actors().len(),
        FieldKey::Kind => index.kinds.written.len(),
        FieldKey::Place => chronology.places().len(),
        FieldKey::Tag => index.tags.written.len(),
        FieldKey::Source => chronology.sources().len(),
        _ => STATUS.len(),
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
    let choice = |value: usize| chosen.iter().find(|chosen| chosen.value == value);
    let mut values: Vec<_> = counts
        .iter()
        .enumerate()
        .filter(|(value, count)| **count > 0 || choice(*value).is_some())
        .map(|(value, count)| {
            let (key, label) = key_and_label(index, field.key, value);
            let choice = choice(value);
            FacetValue {
                key: choice.map_or(key, |choice| choice.written.clone()),
                label,
                count: *count,
                choice: choice.map_or(Choice::Off, |choice| choice.choice),
            }
        })
        .collect();
    values.sort_by(|one, other| {
        (other.count, &one.label, &one.key).cmp(&(one.count, &other.label, &other.key))
    });
    Facet {
        field: field.name,
        title,
        values,
    }
}

fn key_and_label(index: &Index, key: FieldKey, value: usize) -> (String, String) {
    let chronology = index.chronology();
    let word = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        (key_of(word), word.to_owned())
    };
    let thing = |keys: &[Box<str>], name: Option<&str>| {
        let key = keys.get(value).map(ToString::to_string);
        (key.unwrap_or_default(), name.unwrap_or_default().to_owned())
    };
    match key {
        FieldKey::Actor => {
            let actor = chronology.actors().get(value);
            thing(&index.actor_keys, actor.map(|actor| &*actor.name))
        }
        FieldKey::Place => {
            let place = chronology.places().get(value);
            thing(&index.place_keys, place.map(|place| &*place.name))
        }
        FieldKey::Source => match chronology.sources().get(value) {
            Some(source) => (key_of(&source.id), source.title.to_string()),
            None => Default::default(),
        },
        FieldKey::Kind => word(index.kinds.written.get(value).map(|word| &**word)),
        FieldKey::Tag => word(index.tags.written.get(value).map(|word| &**word)),
        _ => word(STATUS.get(value).copied()),
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
        Clause::Status(status) => status.iter().map(|status| place_of(*status)).collect(),
        Clause::Names(names, word) => match names {
            Names::Actors => index.actors.meant_by(word),
            Names::Places => index.places.meant_by(word),
            Names::Sources => index.sources.meant_by(word),
            Names::Kinds => index.kinds.names.meant_by(word),
            Names::Tags => index.tags.names.meant_by(word),
            Names::Roles => index.roles.names.meant_by(word),
        },
        _ => return None,
    };
    match meant.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}
