//! What the values of facets are called: as written in a query, as shown, and in which order.

use std::collections::HashMap;

use super::names::{NameTable, Thing};
use super::quote::key_of;
use crate::query::text::fold::fold;

/// The values of a field, by their place in its table.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// For each value: as it is written in a query, and as it is shown.
    pub values: Vec<(Box<str>, Box<str>)>,
    /// The values by what is shown, in alphabetical order.
    pub order: Vec<usize>,
}

impl Labels {
    fn new(values: Vec<(Box<str>, Box<str>)>) -> Self {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|value| values.get(*value).map(|(key, label)| (label, key)));
        Self { values, order }
    }

    /// Values that are written as they are shown.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words = words.into_iter();
        Self::new(
            words
                .map(|word| (key_of(word).into(), word.into()))
                .collect(),
        )
    }

    /// Things: each written by its name, or by its id if the name is another's too or the thing is always so written.
    pub fn of_things(things: &[Thing<'_>], names: &NameTable) -> Self {
        let mut owners: HashMap<&str, Option<usize>> = HashMap::new();
        for (entry, name) in names.names() {
            owners
                .entry(name)
                .and_modify(|owner| *owner = owner.filter(|owner| *owner == entry.owner))
                .or_insert(Some(entry.owner));
        }
        let is_its_own = |nth: usize, name: &str| {
            let owner = owners.get(fold(name).as_str()).copied().flatten();
            owner == Some(nth)
        };
        let values = things.iter().enumerate().map(|(nth, thing)| {
            let by_name = !thing.is_written_by_id && is_its_own(nth, thing.name);
            let written = if by_name { thing.name } else { thing.id };
            (key_of(written).into(), thing.name.into())
        });
        Self::new(values.collect())
    }

    /// The value at `place`: as written, and as shown.
    pub fn get(&self, place: usize) -> (&str, &str) {
        let value = self.values.get(place);
        value.map_or(("", ""), |(key, label)| (key, label))
    }
}
