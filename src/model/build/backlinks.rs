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
            add(&mut place_events, place.index(), id);
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
    let counts = counts_within(chronology);
    let links = place_events.into_iter().zip(counts);
    for (place, (events, count)) in chronology.places.iter_mut().zip(links) {
        place.events = events.into();
        place.events_within = count;
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

/// Adds `id` to the list at `at`, unless it stands last there: ids come in order.
fn add<Id: PartialEq>(lists: &mut [Vec<Id>], at: usize, id: Id) {
    if let Some(list) = lists.get_mut(at).filter(|list| list.last() != Some(&id)) {
        list.push(id);
    }
}

/// In how many events each place is, or a place within it; `events` has those of each alone. They are not listed outwards: an
/// event would stand in as many lists as places lie around it.
fn counts_within(chronology: &Chronology) -> Vec<u32> {
    let mut counts = vec![0; chronology.places.len()];
    // The event that was counted last, each by its number and one.
    let mut last = vec![0; chronology.places.len()];
    for (number, event) in (1_usize..).zip(&chronology.events) {
        for place in &event.places {
            let mut here = Some(place.index());
            while let Some(at) = here
                && let (Some(count), Some(last)) = (counts.get_mut(at), last.get_mut(at))
                && *last != number
            {
                *last = number;
                *count += 1;
                let outer = chronology.places.get(at).and_then(|place| place.within);
                here = outer.map(PlaceId::index);
            }
        }
    }
    counts
}
