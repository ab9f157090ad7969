//! What the values of facets are called: as written in a query, as shown, and in which order.

use std::collections::HashMap;

use crate::model::Chronology;
use crate::query::language::field::{FieldKey, STATUS};
use crate::query::language::names::NameTable;
use crate::query::language::quote::key_of;
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

    /// Things, each with its id and its name: written by the name, or by the id if the name is another's too.
    fn of_things<'a>(things: impl Iterator<Item = (&'a str, &'a str)>, names: &NameTable) -> Self {
        let mut owners: HashMap<&str, Option<usize>> = HashMap::new();
        for (entry, name) in names.names() {
            owners
                .entry(name)
                .and_modify(|owner| *owner = owner.filter(|owner| *owner == entry.owner))
                .or_insert(Some(entry.owner));
        }
        let values = things.enumerate().map(|(place, (id, name))| {
            let owner = owners.get(fold(name).as_str()).copied().flatten();
            let is_its_own = owner == Some(place);
            (
                key_of(if is_its_own { name } else { id }).into(),
                name.into(),
            )
        });
        Self::new(values.collect())
    }

    /// The value at `place`: as written, and as shown.
    pub fn get(&self, place: usize) -> (&str, &str) {
        let value = self.values.get(place);
        value.map_or(("", ""), |(key, label)| (key, label))
    }
}

/// The labels of every field that has facets, and of roles.
#[derive(Debug, Default)]
pub(crate) struct AllLabels {
    /// Actors.
    pub actors: Labels,
    /// Places.
    pub places: Labels,
    /// Sources.
    pub sources: Labels,
    /// Status words.
    pub statuses: Labels,
    /// Kinds.
    pub kinds: Labels,
    /// Tags.
    pub tags: Labels,
    /// Roles.
    pub roles: Labels,
}

impl AllLabels {
    /// Those of the things of `chronology`; its words are added by whoever counted them.
    pub fn of_things(chronology: &Chronology, actors: &NameTable, places: &NameTable) -> Self {
        let named = chronology.actors().iter();
        let actors = Labels::of_things(named.map(|actor| (&*actor.id, &*actor.name)), actors);
        let named = chronology.places().iter();
        let places = Labels::of_things(named.map(|place| (&*place.id, &*place.name)), places);
        let sources = chronology.sources().iter();
        let sources = sources.map(|source| (key_of(&source.id).into(), source.label().into()));
        Self {
            actors,
            places,
            sources: Labels::new(sources.collect()),
            statuses: Labels::of_words(STATUS.iter().copied()),
            ..Self::default()
        }
    }

    /// Those of a field.
    pub fn of(&self, key: FieldKey) -> &Labels {
        match key {
            FieldKey::Actor => &self.actors,
            FieldKey::Place => &self.places,
            FieldKey::Source => &self.sources,
            FieldKey::Kind => &self.kinds,
            FieldKey::Tag => &self.tags,
            FieldKey::Role => &self.roles,
            _ => &self.statuses,
        }
    }
}
