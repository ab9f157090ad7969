//! Where names come from that a field compares: one row each, which says what has such names, which an event has, and how
//! that is told.
//!
//! The vocabulary, the columns of the index, the facets, completion and explanations are made from these rows. A new one is
//! a static here, its line in `name_sources!`, and a row of `FIELDS`.

use std::collections::HashSet;

use super::labels::Labels;
use super::names::Thing;
use crate::model::{Chronology, Event, PlaceId};
use crate::query::text::fold::fold;
use crate::query::text::term::SearchTerm;
use crate::query::text::term_matcher::TermMatcher;

/// A source of names.
#[derive(Debug)]
pub(crate) struct NameSource {
    /// What has them.
    pub values: NamedBy,
    /// Tells which of an event's values a query asks for.
    pub tell: fn(&Asked<'_>) -> Vec<String>,
}

/// What has names.
#[derive(Debug)]
pub(crate) enum NamedBy {
    /// Things with records of their own.
    Things {
        /// All of them, in the order of their ids.
        all: fn(&Chronology) -> Vec<Thing<'_>>,
        /// Adds those of an event, by position.
        of_event: fn(&Chronology, &Event, &mut Vec<usize>),
        /// In how many events one is, or one within it.
        events: fn(&Chronology, usize) -> Option<usize>,
        /// What one lies within, by position: whoever asks for that asks for this too.
        within: Option<fn(&Chronology, usize) -> Option<usize>>,
    },
    /// Words that events use; this adds those of an event.
    Words(for<'a> fn(&'a Event, &mut Vec<&'a str>)),
}

/// What a query asks of an event.
pub(crate) struct Asked<'a> {
    /// The chronology.
    pub chronology: &'a Chronology,
    /// The event.
    pub event: &'a Event,
    /// What is asked for.
    pub word: &'a SearchTerm,
    /// The values that this means, in order.
    pub wanted: &'a [usize],
    /// The values' labels.
    pub labels: &'a Labels,
}

impl Asked<'_> {
    /// Whether a value is meant.
    fn wants(&self, value: usize) -> bool {
        self.wanted.binary_search(&value).is_ok()
    }
}

