//! What the values of facets are called: as written in a query, as shown, and in which order.

use std::collections::HashMap;

use super::names::{NameTable, Thing};
use super::quote::key_of;
use crate::model::text::SmallString;
use crate::query::text::fold::fold;

/// The values of a field, by their place in its table.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    values: Vec<Label>,
    /// The values by what is shown, in alphabetical order.
    pub order: Vec<usize>,
}

/// What one value is called.
#[derive(Debug)]
struct Label {
    /// As it is shown.
    shown: SmallString,
    /// As it is written in a query, where that is another.
    written: Option<SmallString>,
}

impl Label {
    fn new(shown: &str, named: &str) -> Self {
        let written = key_of(named);
        Self {
            shown: shown.into(),
            written: (written != shown).then(|| written.into()),
        }
    }

    /// As it is written, and as it is shown.
    fn get(&self) -> (&str, &str) {
        (self.written.as_ref().unwrap_or(&self.shown), &self.shown)
    }
}

impl Labels {
    fn new(values: Vec<Label>) -> Self {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by_key(|value| {
            let (written, shown) = values.get(*value).map(Label::get).unwrap_or_default();
            (shown, written)
        });
        Self { values, order }
    }

    /// Values that are written as they are shown.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words = words.into_iter();
        Self::new(words.map(|word| Label::new(word, word)).collect())
    }

    /// Things: each written by its name, or by its id if the name is another's too or the thing is always so written.
    pub fn of_things(things: &[Thing<'_>], names: &NameTable) -> Self {
        let mut owners: HashMap<&str, Option<usize>> = HashMap::new();
        for (entry, name) in names.names() {
            owners
                .entry(name)
                .and_modify(|owner| *owner = owner.filter(|owner| *owner == entry.owner()))
                .or_insert(Some(entry.owner()));
        }
        let is_its_own = |nth: usize, name: &str| {
            let owner = owners.get(fold(name).as_str()).copied().flatten();
            owner == Some(nth)
        };
        let values = things.iter().enumerate().map(|(nth, thing)| {
            let by_name = !thing.is_written_by_id && is_its_own(nth, thing.name);
            let written = if by_name { thing.name } else { thing.id };
            Label::new(thing.name, written)
        });
        Self::new(values.collect())
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The value at `place`: as written, and as shown.
    pub fn get(&self, place: usize) -> (&str, &str) {
        self.values.get(place).map(Label::get).unwrap_or_default()
    }
}
