//! The chronology: everything loaded, immutable, linked both ways.

use std::collections::BTreeSet;

use super::bearing::Bearing;
use super::entities::{Actor, Briefing, Citation, Event, Place, Relation, SavedQuery, Source};
use super::grade::Reliability;
use super::ids::{ActorId, BriefingId, EventId, PlaceId, RelationId, SourceId};

/// All that was loaded. Made by `model::build` only.
#[derive(Debug, Default)]
pub struct Chronology {
    pub(super) title: Box<str>,
    pub(super) about: Box<str>,
    pub(super) events: Vec<Event>,
    pub(super) actors: Vec<Actor>,
    pub(super) relations: Vec<Relation>,
    pub(super) places: Vec<Place>,
    pub(super) sources: Vec<Source>,
    pub(super) briefings: Vec<Briefing>,
    pub(super) queries: Vec<SavedQuery>,
    pub(super) replaced: usize,
}

/// Looks `id` up in `table`. Ids are made by `build` for this chronology alone, and never dangle.
macro_rules! lookup {
    ($(#[$doc:meta])* $one:ident, $all:ident, $all_ids:ident, $id:ty, $thing:ty) => {
        $(#[$doc])*
        ///
        /// # Panics
        ///
        /// If `id` comes from another chronology.
        #[expect(clippy::indexing_slicing, reason = "build makes ids only for entries of its own tables")]
        pub fn $one(&self, id: $id) -> &$thing {
            &self.$all[id.index()]
        }

        /// All of them, in the order of their ids.
        pub fn $all(&self) -> &[$thing] {
            &self.$all
        }

        /// All of their ids, in order.
        pub fn $all_ids(&self) -> impl DoubleEndedIterator<Item = $id> + ExactSizeIterator + use<> {
            (0..self.$all.len()).map(<$id>::new)
        }
    };
}

impl Chronology {
    /// The title; those of several files are joined by " + ".
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it is about.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// How many characters were replaced for safety when it was loaded.
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    /// Saved queries, in the order of the files.
    pub fn queries(&self) -> &[SavedQuery] {
        &self.queries
    }

    lookup!(
        /// The event with that id.
        event, events, event_ids, EventId, Event
    );
    lookup!(
        /// The actor with that id.
        actor, actors, actor_ids, ActorId, Actor
    );
    lookup!(
        /// The relation with that id.
        relation, relations, relation_ids, RelationId, Relation
    );
    lookup!(
        /// The place with that id.
        place, places, place_ids, PlaceId, Place
    );
    lookup!(
        /// The source with that id.
        source, sources, source_ids, SourceId, Source
    );
    lookup!(
        /// The briefing with that id.
        briefing, briefings, briefing_ids, BriefingId, Briefing
    );

    /// The place, then each place that it lies within, outwards.
    pub fn place_chain(&self, id: PlaceId) -> impl Iterator<Item = &Place> {
        std::iter::successors(Some(self.place(id)), |place| {
            place.within.map(|outer| self.place(outer))
        })
    }

    /// Events that name a place or one within it, in chronological order, each once. Looks at all places.
    pub fn events_within(&self, id: PlaceId) -> Vec<EventId> {
        let is_within = |inner: &PlaceId| {
            let mut chain = std::iter::successors(Some(*inner), |here| self.place(*here).within);
            chain.any(|outer| outer == id)
        };
        let places = self.place_ids().filter(is_within);
        let events: BTreeSet<EventId> = places
            .flat_map(|place| self.place(place).events.iter().copied())
            .collect();
        events.into_iter().collect()
    }

    /// A citation's grade: the letter of its source and its figure, "C2".
    pub fn citation_grade(&self, cite: &Citation) -> String {
        let letter = self.source(cite.source).reliability.letter();
        format!("{letter}{}", cite.credibility.figure())
    }

    /// The best grade among the citations that support an event: the letter of the source, the figure of the citation.
    /// Better letter first, then better figure. `None` if nothing supports it.
    pub fn grade(&self, id: EventId) -> Option<(Reliability, u8)> {
        self.event(id)
            .citing(Bearing::Supports)
            .map(|cite| {
                (
                    self.source(cite.source).reliability,
                    cite.credibility.figure(),
                )
            })
            .min()
    }
}