/// Makes `Names`, a value for each of them, and the way from a name to its row.
macro_rules! name_sources {
    ($($(#[$about:meta])* $names:ident, $field:ident, $source:ident;)*) => {
        /// Which names a field compares.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Names { $($(#[$about])* $names,)* }

        impl Names {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$names,)*];

            /// Where they come from.
            pub fn source(self) -> &'static NameSource {
                match self { $(Self::$names => &$source,)* }
            }
        }

        /// A value for each of `Names`.
        #[derive(Debug, Default)]
        pub(crate) struct ByNames<T> { $($(#[$about])* pub $field: T,)* }

        impl<T> ByNames<T> {
            /// What `make` gives for each.
            pub fn new(mut make: impl FnMut(Names) -> T) -> Self {
                Self { $($field: make(Names::$names),)* }
            }

            /// The value for `names`.
            pub fn get(&self, names: Names) -> &T {
                match names { $(Names::$names => &self.$field,)* }
            }

            /// The same, to be changed.
            pub fn get_mut(&mut self, names: Names) -> &mut T {
                match names { $(Names::$names => &mut self.$field,)* }
            }
        }
    };
}

name_sources! {
    /// Actors.
    Actors, actors, ACTORS;
    /// The roles of actors.
    Roles, roles, ROLES;
    /// The kinds of events.
    Kinds, kinds, KINDS;
    /// Places.
    Places, places, PLACES;
    /// Tags.
    Tags, tags, TAGS;
    /// Sources.
    Sources, sources, SOURCES;
}

/// The actors of `chronology`.
pub(crate) fn actors(chronology: &Chronology) -> Vec<Thing<'_>> {
    let actors = chronology.actors().iter();
    let thing = actors.map(|actor| Thing::new(&actor.id, &actor.name, &actor.aliases));
    thing.collect()
}

static ACTORS: NameSource = NameSource {
    values: NamedBy::Things {
        all: actors,
        of_event: |_, event, to| to.extend(event.actors.iter().map(|part| part.actor.index())),
        events: |chronology, actor| Some(chronology.actors().get(actor)?.events.len()),
        within: None,
    },
    tell: |asked| {
        let parts = asked.event.actors.iter();
        let parts = parts.filter(|part| asked.wants(part.actor.index()));
        let told = parts.map(|part| {
            let name = &asked.chronology.actor(part.actor).name;
            if part.role.is_empty() {
                name.to_string()
            } else {
                format!("{name} ({})", part.role)
            }
        });
        told.collect()
    },
};

static ROLES: NameSource = NameSource {
    values: NamedBy::Words(|event, to| to.extend(event.actors.iter().map(|part| &*part.role))),
    tell: |asked| {
        let wanted = TermMatcher::new(asked.word.clone());
        let parts = asked.event.actors.iter();
        let parts = parts.filter(|part| wanted.best(&fold(&part.role)).is_some());
        let name = |part| &asked.chronology.actor(part).name;
        let told = parts.map(|part| format!("{} ({})", part.role, name(part.actor)));
        told.collect()
    },
};

static KINDS: NameSource = NameSource {
    values: NamedBy::Words(|event, to| {
        to.extend(Some(&*event.kind).filter(|kind| !kind.is_empty()));
    }),
    tell: |asked| vec![asked.event.kind.to_string()],
};

static PLACES: NameSource = NameSource {
    values: NamedBy::Things {
        all: |chronology| {
            let places = chronology.places().iter();
            let thing = places.map(|place| Thing::new(&place.id, &place.name, &place.aliases));
            thing.collect()
        },
        of_event: |_, event, to| to.extend(event.places.iter().map(|place| place.index())),
        events: |chronology, place| {
            let count = chronology.places().get(place)?.events_within;
            usize::try_from(count).ok()
        },
        within: Some(|chronology, place| {
            let outer = chronology.places().get(place)?.within;
            outer.map(PlaceId::index)
        }),
    },
    tell: |asked| {
        let place = |id: PlaceId| asked.chronology.place(id);
        let told = asked.event.places.iter().filter_map(|inner| {
            let mut chain = std::iter::successors(Some(*inner), |here| place(*here).within);
            let met = chain.find(|here| asked.wants(here.index()))?;
            let name = &place(*inner).name;
            Some(if met == *inner {
                name.to_string()
            } else {
                format!("{name}, within {}", place(met).name)
            })
        });
        told.collect()
    },
};

static TAGS: NameSource = NameSource {
    values: NamedBy::Words(|event, to| to.extend(event.tags.iter().map(|tag| &**tag))),
    tell: |asked| {
        let wanted = asked.wanted.iter().map(|value| asked.labels.get(*value).1);
        let wanted: HashSet<&str> = wanted.collect();
        let tags = asked
            .event
            .tags
            .iter()
            .filter(|tag| wanted.contains(&***tag));
        tags.map(ToString::to_string).collect()
    },
};

static SOURCES: NameSource = NameSource {
    values: NamedBy::Things {
        all: |chronology| {
            let sources = chronology.sources().iter();
            let thing = sources.map(|source| Thing {
                behind: std::iter::once(&source.publisher)
                    .chain(&source.authors)
                    .map(|name| &**name)
                    .collect(),
                is_written_by_id: true,
                ..Thing::new(&source.id, source.label(), &[])
            });
            thing.collect()
        },
        of_event: |_, event, to| to.extend(event.cites.iter().map(|cite| cite.source.index())),
        events: |chronology, source| Some(chronology.sources().get(source)?.events.len()),
        within: None,
    },
    tell: |asked| {
        let cites = asked
            .event
            .cites
            .iter()
            .filter(|cite| asked.wants(cite.source.index()));
        let titles = cites.map(|cite| &*asked.chronology.source(cite.source).title);
        let mut told = HashSet::new();
        let once = titles.filter(|title| told.insert(*title));
        once.map(ToOwned::to_owned).collect()
    },
};
