//! Links back: from actors, places and sources to the events and relations that name them. Built once.

use crate::model::bearing::Bearing;
use crate::model::chronology::Chronology;
use crate::model::ids::{EventId, PlaceId, RelationId};

/// Fills the links back of every actor, place and source: sorted, each once.
pub(super) fn link(chronology: &mut Chronology) {
    let mut actor_events = vec![Vec::new(); chronology.actors.len()];
    let mut place_events = vec![Vec::new(); chronology.places.len()];
    let mut source_events = Bearing::ALL.map(|_| vec![Vec::new(); chronology.sources.len()]);
    for (nth, event) in chronology.events.iter().enumerate() {
        let id = EventId::new(nth);
        for part in &event.actors {
            add(&mut actor_events, part.actor.index(), id);
        }
        for &place in &event.places {
            add_outwards(chronology, &mut place_events, place, id);
        }
        for cite in &event.cites {
            let [supported, contradicted, context] = &mut source_events;
            let events = match cite.bearing {
                Bearing::Supports => supported,
                Bearing::Contradicts => contradicted,
                Bearing::Context => context,
            };
            add(events, cite.source.index(), id);
        }
    }
    let mut actor_relations = vec![Vec::new(); chronology.actors.len()];
    let mut source_relations = vec![Vec::new(); chronology.sources.len()];
    for (nth, relation) in chronology.relations.iter().enumerate() {
        let id = RelationId::new(nth);
        add(&mut actor_relations, relation.from.index(), id);
        add(&mut actor_relations, relation.to.index(), id);
        for cite in &relation.cites {
            add(&mut source_relations, cite.source.index(), id);
        }
    }
    let links = actor_events.into_iter().zip(actor_relations);
    for (actor, (events, relations)) in chronology.actors.iter_mut().zip(links) {
        actor.events = events.into();
        actor.relations = relations.into();
    }
    for (place, events) in chronology.places.iter_mut().zip(place_events) {
        place.events = events.into();
    }
    let [supported, contradicted, context] = source_events.map(Vec::into_iter);
    let links = supported
        .zip(contradicted)
        .zip(context)
        .zip(source_relations);
    for (source, (((events, contradicts), context), relations)) in
        chronology.sources.iter_mut().zip(links)
    {
        source.events = events.into();
        source.contradicts = contradicts.into();
        source.context = context.into();
        source.relations = relations.into();
    }
}

/// Adds `id` to the list at `at`, unless it stands last there: ids come in order. Says whether it did.
fn add<Id: PartialEq>(lists: &mut [Vec<Id>], at: usize, id: Id) -> bool {
    match lists.get_mut(at) {
        Some(list) if list.last() != Some(&id) => {
            list.push(id);
            true
        }
        _ => false,
    }
}

/// Adds an event to a place and all places around it, up to one that has it already.
fn add_outwards(
    chronology: &Chronology,
    lists: &mut [Vec<EventId>],
    place: PlaceId,
    event: EventId,
) {
    let mut here = Some(place);
    while let Some(place) = here {
        if !add(lists, place.index(), event) {
            return;
        }
        here = chronology
            .places
            .get(place.index())
            .and_then(|place| place.within);
    }
}
